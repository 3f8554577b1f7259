"""What a feed has otherwise than a build of its sources makes it: it is kept letter by letter."""

from collections.abc import Collection, Iterator, Sequence
from dataclasses import replace
from datetime import datetime
from typing import Any

from lxml import etree

from feedtool.importing.feed.elements import name_of
from feedtool.importing.feed.parsing import xml_of
from feedtool.importing.feed.read_show import find_items
from feedtool.producer.xml.keeping import OF_ATTRIBUTES
from feedtool.producer.xml.kept_faults import find_place
from feedtool.producer.xml.path_names import path_name
from feedtool.show.as_published import CHANNEL, Kept, digest_of
from feedtool.validator.validate import validate

KeptElements = dict[str, dict[str, Kept]]
_MOST_ERRORS = 100_000
# As a build writes it; in another spelling of the namespace it stays beside that.
_LINK = "{http://www.w3.org/2005/Atom}link"
# A build writes its own, and a move has another address.
_OF_BUILDS = frozenset(["generator", "lastBuildDate", "itunes:new-feed-url"])


def find_kept_elements(
    channel: Any, nodes: Sequence[Any], built: Any, guids: Sequence[str]
) -> KeptElements:
    """Return what the feed has otherwise than a build makes it, by guid and element."""
    made = {guid_of_item(node): node for node in find_items(built)}
    kept = {CHANNEL: {**dict(_differ(channel, built)), **_differ_above(channel, built)}}
    for node, guid in zip(nodes, guids, strict=True):
        kept[guid] = {**dict(_differ(node, made[guid])), **_differ_around(node, made[guid])}
    return {guid: one for guid, one in kept.items() if one}


def _differ(node: Any, made: Any) -> Iterator[tuple[str, Kept]]:
    there, ours = by_tag(node), by_tag(made)
    for tag in [*there, *(tag for tag in ours if tag not in there)]:
        wanted, found = there.get(tag, []), ours.get(tag, [])
        if digest_of_lasting(wanted) != digest_of_lasting(found):
            yield tag, Kept(digest_of(found), tuple(map(xml_of, wanted)))


def _differ_above(channel: Any, made: Any) -> dict[str, Kept]:
    """Return the attributes of rss and channel that a build does not write there."""
    root, own = channel.getroottree().getroot(), made.getroottree().getroot()
    return {**_differ_around(root, own), **_differ_around(channel, made)}


def _differ_around(node: Any, made: Any) -> dict[str, Kept]:
    """Return the attributes of rss, channel or an item that a build does not write there."""
    rest = {
        name: value
        for name, value in node.attrib.items()
        if name != "version" and made.get(name) != value
    }
    if not rest or node.tag not in OF_ATTRIBUTES:
        return {}
    return {node.tag: Kept(digest_of([]), (xml_of(etree.Element(node.tag, rest)),))}


def by_tag(parent: Any) -> dict[str, list[Any]]:
    """Return the children that a build makes, by tag."""
    found: dict[str, list[Any]] = {}
    for child in parent:
        if isinstance(child.tag, str) and child.tag != "item" and name_of(child) not in _OF_BUILDS:
            found.setdefault(child.tag, []).append(child)
    return found


def digest_of_lasting(nodes: Sequence[Any]) -> str:
    """Return the digest of elements that do not depend on where the feed is served."""
    return digest_of([one for one in nodes if one.tag != _LINK or one.get("rel") != "self"])


def list_differences(channel: Any, nodes: Sequence[Any], again: Any) -> Iterator[str]:
    """Yield what the feed has and a build does not make again."""
    yield from (f"the attributes of {tag}" for tag in _differ_above(channel, again))
    yield from (f"channel: {tag}" for tag, _ in _differ(channel, again))
    items = find_items(again)
    if len(items) != len(nodes):
        yield f"{len(nodes)} items, {len(items)} built"
        return
    for number, (node, made) in enumerate(zip(nodes, items, strict=True), 1):
        yield from (f"item {number}: {tag}" for tag, _ in _differ(node, made))
        yield from (f"item {number}: its attributes" for _ in _differ_around(node, made))


def add_reasons(
    kept: KeptElements, data: bytes, at: datetime, built: Any, guids: Sequence[str]
) -> None:
    """Say of elements that have errors which rule they break, also of those that a build makes.

    What is wrong and stays is then no reason to stop a build.
    """
    report = validate(data, at=at, max_findings=_MOST_ERRORS)
    parents = [built, *find_items(built)]
    wrong: dict[int, dict[str, str]] = {}
    for finding in report.findings:
        place = find_place(finding.path) if finding.severity == "error" else None
        if place is not None and place.item < len(parents):
            wrong.setdefault(place.item, {}).setdefault(place.element, finding.rule)
    for index, rules in wrong.items():
        elements = kept.setdefault(guids[index - 1] if index else CHANNEL, {})
        for tag, nodes in by_tag(parents[index]).items():
            if rule := rules.get(path_name(tag)):
                made = elements.get(tag) or Kept(digest_of(nodes), tuple(map(xml_of, nodes)))
                elements[tag] = replace(made, why=made.why or rule)


def forget_lacks(kept: KeptElements, tags: Collection[str]) -> None:
    """Forget that a feed has no elements with these tags, so that a build may add them.

    An item that has no title gets no other either.
    """
    for guid, elements in [*kept.items()]:
        kept[guid] = {
            tag: one
            for tag, one in elements.items()
            if one.published or tag not in tags or (tag.endswith("}title") and "title" in elements)
        }


def guid_of_item(node: Any) -> str:
    return (node.findtext("guid") or "").strip()


def digest_of_channel(channel: Any) -> str:
    """Return a digest of what a channel says besides its items."""
    return digest_of_lasting([node for nodes in by_tag(channel).values() for node in nodes])
