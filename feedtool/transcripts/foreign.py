"""Forms of transcripts that apps do not read, known by their content, or else by their ending.

`schemas/lists/transcript-foreign.json` says what each form is called and what to do with it.
"""

import re
from collections.abc import Callable, Mapping
from typing import Any

from feedtool.values.json_text import read_json
from feedtool.vocabulary import load_list

_HEAD_BYTES = 1 << 16
# A hundred hours of words, each with its time, have fewer.
_MOST_VALUES = 1_000_000
_BINARY: tuple[tuple[str, re.Pattern[bytes]], ...] = (
    ("opendocument", re.compile(rb"PK\x03\x04.{26}mimetypeapplication/vnd\.oasis", re.DOTALL)),
    ("word", re.compile(rb"PK\x03\x04(?=.*?word/)", re.DOTALL)),
    ("pages", re.compile(rb"PK\x03\x04(?=.*?Index/Document\.iwa)", re.DOTALL)),
    ("zip", re.compile(rb"PK\x03\x04")),
    ("word-97", re.compile(rb"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1")),
    ("pdf", re.compile(rb"%PDF-")),
    ("rtf", re.compile(rb"\{\\rtf")),
)
_SBV_TIME = r"\d{1,2}:\d\d:\d\d\.\d{3}"
_TEXT: tuple[tuple[str, re.Pattern[str]], ...] = (
    ("ass", re.compile(r"\[Script Info\]", re.IGNORECASE)),
    ("sbv", re.compile(rf"{_SBV_TIME},{_SBV_TIME}[ \t]*\r?\n")),
    ("whisper-tsv", re.compile(r"start\tend\ttext\r?\n")),
    ("lrc", re.compile(r"(?:\[(?:ar|al|ti|au|by|re|ve|length|offset):[^\]\n]*\]\s*)+\[\d+:\d\d")),
    ("sami", re.compile(r"<SAMI\b", re.IGNORECASE)),
    ("ttml", re.compile(r"(?:<\?xml[^>]*>\s*)?(?><!--.*?-->\s*)*<(?:\w+:)?tt[\s>]", re.DOTALL)),
    ("youtube", re.compile(r"(?:<\?xml[^>]*>\s*)?<(?:timedtext|transcript>\s*<text start=)")),
)


def find_foreign(data: bytes, ending: str) -> str | None:
    """Return what a file is that no app reads as a transcript, and what to do; None if unknown.

    `data` is its content, `ending` that of its name; a form that apps read has its own ending.

    >>> find_foreign(b"%PDF-1.4", "txt")
    'a PDF; save its text as plain text (.txt)'
    """
    forms: Mapping[str, Any] = load_list("transcript-foreign")
    by_ending = next((name for name, one in forms.items() if ending in one["endings"]), None)
    name = _find_by_content(data) or by_ending
    return None if name is None else f"{forms[name]['title']}; {forms[name]['cure']}"


def _find_by_content(data: bytes) -> str | None:
    head = data[:_HEAD_BYTES]
    found = next((name for name, mark in _BINARY if mark.match(head)), None)
    if found is not None:
        return found
    text = head.decode("utf-8-sig", "replace").lstrip()
    if text[:1] in ("{", "["):
        found = _find_by_keys(data)
    return found or next((name for name, mark in _TEXT if mark.match(text)), None)


def _find_by_keys(data: bytes) -> str | None:
    try:
        whole = read_json(data, _MOST_VALUES, takes_nan=True)
    except ValueError:
        return None
    if isinstance(whole, list):
        return "whisper" if _has(whole, "start", "end", "text") else None
    if not isinstance(whole, dict):
        return None
    return next((name for name, is_it in _JSON.items() if is_it(whole)), None)


def _has(value: object, *keys: str) -> bool:
    """Return whether a value is a list whose first entry has these keys."""
    first = value[0] if isinstance(value, list) and value else None
    return isinstance(first, dict) and all(key in first for key in keys)


def _results(data: Mapping[str, Any]) -> Mapping[str, Any]:
    results = data.get("results")
    return results if isinstance(results, dict) else {}


_JSON: Mapping[str, Callable[[Mapping[str, Any]], bool]] = {
    "whisper": lambda data: _has(data.get("segments"), "start", "end", "text"),
    "whisper-cpp": lambda data: _has(data.get("transcription"), "text"),
    "aws": lambda data: _has(_results(data).get("transcripts"), "transcript"),
    "deepgram": lambda data: _has(_results(data).get("channels"), "alternatives"),
    "google": lambda data: _has(data.get("results"), "alternatives"),
    "assemblyai": lambda data: _has(data.get("words"), "text", "start", "end", "confidence"),
    "youtube": lambda data: _has(data.get("events"), "tStartMs"),
}
