"""Which encoding the bytes of a feed are in, before anything else is asked.

Source: https://www.w3.org/TR/xml/#sec-guessing
"""

import codecs
import re
from dataclasses import dataclass

_DECLARATION = re.compile(rb"^\s*<\?xml[^>]*?encoding\s*=\s*[\"']([^\"'<>]{1,60})[\"']")
_BOMS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
# Python has codecs that no feed is written in and that decode what is harmless into what is not.
_FAMILIES = re.compile(
    r"ascii|iso8859|cp(?:125[0-8]|437|85\d|866|874|932|949|950)|koi8|mac|shift_jis|euc_|"
    r"gb|big5|hz|iso2022|johab|utf-16|utf-32|ptcp154|tis_620|kz1048"
)


@dataclass(frozen=True, slots=True)
class Encoding:
    """The encoding to read with, the length of the byte order mark, and what is wrong with it."""

    name: str
    skip: int = 0
    problem: str = ""


def detect_encoding(head: bytes) -> Encoding:
    """Decide by byte order mark, then by the pattern of zero bytes, then by the declaration."""
    for mark, name in _BOMS:
        if head.startswith(mark):
            return Encoding(name, len(mark) if name == "utf-8" else 0)
    if head.startswith(b"<\0"):
        return Encoding("utf-16-le")
    if head.startswith(b"\0<"):
        return Encoding("utf-16-be")
    declared = _DECLARATION.match(head)
    if declared is None:
        return Encoding("utf-8")
    return _look_up(declared[1].decode("latin-1"))


def _look_up(label: str) -> Encoding:
    try:
        name = codecs.lookup(label.strip()).name
    except LookupError:
        name = ""
    if name == "utf-8":
        return Encoding(name)
    if name.startswith(("utf-16", "utf-32")):
        says = (
            f'the declaration says "{label}", but the file is in a one-byte encoding; write UTF-8'
        )
        return Encoding("utf-8", problem=says)
    if _FAMILIES.match(name):
        return Encoding(name)
    return Encoding("utf-8", problem=f'the encoding "{label[:40]}" is not known; write UTF-8')
