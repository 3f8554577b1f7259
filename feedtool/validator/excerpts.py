"""The source lines that findings point at."""

import codecs
import re
from collections.abc import Iterable
from typing import BinaryIO

from feedtool.validator.encoding import Encoding
from feedtool.validator.report import Excerpt

_WIDTH = 96
_BEFORE = 48
_NEWLINE = re.compile("\r\n|\r|\n")


def collect_excerpts(
    source: BinaryIO, encoding: Encoding, places: Iterable[tuple[int, int]]
) -> dict[tuple[int, int], Excerpt]:
    """Return for each (line, column) a cut of that line and where the column lies in it.

    The feed is read again in pieces; of a line that is long only what is shown is kept.
    """
    wanted: dict[int, list[int]] = {}
    for line, column in places:
        wanted.setdefault(line, []).append(column)
    found: dict[tuple[int, int], Excerpt] = {}
    last = max(wanted, default=0)
    enough = max((column for _, column in places), default=0) + _WIDTH
    for number, text in enumerate(_lines(source, encoding, enough), 1):
        if number > last:
            break
        for column in wanted.get(number, ()):
            start = max(column - 1 - _BEFORE, 0) if len(text) > _WIDTH else 0
            shown = text[start : start + _WIDTH]
            stripped = shown.lstrip()
            caret = column - 1 - start - (len(shown) - len(stripped))
            found[number, column] = Excerpt(_printable(stripped.rstrip()), max(caret, 0))
    return found


def _lines(source: BinaryIO, encoding: Encoding, enough: int) -> Iterable[str]:
    """Yield the lines, each at least as far as `enough` characters."""
    source.read(encoding.skip)
    decoder = codecs.getincrementaldecoder(encoding.name)("replace")
    rest = ""
    while data := source.read(65536):
        text = rest + decoder.decode(data)
        # A \r at the end may be half of \r\n.
        keep = text.endswith("\r")
        lines = _NEWLINE.split(text[:-1] if keep else text)
        rest = lines.pop() + ("\r" if keep else "")
        yield from lines
        if len(rest) > enough:
            rest = rest[:enough]
    yield from _NEWLINE.split(rest + decoder.decode(b"", True))


def _printable(text: str) -> str:
    """Tabs become blanks and what would steer a terminal a replacement: widths stay the same."""
    return "".join(char if char.isprintable() else " " if char == "\t" else "�" for char in text)
