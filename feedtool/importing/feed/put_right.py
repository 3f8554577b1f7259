"""Puts right what a feed that is not well formed leaves in its tree, as apps that go on read it."""

from collections import Counter
from functools import lru_cache
from typing import Any
from xml.sax.saxutils import quoteattr

from lxml import etree

from feedtool.importing.feed.elements import name_of
from feedtool.importing.feed.read_show import find_items
from feedtool.vocabulary import load_vocabulary

# The prefix xml has it everywhere, and nobody may declare it.
_XML = "http://www.w3.org/XML/1998/namespace"


def put_right(channel: Any) -> list[str]:
    """Give names with an undeclared prefix their namespace; take items out of other elements.

    Returns what is left out, as no XML can say it.
    """
    dropped: Counter[str] = Counter()
    for node in [*channel.getroottree().getroot().iter(etree.Element)]:
        if why := _find_fault(node.tag):
            _mend_tag(node, why, dropped)
        for name in [*node.attrib]:
            if why := _find_fault(name):
                value = node.attrib.pop(name)
                if meant := _find_name(name):
                    node.set(meant, value)
                else:
                    dropped[f"the attribute {name} is left out: {why}"] += 1
    for item in [one for one in find_items(channel) if one.getparent() is not channel]:
        channel.append(item)
    return [f"{says} ({number:,} ×)" for says, number in dropped.items()]


def _mend_tag(node: Any, why: str, dropped: Counter[str]) -> None:
    meant = _find_name(node.tag)
    if meant:
        node.tag = meant
        return
    dropped[f"the element {node.tag} is left out: {why}"] += 1
    parent = node.getparent()
    if parent is not None:
        for item in [one for one in node.iter(etree.Element) if name_of(one) == "item"]:
            parent.append(item)
        parent.remove(node)


def _find_fault(name: str) -> str:
    """Return why a name cannot stand in XML, "" if it can."""
    if name.startswith("{"):
        uri = name[1:].rpartition("}")[0]
        return "" if uri == _XML or _is_namespace(uri) else "its namespace is no address"
    return "its prefix is not declared" if ":" in name else ""


@lru_cache(maxsize=1000)
def _is_namespace(uri: str) -> bool:
    """Tell whether parsers take a namespace: many take only what has the form of an address."""
    try:
        etree.fromstring(f"<a xmlns={quoteattr(uri)}/>")
    except etree.XMLSyntaxError:
        return False
    return True


def _find_name(name: str) -> str | None:
    """Return the full name that is meant, None if nobody knows the prefix."""
    prefix, _, local = name.partition(":")
    namespace = load_vocabulary().namespaces.get(prefix)
    if namespace is None or not local or ":" in local:
        return None
    return f"{{{namespace.uri}}}{local}"
