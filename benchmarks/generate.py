"""Feeds and shows of any size, the same each time."""

import shutil
from datetime import UTC, datetime, timedelta
from pathlib import Path

from feedtool.values.rss_dates import format_rss_date

_WORDS = [
    "tide", "lamp", "ferry", "night", "keeper", "chart", "fog", "rope", "gull", "pier", "engine",
    "radio", "storm", "light",
]  # fmt: skip

_HEAD = """<?xml version="1.0" encoding="UTF-8"?>
<rss version="2.0" xmlns:atom="http://www.w3.org/2005/Atom" xmlns:content="http://purl.org/rss/1.0/modules/content/" xmlns:itunes="http://www.itunes.com/dtds/podcast-1.0.dtd" xmlns:podcast="https://podcastindex.org/namespace/1.0">
  <channel>
    <title>Harbour Notes</title>
    <link>https://example.com/</link>
    <description>Talks about small ports.</description>
    <language>en</language>
    <itunes:author>Mira Holt</itunes:author>
    <itunes:image href="https://example.com/cover.jpg"/>
    <itunes:category text="Technology"/>
    <itunes:explicit>false</itunes:explicit>
    <podcast:guid>d84ced82-1926-54c0-88c2-bb01dd35d7e3</podcast:guid>
    <podcast:locked>yes</podcast:locked>
    <atom:link rel="self" type="application/rss+xml" href="https://example.com/feed.xml"/>
"""
_ITEM = """    <item>
      <title>{title}</title>
      <link>https://example.com/{n}</link>
      <description>{plain}</description>
      <pubDate>{day}, {date} +0000</pubDate>
      <enclosure url="https://media.example.com/{n}.mp3" length="{length}" type="audio/mpeg"/>
      <guid isPermaLink="false">harbour-{n:05}</guid>
      <itunes:title>{title}</itunes:title>
      <itunes:duration>{duration}</itunes:duration>
      <itunes:episode>{n}</itunes:episode>
      <itunes:episodeType>full</itunes:episodeType>
      <itunes:explicit>false</itunes:explicit>
      <itunes:image href="https://example.com/{n}.jpg"/>
      <podcast:person role="host" group="cast">Mira Holt</podcast:person>
      <podcast:transcript url="https://example.com/{n}.vtt" type="text/vtt"/>
      <content:encoded><![CDATA[{notes}]]></content:encoded>
    </item>
"""


def sentence(seed: int, words: int) -> str:
    """Return some words that depend on nothing but the seed."""
    return " ".join(_WORDS[(seed * 7 + at * (3 + seed % 5)) % len(_WORDS)] for at in range(words))


def make_feed(episodes: int) -> bytes:
    """Return a feed without findings, about 3 KB an episode."""
    parts = [_HEAD]
    for n in range(episodes, 0, -1):
        date = format_rss_date(datetime(2000, 1, 1, 6, tzinfo=UTC) + timedelta(hours=20 * n))
        notes = "".join(
            f'<p>{sentence(n + at, 14)} <a href="https://example.com/{n}/{at}">more</a>.</p>\n'
            for at in range(14)
        )
        parts.append(
            _ITEM.format(
                n=n, title=f"{sentence(n, 4)} on day {n}", plain=sentence(n, 20),
                day=date[:3], date=date[5:-6], length=20_000_000 + n * 977,
                duration=900 + n % 4000, notes=notes,
            )
        )  # fmt: skip
    return "".join([*parts, "  </channel>\n</rss>\n"]).encode()


def make_show(folder: Path, episodes: int) -> None:
    """Write a show with notes of 1 KB an episode."""
    _write_show(folder)
    for n in range(1, episodes + 1):
        notes = "\n\n".join(f"{sentence(n + at, 12)} **{at}** [x](https://example.com/{at})"
                            for at in range(10))  # fmt: skip
        _write_episode(folder, n, "guests: [{name: Bo Lind, organization: Port}]\n", notes)


def make_plain_show(folder: Path, episodes: int) -> None:
    """Write a show with a sentence an episode; all that its feed says is in the files."""
    _write_show(folder)
    for n in range(1, episodes + 1):
        _write_episode(folder, n, "", f"{sentence(n, 12)}.")


def _write_show(folder: Path) -> None:
    (folder / "episodes").mkdir(parents=True)
    (folder / "show.yaml").write_text(
        "title: Harbour Notes\nlink: https://example.com/\n"
        "feed_url: https://example.com/feed.xml\ndescription: Talks about small ports.\n"
        "language: en\ntimezone: UTC\nowner: {name: Mira Holt, email: ed@example.com}\n"
        "categories: [Technology]\nartwork: https://example.com/cover.jpg\n",
        "utf-8",
    )


def _write_episode(folder: Path, n: int, keys: str, notes: str) -> None:
    day = f"{2000 + n // 336:04}-{n // 28 % 12 + 1:02}-{n % 28 + 1:02}"
    (folder / "episodes" / f"{n:05}-x.md").write_text(
        f"---\nnumber: {n}\ntitle: {sentence(n, 4)} on day {n}\npublished: {day}T06:00:00Z\n"
        f"audio: {{url: https://example.com/{n}.mp3, length: {10_000_000 + n}, "
        f"duration: 52:10}}\n{keys}---\n{notes}\n",
        "utf-8",
    )


def forget(show: Path) -> None:
    """Remove what an earlier build has left."""
    for name in ("public", ".feedtool"):
        shutil.rmtree(show / name, ignore_errors=True)
    (show / "feed.lock").unlink(missing_ok=True)
