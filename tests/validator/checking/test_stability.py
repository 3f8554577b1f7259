"""Findings keep their fingerprints while a feed changes elsewhere, whatever rule they break.

Each wrong example of the records, each broken feed of the tests and real feeds are changed as feeds
change in life: an episode comes on top, lines move, attributes change places, an old episode goes.
"""

import re
from collections import Counter
from collections.abc import Callable, Iterator
from datetime import UTC, datetime, timedelta
from email.utils import format_datetime, parsedate_to_datetime
from functools import cache
from pathlib import Path

import pytest
from sample import wrap

from feedtool.findings.report import Finding
from feedtool.validator.validate import validate
from feedtool.vocabulary import load_rules, load_vocabulary

FEEDS = Path(__file__).parents[2] / "feeds" / "broken"
PROFILES = tuple(load_vocabulary().profiles)
NOW = datetime(2026, 11, 2, tzinfo=UTC)
LARGE_BYTES = 400_000

EPISODE = """<item><title>A new quay at {title}</title>
<description>We walk along the quay of {title} at night and listen.</description>
<enclosure url="https://example.com/{title}.mp3" length="{length}" type="audio/mpeg"/>
{guid}<pubDate>{date}</pubDate>{season}</item>
"""
# What an episode may change in the feed as a whole: true before or after it comes, not both.
FACTS = {
    "build-date-old": "lastBuildDate stays while a newer episode comes",
    "items-unordered": "the first episode had a date in the future",
    "guid-forms-mixed": "its guid may be the first of its form",
    "season-on-some": "it may be the first without a season",
    "attribute-doubled": "which of two attributes is the second depends on their order",
}


def findings_in(feed: bytes) -> list[Finding]:
    return list(validate(feed, profiles=PROFILES, at=NOW).findings)


# The same feeds are changed in several ways.
findings_before = cache(findings_in)


def first_item(feed: bytes) -> int:
    """Where the first item starts, with the comments before it: they may silence rules for it."""
    match = re.search(rb"(?:<!--(?:(?!-->).)*-->\s*)*<item[ >/]", feed, re.DOTALL)
    return match.start() if match else -1


def newest_date(feed: bytes) -> datetime:
    dates = [datetime(2020, 11, 3, 10, tzinfo=UTC)]
    for text in re.findall(rb"<pubDate>([^<]*)</pubDate>", feed):
        try:
            date = parsedate_to_datetime(text.decode().strip())
        except ValueError:
            continue
        dates.append(date if date.tzinfo else date.replace(tzinfo=UTC))
    return max(date for date in dates if date < NOW)


def episode(title: str, date: datetime, feed: bytes) -> bytes:
    guid = re.search(rb"<guid[^>]*>\s*https?:", feed)
    season = re.search(rb"<itunes:season>\d+</itunes:season>", feed)
    lengths = re.findall(rb'<enclosure[^>]* length="(\d+)"', feed)
    length = int(lengths[0]) if len(lengths) > 1 == len(set(lengths)) else 41_234_567
    form = (
        "<guid>https://example.com/{}</guid>" if guid else '<guid isPermaLink="false">at-{}</guid>'
    )
    return EPISODE.format(
        title=title, length=length, date=format_datetime(date),
        guid=form.format(title.lower()), season=season[0].decode() if season else "",
    ).encode()  # fmt: skip


def add_on_top(feed: bytes) -> bytes:
    at = first_item(feed)
    date = min(newest_date(feed) + timedelta(days=1), NOW)
    return feed[:at] + episode("Kiel", date, feed) + feed[at:]


def add_at_the_end(feed: bytes) -> bytes:
    at = feed.rfind(b"</item>") + len(b"</item>")
    return feed[:at] + episode("Husum", datetime(2001, 2, 3, tzinfo=UTC), feed) + feed[at:]


def move_lines(feed: bytes) -> bytes:
    return re.sub(rb"(<item[ >/])", rb"\n<!-- the next one -->\n\n  \1", feed)


def turn_attributes(feed: bytes) -> bytes:
    """Swap the attributes of each tag that has exactly two."""
    pair = rb'(<[\w:]+)( [\w:]+="[^"<>]*")( [\w:]+="[^"<>]*")(\s*/?>)'
    return re.sub(pair, rb"\1\3\2\4", feed)


CHANGES: dict[str, Callable[[bytes], bytes]] = {
    "an episode on top": add_on_top,
    "moved lines": move_lines,
    "attributes in another order": turn_attributes,
}


@cache
def wrong_examples() -> tuple[bytes, ...]:
    elements = [
        wrap(next(iter(element.parents)), bad.xml)
        for element in load_vocabulary().elements.values()
        for bad in element.bad
    ]
    rules = [
        wrap(rule.parent or "channel", rule.bad)
        for rule in load_rules("feed").values()
        if rule.parent != "document" and isinstance(rule.bad, str)
    ]
    documents = [
        rule.bad.encode()
        for rule in load_rules("feed").values()
        if rule.parent == "document" and isinstance(rule.bad, str) and "<rss" in rule.bad
    ]
    return (*elements, *rules, *documents, *(path.read_bytes() for path in FEEDS.glob("*.xml")))


def changed_fingerprints(feed: bytes, change: Callable[[bytes], bytes]) -> Iterator[str]:
    """What is lost of the findings of a feed, and what is new outside the new episode."""
    if first_item(feed) < 0:
        return
    before, after = findings_before(feed), findings_in(change(feed))
    had = Counter(one.fingerprint for one in before)
    has = Counter(one.fingerprint for one in after)
    for one in before:
        if one.fingerprint not in has and one.rule not in FACTS:
            yield f"lost: {one}"
    for one in after:
        own = change is add_on_top and "/item[1]" in one.path
        if one.fingerprint not in had and not own and one.rule not in FACTS:
            yield f"new: {one}"


@pytest.mark.slow
@pytest.mark.parametrize("change", CHANGES.values(), ids=CHANGES)
def test_findings_of_wrong_examples_keep_their_fingerprints(
    change: Callable[[bytes], bytes],
) -> None:
    changed = {line for feed in wrong_examples() for line in changed_fingerprints(feed, change)}
    assert not changed


@pytest.mark.slow
def test_findings_keep_their_fingerprints_when_an_old_episode_goes() -> None:
    changed = set()
    for feed in wrong_examples():
        if feed.rfind(b"</item>") > 0:
            longer = add_at_the_end(feed)
            before = {one.fingerprint for one in findings_in(longer) if "at-husum" not in one.item}
            for one in findings_before(feed):
                if one.fingerprint not in before and one.rule not in FACTS:
                    changed.add(str(one))
    assert not changed


@pytest.mark.slow
@pytest.mark.parametrize("change", CHANGES.values(), ids=CHANGES)
def test_findings_of_real_feeds_keep_their_fingerprints(
    shared_data: Path, change: Callable[[bytes], bytes]
) -> None:
    changed = set()
    for path in sorted(shared_data.glob("feeds/*.xml")):
        if path.stat().st_size < LARGE_BYTES:
            lines = changed_fingerprints(path.read_bytes(), change)
            changed |= {f"{path.name} {line}" for line in lines}
    assert not changed
