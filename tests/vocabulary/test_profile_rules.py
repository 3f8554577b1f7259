"""Each rule that a profile lists: the severity that the profile sets takes effect."""

import pytest
from sample import wrap

from feedtool.findings.report import SEVERITIES
from feedtool.validator.validate import validate
from feedtool.vocabulary import Severity, load_rules, load_vocabulary

RULES = load_rules("feed")
ENTRIES = [
    (profile.name, rule, severity)
    for profile in load_vocabulary().profiles.values()
    for rule, severity in profile.rules.items()
]
IDS = [f"{profile} {rule}" for profile, rule, _ in ENTRIES]


def bad_feed(rule: str) -> bytes:
    record = RULES[rule]
    whole = record.parent == "document"
    return record.bad.encode() if whole else wrap(record.parent or "channel", record.bad)


@pytest.mark.parametrize(("profile", "rule", "severity"), ENTRIES, ids=IDS)
def test_severity_that_a_profile_sets_takes_effect(
    profile: str, rule: str, severity: Severity
) -> None:
    found = validate(bad_feed(rule), profiles=[profile], select=[rule]).findings
    assert found
    assert {one.severity for one in found} == {severity}
    assert all(profile in one.profiles for one in found)


@pytest.mark.parametrize(("profile", "rule", "severity"), ENTRIES, ids=IDS)
def test_profile_is_never_milder_than_the_rule(profile: str, rule: str, severity: Severity) -> None:
    assert SEVERITIES.index(severity) >= SEVERITIES.index(RULES[rule].severity)
