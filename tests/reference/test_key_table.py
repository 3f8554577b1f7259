"""Each form that the page of keys claims is taken, and makes the element."""

import re
from collections.abc import Iterator
from typing import Any

import pytest

from feedtool.reference.key_table import describe_keys
from feedtool.show.elements import read_elements
from feedtool.show.keys import keys_of, keys_of_namespace
from feedtool.vocabulary import load_vocabulary
from feedtool.vocabulary.records import Element

VOCABULARY = load_vocabulary()
_ANCHORS = {
    f"{one.namespace.prefix or 'rss'}.md#{one.id.lower().replace(':', '').replace('/', '')}": one
    for one in VOCABULARY.elements.values()
}
_LINK = re.compile(r"\[[^\]]+\]\(([^)]+)\)")
_HEADINGS = {"## show.yaml": "channel", "## The front matter": "item", "## Keys within keys": ""}


def rows() -> Iterator[tuple[str, str, Element, str]]:
    """Yield parent, key, element and the forms that are claimed."""
    heading = ""
    for line in describe_keys():
        heading = line if line.startswith("## ") else heading
        if not line.startswith("| ") or line.startswith("| key") or line.startswith("| in "):
            continue
        cells = [cell.strip() for cell in line.strip("|").split("|")]
        parent = _HEADINGS[heading]
        if not parent:
            match = _LINK.fullmatch(cells.pop(0))
            assert match is not None
            parent = _ANCHORS[match[1]].id
        key, element, forms = cells
        match = _LINK.fullmatch(element)
        assert match is not None
        if "show.md" not in forms:
            yield parent, key.strip("`"), _ANCHORS[match[1]], forms


def find(parent: str, key: str) -> Element:
    found = keys_of(parent)[key]
    assert isinstance(found, Element)
    return found


def values(element: Element, forms: str) -> Iterator[tuple[str, Any]]:
    """Yield a value for each form that is claimed."""
    claimed = re.split(r", or |; or ", forms)
    for form in claimed:
        keys = re.findall(r"`([^`]+)`", form)
        if form.startswith("keys "):
            keys += ["whatever"] if "any attribute" in form else []
            for key in keys:
                children = keys_of(element.id)
                inner = children.get(key)
                alone = '<a xmlns="https://example.com/"/>' if key == "xml" else "x1"
                yield form, {key: any_value(inner) if isinstance(inner, Element) else alone}
        elif form.startswith("a list of "):
            yield form, [any_value(find(element.id, keys[0]))] * 2
        elif form.startswith("the value of "):
            yield form, any_value(find(element.id, keys[0]))
        elif form == "a list":
            yield form, [any_value(element)] * 2
        elif form in ("a text", "true") or form.startswith(("a URL", "true or", "its ")):
            yield (
                form,
                {"a": "x1", "t": "true", "i": "x1"}[form[0]]
                if "URL" not in form
                else ("https://example.com/"),
            )
        else:
            raise AssertionError(form)


def any_value(element: Element) -> Any:
    """A value that the element takes: keys, the first of its children, or what stands alone."""
    if element.content in ("text", "any"):
        return "x1"
    if element.attributes:
        name = next(iter(element.attributes)).replace("*", "whatever")
        return {
            re.sub("(?<=[a-z])(?=[A-Z])", "_", name.rpartition(":")[2])
            .replace("-", "_")
            .lower(): "x1"
        }
    for key, child in keys_of(element.id).items():
        if isinstance(child, Element):
            return {key: any_value(child)}
    return "true"


CASES = [
    pytest.param(parent, key, element, value, id=f"{parent}-{key}-{number}-{form[:40]}")
    for parent, key, element, forms in rows()
    for number, (form, value) in enumerate(values(element, forms))
]


def test_the_page_has_a_row_for_each_key() -> None:
    seen = {(parent, key) for parent, key, _, _ in rows()}
    assert len(seen) > 400
    assert ("item", "podcast.season") in seen
    assert all("*" not in forms for _, _, _, forms in rows())


@pytest.mark.slow
@pytest.mark.parametrize(("parent", "key", "element", "value"), CASES)
def test_a_form_that_is_claimed_is_taken(
    parent: str, key: str, element: Element, value: Any
) -> None:
    outer, _, inner = key.partition(".")
    reading = read_elements({outer: {inner: value} if inner else value}, parent)
    assert reading.faults == []
    assert {one.element.id for one in reading.given} == {element.id}
    assert len(reading.given) == (
        2 if isinstance(value, list) and is_several(element, parent) else 1
    )
    if inner:
        assert element in keys_of_namespace(parent, element.namespace.prefix).values()


def is_several(element: Element, parent: str) -> bool:
    return element.parents[parent] in "*+"
