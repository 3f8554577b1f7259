"""A feed as a tree, and the ways to write it; the writer notes where everything stands."""

import re
from bisect import bisect
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from datetime import UTC, datetime
from html import escape

NOW = datetime(2021, 1, 1, tzinfo=UTC)
NEWLINE = re.compile("\r\n|\r|\n")


@dataclass(eq=False)
class Element:
    tag: str
    content: "str | list[Element]" = ""
    attributes: dict[str, str] = field(default_factory=dict)

    def find(self, path: str) -> "Element":
        """The first element at `channel/item/title`; itself where the path is empty."""
        found = self
        for tag in path.split("/") if path else []:
            found = next(child for child in found.children if child.tag == tag)
        return found

    @property
    def children(self) -> "list[Element]":
        return [] if isinstance(self.content, str) else self.content


def valid_feed(show: str = "Häfen 🚢") -> Element:
    """A feed of two items that nothing is wrong with."""
    item = [
        Element("title", f"The night ferry & {show}"),
        Element("link", "https://example.com/0"),
        Element("description", "<p>Who rides\nat <b>night</b>?</p>"),
        Element("enclosure", "", {"url": "https://example.com/0.mp3", "length": "61234567", "type": "audio/mpeg"}),
        Element("guid", "harbour-0000", {"isPermaLink": "false"}),
        Element("pubDate", "Tue, 03 Nov 2020 10:00:00 +0000"),
        Element("itunes:duration", "3753"),
        Element("itunes:explicit", "false"),
        Element("itunes:season", "1"),
        Element("itunes:episode", "2"),
        Element("itunes:episodeType", "full"),
        Element("itunes:image", "", {"href": "https://example.com/0.jpg"}),
        Element("podcast:transcript", "", {"url": "https://example.com/0.vtt", "type": "text/vtt"}),
        Element("podcast:person", show, {"role": "host", "href": "https://example.com/m"}),
    ]  # fmt: skip
    older = [
        Element("title", "Lights out"),
        Element("description", "A lighthouse keeper retires."),
        Element("enclosure", "", {"type": "audio/x-m4a", "url": "https://example.com/1.m4a", "length": "60987654"}),
        Element("guid", "https://example.com/1"),
        Element("pubDate", "Tue, 27 Oct 2020 10:00:00 GMT"),
        Element("itunes:duration", "1:02:33"),
        Element("itunes:explicit", "false"),
        Element("itunes:season", "1"),
        Element("itunes:episode", "1"),
    ]  # fmt: skip
    owner = [Element("itunes:name", "Mira Holt"), Element("itunes:email", "ed@example.com")]
    image = [
        Element("url", "https://example.com/cover.jpg"),
        Element("title", show),
        Element("link", "https://example.com/"),
    ]
    channel = [
        Element("title", show),
        Element("link", "https://example.com/"),
        Element("description", "Talks about small ports."),
        Element("language", "en"),
        Element("ttl", "60"),
        Element("lastBuildDate", "Tue, 03 Nov 2020 10:05:00 +0000"),
        Element("image", image),
        Element("atom:link", "", {"rel": "self", "href": "https://example.com/feed.xml", "type": "application/rss+xml"}),
        Element("itunes:author", "Mira Holt"),
        Element("itunes:owner", owner),
        Element("itunes:image", "", {"href": "https://example.com/cover.jpg"}),
        Element("itunes:category", [Element("itunes:category", "", {"text": "Documentary"})], {"text": "Society & Culture"}),
        Element("itunes:explicit", "false"),
        Element("itunes:type", "episodic"),
        Element("podcast:guid", "d84ced82-1926-54c0-88c2-bb01dd35d7e3"),
        Element("podcast:locked", "yes", {"owner": "ed@example.com"}),
        Element("item", item),
        Element("item", older),
    ]  # fmt: skip
    return Element("rss", [Element("channel", channel)], {"version": "2.0"})


NAMESPACES = {
    "atom": "http://www.w3.org/2005/Atom",
    "itunes": "http://www.itunes.com/dtds/podcast-1.0.dtd",
    "podcast": "https://podcastindex.org/namespace/1.0",
}


def write_text(text: str, newline: str) -> Iterable[str]:
    """Each character as the text of an element shows it."""
    return (newline if char == "\n" else escape(char, quote=False) for char in text)


def write_references(text: str, newline: str) -> Iterable[str]:
    """The same, with references for all that is not a letter of ASCII."""
    return (
        char if re.match(r"[\w ]", char, re.ASCII) else newline if char == "\n" else f"&#{ord(char)};"
        for char in text
    )  # fmt: skip


@dataclass(frozen=True)
class Style:
    """One of the ways to write a feed; the default is the plainest."""

    newline: str = "\n"
    indent: str = ""
    between: str = ""
    quote: str = '"'
    equals: str = "="
    before_attribute: str = " "
    cdata: bool = False
    write: Callable[[str, str], Iterable[str]] = write_text
    short_tags: bool = True
    turned: bool = False
    prefixes: Mapping[str, str] = field(default_factory=dict)
    encoding: str = "utf-8"


# An element, and what of it: "" its tag, "@url" a value, "url" a name, "text" with an index.
Spot = tuple[Element, str, int]


class Page:
    """A feed as text; `spots` tells the index in `text` of all that can be pointed at."""

    def __init__(self, feed: Element, style: Style) -> None:
        self.style = style
        self._parts: list[str] = []
        self._length = 0
        self.spots: dict[Spot, int] = {}
        declared = style.encoding.removesuffix("-sig").removesuffix("-le").removesuffix("-be")
        self._put(f'<?xml version="1.0" encoding="{declared.upper()}"?>')
        self._element(feed, 0)
        self.text = "".join(self._parts)
        self._starts = [0, *(newline.end() for newline in NEWLINE.finditer(self.text))]

    @property
    def data(self) -> bytes:
        return self.text.encode(self.style.encoding)

    def place(self, spot: Spot) -> tuple[int, int]:
        index = self.spots[spot]
        line = bisect(self._starts, index)
        return line, index - self._starts[line - 1] + 1

    def _put(self, text: str, *spot: object) -> None:
        if spot:
            self.spots[spot] = self._length
        self._parts.append(text)
        self._length += len(text)

    def _element(self, element: Element, depth: int) -> None:
        style = self.style
        tag, declared = self._name(element)
        self._put(style.between + style.newline + style.indent * depth)
        self._put(f"<{tag}", element, "", 0)
        pairs = [*element.attributes.items(), *declared]
        for name, value in reversed(pairs) if style.turned else pairs:
            self._put(style.before_attribute)
            self._put(f"{name}{style.equals}{style.quote}", element, name, 0)
            raw = "".join(style.write(value, " "))
            raw = raw.replace(style.quote, f"&#{ord(style.quote)};")
            self._put(raw + style.quote, element, f"@{name}", 0)
        if not element.content and style.short_tags:
            self._put("/>")
            return
        self._put(">")
        if isinstance(element.content, str):
            self._text(element, element.content)
        else:
            for child in element.content:
                self._element(child, depth + 1)
            self._put(style.between + style.newline + style.indent * depth)
        self._put(f"</{tag}>")

    def _text(self, element: Element, text: str) -> None:
        style = self.style
        cdata = style.cdata and text and "]]>" not in text
        plain = (style.newline if char == "\n" else char for char in text)
        self._put("<![CDATA[" if cdata else "")
        for index, raw in enumerate(plain if cdata else style.write(text, style.newline)):
            self._put(raw, element, "text", index)
        self._put("]]>" if cdata else "")

    def _name(self, element: Element) -> tuple[str, list[tuple[str, str]]]:
        """The tag under the style's prefix, with the namespaces that it declares."""
        prefixes = {prefix: self.style.prefixes.get(prefix, prefix) for prefix in NAMESPACES}
        if element.tag == "rss":
            return "rss", [
                (f"xmlns:{name}", NAMESPACES[known]) for known, name in prefixes.items() if name
            ]
        known, colon, local = element.tag.rpartition(":")
        if not colon:
            return local, []
        if not prefixes[known]:
            return local, [("xmlns", NAMESPACES[known])]
        return f"{prefixes[known]}:{local}", []
