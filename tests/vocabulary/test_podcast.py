"""Each element and attribute of the podcast namespace: right once, and wrong in every way.

The feeds are made from the first good example of each record, so that a new record is tested as
soon as it is written.
"""

import re

import pytest
from lxml import etree
from sample import ATTRIBUTES, INSIDE, NAMES, root_names, sample_feed, wrap

from feedtool.findings.report import Finding
from feedtool.validator.validate import validate
from feedtool.vocabulary import Attribute, Element, Value, load_vocabulary

VOCABULARY = load_vocabulary()
PREFIXES = {one.prefix: one.uri for one in VOCABULARY.namespaces.values() if one.prefix}
ELEMENTS = [one for one in VOCABULARY.elements.values() if one.namespace.prefix == "podcast"]
PLACES = [
    (one, parent) for one in ELEMENTS for parent in one.parents if parent != "podcast:liveItem"
]
ATTRIBUTES_OF = [(one, attribute) for one in ELEMENTS for attribute in one.attributes.values()]
# A value that is wrong for its type, and the rule that says so.
WRONG = {
    "boolean": ("maybe", "bad-boolean"),
    "country": ("Germany", "country-unknown"),
    "date": ("yesterday", "bad-date"),
    "email": ("nobody", "bad-email"),
    "filled": (" ", "empty-value"),
    "geo": ("north", "bad-geo"),
    "host": ("https://example.com/", "bad-host"),
    "https-url": ("page.html", "bad-url"),
    "integer": ("one", "bad-integer"),
    "iso-date": ("soon", "bad-date"),
    "language": ("english", "bad-language"),
    "media-type": ("mp3", "bad-media-type"),
    "number": ("much", "bad-number"),
    "osm": ("62782", "bad-osm"),
    "ratio": ("wide", "bad-ratio"),
    "rrule": ("weekly", "bad-rrule"),
    "seconds": ("1:13", "bad-seconds"),
    "secure-uri": ("page.html", "bad-uri"),
    "slug": ("spotify, amazon", "several-values"),
    "srcset": ("cover.jpg", "bad-srcset"),
    "text": (" ", "empty-value"),
    "uuid": ("harbour", "bad-uuid"),
    "yes-no": ("true", "bad-yes-no"),
}


def example(element: Element) -> etree._Element:
    """The first element of the first good example."""
    return etree.fromstring(f"<x{NAMES}>{element.good[0]}</x>")[0]


def as_text(node: etree._Element) -> str:
    """The element without the declarations that it inherits, alone."""
    node.tail = None
    text = etree.tostring(node, encoding="unicode")
    return re.sub(r' xmlns:\w+="[^"]*"', "", text)


def qualified(name: str) -> str:
    prefix, _, local = name.rpartition(":")
    return f"{{{PREFIXES[prefix]}}}{local}" if prefix else local


def findings(parent: str, xml: str) -> list[Finding]:
    return validate(wrap(parent, xml)).findings


def found(parent: str, xml: str, rule: str, tag: str) -> Finding:
    """The one finding of a rule; its place is that of the tag, or lies in it."""
    named = [one for one in findings(parent, xml) if one.rule == rule]
    assert named, (xml, [str(one) for one in findings(parent, xml)])
    feed = wrap(parent, xml).decode()
    finding = named[0]
    assert finding.line
    assert finding.column
    line = feed.split("\n")[finding.line - 1]
    start = line.rfind(f"<{tag}", 0, finding.column + len(tag) + 1)
    assert start >= 0, (tag, finding)
    return finding


def ids(cases: list[tuple[Element, str]]) -> list[str]:
    return [f"{element.id} in {parent}" for element, parent in cases]


@pytest.mark.parametrize(("element", "parent"), PLACES, ids=ids(PLACES))
def test_element_is_right_in_each_of_its_parents(element: Element, parent: str) -> None:
    xml = as_text(example(element))
    allowed = {"retired-element", "same-meaning-twice"}
    if (element.id, parent) == ("podcast:remoteItem", "channel"):
        allowed.add("remote-item-in-show")
    if parent == "podcast:publisher":
        xml = xml.replace('medium="podcast"', 'medium="publisher"')
    if (element.id, parent) == ("podcast:remoteItem", "podcast:valueTimeSplit"):
        xml = f"<podcast:valueTimeSplit startTime='60' duration='60'>{xml}</podcast:valueTimeSplit>"
        parent = "podcast:value"
    assert {one.rule for one in findings(parent, xml)} <= allowed


LIVE = [one for one in ELEMENTS if "podcast:liveItem" in one.parents]


@pytest.mark.parametrize("element", LIVE, ids=[one.id for one in LIVE])
def test_what_an_item_holds_a_live_item_holds(element: Element) -> None:
    xml = as_text(example(element))
    got = {one.rule for one in findings("podcast:liveItem", xml)}
    assert got <= {"retired-element"}


STRANGERS = [
    (one, parent)
    for one in ELEMENTS
    for parent in ("rss", "channel", "item", "podcast:podroll", "podcast:alternateEnclosure")
    if parent not in one.parents
]


@pytest.mark.slow
@pytest.mark.parametrize(("element", "parent"), STRANGERS, ids=ids(STRANGERS))
def test_element_has_no_meaning_elsewhere(element: Element, parent: str) -> None:
    xml = as_text(example(element))
    if parent == "podcast:podroll":
        xml += '<podcast:remoteItem feedGuid="29cdca4a-32d8-56ba-b48b-09a011c5daa9"/>'
    finding = found(parent, xml, "misplaced-element", element.name)
    assert finding.severity == "warning"
    wanted = " or ".join(sorted({one.rpartition("/")[2] for one in element.parents}))
    assert finding.message == f"{element.name} has no meaning in {parent}; expected in {wanted}"


SINGLE = [
    (one, parent) for one, parent in PLACES if one.parents[parent] in "1?" and not one.retired
]


@pytest.mark.parametrize(("element", "parent"), SINGLE, ids=ids(SINGLE))
def test_second_one_is_one_too_many(element: Element, parent: str) -> None:
    xml = as_text(example(element))
    assert found(parent, xml + xml, "repeated-element", element.name).severity == "error"


NEEDED = [
    (one, parent)
    for one in VOCABULARY.elements.values()
    for parent in one.parents
    if parent.startswith("podcast:") and one.parents[parent] in "1+"
]


@pytest.mark.parametrize(("element", "parent"), NEEDED, ids=ids(NEEDED))
def test_element_that_must_hold_another_does_not(element: Element, parent: str) -> None:
    node = example(VOCABULARY.elements[parent])
    for child in node.findall(qualified(element.name)):
        node.remove(child)
    where = next(iter(VOCABULARY.elements[parent].parents))
    message = f"{parent} has no {element.name}; add <{element.name}>"
    assert found(where, as_text(node), "missing-element", parent).message == message


REQUIRED = [(one, attribute) for one, attribute in ATTRIBUTES_OF if attribute.use == "required"]
RECOMMENDED = [
    (one, attribute) for one, attribute in ATTRIBUTES_OF if attribute.use == "recommended"
]


def names(cases: list[tuple[Element, Attribute]]) -> list[str]:
    return [f"{element.id} {attribute.name}" for element, attribute in cases]


def with_attribute(element: Element, name: str, value: str | None) -> tuple[str, str]:
    """The parent, and the example with another value of one attribute, or without it."""
    node = example(element)
    if value is None:
        node.attrib.pop(name, None)
    else:
        node.set(name, value)
    return next(iter(element.parents)), as_text(node)


@pytest.mark.parametrize(("element", "attribute"), REQUIRED, ids=names(REQUIRED))
def test_required_attribute_is_missed(element: Element, attribute: Attribute) -> None:
    parent, xml = with_attribute(element, attribute.name, None)
    message = f'{element.name} has no {attribute.name}; add {attribute.name}="…"'
    # What the value should be stands after it.
    assert found(parent, xml, "missing-attribute", element.name).message.startswith(message)


@pytest.mark.parametrize(("element", "attribute"), RECOMMENDED, ids=names(RECOMMENDED))
def test_recommended_attribute_is_missed(element: Element, attribute: Attribute) -> None:
    parent, xml = with_attribute(element, attribute.name, None)
    finding = found(parent, xml, "attribute-recommended", element.name)
    assert finding.severity == "info"
    assert f"no {attribute.name}" in finding.message


@pytest.mark.parametrize("element", ELEMENTS, ids=[one.id for one in ELEMENTS])
def test_unknown_attribute_is_told(element: Element) -> None:
    parent, xml = with_attribute(element, "harbour", "1")
    finding = found(parent, xml, "unknown-attribute", element.name)
    assert finding.message == f"harbour is not an attribute of {element.name}"


def faults(value: Value) -> list[tuple[str, str]]:
    """Values that are wrong for this kind, each with its rule."""
    cases = []
    if value.values:
        cases.append(("harbour", "bad-value"))
    elif value.type in WRONG:
        cases.append(WRONG[value.type])
    else:
        assert value.type in ("any", "plain", "readable"), f"write a wrong value for {value.type}"
    if value.suggest and value.type in ("any", "text"):
        cases.append(("harbour", "value-unlisted"))
    if value.suggest and value.type == "media-type":
        cases.append(("application/harbour", "value-unlisted"))
    if value.max_chars:
        cases.append(("x" * (value.max_chars + 1), "value-too-long"))
    return cases


BAD_VALUES = [
    (one, attribute, text, rule)
    for one, attribute in ATTRIBUTES_OF
    for text, rule in faults(attribute.value)
]


@pytest.mark.parametrize(
    ("element", "attribute", "text", "rule"),
    BAD_VALUES,
    ids=[f"{e.id} {a.name} {r}" for e, a, _, r in BAD_VALUES],
)
def test_wrong_value_of_an_attribute(
    element: Element, attribute: Attribute, text: str, rule: str
) -> None:
    parent, xml = with_attribute(element, attribute.name, text)
    finding = found(parent, xml, rule, element.name)
    line = wrap(parent, xml).decode().split("\n")[finding.line - 1]
    # The very character: the value of the attribute, or what is wrong inside it.
    opening = line.rfind(f'{attribute.name}="', 0, finding.column)
    assert line[opening:].startswith(f'{attribute.name}="{text[: finding.column - opening]}'[:20])
    assert finding.path.endswith(f"/@{attribute.name}")


@pytest.mark.parametrize(("element", "attribute"), ATTRIBUTES_OF, ids=names(ATTRIBUTES_OF))
def test_attribute_has_an_example(element: Element, attribute: Attribute) -> None:
    written = re.compile(rf"<{element.name} [^>]*\b{attribute.name}=")
    found = any(written.search(good) for one in ELEMENTS for good in one.good)
    assert found, f"no good example in schemas/podcast.json has {attribute.name} of {element.name}"


TEXTS = [
    (one, text, rule)
    for one in ELEMENTS
    if one.content == "text"
    for text, rule in faults(one.value)
]


@pytest.mark.parametrize(
    ("element", "text", "rule"), TEXTS, ids=[f"{e.id} {r}" for e, _, r in TEXTS]
)
def test_wrong_text(element: Element, text: str, rule: str) -> None:
    node = example(element)
    node.text = text
    found(next(iter(element.parents)), as_text(node), rule, element.name)


BARE = [one for one in ELEMENTS if one.content in ("empty", "elements")]


@pytest.mark.parametrize("element", BARE, ids=[one.id for one in BARE])
def test_text_where_none_belongs(element: Element) -> None:
    node = example(element)
    node.text = "ships"
    finding = found(next(iter(element.parents)), as_text(node), "unexpected-text", element.name)
    assert finding.message.endswith('found the text "ships"')


def test_all_of_the_namespace_in_one_feed() -> None:
    """What the table above takes apart, together: nothing is found."""
    inside: dict[str, list[str]] = {"channel": [], "item": []}
    for element in ELEMENTS:
        if element.retired or element.id in (
            "podcast:remoteItem",
            "podcast:guid",
            "podcast:locked",
        ):
            continue
        for parent in ("channel", "item"):
            if parent in element.parents:
                inside[parent].append(as_text(example(element)))
    feed = sample_feed(channel="".join(inside["channel"]), item="".join(inside["item"]))
    feed = feed.replace(
        b'uri="https://social.example.com/@mira/1"', b'uri="https://s.example.com/1"'
    )
    assert [str(one) for one in validate(feed).findings] == []
    assert set(root_names("".join(inside["item"]))) >= {"podcast:value", "podcast:transcript"}


def test_each_element_has_a_right_and_a_wrong_example() -> None:
    assert [one.id for one in ELEMENTS if not one.good or not one.bad] == []


def test_skeletons_are_of_elements_that_exist() -> None:
    assert set(INSIDE) | set(ATTRIBUTES) <= set(VOCABULARY.elements)
