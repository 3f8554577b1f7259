"""From a finding in the feed back to the line of YAML or Markdown that it was made from."""

import re
from bisect import bisect_right
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace

from feedtool.findings.report import Finding, Origin
from feedtool.findings.wording import cut
from feedtool.producer.elements.channel import make_channel
from feedtool.producer.elements.documents import Document
from feedtool.producer.elements.item import make_item
from feedtool.producer.elements.nodes import Node
from feedtool.producer.sources.long_texts import (
    TEXTS,
    TOO_LONG,
    is_of_code,
    is_of_title,
    place_at_cut,
    place_in_text,
)
from feedtool.show.key_path import KeyPath
from feedtool.show.keys import snake_case
from feedtool.show.matter import FileMatter
from feedtool.show.model import Item, Show
from feedtool.show.placing import name_place
from feedtool.vocabulary import load_vocabulary

_KEYS_OF_PERSON = {"img": "picture", "href": "url"}
# What an element is made from, the first that is written: in the episode, or else in the show.
_MADE_FROM: Mapping[tuple[str, str], Sequence[KeyPath]] = {
    ("channel", "itunes:title"): [("title",)],
    ("channel", "itunes:author"): [("hosts",), ("owner", "name"), ("owner",)],
    ("channel", "managingEditor"): [("owner", "name")],
    ("channel", "image"): [("artwork",)],
    ("channel", "podcast:image"): [("artwork",)],
    ("channel", "podcast:guid"): [("feed_url",)],
    ("channel", "atom:link"): [("feed_url",)],
    ("item", "itunes:title"): [("title",)],
    ("item", "itunes:explicit"): [("explicit",)],
    ("item", "podcast:image"): [("artwork",)],
    ("item", "podcast:season"): [("season",), ("seasons",)],
    ("item", "podcast:episode"): [("number_display",), ("number",)],
    ("item", "podcast:person"): [("hosts",), ("cohosts",), ("crew",)],
}
# Text in quotes is the author's.
_ON_LINE = re.compile(r'"[^"]*"|(?:in the item )?on line (\d+)')
_STEP = re.compile(r"/(@?[^/\[]+)(?:\[(\d+)\])?")


def move_to_sources(
    findings: Iterable[Finding], document: Document, data: bytes, *, infos: bool = False
) -> Iterator[Finding]:
    """Yield the findings of a feed at the lines of YAML or Markdown that they come from.

    Without `infos`, infos stay at their place in the feed: to find the source of a thousand infos
    would take longer than the rest of a build. What is said of two elements that come from the same
    place, such as title and itunes:title, is said once.
    """
    make = _Maker(document)
    lines = _Lines(document, data)
    said: set[tuple[Origin | None, str, str]] = set()
    for finding in findings:
        if finding.rule == "html-escaped-twice":
            model = model_of(finding, document)[0]
            if isinstance(model, Item) and (
                is_of_code(finding, document.feed.show, model) or is_of_title(finding, model)
            ):
                continue
        if finding.severity == "info" and finding.rule != TOO_LONG and not infos:
            yield finding
        else:
            placed = _add_origin(finding, document, make)
            message = lines.name_in(placed)
            key = (placed.origin, placed.rule, message.removeprefix(placed.element))
            if placed.origin is None or key not in said:
                said.add(key)
                yield as_source_finding(replace(placed, message=message))


class _Lines:
    """Which episode each line of a feed comes from: the sources have other lines."""

    def __init__(self, document: Document, data: bytes) -> None:
        self._document = document
        self._data = data
        self._starts: list[int] = []

    def name_in(self, finding: Finding) -> str:
        """Return the message of a finding with the files of episodes in place of lines."""
        if "on line " not in finding.message:
            return finding.message
        own = self._find(finding.line or 0)

        def name(match: re.Match[str]) -> str:
            if match[1] is None:
                return match[0]
            number = self._find(int(match[1]))
            if number == own:
                return "above"
            return "in the channel" if number < 0 else f"in {self._name(number)}"

        return _ON_LINE.sub(name, finding.message)

    def _find(self, line: int) -> int:
        """Return the number of the item, from 0, that a line is in, -1 for the channel."""
        if not self._starts:
            lines = self._data.split(b"\n")
            self._starts = [at for at, one in enumerate(lines, 1) if one == b"    <item>"]
        return bisect_right(self._starts, line) - 1

    def _name(self, number: int) -> str:
        if number >= len(self._document.episodes):
            return "`extra`"
        episode = self._document.episodes[number]
        return episode.source.file or f'the episode "{cut(episode.title)}"'


class _Maker:
    """Makes the elements of the channel and of items, once where several findings ask for them."""

    def __init__(self, document: Document) -> None:
        self._document = document
        self._made: dict[str, list[Node]] = {}
        self._named: dict[tuple[int, str], tuple[Sequence[Node], list[Node]]] = {}

    def __call__(self, model: Show | Item) -> list[Node]:
        document = self._document
        slug = model.slug if isinstance(model, Item) else ""
        if slug not in self._made:
            self._made[slug] = (
                make_item(document.feed, model)
                if isinstance(model, Item)
                else make_channel(document.feed, document.url)
            )
        return self._made[slug]

    def named(self, nodes: Sequence[Node], name: str) -> list[Node]:
        """Return the nodes of a name; a thousand findings ask for those of one list."""
        key = (id(nodes), name)
        if key not in self._named:
            # The list is kept, so that no other gets its number.
            self._named[key] = nodes, [node for node in nodes if node.name == name]
        return self._named[key][1]


def _add_origin(finding: Finding, document: Document, make: _Maker) -> Finding:
    """Return the finding with its origin."""
    show = document.feed.show
    model, below = model_of(finding, document)
    parent = "item" if isinstance(model, Item) else "channel"
    name = below[0][0] if below else finding.element
    if finding.rule == TOO_LONG and len(below) == 1 and name in TEXTS:
        texts = [one.text for one in make(model) if one.name == name]
        if len(texts) == 1:  # else it stands in `extra`
            return place_at_cut(finding, document.feed, model, texts[0])
    if isinstance(model, Item) and len(below) == 1 and name in TEXTS and not model.extra:
        return place_in_text(finding, show, model)
    element = load_vocabulary().children[parent].get(name)
    source = element.source.get(parent, "") if element is not None else ""
    key: KeyPath = tuple(source.split("."))
    matter: FileMatter = model
    # The vocabulary has one key for people, but several keys may name them.
    if below and (key[0] not in type(model).model_fields or name == "podcast:person"):
        key, matter = _trace(make, model, below)
    elif len(below) > 1:
        key = _trace(make, model, below)[0] or key
    if below and not matter.source.has(*key[:1]):
        key, matter = _find_written(key, matter, name, show)
    place = name_place(show, matter, key, at_value=bool(below))
    return replace(finding, origin=Origin(*place))


def _find_written(
    key: KeyPath, matter: FileMatter, name: str, show: Show
) -> tuple[KeyPath, FileMatter]:
    """Return the key that an element was made from whose own key is not written."""
    parent = "item" if isinstance(matter, Item) else "channel"
    for one in _MADE_FROM.get((parent, name), ()):
        for source in (matter, show):
            if source.source.has(*one):
                return one, source
    return key, matter


def model_of(finding: Finding, document: Document) -> tuple[Show | Item, list[tuple[str, int]]]:
    """Return the show or the item that a finding is about, and the steps of its path below it."""
    show = document.feed.show
    steps = [(name, int(number or 1)) for name, number in _STEP.findall(finding.path)]
    # An item beyond them stands in `extra` of the show.
    if len(steps) > 2 and steps[2][0] == "item" and steps[2][1] <= len(document.episodes):
        return document.episodes[steps[2][1] - 1], steps[3:]
    if len(steps) > 2 and steps[2][0] == "podcast:liveItem" and _is_ours(steps[2][1], show):
        return show.live_items[steps[2][1] - 1], steps[3:]
    return show, steps[2:]


def _is_ours(number: int, show: Show) -> bool:
    """Return whether a live item comes from `live_items`; `extra` may hold others."""
    return number <= len(show.live_items)


def _trace(
    make: _Maker, model: Show | Item, steps: list[tuple[str, int]]
) -> tuple[KeyPath, FileMatter]:
    """Return the key that the element or attribute at a path was made from, and whose it is."""
    key: KeyPath = ()
    matter: FileMatter = model
    nodes: Sequence[Node] = make(model)
    for name, number in steps:
        if name.startswith("@"):
            of_person = _KEYS_OF_PERSON if steps[0][0] == "podcast:person" else {}
            return (*key, of_person.get(name[1:], snake_case(name[1:]))), matter
        found = make.named(nodes, name)[number - 1 : number]
        if not found:
            return key, matter
        key, nodes = found[0].key or key, found[0].children
        if found[0].matter is not None:
            key, matter = found[0].key, found[0].matter
    return key, matter


def as_source_finding(finding: Finding) -> Finding:
    """Return a finding as one about the source that it was made from."""
    origin = finding.origin
    if origin is None:
        return finding
    return replace(
        finding, file=origin.file, line=origin.line, column=origin.column, end_line=None,
        end_column=None, where="source",
    )  # fmt: skip
