"""An element of a feed as the key and value by which an author would give it.

The inverse of `show.elements`: a value that is read here makes the same element again.
"""

from collections.abc import Mapping
from functools import cache
from typing import Any

from lxml import etree

from feedtool.show.key_path import KeyPath
from feedtool.show.keys import XML, keys_of, keys_of_namespace, snake_case
from feedtool.vocabulary import load_vocabulary
from feedtool.vocabulary.records import Element


def name_of(node: Any) -> str:
    """Return the name of an XML element with the vocabulary's prefix, "" if it knows none.

    Addresses of namespaces are often written in another case, or with https.
    """
    uri, local = split_tag(node.tag)
    prefix = _find_prefix(uri)
    if prefix is None:
        return ""
    return f"{prefix}:{local}" if prefix else local


def split_tag(tag: str) -> tuple[str, str]:
    """Return namespace and local name, where a prefix that is not declared stays as it is.

    >>> split_tag("{http://www.w3.org/2005/Atom}link"), split_tag("itunes:title")
    (('http://www.w3.org/2005/Atom', 'link'), ('', 'itunes:title'))
    """
    uri, _, local = tag.rpartition("}")
    return uri.removeprefix("{"), local


def find_element(node: Any, parent: str) -> Element | None:
    """Return the record of an XML element in a parent."""
    return load_vocabulary().children.get(parent, {}).get(name_of(node))


def key_of(element: Element, parent: str) -> KeyPath:
    """Return the key of an element in a parent, below its namespace's key where it has one."""
    for key, found in keys_of(parent).items():
        if found is element:
            return (key,)
    prefix = element.namespace.prefix
    for key, one in keys_of_namespace(parent, prefix).items():
        if one is element:
            return (snake_case(prefix), key)
    raise KeyError(element.id)


def read_element(node: Any, element: Element) -> Any:
    """Return the value of an XML element: text where that says all, else its keys."""
    data: dict[str, Any] = {
        snake_case(_attribute_name(name)): value for name, value in node.attrib.items()
    }
    if element.content == "any" and len(node):
        markup = (etree.tostring(child, encoding="unicode") for child in node)
        return {**data, XML: "".join(markup)}
    text = (node.text or "").strip()
    if element.content in ("text", "any"):
        if not data:
            return text
        return {**data, "text": text} if text else data
    add_children(data, node, element.id)
    return data or ("true" if element.content == "empty" else {})


def add_children(data: dict[str, Any], node: Any, parent: str) -> list[Any]:
    """Add the children of an XML element to a mapping; return those that have no record."""
    foreign = []
    for child in node:
        if not isinstance(child.tag, str):
            continue
        element = find_element(child, parent)
        if element is None:
            foreign.append(child)
        else:
            _add(data, key_of(element, parent), read_element(child, element))
    return foreign


def _add(data: dict[str, Any], path: KeyPath, value: Any) -> None:
    """Add a value; a second value under the same key makes a list."""
    for step in path[:-1]:
        data = data.setdefault(str(step), {})
    key = str(path[-1])
    if key not in data:
        data[key] = value
    elif isinstance(data[key], list):
        data[key].append(value)
    else:
        data[key] = [data[key], value]


def _attribute_name(name: str) -> str:
    uri, local = split_tag(name)
    return f"{_find_prefix(uri) or ''}:{local}" if uri else name


def _find_prefix(uri: str) -> str | None:
    return _prefixes().get(_plain(uri))


@cache
def _prefixes() -> Mapping[str, str]:
    known = {"": ""}
    for namespace in load_vocabulary().namespaces.values():
        for uri in (*namespace.aliases, namespace.uri):
            known[_plain(uri)] = namespace.prefix
    return known


def _plain(uri: str) -> str:
    return uri.lower().partition("://")[2].rstrip("/") or uri
