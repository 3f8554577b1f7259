"""Forms of transcripts that apps do not read, known by their content, or else by their ending.

Some of them become forms that apps do read, but not where only a link to them is published.
`schemas/lists/transcript-foreign.json` says what each form is called and what to do with it.
"""

import re
from collections.abc import Mapping
from typing import Any

from feedtool.vocabulary import load_list

_HEAD_BYTES = 1 << 16
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
    ("microdvd", re.compile(r"\{[0-9]{1,9}\}\{[0-9]{0,9}\}")),
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
    return next((name for name, mark in _TEXT if mark.match(text)), None)
