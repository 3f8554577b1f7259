"""Each rule that a profile lists: the severity that the profile sets takes effect."""

import re

import pytest
from lxml import etree
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
ALIAS = sample_feed().replace(
    b"http://www.rawvoice.com/rawvoiceRssModule/", b"https://blubrry.com/developer/rawvoice-rss/"
)
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


def names_of(feed: bytes, rule: str, element: str) -> set[str]:
    """The profiles under which a feed has a finding of a rule about an element."""
    return {
        profile
        for profile in load_vocabulary().profiles
        for one in validate(feed, profiles=[profile], select=[rule]).findings
        if one.element == element
    }


def feed_without(parent: str, name: str) -> bytes:
    """A feed whose channel or item lacks one element."""
    root = etree.fromstring(sample_feed())
    node = next(root.iter(parent))
    prefix, _, local = name.partition(":")
    uri = load_vocabulary().namespaces[prefix].uri
    for child in node.findall(f"{{{uri}}}{local}"):
        node.remove(child)
    return etree.tostring(root)


@pytest.mark.parametrize(
    ("parent", "name", "profiles"),
    [
        ("channel", "podcast:guid", {"podcastindex", "psp1", "strict"}),
        ("channel", "podcast:locked", {"psp1", "strict"}),
        ("channel", "itunes:explicit", {"apple", "psp1", "strict"}),
        ("item", "itunes:explicit", {"strict"}),
    ],
)
def test_what_many_feeds_lack_is_said_where_it_is_asked_for(
    parent: str, name: str, profiles: set[str]
) -> None:
    assert names_of(feed_without(parent, name), "missing-element", name) == profiles


def test_item_without_explicit_is_not_explained_by_a_value_of_the_channel() -> None:
    feed = re.sub(rb"<itunes:explicit>false</itunes:explicit>", b"", sample_feed())
    for profile in load_vocabulary().profiles:
        messages = [one.message for one in validate(feed, profiles=[profile]).findings]
        assert not [one for one in messages if "value of the channel" in one]


IMAGE = "<url>https://example.com/{}.jpg</url><title>Harbour Notes</title><link>https://example.com/</link>"


@pytest.mark.parametrize(
    ("xml", "rule", "element", "profiles"),
    [
        ("<itunes:block>no</itunes:block>", "yes-without-effect", "itunes:block", {"strict"}),
        ("<itunes:block>Yes</itunes:block>", "yes-without-effect", "itunes:block", set()),
        (f"<image>{IMAGE.format('small')}</image>", "image-differs", "url", {"strict"}),
        (f"<image>{IMAGE.format('cover')}</image>", "image-differs", "url", set()),
        (f"<image>{IMAGE.format('small')}<width>144</width></image>", "image-differs", "url",
         set()),
    ],
    ids=["block-no", "block-yes", "other-picture", "same-picture", "small-picture"],
)  # fmt: skip
def test_rule_that_only_strict_has(xml: str, rule: str, element: str, profiles: set[str]) -> None:
    assert names_of(sample_feed(channel=xml), rule, element) == profiles
