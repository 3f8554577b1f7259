"""Every rule that a record calls fixable: its bad examples are fixed, and nothing else changes."""

import pytest
from sample import wrap

from feedtool.findings.report import Report
from feedtool.fixing.fix import Fixed, add_edits, fix
from feedtool.fixing.registry import repaired_rules, repairs_of
from feedtool.validator.validate import DEFAULT_PROFILES, validate
from feedtool.vocabulary import load_rules, load_vocabulary

VOCABULARY = load_vocabulary()
RULES = load_rules("feed")
FIXABLE = [one for one in RULES.values() if repairs_of(one.id)]
# What data of a profile asks for, and a profile that does.
ASKING = {"namespace-missing": "psp1"}
# A finding that stands in the place of another one, until it is fixed.
HIDDEN = {
    "encoding-contradiction": "byte-order-mark", "prefix-undeclared": "retired-element",
    "bad-boolean": "alternate-default-differs",
}  # fmt: skip
URL = "https://example.com/feed.xml"


def profiles_of(rule: str, *, document: bool = False) -> tuple[str, ...]:
    record = RULES[rule]
    if record.by_profile or rule in ASKING:
        listed = [one.name for one in VOCABULARY.profiles.values() if rule in one.rules]
        return ("rss", ASKING.get(rule) or listed[0])
    return ("rss",) if document else DEFAULT_PROFILES


def mend(feed: bytes, rule: str, profiles: tuple[str, ...]) -> Fixed:
    return fix(feed, unsafe=True, select=[rule], profiles=profiles, url=URL)


def rules_in(report: Report) -> list[str]:
    return sorted(one.rule for one in report.findings)


def test_the_fixable_rules_and_no_others_have_a_repair() -> None:
    assert repaired_rules() == sorted(one.id for one in RULES.values() if one.fixable != "no")


@pytest.mark.parametrize("rule", FIXABLE, ids=[one.id for one in FIXABLE])
def test_a_rule_is_as_safe_as_its_repairs(rule) -> None:
    safe = [one.is_safe for one in repairs_of(rule.id)]
    assert all(safe) if rule.fixable == "safe" else safe


@pytest.mark.parametrize("rule", FIXABLE, ids=[one.id for one in FIXABLE])
def test_the_example_of_a_rule_is_fixed(rule) -> None:
    document = rule.parent == "document"
    feed = rule.bad.encode() if document else wrap(rule.parent or "channel", rule.bad)
    check_example(feed, rule.id, profiles_of(rule.id, document=document))


EXAMPLES = [
    (element, bad)
    for element in VOCABULARY.elements.values()
    for bad in element.bad
    if RULES[bad.rule].fixable != "no"
]


@pytest.mark.parametrize(
    ("element", "bad"), EXAMPLES, ids=[f"{one.id} {bad.xml}" for one, bad in EXAMPLES]
)
def test_the_example_of_an_element_is_fixed_or_left_as_it_is(element, bad) -> None:
    feed = wrap(next(iter(element.parents)), bad.xml)
    if mend(feed, bad.rule, DEFAULT_PROFILES).fixed:
        check_example(feed, bad.rule, DEFAULT_PROFILES)
    else:
        assert mend(feed, bad.rule, DEFAULT_PROFILES).data == feed


def check_example(feed: bytes, rule: str, profiles: tuple[str, ...]) -> None:
    before = validate(feed, profiles=profiles, url=URL)
    fixed = mend(feed, rule, profiles)
    after = rules_in(fixed.report)
    assert rule not in after
    new = {one for one in after if after.count(one) > rules_in(before).count(one)}
    assert new <= {HIDDEN.get(rule)}
    assert {one.rule for one in fixed.fixed} == {rule}
    assert mend(fixed.data, rule, profiles).data == fixed.data
    told = [one for one in add_edits(before, feed, url=URL).findings if one.rule == rule]
    # A byte order mark has no column.
    assert rule == "byte-order-mark" or any(one.edits for one in told)
