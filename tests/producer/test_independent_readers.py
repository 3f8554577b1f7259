"""Independent readers find in our feeds what the sources say, field by field.

Where a reader is wrong, `FAULTS` says so, with the reason; a fault that is gone fails the test.
"""

import io
import shutil
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import feedparser
import podcastparser
import pytest
from daily_news import write_daily_news
from feed_readers import IN_NODE, IN_PYTHON, read_by_node, why_not_node
from feed_truth import Facts, tell, words

from feedtool.producer.build import build
from feedtool.show.placeholder import make_cover, make_silence
from feedtool.show.reading import load_show

pytestmark = pytest.mark.slow
ROOT = Path(__file__).resolve().parents[2]
READERS = [*IN_PYTHON, *IN_NODE]


@dataclass(frozen=True)
class Fault:
    """Why a reader finds something else than the feed says, and what it finds, by the truth."""

    why: str
    sees: Callable[[Facts], Any]


def whole_number(truth: Facts) -> Any:
    return truth["number"] if isinstance(truth["number"], int) and truth["number"] else None


# By reader and field.
OLD_ADDRESS = "it knows the namespace by its old address alone"
FAULTS = {
    ("podcastparser", "transcripts"): Fault(OLD_ADDRESS, lambda _: []),
    ("podcastparser", "chapters"): Fault(OLD_ADDRESS, lambda _: None),
    ("feedparser", "author"): Fault(
        "it takes itunes:owner for the author if it comes later", lambda one: one["owner"][0]
    ),
    ("feedparser", "explicit"): Fault(
        "it knows yes and clean, not true and false", lambda _: False
    ),
    ("feedparser", "permalink"): Fault(
        "a guid is no link for it where the item has a link", lambda _: False
    ),
    ("podcastparser", "number"): Fault("it reads itunes:episode alone", whole_number),
    ("podcastparser", "inner_chapters"): Fault(
        "it cuts off parts of seconds",
        lambda one: [[f"{start[:8]}.000", title] for start, title in one["inner_chapters"]],
    ),
    ("partytime", "duration"): Fault(
        "it knows no missing duration", lambda one: one["duration"] or 0
    ),
}
EVERYTHING = {
    "show.yaml": """
title: Harbour & Co <live>
link: https://example.com/
feed_url: https://example.com/feed.xml
media_url: https://media.example.com/
description: Talks about *small* ports.
language: en-GB
timezone: Europe/London
author: Mira Holt
owner: {name: Mira Holt, email: ed@example.com}
hosts: [mira]
cohosts: [{name: Bo Lind}]
categories: [Technology, "Society & Culture > Documentary"]
explicit: true
type: serial
artwork: artwork/cover.png
copyright: Mira Holt
funding: {url: "https://example.com/give", text: Give & take}
locked: false
title_format: "#{number} {title}"
complete: true
chapters_in_feed: true
medium: podcast
publisher: 003af0a0-6a45-55cf-b765-68e3d349551a
feeds:
  opus: {title: Harbour in Opus, audio: opus, locked: true}
live_items:
  title: A stream
  guid: stream-1
  status: live
  start: 2024-05-01T20:00
  published: 2024-05-01T19:00
  link: https://example.com/stream
  summary: The text of the stream.
  explicit: false
  block: true
  artwork: artwork/live.png
  tags: [streams]
  author_email: stream@example.com (Somebody Else)
  comments: https://example.com/stream/comments
  guests: [{name: Noor}]
  notes: The *notes* of the stream.
  audio: {url: "https://example.com/stream", type: audio/mpeg}
  chat: {server: chat.example.com, protocol: irc}
""",
    "people.yaml": "mira: {name: Mira Holt, url: 'https://example.com/mira'}\n",
    "episodes/0-pilot.md": """---
title: The pilot "0"
number: 0
published: 2024-01-01T07:00
audio: {url: "https://example.com/hls.m3u8", length: 0, duration: 0}
type: bonus
explicit: false
---
A pilot with [a link](https://example.com/pilot).
""",
    "episodes/1-nets.md": """---
title: Nets & ropes
number: 1
season: 2
published: 2024-07-01T07:00
audio: [1.mp3, {url: "https://media.example.com/1.opus", length: 600000}]
link: https://example.com/nets
guid: https://example.com/nets
summary: How nets are made.
guests: [{name: Noor Haddad, organization: Port}]
crew: {editor: mira}
transcript: transcripts/1.vtt
chapters: [{start: 0:03.25, title: "Knots & bends"}, {start: 0, title: Hello}]
artwork: artwork/live.png
soundbites: {start_time: 0:01, duration: 15, text: Knots}
---
Nets are **made** by hand &mdash; "always".
""",
    "episodes/2-half.md": """---
title: A half
number: 1.5
published: 2024-07-08T07:00
audio: [{url: "https://media.example.com/2.m4a", length: 700000, duration: 1:02:03}, {url: "https://media.example.com/2.opus", length: 500000}]
---
Half of it.
""",
}


def write_everything(folder: Path) -> None:
    """A show with what each reader has a field for, and values that readers stumble over."""
    for name, text in EVERYTHING.items():
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_text(text.lstrip(), "utf-8")
    files = {
        "audio/1.mp3": make_silence(7),
        "artwork/cover.png": make_cover(1400),
        "artwork/live.png": make_cover(1500),
        "transcripts/1.vtt": b"WEBVTT\n\n00:00.000 --> 00:04.000\nHello\n",
    }
    for name, data in files.items():
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_bytes(data)


@pytest.fixture(scope="module")
def shows(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Path]:
    """The shows whose feeds are read, built."""
    root = tmp_path_factory.mktemp("readers")
    ignore = shutil.ignore_patterns("public", ".feedtool", "feed.lock")
    for name in ("lighthouse", "product-squad"):
        shutil.copytree(ROOT / "feeds" / name, root / name, ignore=ignore)
    write_daily_news(root / "daily-news", 40)
    write_everything(root / "everything")
    for folder in root.iterdir():
        build(load_show(folder))
    return {folder.name: folder for folder in root.iterdir()}


FEEDS = {
    "lighthouse": ("lighthouse", "feed"),
    "product-squad": ("product-squad", "feed"),
    "daily-news": ("daily-news", "feed"),
    "everything": ("everything", "feed"),
    "one format": ("everything", "opus"),
}


def path_of(shows: dict[str, Path], name: str) -> Path:
    show, feed = FEEDS[name]
    return shows[show] / "public" / f"{feed}.xml"


@pytest.fixture(scope="module")
def by_node(shows: dict[str, Path]) -> dict[str, dict[str, Facts]]:
    why = why_not_node()
    if why:
        pytest.skip(why)
    return read_by_node([path_of(shows, name) for name in FEEDS])


@pytest.fixture(params=READERS)
def reader(request: pytest.FixtureRequest) -> str:
    return str(request.param)


def read(reader: str, name: str, shows: dict[str, Path], request: pytest.FixtureRequest) -> Facts:
    path = path_of(shows, name)
    if reader in IN_PYTHON:
        return IN_PYTHON[reader](path.read_bytes())
    return request.getfixturevalue("by_node")[str(path)][reader]


def differences(reader: str, found: Facts, truth: Facts) -> Iterator[tuple[str, Any, Any]]:
    """Yield each field that a reader has and that differs: its name, what was found, the truth."""
    by_guid = {one["guid"]: one for one in found["items"]}
    if by_guid.keys() != truth["items"].keys():
        yield "items", sorted(by_guid), sorted(truth["items"])
        return
    pairs = [(found, truth), *((by_guid[guid], one) for guid, one in truth["items"].items())]
    for got, true in pairs:
        for name in true.keys() & got.keys() - {"items"}:
            fault = FAULTS.get((reader, name))
            expected = fault.sees(true) if fault else true[name]
            if not same(name, got[name], expected):
                yield name, got[name], expected
    for guid, one in truth["items"].items():
        said = words(by_guid[guid].get("description", one["notes"]))
        if one["summary"] not in ([], said) and not contains(said, one["notes"]):
            yield "summary", said, one["summary"]


def same(name: str, got: Any, true: Any) -> bool:
    if name in ("description", "notes"):
        return contains(words(got), true)
    return bool(normal(name, got) == normal(name, true))


def contains(found: list[str], wanted: list[str]) -> bool:
    """Whether all words are there; a table may become a list, and a footer may follow."""
    return not set(wanted) - set(found)


def normal(name: str, value: Any) -> Any:
    """What is the same for readers in another form: no value, letters of roles, 12 and 12.0."""
    if name in ("people", "categories"):
        return [[str(one).lower() for one in part if one] for part in value]
    if name == "transcripts":
        return sorted(one if isinstance(one, str) else one[0] for one in value)
    if name in ("explicit", "complete", "locked", "permalink"):
        return bool(value)
    return value if value or value == 0 else None


@pytest.mark.parametrize("name", FEEDS)
def test_a_reader_finds_what_the_sources_say(
    reader: str, name: str, shows: dict[str, Path], request: pytest.FixtureRequest
) -> None:
    found = read(reader, name, shows, request)
    truth = tell(shows[FEEDS[name][0]], FEEDS[name][1])
    assert list(differences(reader, found, truth)) == []


def test_each_fault_of_a_reader_is_still_there(shows: dict[str, Path]) -> None:
    truths = [tell(shows[show], feed) for show, feed in FEEDS.values()]
    for (reader, name), fault in FAULTS.items():
        facts = [one for truth in truths for one in (truth, *truth["items"].values())]
        assert any(not same(name, fault.sees(one), one[name]) for one in facts if name in one), (
            f"{reader}: {name}: {fault.why}"
        )


def test_all_feeds_have_a_value_for_each_field(shows: dict[str, Path]) -> None:
    """A field that is empty everywhere would compare nothing."""
    truths = [tell(shows[show], feed) for show, feed in FEEDS.values()]
    facts = [one for truth in truths for one in (truth, *truth["items"].values())]
    empty = {name for one in facts for name in one} - {
        name for one in facts for name, value in one.items() if value
    }
    assert empty == set()


# What feedparser has of a stream where the channel itself says nothing, and why that does no harm.
OF_THE_STREAM = {
    "id": "a channel has no guid",
    "guidislink": "a channel has no guid",
    "itunes_block": "the show is not blocked, and says nothing",
    "itunes_episodetype": "a channel has no type of episode",
    "itunes_title": "a channel has it only if it differs from the title",
    "comments": "a channel has no page for comments",
    "published": "a channel of ours has only lastBuildDate",
    "published_parsed": "a channel of ours has only lastBuildDate",
    "podcast_liveitem": "it is the live item itself",
    "podcast_chat": "a chat of the stream",
}


@pytest.fixture(scope="module")
def with_and_without(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, Path]:
    """The feeds of a show with a live stream, and of the same show without it."""
    root = tmp_path_factory.mktemp("live")
    for name in ("with", "without"):
        write_everything(root / name)
    path = root / "without" / "show.yaml"
    path.write_text(path.read_text("utf-8").partition("live_items:")[0], "utf-8")
    for name in ("with", "without"):
        build(load_show(root / name))
    return root / "with" / "public" / "feed.xml", root / "without" / "public" / "feed.xml"


def test_feedparser_takes_no_value_of_the_show_from_a_stream(
    with_and_without: tuple[Path, Path],
) -> None:
    one, other = (
        feedparser.parse(path.read_bytes(), sanitize_html=False) for path in with_and_without
    )
    # Each value that the show has is the show's; lists have those of the stream besides.
    lists = {"links", "tags", "authors"}
    changed = {key for key in other.feed.keys() - lists if one.feed[key] != other.feed[key]}
    # It keeps the details of the first author that it meets; the author itself is the show's.
    assert changed == {"author_detail"}
    for key in lists & other.feed.keys():
        assert [item for item in one.feed[key] if item in other.feed[key]] == other.feed[key], key
    assert one.feed.keys() - other.feed.keys() - lists == OF_THE_STREAM.keys()
    assert one.entries == other.entries


def test_podcastparser_does_not_see_a_stream(with_and_without: tuple[Path, Path]) -> None:
    one, other = (
        podcastparser.parse("https://example.com/feed.xml", io.BytesIO(path.read_bytes()))
        for path in with_and_without
    )
    assert one == other


def test_readers_of_podcasting_2_find_the_stream_and_nothing_else(
    with_and_without: tuple[Path, Path],
) -> None:
    why = why_not_node()
    if why:
        pytest.skip(why)
    found = read_by_node(with_and_without)
    for reader in IN_NODE:
        one, other = (found[str(path)][reader] for path in with_and_without)
        live = {key: one.pop(key) for key in ("live", "live_titles") if key in one}
        assert [len(value) for value in live.values()] == [1] * len(live)
        for key in live:
            other.pop(key)
        assert one == other
