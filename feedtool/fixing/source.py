"""The text of a feed and its places: from line and column to the character, and back to bytes."""

import re
from bisect import bisect_right
from collections.abc import Sequence
from functools import cached_property
from itertools import pairwise
from typing import NamedTuple

from feedtool.findings.place import LineColumn
from feedtool.findings.report import Edit, Finding
from feedtool.fixing.escaping import Form, escape
from feedtool.fixing.markup import Element, Markup, Value
from feedtool.validator.source.detection import detect_encoding
from feedtool.validator.source.encoding import starts_as_usual
from feedtool.validator.source.limits import HEAD_BYTES
from feedtool.validator.source.true_encoding import correct_encoding

_NEWLINE = re.compile("\r\n|\r|\n")
_BOMS = {"utf-16": "utf-16-le", "utf-32": "utf-32-le"}


class Change(NamedTuple):
    """A part of the text, from one index up to another, and what to put in its place."""

    start: int
    end: int
    text: str


class WholeValue(tuple[Change, ...]):
    """The changes of a value that fix all its findings of one rule, in order: found once."""

    __slots__ = ()


class UndecodableError(ValueError):
    """Raised for bytes that would not stay the same if the feed were written again."""


class Source:
    """The text of a feed. A byte order mark is its first character.

    `url` is the address of the feed on the web, if it is known.
    """

    def __init__(self, data: bytes, url: str = "") -> None:
        """Decode a feed as the validator does. Raises UndecodableError."""
        self.url = url
        # What was rewritten: of a rule and a value, the changes. See `rewriting`.
        self.rewritten: dict[tuple[str, int, bool], WholeValue] = {}
        # Of the elements inside one, the first of each name that says something. See `elements`.
        self.firsts: dict[tuple[object, int], dict[tuple[str, object], Element]] = {}
        self._values: dict[tuple[int, str], Value | None] = {}
        self.codec = _codec_of(data)
        try:
            self.text = data.decode(self.codec, "surrogateescape")
            is_same = self.encode(self.text) == data
        except UnicodeError:
            is_same = False
        if not is_same:
            raise UndecodableError(f"some of its bytes are not {self.codec.upper()}")

    def encode(self, text: str) -> bytes:
        """Return the bytes of a text in the encoding of the feed."""
        return text.encode(self.codec, "surrogateescape")

    def offset(self, line: int, column: int) -> int | None:
        """Return the index of the character at a place, None if the feed has no such place."""
        if not 0 < line <= len(self._lines):
            return None
        start = self._lines[line - 1]
        end = self._lines[line] if line < len(self._lines) else len(self.text)
        if line == 1 and self.text.startswith("\ufeff"):
            start += 1
        index = start + column - 1
        return index if start <= index <= end else None

    def place(self, index: int) -> LineColumn:
        """Return the line and column of a character."""
        line = bisect_right(self._lines, index)
        column = index - self._lines[line - 1] + 1
        if line == 1 and self.text.startswith("\ufeff"):
            column = max(column - 1, 1)
        return line, column

    def start_of(self, finding: Finding) -> int | None:
        """Return the index of the place of a finding."""
        if finding.line is None or finding.column is None:
            return None
        return self.offset(finding.line, finding.column)

    def span(self, finding: Finding) -> tuple[int, int] | None:
        """Return where the part that a finding is about starts and ends, if it says so."""
        start = self.start_of(finding)
        if start is None or finding.end_line is None or finding.end_column is None:
            return None
        end = self.offset(finding.end_line, finding.end_column)
        return (start, end) if end is not None and end >= start else None

    def element(self, finding: Finding) -> Element | None:
        """Return the element that a finding is about: the innermost one at its place."""
        start = self.start_of(finding)
        return None if start is None else self.markup.element_at(start)

    def value(self, finding: Finding) -> Value | None:
        """Return the value that a finding is about: of its attribute, or of its element.

        Returns None if the value is not in one piece: if it has elements or comments inside.
        """
        element = self.element(finding)
        if element is None:
            return None
        # A text may have a hundred findings: it is read once.
        key = (element.number, finding.attribute)
        if key not in self._values:
            self._values[key] = self._read_value(element, finding.attribute)
        return self._values[key]

    def _read_value(self, element: Element, attribute: str) -> Value | None:
        if attribute:
            found = self.markup.attribute(element, attribute)
            if found is None or not found.quote:
                return None
            form: Form = "double" if found.quote == '"' else "single"
            return Value(found.start, found.end, self.markup.meaning(*found[1:3]), form)
        return self.markup.text_value(element)

    def replace(self, value: Value, text: str) -> Change:
        """Return the change that gives a value another text."""
        return Change(value.start, value.end, escape(text, value.form))

    def replace_part(self, start: int, end: int, text: str) -> Change:
        """Return the change that replaces a part of a value; `text` is without references."""
        return Change(start, end, escape(text, self.markup.form_at(start)))

    def edits(self, changes: Sequence[Change]) -> tuple[Edit, ...]:
        """Return changes as edits of a file, as formats show them, in the order of their places."""
        return tuple(
            Edit(*self.place(one.start), *self.place(one.end), one.text)
            for one in sorted(changes)
            if self.place(one.start) != self.place(one.end) or one.text
        )

    def apply(self, changes: Sequence[Change]) -> bytes:
        """Return the feed after changes that do not overlap, which are in order.

        A character that the encoding lacks is written as a reference. Raises UnicodeEncodeError
        where XML allows no reference.
        """
        parts, done = [], 0
        for start, end, text in changes:
            parts += [self.text[done:start], self._fit(text, start)]
            done = end
        return self.encode("".join([*parts, self.text[done:]]))

    def _fit(self, text: str, start: int) -> str:
        """Return a text with references in place of characters that the encoding lacks."""
        try:
            text.encode(self.codec)
        except UnicodeEncodeError:
            if self.markup.form_at(start) == "cdata":
                raise
            return text.encode(self.codec, "xmlcharrefreplace").decode(self.codec)
        return text

    @cached_property
    def newline(self) -> str:
        """The line end that the feed uses first."""
        found = _NEWLINE.search(self.text)
        return found[0] if found else "\n"

    @cached_property
    def markup(self) -> Markup:
        """The tags of the feed."""
        return Markup(self.text)

    @cached_property
    def _lines(self) -> list[int]:
        return [0, *(match.end() for match in _NEWLINE.finditer(self.text))]


def find_overlap(changes: Sequence[Change]) -> bool:
    """Return whether two of these changes, which are in order, touch the same characters."""
    return any(
        one.end > other.start or one.start == other.start for one, other in pairwise(changes)
    )


def _codec_of(data: bytes) -> str:
    """Return the name of the codec that decodes a feed, byte order mark included."""
    if starts_as_usual(data[:HEAD_BYTES]):
        return "utf-8"
    encoding = correct_encoding(detect_encoding(data[:HEAD_BYTES]), data)
    name = encoding.name
    if (name in _BOMS and data[:2] == b"\xfe\xff") or data[:4] == b"\0\0\xfe\xff":
        return f"{name[:6]}-be"
    return _BOMS.get(name, name)
