"""A daily news show of any number of episodes, the same each time."""

from datetime import UTC, datetime, timedelta
from pathlib import Path

_WORDS = [
    "tide",
    "lamp",
    "ferry",
    "night",
    "keeper",
    "chart",
    "fog",
    "rope",
    "gull",
    "pier",
    "engine",
    "radio",
    "storm",
    "light",
    "harbour",
    "crane",
]
_SHOW = """\
title: Harbour Daily
link: https://example.com/daily
feed_url: https://example.com/daily/feed.xml
media_url: https://media.example.com/daily/
language: en
timezone: Europe/Lisbon
description: What happened in the small ports of the coast, every day at six.
author: Mira Holt
owner: {name: Mira Holt, email: daily@example.com}
hosts: [mira]
categories: [News > Daily News]
artwork: https://example.com/daily/cover.jpg
copyright: Mira Holt
medium: podcast
update_frequency: {rrule: FREQ=DAILY, text: Every day at six}
title_format: "{title} - {guests}"
"""
_PEOPLE = """\
mira: {name: Mira Holt, url: "https://example.com/mira"}
bo: {name: Bo Lind, organization: Port of Example}
ada: {name: Ada Quay}
"""


def _words(seed: int, count: int) -> str:
    return " ".join(_WORDS[(seed * 7 + at * (3 + seed % 5)) % len(_WORDS)] for at in range(count))


def write_daily_news(folder: Path, episodes: int) -> None:
    """Write a show with notes of 1 KB an episode; each has a few things that the others lack."""
    (folder / "episodes").mkdir(parents=True)
    (folder / "show.yaml").write_text(_SHOW, "utf-8")
    (folder / "people.yaml").write_text(_PEOPLE, "utf-8")
    first = datetime(2018, 1, 1, 6, tzinfo=UTC)
    for number in range(1, episodes + 1):
        day = first + timedelta(days=number)
        guests = ("", "guests: [bo]\n", "guests: [ada, bo]\n")[number % 3]
        extra = "explicit: true\n" if number % 10 == 0 else ""
        extra += f"link: https://example.com/daily/{number}\n" if number % 2 else ""
        notes = "\n\n".join(
            f"{_words(number + at, 12)} **{at}** [read](https://example.com/{number}/{at}) – {_words(at, 6)}"
            for at in range(8)
        )
        (folder / "episodes" / f"{number:04}-news.md").write_text(
            f"---\nnumber: {number}\ntitle: {_words(number, 3).capitalize()} on day {number}\n"
            f"published: {day:%Y-%m-%d} 06:00\n"
            f"audio: {{url: https://media.example.com/daily/{number}.mp3, length: {9_000_000 + number * 77}, "
            f"duration: {600 + number % 300}}}\n{guests}{extra}---\n{notes}\n",
            "utf-8",
        )
