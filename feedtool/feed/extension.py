"""The one extension through which everything beyond feedgen's RSS core is written."""

from typing import Any

from feedgen.ext.base import BaseEntryExtension, BaseExtension
from lxml import etree

from feedtool.feed.nodes import Node
from feedtool.vocabulary import load_vocabulary

PREFIXES = ("atom", "content", "itunes", "podcast")


class VocabularyExtension(BaseExtension):  # type: ignore[misc]  # feedgen has no types
    """Writes nodes into the channel and declares all namespaces at the root."""

    def __init__(self) -> None:
        self.nodes: list[Node] = []

    def extend_ns(self) -> dict[str, str]:
        """Return the namespaces that feeds of ours declare."""
        namespaces = load_vocabulary().namespaces
        return {prefix: namespaces[prefix].uri for prefix in PREFIXES}

    def extend_rss(self, feed: Any) -> Any:
        """Write the nodes into the channel."""
        _write(feed.find("channel"), self.nodes)
        return feed


class VocabularyEntryExtension(BaseEntryExtension):  # type: ignore[misc]  # feedgen has no types
    """Writes nodes into an item."""

    def __init__(self) -> None:
        self.nodes: list[Node] = []

    def extend_rss(self, entry: Any) -> Any:
        """Write the nodes into the item."""
        _write(entry, self.nodes)
        return entry


def _write(parent: Any, nodes: list[Node]) -> None:
    """Append nodes to an element; where feedgen wrote one of the same name, ours replaces it."""
    for name in {_tag(one.name) for one in nodes}:
        for written in parent.findall(name):
            parent.remove(written)
    for one in nodes:
        _append(parent, one)


def _append(parent: Any, one: Node) -> None:
    element = etree.SubElement(parent, _tag(one.name), one.attributes)
    if one.text:
        # CDATA cannot hold its own end; lxml would refuse it.
        element.text = etree.CDATA(one.text) if one.cdata and "]]>" not in one.text else one.text
    for child in one.children:
        _append(element, child)


def _tag(name: str) -> str:
    prefix, colon, local = name.partition(":")
    return f"{{{load_vocabulary().namespaces[prefix].uri}}}{local}" if colon else name
