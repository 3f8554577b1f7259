"""Chapters beside an episode, each fault at its key; shows and arguments made in Python."""

import json
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path

import pytest
from click.testing import Result

from feedtool import Episode, Show, SourceError, build

pytestmark = pytest.mark.slow

Run = Callable[..., Result]


@pytest.fixture
def show(run: Run, tmp_path: Path) -> Path:
    folder = tmp_path / "show"
    run("init", folder)
    (folder / "chapters").mkdir()
    return folder


def write(show: Path, keys: str) -> None:
    (show / "episodes" / "001-the-first-episode.md").write_text(
        f"---\ntitle: Nets\npublished: 2024-03-01\naudio: 001.mp3\n{keys}\n---\nNotes.\n", "utf-8"
    )


def told(run: Run, show: Path) -> list[str]:
    """The lines on standard error, without the folder and the summary."""
    result = run("build", show)
    lines = [line.removeprefix(f"{show.as_posix()}/") for line in result.stderr.splitlines()]
    return lines[:-1] if result.exit_code else lines


@pytest.mark.parametrize(
    ("chapters", "says"),
    [
        ([{"startTime": 0, "title": "Start"}, {"startTime": 2.5, "title": "More", "toc": True}], []),
        ([{"startTime": 0, "title": "Start"}, {"startTime": 1, "toc": False}], []),
        ([], ["warning: 1:1: it has no chapters [chapters-empty]"]),
        ([{"startTime": "0:04", "title": "x"}], ['warning: 1:49: startTime of chapter 1 is "0:04", a text; expected a number: 4 [bad-chapters]']),
        ([{"titel": "x"}], ["error: 1:35: startTime of chapter 1 is missing; expected seconds, e.g. 64.5 [chapter-bad-time]"]),
        ([{"startTime": -1}], ["error: 1:49: startTime of chapter 1 is -1; expected seconds, e.g. 64.5 [chapter-bad-time]"]),
        ([{"startTime": 0, "titel": "x"}], ["warning: 1:35: chapter 1 has no title [chapter-without-title]"]),
        ([{"startTime": 3, "title": "b"}, {"startTime": 0, "title": "a"}],
         ["warning: 1:81: chapter 2 starts at 0:00, before the one in front of it, 0:03; list chapters in the order of their times [chapter-out-of-order]"]),
        ([{"startTime": 900, "title": "x"}], ["warning: 1:49: chapter 1 starts at 15:00, after the end of the audio, 0:05 [chapter-past-end]"]),
        ([{"startTime": 0, "title": "x", "img": "1.jpg"}],
         ['warning: 1:73: img of chapter 1 is "1.jpg"; expected a full address, https://… [chapter-bad-address]']),
        ("x", ['error: 1:1: it is JSON without chapters; expected {"version": "1.2.0", "chapters": [{"startTime": 0, "title": …}]} [chapters-unreadable]']),
    ],
)  # fmt: skip
def test_chapters_are_checked(run: Run, show: Path, chapters: object, says: list[str]) -> None:
    data = {"version": "1.2.0", "chapters": chapters}
    (show / "chapters" / "1.json").write_text(json.dumps(data), "utf-8")
    write(show, "chapters: chapters/1.json")
    place = "episodes/001-the-first-episode.md:5:1: "
    assert told(run, show) == [
        f"{place}{severity}: chapters/1.json:{message}"
        for severity, _, message in (one.partition(": ") for one in says)
    ]


SHOW = {
    "title": "Harbour", "link": "https://example.com/", "feed_url": "https://example.com/feed.xml",
    "description": "Talks.", "language": "ja", "categories": ["News"],
    "artwork": "https://example.com/c.jpg", "owner": {"email": "ed@example.com"},
}  # fmt: skip


def episode(title: str, url: str) -> Episode:
    audio = {"url": url, "length": 1000, "duration": 60}
    return Episode(title=title, published=datetime(2024, 3, 1, tzinfo=UTC), audio=audio, notes="x")


def test_titles_without_latin_letters_give_different_slugs() -> None:
    two = [
        episode("日本語", "https://example.com/1.mp3"),
        episode("東京", "https://example.com/2.mp3"),
    ]
    assert build(Show(**SHOW, episodes=two)).feeds[0].episodes == 2


def test_two_episodes_of_one_slug_in_python_are_told() -> None:
    same = [episode("A", "https://example.com/1.mp3"), episode("A", "https://example.com/2.mp3")]
    with pytest.raises(
        SourceError, match='two episodes have the slug "e-a"; give them a slug or a number'
    ):
        build(Show(**SHOW, episodes=same))


def test_wrong_arguments_of_build_are_told() -> None:
    show = Show(**SHOW, episodes=[])
    with pytest.raises(
        ValueError, match="accept has 'dates'; there are vanished, guid, enclosure, date"
    ):
        build(show, accept=["dates"])
    with pytest.raises(ValueError, match="at has no time zone"):
        build(show, at=datetime(2024, 3, 1))
