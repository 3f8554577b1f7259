"""Replaces keys and values in the sources of a show; every other byte stays as it is."""

import json
import re
from collections.abc import Iterator
from typing import NamedTuple

import yaml

from feedtool.findings.place import LineColumn
from feedtool.show.front_matter import split_front_matter
from feedtool.show.key_path import KeyPath
from feedtool.show.scalars import format_scalar
from feedtool.show.yaml_source import YamlFault, read_yaml

_NEWLINE = re.compile("\r\n|\r|\n")
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
        self._scalars = [*self._read()]

    def at(self, place: LineColumn) -> Scalar | None:
        """Return the value at a place, the value of the key at a place, or else the key itself."""
        found = [one for one in self._scalars if self._place(one.start) == place]
        return found[0] if found else None

    def value_of(self, key: Scalar) -> Scalar | None:
        """Return the value of a key; None if it is a list or has keys of its own."""
        values = (one for one in self._scalars if not one.is_key and one.path == key.path)
        return next(values, None)

    def replace(self, scalar: Scalar, new: str) -> bytes | None:
        """Return the file with another text for a key or a value, quoted as before if possible.

        Returns None if a YAML reader would read anything else differently.
        """
        before = self._data()
        wanted = _renamed(before, scalar, new) if scalar.is_key else _set(before, scalar.path, new)
        for written in self._forms(scalar, new):
            text = self.text[: scalar.start] + written + self.text[scalar.end :]
            try:
                if _read(self._name, text) == wanted:
                    return text.encode("utf-8")
            except YamlFault:
                continue
        return None

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

    def _data(self) -> object:
        return _read(self._name, self.text)

    def _place(self, index: int) -> LineColumn:
        line = max(at for at, start in enumerate(self._lines) if start <= index)
        column = index - self._lines[line] + 1
        return line + 1, column - len(self._mark) if line == 0 else column

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


def _set(data: object, path: KeyPath, new: object) -> object:
    """Return data in which one value is another."""
    if not path:
        return new
    step, rest = path[0], path[1:]
    if isinstance(data, dict):
        return {key: _set(one, rest, new) if key == step else one for key, one in data.items()}
    if isinstance(data, list):
        return [_set(one, rest, new) if at == step else one for at, one in enumerate(data)]
    return data


def _renamed(data: object, key: Scalar, new: str) -> object:
    """Return data in which one key has another name."""
    *outer, old = key.path
    around = data
    for step in outer:
        around = around[step]  # type: ignore[index]  # the path leads through it
    assert isinstance(around, dict)  # noqa: S101 - it holds the key
    renamed = {new if name == old else name: one for name, one in around.items()}
    return _set(data, tuple(outer), renamed)
