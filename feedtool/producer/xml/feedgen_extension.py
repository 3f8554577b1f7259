"""The one extension through which everything beyond feedgen's RSS core is written."""

from functools import cache
from typing import Any

from feedgen.ext.base import BaseEntryExtension, BaseExtension
from lxml import etree

from feedtool.producer.elements.nodes import Node
from feedtool.show.foreign import parse_fragment
from feedtool.values.xml_characters import drop_forbidden
from feedtool.vocabulary import load_vocabulary


class VocabularyExtension(BaseExtension):  # type: ignore[misc]  # feedgen has no types
    """Writes nodes into the channel and declares all namespaces at the root."""

    def __init__(self) -> None:
        self.nodes: list[Node] = []
        self.extra: tuple[str, ...] = ()

    def extend_ns(self) -> dict[str, str]:
        """Return all namespaces; unused ones are removed at the end."""
        namespaces = load_vocabulary().namespaces
        return {prefix: one.uri for prefix, one in namespaces.items() if prefix}

    def extend_rss(self, feed: Any) -> Any:
        """Write the nodes into the channel."""
        write_nodes(feed.find("channel"), self.nodes, self.extra)
        return feed


class VocabularyEntryExtension(BaseEntryExtension):  # type: ignore[misc]  # feedgen has no types
    """Writes nodes into an item."""

    def __init__(self) -> None:
        self.nodes: list[Node] = []
        self.extra: tuple[str, ...] = ()

    def extend_rss(self, entry: Any) -> Any:
        """Write the nodes into the item."""
        write_nodes(entry, self.nodes, self.extra)
        return entry


def write_nodes(parent: Any, nodes: list[Node], extra: tuple[str, ...]) -> None:
    """Append nodes to an element; they replace elements of the same name that feedgen wrote."""
    for name in {_tag(one.name) for one in nodes}:
        for written in parent.findall(name):
            parent.remove(written)
    for one in nodes:
        _append(parent, one)
    for text in extra:
        parent.extend(parse_fragment(text))


def _append(parent: Any, one: Node) -> None:
    attributes = {_tag(name): drop_forbidden(value) for name, value in one.attributes.items()}
    element = etree.SubElement(parent, _tag(one.name), attributes)
    text = drop_forbidden(one.text)
    if text:
        # CDATA cannot hold its own end; lxml would refuse it.
        element.text = etree.CDATA(text) if one.cdata and "]]>" not in text else text
    if one.xml:
        element.extend(parse_fragment(one.xml))
    for child in one.children:
        _append(element, child)
    for markup in one.extra:
        element.extend(parse_fragment(markup))


def _tag(name: str) -> str:
    prefix, colon, local = name.partition(":")
    return f"{{{load_vocabulary().namespaces[prefix].uri}}}{local}" if colon else name


def put_in_order(parent: Any, parent_id: str) -> None:
    """Sort children by the vocabulary; elements that it does not know come last, in their order."""
    ranks = _ranks(parent_id)
    parent[:] = sorted(parent, key=lambda element: ranks.get(element.tag, len(ranks)))


@cache
def _ranks(parent_id: str) -> dict[str, int]:
    return {_tag(name): rank for rank, name in enumerate(load_vocabulary().children[parent_id])}
