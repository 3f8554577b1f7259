"""Places inside an element: of an attribute, of its value, of a character of the text."""

import re
from collections.abc import Callable, Iterator, Mapping

from feedtool.findings.place import LineColumn, Position
from feedtool.validator.elements.open_element import OpenElement
from feedtool.validator.source.window import Window, advance, end_of_tag, scan_attributes

_LONGEST_REFERENCE = 102
_MAX_STRAY_TAGS = 20

# The places of the name and of the value of each attribute.
AttributePlaces = dict[str, tuple[LineColumn, LineColumn]]

# Where something starts, and where it ends if that is known.
Span = tuple[LineColumn, LineColumn | None]

# What an app does not show as it is written in the text of an element.
_MARKUP = re.compile(
    rb"<!\[CDATA\[(?P<cdata>[^\]]*+(?>(?:\](?!\]>)[^\]]*+)*))(?:\]\]>|\Z)"
    rb"|<!--.*?(?:-->|\Z)|<\?.*?(?:\?>|\Z)|(?P<tag><)"
    rb"|(?P<reference>&[^;<&]{1,100};)|(?P<newline>\r\n)",
    re.DOTALL,
)
_TOKEN = re.compile(
    rb"<!\[CDATA\[.*?(?:\]\]>|\Z)|<!--.*?(?:-->|\Z)|<\?.*?(?:\?>|\Z)|[^<]+", re.DOTALL
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


def span_in_text(
    window: Window, element: OpenElement, index: int, length: int, entities: Mapping[str, str]
) -> Span:
    """Return where a part of an element's text starts and ends.

    A part without length has no end. An element without text gives its own place.
    """
    here = (element.line, element.column)
    tag = window.tag_at(element.offset)
    if not tag or tag.endswith(b"/>") or not element.text:
        return here, None
    start = element.offset + len(tag)
    # An escaped character is a few bytes long; comments and elements may be much longer.
    size = 64 + 12 * (index + length + 1)
    while True:
        raw = window.slice(start, start + size)
        end = _raw_span(raw, index, max(length, 1), entities)[1]
        if end < len(raw) - _LONGEST_REFERENCE or start + size >= window.end:
            return _span(here, tag, raw, index, length, entities)
        size *= 8


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
        if "".join(piece[0] for piece in _pieces(data[start:], {})) == text:
            return start
    return starts[-1]


def _span(
    here: LineColumn, before: bytes, raw: bytes, index: int, length: int,
    entities: Mapping[str, str],
) -> Span:  # fmt: skip
    """Return the places of a part of a text, which follows the bytes `before` from `here`."""
    first, end = _raw_span(raw, index, max(length, 1), entities)
    start = advance(*here, before + raw[:first])
    return start, advance(*start, raw[first:end]) if length and end > first else None


def _raw_span(
    raw: bytes, index: int, length: int, entities: Mapping[str, str]
) -> tuple[int, int]:  # fmt: skip
    """Return where the raw bytes of some characters of the parsed text start and end."""
    seen, first, last = 0, -1, 0
    for text, end, index_of in _pieces(raw, entities):
        after = seen + len(text)
        if first < 0 and after > index:
            first = index_of(index - seen)
        if first >= 0 and after >= index + length:
            return first, index_of(index + length - seen)
        seen, last = after, end
    return (last, last) if first < 0 else (first, last)


# What a piece of the raw bytes means, where it ends, and what gives the index of each character.
_Piece = tuple[str, int, Callable[[int], int]]


def _pieces(raw: bytes, entities: Mapping[str, str]) -> Iterator[_Piece]:
    """Yield the pieces of a text, without its markup."""
    index = 0
    while match := _MARKUP.search(raw, index):
        yield _plain_piece(raw, index, match.start())
        index = match.end()
        if match["tag"]:
            # An end tag in a text closes nothing: the reader leaves it out.
            is_stray = raw.startswith(b"</", match.start())
            index = (end_of_tag if is_stray else _end_of_element)(raw, match.start())
            if index < 0:
                yield _plain_piece(raw, match.start(), match.start())
                return
        elif match["cdata"] is not None:
            yield _cdata_piece(match)
        else:
            yield _meaning(match, entities), match.end(), _whole(match)
    yield _plain_piece(raw, index, len(raw))


def _whole(match: re.Match[bytes]) -> Callable[[int], int]:
    """Return what gives the start of a reference for its first character, and otherwise its end."""
    return lambda at: match.end() if at else match.start()


def _plain_piece(raw: bytes, start: int, end: int) -> _Piece:
    text = raw[start:end].decode("utf-8", "replace")
    return text, end, lambda at: start + len(text[:at].encode())


def _cdata_piece(match: re.Match[bytes]) -> _Piece:
    raw, start = match["cdata"], match.start("cdata")
    text = raw.decode("utf-8", "replace").replace("\r\n", "\n")
    return text, match.end(), lambda at: start + _raw_index_in_cdata(raw, at)


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
