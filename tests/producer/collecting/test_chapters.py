"""Chapters that stand in the front matter."""

from collections.abc import Callable
from pathlib import Path

import pytest
from click.testing import Result
from shows import write_episode

from feedtool.show.placeholder import make_cover

Run = Callable[..., Result]


def test_chapters_are_published_as_json(run: Run, show: Path) -> None:
    (show / "artwork" / "storm.png").write_bytes(make_cover(20))
    write_episode(
        show,
        "1-ropes",
        """published: 2024-03-09
chapters:
  - {start: 1:02:03, title: "Fähre \\"Möwe\\"", url: https://example.com/storm, image: artwork/storm.png}
  - {start: 0:00, title: Hello}
  - {start: 73.5, title: Tides, image: "https://example.com/tides.png"}
""",
    )
    result = run("build", show)
    assert result.exit_code == 0, result.stderr
    assert (
        (show / "public/chapters/1-ropes.json").read_text("utf-8")
        == """{
  "version": "1.2.0",
  "chapters": [
    {"startTime": 0, "title": "Hello"},
    {"startTime": 73.5, "title": "Tides", "img": "https://example.com/tides.png"},
    {"startTime": 3723, "title": "Fähre \\"Möwe\\"", "img": "https://example.com/show/pictures/artwork/storm.png", "url": "https://example.com/storm"}
  ]
}
"""
    )
    feed = (show / "public/feed.xml").read_text("utf-8")
    assert (
        '<podcast:chapters url="https://example.com/show/chapters/1-ropes.json" '
        'type="application/json+chapters"/>'
    ) in feed
    assert (show / "public/pictures/artwork/storm.png").is_file()


def test_an_empty_list_publishes_none(run: Run, show: Path) -> None:
    write_episode(show, "1-ropes", "published: 2024-03-09\nchapters: []\n")
    assert run("build", show).exit_code == 0
    assert not (show / "public/chapters").exists()


@pytest.mark.parametrize(
    ("line", "at", "message"),
    [
        ("chapters: [{start: 1m, title: A}]", "1m", 'chapters.start is "1m"; expected seconds or H:MM:SS, e.g. 1:13.5 [bad-time]'),
        ("chapters: [{start: 1:75, title: A}]", "1:75", 'chapters.start is "1:75"; expected seconds or H:MM:SS, e.g. 1:13.5 [bad-time]'),
        ("chapters: [{start: 0, titel: A}]", "titel", '"titel" is not a key of a chapter; did you mean "title"? [unknown-key]'),
        ("chapters: [{start: 0}]", "{", '"title" is missing; add what it is about, or toc: false to hide it [missing-key]'),
        ("chapters: [{title: A}]", "{", '"start" is missing; add when it starts, e.g. 1:13 [missing-key]'),
        ("chapters: [{start: 0, title: A, image: no.png}]", "image", 'image is "no.png"; there is no such file in the show\'s folder [file-missing]'),
        ("chapters: {fil: x.json}", "fil", '"fil" is not a key of chapters; did you mean "file"? [unknown-key]'),
    ],
)  # fmt: skip
def test_what_is_wrong_is_told_at_its_place(
    run: Run, show: Path, line: str, at: str, message: str
) -> None:
    write_episode(show, "1-ropes", f"published: 2024-03-09\n{line}\n")
    path = show / "episodes" / "1-ropes.md"
    number = path.read_text("utf-8").splitlines().index(line) + 1
    result = run("build", show)
    assert result.stderr.startswith(
        f"{path.as_posix()}:{number}:{line.index(at, 9) + 1}: error: {message}"
    )
    assert result.stderr.endswith(": not built: 1 error\n")


def test_chapters_after_the_end_are_told(run: Run, show: Path) -> None:
    path = write_episode(
        show, "1-ropes",
        "published: 2024-03-09\naudio: {url: https://example.com/r.mp3, length: 900000, duration: 60}\n"
        "chapters: [{start: 0:00, title: Hello}, {start: 12:30, title: Late}]\n",
    )  # fmt: skip
    result = run("build", show)
    assert result.exit_code == 0
    assert f"{path.as_posix()}:5:41: warning: chapters: " in result.stderr
    assert (
        "chapter 2 starts at 12:30, after the end of the audio, 1:00 [chapter-past-end]"
        in result.stderr
    )
