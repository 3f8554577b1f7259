"""The one call that reads a transcript of any form: bytes, text, form, cues."""

import re
from collections.abc import Callable
from dataclasses import replace
from importlib import import_module

from feedtool.findings.file_findings import FileFindings
from feedtool.media.types import ending_of, find_kind
from feedtool.transcripts.foreign import find_foreign
from feedtool.transcripts.places import Reading
from feedtool.transcripts.reading import detection
from feedtool.transcripts.reading.decoding import decode_transcript
from feedtool.values.byte_marks import find_mark, guess_wide

MOST_BYTES = 50_000_000
# A week of captions has fewer.
MOST_LINES = 1_000_000
MOST_CUES = 500_000
MOST_TAGS = 1_000_000
_EXPECTED = "expected the transcript of an episode"
_WORD = re.compile(rb"PK\x03\x04(?=.*?word/)", re.DOTALL)
_HEAD_BYTES = 1 << 16
_NO_BINARY = frozenset({"", "text", "HTML"})
_CONTROLS = bytes({*range(1, 32)} - {*b"\t\n\v\f\r\x1b"})
_MOST_CONTROLS = 0.02


def read_transcript(
    data: bytes, findings: FileFindings, name: str = "", media_type: str = ""
) -> Reading | None:
    """Read a transcript; None, with a finding that says why, if it is none that can be read.

    The content decides on the form; `name` and `media_type` do only where it says nothing. They are
    reported if they say something else.
    """
    if len(data) > MOST_BYTES:
        _refuse(f"it has more than {MOST_BYTES // 1_000_000} MB; {_EXPECTED}", findings)
        return None
    head = data[:_HEAD_BYTES]
    if _WORD.match(head):
        return _read("docx", data, name, media_type, findings)
    kind = "text" if find_mark(head)[0] else _find_kind(head)
    named = detection.find_named_form(name, media_type)
    foreign = find_foreign(head, "" if named else ending_of(name))
    if foreign is None and (kind not in _NO_BINARY or _is_binary(head)):
        what = f"no text, but {kind}" if kind not in _NO_BINARY else "no text"
        _refuse(f"it is {what}; expected a transcript", findings)
        return None
    if foreign is not None and _is_other_form(data):
        findings.add("transcript-unsupported", f"it is {foreign}", 1, 1)
        return None
    text = decode_transcript(data, findings)
    if not text.strip():
        _refuse("it is empty", findings)
        return None
    form = detection.detect_form(text, named if named != "docx" else "")
    if form not in ("json", "html") and (says := _find_excess(text)):
        _refuse(f"it has more than {says}; {_EXPECTED}", findings)
        return None
    return _read(form, text, name, media_type, findings)


def _find_kind(head: bytes) -> str:
    return find_kind(head) or ("MP3" if head[:3] == b"ID3" else "")


def _is_binary(head: bytes) -> bool:
    """Return whether bytes have more control characters than a text in any encoding.

    NUL does not count: a text that was not saved to its end may have many.
    """
    if not guess_wide(head) and not find_mark(head)[0]:
        controls = len(head) - len(head.translate(None, _CONTROLS))
        return controls > _MOST_CONTROLS * len(head)
    return False


def _is_other_form(data: bytes) -> bool:
    """Return whether a file has a text, and in no form that shows what it is."""
    text = decode_transcript(data, FileFindings(""))
    return bool(text.strip()) and detection.detect_form(text, "") in ("txt", "html")


def _find_excess(text: str) -> str:
    """Return of what a text has more than any transcript needs, "" if it has not."""
    if max(text.count("\n"), text.count("\r")) > MOST_LINES:
        return f"{MOST_LINES:,} lines"
    if text.count("-->") > MOST_CUES:
        return f"{MOST_CUES:,} cues"
    return f"{MOST_TAGS:,} tags" if text.count("<") > MOST_TAGS else ""


def _refuse(says: str, findings: FileFindings) -> None:
    findings.add("transcript-unreadable", says, 1, 1)


def _read(
    form: str, content: str | bytes, name: str, media_type: str, findings: FileFindings
) -> Reading | None:
    detection.compare_form(form, name, media_type, findings)
    one = detection.FORMS[form]
    module = import_module(f"feedtool.transcripts.reading.{one.module}")
    read: Callable[[str | bytes, FileFindings], Reading | None] = getattr(module, one.function)
    reading = read(content, findings)
    if reading is None or form != "md":
        return reading
    # Who reads turns does not know how the file is called.
    return replace(reading, transcript=replace(reading.transcript, form="md"))
