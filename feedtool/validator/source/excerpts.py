"""The source lines that findings point at."""

import codecs
import re
from collections.abc import Iterable, Iterator
from typing import BinaryIO, NamedTuple

from feedtool.findings.report import Excerpt
from feedtool.findings.wording import printable
from feedtool.validator.source.encoding import Encoding

_WIDTH = 96
_BEFORE = 48
_NEWLINE = re.compile("\r\n|\r|\n")


def collect_excerpts(
    source: BinaryIO, encoding: Encoding, places: Iterable[tuple[int, int]]
) -> dict[tuple[int, int], Excerpt]:
    """Return for each (line, column) a part of that line and the position of the column in it.

    The feed is read again in pieces. A long line comes in several pieces, which overlap.
    """
    wanted: dict[int, list[int]] = {}
    for line, column in places:
        wanted.setdefault(line, []).append(column)
    for columns in wanted.values():
        columns.sort(reverse=True)
    found: dict[tuple[int, int], Excerpt] = {}
    last = max(wanted, default=0)
    for piece in _pieces(source, encoding):
        if piece.number > last:
            break
        # A line may hold all findings: a place that is found is not looked at again.
        columns = wanted.get(piece.number, [])
        while columns and (piece.ends or columns[-1] - 1 - piece.before + _WIDTH < len(piece.text)):
            column = columns.pop()
            found[piece.number, column] = _cut(piece, column - 1 - piece.before)
    return found


class _Piece(NamedTuple):
    """A part of a line: how many characters come before it, and whether the line ends with it."""

    number: int
    before: int
    text: str
    ends: bool


def _cut(piece: _Piece, at: int) -> Excerpt:
    long = piece.before or not piece.ends or len(piece.text) > _WIDTH
    start = max(at - _BEFORE, 0) if long else 0
    shown = piece.text[start : start + _WIDTH]
    stripped = shown.lstrip()
    caret = at - start - (len(shown) - len(stripped))
    return Excerpt(printable(stripped.rstrip(), _one_cell), max(caret, 0))


def _pieces(source: BinaryIO, encoding: Encoding) -> Iterator[_Piece]:
    source.read(encoding.skip)
    decoder = codecs.getincrementaldecoder(encoding.name)("replace")
    rest, before, number = "", 0, 1
    while True:
        data = source.read(65536)
        text = rest + decoder.decode(data, not data)
        # A \r at the end may be half of \r\n.
        keep = bool(data) and text.endswith("\r")
        lines = _NEWLINE.split(text[:-1] if keep else text)
        rest = lines.pop()
        for line in lines:
            yield _Piece(number, before, line, ends=True)
            number, before = number + 1, 0
        yield _Piece(number, before, rest, ends=not data)
        if not data:
            return
        dropped = max(len(rest) - 2 * _WIDTH, 0)
        rest, before = rest[dropped:] + ("\r" if keep else ""), before + dropped


def _one_cell(char: str) -> str:
    """Return what is shown for a character that is not printable: columns stay as they are."""
    return " " if char == "\t" else "�"
