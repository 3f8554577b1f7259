"""Every element of the vocabulary is given by its key and comes out as its example says."""

from typing import Any

import pytest
from lxml import etree

from feedtool.feed.elements import ElementMaker
from feedtool.feed.extension import write_nodes
from feedtool.feed.reading import find_element, key_of, read_element
from feedtool.show.elements import keys_of, keys_of_namespace, read_elements
from feedtool.show.foreign import parse_fragment
from feedtool.show.model import EpisodeMatter, ShowMatter
from feedtool.vocabulary import load_vocabulary
from feedtool.vocabulary.records import Element

OWNED = {"channel": ShowMatter.model_fields, "item": EpisodeMatter.model_fields}
MAKER = ElementMaker("https://example.com/", None, lambda name, path: "")


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
    return key_of(element, parent)[0] in OWNED.get(parent, ())


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
