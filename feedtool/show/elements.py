"""Keys of show.yaml and the front matter that stand for one element each, as the vocabulary tells.

What an author writes most (`title`, `audio`, `guests`) is a field of the models; every other
element that the vocabulary knows has a key too, whose shape follows from its record:

- text without attributes is a scalar, an element that may be repeated a list;
- attributes are keys in snake case, the text beside them is `text`: `{url: …, text: …}`;
- where one value says all (the text, or the one attribute), it may stand alone;
- elements within elements are keys within keys; `podroll: [...]` and `publisher: ../network` skip
  the only one there is;
- a namespace other than the parent's is a key of its own: `dc: {subject: harbours}`.

`source` of a record names its key; without one the key is the element's name in snake case.
"""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from functools import cache

from feedtool.validator.values import closest
from feedtool.vocabulary import load_vocabulary
from feedtool.vocabulary.records import Element

Path = tuple[str | int, ...]
XML = "xml"
_ATTRIBUTE = re.compile(r"(?!xml)(?:[a-z][a-z0-9]*:)?[A-Za-z_][A-Za-z0-9_.-]*")


@dataclass(slots=True)
class Given:
    """An element as an author gave it: texts as written, `path` leads to its key in the source.

    `xml` is the content of an element that takes any markup.
    """

    element: Element
    path: Path
    text: str = ""
    attributes: dict[str, str] = field(default_factory=dict)
    children: list["Given"] = field(default_factory=list)
    xml: str = ""


@dataclass(frozen=True, slots=True)
class KeyFault:
    """What is wrong with a key or its value; `near` is the key that was probably meant."""

    rule: str
    path: Path
    says: str


@cache
def keys_of(parent: str) -> Mapping[str, "Element | str"]:
    """Return the element of each key in a parent; for a namespace's key, its prefix.

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
def snake_case(name: str) -> str:
    """Return the key for the name of an element or attribute.

    >>> snake_case("podcast:feedGuid"), snake_case("aspect-ratio")
    ('feed_guid', 'aspect_ratio')
    """
    local = name.rpartition(":")[2]
    return re.sub(r"(?<=[a-z0-9])(?=[A-Z])", "_", local).replace("-", "_").lower()


def read_elements(data: Mapping[str, object], parent: str, path: Path = ()) -> "Reading":
    """Read the keys of a mapping as elements of a parent, in the order of the vocabulary."""
    reading = Reading()
    reading.read_keys(data, parent, path)
    return reading


class Reading:
    """The elements that were read, and what is wrong with the rest."""

    def __init__(self) -> None:
        self.given: list[Given] = []
        self.faults: list[KeyFault] = []

    def read_keys(self, data: Mapping[str, object], parent: str, path: Path) -> None:
        """Read each key of a mapping; `path` leads to the mapping."""
        keys = keys_of(parent)
        for key, value in data.items():
            found = keys.get(key)
            if found is None:
                self._unknown(key, list(keys), (*path, key))
            elif isinstance(found, str):
                self._read_namespace(value, parent, found, (*path, key))
            else:
                self.given += self._read_values(found, parent, value, (*path, key))

    def _read_namespace(self, value: object, parent: str, prefix: str, path: Path) -> None:
        keys = keys_of_namespace(parent, prefix)
        if not isinstance(value, Mapping):
            some = ", ".join(list(keys)[:5])
            self._add("bad-value", path, f"expected keys of the namespace {prefix}, such as {some}")
            return
        for key, inner in value.items():
            element = keys.get(str(key))
            if element is None:
                self._unknown(str(key), list(keys), (*path, str(key)))
            else:
                self.given += self._read_values(element, parent, inner, (*path, str(key)))

    def _read_values(
        self, element: Element, parent: str, value: object, path: Path
    ) -> Iterator[Given]:
        """Yield one element, or one for each value of a list where the parent takes several."""
        several = element.parents.get(parent, "*") in "*+"
        if isinstance(value, list) and several:
            for index, one in enumerate(value):
                yield from self._read_value(element, one, (*path, index))
        else:
            yield from self._read_value(element, value, path)

    def _read_value(self, element: Element, value: object, path: Path) -> Iterator[Given]:
        given = Given(element, path)
        if isinstance(value, Mapping):
            yield self._read_mapping(given, value)
        elif isinstance(value, list):
            child = only_list(element)
            if child is None:
                self._add("bad-value", path, "expected one value, not a list")
                return
            yield self._read_only(given, child, value)
        else:
            yield from self._read_scalar(given, value)

    def _read_scalar(self, given: Given, value: object) -> Iterator[Given]:
        element, path = given.element, given.path
        text = as_text(value)
        alone = _attribute_alone(element)
        child = only_child(element)
        if element.content == "text":
            given.text = text
        elif alone is not None:
            given.attributes[alone] = text
        elif element.content == "empty" and not element.attributes:
            if text == "false":
                return  # an empty element says yes by being there
        elif element.content == "any":
            given.text = text
        elif child is not None:
            self._read_only(given, child, value)
        else:
            self._add("bad-value", path, f"expected keys: {', '.join(_keys(element))}")
            return
        yield given

    def _read_only(self, given: Given, key: str, value: object) -> Given:
        """Read what stands for an element as the only kind of child that it has."""
        child = keys_of(given.element.id)[key]
        assert not isinstance(child, str)  # noqa: S101 - the key of an element, as asked for
        given.children += self._read_values(child, given.element.id, value, given.path)
        return given

    def _read_mapping(self, given: Given, value: Mapping[object, object]) -> Given:
        element = given.element
        attributes = {snake_case(name): name for name in element.attributes}
        children = keys_of(element.id)
        inner: dict[str, object] = {}
        for name, one in value.items():
            key = str(name)
            here = (*given.path, key)
            if key in attributes or "*" in attributes:
                self._read_attribute(given, attributes.get(key, key), one, here)
            elif key == "text" and element.content in ("text", "any"):
                given.text = self._scalar(one, here)
            elif key == XML and element.content == "any":
                given.xml = self._markup(one, here)
            elif key in children:
                inner[key] = one
            else:
                self._unknown(key, _keys(element), here)
        below = Reading()
        below.read_keys(inner, element.id, given.path)
        given.children = below.given
        self.faults += below.faults
        return given

    def _read_attribute(self, given: Given, name: str, value: object, path: Path) -> None:
        prefix, colon, _ = name.rpartition(":")
        if not _ATTRIBUTE.fullmatch(name) or (colon and prefix not in load_vocabulary().namespaces):
            known = "letters, digits, hyphens and underscores"
            self._add("bad-value", path, f"expected the name of an attribute: {known}")
            return
        given.attributes[name] = self._scalar(value, path)

    def _markup(self, value: object, path: Path) -> str:
        from feedtool.show.foreign import parse_fragment  # noqa: PLC0415 - lxml, rarely needed

        text = self._scalar(value, path)
        try:
            parse_fragment(text)
        except ValueError as why:
            self._add("bad-xml", path, str(why))
            return ""
        return text

    def _scalar(self, value: object, path: Path) -> str:
        if isinstance(value, (list, Mapping)):
            self._add("bad-value", path, "expected some text")
            return ""
        return as_text(value)

    def _unknown(self, key: str, known: list[str], path: Path) -> None:
        near = closest(key, known)
        listed = ", ".join(known[:12]) or "none"
        self._add("unknown-key", path, f'did you mean "{near}"?' if near else f"there are {listed}")

    def _add(self, rule: str, path: Path, says: str) -> None:
        self.faults.append(KeyFault(rule, path, says))


def as_text(value: object) -> str:
    """Return a scalar as it is written in YAML; flags are true and false.

    >>> as_text(True), as_text(12)
    ('true', '12')
    """
    if isinstance(value, bool):
        return "true" if value else "false"
    return str(value)


def _prefix(parent: str) -> str:
    element = load_vocabulary().elements.get(parent)
    return element.namespace.prefix if element is not None else ""


def _own_key(element: Element, parent: str) -> str:
    """Return the key that the record names, for what is like an item that of the item."""
    name = element.source.get(parent, "")
    whole = load_vocabulary().elements.get(parent)
    if not name and whole is not None and whole.like:
        name = element.source.get(whole.like, "")
    return name.partition(".")[0] if name else ""


def _attribute_alone(element: Element) -> str | None:
    """Return the attribute that a lone value stands for: the only one, or the only needed one."""
    needed = [one.name for one in element.attributes.values() if one.use == "required"]
    if len(element.attributes) == 1 and "*" not in element.attributes:
        return next(iter(element.attributes))
    return needed[0] if len(needed) == 1 and element.content == "empty" else None


def only_list(element: Element) -> str | None:
    """Return the key of the one kind of element that may be repeated in an element."""
    repeated = [
        key
        for key, child in keys_of(element.id).items()
        if not isinstance(child, str) and child.parents.get(element.id, "?") in "*+"
    ]
    return repeated[0] if repeated and element.content == "elements" else None


def only_child(element: Element) -> str | None:
    """Return the key of the only kind of element in one that has nothing else, if it is a value.

    >>> only_child(load_vocabulary().elements["podcast:publisher"])
    'remote_item'
    """
    keys = keys_of(element.id)
    if element.content != "elements" or element.attributes or len(keys) != 1:
        return None
    ((key, child),) = keys.items()
    return key if not isinstance(child, str) and takes_scalar(child) else None


def takes_scalar(element: Element) -> bool:
    """Tell whether one value may stand for the whole element."""
    empty = element.content == "empty" and not element.attributes
    alone = _attribute_alone(element) is not None or only_child(element) is not None
    return element.content in ("text", "any") or empty or alone


def written_keys(element: Element) -> list[str]:
    """Return the keys of an element that hold a scalar: attributes, text, markup."""
    keys = [snake_case(name) for name in element.attributes if name != "*"]
    keys += ["text"] if element.content in ("text", "any") else []
    return keys + ([XML] if element.content == "any" else [])


def _keys(element: Element) -> list[str]:
    return written_keys(element) + list(keys_of(element.id))
