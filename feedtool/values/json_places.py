"""Where values stand in the text of JSON, looked up only when a message needs their places."""

import json
import re
from collections.abc import Collection, Iterable

from feedtool.findings.place import LineColumn

# Keys of objects and indexes of lists, from the outermost value inwards.
Path = tuple[str | int, ...]
_BLANKS = re.compile(r"[ \t\n\r]*")


def find_json_places(text: str, paths: Collection[Path]) -> dict[Path, LineColumn]:
    r"""Return line and column of the values with these paths; a value that is not there has none.

    The text was read before: it is JSON, apart from NaN. Of a repeated key the last value counts.

    >>> find_json_places('{"a": [1,\n  {"b": 2}]}', [("a", 1, "b"), ("c",)])
    {('a', 1, 'b'): (2, 9)}
    """
    found = _Finder(text, paths).find()
    return dict(zip(found, _count_lines(text, found.values()), strict=True))


class _Finder:
    """Walks to the wanted values; all others are skipped at the speed of the JSON reader."""

    def __init__(self, text: str, paths: Collection[Path]) -> None:
        self._text = text
        self._wanted = frozenset(paths)
        self._prefixes = {path[:length] for path in paths for length in range(len(path))}
        # The number of digits of a whole number does not matter here.
        self._decoder = json.JSONDecoder(parse_int=float)
        self._found: dict[Path, int] = {}

    def find(self) -> dict[Path, int]:
        self._visit(self._skip_blanks(0), ())
        return dict(sorted(self._found.items(), key=lambda one: one[1]))

    def _visit(self, at: int, path: Path) -> int:
        """Look at the value at an offset; return the offset behind it."""
        if path in self._wanted:
            self._found[path] = at
        if path in self._prefixes and self._text[at] == "{":
            return self._visit_object(at + 1, path)
        if path in self._prefixes and self._text[at] == "[":
            return self._visit_list(at + 1, path)
        return self._decoder.raw_decode(self._text, at)[1]

    def _visit_object(self, at: int, path: Path) -> int:
        at = self._skip_blanks(at)
        while self._text[at] != "}":
            key, at = self._decoder.raw_decode(self._text, at)
            at = self._skip_blanks(self._skip_blanks(at) + 1)
            at = self._step(self._visit(at, (*path, key)))
        return at + 1

    def _visit_list(self, at: int, path: Path) -> int:
        at = self._skip_blanks(at)
        index = 0
        while self._text[at] != "]":
            at = self._step(self._visit(at, (*path, index)))
            index += 1
        return at + 1

    def _step(self, at: int) -> int:
        """Return the offset of the next value or key, or of the bracket that ends them all."""
        at = self._skip_blanks(at)
        return self._skip_blanks(at + 1) if self._text[at] == "," else at

    def _skip_blanks(self, at: int) -> int:
        found = _BLANKS.match(self._text, at)
        return found.end() if found else at


def _count_lines(text: str, offsets: Iterable[int]) -> list[LineColumn]:
    """Return line and column of offsets, which ascend."""
    end = "\n" if "\n" in text else "\r"
    places = []
    line, before = 1, 0
    for offset in offsets:
        line += text.count(end, before, offset)
        places.append((line, offset - text.rfind(end, 0, offset)))
        before = offset
    return places
