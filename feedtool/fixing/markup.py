"""The tags of a feed as they are written, also of a feed that is not well formed.

All places are indexes of the text.
"""

import re
from array import array
from bisect import bisect_right
from collections.abc import Iterator, Sequence
from html import unescape
from typing import NamedTuple

from feedtool.fixing.escaping import Form

_TOKEN = re.compile(
    r"<!\[CDATA\[.*?(?:\]\]>|\Z)|<!--.*?(?:-->|\Z)|<\?.*?(?:\?>|\Z)"
    r"|</(?P<end>[^\s<>/=\"']++)[^<>]*>"
    r"|<(?P<start>[^\s<>/=\"'!?&]++)(?>(?:[^<>\"']++|\"[^\"<]*\"|'[^'<]*')*)(?P<close>>)"
    r"|<(?P<broken>[^\s<>/=\"'!?&]++)(?=[\s/>])[^<>]*>",
    re.DOTALL,
)
# What a document type declares may look like tags.
_DOCTYPE = re.compile(r"<!DOCTYPE[^<>\[]*(?:\[(?:(?!<!DOCTYPE)[^\]])*\]\s*)?>")
_HEAD_CHARS = 30_000
_ATTRIBUTE = re.compile(
    r"(?P<before>[\s/]*)(?P<name>[^\s=/><\"']+)\s*"
    r"(?:=\s*(?:\"(?P<double>[^\"<]*)\"|'(?P<single>[^'<]*)'|(?P<bare>[^\s><\"']+)))?"
)
_REFERENCE = re.compile(r"&(?:#\d{1,7}|#x[0-9A-Fa-f]{1,6}|amp|lt|gt|quot|apos);")
_SECTION = re.compile(r"\s*<!\[CDATA\[(.*?)\]\]>\s*\Z", re.DOTALL)
_CDATA = re.compile(r"<!\[CDATA\[(.*?)(?:\]\]>|\Z)", re.DOTALL)
_MOST_DEEP = 400


class Element(NamedTuple):
    """An element: its start tag and its end tag.

    The start tag is from `start` up to `inside`, the end tag from `after` up to `end`. An element
    without an end tag (`<a/>`, or a broken one) ends with its start tag, or where its parent ends.
    `number` counts the elements from the start of the feed; `parent` is the number of the
    element around it, -1 for the outermost.
    """

    name: str
    start: int
    inside: int
    after: int
    end: int
    number: int
    parent: int


class Attribute(NamedTuple):
    """An attribute: its value is from `start` up to `end`, without quotes.

    `whole` is where the blank before the name starts, `name_start` where the name does.
    """

    name: str
    start: int
    end: int
    quote: str
    whole: int
    name_start: int

    @property
    def whole_end(self) -> int:
        """The index after the attribute and its quote."""
        return self.end + len(self.quote)


class Value(NamedTuple):
    """The value of an attribute, or the text of an element.

    `text` is what it means, without references; it stands between `start` and `end` of the source,
    without quotes and CDATA marks, in this form.
    """

    start: int
    end: int
    text: str
    form: Form


class Markup:
    """The elements of a text, found in one pass; iterating yields them as their start tags stand.

    Their places are columns of numbers: a feed may have a hundred thousand elements, and each as an
    object would take ten times its source.
    """

    def __init__(self, text: str) -> None:
        self._text = text
        self._names: list[str] = []
        # One string for each name, wherever it stands.
        self._known: dict[str, str] = {}
        self._starts, self._insides, self._afters, self._ends, self._parents = (
            array("q") for _ in range(5)
        )
        # Of each element, its first child and its next sibling; -1 for none.
        self._links: tuple[array[int], array[int]] | None = None
        # The children, the attributes and the CDATA sections of the last element that was asked
        # for: it may have very many.
        self._children_of: tuple[int, list[Element]] = (-1, [])
        self._attributes_of: tuple[int, list[Attribute]] = (-1, [])
        self._named: dict[str, Attribute] = {}
        self._sections_of: tuple[int, list[tuple[int, int]]] = (-1, [])
        self._read()

    def __iter__(self) -> Iterator[Element]:
        return map(self.element, range(len(self._names)))

    def element(self, number: int) -> Element:
        """Return the element of a number."""
        return Element(
            self._names[number], self._starts[number], self._insides[number],
            self._afters[number], self._ends[number], number, self._parents[number],
        )  # fmt: skip

    def element_at(self, index: int) -> Element | None:
        """Return the innermost element around a character."""
        at = bisect_right(self._starts, index) - 1
        while at >= 0 and self._ends[at] <= index:
            at = self._parents[at]
        return self.element(at) if at >= 0 else None

    def parent(self, element: Element) -> Element | None:
        """Return the element around an element."""
        return self.element(element.parent) if element.parent >= 0 else None

    def children(self, element: Element) -> Sequence[Element]:
        """Return the elements directly inside an element."""
        if self._children_of[0] != element.number:
            self._children_of = (element.number, list(self._read_children(element.number)))
        return self._children_of[1]

    def _read_children(self, number: int) -> Iterator[Element]:
        if self._links is None:
            self._links = self._link()
        firsts, following = self._links
        at = firsts[number]
        while at >= 0:
            yield self.element(at)
            at = following[at]

    def _link(self) -> "tuple[array[int], array[int]]":
        """Return of each element its first child and its next sibling."""
        firsts = array("q", [-1]) * len(self._names)
        following = array("q", [-1]) * len(self._names)
        for number in range(len(self._names) - 1, -1, -1):
            parent = self._parents[number]
            if parent >= 0:
                following[number] = firsts[parent]
                firsts[parent] = number
        return firsts, following

    def attributes(self, element: Element) -> Sequence[Attribute]:
        """Return the attributes of an element, also those that are not written well."""
        if self._attributes_of[0] != element.number:
            found = list(self._read_attributes(element))
            self._attributes_of = (element.number, found)
            # Of two with the same name, the first counts.
            self._named = {one.name: one for one in reversed(found)}
        return self._attributes_of[1]

    def _read_attributes(self, element: Element) -> Iterator[Attribute]:
        start, tag = element.start, self._text[element.start : element.inside]
        index = 1 + len(element.name)
        while (match := _ATTRIBUTE.match(tag, index)) is not None:
            index = match.end()
            group = next((g for g in ("double", "single", "bare") if match[g] is not None), "name")
            quote = {"double": '"', "single": "'"}.get(group, "")
            at, end = match.span(group) if group != "name" else (match.end(), match.end())
            yield Attribute(
                match["name"], start + at, start + end, quote,
                start + match.start(), start + match.start("name"),
            )  # fmt: skip

    def attribute(self, element: Element, name: str) -> Attribute | None:
        """Return an attribute of an element by its name as it is written."""
        self.attributes(element)
        return self._named.get(name)

    def end_of_attributes(self, element: Element) -> int:
        """Return where another attribute can be added to an element, with a blank before it."""
        written = self.attributes(element)
        return written[-1].whole_end if written else element.start + 1 + len(element.name)

    def content(self, element: Element) -> str:
        """Return what stands between the tags of an element."""
        return self._text[element.inside : element.after]

    def text_value(self, element: Element) -> Value | None:
        """Return the text of an element, None if it is not in one piece."""
        raw = self.content(element)
        section = _SECTION.match(raw)
        if section is not None:
            start, end = section.span(1)
            return Value(element.inside + start, element.inside + end, section[1], "cdata")
        if "<" in raw:
            return None
        return Value(
            element.inside, element.after, self.meaning(element.inside, element.after), "text"
        )

    def meaning(self, start: int, end: int) -> str:
        """Return the text that a part of the source means, without references."""
        return _REFERENCE.sub(lambda one: unescape(one[0]), self._text[start:end])

    def form_at(self, index: int) -> Form:
        """Return in which form the text at a place is written."""
        element = self.element_at(index)
        if element is None:
            return "text"
        if index < element.inside:
            for one in self.attributes(element):
                if one.start <= index <= one.end and one.quote:
                    return "double" if one.quote == '"' else "single"
            return "tag"
        sections = self._sections(element)
        at = bisect_right(sections, (index, len(self._text))) - 1
        return "cdata" if at >= 0 and index < sections[at][1] else "text"

    def _sections(self, element: Element) -> Sequence[tuple[int, int]]:
        """Return where the text of each CDATA section of an element starts, and where it ends."""
        if self._sections_of[0] != element.number:
            found = _CDATA.finditer(self._text, element.inside, element.after)
            self._sections_of = (element.number, [(one.start(1), one.end()) for one in found])
        return self._sections_of[1]

    def _read(self) -> None:
        open_elements: list[int] = []
        names: list[str] = []
        for match in self._tokens():
            name = match["start"] or match["broken"]
            if name:
                self._open(name, match.start(), match.end(), open_elements, names)
            elif match["end"] and match["end"] in names[-_MOST_DEEP:]:
                while names:
                    self._close(open_elements.pop(), match.start(), match.end(), match["end"])
                    if names.pop() == match["end"]:
                        break
        for at in open_elements:
            self._afters[at] = self._ends[at] = len(self._text)

    def _tokens(self) -> Iterator[re.Match[str]]:
        """Yield the tokens of the text, but not those inside a document type at its start."""
        head = _DOCTYPE.search(self._text, 0, _HEAD_CHARS)
        for match in _TOKEN.finditer(self._text):
            if head is not None and match.start() > head.start():
                yield from _TOKEN.finditer(self._text, head.end())
                return
            if head is not None and match.end() > head.start():
                head = None  # It stands inside a comment or a text.
            yield match

    def _open(
        self, name: str, start: int, end: int, open_elements: list[int], names: list[str]
    ) -> None:
        number = len(self._names)
        self._names.append(self._known.setdefault(name, name))
        self._parents.append(open_elements[-1] if open_elements else -1)
        self._starts.append(start)
        for column in (self._insides, self._afters, self._ends):
            column.append(end)
        if not self._text.endswith("/>", start, end):
            open_elements.append(number)
            names.append(name)

    def _close(self, at: int, start: int, end: int, name: str) -> None:
        """Close an element at an end tag; the end tag of another element ends it before."""
        self._afters[at] = start
        self._ends[at] = end if self._names[at] == name else start
