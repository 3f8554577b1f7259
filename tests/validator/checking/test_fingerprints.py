"""Fingerprints tell findings of one feed apart, and stay while the feed changes elsewhere."""

import re
from functools import cache
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from sample import NAMES, wrap

from feedtool.findings.report import Finding
from feedtool.validator.checking.fingerprints import number_fingerprints, sign
from feedtool.validator.validate import validate
from feedtool.vocabulary import load_rules, load_vocabulary

VOCABULARY = load_vocabulary()
PROFILES = tuple(VOCABULARY.profiles)


def findings_in(feed: str) -> list[Finding]:
    return list(validate(feed.encode(), profiles=PROFILES).findings)


def item(inside: str, guid: str = "harbour-1") -> str:
    return f'<item><title>Ferries</title><guid isPermaLink="false">{guid}</guid>{inside}</item>'


def feed_with(*items: str, channel: str = "") -> str:
    return f'<rss version="2.0"{NAMES}><channel>{channel}{"".join(items)}</channel></rss>'


def fingerprints(feed: str, rule: str) -> list[str]:
    return [one.fingerprint for one in findings_in(feed) if one.rule == rule]


@pytest.mark.parametrize(
    ("one", "other", "rule"),
    [
        ("<enclosure type='audio/mpeg' url='https://example.com/1.mp3'/>", "<enclosure length='1' url='https://example.com/1.mp3'/>", "missing-attribute"),
        ("<itunes:duration>60</itunes:duration>", "<description>Ports</description>", "missing-element"),
        ("<itunes:duration>1 h</itunes:duration>", "<itunes:duration>2 h</itunes:duration>", "bad-duration"),
        ("<enclosure length='' type='audio/mpeg' url='https://example.com/1.mp3'/>", "<enclosure length='1' type='' url='https://example.com/1.mp3'/>", "empty-value"),
        ("<description>a & b</description>", "<description>a &uuml; b</description>", "xml-reference"),
        ("<x:a/>", "<y:a/>", "prefix-undeclared"),
    ],
)  # fmt: skip
def test_different_causes_have_different_fingerprints(one: str, other: str, rule: str) -> None:
    mine, theirs = (
        fingerprints(feed_with(item(one)), rule),
        fingerprints(feed_with(item(other)), rule),
    )
    assert mine
    assert theirs
    assert mine != theirs


def test_equal_findings_are_numbered_in_the_order_of_their_places() -> None:
    bold = "<description>" + "&lt;b&gt;port " * 3 + "</description>"
    found = fingerprints(feed_with(item(bold)), "html-unclosed")
    assert len(found) == len(set(found)) == 3
    two = fingerprints(feed_with(item(bold.replace("&lt;b&gt;port ", "", 1))), "html-unclosed")
    assert two == found[:2]


DURATION = "<itunes:duration>12 min</itunes:duration>"


@pytest.mark.parametrize(
    "changed",
    [
        feed_with(item(f"\n\n{DURATION}")),
        feed_with(item("", "harbour-2"), item(DURATION)),
        feed_with(item(DURATION), item(DURATION, "harbour-0")),
        feed_with(item(f"<category>Ports</category>{DURATION}"), channel="<ttl>5</ttl>"),
        feed_with(item(DURATION)).replace("Ferries", "Quays"),
    ],
    ids=["lines", "new item before", "new item behind", "other elements", "title"],
)
@pytest.mark.parametrize("rule", ["bad-duration", "missing-element"])
def test_fingerprint_stays_while_the_feed_changes_elsewhere(changed: str, rule: str) -> None:
    usual = set(fingerprints(feed_with(item(DURATION)), rule))
    assert usual <= set(fingerprints(changed, rule))


def test_fault_of_the_xml_is_known_by_the_guid_of_its_item() -> None:
    salt = "<item><title>Salt & Stone</title><guid isPermaLink='false'>harbour-1</guid></item>"
    usual = fingerprints(feed_with(salt), "xml-reference")
    assert len(usual) == 1
    assert fingerprints(feed_with(item("", "harbour-2"), salt), "xml-reference") == usual


def test_item_without_guid_is_known_by_its_title() -> None:
    bare = f"<item><title>Ferries</title>{DURATION}</item>"
    usual = fingerprints(feed_with(bare), "bad-duration")
    assert fingerprints(feed_with(item(""), bare), "bad-duration") == usual
    assert fingerprints(feed_with(bare, bare), "bad-duration")[0] == usual[0]
    assert fingerprints(feed_with(bare.replace("Ferries", "Quays")), "bad-duration") != usual


@cache
def broken_feeds() -> tuple[str, ...]:
    feeds = [
        wrap(next(iter(element.parents)), bad.xml).decode()
        for element in VOCABULARY.elements.values()
        for bad in element.bad
    ]
    for rule in load_rules("feed").values():
        assert isinstance(rule.bad, str)
        if rule.parent != "document":
            feeds.append(wrap(rule.parent or "channel", rule.bad).decode())
    return tuple(feeds)


def causes(findings: list[Finding]) -> dict[tuple[str, ...], int]:
    """What is wrong where, and how often: all that a fingerprint stands for."""
    counts: dict[tuple[str, ...], int] = {}
    for one in findings:
        path = re.sub(r"item\[\d+\]", "item[]", one.path)
        key = (one.rule, path, one.element, one.item, one.value, one.cause)
        counts[key] = counts.get(key, 0) + 1
    return counts


@pytest.mark.slow
@settings(deadline=None, max_examples=60)
@given(st.lists(st.sampled_from(broken_feeds()), min_size=1, max_size=5))
def test_no_two_findings_of_a_generated_feed_share_a_fingerprint(feeds: list[str]) -> None:
    bodies = [one[one.index("<channel>") + 9 : one.rindex("</channel>")] for one in feeds]
    feed = feed_with(*bodies)
    findings = findings_in(feed)
    assert len({one.fingerprint for one in findings}) == len(findings)
    moved = findings_in(feed.replace("><", ">\n<"))
    if causes(moved) == causes(findings):
        assert {one.fingerprint for one in moved} == {one.fingerprint for one in findings}


@pytest.mark.slow
def test_no_two_findings_of_a_real_feed_share_a_fingerprint(shared_data: Path) -> None:
    for path in sorted(shared_data.glob("feeds/*.xml")):
        if path.stat().st_size < 300_000:
            found = validate(path, profiles=PROFILES).findings
            assert len({one.fingerprint for one in found}) == len(found), path


def test_the_mark_is_the_same_only_for_the_same_cause() -> None:
    one = Finding("bad-url", "error", 'link is "x"; expected https://', path="/rss/channel/item[3]/link", value="x")  # fmt: skip
    same = Finding("bad-url", "error", 'link is "x"; expected https://', "", 7, 3, path="/rss/channel/item[4]/link", value="x")  # fmt: skip
    first, second = sign(one, "Ferries", "key"), sign(same, "Ferries", "key")
    assert first.fingerprint == second.fingerprint
    assert first.item == "Ferries"
    assert sign(same, "Ferries").fingerprint != first.fingerprint
    numbered = number_fingerprints([first, second])
    assert numbered[0] == first
    assert numbered[1].fingerprint not in ("", first.fingerprint)
