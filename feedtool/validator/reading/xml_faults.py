"""Looks at markup in broken XML: where a comment, a CDATA section or a tag starts and ends.

Source: https://www.w3.org/TR/xml/
"""

import re
from collections.abc import Collection, Iterator
from difflib import SequenceMatcher
from itertools import islice
from typing import NamedTuple

from feedtool.validator.source.window import end_of_tag

# How markup that is not a tag starts and ends.
SECTIONS = ((b"<!--", b"-->"), (b"<![CDATA[", b"]]>"), (b"<?", b"?>"))
_TAG = re.compile(rb"<(/?)([A-Za-z_:\x80-\xff][^\s/><]*)([^<>]*)(>?)")
_BLANKS = re.compile(rb"(?>(?:\s++|<!--.*?-->)*)", re.DOTALL)
_ALIKE = 0.7
_LONG_NAME = 80
# So many tags are looked at to explain a fault: an item has fewer.
_MAX_TAGS = 200


class Tag(NamedTuple):
    """A tag as it stands in broken XML: its name, its start and end, which kind it is."""

    name: str
    start: int
    end: int
    is_end: bool
    is_empty: bool


def skip_markup(data: bytes, opened: int) -> tuple[str, int]:
    """Return the kind of the markup at an index, and the index after it, -1 if it has no end."""
    for opening, closing in SECTIONS:
        if data.startswith(opening, opened):
            end = data.find(closing, opened + len(opening))
            return "comment", end + len(closing) if end >= 0 else -1
    return "tag", end_of_tag(data, opened)


def walk_tags(data: bytes, index: int = 0) -> Iterator[Tag]:
    """Yield the tags of a piece of broken XML, without those in comments and CDATA sections."""
    while (index := data.find(b"<", index)) >= 0:
        if data.startswith((b"<!", b"<?"), index):
            index = skip_markup(data, index)[1]
            if index < 0:
                return
        elif (match := _TAG.match(data, index)) is None:
            index += 1
        else:
            index = match.end()
            name = match[2].decode("utf-8", "replace")
            is_empty = match[3].rstrip().endswith(b"/")
            yield Tag(name, match.start(), index, bool(match[1]), is_empty)


def loose_ends(data: bytes) -> Iterator[str]:
    """Yield the names of the end tags whose start tag does not stand in `data` before them."""
    inner: list[str] = []
    for tag in islice(walk_tags(data), _MAX_TAGS):
        if not tag.is_end:
            if not tag.is_empty:
                inner.append(tag.name)
        elif tag.name not in inner:
            yield tag.name
        else:
            while inner.pop() != tag.name:
                pass


def first_closed(data: bytes, opened: Collection[str]) -> str | None:
    """Return which of the open tags is closed first in what follows, None if that is not known."""
    return next((name for name in loose_ends(data) if name in opened), None)


def is_blank(data: bytes) -> bool:
    """Return whether bytes between two tags hold nothing but blanks and comments."""
    return _BLANKS.fullmatch(data) is not None


def unclosed_section(data: bytes, opening: bytes, closing: bytes) -> int:
    """Return where a section starts that has no end in `data`, -1 if each has its end."""
    return data.find(opening, max(data.rfind(closing), 0))


def bad_length(data: bytes) -> int:
    """Return the length of the forbidden character or wrong bytes at the start of `data`."""
    if not data:
        return 0
    if data[0] < 0x20:
        return 0 if data[0] in (9, 10, 13) else 1
    if data.startswith((b"\xef\xbf\xbe", b"\xef\xbf\xbf")):
        return 3
    if data[0] < 0x80:
        return 0
    length = 2 if data[0] < 0xE0 else 3 if data[0] < 0xF0 else 4
    try:
        data[:length].decode("utf-8")
    except UnicodeDecodeError:
        return 1
    return 0


def is_cut_character(data: bytes) -> bool:
    """Return whether these bytes, the last of a file, are the start of one character."""
    from codecs import getincrementaldecoder  # noqa: PLC0415 - only for a file that is cut

    try:
        return getincrementaldecoder("utf-8")().decode(data) == "" and len(data) < 4
    except UnicodeDecodeError:
        return False


def is_alike(one: str, other: str) -> bool:
    """Return whether two names are the same but for a slip."""
    one, other = one[:_LONG_NAME].lower(), other[:_LONG_NAME].lower()
    same = one.rpartition(":")[2] == other.rpartition(":")[2]
    # Letters in another order, as in "tiem", are a slip too.
    same = same or sorted(one) == sorted(other)
    return same or SequenceMatcher(None, one, other).ratio() >= _ALIKE
