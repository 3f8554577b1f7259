"""Reads `schemas/` into the records of namespaces, elements, attributes and profiles."""

from collections.abc import Mapping
from functools import cache, partial
from pathlib import Path
from typing import Any

from feedtool.vocabulary.json_files import SCHEMAS, read_json, read_list
from feedtool.vocabulary.profiles import read_profiles
from feedtool.vocabulary.records import (
    Attribute,
    BadExample,
    Element,
    Namespace,
    Value,
    Vocabulary,
)

# A feed that we write has its elements in this order, and within a namespace in that of the file.
NAMESPACES = (
    "rss", "itunes", "podcast", "atom", "content", "psc", "spotify", "dc", "dcterms", "sy", "slash",
    "wfw", "thr", "fh", "media", "geo", "georss", "geourl", "icbm", "creativeCommons", "cc",
    "admin", "trackback", "blogChannel", "feedburner", "opensearch", "access",
    "conversationsNetwork", "googleplay", "rawvoice", "webfeeds", "feedpress", "acast", "rdf",
    "xhtml",
)  # fmt: skip


@cache
def load_vocabulary(folder: Path | None = None) -> Vocabulary:
    """Read all namespaces and profiles; `folder` holds other schemas than our own."""
    root = folder or SCHEMAS
    namespaces: dict[str, Namespace] = {}
    elements: dict[str, Element] = {}
    for name in NAMESPACES:
        data = read_json(root / f"{name}.json")
        namespace = _namespace(data)
        namespaces[namespace.prefix] = namespace
        for key, record in data["elements"].items():
            elements[key] = _element(root, key, record, namespace)
    _copy_children(elements)
    return Vocabulary(namespaces, elements, _children(elements), read_profiles(root))


def _namespace(data: dict[str, Any]) -> Namespace:
    return Namespace(
        uri=data["namespace"],
        prefix=data["prefix"],
        profile=data["profile"],
        spec=data["spec"],
        aliases=tuple(data.get("aliases", ())),
        misspellings=tuple(data.get("misspellings", ())),
        proposals=tuple(data.get("proposals", ())),
        partial=data.get("partial", False),
        at_most=data.get("at_most", "error"),
        when_empty=data.get("when_empty", "warning"),
        doc=data.get("doc", ""),
    )


def _element(root: Path, key: str, record: dict[str, Any], namespace: Namespace) -> Element:
    attributes = record.get("attributes", {})
    return Element(
        id=key,
        name=key.rpartition("/")[2],
        namespace=namespace,
        parents=record["in"],
        content=record.get("content", "text"),
        value=_value(root, record),
        attributes={name: _attribute(root, name, one) for name, one in attributes.items()},
        source=record.get("source", {}),
        same_as=record.get("same_as", {}),
        like=record.get("like", ""),
        before=record.get("before", {}),
        at_most=record.get("at_most", namespace.at_most),
        when_empty=record.get("when_empty", namespace.when_empty),
        retired=record.get("retired", ""),
        doc=record["doc"],
        note=record.get("note", ""),
        spec=record.get("spec", namespace.spec),
        good=tuple(record.get("good", ())),
        bad=tuple(BadExample(**example) for example in record.get("bad", ())),
    )


def _attribute(root: Path, name: str, record: dict[str, Any]) -> Attribute:
    return Attribute(
        name=name,
        value=_value(root, record),
        use=record["use"],
        doc=record.get("doc", ""),
        form=record.get("form", ""),
        by_host=record.get("by_host", {}),
        default=record.get("default", {}),
    )


def _value(root: Path, record: dict[str, Any]) -> Value:
    listed = partial(read_list, root)
    return Value(
        type=record.get("type", "any"),
        values=tuple(listed(record["list"]) if "list" in record else record.get("values", ())),
        suggest=tuple(listed(record["suggest"]) if "suggest" in record else ()),
        variants=record.get("variants", ""),
        slips=record.get("slips", ""),
        minimum=record.get("minimum"),
        maximum=record.get("maximum"),
        max_chars=record.get("max_chars"),
    )


def _copy_children(elements: Mapping[str, Element]) -> None:
    """Let each element with `like` hold what the element that it names holds."""
    for key, element in elements.items():
        if not element.like:
            continue
        for child in elements.values():
            if element.like in child.parents:
                child.parents.setdefault(key, child.parents[element.like])
            if element.like in child.same_as:
                child.same_as.setdefault(key, child.same_as[element.like])


def _children(elements: Mapping[str, Element]) -> dict[str, dict[str, Element]]:
    children: dict[str, dict[str, Element]] = {key: {} for key in ("", *elements)}
    for element in elements.values():
        for parent in element.parents:
            children[parent][element.name] = element
    for element in elements.values():
        for parent, other in element.before.items():
            children[parent] = _put_before(children[parent], element.name, other)
    return children


def _put_before(siblings: dict[str, Element], name: str, other: str) -> dict[str, Element]:
    """Return elements by their names in the same order, but one of them before another."""
    moved = {name: siblings[name]}
    ordered: dict[str, Element] = {}
    for one, element in siblings.items():
        if one == other:
            ordered |= moved
        if one != name:
            ordered[one] = element
    return ordered
