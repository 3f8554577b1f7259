"""Every element of the vocabulary is given by its key and comes out as its example says."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from lxml import etree

from feedtool.feed.elements import ElementMaker
from feedtool.feed.extension import write_nodes
from feedtool.feed.reading import find_element, key_of, name_of, read_element
from feedtool.show.elements import read_elements
from feedtool.show.foreign import parse_fragment
from feedtool.show.keys import keys_of, keys_of_namespace
from feedtool.show.model import EpisodeMatter, ShowMatter
from feedtool.vocabulary import load_vocabulary
from feedtool.vocabulary.records import Element

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


@pytest.mark.parametrize(
    ("parent", "element"),
    [pytest.param(parent, one, id=f"{parent}>{one.id}") for parent, one in PAIRS],
)
def test_element_is_produced_as_its_example_says(parent: str, element: Element) -> None:
    if owned(parent, element):
        return  # test_every_key_of_the_models_reaches_the_feed
    tried = 0
    for example in element.good:
        for node in parse_fragment(example):
            if find_element(node, parent) is not element:
                continue
            tried += 1
            data: Any = read_element(node, element)
            for key in reversed(key_of(element, parent)):
                data = {key: data}
            assert read_elements(data, parent).faults == []
            into = etree.Element("into")
            write_nodes(into, MAKER.make(data, parent), ())
            node.tail = None
            assert [canonical(one) for one in into] == [canonical(node)]
    if not tried:  # its examples stand in another parent: a key and a value must do
        key = key_of(element, parent)
        assert element in (
            *keys_of(parent).values(), *keys_of_namespace(parent, element.namespace.prefix).values()
        ), key  # fmt: skip


SHOW = """
itunes_title: Harbour
copyright: Mira Holt
funding: [{url: "https://example.com/give", text: Give}]
new_feed_url: https://example.com/moved/feed.xml
block: true
complete: true
verify: abc123
seasons: {1: The storm}
live_items: {status: ended, start: 2024-03-01, title: Live}
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
guests: [{name: Ole Brandt}]
transcript: transcripts/001.txt
chapters: https://example.com/1.json
---
Notes.
"""


def test_every_key_of_the_models_reaches_the_feed(run: Callable[..., Any], tmp_path: Path) -> None:
    show = tmp_path / "show"
    run("init", show)
    with (show / "show.yaml").open("a", encoding="utf-8") as stream:
        stream.write(SHOW)
    (show / "episodes" / "001-the-first-episode.md").write_text(EPISODE, "utf-8")
    result = run("build", show)
    assert result.exit_code == 0, result.stderr
    channel = etree.parse(show / "public" / "feed.xml").getroot().find("channel")
    item = channel.find("item")
    for parent, node in (("channel", channel), ("item", item)):
        there = {name_of(one) for one in node}
        for shown_parent, element in PAIRS:
            if shown_parent == parent and owned(parent, element):
                assert element.name in there, (parent, element.id)


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
        f'{path.as_posix()}:{lines + 3}:18: error: geo of podcast:location is "geo:5,x"; expected '
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
