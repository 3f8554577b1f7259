"""Which functions run at the end of an element, under which profiles."""

from collections.abc import Iterable

import pytest
from sample import sample_feed

from feedtool.validator.elements.memory import FeedMemory
from feedtool.validator.elements.open_element import OpenElement
from feedtool.validator.elements.plans import load_plans
from feedtool.validator.elements.rule import ElementFault, Registration, Rulebook
from feedtool.validator.rules import all_rules
from feedtool.validator.validate import validate


def always(element: OpenElement, memory: FeedMemory) -> Iterable[ElementFault]:
    return ()


def with_child(element: OpenElement, memory: FeedMemory) -> Iterable[ElementFault]:
    return ()


def demanded(element: OpenElement, memory: FeedMemory) -> Iterable[ElementFault]:
    return ()


RULES = {
    "item": [
        Registration(always, "", ()),
        Registration(with_child, "podcast:person", ()),
        Registration(demanded, "", ("title-stuffed", "copyright-noise")),
    ],
    "title": [Registration(demanded, "", ("title-stuffed",))],
}


@pytest.mark.parametrize(
    ("names", "item", "has_title"),
    [
        ((), (always,), False),
        (("feed-paged",), (always,), False),
        (("copyright-noise",), (always, demanded), False),
        (("title-stuffed", "feed-paged"), (always, demanded), True),
    ],
    ids=["none", "another", "one-of-two", "both"],
)
def test_rules_of_a_profile_are_those_that_it_lists(
    names: tuple[str, ...], item: tuple[object, ...], has_title: bool
) -> None:
    rulebook = Rulebook(RULES, names)
    assert rulebook["item"].always == item
    assert rulebook["item"].with_child == (("podcast:person", with_child),)
    assert ("title" in rulebook) == has_title


@pytest.mark.parametrize(("profile", "found"), [("rss", 0), ("psp1", 1)])
def test_rule_that_a_profile_must_list_is_reported_only_then(profile: str, found: int) -> None:
    feed = sample_feed(channel="<title>Boats | ports | ferries</title>")
    findings = validate(feed, profiles=[profile], select=["title-stuffed"]).findings
    assert len(findings) == found


def test_rule_with_a_child_needs_the_child() -> None:
    person = "<podcast:person>Mira Holt</podcast:person>"
    for people, found in (("", 0), (person, 0), (person * 2, 1)):
        feed = sample_feed(item=people or "<ttl/>")
        findings = validate(feed, select=["person-repeated"]).findings
        assert len(findings) == found


def test_every_rule_runs_at_an_element_that_the_vocabulary_has() -> None:
    plans = load_plans(("rss",))
    assert all_rules().keys() <= plans.vocabulary.elements.keys()
