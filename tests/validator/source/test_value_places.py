"""Wherever a finding quotes a value, this value stands at its place, however the feed is written."""

from functools import cache
from pathlib import Path

import pytest
from sample import wrap
from value_places import WAYS, Bytes, rewrite, wrong_place

from feedtool.validator.validate import validate
from feedtool.vocabulary import load_rules, load_vocabulary

pytestmark = pytest.mark.slow

VOCABULARY = load_vocabulary()
PROFILES = tuple(VOCABULARY.profiles)


@cache
def broken_feeds() -> tuple[str, ...]:
    """A feed for each bad example of an element or a rule that has a finding with a value."""
    feeds = [
        wrap(next(iter(element.parents)), bad.xml).decode()
        for element in VOCABULARY.elements.values()
        for bad in element.bad
    ]
    for rule in load_rules("feed").values():
        assert isinstance(rule.bad, str)
        whole = rule.parent == "document"
        feeds.append(rule.bad if whole else wrap(rule.parent or "channel", rule.bad).decode())
    # A feed that declares another encoding cannot be written in UTF-8 here.
    plain = [one for one in feeds if "encoding=" not in one.partition("?>")[0]]
    return tuple(one for one in plain if any(values_in(one)))


def values_in(feed: str) -> list[str]:
    return [one.value for one in validate(feed.encode(), profiles=PROFILES).findings]


@pytest.mark.parametrize("way", WAYS)
def test_value_stands_at_its_place(way: str) -> None:
    wrong = []
    # A third of the feeds is enough for each way; together the ways meet all of them.
    for feed in broken_feeds()[[*WAYS].index(way) % 3 :: 3]:
        text = WAYS[way](feed)
        there = Bytes(text)
        for finding in validate(text.encode(), profiles=PROFILES).findings:
            if found := wrong_place(there, finding):
                wrong.append(f"{finding}: {finding.value!r}, but there is {found!r}")
    assert wrong == []
    assert len(broken_feeds()) > 300


def test_the_ways_change_the_feeds() -> None:
    feed = "".join(broken_feeds())
    written = {way: change(feed) for way, change in WAYS.items()}
    assert len(set(written.values())) == len(WAYS)
    assert rewrite(feed, lambda text: text) == feed


def test_value_of_a_real_feed_stands_at_its_place(shared_data: Path) -> None:
    wrong = []
    for path in sorted(shared_data.glob("feeds/*.xml")):
        if path.stat().st_size > 100_000:
            continue
        try:
            text = path.read_bytes().decode()
        except UnicodeDecodeError:
            continue
        there = Bytes(text)
        for finding in validate(path, profiles=PROFILES).findings:
            if found := wrong_place(there, finding):
                wrong.append(f"{finding}: {finding.value!r}, but there is {found!r}")
    assert wrong == []


@pytest.mark.parametrize(
    ("text", "quoted", "place"),
    [
        ("<title> yes </title>", " yes ", (2, 8, 2, 9)),
        ("<title>yes  </title>", "yes  ", (2, 11, 2, 13)),
        ("<title>yes\n </title>", "yes\\n ", (2, 11, 3, 2)),
        ("<title>\n yes</title>", "\\n yes", (2, 8, 3, 2)),
        ("<title><![CDATA[yes ]]></title>", "yes ", (2, 20, 2, 21)),
        ("<title>yes&#32;</title>", "yes ", (2, 11, 2, 16)),
        ("<title>" + "port " * 15 + "</title>", "…ort " + "port " * 11, (2, 82, 2, 83)),
    ],
)  # fmt: skip
def test_padding_is_marked_and_quoted(text: str, quoted: str, place: tuple[int, ...]) -> None:
    feed = wrap("item", f"\n{text}")
    (finding,) = validate(feed, profiles=["rss"], select=["value-padded"]).findings
    assert f'"{quoted}"' in finding.message
    assert (finding.line, finding.column, finding.end_line, finding.end_column) == place
    assert finding.value.strip("\\n ") == ""


@pytest.mark.parametrize(
    ("xml", "rule", "place"),
    [
        ('<link>https://example.com/?a=1&amp;b 2</link>', "bad-url", (2, 7, 2, 39)),
        ("<itunes:duration>12 &#109;in</itunes:duration>", "bad-duration", (2, 18, 2, 29)),
        ('<guid isPermaLink="perhaps">harbour-0001</guid>', "bad-boolean", (2, 20, 2, 27)),
        ("<title>Episode 7: The night ferry</title>", "title-numbered", (2, 8, 2, 34)),
        ("<title>The <![CDATA[&amp;]]> ferry</title>", "entity-in-text", (2, 21, 2, 26)),
        ("<pubDate>2020-\n11</pubDate>", "bad-date", (2, 10, 3, 3)),
        ("<guid isPermaLink='false'> harbour-0001</guid>", "guid-padded", (2, 27, 2, 28)),
    ],
)  # fmt: skip
def test_end_of_a_value_is_known(xml: str, rule: str, place: tuple[int, ...]) -> None:
    (finding,) = validate(wrap("item", f"\n{xml}"), select=[rule]).findings
    assert (finding.line, finding.column, finding.end_line, finding.end_column) == place
