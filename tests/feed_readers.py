"""What independent readers find in a feed, each under the names of `feed_truth.py`.

A name that a reader has no field for is missing.
"""

import calendar
import io
import json
import os
import shutil
import subprocess
from collections.abc import Sequence
from pathlib import Path

import feedparser
import podcastparser
from feed_truth import Facts

HERE = Path(__file__).parent


def read_by_feedparser(data: bytes) -> Facts:
    # To make HTML harmless takes most of the time, and is not what is compared.
    parsed = feedparser.parse(data, sanitize_html=False, resolve_relative_uris=False)
    assert not parsed.bozo
    feed = parsed.feed
    return {
        "title": feed.title,
        "link": feed.link,
        "description": feed.subtitle,
        "language": feed.language,
        "copyright": feed.get("rights"),
        "self": next(one.href for one in feed.links if one.rel == "self"),
        "image": feed.image.href,
        "explicit": bool(feed.itunes_explicit),
        "type": feed.itunes_type,
        "author": feed.author,
        "owner": [feed.publisher_detail.get("name"), feed.publisher_detail.get("email")],
        "complete": feed.get("itunes_complete") == "Yes",
        "podcast_guid": feed.podcast_guid,
        "medium": feed.get("podcast_medium", "podcast"),
        "items": [_entry(one) for one in parsed.entries],
    }


def _entry(entry: feedparser.FeedParserDict) -> Facts:
    (enclosure,) = (one for one in entry.links if one.rel == "enclosure")
    number = entry.get("itunes_episode") or entry.get("podcast_episode")
    return {
        "guid": entry.id,
        "permalink": entry.guidislink,
        "title": entry.title,
        "short_title": entry.itunes_title,
        "link": entry.get("link"),
        "enclosure": [enclosure.href, int(enclosure.length), enclosure.type],
        "published": calendar.timegm(entry.published_parsed),
        "description": entry.get("summary"),
        "notes": entry.content[0].value if "content" in entry else "",
        "duration": int(entry.itunes_duration) if "itunes_duration" in entry else None,
        "season": int(entry.itunes_season) if "itunes_season" in entry else None,
        "number": float(number) if number else None,
        "type": entry.itunes_episodetype,
        "explicit": bool(entry.itunes_explicit),
        "image": entry.image.href if "image" in entry else None,
        "chapters": entry.get("podcast_chapters", {}).get("url"),
        "inner_chapters": [
            [_clock(one["start_parsed"].total_seconds()), one["title"]]
            for one in entry.get("psc_chapters", {}).get("chapters", [])
        ],
    }


def read_by_podcastparser(data: bytes) -> Facts:
    feed = podcastparser.parse("https://example.com/feed.xml", io.BytesIO(data))
    owner = feed.get("itunes_owner", {})
    return {
        "title": feed["title"],
        "link": feed["link"],
        "description": feed["description"],
        "language": feed.get("language"),
        "image": feed["cover_url"],
        "explicit": feed["explicit"],
        "type": feed["type"],
        "author": feed["itunes_author"],
        "owner": [owner.get("name"), owner.get("email")],
        "categories": feed["itunes_categories"],
        "items": [_episode(one) for one in feed["episodes"]],
    }


def _episode(episode: Facts) -> Facts:
    (enclosure,) = episode["enclosures"]
    # An unknown size is -1 there.
    return {
        "guid": episode["guid"],
        "title": episode["title"],
        "link": episode["link"] or None,
        "enclosure": [enclosure["url"], max(enclosure["file_size"], 0), enclosure["mime_type"]],
        "published": episode["published"],
        "notes": episode["description_html"],
        "duration": episode["total_time"] or None,
        "season": episode.get("season"),
        "number": episode.get("number"),
        "type": episode["type"],
        "explicit": episode["explicit"],
        "image": episode.get("episode_art_url"),
        "transcripts": [[episode["transcript_url"], ""]] if episode.get("transcript_url") else [],
        "chapters": episode.get("chapters_json_url"),
        "inner_chapters": [
            [_clock(one["start"]), one["title"]] for one in episode.get("chapters", [])
        ],
    }


def _clock(seconds: float) -> str:
    return f"{seconds // 3600:02.0f}:{seconds // 60 % 60:02.0f}:{seconds % 60:06.3f}"


IN_PYTHON = {"feedparser": read_by_feedparser, "podcastparser": read_by_podcastparser}
IN_NODE = ("feedsmith", "partytime")
PACKAGES = ("feedsmith", "podcast-partytime")


def why_not_node(*packages: str) -> str:
    """Why readers in JavaScript cannot be asked here, "" if they can; without names, those of feeds."""
    if shutil.which("node") is None:
        return "node is not here"
    folder = os.environ.get("FEED_READERS")
    names = packages or PACKAGES
    if not folder:
        return f"FEED_READERS names no folder with {' and '.join(names)}; .ci/run makes it"
    missing = [
        name
        for name in names
        if not (Path(folder) / "node_modules" / name / "package.json").is_file()
    ]
    return f"{folder} has no {' and no '.join(missing)}" if missing else ""


def read_by_node(paths: Sequence[Path]) -> dict[str, dict[str, Facts]]:
    """What each reader finds in each feed, by the path of the feed and the name of the reader."""
    done = subprocess.run(
        ["node", str(HERE / "read_feeds.mjs"), *map(str, paths)], capture_output=True, check=False
    )
    assert done.returncode == 0, done.stderr.decode()
    found: dict[str, dict[str, Facts]] = json.loads(done.stdout)
    return found
