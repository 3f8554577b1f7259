"""Fingerprints tell findings of one feed apart, and stay while the feed changes elsewhere."""

import re
from functools import cache
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from sample import NAMES, wrap

from feedtool.findings.report import Finding
from feedtool.validator.checking.fingerprints import number_fingerprints, sign, sign_source
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


def test_equal_findings_of_an_item_are_numbered_from_its_top() -> None:
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
    assert fingerprints(feed_with(bare.replace("Ferries", "Quays")), "bad-duration") != usual


@pytest.mark.parametrize(
    "known_by",
    [
        "<enclosure url='https://example.com/1.mp3' length='1' type='audio/mpeg'/>",
        "<link>https://example.com/1</link>",
        "<pubDate>Tue, 03 Nov 2020 10:00:00 +0000</pubDate>",
        "<description>Who rides at night?</description>",
    ],
    ids=["enclosure", "link", "date", "description"],
)
def test_item_without_guid_and_title_is_known_by_what_it_has(known_by: str) -> None:
    bare = f"<item>{DURATION}{known_by}</item>"
    other = f"<item>{DURATION}{known_by.replace('1', '2').replace('Who', 'Nobody')}</item>"
    usual = fingerprints(feed_with(bare), "bad-duration")
    assert fingerprints(feed_with(other), "bad-duration") != usual
    assert fingerprints(feed_with(item(""), other, bare), "bad-duration")[1:] == usual


def test_of_two_equal_items_the_lower_one_is_known() -> None:
    # A copy of the newest episode whose guid nobody has changed.
    usual = fingerprints(feed_with(item(DURATION)), "bad-duration")
    copied = fingerprints(feed_with(item(DURATION), item(DURATION)), "bad-duration")
    assert copied[1:] == usual
    assert copied[0] not in usual


@pytest.mark.parametrize(
    ("inside", "rule"),
    [
        ("<itunes:order>1</itunes:order>", "retired-element"),
        ("<x:a/>", "prefix-undeclared"),
        ("<author x:id='7'>ed@example.com (Mira Holt)</author>", "prefix-undeclared"),
        ("<a:b:c/>", "bad-qualified-name"),
        ("<link>https://example.com/home</link>", "link-shared"),
        ("<pubDate>Tue, 03 Nov 2020 10:00:00 +0000</pubDate>", "date-shared"),
    ],
)
def test_what_is_said_once_of_all_items_stays_when_the_next_item_has_it_too(
    inside: str, rule: str
) -> None:
    items = [item(inside, f"harbour-{number}") for number in range(8)]
    usual = fingerprints(feed_with(*items), rule)
    assert len(usual) == 1
    assert fingerprints(feed_with(item(inside, "harbour-8"), *items), rule) == usual


def test_order_of_retired_elements_does_not_matter() -> None:
    order, keywords = "<itunes:order>1</itunes:order>", "<itunes:keywords>x</itunes:keywords>"
    items = [item(order, "harbour-1"), item(keywords, "harbour-2")]
    one, other = feed_with(*items), feed_with(*items[::-1])
    assert fingerprints(one, "retired-element") == fingerprints(other, "retired-element")


def test_source_is_known_by_its_file_and_its_words() -> None:
    found = Finding("updated-early", "warning", "updated is before line 7", "shows/a.md", 3, 1)
    moved = Finding("updated-early", "warning", "updated is before line 9", "/a.md", 5, 1)
    other = Finding("updated-early", "warning", "updated is before line 7", "shows/b.md", 3, 1)
    mark = sign_source(found, "a.md").fingerprint
    assert sign_source(moved, "a.md").fingerprint == mark
    assert sign_source(other, "b.md").fingerprint != mark
    signed = sign(Finding("bad-url", "error", "…"))
    assert sign_source(signed, "a.md") == signed


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
    assert numbered[1] == second
    assert numbered[0].fingerprint not in ("", first.fingerprint)
