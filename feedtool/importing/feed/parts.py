"""What channel and item share: values of elements, people, and elements that have no field."""

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime
from typing import Any

from pydantic import TypeAdapter, ValidationError

from feedtool.importing.feed.elements import (
    add_children,
    find_element,
    key_of,
    name_of,
    read_element,
)
from feedtool.importing.feed.parsing import text_of, xml_of
from feedtool.show.elements import read_elements
from feedtool.show.foreign import parse_fragment
from feedtool.show.key_path import KeyPath
from feedtool.show.keys import FLAGS
from feedtool.show.matter import Matter
from feedtool.show.person import Person
from feedtool.show.roles import find_role_key
from feedtool.values.date_hints import guess_date
from feedtool.values.iso_dates import parse_iso_date
from feedtool.values.rss_dates import parse_rss_date
from feedtool.vocabulary.records import Element

_FLAGS = {**FLAGS, "explicit": True, "clean": False}
_MOST_DIGITS = 9


@dataclass(slots=True)
class Parts:
    """The children of a channel or item.

    `named` holds the elements that have a field of their own, by name and in order;
    `elements`, `fields` and `extra` what stands for the rest: keys of elements, fields of the model
    that follow from the key alone, and XML.
    """

    named: dict[str, list[Any]] = field(default_factory=dict)
    elements: dict[str, Any] = field(default_factory=dict)
    fields: dict[str, Any] = field(default_factory=dict)
    extra: list[str] = field(default_factory=list)

    def first(self, name: str) -> Any:
        """Return the first element of a name, None if there is none."""
        found = self.named.get(name)
        return found[0] if found else None

    def text(self, name: str) -> str:
        """Return the text of the first element of a name, "" if there is none."""
        node = self.first(name)
        return "" if node is None else text_of(node)

    def attribute(self, name: str, attribute: str) -> str:
        """Return an attribute of the first element of a name, "" if there is none."""
        node = self.first(name)
        return "" if node is None else (node.get(attribute) or "").strip()

    def keep(self, nodes: Iterable[Any]) -> None:
        """Keep elements as they stand, so that nothing is lost for which there is no key."""
        for node in nodes:
            text = xml_of(node)
            try:
                parse_fragment(text)
            except ValueError:
                continue  # longer than a show may hold, or not to be parsed
            self.extra.append(text)


def split_children(node: Any, parent: str, known: Collection[str], model: type[Matter]) -> Parts:
    """Sort the children of a channel or item by how they are kept."""
    parts = Parts()
    for child in node:
        name = name_of(child) if isinstance(child.tag, str) else ""
        if name in known:
            parts.named.setdefault(name, []).append(child)
        elif isinstance(child.tag, str) and name != "item":
            _add_other(parts, child, parent, model)
    return parts


def _add_other(parts: Parts, node: Any, parent: str, model: type[Matter]) -> None:
    element = find_element(node, parent)
    if element is None or _has_foreign(node, element):
        parts.keep([node])
        return
    path = key_of(element, parent)
    value = read_element(node, element)
    if path[0] in model.model_fields:
        _add_field(parts, node, model, str(path[0]), value)
        return
    if read_elements(_nest(path, value), parent).faults:
        parts.keep([node])
    elif element.parents.get(parent, "*") in "*+" or not _is_there(parts.elements, path):
        add_children(parts.elements, [node], parent)


def _add_field(parts: Parts, node: Any, model: type[Matter], key: str, value: Any) -> None:
    """Add the value of an element whose key is a field of the model."""
    info = model.model_fields[key]
    several = parts.fields.get(key)
    tried = [*several, value] if isinstance(several, (list, tuple)) else value
    try:
        adapter: TypeAdapter[Any] = TypeAdapter(info.rebuild_annotation())
        parts.fields[key] = adapter.validate_python(tried)
    except ValidationError:
        parts.keep([node])


def _has_foreign(node: Any, element: Element) -> bool:
    """Tell whether an element holds something without a record, which its key would lose."""
    if element.content == "any":
        return bool(len(node)) and bool((node.text or "").strip())
    if element.content in ("text", "empty"):
        return len(node) > 0
    for child in node:
        inner = find_element(child, element.id) if isinstance(child.tag, str) else None
        if inner is None or _has_foreign(child, inner):
            return True
    return False


def _nest(path: KeyPath, value: Any) -> dict[str, Any]:
    for key in reversed(path[1:]):
        value = {key: value}
    return {str(path[0]): value}


def _is_there(data: Any, path: KeyPath) -> bool:
    for key in path:
        if not isinstance(data, dict) or key not in data:
            return False
        data = data[key]
    return True


@dataclass(slots=True)
class ReadPeople:
    """The people of a channel or item; `others` are the elements of those in unknown roles."""

    hosts: list[Person] = field(default_factory=list)
    cohosts: list[Person] = field(default_factory=list)
    guests: list[Person] = field(default_factory=list)
    crew: dict[str, list[Person]] = field(default_factory=dict)
    others: list[Any] = field(default_factory=list)

    @property
    def is_empty(self) -> bool:
        """Whether all lists of people are empty, apart from the others."""
        return not (self.hosts or self.cohosts or self.guests or self.crew)


def read_people(nodes: Sequence[Any], *, guests: bool = True) -> ReadPeople:
    """Return people by their part in the show; a person without a role is a host.

    Without `guests`, as in a channel, those are among the others.
    Source: https://github.com/Podcastindex-org/podcast-namespace/blob/main/docs/tags/person.md
    """
    people = ReadPeople()
    cast = {"host": people.hosts, "co-host": people.cohosts}
    if guests:
        cast["guest"] = people.guests
    for node in nodes:
        role = " ".join((node.get("role") or "host").lower().split())
        group = " ".join((node.get("group") or "cast").lower().split())
        name = text_of(node)
        if not name:
            continue
        person = Person.model_construct(
            name=name, url=node.get("href") or None, picture=node.get("img") or None
        )
        if group == "cast" and role in cast:
            cast[role].append(person)
        elif role != "guest" and (key := find_role_key(role, group)) is not None:
            people.crew.setdefault(key, []).append(person)
        else:
            people.others.append(node)
    return people


def read_flag(text: str) -> bool | None:
    """Read a flag in any of the forms that feeds have, None if it is none of them.

    >>> read_flag("Yes"), read_flag("clean"), read_flag("")
    (True, False, None)
    """
    return _FLAGS.get(text.strip().lower())


def read_whole(text: str) -> int | None:
    """Read a whole number from 1, None if it is none.

    >>> read_whole("012"), read_whole("1.5"), read_whole("0")
    (12, None, None)
    """
    text = text.strip()
    if not (text.isascii() and text.isdigit() and len(text) <= _MOST_DIGITS):
        return None
    return int(text) or None


def read_date(text: str) -> datetime | None:
    """Read a date in the form of RSS, in ISO's, or as people write it; None if it is no date."""
    moment = parse_rss_date(text) or guess_date(text)
    if moment is not None or not text:
        return moment
    if parse_iso_date(text) is None:
        return None
    try:
        moment = datetime.fromisoformat(text)
    except ValueError:
        return None
    return moment if moment.tzinfo else moment.replace(tzinfo=UTC)


def choose(text: str, known: Collection[str], default: str) -> str:
    """Return the text in lower case if it is one of the known values, else the default."""
    lower = text.lower()
    return lower if lower in known else default
