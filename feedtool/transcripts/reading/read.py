"""The one call that reads a transcript of any form: bytes, text, form, cues."""

import re
from collections.abc import Callable
from importlib import import_module
from typing import NamedTuple

from feedtool.findings.file_findings import FileFindings
from feedtool.media.types import ending_of
from feedtool.transcripts.foreign import find_foreign
from feedtool.transcripts.places import Reading
from feedtool.transcripts.reading.decoding import decode_transcript
from feedtool.transcripts.types import ending_of_transcript

MOST_BYTES = 50_000_000
_UNREADABLE = "transcript-unreadable"


class _Form(NamedTuple):
    """A form: what it is called, the endings of its names, and the function that reads it."""

    title: str
    endings: tuple[str, ...]
    module: str
    function: str


# Only the module of the form that a file has is loaded.
_FORMS = {
    "vtt": _Form("WebVTT", ("vtt",), "vtt", "read_vtt"),
    "srt": _Form("SubRip", ("srt",), "srt", "read_srt"),
    "json": _Form("JSON", ("json",), "json_forms", "read_json_transcript"),
    "html": _Form("HTML", ("html", "htm", "xhtml"), "html_form", "read_html"),
    "txt": _Form("plain text", ("txt", "text", "md", "markdown"), "turns", "read_turns"),
    "docx": _Form("a Word document", ("docx", "docm"), "word_file", "read_word"),
}
_BY_ENDING = {ending: form for form, one in _FORMS.items() for ending in one.endings}
_WORD = re.compile(rb"PK\x03\x04(?=.*?word/)", re.DOTALL)
_HEAD_BYTES = 1 << 16
_CLOCK = r"[0-9]{1,9}[:;][0-9]{1,2}[0-9:;.,]{0,20}"
_CAPTIONS = re.compile(rf"^[ \t]*{_CLOCK}[ \t]*[-–—=]{{1,3}} ?>[ \t]*{_CLOCK}", re.MULTILINE)
_HTML = re.compile(
    r"<(?:!doctype html|html|head|body|!--|cite|time|p|div|span|section|article|main|h[1-6]|meta|"
    r"ul|ol|dl|table|br|b|i|em|strong)\b|<!--", re.IGNORECASE,
)  # fmt: skip


def read_transcript(
    data: bytes, findings: FileFindings, name: str = "", media_type: str = ""
) -> Reading | None:
    """Read a transcript; None, with a finding that says why, if it is none that can be read.

    The content decides on the form; `name` and `media_type` only where it says nothing, and they
    are reported if they say something else.
    """
    if len(data) > MOST_BYTES:
        message = f"it has more than {MOST_BYTES // 1_000_000} MB; expected the text of one episode"
        findings.add(_UNREADABLE, message, 1, 1)
        return None
    if _WORD.match(data[:_HEAD_BYTES]):
        return _read("docx", data, findings)
    text = decode_transcript(data, findings)
    if not text.strip():
        findings.add(_UNREADABLE, "it is empty", 1, 1)
        return None
    named = _BY_ENDING.get(ending_of(name)) or ending_of_transcript("", media_type) or ""
    form = _detect(text, named)
    if form in ("txt", ""):
        foreign = find_foreign(data, ending_of(name))
        if foreign is not None:
            findings.add("transcript-unsupported", f"it is {foreign}", 1, 1)
            return None
    _compare(form, named, name, findings)
    return _read(form or "txt", text, findings)


def _detect(text: str, named: str) -> str:
    """Return the form of a text by its content, or else the one that is named."""
    start = text[:200].lstrip()
    if start.startswith("WEBVTT"):
        return "vtt"
    if start.startswith(("{", "[")) and named not in ("srt", "vtt", "txt"):
        return "json"
    captions = _CAPTIONS.search(text)
    if captions is not None:
        return _detect_captions(captions, named)
    if _HTML.match(start):
        return "html"
    return named


def _detect_captions(first: re.Match[str], named: str) -> str:
    if named in ("srt", "vtt"):
        return named
    return "vtt" if "." in first[0] and "," not in first[0] else "srt"


def _compare(form: str, named: str, name: str, findings: FileFindings) -> None:
    if not named or not form or form == named:
        return
    ending = ending_of(name)
    one = _FORMS[form]
    message = f"it is {one.title}, but its name ends in .{ending}; rename it to .{one.endings[0]}"
    findings.add("transcript-wrong-type", message, 1, 1)


def _read(form: str, content: str | bytes, findings: FileFindings) -> Reading | None:
    one = _FORMS[form]
    module = import_module(f"feedtool.transcripts.reading.{one.module}")
    read: Callable[[str | bytes, FileFindings], Reading | None] = getattr(module, one.function)
    return read(content, findings)
