"""Every example of the vocabulary and of the rules, in a feed that is otherwise right."""

import pytest
from sample import wrap

from feedtool.validator import validate
from feedtool.vocabulary import Element, Rule, load_rules, load_vocabulary

VOCABULARY = load_vocabulary()
RULES = load_rules()
GOOD = [(one, xml) for one in VOCABULARY.elements.values() for xml in one.good]
BAD = [(one, bad) for one in VOCABULARY.elements.values() for bad in one.bad]
# Rules whose examples need more than a feed: an address, or a size. Each has a test of its own.
ELSEWHERE = {"self-link-differs", "feed-large"}


def rules_of(element: Element, xml: str, expected: str = "") -> set[str]:
    findings = validate(wrap(next(iter(element.parents)), xml)).findings
    # An element that is retired, or says what another one says, is told as such whatever it holds.
    about = {"retired-element", "same-meaning-twice"} - {expected}
    return {one.rule for one in findings} - about


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
    if rule.parent != "document":
        findings = validate(wrap(rule.parent or "channel", example)).findings
        return {one.rule for one in findings} - ({"retired-element"} - {rule.id})
    profile = rule.profile
    profiles = ("rss", profile) if profile else ("rss",)
    findings = validate(example.encode(), profiles=profiles).findings
    # What a directory asks for beyond the rule is not what the example is about.
    return {one.rule for one in findings if not profile or one.rule != "missing-element"}


EXAMPLES = [rule for rule in RULES.values() if rule.id not in ELSEWHERE]


@pytest.mark.parametrize("rule", EXAMPLES, ids=[rule.id for rule in EXAMPLES])
def test_bad_example_of_a_rule_breaks_it_alone(rule: Rule) -> None:
    assert rules_in(rule, rule.bad) == {rule.id}


@pytest.mark.parametrize("rule", EXAMPLES, ids=[rule.id for rule in EXAMPLES])
def test_good_example_of_a_rule_breaks_none(rule: Rule) -> None:
    assert rules_in(rule, rule.good) == set()
