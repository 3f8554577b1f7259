"""Replaces keys and values in the sources of a show; every other byte stays as it is."""

import json
import re
from collections.abc import Collection, Iterator, Mapping
from copy import deepcopy
from typing import Any, NamedTuple

import yaml

from feedtool.findings.place import LineColumn
from feedtool.show.front_matter import split_front_matter
from feedtool.show.key_path import KeyPath
from feedtool.show.scalars import format_scalar
from feedtool.show.yaml_source import YamlFault, read_yaml

_NEWLINE = re.compile("\r\n|\r|\n")
# So often a file is read to find the texts that cannot be written.
_MOST_READS = 60
_Loader = getattr(yaml, "CSafeLoader", yaml.SafeLoader)


class Scalar(NamedTuple):
    """A key or a value of a file: where it stands in the text, what it says, how it is quoted."""

    start: int
    end: int
    text: str
    style: str
    is_key: bool
    path: KeyPath


class SourceText:
    """The text of show.yaml, of people.yaml or of an episode."""

    def __init__(self, name: str, data: bytes) -> None:
        """Read the scalars of a file. Raises YamlFault or UnicodeDecodeError."""
        self._name = name
        self.text = data.decode("utf-8")
        self._mark = "\ufeff" if self.text.startswith("\ufeff") else ""
        self._lines = [0, *(match.end() for match in _NEWLINE.finditer(self.text))]
        self._data = _read(name, self.text)
        self._starts: dict[int, Scalar] = {}
        self._values: dict[KeyPath, Scalar] = {}
        self._keys: dict[KeyPath, Scalar] = {}
        for one in self._read():
            self._starts.setdefault(one.start, one)
            (self._keys if one.is_key else self._values).setdefault(one.path, one)

    def at(self, place: LineColumn) -> Scalar | None:
        """Return the value at a place, the value of the key at a place, or else the key itself."""
        line, column = place
        if not 0 < line <= len(self._lines):
            return None
        mark = len(self._mark) if line == 1 else 0
        return self._starts.get(self._lines[line - 1] + column - 1 + mark)

    def find(self, path: KeyPath) -> Scalar | None:
        """Return the value at the end of a path of keys; None if it is no single text."""
        return self._values.get(path)

    def find_key(self, path: KeyPath) -> Scalar | None:
        """Return the key at the end of a path of keys."""
        return self._keys.get(path)

    def value_of(self, key: Scalar) -> Scalar | None:
        """Return the value of a key; None if it is a list or has keys of its own."""
        return self._values.get(key.path)

    def replace(self, changes: Mapping[Scalar, str]) -> tuple[bytes, Collection[Scalar]]:
        """Return the file with other texts for keys and values, and those that have theirs.

        Each is quoted as before if possible. A text is left out if a YAML reader would read
        anything else differently with it, or if so many are that finding them takes too long.
        """
        made: dict[Scalar, str] = {}
        groups = [sorted(changes)]
        for _ in range(_MOST_READS):
            group = groups.pop() if groups else []
            if not group:
                break
            wanted = self._change_data({one: changes[one] for one in (*made, *group)})
            forms = [[*self._forms(one, changes[one])] for one in group]
            # A group that cannot be written as before is taken apart, and one text quoted.
            for form in range(len(forms[0]) if len(group) == 1 else 1):
                written = {one: texts[form] for one, texts in zip(group, forms, strict=True)}
                if self._reads_as(made | written, wanted):
                    made |= written
                    break
            else:
                middle = len(group) // 2
                groups += [group[middle:], group[:middle]] if middle else []
        return self._write(made).encode("utf-8"), made.keys()

    def _reads_as(self, written: Mapping[Scalar, str], wanted: object) -> bool:
        try:
            return _read(self._name, self._write(written)) == wanted
        except YamlFault:
            return False

    def _write(self, written: Mapping[Scalar, str]) -> str:
        parts, done = [], 0
        for one, text in sorted(written.items()):
            parts += [self.text[done : one.start], text]
            done = one.end
        return "".join([*parts, self.text[done:]])

    def _change_data(self, changes: Mapping[Scalar, str]) -> object:
        """Return what the file says with these changes."""
        data = deepcopy(self._data)
        # What is inside a key comes before its name.
        for one in sorted(changes, key=lambda one: (len(one.path), not one.is_key), reverse=True):
            around: Any = data
            for step in one.path[:-1]:
                around = around[step]
            last = one.path[-1]
            if one.is_key:
                around[changes[one]] = around.pop(last)
            else:
                around[last] = changes[one]
        return data

    def _forms(self, scalar: Scalar, new: str) -> Iterator[str]:
        """Yield how a text may be written: the way it was, then the safe way."""
        raw = self.text[scalar.start : scalar.end]
        if scalar.style in ("|", ">"):
            yield _swap(raw, scalar.text, new)
            return
        if scalar.style == "'":
            yield "'{}'".format(new.replace("'", "''"))
        elif scalar.style == '"':
            yield json.dumps(new, ensure_ascii=False)
        elif "\n" not in new:
            yield new
        yield format_scalar(new)

    def _read(self) -> Iterator[Scalar]:
        text, first_line = _yaml_of(self._name, self.text)
        try:
            node = yaml.compose(text, Loader=_Loader)
        except yaml.YAMLError as why:
            raise YamlFault(str(why), 1, 1) from None
        if node is not None:
            yield from self._walk(node, (), first_line - 1)

    def _walk(self, node: yaml.Node, path: KeyPath, lines: int) -> Iterator[Scalar]:
        if isinstance(node, yaml.ScalarNode):
            yield self._scalar(node, path, lines, is_key=False)
        elif isinstance(node, yaml.SequenceNode):
            for index, child in enumerate(node.value):
                yield from self._walk(child, (*path, index), lines)
        elif isinstance(node, yaml.MappingNode):
            for key, value in node.value:
                if isinstance(key, yaml.ScalarNode):
                    inner = (*path, str(key.value))
                    yield self._scalar(key, inner, lines, is_key=True)
                    yield from self._walk(value, inner, lines)

    def _scalar(self, node: yaml.ScalarNode, path: KeyPath, lines: int, *, is_key: bool) -> Scalar:
        start, end = (
            self._lines[mark.line + lines] + mark.column
            + (len(self._mark) if mark.line + lines == 0 else 0)
            for mark in (node.start_mark, node.end_mark)
        )  # fmt: skip
        if not node.style:
            end = start + len(self.text[start:end].rstrip())
        return Scalar(start, end, str(node.value), node.style or "", is_key, path)


def _yaml_of(name: str, text: str) -> tuple[str, int]:
    """Return the YAML of a file with plain line ends, and the line on which it starts."""
    plain = _NEWLINE.sub("\n", text.removeprefix("\ufeff"))
    if not name.endswith(".md"):
        return plain, 1
    front = split_front_matter(plain)
    return front.yaml, front.yaml_line


def _read(name: str, text: str) -> object:
    return read_yaml(*_yaml_of(name, text)).data


def _swap(raw: str, old: str, new: str) -> str:
    """Return a block of text in which the one part that differs is replaced."""
    start = next((at for at, pair in enumerate(zip(old, new, strict=False)) if len({*pair}) > 1), 0)
    tail = 0
    while tail < min(len(old), len(new)) - start and old[-1 - tail] == new[-1 - tail]:
        tail += 1
    wrong, right = old[start : len(old) - tail], new[start : len(new) - tail]
    return raw.replace(wrong, right) if wrong and raw.count(wrong) == 1 else raw
