"""Every example of the vocabulary and of the rules, in a feed that is otherwise right."""

import pytest
from sample import wrap

from feedtool.validator.validate import DEFAULT_PROFILES, validate
from feedtool.vocabulary import Element, Rule, load_rules, load_vocabulary

VOCABULARY = load_vocabulary()
RULES = load_rules("feed")
GOOD = [(one, xml) for one in VOCABULARY.elements.values() for xml in one.good]
BAD = [(one, bad) for one in VOCABULARY.elements.values() for bad in one.bad]
# Rules whose examples need more than a feed: an address, or a size. Each has a test of its own.
ELSEWHERE = {"self-link-differs", "feed-large"}
# What data of a profile asks for, and a profile that does.
LIMITED = {"namespace-missing": "psp1", "value-not-taken": "psp1", "number-too-large": "spotify"}


def rules_of(element: Element, xml: str, expected: str = "") -> set[str]:
    findings = validate(wrap(next(iter(element.parents)), xml)).findings
    # An element that is retired, or says what another one says, is told as such whatever it holds.
    about = {"retired-element", "same-meaning-twice"} - {expected}
    return {one.rule for one in findings} - about


@pytest.mark.slow
@pytest.mark.parametrize(("element", "xml"), GOOD, ids=[f"{e.id} {x}" for e, x in GOOD])
def test_good_example_has_no_finding(element: Element, xml: str) -> None:
    assert rules_of(element, xml) == set()


@pytest.mark.parametrize(("element", "bad"), BAD, ids=[f"{e.id} {b.xml}" for e, b in BAD])
def test_bad_example_breaks_its_rule_alone(element: Element, bad) -> None:
    assert rules_of(element, bad.xml, bad.rule) == {bad.rule}


def test_every_element_has_an_example() -> None:
    bare = [
        one.id for one in VOCABULARY.elements.values()
        if not one.good and not one.bad and not one.retired
        and one.id not in ("rss", "channel", "item")
    ]  # fmt: skip
    assert bare == []


def rules_in(rule: Rule, example: str) -> set[str]:
    document = rule.parent == "document"
    feed = example.encode() if document else wrap(rule.parent or "channel", example)
    if rule.by_profile or rule.id in LIMITED:
        # What else a directory asks for is not what the example is about.
        findings = validate(feed, profiles=("rss", asking_profile(rule))).findings
        return {one.rule for one in findings} & {rule.id}
    findings = validate(feed, profiles=("rss",) if document else DEFAULT_PROFILES).findings
    return {one.rule for one in findings} - ({"retired-element"} - {rule.id})


def asking_profile(rule: Rule) -> str:
    listed = [one.name for one in VOCABULARY.profiles.values() if rule.id in one.rules]
    return LIMITED.get(rule.id) or listed[0]


EXAMPLES = [rule for rule in RULES.values() if rule.id not in ELSEWHERE]


@pytest.mark.parametrize("rule", EXAMPLES, ids=[rule.id for rule in EXAMPLES])
def test_bad_example_of_a_rule_breaks_it_alone(rule: Rule) -> None:
    assert rules_in(rule, rule.bad) == {rule.id}


@pytest.mark.slow
@pytest.mark.parametrize("rule", EXAMPLES, ids=[rule.id for rule in EXAMPLES])
def test_good_example_of_a_rule_breaks_none(rule: Rule) -> None:
    assert rules_in(rule, rule.good) == set()
