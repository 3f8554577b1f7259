"""Every element of the vocabulary is given by its key and comes out as its example says."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from lxml import etree
from shows import set_keys

from feedtool.importing.feed.elements import find_element, key_of, name_of, read_element
from feedtool.producer.elements.given_elements import ElementMaker
from feedtool.producer.xml.feedgen_extension import write_nodes
from feedtool.show.elements import read_elements
from feedtool.show.foreign import parse_fragment
from feedtool.show.keys import is_address, snake_case
from feedtool.show.model import EpisodeMatter, ShowMatter
from feedtool.vocabulary import load_vocabulary
from feedtool.vocabulary.records import Attribute, Element, Value

pytestmark = pytest.mark.slow

OWNED = {"channel": ShowMatter.model_fields, "item": EpisodeMatter.model_fields}
MAKER = ElementMaker("https://example.com/", None)


def reachable() -> list[tuple[str, Element]]:
    """All (parent, element) below channel and item."""
    vocabulary = load_vocabulary()
    seen: set[tuple[str, str]] = set()
    pairs: list[tuple[str, Element]] = []
    parents = ["channel", "item"]
    while parents:
        parent = parents.pop()
        for element in vocabulary.children.get(parent, {}).values():
            if (parent, element.id) in seen or element.id == "item":
                continue
            seen.add((parent, element.id))
            pairs.append((parent, element))
            parents.append(element.id)
    return pairs


def owned(parent: str, element: Element) -> bool:
    # The notes stand below the front matter.
    is_notes = (parent, element.id) == ("item", "content:encoded")
    return is_notes or key_of(element, parent)[0] in OWNED.get(parent, ())


def canonical(node: Any) -> tuple[Any, ...]:
    text = " ".join((node.text or "").split())
    tail = " ".join((node.tail or "").split())
    return node.tag, sorted(node.attrib.items()), text, tail, [canonical(one) for one in node]


PAIRS = reachable()


def test_every_element_has_a_key_of_its_own_in_each_parent() -> None:
    assert len(PAIRS) > 600
    for parent in {parent for parent, _ in PAIRS}:
        keys = [key_of(one, parent) for known, one in PAIRS if known == parent]
        assert len(set(keys)) == len(keys), parent
        assert "xmlns" not in keys


def nest(path: tuple[Any, ...], value: Any) -> Any:
    for key in reversed(path):
        value = {key: value}
    return value


def sample(value: Value) -> str:
    """A text that is not changed on its way into the feed, but for the case of a flag."""
    if value.values or value.suggest:
        return (value.values or value.suggest)[0]
    if is_address(value):
        return "https://example.com/x1"
    return "yes" if value.type in ("yes", "yes-no") else "x1"


def synthesise(element: Element, *, deep: bool = True) -> Any:
    """A value with everything that the record of an element names; children once."""
    data: dict[str, Any] = {
        snake_case(name).replace("*", "whatever"): sample(one.value)
        for name, one in element.attributes.items()
    }
    if element.content in ("text", "any"):
        data.setdefault("text", sample(element.value))
    alone = element.content == "elements" and not data
    for child in load_vocabulary().children[element.id].values() if deep or alone else ():
        path = key_of(child, element.id)
        around = data.setdefault(path[0], {}) if len(path) > 1 else data
        around[path[-1]] = synthesise(child, deep=False)
    return data or "true"


def lost(element: Element, node: Any) -> set[str]:
    """What the record of an element names and the node, made with everything, does not have."""
    missing = {
        f"@{name}" for name, one in element.attributes.items()
        if (find_attribute(node, name) or "").lower() != sample(one.value).lower()
    }  # fmt: skip
    if element.content in ("text", "any") and "text" not in element.attributes:
        found = "".join(node.xpath("text()")).lower()
        missing |= set() if sample(element.value).lower() in found else {"text"}
    there = {name_of(child) for child in node}
    return missing | (set(load_vocabulary().children[element.id]) - there)


def find_attribute(node: Any, name: str) -> str | None:
    local = name.rpartition(":")[2].replace("*", "whatever")
    found = [one for key, one in node.attrib.items() if key.rpartition("}")[2] == local]
    return found[0] if found else None


def produce(data: Any, parent: str) -> list[Any]:
    into = etree.Element("into")
    write_nodes(into, MAKER.make(data, parent), ())
    return list(into)


ALL = [pytest.param(parent, one, id=f"{parent}>{one.id}") for parent, one in PAIRS]


@pytest.mark.parametrize(("parent", "element"), ALL)
def test_everything_that_a_record_names_is_produced(parent: str, element: Element) -> None:
    if (parent, element.id) == ("item", "content:encoded"):
        return  # it stands below the front matter, not in it
    data = nest(key_of(element, parent), synthesise(element))
    assert read_elements(data, parent).faults == []
    (node,) = produce(data, parent)
    assert name_of(node) == element.name
    assert lost(element, node) == set()


def test_a_record_with_something_new_is_noticed() -> None:
    """What no key leads to yet is a fault of the keys, and is missing in what is made."""
    element = load_vocabulary().elements["podcast:chat"]
    new = element._replace(
        attributes={**element.attributes, "roomName": Attribute("roomName", Value())}
    )
    data = {"chat": synthesise(new)}
    assert [fault.path for fault in read_elements(data, "item").faults] == [("chat", "room_name")]
    (node,) = produce(data, "item")
    assert lost(new, node) == {"@roomName"}
    assert lost(element._replace(content="text"), node) == {"text"}
    assert lost(load_vocabulary().elements["podcast:value"], node) > {"podcast:valueRecipient"}


@pytest.mark.parametrize(("parent", "element"), ALL)
def test_element_is_produced_as_its_example_says(parent: str, element: Element) -> None:
    if owned(parent, element):
        return  # test_every_key_of_the_models_reaches_the_feed
    for example in element.good:
        for node in parse_fragment(example):
            if find_element(node, parent) is not element:
                continue
            data = nest(key_of(element, parent), read_element(node, element))
            assert read_elements(data, parent).faults == []
            node.tail = None
            assert [canonical(one) for one in produce(data, parent)] == [canonical(node)]


SHOW = """
itunes_title: Harbour
copyright: Mira Holt
funding: [{url: "https://example.com/give", text: Give}]
new_feed_url: https://example.com/moved/feed.xml
block: true
complete: true
verify: abc123
seasons: {1: The storm}
categories: [Business > Management]
live_items: {status: ended, start: 2024-03-01, end: 2024-03-02, title: Live}
hosts: [{name: Mira Holt, url: "https://example.com/mira", picture: "https://example.com/mira.jpg"}]
"""
EPISODE = """---
title: Nets
published: 2024-03-01
number: 1
number_display: Ch. 1
season: 1
link: https://example.com/1
summary: About nets.
artwork: https://example.com/1.jpg
audio: 001.mp3
block: true
updated: 2024-03-02
guests: [{name: Ole Brandt, url: "https://example.com/ole", picture: "https://example.com/ole.jpg"}]
transcript: {url: https://example.com/1.vtt, language: en, rel: captions}
chapters: https://example.com/1.json
---
Notes.
"""


def test_every_key_of_the_models_reaches_the_feed(run: Callable[..., Any], tmp_path: Path) -> None:
    show = tmp_path / "show"
    run("init", show)
    set_keys(show, SHOW)
    (show / "episodes" / "001-the-first-episode.md").write_text(EPISODE, "utf-8")
    result = run("build", show)
    assert result.exit_code == 0, result.stderr
    channel = etree.parse(show / "public" / "feed.xml").getroot().find("channel")
    item = channel.find("item")
    missing = set()
    for parent, node in (("channel", channel), ("item", item)):
        for element in (one for known, one in PAIRS if known == parent and owned(parent, one)):
            nodes = [one for one in node if name_of(one) == element.name]
            assert nodes, (parent, element.id)
            attributes = {name.rpartition("}")[2] for one in nodes for name in one.attrib}
            missing |= {
                f"{parent} {element.id} @{name}" for name in element.attributes if name not in attributes
            }  # fmt: skip
            if element.like:
                continue
            children = {name_of(child) for one in nodes for child in one}
            names = set(load_vocabulary().children[element.id]) - children
            missing |= {f"{parent} {element.id} {name}" for name in names}
    assert missing == set()


def test_findings_lead_to_the_value_in_the_source(run: Callable[..., Any], tmp_path: Path) -> None:
    show = tmp_path / "show"
    run("init", show)
    path = show / "show.yaml"
    lines = len(path.read_text("utf-8").splitlines())
    with path.open("a", encoding="utf-8") as stream:
        stream.write('locations:\n  - Lyon\n  - {text: Kiel, geo: "geo:5,x"}\n')
    result = run("build", show)
    assert result.exit_code == 2
    assert result.stderr == (
        f'{path.as_posix()}:{lines + 3}:23: error: geo of podcast:location is "geo:5,x"; expected '
        "latitude and longitude, e.g. geo:53.55,9.99 [bad-geo]\n"
        f"{show.as_posix()}: not built: 1 error\n"
    )


@pytest.mark.parametrize(
    ("keys", "place", "message"),
    [
        ("mediun: podcast", "1:1", '"mediun" is not a key of a show; did you mean "medium"?'),
        ("dc: {subjet: x}", "1:6", '"dc.subjet" is unknown; did you mean "subject"?'),
        ("value: {recipient: []}", "1:9", '"value.recipient" is unknown; did you mean "recipients"?'),
        ("dc: x", "1:1", '"dc" cannot be read; expected keys of the namespace dc, such as '),
        ("ttl: [1, 2]", "1:1", '"ttl" cannot be read; expected one value, not a list'),
        ("cloud: x", "1:1", '"cloud" cannot be read; expected keys: domain, port, path, '),
        ("extra: <a>", "1:8", "extra is \"<a>\"; line 1 of it is not well-formed XML: "),
        ("extra: loose", "1:8", "text stands beside the elements; put it into one"),
        (
            "extra: '<!DOCTYPE a [<!ENTITY b SYSTEM \"file:///etc/passwd\">]><a>&b;</a>'", "1:8",
            "not well-formed XML",
        ),
    ],
)  # fmt: skip
def test_wrong_keys_are_told_at_their_place(
    run: Callable[..., Any], tmp_path: Path, keys: str, place: str, message: str
) -> None:
    show = tmp_path / "show"
    run("init", show)
    path = show / "show.yaml"
    line, column = (int(part) for part in place.split(":"))
    line += len(path.read_text("utf-8").splitlines())
    with path.open("a", encoding="utf-8") as stream:
        stream.write(f"{keys}\n")
    result = run("build", show)
    assert result.exit_code == 2
    assert result.stderr.startswith(f"{path.as_posix()}:{line}:{column}: error: ")
    assert message in result.stderr
    assert result.stderr.endswith(": not built: 1 error\n")
