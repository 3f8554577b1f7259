"""The documents of a feed as `feedtool.comparing` compares them: every element of every namespace.

Blanks around texts and between words do not count, nor does the form of a date.
"""

from collections.abc import Iterator, Sequence
from sys import intern
from typing import Any

from feedtool.comparing.model import (
    ComparedFeed,
    ComparedItem,
    Elements,
    Node,
    Value,
    attribute_of,
    first_text,
)
from feedtool.comparing.shows import PAGE_LINKS, SELF_LINK
from feedtool.importing.adopting.match import plain_url
from feedtool.importing.feed.elements import name_of, split_tag
from feedtool.importing.feed.parsing import parse_channel, text_of
from feedtool.importing.feed.parts import read_date
from feedtool.importing.feed.read_show import check_number, find_items
from feedtool.vocabulary import load_vocabulary

# Of a feed in pages, that in which the next page stands comes first.
FURTHER = ("next", "prev-archive")
_PAGES = frozenset([*FURTHER, "first", "last", "prev", "previous", "current", "next-archive"])
# What is deeper is compared as text.
_DEEPEST = 5


def read_compared(data: bytes, file: str = "") -> ComparedFeed:
    """Read one document of a feed; raises SourceError if it is no RSS feed, as `read_show` does."""
    return make_compared(parse_channel(data, file), file)


def make_compared(channel: Any, file: str = "") -> ComparedFeed:
    """Return a feed that was parsed already, given by its channel."""
    items = find_items(channel)
    check_number(items, file)
    prefixes: dict[str, str] = {}
    return ComparedFeed(
        file,
        _read_children(channel, "channel", 0, prefixes),
        [_read_item(item, prefixes) for item in items],
        prefixes,
    )


def join_pages(place: str, pages: Sequence[ComparedFeed]) -> ComparedFeed:
    """Return a feed with the items of all its pages. An item of an earlier page comes first."""
    seen: set[str] = set()
    items: list[ComparedItem] = []
    prefixes: dict[str, str] = {}
    for number, page in enumerate(pages):
        prefixes = {**page.prefixes, **prefixes}
        for item in page.items:
            if item.key not in seen:
                items.append(_put_on(item, number))
        seen.update(item.key for item in page.items)
    return ComparedFeed(place, pages[0].channel, items, prefixes)


def list_further(page: ComparedFeed) -> Iterator[str]:
    """Yield the addresses of the next pages that a page names."""
    for link in page.channel.get(PAGE_LINKS, ()):
        if attribute_of(link, "rel").lower() in FURTHER:
            yield attribute_of(link, "href")


def _put_on(item: ComparedItem, page: int) -> ComparedItem:
    if not page:
        return item
    return ComparedItem(item.key, item.title, item.audio, item.published, item.elements, page)


def _read_item(node: Any, prefixes: dict[str, str]) -> ComparedItem:
    elements = _read_children(node, "item", 0, prefixes)
    enclosure = elements.get("enclosure")
    url = attribute_of(enclosure[0], "url") if enclosure else ""
    return ComparedItem(
        first_text(elements, "guid") or url,
        first_text(elements, "title") or first_text(elements, "itunes:title"),
        _plain(url),
        read_date(first_text(elements, "pubDate")),
        elements,
    )


def _plain(url: str) -> str:
    """Return the address of audio without what may come and go; a query may say which audio."""
    plain = plain_url(url, query=False)
    path = plain.partition("/")[2]
    return plain if "." in path else plain_url(url, query=True)


def _read_children(node: Any, parent: str, depth: int, prefixes: dict[str, str]) -> Elements:
    found: dict[str, list[Value]] = {}
    for child in node:
        if not isinstance(child.tag, str):
            continue
        name = _name(child, prefixes)
        if depth or name != "item":
            value = _read_value(child, parent, name, depth, prefixes)
            found.setdefault(_split_links(name, value), []).append(value)
    return {name: tuple(values) for name, values in found.items()}


def _split_links(name: str, value: Value) -> str:
    """Return the name of an element; links are told by what they lead to."""
    if name != "atom:link":
        return name
    rel = attribute_of(value, "rel").lower()
    if rel == "self":
        return SELF_LINK
    return PAGE_LINKS if rel in _PAGES else name


def _name(node: Any, prefixes: dict[str, str]) -> str:
    name = name_of(node)
    if not name:
        uri, _ = split_tag(node.tag)
        prefixes.setdefault(uri, node.prefix or "")
        name = node.tag
    return intern(name)


def _read_value(node: Any, parent: str, name: str, depth: int, prefixes: dict[str, str]) -> Value:
    attributes = {intern(str(key)): _squeeze(value) for key, value in node.attrib.items()}
    record = load_vocabulary().children.get(parent, {}).get(name)
    is_text = depth >= _DEEPEST or (record is not None and record.content in ("text", "any"))
    if is_text or not len(node):
        text, children = _squeeze(text_of(node)), {}
    else:
        text = _squeeze(node.text or "")
        below = record.id if record is not None else ""
        children = {**_read_children(node, below, depth + 1, prefixes)}
    if not attributes and not children:
        return text
    return Node(text, attributes, children)


def _squeeze(text: str) -> str:
    return " ".join(text.split())
