"""Which key stands for which element, and what may stand for the element as its value.

`source` of a record names its key; without one the key is the element's name in snake case.
"""

import re
from collections.abc import Mapping
from functools import cache

from feedtool.values.registry import find_type
from feedtool.vocabulary import load_vocabulary
from feedtool.vocabulary.records import Element, Value

XML = "xml"
FLAGS = {"true": True, "yes": True, "false": False, "no": False}
_URL = re.compile(r"https?://(?:www\.)?([^/:?#@]*)", re.IGNORECASE)


@cache
def keys_of(parent: str) -> Mapping[str, "Element | str"]:
    """Return the element of each key in a parent, or the prefix if the key is that of a namespace.

    >>> keys_of("channel")["medium"].id, keys_of("channel")["dc"]
    ('podcast:medium', 'dc')
    """
    vocabulary = load_vocabulary()
    own = _prefix(parent)
    keys: dict[str, Element | str] = {}
    for element in vocabulary.children.get(parent, {}).values():
        name = _own_key(element, parent)
        prefix = element.namespace.prefix
        if not name and (prefix == own or not prefix):
            name = snake_case(element.name)
        if name and name not in keys:
            keys[name] = element
        else:
            keys.setdefault(snake_case(prefix), prefix)
    for key in ("item", "channel"):
        keys.pop(key, None)
    if parent == "item":
        keys.pop("notes", None)  # the notes stand below the front matter
    return keys


@cache
def keys_of_namespace(parent: str, prefix: str) -> Mapping[str, Element]:
    """Return the keys under a namespace's key, each with its element.

    >>> sorted(keys_of_namespace("item", "fh"))
    []
    """
    named = {id(one) for one in keys_of(parent).values() if not isinstance(one, str)}
    return {
        snake_case(element.name): element
        for element in load_vocabulary().children[parent].values()
        if element.namespace.prefix == prefix and id(element) not in named
    }


@cache
def sole_of_namespace(parent: str, prefix: str) -> Element | None:
    """Return the only element of a namespace in a parent: its key may be left out.

    Where a namespace has several elements, also with keys of their own, a value alone is refused:
    it would mean something else when the vocabulary grows.
    """
    found = [
        element
        for element in load_vocabulary().children[parent].values()
        if element.namespace.prefix == prefix
    ]
    return found[0] if len(found) == 1 else None


@cache
def snake_case(name: str) -> str:
    """Return the key for the name of an element or attribute.

    >>> snake_case("podcast:feedGuid"), snake_case("aspect-ratio")
    ('feed_guid', 'aspect_ratio')
    """
    local = name.rpartition(":")[2]
    return re.sub(r"(?<=[a-z0-9])(?=[A-Z])", "_", local).replace("-", "_").lower()


@cache
def ranks_of(parent: str) -> Mapping[str, int]:
    """Return the place of each element, by its name, in the vocabulary's order of a parent."""
    return {name: rank for rank, name in enumerate(load_vocabulary().children[parent])}


def _prefix(parent: str) -> str:
    element = load_vocabulary().elements.get(parent)
    return element.namespace.prefix if element is not None else ""


def _own_key(element: Element, parent: str) -> str:
    """Return the key that the record names; what is like an item has the item's keys."""
    name = element.source.get(parent, "")
    whole = load_vocabulary().elements.get(parent)
    if not name and whole is not None and whole.like:
        name = element.source.get(whole.like, "")
    return name.partition(".")[0] if name else ""


def is_repeated(element: Element, parent: str) -> bool:
    """Tell whether a parent takes several of an element."""
    return element.parents.get(parent, "*") in "*+"


def is_bare(element: Element) -> bool:
    """Tell whether an element has neither content nor attributes."""
    return element.content == "empty" and not element.attributes


def is_flag(element: Element) -> bool:
    """Tell whether the text of an element says yes or no."""
    return element.content == "text" and find_type(element.value.type).role == "flag"


def is_address(value: Value) -> bool:
    """Whether a text or attribute holds a web address."""
    return find_type(value.type).role == "address"


def hash_attribute(element: Element) -> str | None:
    """Return the attribute that holds the hash of a file, for which `true` may stand."""
    return next((one.name for one in element.attributes.values() if one.form == "hash"), None)


def url_attribute(element: Element) -> str | None:
    """Return the attribute that a lone URL stands for, None if the text of the element is a URL.

    >>> url_attribute(load_vocabulary().elements["podcast:funding"])
    'url'
    """
    if element.content == "text" and is_address(element.value):
        return None
    urls = [one for one in element.attributes.values() if is_address(one.value)]
    needed = [one for one in urls if one.use == "required"]
    if any(one.by_host for one in element.attributes.values()):
        needed = needed or urls[:1]
    return needed[0].name if len(needed) == 1 else None


def read_alone(element: Element, text: str) -> dict[str, str] | None:
    """Return the attributes that a lone value stands for, None if it stands for no attribute.

    >>> read_alone(load_vocabulary().elements["podcast:block"], "google")
    {'id': 'google'}
    """
    url = url_attribute(element)
    address = _URL.match(text)
    if url is not None and address is not None:
        host = address[1].lower()
        by_host = {
            one.name: one.by_host.get(host, one.by_host[""])
            for one in element.attributes.values()
            if one.by_host
        }
        return by_host | {url: text}
    if is_flag(element):
        named = list(element.attributes)
        return {named[0]: text} if len(named) == 1 and text.lower() not in FLAGS else None
    alone = attribute_alone(element)
    return {alone: text} if alone is not None and element.content != "text" else None


def attribute_alone(element: Element) -> str | None:
    """Return the attribute that a lone value stands for: the only one, or the only required one."""
    needed = [one.name for one in element.attributes.values() if one.use == "required"]
    if len(element.attributes) == 1 and "*" not in element.attributes:
        return next(iter(element.attributes))
    return needed[0] if len(needed) == 1 and element.content == "empty" else None


def only_list(element: Element, parent: str) -> str | None:
    """Return the key of the one kind of child that a list stands for.

    None if the parent takes several of the element: the list then holds such elements.
    """
    repeated = [
        key
        for key, child in keys_of(element.id).items()
        if not isinstance(child, str) and is_repeated(child, element.id)
    ]
    alone = len(repeated) == 1 and element.content == "elements"
    return repeated[0] if alone and not is_repeated(element, parent) else None


def sole_child(element: Element) -> str | None:
    """Return the key of the only kind of child in an element that has nothing else.

    >>> sole_child(load_vocabulary().elements["podcast:publisher"])
    'remote_item'
    """
    keys = keys_of(element.id)
    if element.content != "elements" or element.attributes or len(keys) != 1:
        return None
    ((key, child),) = keys.items()
    return None if isinstance(child, str) else key


def only_child(element: Element) -> str | None:
    """Return the key of the only kind of child, if one value may stand for the child."""
    key = sole_child(element)
    child = keys_of(element.id)[key] if key is not None else ""
    return key if not isinstance(child, str) and takes_scalar(child) else None


def takes_scalar(element: Element) -> bool:
    """Tell whether one value may stand for the whole element."""
    return (
        element.content in ("text", "any")
        or is_bare(element)
        or attribute_alone(element) is not None
        or url_attribute(element) is not None
        or hash_attribute(element) is not None
        or only_child(element) is not None
    )


def written_keys(element: Element) -> list[str]:
    """Return the keys of an element that hold a scalar: attributes, text, markup."""
    keys = [snake_case(name) for name in element.attributes if name != "*"]
    keys += ["text"] if element.content in ("text", "any") and "text" not in keys else []
    return keys + ([XML] if element.content == "any" else [])


def all_keys(element: Element) -> list[str]:
    """Return the keys of an element, those of its children too."""
    return written_keys(element) + list(keys_of(element.id))
