"""Each rule that a profile lists: the severity that the profile sets takes effect."""

import pytest
from sample import sample_feed, wrap

from feedtool.findings.report import SEVERITIES
from feedtool.validator.validate import validate
from feedtool.vocabulary import Severity, load_rules, load_vocabulary

RULES = load_rules("feed")
ENTRIES = [
    (profile.name, rule, severity)
    for profile in load_vocabulary().profiles.values()
    for rule, severity in profile.rules.items()
]
# PSP-1 requires the declaration that the example of the rule has; this one it does not.
ALIAS = sample_feed().replace(b"play-podcasts/1.0", b"play-podcasts/1.0/")
IDS = [f"{profile} {rule}" for profile, rule, _ in ENTRIES]


def bad_feed(rule: str) -> bytes:
    if rule == "namespace-alias":
        return ALIAS
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


@pytest.mark.parametrize(
    ("prefix", "uri", "severity", "profiles"),
    [
        ("podcast", "https://podcastindex.org/namespace/1.0", "error", ("podcast20", "psp1")),
        ("itunes", "http://www.itunes.com/dtds/podcast-1.0.dtd", "error", ("apple", "psp1")),
        ("psc", "http://podlove.org/simple-chapters", "warning", ("rss",)),
    ],
)
def test_psp1_is_strict_about_the_addresses_that_it_names(
    prefix: str, uri: str, severity: Severity, profiles: tuple[str, ...]
) -> None:
    slash = f"{uri}/"
    feed = f'<rss version="2.0" xmlns:{prefix}="{slash}"><channel/></rss>'.encode()
    found = validate(feed, profiles=["psp1"], select=["namespace-misspelt"]).findings
    assert [(one.severity, one.profiles) for one in found] == [(severity, profiles)]


YES = "<itunes:explicit>yes</itunes:explicit>"


@pytest.mark.parametrize(
    ("profile", "severity", "named"),
    [("apple", "info", ("apple",)), ("psp1", "error", ("apple", "psp1"))],
)
@pytest.mark.parametrize("parent", ["channel", "item"])
def test_explicit_in_old_words(
    parent: str, profile: str, severity: Severity, named: tuple[str, ...]
) -> None:
    found = validate(wrap(parent, YES), profiles=[profile], select=["explicit-*"]).findings
    assert [(one.severity, one.profiles) for one in found] == [(severity, named)]


OWNER = "<itunes:owner><itunes:name>Mira Holt</itunes:name></itunes:owner>"


@pytest.mark.parametrize(
    ("profile", "nameless", "absent"),
    [
        ("rss", [], []),
        ("apple", ["warning"], []),
        ("spotify", ["error"], ["error"]),
        ("youtube", ["warning"], ["warning"]),
        ("amazon", ["warning"], ["warning"]),
        ("psp1", [], []),
    ],
)
def test_owner_matters_where_a_directory_writes_to_it(
    profile: str, nameless: list[str], absent: list[str]
) -> None:
    rules = ["missing-element"]
    found = validate(sample_feed(channel=OWNER), profiles=[profile], select=rules).findings
    assert [one.severity for one in found if one.element == "itunes:email"] == nameless
    found = validate(sample_feed(), profiles=[profile], select=rules).findings
    assert [one.severity for one in found if one.element == "itunes:owner"] == absent


@pytest.mark.parametrize(
    ("parent", "xml", "severity"),
    [
        ("channel", "<author>mira@example.com (Mira Holt)</author>", "warning"),
        ("item", "<image><url>https://example.com/1.jpg</url></image>", "warning"),
        ("channel", '<enclosure url="https://example.com/1.mp3"/>', "error"),
    ],
)
def test_misplaced_element_that_itunes_has_there_is_a_warning(
    parent: str, xml: str, severity: Severity
) -> None:
    found = validate(wrap(parent, xml), profiles=["rss"], select=["misplaced-element"]).findings
    assert [one.severity for one in found] == [severity]
