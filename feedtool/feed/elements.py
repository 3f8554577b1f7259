"""Elements that an author gave by their own key become nodes, their values in the feed's form."""

import re
from collections.abc import Callable, Mapping
from datetime import datetime
from types import MappingProxyType
from zoneinfo import ZoneInfo

from feedtool.feed.network import Neighbour
from feedtool.feed.nodes import Node
from feedtool.feed.notes import drop_forbidden, render_description
from feedtool.show.elements import Given, Path, read_elements
from feedtool.show.value_types import FLAGS
from feedtool.validator.dates import format_rss_date
from feedtool.vocabulary.records import Value

_ISO = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}([T ][0-9:]{5,8}( ?(Z|[+-][0-9]{2}:?[0-9]{2}))?)?")
_CLOCK = re.compile(r"(?:([0-9]+):)?([0-9]{1,2}):([0-9]{2}(?:\.[0-9]+)?)")
_URLS = frozenset(["url", "http-url", "https-url", "iri", "uri", "secure-uri"])
# Finds the address of a file of the show that is named where a URL is wanted; "" if it is none.
Publish = Callable[[str, Path], str]


class ElementMaker:
    """Makes nodes of what an author gave, with what they need of the show.

    `neighbours` are the shows that remote items name, by the path that stands there.
    """

    def __init__(
        self,
        base_url: str,
        zone: ZoneInfo | None,
        publish: Publish,
        neighbours: Mapping[str, Neighbour] = MappingProxyType({}),
    ) -> None:
        self._base_url = base_url
        self._zone = zone
        self._publish = publish
        self.neighbours = neighbours

    def make(self, data: Mapping[str, object], parent: str) -> list[Node]:
        """Return the nodes of a mapping of keys; what is wrong with them was told before."""
        return [self._node(given) for given in read_elements(data, parent).given]

    def _node(self, given: Given) -> Node:
        element = given.element
        html = element.value.type == "html"
        if html:
            text, html = render_description(given.text, self._base_url)
        else:
            text = self._value(element.value, given.text, given.path)
        made = Node(element.name, text, cdata=html, key=given.path, xml=given.xml)
        for name, value in given.attributes.items():
            attribute = element.attributes.get(name)
            path = (*given.path, name)
            made.attributes[name] = (
                self._value(attribute.value, value, path) if attribute is not None else value
            )
        neighbour = self.neighbours.get(made.attributes.get("feedGuid", ""))
        if neighbour is not None:
            del made.attributes["feedGuid"]
            made.attributes = neighbour.attributes() | made.attributes
        made.children = [self._node(child) for child in given.children]
        return made

    def _value(self, value: Value, text: str, path: Path) -> str:
        kind = value.type
        text = drop_forbidden(text)
        if kind in _URLS and text and ":" not in text:
            return self._publish(text, path) or text
        if kind in ("yes", "yes-no") and text.lower() in FLAGS:
            return _format_flag(kind, FLAGS[text.lower()])
        if kind in ("date", "rfc3339-date", "w3c-date") and _ISO.fullmatch(text):
            return self._date(kind, text)
        clock = _CLOCK.fullmatch(text) if kind in ("number", "integer", "seconds") else None
        return _format_seconds(clock) if clock is not None else text

    def _date(self, kind: str, text: str) -> str:
        try:
            moment = datetime.fromisoformat(text.replace(" +", "+").replace(" -", "-"))
        except ValueError:
            return text  # the validator tells what is wrong with it
        if moment.tzinfo is None and self._zone is not None:
            moment = moment.replace(tzinfo=self._zone)
        elif kind != "date" or moment.tzinfo is None:
            return text.replace(" ", "T", 1).replace(" ", "")
        if kind == "w3c-date" and len(text) == 10:
            return text
        return format_rss_date(moment) if kind == "date" else moment.isoformat()


def _format_flag(kind: str, flag: bool) -> str:
    if kind == "yes":
        return "Yes" if flag else "No"
    return "yes" if flag else "no"


def _format_seconds(clock: re.Match[str]) -> str:
    """Return the seconds of `1:13.5`, the form of a number that starts and durations take."""
    whole = int(clock[1] or 0) * 3600 + int(clock[2]) * 60
    seconds, dot, rest = clock[3].partition(".")
    return f"{whole + int(seconds)}{dot}{rest}"
