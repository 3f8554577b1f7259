"""The bytes of the feed that are kept in memory, because a finding may point into them.

An offset counts the bytes of the feed in UTF-8, without byte order mark. A feed in another encoding
is converted to UTF-8 before.
"""

import re
from collections.abc import Iterator

_NEWLINE = re.compile(rb"\r\n|\r|\n")
_ATTRIBUTE = re.compile(
    rb"[ \t\r\n/]*(?P<name>[^ \t\r\n=/><\"']+)[ \t\r\n]*"
    rb"(?:=[ \t\r\n]*(?:\"(?P<double>[^\"]*)\"|'(?P<single>[^']*)'|(?P<bare>[^ \t\r\n><\"']+)))?"
)
_WHOLE_TAG = re.compile(rb"<[^>\"']*(?:\"[^\"]*\"[^>\"']*|'[^']*'[^>\"']*)*>")
_TAG_NAME = re.compile(rb"</?[^ \t\r\n/><=\"']+")


class Window:
    """The part of the feed that is in memory; it moves forward with reading."""

    def __init__(self) -> None:
        self.start = 0
        self.start_place = (1, 1)
        self.start_in_cdata = False
        self._data = b""
        # The offset whose place was found last, and its place: the next is mostly close to it.
        self._known = (0, 1, 1)

    @property
    def end(self) -> int:
        """The offset after the last byte that was read."""
        return self.start + len(self._data)

    def append(self, chunk: bytes) -> None:
        """Add the bytes that were read next."""
        self._data = self._data + chunk if self._data else chunk

    def drop_before(self, line: int, column: int, offset: int, *, in_cdata: bool) -> None:
        """Drop the bytes before `offset`, whose place is `line` and `column`."""
        if offset > self.start:
            self._data = self._data[offset - self.start :]
            self.start = offset
            self.start_place = (line, column)
            self.start_in_cdata = in_cdata

    def place_of(self, offset: int) -> tuple[int, int]:
        """Return the line and column of an offset."""
        known, line, column = self._known
        if not self.start <= known <= offset:
            known, (line, column) = self.start, self.start_place
        line, column = advance(line, column, self.slice(known, offset))
        if not self.slice(known, offset).endswith(b"\r"):
            self._known = (offset, line, column)
        return line, column

    def cut_after(self, offset: int) -> None:
        """Drop the bytes from `offset` on; the caller appends them again, repaired."""
        self._data = self._data[: offset - self.start]
        self._known = (self.start, *self.start_place)

    def tag_at(self, offset: int) -> bytes:
        """Return the tag that starts at an offset, b"" if it is not in memory as a whole."""
        if offset < self.start:
            return b""
        match = _WHOLE_TAG.match(self._data, offset - self.start)
        return match[0] if match else b""

    def slice(self, start: int, end: int | None = None) -> bytes:
        """Return the bytes between two offsets, as far as they are in memory."""
        stop = None if end is None else max(end - self.start, 0)
        return self._data[max(start - self.start, 0) : stop]


def advance(line: int, column: int, data: bytes) -> tuple[int, int]:
    r"""Return the place at the end of `data`, which starts at this line and column (from 1).

    >>> advance(3, 5, b"ab\nc")
    (4, 2)
    """
    if b"\r" in data:
        lines = _NEWLINE.split(data)
        newlines, rest = len(lines) - 1, lines[-1]
    else:
        newlines, rest = data.count(b"\n"), data[data.rfind(b"\n") + 1 :]
    return line + newlines, (1 if newlines else column) + len(rest.decode("utf-8", "replace"))


def end_of_tag(data: bytes, start: int = 0) -> int:
    """Return the index after the `>` of the tag at an index of `data`, -1 if the tag has no end.

    A `>` in quotes does not count.
    """
    match = _WHOLE_TAG.match(data, start)
    return match.end() if match else -1


def scan_attributes(tag: bytes) -> Iterator[tuple[str, str, int, int]]:
    """Yield (name, raw value, index of the name, index of the value) for each attribute."""
    match = _TAG_NAME.match(tag)
    index = match.end() if match else len(tag)
    while match := _ATTRIBUTE.match(tag, index):
        index = match.end()
        group = next((g for g in ("double", "single", "bare") if match[g] is not None), "name")
        value = b"" if group == "name" else match[group]
        yield (
            match["name"].decode("utf-8", "replace"),
            value.decode("utf-8", "replace"),
            match.start("name"),
            match.start(group),
        )
