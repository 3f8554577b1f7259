"""Each demand of each profile: a feed that meets it, and one that just does not."""

import json
import re
from pathlib import Path

import pytest
from lxml import etree
from sample import sample_feed

from feedtool.validator.validate import validate
from feedtool.vocabulary import Limit, Profile, Requirement, load_rules, load_vocabulary

VOCABULARY = load_vocabulary()
PROFILES = list(VOCABULARY.profiles.values())
URIS = {one.prefix: one.uri for one in VOCABULARY.namespaces.values()}
# It meets what all profiles demand.
FEED = (Path(__file__).parent.parent / "feeds" / "valid" / "podcast20.xml").read_bytes()
REQUIRED = [(profile, wanted) for profile in PROFILES for wanted in profile.requires]
LIMITED = [(profile, limit) for profile in PROFILES for limit in profile.limits]
DECLARED = [(profile, one) for profile in PROFILES for one in profile.declarations]


def steps(name: str) -> str:
    prefix, _, local = name.rpartition(":")
    return f"{{{URIS[prefix]}}}{local}" if prefix else local


def feed_tree() -> etree._Element:
    return etree.fromstring(FEED)


def first(root: etree._Element, name: str) -> etree._Element:
    return next(root.iter(steps(name)))


@pytest.mark.slow
@pytest.mark.parametrize("profile", PROFILES, ids=[one.name for one in PROFILES])
def test_examples_of_a_profile(profile: Profile) -> None:
    good = validate(profile.good.encode(), profiles=[profile.name]).findings
    assert [str(one) for one in good] == []
    assert profile.bad
    bad = validate(profile.bad.xml.encode(), profiles=[profile.name]).findings
    about = [one for one in bad if profile.name in one.profiles]
    assert profile.bad.rule in {one.rule for one in about}


@pytest.mark.parametrize("profile", PROFILES, ids=[one.name for one in PROFILES])
def test_feed_that_meets_all_demands(profile: Profile) -> None:
    assert [str(one) for one in validate(FEED, profiles=[profile.name]).findings] == []


@pytest.mark.slow
@pytest.mark.parametrize(
    ("profile", "wanted"), REQUIRED, ids=[f"{p.name} {w.parent}/{w.element}" for p, w in REQUIRED]
)
def test_missing_element_is_told_by_the_profile(profile: Profile, wanted: Requirement) -> None:
    root = feed_tree()
    parent = first(root, wanted.parent)
    for child in parent.findall(steps(wanted.element)):
        parent.remove(child)
    found = [
        one
        for one in validate(etree.tostring(root), profiles=[profile.name]).findings
        if one.rule == "missing-element" and one.element == wanted.element
    ]
    assert [one.message.partition(";")[0] for one in found] == [
        f"{wanted.parent} has no {wanted.element}"
    ]
    assert profile.name in found[0].profiles
    # RSS itself, or another profile that it includes, may take it more seriously.
    core = VOCABULARY.children[wanted.parent][wanted.element].parents[wanted.parent] == "1"
    assert profile.includes or core or found[0].severity == wanted.severity


def at_the_bound(limit: Limit, *, beyond: bool) -> str:
    """A value that is just within the limit, or just beyond."""
    if limit.values:
        return "audio/flac" if beyond else limit.values[-1]
    if limit.maximum is not None:
        return str(limit.maximum + beyond)
    size = limit.max_bytes or limit.max_chars or 0
    start = {"link": "https://example.com/", "language": "en-x-"}.get(limit.element, "")
    return start + "a" * (size + beyond - len(start))


@pytest.mark.parametrize(
    ("profile", "limit"), LIMITED,
    ids=[f"{p.name} {one.parent}/{one.element}@{one.attribute}" for p, one in LIMITED],
)  # fmt: skip
def test_value_at_and_beyond_a_limit(profile: Profile, limit: Limit) -> None:
    told = {}
    for beyond in (False, True):
        root = feed_tree()
        node = first(root, limit.parent).find(steps(limit.element))
        if node is None:
            node = etree.SubElement(first(root, limit.parent), steps(limit.element))
        if limit.attribute:
            node.set(limit.attribute, at_the_bound(limit, beyond=beyond))
        else:
            node.text = at_the_bound(limit, beyond=beyond)
        findings = validate(etree.tostring(root), profiles=[profile.name]).findings
        told[beyond] = [one for one in findings if limit.why in one.message]
    assert told[False] == []
    assert [(one.rule, one.severity, one.profiles) for one in told[True]] == [
        (rule_of(limit), limit.severity, (profile.name,))
    ]


def rule_of(limit: Limit) -> str:
    if limit.values:
        return "value-not-taken"
    return "text-too-long" if limit.maximum is None else "number-too-large"


@pytest.mark.parametrize(
    ("profile", "one"), DECLARED, ids=[f"{p.name} {one.prefix}" for p, one in DECLARED]
)
def test_namespace_that_is_not_declared(profile: Profile, one) -> None:
    feed = re.sub(rb' xmlns:%s="[^"]*"' % one.prefix.encode(), b"", FEED.replace(b"\n     ", b" "))
    found = validate(feed, profiles=[profile.name]).findings
    missing = [finding for finding in found if finding.rule == "namespace-missing"]
    uri = URIS[one.prefix]
    assert (
        missing[0].message
        == f'rss does not declare {one.prefix}; add xmlns:{one.prefix}="{uri}": ' + one.why
    )
    assert (missing[0].line, missing[0].column) == (2, 1)


def test_every_rule_that_a_profile_names_exists() -> None:
    known = load_rules()
    assert [rule for one in PROFILES for rule in one.rules if rule not in known] == []
    by_profile = {rule.id for rule in known.values() if rule.by_profile}
    assert by_profile <= {rule for one in PROFILES for rule in one.rules}


def test_limit_of_an_element_holds_in_all_its_parents() -> None:
    """One record is one check: a limit for one parent alone would hold for the others too."""
    for profile, limit in LIMITED:
        element = VOCABULARY.children[limit.parent][limit.element]
        limited = {
            one.parent
            for one in profile.limits
            if VOCABULARY.children[one.parent][one.element] is element
        }
        assert set(element.parents) - {"podcast:liveItem"} == limited, (profile.name, limit.element)


def test_shared_demand_is_one_finding_with_several_names() -> None:
    feed = FEED.replace(b"<itunes:explicit>false</itunes:explicit>", b"", 1)
    found = validate(feed, profiles=["apple", "psp1", "spotify"]).findings
    assert [(one.rule, one.element, one.profiles) for one in found] == [
        ("missing-element", "itunes:explicit", ("apple", "psp1"))
    ]
    long = FEED.replace(b"Talks about small ports.", b"Ports. " * 600)
    found = validate(long, profiles=["apple", "psp1"]).findings
    assert [(one.rule, one.profiles) for one in found] == [("text-too-long", ("apple", "psp1"))]


def test_profile_raises_the_severity_of_a_rule() -> None:
    feed = re.sub(rb"<atom:link[^>]*>", b"", FEED)
    assert {one.rule: one.severity for one in validate(feed).findings} == {
        "self-link-missing": "warning"
    }
    found = validate(feed, profiles=["psp1"]).findings
    assert [(one.rule, one.severity, one.profiles) for one in found] == [
        ("self-link-missing", "error", ("rss", "psp1"))
    ]


@pytest.mark.parametrize(
    ("address", "rule"),
    [
        ("https://github.com/Podcastindex-org/podcast-namespace/blob/main/docs/1.0.md",
         "namespace-alias"),
        ("https://podcastindex.org/namespace/1.0/", "namespace-misspelt"),
        ("http://podcastindex.org/namespace/1.0", "namespace-misspelt"),
        ("https://PodcastIndex.org/namespace/1.0", "namespace-misspelt"),
    ],
)  # fmt: skip
def test_address_that_is_not_quite_right(address: str, rule: str) -> None:
    """PSP-1 wants it letter by letter; others are told, and the elements are checked all the same."""
    feed = FEED.replace(URIS["podcast"].encode(), address.encode())
    feed = feed.replace(b"<podcast:locked owner", b"<podcast:locked holder")
    told = {profile: validate(feed, profiles=[profile]).findings for profile in ("rss", "psp1")}
    severity = "info" if rule == "namespace-alias" else "warning"
    assert [(one.rule, one.severity, one.line) for one in told["rss"]] == [
        (rule, severity, 4), ("unknown-attribute", "warning", 28),
    ]  # fmt: skip
    assert (told["psp1"][0].rule, told["psp1"][0].severity) == (rule, "error")
    assert "psp1" in told["psp1"][0].profiles


def test_strict_is_all_that_it_includes(run) -> None:
    feed = FEED.replace(b"itunes:explicit>false", b"itunes:explicit>no")
    result = run("validate", "--profile", "strict", "--format", "json", "-", stdin=feed)
    profiles = [one["profiles"] for one in json.loads(result.stdout)["reports"][0]["findings"]]
    assert profiles[0] == ["apple", "psp1"]


def test_all_tags_are_found_at_their_place(run, tmp_path: Path) -> None:
    """An attribute too many in every tag of the podcast namespace, read back from JSON."""
    text = FEED.decode()
    broken = re.sub(r"<podcast:(\w+)", r'<podcast:\1 harbour="1"', text)
    expected = [
        (number, found.start() + 1)
        for number, line in enumerate(broken.split("\n"), 1)
        for found in re.finditer(r'harbour="1"', line)
    ]
    path = tmp_path / "feed.xml"
    path.write_text(broken)
    result = run("validate", "--format", "json", "--fail-on", "warning", path)
    assert result.exit_code == 1
    found = json.loads(result.stdout)["reports"][0]["findings"]
    strangers = [one for one in found if one["rule"] == "unknown-attribute"]
    assert [(one["line"], one["column"]) for one in strangers] == expected
    assert len(expected) > 60


@pytest.mark.parametrize(
    ("element", "size", "severity"),
    [
        ("description", 4001, ["info"]),
        ("description", 10001, ["warning"]),
        ("content:encoded", 4000, []),
        ("content:encoded", 10001, ["info"]),
    ],
)
def test_apple_reads_long_notes_only_from_description(
    element: str, size: int, severity: list[str]
) -> None:
    xml = f"<{element}>{'x' * size}</{element}>"
    findings = validate(sample_feed(item=xml), select=["text-too-long"]).findings
    assert [one.severity for one in findings] == severity
