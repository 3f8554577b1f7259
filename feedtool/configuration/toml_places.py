"""Where each key and each value of a TOML document stands: tomllib gives values without places.

The document is one that tomllib accepts; faults are for tomllib to find.
"""

import re
import tomllib
from bisect import bisect_right
from collections.abc import Iterator
from dataclasses import dataclass, field

from feedtool.findings.place import LineColumn

# The keys and indexes that lead to a value.
TomlPath = tuple[str | int, ...]

_GAP = re.compile(r"(?:[ \t\r\n]|#[^\n]*)*")
_BLANKS = re.compile(r"[ \t]*")
_KEY = re.compile(r"""[A-Za-z0-9_-]+|"(?:[^"\\]|\\.)*"|'[^']*'""")
# A string of several lines may end in up to two quotes of its own.
_STRING = re.compile(
    r'"""(?:[^\\]|\\.)*?"""(?:""|")?' + r"|'''.*?'''(?:''|')?" + r"""|"(?:[^"\\]|\\.)*"|'[^']*'""",
    re.DOTALL,
)
_OTHER = re.compile(r"[^,\]}#\r\n]+")


@dataclass
class TomlPlaces:
    """Where keys and values start, by the keys and indexes that lead to them.

    A table has the place of its header, or of the first key that makes it.
    """

    keys: dict[TomlPath, LineColumn] = field(default_factory=dict)
    values: dict[TomlPath, LineColumn] = field(default_factory=dict)

    def near(self, path: TomlPath) -> LineColumn:
        """Return the place of a value, or of the nearest key around it.

        Where one value stands in place of a list, its place is that of the first member too.
        """
        path = self._as_written(path)
        while path:
            if path in self.values:
                return self.values[path]
            path = path[:-1]
        return 1, 1

    def near_key(self, path: TomlPath) -> LineColumn:
        """Return the place of a key, or of the nearest value around it."""
        return self.keys.get(self._as_written(path)) or self.near(path)

    def _as_written(self, path: TomlPath) -> TomlPath:
        """Return a path without the indexes of lists that are not written as lists."""
        found: TomlPath = ()
        for step in path:
            longer = (*found, step)
            found = found if isinstance(step, int) and longer not in self.values else longer
        return found


def find_places(text: str) -> TomlPlaces:
    r"""Return the places in a document.

    >>> places = find_places('[a]\nb = [1, "x"]')
    >>> places.keys["a", "b"], places.values["a", "b", 1]
    ((2, 1), (2, 9))
    """
    scanner = _Scanner(text)
    scanner.read_document()
    return scanner.places


class _Scanner:
    """A position in the text, and the places found so far."""

    def __init__(self, text: str) -> None:
        self.places = TomlPlaces()
        self._text = text
        self._at = 0
        self._starts = [0, *(match.end() for match in re.finditer("\n", text))]
        # How many tables each array of tables has.
        self._tables: dict[TomlPath, int] = {}

    def read_document(self) -> None:
        table: TomlPath = ()
        self._skip(_GAP)
        while self._at < len(self._text):
            if self._text[self._at] == "[":
                table = self._read_header()
            else:
                self._read_pair(table)
            self._skip(_GAP)

    def _read_header(self) -> TomlPath:
        """Read `[a.b]` or `[[a.b]]`; return the path of the table that begins."""
        start = self._place()
        is_array = self._text.startswith("[[", self._at)
        self._at += 2 if is_array else 1
        *outer, (last, place) = self._read_key()
        self._at += 2 if is_array else 1
        path: TomlPath = ()
        for name, there in outer:
            path = self._enter((*path, name), there, there)
        path = (*path, last)
        self.places.keys.setdefault(path, place)
        self.places.values.setdefault(path, start)
        if is_array:
            number = self._tables.get(path, 0)
            self._tables[path] = number + 1
            path = (*path, number)
            self.places.values[path] = start
        return path

    def _enter(self, path: TomlPath, key: LineColumn, value: LineColumn) -> TomlPath:
        """Return the path of a table, or of the last table of an array of tables."""
        self.places.keys.setdefault(path, key)
        self.places.values.setdefault(path, value)
        return (*path, self._tables[path] - 1) if path in self._tables else path

    def _read_pair(self, table: TomlPath) -> None:
        *outer, (last, place) = self._read_key()
        path = table
        for name, there in outer:
            path = self._enter((*path, name), there, there)
        path = (*path, last)
        self.places.keys[path] = place
        self._at += 1  # the sign =
        self._skip(_BLANKS)
        self._read_value(path)

    def _read_key(self) -> list[tuple[str, LineColumn]]:
        """Read a key up to the sign after it: its parts, which dots separate."""
        parts = []
        while True:
            self._skip(_BLANKS)
            place = self._place()
            raw = self._skip(_KEY)
            parts.append((next(iter(tomllib.loads(f"{raw}=0"))) if raw[0] in "\"'" else raw, place))
            self._skip(_BLANKS)
            if self._text[self._at] != ".":
                return parts
            self._at += 1

    def _read_value(self, path: TomlPath) -> None:
        self.places.values[path] = self._place()
        first = self._text[self._at]
        if first == "[":
            for number in self._members("]"):
                self._read_value((*path, number))
        elif first == "{":
            for _ in self._members("}"):
                self._read_pair(path)
        else:
            self._skip(_STRING if first in "\"'" else _OTHER)

    def _members(self, end: str) -> Iterator[int]:
        """Yield the number of each member up to the bracket at the end; the caller reads it."""
        number = 0
        self._at += 1
        self._skip(_GAP)
        while self._text[self._at] != end:
            yield number
            number += 1
            self._skip(_GAP)
            if self._text[self._at] == ",":
                self._at += 1
            self._skip(_GAP)
        self._at += 1

    def _skip(self, pattern: re.Pattern[str]) -> str:
        match = pattern.match(self._text, self._at)
        assert match is not None  # noqa: S101 - tomllib has accepted the text
        self._at = match.end()
        return match[0]

    def _place(self) -> LineColumn:
        line = bisect_right(self._starts, self._at)
        return line, self._at - self._starts[line - 1] + 1
