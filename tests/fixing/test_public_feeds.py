"""What two other readers see of public feeds stays the same when these are fixed without a guess."""

import re
from collections.abc import Iterator
from datetime import UTC, datetime
from html import unescape
from io import BytesIO
from pathlib import Path

import feedparser
import podcastparser
import pytest

from feedtool.findings.report import Report
from feedtool.fixing.fix import Fixed, add_edits, fix
from feedtool.validator.validate import validate

pytestmark = pytest.mark.slow

NOW = datetime(2026, 1, 1, tzinfo=UTC)
SHARED = Path(__file__).parents[3] / "shared"
FOLDERS = ("data/feeds", "data/feedparser-cases", "data/w3c-cases", "cases/feeds")
# So many bytes of each folder are read, small feeds first: together, they take less than a minute.
MOST_BYTES = 700_000
# Behind these, other readers see something else than what is meant.
BROKEN = {
    "xml-reference", "xml-character", "xml-tag", "xml-unclosed", "xml-truncated", "not-well-formed",
    "bad-encoding", "encoding-contradiction", "bad-xml-declaration", "element-in-namespace",
    "namespace-on-rss", "prefix-undeclared", "not-a-feed", "xml-version", "doctype-refused",
}  # fmt: skip
# What nobody sees before something else is fixed.
COME_TO_LIGHT = {"retired-element", "empty-value", "date-in-future", "value-padded"}
# A value with more than a hundred faults, and a second channel, which nobody can fix.
UNFIXED = ("mike-bailey-s-blog", "f29145a349")
LINKS = ("bad-url", "guid-not-url", "url-invisible-character")
Seen = dict[str, object]
SCRIPT = re.compile(r"<(script|style)\b.*?</\1\s*>", re.DOTALL | re.IGNORECASE)
TAG = re.compile(r"<[^<>]*>")


def choose() -> Iterator[Path]:
    for folder in FOLDERS:
        paths = sorted((SHARED / folder).rglob("*.xml"), key=lambda path: path.stat().st_size)
        total = 0
        for path in paths:
            total += path.stat().st_size
            if total > MOST_BYTES:
                break
            yield path


def words(text: object) -> str:
    """The letters that a listener reads, whatever is escaped how often."""
    shown = str(text)
    while (again := unescape(shown)) != shown:
        shown = again
    return "".join(re.findall(r"\w+", TAG.sub("", SCRIPT.sub("", shown))))


def as_moment(parsed: object) -> object:
    return tuple(parsed)[:6] if isinstance(parsed, tuple) else parsed


def by_feedparser(data: bytes) -> list[Seen]:
    feed = feedparser.parse(BytesIO(data), sanitize_html=False, resolve_relative_uris=False)
    return [
        {
            "guid": one.get("id"),
            "title": words(one.get("title", "")),
            "link": one.get("link", "").strip(),
            "notes": {words(one.get("summary", "")), *(words(c.value) for c in one.get("content", ()))},
            "enclosures": [(e.get("href"), e.get("length", "").strip()) for e in one.get("links", ()) if e.get("rel") == "enclosure"],
            "date": as_moment(one.get("published_parsed")),
        }
        for one in feed.entries
    ]  # fmt: skip


def by_podcastparser(data: bytes) -> list[Seen]:
    try:
        found = podcastparser.parse("https://example.com/feed.xml", BytesIO(data))
    except (podcastparser.FeedParseError, ValueError, LookupError, AttributeError):
        return []
    # It sorts the items by their dates, which it reads better after the fix.
    episodes = sorted(found["episodes"], key=lambda one: (one["guid"], one["title"]))
    return [
        {
            "guid": one["guid"],
            "title": words(one["title"]),
            "enclosures": [e["url"] for e in one["enclosures"]],
            "date": one["published"] or None,
        }
        for one in episodes
    ]


def differences(old: list[Seen], new: list[Seen], changed: set[str]) -> Iterator[object]:
    """Yield what a reader sees of the items otherwise than before, and should not."""
    if len(old) != len(new):
        yield len(old), len(new)
    for before, after in zip(old, new, strict=False):
        for key, was in before.items():
            if was != after[key] and key not in changed and (key, was) != ("date", None):
                yield key, was, after[key]


def changed_by(fixed: Fixed) -> set[str]:
    """What may look different: a link, or a date with the name of a town, which few can read."""
    elements = {one.element for one in fixed.fixed if one.rule in LINKS}
    towns = any("Europe/" in one.message for one in fixed.fixed)
    return {"link" if elements else "", "date" if towns else ""}


@pytest.mark.skipif(not SHARED.is_dir(), reason="the collection of public feeds is not here")
@pytest.mark.parametrize("path", [*choose()], ids=lambda path: f"{path.parent.name}/{path.stem}")
def test_a_public_feed(path: Path) -> None:
    data = path.read_bytes()
    before, fixed = validate(data, at=NOW), fix(data, at=NOW)
    assert fix(fixed.data, at=NOW).data == fixed.data
    left = add_edits(fixed.report, fixed.data).findings
    assert not [str(one) for one in left if one.fixable == "safe" and path.stem not in UNFIXED]
    if any(one.rule in BROKEN for one in before.findings):
        return
    assert not rules(fixed.report) - rules(before) - COME_TO_LIGHT
    for read in (by_feedparser, by_podcastparser):
        old, new = read(data), read(fixed.data)
        assert not [*differences(old, new, changed_by(fixed))]


def rules(report: Report) -> set[str]:
    return {one.rule for one in report.findings}
