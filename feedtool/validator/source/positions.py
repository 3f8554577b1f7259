"""Places inside an element: of an attribute, of its value, of a character of the text."""

import re
from collections.abc import Mapping

from feedtool.findings.place import LineColumn, Position
from feedtool.validator.elements.open_element import OpenElement
from feedtool.validator.source.window import Window, advance, end_of_tag, scan_attributes

_LONGEST_REFERENCE = 102

# The places of the name and of the value of each attribute.
AttributePlaces = dict[str, tuple[LineColumn, LineColumn]]

# What an app does not show as it is written in the text of an element.
_MARKUP = re.compile(
    rb"<!\[CDATA\[(?P<cdata>[^\]]*+(?:\](?!\]>)[^\]]*+)*+)(?:\]\]>|\Z)"
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
    tag = _start_tag(window, offset)
    places: AttributePlaces = {}
    done = 0
    for name, _, name_index, value_index in scan_attributes(tag):
        at_name = advance(line, column, tag[done:name_index])
        line, column = advance(*at_name, tag[name_index:value_index])
        done = value_index
        places.setdefault(name, (at_name, (line, column)))
    return places


def place_in_attribute(
    window: Window, place: Position, name: str, index: int, entities: Mapping[str, str]
) -> LineColumn | None:
    """Return the place of a character of an attribute's value, None if the tag is not in memory."""
    line, column, offset = place
    tag = _start_tag(window, offset)
    for one, _, _, start in scan_attributes(tag):
        if one == name:
            return advance(line, column, tag[: start + _raw_index(tag[start:], index, entities)])
    return None


def place_in_text(
    window: Window, element: OpenElement, index: int, entities: Mapping[str, str]
) -> LineColumn:
    """Return the place of a character of an element's text, by its index.

    Index 0 means the first character after blanks. An element without text gives its own place.
    """
    tag = _start_tag(window, element.offset)
    if not tag or tag.endswith(b"/>") or not element.text.strip():
        return element.line, element.column
    wanted = index or len(element.text) - len(element.text.lstrip())
    start = element.offset + len(tag)
    # An escaped character is a few bytes long; comments and elements may be much longer.
    size = 64 + 12 * (wanted + 1)
    while True:
        raw = window.slice(start, start + size)
        found = _raw_index(raw, wanted, entities)
        if found < len(raw) - _LONGEST_REFERENCE or start + size >= window.end:
            return advance(element.line, element.column, tag + raw[:found])
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
    # The text starts after the last tag before `end`.
    start = index = 0
    while index < len(data):
        token = _TOKEN.match(data, index)
        if token is None:
            index = end_of_tag(data, index)
            if index < 0:
                return None
            start = index
        else:
            index = token.end()
    blank = len(text) - len(text.lstrip())
    start += _raw_index(data[start:], blank, {})
    return advance(line, column, data[len(opening) : start])


def _raw_index(raw: bytes, wanted: int, entities: Mapping[str, str]) -> int:
    """Return the index in the raw bytes of the character with an index in the parsed text."""
    seen = index = 0
    while match := _MARKUP.search(raw, index):
        plain = raw[index : match.start()].decode("utf-8", "replace")
        if seen + len(plain) > wanted:
            break
        seen += len(plain)
        index = match.end()
        if match["tag"]:
            index = _end_of_element(raw, match.start())
            if index < 0:
                return match.start()
            continue
        meant = _meaning(match, entities)
        if seen + len(meant) > wanted:
            if match["cdata"] is None:
                return match.start()
            return match.start("cdata") + _raw_index_in_cdata(match["cdata"], wanted - seen)
        seen += len(meant)
    plain = raw[index:].decode("utf-8", "replace")
    return index + len(plain[: max(wanted - seen, 0)].encode())


def _end_of_element(raw: bytes, start: int) -> int:
    """Return the index after an element inside a text, -1 if its end is not in `raw`."""
    depth = 0
    while start >= 0:
        end = end_of_tag(raw, start)
        if end < 0 or (raw.startswith(b"</", start) and depth == 0):
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
    """Return the text that a piece of markup means."""
    if match["cdata"] is not None:
        return match["cdata"].decode("utf-8", "replace").replace("\r\n", "\n")
    if match["reference"]:
        from html import unescape  # noqa: PLC0415 - 1 ms, seldom needed

        text = match[0].decode("utf-8", "replace")
        return entities.get(text[1:-1]) or unescape(text)
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


def _start_tag(window: Window, offset: int) -> bytes:
    """Return the bytes of the start tag at an offset, b"" if they are not in memory any more."""
    if offset < window.start:
        return b""
    data = window.slice(offset)
    end = end_of_tag(data)
    return data[:end] if end > 0 else b""
