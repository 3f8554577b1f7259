"""Keys of show.yaml and the front matter that stand for one element each, by the vocabulary.

What an author writes most (`title`, `audio`, `guests`) is a field of the models; every other
element that the vocabulary knows has a key too, whose shape follows from its record:

- text without attributes is a scalar, an element that may be repeated a list;
- attributes are keys in snake case, the text beside them is `text`: `{url: …, text: …}`;
- where one value says all (the text, the one attribute, a URL), it may stand alone;
- elements within elements are keys within keys; `podroll: [...]` and `publisher: ../network` skip
  the only one there is;
- a namespace other than the parent's is a key of its own: `dc: {subject: harbours}`.

`show.keys` says which key that is, and what may stand for an element.
"""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from feedtool.findings.suggestions import may_suggest, suggest
from feedtool.show.key_path import KeyPath
from feedtool.show.keys import (
    FLAGS,
    XML,
    all_keys,
    hash_attribute,
    is_bare,
    is_flag,
    is_repeated,
    keys_of,
    keys_of_namespace,
    only_child,
    only_list,
    ranks_of,
    read_alone,
    snake_case,
    sole_child,
    sole_of_namespace,
)
from feedtool.vocabulary import load_vocabulary
from feedtool.vocabulary.records import Element

# More keys than these help nobody in a message.
_SHOWN = 8
_LONG = 80
ATTRIBUTE = re.compile(r"(?!xml)(?:[a-z][a-z0-9]*:)?[A-Za-z_][A-Za-z0-9_.-]*")


@dataclass(slots=True)
class Given:
    """An element as an author gave it: texts as written, `path` leads to its key in the source.

    `xml` is the content of an element that takes any markup.
    """

    element: Element
    path: KeyPath
    text: str = ""
    attributes: dict[str, str] = field(default_factory=dict)
    children: list["Given"] = field(default_factory=list)
    xml: str = ""


@dataclass(frozen=True, slots=True)
class KeyFault:
    """What is wrong with a key or its value; `path` leads to the key."""

    rule: str
    path: KeyPath
    says: str


def read_elements(data: Mapping[str, object], parent: str, path: KeyPath = ()) -> "Reading":
    """Read the keys of a mapping as elements of a parent, in the order of the vocabulary."""
    reading = Reading()
    reading.read_keys(data, parent, path)
    return reading


class Reading:
    """Reads keys as elements; keeps the elements and the faults of the rest."""

    def __init__(self) -> None:
        self.given: list[Given] = []
        self.faults: list[KeyFault] = []

    def read_keys(self, data: Mapping[str, object], parent: str, path: KeyPath) -> None:
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
        ranks = ranks_of(parent)
        self.given.sort(key=lambda one: ranks[one.element.name])

    def _read_namespace(self, value: object, parent: str, prefix: str, path: KeyPath) -> None:
        keys = keys_of_namespace(parent, prefix)
        if not isinstance(value, Mapping):
            if (sole := sole_of_namespace(parent, prefix)) is not None:
                self.given += self._read_values(sole, parent, value, path)
                return
            some = ", ".join(list(keys)[:5])
            self._add("bad-value", path, f"expected keys of the namespace {prefix}, such as {some}")
            return
        for key, inner in value.items():
            found = keys.get(str(key))
            if found is None:
                self._unknown(str(key), list(keys), (*path, str(key)))
            else:
                self.given += self._read_values(found, parent, inner, (*path, str(key)))

    def _read_values(
        self, element: Element, parent: str, value: object, path: KeyPath
    ) -> Iterator[Given]:
        """Yield an element for a value, or for each value of a list if the parent takes several."""
        if isinstance(value, list) and is_repeated(element, parent):
            for index, one in enumerate(value):
                yield from self._read_value(element, parent, one, (*path, index))
        else:
            yield from self._read_value(element, parent, value, path)

    def _read_value(
        self, element: Element, parent: str, value: object, path: KeyPath
    ) -> Iterator[Given]:
        given = Given(element, path)
        if isinstance(value, Mapping):
            yield self._read_mapping(given, value)
        elif isinstance(value, list):
            child = only_list(element, parent)
            if child is None:
                self._add("bad-value", path, "expected one value, not a list")
                return
            yield self._read_only(given, child, value)
        else:
            yield from self._read_scalar(given, value)

    def _read_scalar(self, given: Given, value: object) -> Iterator[Given]:
        element, text = given.element, as_text(value)
        said = FLAGS.get(text.lower())
        if said is False and (is_bare(element) or hash_attribute(element)):
            return  # such an element says yes by being there
        attributes = read_alone(element, text)
        child = only_child(element)
        if attributes is not None:
            given.attributes.update(attributes)
            given.text = "yes" if is_flag(element) else ""
        elif element.content in ("text", "any"):
            given.text = text
        elif child is not None:
            self._read_only(given, child, value)
        elif not is_bare(element) and not (said and hash_attribute(element)):
            keys = all_keys(element)
            more = " and others" if len(keys) > _SHOWN else ""
            self._add("bad-value", given.path, f"expected keys: {', '.join(keys[:_SHOWN])}{more}")
            return
        yield given

    def _read_only(self, given: Given, key: str, value: object) -> Given:
        """Read the value of an element as its only kind of child."""
        child = keys_of(given.element.id)[key]
        assert not isinstance(child, str)  # noqa: S101 - the key of an element, as asked for
        given.children += self._read_values(child, given.element.id, value, given.path)
        return given

    def _read_mapping(self, given: Given, value: Mapping[object, object]) -> Given:
        element = given.element
        attributes = {snake_case(name): name for name in element.attributes}
        children = keys_of(element.id)
        sole = sole_child(element)
        if sole is not None and value and sole not in value:
            return self._read_only(given, sole, value)
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
                self._unknown(key, all_keys(element), here)
        below = Reading()
        below.read_keys(inner, element.id, given.path)
        given.children = below.given
        self.faults += below.faults
        return given

    def _read_attribute(self, given: Given, name: str, value: object, path: KeyPath) -> None:
        prefix, colon, _ = name.rpartition(":")
        if not ATTRIBUTE.fullmatch(name) or (colon and prefix not in load_vocabulary().namespaces):
            known = "letters, digits, hyphens and underscores"
            self._add("bad-value", path, f"expected the name of an attribute: {known}")
            return
        attribute = given.element.attributes.get(name)
        if isinstance(value, list) and attribute is not None and attribute.form == "words":
            value = " ".join(self._scalar(one, path) for one in value)
        given.attributes[name] = self._scalar(value, path)

    def _markup(self, value: object, path: KeyPath) -> str:
        from feedtool.show.foreign import parse_fragment  # noqa: PLC0415 - lxml, rarely needed

        text = self._scalar(value, path)
        try:
            parse_fragment(text)
        except ValueError as why:
            self._add("bad-xml", path, str(why))
            return ""
        return text

    def _scalar(self, value: object, path: KeyPath) -> str:
        if isinstance(value, (list, Mapping)):
            self._add("bad-value", path, "expected some text")
            return ""
        return as_text(value)

    def _unknown(self, key: str, known: list[str], path: KeyPath) -> None:
        self._add("unknown-key", path, suggest_key(key, known))

    def _add(self, rule: str, path: KeyPath, says: str) -> None:
        self.faults.append(KeyFault(rule, path, says))


def suggest_key(key: str, known: Sequence[str]) -> str:
    """Say which key was probably meant, else which keys exist, the nearest first.

    >>> suggest_key("colour", ["color", "size"]), suggest_key("x", ["size", "color"])
    ('did you mean "color"?', 'there are size, color')
    """
    known = list(dict.fromkeys(known))
    return suggest(key, known) or _list_known(key, known)


def _list_known(key: str, known: Sequence[str]) -> str:
    if len(known) <= _SHOWN:
        return f"there are {', '.join(known) or 'none'}"
    from difflib import SequenceMatcher  # noqa: PLC0415 - 8 ms, only for what is wrong

    likeness = SequenceMatcher(b=key[:_LONG])

    def unlike(one: str) -> float:
        likeness.set_seq1(one)
        return -likeness.ratio()

    listed = ", ".join((sorted(known, key=unlike) if may_suggest() else known)[:_SHOWN])
    return f"there are {listed} and others; docs/reference/keys.md lists all"


def as_text(value: object) -> str:
    """Return a scalar as it is written in YAML; flags are true and false.

    >>> as_text(True), as_text(12)
    ('true', '12')
    """
    if isinstance(value, bool):
        return "true" if value else "false"
    return str(value)
