"""Compares two feeds as lxml reads them: an opinion of its own on what an import must keep."""

from typing import Any

from lxml import etree

# A build writes its own, and the feed may have moved.
FREE = {"generator", "lastBuildDate"}
LINK = "{http://www.w3.org/2005/Atom}link"


def read(data: bytes) -> Any:
    parser = etree.XMLParser(resolve_entities=False, remove_comments=True, remove_pis=True)
    return etree.fromstring(data, parser).find("channel")


def differences(old: bytes, new: bytes) -> list[str]:
    """What of the first feed the second has otherwise, and what it has besides."""
    before, after = read(old), read(new)
    found = [*_differ("channel", before, after)]
    for one, other in ((before.getparent(), after.getparent()), (before, after)):
        found += [f"{one.tag}: {name}" for name in _lost(one, other)]
    items, others = before.findall("item"), after.findall("item")
    if len(items) != len(others):
        return [*found, f"{len(items)} items, then {len(others)}"]
    for number, (one, other) in enumerate(zip(items, others, strict=True), 1):
        found += _differ(f"item {number}", one, other)
        found += [f"item {number}: {name}" for name in _lost(one, other)]
    return found


def _differ(name: str, before: Any, after: Any) -> list[str]:
    one, other = _by_tag(before), _by_tag(after)
    return [f"{name}: {tag}" for tag in sorted({*one, *other}) if one.get(tag) != other.get(tag)]


def _lost(node: Any, other: Any) -> list[str]:
    return [
        name
        for name, value in node.attrib.items()
        if name != "version" and other.get(name) != value
    ]


def _by_tag(parent: Any) -> dict[str, list[Any]]:
    found: dict[str, list[Any]] = {}
    for child in parent.iterchildren(tag=etree.Element):
        # Feeds spell the namespace of Apple in several ways.
        if child.tag in FREE or child.tag == "item" or child.tag.endswith("}new-feed-url"):
            continue
        if child.tag == LINK and child.get("rel") == "self":
            continue
        found.setdefault(child.tag, []).append(_tell(child))
    return found


def _tell(node: Any) -> Any:
    children = [_tell(one) for one in node.iterchildren(tag=etree.Element)]
    text = (node.text or "").strip() if children else node.text or ""
    return node.tag, dict(node.attrib), text, children
