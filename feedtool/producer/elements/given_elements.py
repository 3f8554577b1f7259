"""Elements that an author gave by their own key become nodes, their values in the feed's form."""

import re
from collections.abc import Mapping
from datetime import datetime
from types import MappingProxyType
from zoneinfo import ZoneInfo

from feedtool.producer.addresses.neighbours import Neighbour
from feedtool.producer.elements.feed import Feed
from feedtool.producer.elements.nodes import Node
from feedtool.producer.facts.local_files import Files, list_files
from feedtool.producer.notes.render import render_description
from feedtool.show.elements import Given, read_elements
from feedtool.show.keys import FLAGS, hash_attribute
from feedtool.show.model import Item, Show
from feedtool.values.durations import format_clock, parse_npt
from feedtool.values.registry import find_type
from feedtool.values.rss_dates import format_rss_date
from feedtool.values.xml_characters import drop_forbidden
from feedtool.vocabulary.records import Attribute, Value

_ISO = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}([T ][0-9:]{5,8}( ?(Z|[+-][0-9]{2}:?[0-9]{2}))?)?")
_CLOCK = re.compile(r"(?:([0-9]+):)?([0-9]{1,2}):([0-9]{2}(?:\.[0-9]+)?)")


def make_given(feed: Feed, model: Show | Item, parent: str, files: Files) -> list[Node]:
    """Return the nodes that a show or an episode gives by keys of their own."""
    if not model.elements:
        return []
    zone = ZoneInfo(feed.show.timezone) if feed.show.timezone else None
    maker = ElementMaker(feed.facts.base_url, zone, feed.facts.neighbours)
    return maker.make(model.elements, parent, files)


class ElementMaker:
    """Makes nodes of what an author gave, with what they need of the show.

    `neighbours` are the shows that remote items name, by the path in the item.
    """

    def __init__(
        self,
        base_url: str,
        zone: ZoneInfo | None,
        neighbours: Mapping[str, Neighbour] = MappingProxyType({}),
    ) -> None:
        self._base_url = base_url
        self._zone = zone
        self._neighbours = neighbours

    def make(
        self, data: Mapping[str, object], parent: str, files: Files = MappingProxyType({})
    ) -> list[Node]:
        """Return the nodes of a mapping of keys, which were checked before.

        `files` are the files of the show that the elements name.
        """
        return [self._node(given, parent, files) for given in read_elements(data, parent).given]

    def _node(self, given: Given, parent: str, files: Files) -> Node:
        element = given.element
        html = element.value.type == "html"
        if html:
            text, html = render_description(given.text, self._base_url)
        else:
            text = self._value(element.value, given.text)
        made = Node(element.name, text, cdata=html, key=given.path, xml=given.xml)
        made.attributes = self._attributes(given, parent, files)
        made.children = [self._node(child, element.id, files) for child in given.children]
        if files:
            _add_measured(made, given, files)
        return made

    def _attributes(self, given: Given, parent: str, files: Files) -> dict[str, str]:
        known = given.element.attributes
        found = {}
        for name, value in given.attributes.items():
            attribute = known.get(name)
            file = files.get((attribute.form, value)) if attribute is not None else None
            if file is not None:
                found[name] = file.url
            else:
                found[name] = self._attribute(attribute, value) if attribute is not None else value
        neighbour = self._neighbours.get(found.get("feedGuid", ""))
        if neighbour is not None:
            del found["feedGuid"]
            found = neighbour.attributes() | found
        defaults = {
            name: one.default[parent] for name, one in known.items() if parent in one.default
        }
        return found | {name: text for name, text in defaults.items() if name not in found}

    def _attribute(self, attribute: Attribute, text: str) -> str:
        moment = parse_npt(text.strip()) if attribute.form == "clock" else None
        if moment is not None:
            return format_clock(round(moment * 1000))
        return self._value(attribute.value, text)

    def _value(self, value: Value, text: str) -> str:
        role = find_type(value.type).role
        text = drop_forbidden(text)
        if role == "flag" and text.lower() in FLAGS:
            return _format_flag(value.type, FLAGS[text.lower()])
        if role == "date" and _ISO.fullmatch(text):
            return self._date(value.type, text)
        clock = _CLOCK.fullmatch(text) if role == "number" else None
        return _format_seconds(clock) if clock is not None else text

    def _date(self, kind: str, text: str) -> str:
        try:
            moment = datetime.fromisoformat(text.replace(" +", "+").replace(" -", "-"))
        except ValueError:
            return text  # the validator says what is wrong with it
        if moment.tzinfo is None and self._zone is not None:
            moment = moment.replace(tzinfo=self._zone)
        elif kind != "date" or moment.tzinfo is None:
            return text.replace(" ", "T", 1).replace(" ", "")
        if kind == "w3c-date" and len(text) == 10:
            return text
        return format_rss_date(moment) if kind == "date" else moment.isoformat()


def _add_measured(made: Node, given: Given, files: Files) -> None:
    """Add the facts of the first file that an element names, but for those the author gave."""
    file = next((files[key] for key, _ in list_files(given) if key in files), None)
    if file is None:
        return
    for name in given.element.attributes:
        if name in file.facts:
            made.attributes.setdefault(name, file.facts[name])
    for one, child in zip(given.children, made.children, strict=True):
        name_of_hash = hash_attribute(one.element)
        if name_of_hash is not None and not child.attributes:
            for attribute in one.element.attributes.values():
                child.attributes[attribute.name] = "".join(attribute.value.values[:1])
            child.attributes[name_of_hash] = file.hash


def _format_flag(kind: str, flag: bool) -> str:
    if kind == "yes":
        return "Yes" if flag else "No"
    return "yes" if flag else "no"


def _format_seconds(clock: re.Match[str]) -> str:
    """Return the seconds of `1:13.5`, the form of a number that starts and durations take."""
    whole = int(clock[1] or 0) * 3600 + int(clock[2]) * 60
    seconds, dot, rest = clock[3].partition(".")
    return f"{whole + int(seconds)}{dot}{rest}"
