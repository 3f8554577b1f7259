"""Places inside an element: of an attribute, of its value, of a character of the text."""

import re
from collections.abc import Callable, Iterator, Mapping
from typing import NamedTuple

from feedtool.findings.place import LineColumn, Position
from feedtool.validator.elements.open_element import OpenElement
from feedtool.validator.source.window import Window, advance, end_of_tag, scan_attributes

_MAX_STRAY_TAGS = 20

# The places of the name and of the value of each attribute.
AttributePlaces = dict[str, tuple[LineColumn, LineColumn]]

# Where something starts, and where it ends if that is known.
Span = tuple[LineColumn, LineColumn | None]

_SECTION_END = b"]]>"
_NEWLINE = 10
# A long text is decoded in chunks, up to the place that is looked for.
_CHUNK_BYTES = 4096
# What an app does not show as it is written in the text of an element; a bare < is text.
_MARKUP = re.compile(
    rb"(?P<section><!\[CDATA\[)"
    rb"|<!--.*?(?:-->|\Z)|<\?.*?(?:\?>|\Z)|(?P<tag><(?=[A-Za-z_:/!\x80-\xff]))"
    rb"|(?P<reference>&[^;<&]{1,100};)|(?P<newline>\r\n)",
    re.DOTALL,
)
_TOKEN = re.compile(
    rb"<!\[CDATA\[.*?(?:\]\]>|\Z)|<!--.*?(?:-->|\Z)|<\?.*?(?:\?>|\Z)|[^<]+"
    rb"|<(?![A-Za-z_:/!?\x80-\xff])",
    re.DOTALL,
)


def attribute_places(window: Window, place: Position) -> AttributePlaces:
    """Return the places of the name and of the value of each attribute of a tag."""
    line, column, offset = place
    tag = window.tag_at(offset)
    places: AttributePlaces = {}
    done = 0
    for name, _, name_index, value_index in scan_attributes(tag):
        at_name = advance(line, column, tag[done:name_index])
        line, column = advance(*at_name, tag[name_index:value_index])
        done = value_index
        places.setdefault(name, (at_name, (line, column)))
    return places


def span_in_attribute(
    window: Window, place: Position, name: str, index: int, length: int,
    entities: Mapping[str, str],
) -> Span | None:  # fmt: skip
    """Return where a part of an attribute's value starts and ends; without length, it has no end.

    Returns None if the tag is not in memory or has no such attribute.
    """
    line, column, offset = place
    tag = window.tag_at(offset)
    for one, _, _, start in scan_attributes(tag):
        if one == name:
            end = tag.find(tag[start - 1 : start], start)
            raw = tag[start : end if end > 0 else None]
            return _span((line, column), tag[:start], raw, index, length, entities)
    return None


class TextPlaces:
    """The places of the characters in the text of an element.

    Places that are asked for in rising order are found in one pass over the text.
    """

    def __init__(
        self, window: Window, element: OpenElement, entities: Mapping[str, str]
    ) -> None:  # fmt: skip
        self._here = (element.line, element.column)
        self._entities = entities
        tag = window.tag_at(element.offset)
        has_text = tag and not tag.endswith(b"/>") and element.text
        self._raw = window.slice(element.offset + len(tag)) if has_text else None
        self._first = _Point(0, 0, -1, *advance(*self._here, tag))
        self._last = self._first

    def span(self, index: int, length: int) -> Span:
        """Return where a part of the text starts and ends; a part without length has no end.

        An element without text gives its own place.
        """
        raw = self._raw
        if raw is None:
            return self._here, None
        last = self._last if self._last.seen <= index else self._first
        first, end, point = _raw_span(raw, index, max(length, 1), self._entities, last)
        line, column = advance(last.line, last.column, raw[last.at : first])
        if point is not None:
            done = advance(last.line, last.column, raw[last.at : point[0]])
            self._last = _Point(*point, *done)
        start = (line, column)
        return start, advance(*start, raw[first:end]) if length and end > first else None


def loose_text_place(window: Window, after: Position, end: int, text: str) -> LineColumn | None:
    """Return the place of the first letter of a text between tags that ends at an offset.

    `after` is the place of any tag before the text.
    """
    opening = b""
    if after[2] < window.start:
        after = (*window.start_place, window.start)
        opening = b"<![CDATA[" if window.start_in_cdata else b""
    line, column, offset = after
    data = opening + window.slice(offset, end)
    starts = [0]
    index = 0
    while index < len(data):
        token = _TOKEN.match(data, index)
        if token is None:
            index = end_of_tag(data, index)
            if index < 0:
                return None
            starts.append(index)
        else:
            index = token.end()
    start = _start_of(text, data, starts)
    blank = len(text) - len(text.lstrip())
    start += _raw_span(data[start:], blank, 1, {})[0]
    return advance(line, column, data[len(opening) : start])


def _start_of(text: str, data: bytes, starts: list[int]) -> int:
    """Return where a text starts that ends with `data`: after one of the tags, mostly the last.

    End tags that close nothing may stand in the text.
    """
    for start in starts[:-_MAX_STRAY_TAGS:-1]:
        if "".join(piece.text for piece in _pieces(data[start:], {})) == text:
            return start
    return starts[-1]


def _span(
    here: LineColumn, before: bytes, raw: bytes, index: int, length: int,
    entities: Mapping[str, str],
) -> Span:  # fmt: skip
    """Return the places of a part of a text, which follows the bytes `before` from `here`."""
    first, end, _ = _raw_span(raw, index, max(length, 1), entities)
    start = advance(*here, before + raw[:first])
    return start, advance(*start, raw[first:end]) if length and end > first else None


class _Point(NamedTuple):
    """A place where a reading of a text can go on.

    `at` is its index in the bytes, `seen` counts the characters before it, `section_end` is where
    the CDATA section around it ends, or -1.
    """

    at: int
    seen: int
    section_end: int
    line: int = 1
    column: int = 1


_START = _Point(0, 0, -1)


def _raw_span(
    raw: bytes, index: int, length: int, entities: Mapping[str, str], since: _Point = _START
) -> tuple[int, int, tuple[int, int, int] | None]:  # fmt: skip
    """Return where the raw bytes of some characters of the parsed text start and end.

    The third value says where the piece of the first character starts, how many characters are
    before it, and where its CDATA section ends.
    """
    seen, first, last = since.seen, -1, since.at
    found = None
    for text, start, end, section_end, index_of in _pieces(raw, entities, since):
        after = seen + len(text)
        if first < 0 and after > index:
            first, found = index_of(index - seen), (start, seen, section_end)
        if first >= 0 and after >= index + length:
            return first, index_of(index + length - seen), found
        seen, last = after, end
    return (last, last, None) if first < 0 else (first, last, found)


class _Piece(NamedTuple):
    """A piece of a text: what it means, where its bytes start and end.

    `section_end` is where the CDATA section around it ends, or -1; `index_of` gives the index of
    each of its characters.
    """

    text: str
    start: int
    end: int
    section_end: int
    index_of: Callable[[int], int]


def _pieces(
    raw: bytes, entities: Mapping[str, str], since: _Point = _START
) -> Iterator[_Piece]:  # fmt: skip
    """Yield the pieces of a text, without its markup."""
    index = since.at
    if since.section_end >= 0:
        yield from _section_pieces(raw, index, since.section_end)
        index = min(since.section_end + len(_SECTION_END), len(raw))
    while match := _MARKUP.search(raw, index):
        yield from _plain_pieces(raw, index, match.start())
        index = match.end()
        if match["tag"]:
            # An end tag in a text closes nothing: the reader leaves it out.
            is_stray = raw.startswith(b"</", match.start())
            index = (end_of_tag if is_stray else _end_of_element)(raw, match.start())
            if index < 0:
                return
        elif match["section"]:
            end = raw.find(_SECTION_END, index)
            end = end if end >= 0 else len(raw)
            yield from _section_pieces(raw, index, end)
            index = min(end + len(_SECTION_END), len(raw))
        else:
            meaning = _meaning(match, entities)
            yield _Piece(meaning, match.start(), match.end(), -1, _whole(match))
    yield from _plain_pieces(raw, index, len(raw))


def _whole(match: re.Match[bytes]) -> Callable[[int], int]:
    """Return what gives the start of a reference for its first character, and otherwise its end."""
    return lambda at: match.end() if at else match.start()


def _plain_pieces(raw: bytes, start: int, end: int) -> Iterator[_Piece]:
    for at, stop in _chunks(raw, start, end):
        text = raw[at:stop].decode("utf-8", "replace")
        yield _Piece(text, at, stop, -1, _plain_index(text, at))


def _plain_index(text: str, start: int) -> Callable[[int], int]:
    return lambda at: start + len(text[:at].encode())


def _section_pieces(raw: bytes, start: int, end: int) -> Iterator[_Piece]:
    """Yield the pieces of what stands in a CDATA section."""
    for at, stop in _chunks(raw, start, end):
        part = raw[at:stop]
        text = part.decode("utf-8", "replace").replace("\r\n", "\n")
        yield _Piece(text, at, stop, end, _section_index(part, at))


def _section_index(raw: bytes, start: int) -> Callable[[int], int]:
    return lambda at: start + _raw_index_in_cdata(raw, at)


def _chunks(raw: bytes, start: int, end: int) -> Iterator[tuple[int, int]]:
    """Yield the bounds of chunks: no character and no line end stands in two of them."""
    while start < end:
        stop = min(start + _CHUNK_BYTES, end)
        while stop < end and (raw[stop] & 0xC0 == 0x80 or raw[stop] == _NEWLINE):
            stop += 1
        yield start, stop
        start = stop


def _end_of_element(raw: bytes, start: int) -> int:
    """Return the index after an element inside a text, -1 if its end is not in `raw`."""
    depth = 0
    while start >= 0:
        end = end_of_tag(raw, start)
        if end < 0:
            return -1
        if raw.startswith(b"</", start):
            depth -= 1
        elif not raw.endswith(b"/>", start, end):
            depth += 1
        if depth == 0:
            return end
        start = end
        while (token := _TOKEN.match(raw, start)) is not None:
            start = token.end()
        if start >= len(raw):
            return -1
    return -1


def _meaning(match: re.Match[bytes], entities: Mapping[str, str]) -> str:
    """Return the text that a reference or a line end means, "" for a comment."""
    if match["reference"]:
        from html import unescape  # noqa: PLC0415 - 1 ms, seldom needed

        text = match[0].decode("utf-8", "replace")
        return entities.get(text[1:-1], unescape(text))
    return "\n" if match["newline"] else ""


def _raw_index_in_cdata(raw: bytes, wanted: int) -> int:
    r"""Return the index in the bytes of a character; \r\n counts as one character."""
    if b"\r" not in raw:
        # A character has four bytes at most.
        return len(raw[: 4 * wanted].decode("utf-8", "replace")[:wanted].encode())
    index = 0
    for part in re.split(b"(?<=\r\n)", raw):
        text = part.decode("utf-8", "replace")
        meant = text.replace("\r\n", "\n")
        if len(meant) > wanted:
            return index + len(text[:wanted].encode())
        wanted -= len(meant)
        index += len(part)
    return index
