"""The difference between a file before and after, for people: text that steers no terminal."""

import difflib
import re
from collections.abc import Iterator

from feedtool.findings.wording import inert, printable
from feedtool.fixing.source import Source, UndecodableError

_NEWLINE = re.compile("\r\n|\r|\n")
_COLOURS = {"-": "\x1b[31m", "+": "\x1b[32m", "@": "\x1b[36m"}
_OFF = "\x1b[0m"
_CONTEXT = 2
# Of a longer line, only what is around its first difference is shown.
_LONG_LINE = 400
_AROUND = 80


def diff(name: str, before: bytes, after: bytes, *, colour: bool = False) -> Iterator[str]:
    """Yield a unified diff of two states of a file, line by line, line ends included.

    Characters that cannot be seen are escaped, and of long lines only a part is shown: the diff is
    for reading.
    """
    old, new = _lines(before), _lines(after)
    kept = 0
    while kept < min(len(old), len(new)) and old[kept] == new[kept]:
        kept += 1
    start = max(kept - _CONTEXT, 0)
    yield from _paint(f"--- {printable(name)}", "", colour=colour)
    yield from _paint(f"+++ {printable(name)}", "", colour=colour)
    lines = difflib.unified_diff(old[start:], new[start:], n=_CONTEXT, lineterm="")
    hunk: list[str] = []
    for number, line in enumerate(lines):
        if number < 2:
            continue
        if line.startswith("@@"):
            yield from _write_hunk(hunk, colour=colour)
            hunk = [_move(line, start)]
        else:
            hunk.append(line)
    yield from _write_hunk(hunk, colour=colour)


def _lines(data: bytes) -> list[str]:
    try:
        text = Source(data).text
    except UndecodableError:
        text = data.decode("latin-1")
    lines = _NEWLINE.split(text)
    return lines if lines[-1] else lines[:-1]


def _move(header: str, lines: int) -> str:
    """Return the header of a hunk with its lines counted from the start of the file."""
    return re.sub(r"(?<=[-+])\d+", lambda one: str(int(one[0]) + lines), header, count=2)


def _write_hunk(hunk: list[str], *, colour: bool) -> Iterator[str]:
    """Yield the lines of a hunk; a changed line and its new form are cut at the same place."""
    old = [line for line in hunk if line.startswith("-")]
    new = [line for line in hunk if line.startswith("+")]
    cuts = {}
    for one, other in zip(old, new, strict=False):
        cuts[one] = cuts[other] = _first_difference(one[1:], other[1:])
    for line in hunk:
        if line.startswith("@@"):
            yield from _paint(line, "@", colour=colour)
        else:
            shown = line[0] + inert(_shorten(line[1:], cuts.get(line, 0)))
            yield from _paint(shown, line[0], colour=colour)


def _first_difference(one: str, other: str) -> int:
    return next(
        (at for at, (a, b) in enumerate(zip(one, other, strict=False)) if a != b),
        min(len(one), len(other)),
    )


def _shorten(line: str, at: int) -> str:
    """Return a line in printable characters; of a long one, the part around a place."""
    if len(line) > _LONG_LINE:
        start = max(at - _AROUND, 0)
        end = start + _LONG_LINE // 2
        line = f"{'…' if start else ''}{line[start:end]}{'…' if end < len(line) else ''}"
    return "\t".join(map(printable, line.split("\t")))


def _paint(line: str, kind: str, *, colour: bool) -> Iterator[str]:
    paint = _COLOURS.get(kind, "") if colour else ""
    yield f"{paint}{line}{_OFF}\n" if paint else f"{line}\n"
