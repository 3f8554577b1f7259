"""The one call that reads chapters of any form: its content says which, or else its name."""

import re
from codecs import BOM_UTF8
from collections.abc import Callable
from dataclasses import replace
from importlib import import_module
from io import BytesIO
from typing import NamedTuple

from feedtool.chapters.model import Reading
from feedtool.findings.file_findings import FileFindings
from feedtool.media.tags import after_tags
from feedtool.media.types import ending_of, find_kind
from feedtool.values.byte_marks import find_mark, guess_wide
from feedtool.values.text_decoding import decode_text

# What is larger is no text of chapters.
MOST_BYTES = 5_000_000
_UNREADABLE = "chapters-unreadable"
_HEAD_BYTES = 4096
_MOST_TAGS = 50_000_000
_HEAD_CHARS = 20_000
_AUDIO = frozenset(["MP3", "AAC", "MP4", "Ogg", "FLAC", "WAV", "AIFF"])


class _Form(NamedTuple):
    """The module and the function that read a form, and the endings that name it."""

    module: str
    function: str
    endings: tuple[str, ...] = ()


# Only the module of the form that a file has is loaded.
_FORMS = {
    "json": _Form("json_form", "read_json_chapters", ("json",)),
    "psc": _Form("psc", "read_psc", ("psc",)),
    "matroska": _Form("matroska", "read_matroska"),
    "vtt": _Form("vtt", "read_vtt", ("vtt",)),
    "cue": _Form("cue", "read_cue", ("cue",)),
    "labels": _Form("labels", "read_labels"),
    "ffmetadata": _Form("pairs", "read_ffmetadata", ("ffmetadata",)),
    "ogg": _Form("pairs", "read_ogg_lines"),
    "text": _Form("lines", "read_lines", ("txt", "md", "html")),
}
_BY_ENDING = {ending: form for form, one in _FORMS.items() for ending in one.endings}
# Folders of a show that have other texts with times.
OTHER_FOLDERS = frozenset(["transcripts", "episodes"])
_NUMBER = r"-?[0-9]{1,9}(?:[.,][0-9]{0,12})?"
# What the first lines of each form look like; the first that fits is taken.
_STARTS = (
    ("vtt", re.compile(r"WEBVTT(?![^ \t\n])")),
    ("ffmetadata", re.compile(r";FFMETADATA")),
    ("json", re.compile(r"[\[{][ \t\n]*[\"{\[\]}]")),
    ("matroska", re.compile(r"<[\s\S]{0,2000}?<(?:Chapters|EditionEntry|ChapterAtom)[\s>]")),
    ("psc", re.compile(r"(?=<)[\s\S]{0,20000}?<(?:[A-Za-z]+:)?chapters?\s")),
    ("psc", re.compile(r"<\?xml\s|<rss[\s>]")),
    ("ogg", re.compile(r"CHAPTER[0-9]{2,4}=", re.IGNORECASE)),
    ("labels", re.compile(rf"{_NUMBER}\t{_NUMBER}(?:[\t\n]|$)")),
)  # fmt: skip
_CUE = re.compile(r"^[ \t]*TRACK[ \t]+[0-9]{1,3}[ \t]+AUDIO", re.MULTILINE | re.IGNORECASE)
_CAPTIONS = re.compile(r"^[0-9:]{4,9},[0-9]{1,3}[ \t]*-->", re.MULTILINE)


def read_chapters(data: bytes, findings: FileFindings, name: str = "") -> Reading | None:
    """Read chapters; None, with a finding that says why, if these are none that can be read.

    `data` may be an audio file; `name` counts where the content says nothing.
    """
    if find_audio_kind(data):
        return _read_audio(data, findings)
    if len(data) > MOST_BYTES:
        says = f"it has more than {MOST_BYTES // 1_000_000} MB; expected chapters or audio"
        findings.add(_UNREADABLE, says)
        return None
    if b"\0" in data[:_HEAD_BYTES] and not (find_mark(data)[0] or guess_wide(data)):
        findings.add("chapters-unsupported", "it is no text; expected chapters or audio")
        return None
    told = len(findings.found)
    text = decode_text(data, findings, "chapters-encoding")
    text = text.replace("\r\n", "\n").replace("\r", "\n")
    if not text.strip():
        findings.add(_UNREADABLE, "it is empty", 1, 1)
        return None
    # Apps want UTF-8 without a mark.
    is_plain = len(findings.found) == told and not data.startswith(BOM_UTF8)
    reading = _read_text(text, findings, name)
    return reading if reading is None or is_plain else replace(reading, is_as_apps_read=False)


def _read_text(text: str, findings: FileFindings, name: str) -> Reading | None:
    form = find_form(text, name)
    if form == "srt":
        says = "it is SubRip, a transcript; expected chapters, e.g. lines such as 00:12:30 Topic"
        findings.add("chapters-unsupported", says)
        return None
    found = _FORMS[form]
    module = import_module(f"feedtool.chapters.reading.{found.module}")
    read: Callable[[str, FileFindings], Reading | None] = getattr(module, found.function)
    return read(text, findings)


def find_form(text: str, name: str) -> str:
    """Return the form of a text by its content, or else by the ending of its name."""
    start = text[:_HEAD_CHARS].lstrip()
    for form, pattern in _STARTS:
        if pattern.match(start):
            return form
    if _CUE.search(text):
        return "cue"
    if _CAPTIONS.search(text):
        return "srt"
    named = _BY_ENDING.get(ending_of(name), "text")
    return "text" if named == "labels" else named


def _read_audio(data: bytes, findings: FileFindings) -> Reading | None:
    from feedtool.chapters.reading.audio_form import read_audio_chapters  # noqa: PLC0415 - only for audio

    return read_audio_chapters(BytesIO(data), len(data), find_audio_kind(data), findings)


def find_audio_kind(data: bytes) -> str:
    """Return the kind of audio that bytes are, "" for what is no audio."""
    start = after_tags(BytesIO(data[:_MOST_TAGS]))
    kind = find_kind(data[start : start + _HEAD_BYTES])
    if data.startswith(b"ID3") and kind not in _AUDIO:
        return "MP3"
    return kind if kind in _AUDIO else ""
