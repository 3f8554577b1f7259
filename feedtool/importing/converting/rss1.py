"""An RSS 1.0 feed, which is RDF, as RSS 2.0. Its items stand beside the channel.

Source: https://web.resource.org/rss/1.0/spec; enclosures as in mod_enclosure.
"""

from typing import Any

from lxml import etree

from feedtool.importing.converting.rss_feed import (
    Converted,
    Enclosure,
    RssFeed,
    add,
    add_date,
    add_enclosures,
    copy_into,
)
from feedtool.importing.feed.elements import name_of, split_tag
from feedtool.importing.feed.parsing import text_of
from feedtool.importing.feed.read_show import check_number

_RDF = "{http://www.w3.org/1999/02/22-rdf-syntax-ns#}"
_ABOUT, _RESOURCE = f"{_RDF}about", f"{_RDF}resource"
# Elements of RSS itself, whose namespace RSS 2.0 does not have.
_NAMESPACES = (
    "http://purl.org/rss/1.0/",
    "http://my.netscape.com/rdf/simple/0.9/",
    "http://channel.netscape.com/rdf/simple/0.9/",
    "http://purl.org/net/rss1.1#",
    "",
)
_POINTERS = ("items", "image", "textinput")


def convert_rss1(root: Any, file: str = "") -> Converted:
    """Return an RSS 1.0 feed as RSS 2.0."""
    feed = RssFeed("an RSS 1.0 feed", file)
    children = [*root.iterchildren(etree.Element)]
    items = [one for one in children if _own_name(one) == "item"]
    check_number(items, file)
    for node in children:
        name = _own_name(node)
        if name == "channel":
            _convert(feed.channel, node, _POINTERS)
        elif name == "image":
            image = etree.SubElement(feed.channel, "image")
            _convert(image, node, ())
        elif name != "item":
            copy_into(feed.channel, node)
    _add_language(feed.channel)
    for node in items:
        item = feed.add_item()
        guid = (node.get(_ABOUT) or "").strip()
        add(item, "guid", guid, {"isPermaLink": "false"} if guid else None)
        add_enclosures(item, [_read_enclosure(one) for one in node if _is_enclosure(one)])
        _convert(item, node, ())
        if item.find("pubDate") is None:
            add_date(item, "pubDate", _dc(item, "dc:date"))
        feed.check_size(item)
    return feed.finish()


def _own_name(node: Any) -> str:
    """Return the name of an element of RSS itself, "" for those of other vocabularies."""
    uri, name = split_tag(node.tag) if isinstance(node.tag, str) else ("?", "")
    return name if uri in _NAMESPACES else ""


def _convert(parent: Any, node: Any, without: tuple[str, ...]) -> None:
    for child in node.iterchildren(etree.Element):
        name = _own_name(child)
        if name and not _is_enclosure(child) and name not in without:
            add(parent, name, text_of(child))
        elif not name and not _is_enclosure(child):
            copy_into(parent, child)


def _is_enclosure(node: Any) -> bool:
    return isinstance(node.tag, str) and split_tag(node.tag)[1].lower() == "enclosure"


def _read_enclosure(node: Any) -> Enclosure:
    values = {split_tag(str(key))[1]: one for key, one in node.attrib.items()}
    return Enclosure(
        values.get("resource") or values.get("url") or "",
        values.get("length", ""),
        values.get("type", ""),
    )


def _dc(parent: Any, name: str) -> str:
    return next((text_of(one) for one in parent if name_of(one) == name), "")


def _add_language(channel: Any) -> None:
    if channel.find("language") is None:
        add(channel, "language", _dc(channel, "dc:language"))
