"""Bytes of strangers as text, whatever the encoding, and what the encoding should be."""

import codecs
from typing import NamedTuple

_MARKS = (
    (codecs.BOM_UTF8, "utf-8", ""),
    (codecs.BOM_UTF32_LE, "utf-32-le", "UTF-32"),
    (codecs.BOM_UTF32_BE, "utf-32-be", "UTF-32"),
    (codecs.BOM_UTF16_LE, "utf-16-le", "UTF-16"),
    (codecs.BOM_UTF16_BE, "utf-16-be", "UTF-16"),
)
# Of an encoding of two bytes, every second one of Latin letters is zero.
_SAMPLE_BYTES = 400


class Decoded(NamedTuple):
    """A text without byte order mark; `says` what is wrong at a place, "" if it is UTF-8."""

    text: str
    says: str = ""
    line: int = 1
    column: int = 1


def decode_text(data: bytes) -> Decoded:
    r"""Return bytes as text: UTF-8, what a byte order mark says, UTF-16, or else windows-1252.

    >>> decode_text(b"caf\xe9")[::3]
    ('café', 4)
    """
    for mark, codec, name in _MARKS:
        if data.startswith(mark):
            says = f"it is {name}; save it as UTF-8" if name else ""
            return Decoded(data[len(mark) :].decode(codec, "replace"), says)
    wide = _find_wide(data[:_SAMPLE_BYTES])
    if wide:
        return Decoded(data.decode(wide, "replace"), "it is UTF-16; save it as UTF-8")
    try:
        return Decoded(data.decode("utf-8"))
    except UnicodeDecodeError as why:
        before = data[: why.start].decode("utf-8")
        line = before.count("\n") + 1
        column = len(before) - before.rfind("\n")
        says = "it is not UTF-8, but windows-1252; save it as UTF-8"
        return Decoded(data.decode("cp1252", "replace"), says, line, column)


def _find_wide(sample: bytes) -> str:
    """Return the name of UTF-16 without a mark, as some programs write it, or ""."""
    pairs = len(sample) // 2
    if not pairs or sample.count(0) * 3 < pairs:
        return ""
    first, second = sample[::2].count(0), sample[1::2].count(0)
    if first and second:
        return ""
    return "utf-16-be" if first else "utf-16-le"
