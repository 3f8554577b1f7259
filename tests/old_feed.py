"""The feed of a show before it moved, and the files of the show that adopts it."""

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

from click.testing import Result
from lxml import etree

FEED = """<?xml version="1.0" encoding="UTF-8"?>
<rss version="2.0" xmlns:itunes="http://www.itunes.com/dtds/podcast-1.0.dtd"
  xmlns:podcast="https://podcastindex.org/namespace/1.0"><channel>
<title>Harbour Notes</title><link>https://old.example.com/</link>
<description>Talks about small ports.</description>{channel}{items}</channel></rss>"""
PODCAST_GUID = "917393e3-1b1e-5cef-ace4-edaa54e1f810"
AT = "https://media.example.com/1-nets.mp3"


def item(
    guid: str = "", audio: str = "", title: str = "", day: str = "01 Mar 2024", more: str = ""
) -> str:
    parts = [f"<title>{title}</title>", f"<pubDate>{day} 00:00:00 +0000</pubDate>", more]
    if guid:
        parts.append(guid if guid.startswith("<") else f'<guid isPermaLink="false">{guid}</guid>')
    if audio:
        parts.append(f'<enclosure url="{audio}" length="1000000" type="audio/mpeg"/>')
    return f"<item>{''.join(parts)}</item>"


def write_feed(
    folder: Path, *items: str, channel: str = f"<podcast:guid>{PODCAST_GUID}</podcast:guid>"
) -> Path:
    path = folder / "old.xml"
    path.write_text(FEED.format(channel=channel, items="".join(items)), "utf-8")
    return path


def write(show: Path, slug: str, title: str, day: str = "2024-03-01", keys: str = "") -> None:
    audio = f"{{url: https://media.example.com/{slug}.mp3, length: 1000000, duration: 60}}"
    if "audio:" in keys:
        audio, keys = keys.removeprefix("audio: ").split("\n", 1)
    (show / "episodes" / f"{slug}.md").write_text(
        f'---\ntitle: "{title}"\npublished: {day}\naudio: {audio}\n{keys}---\nWords of {title}.\n',
        "utf-8",
    )


NETS = item("old-1", "https://media.example.com/1-nets.mp3", "Nets")
BUOYS = item("old-2", "https://media.example.com/2-buoys.mp3", "Buoys", "08 Mar 2024")


def start_show(run: Callable[..., Result], folder: Path) -> Path:
    """Write a show of two episodes that was never built."""
    run("init", folder)
    for path in folder.glob("episodes/*"):
        path.unlink()
    write(folder, "1-nets", "Nets")
    write(folder, "2-buoys", "Buoys", "2024-03-08")
    return folder


def locked(show: Path) -> dict[str, Any]:
    data: dict[str, Any] = json.loads((show / "feed.lock").read_text("utf-8"))
    return data


def guids(show: Path) -> dict[str, str]:
    """The guids of the episodes that were adopted or published."""
    return {slug: one["guid"] for slug, one in locked(show)["episodes"].items() if one["hash"]}


def built_guids(show: Path) -> list[tuple[str, str]]:
    feed = etree.parse(show / "public" / "feed.xml")
    return [(str(one.text), one.get("isPermaLink", "")) for one in feed.iter("guid")]
