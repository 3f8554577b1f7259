"""Elements that stay as a former feed published them, as long as a build makes the same as then."""

from collections.abc import Mapping
from typing import Any

from lxml import etree

from feedtool.producer.xml.feedgen_extension import put_in_order
from feedtool.producer.xml.path_names import path_name
from feedtool.show.as_published import STAND_INS, Kept, digest_of
from feedtool.show.foreign import parse_fragment

# Under these names goes an element that has the attributes of what is around the others.
OF_ATTRIBUTES = ("rss", "channel", "item")
_STAND_INS = frozenset(STAND_INS.values())


def keep_published(parent: Any, kept: Mapping[str, Kept], parent_id: str) -> None:
    """Put what a former feed published in place of what was made, where nothing else was made.

    An element in two spellings of its namespace is one element: it stays in both, or in none.
    """
    _keep_attributes(parent, kept)
    kept = {name: one for name, one in kept.items() if name not in OF_ATTRIBUTES}
    made = {name: [one for one in parent if one.tag == name] for name in kept}
    changed = {path_name(name) for name, one in kept.items() if digest_of(made[name]) != one.made}
    for name, one in kept.items():
        if path_name(name) in changed:
            continue
        for element in made[name]:
            parent.remove(element)
        for text in one.published:
            parent.extend(parse_fragment(text, most=len(text)))
    for element in [one for one in parent if one.tag != "item" and _has_stand_in(one)]:
        parent.remove(element)
    put_in_order(parent, parent_id)


def _keep_attributes(parent: Any, kept: Mapping[str, Kept]) -> None:
    """Give rss, channel or item the attributes that a former feed has there."""
    for element in (parent, parent.getparent()):
        one = kept.get(element.tag) if element is not None else None
        for text in one.published if one is not None else ():
            for name, value in parse_fragment(text, most=len(text))[0].attrib.items():
                element.set(name, value)


def _has_stand_in(element: Any) -> bool:
    """Tell whether an element says what stands for a key that its author has not filled in."""
    return any(
        value in _STAND_INS
        for one in element.iter(etree.Element)
        for value in (one.text, *one.attrib.values())
    )


def find_kept(xml: bytes, kept: Mapping[str, Kept], *, is_item: bool) -> frozenset[str]:
    """Return the names of what a feed has as published: in its only item, or its channel."""
    if not kept:
        return frozenset()
    parser = etree.XMLParser(resolve_entities=False, no_network=True, recover=True)
    root = etree.fromstring(xml, parser)
    parent: Any = root.find("channel/item" if is_item else "channel")
    return frozenset(
        name for name, one in kept.items()
        if digest_of([one for one in parent if one.tag == name]) == digest_of([
            element for text in one.published for element in parse_fragment(text, most=len(text))
        ])
    )  # fmt: skip
