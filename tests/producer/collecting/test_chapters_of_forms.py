"""Chapters of an episode in any form: files, lines of the notes, keys; published as JSON."""

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from chapter_files import FILES
from click.testing import Result
from lxml import etree
from shows import NS, write_episode

from feedtool.chapters.json_chapters import format_chapters

Run = Callable[..., Result]
DAY = "published: 2024-03-09\naudio: {url: https://example.com/r.mp3, length: 14400000, duration: 30:00}\n"
NOTES = """\
We talk about nets.

- 00:00 Ebb
- (01:01) [Fähre](https://example.com/f)
- 02:00 **Flood**
"""
OF_NOTES = [
    {"startTime": 0, "title": "Ebb"},
    {"startTime": 61, "title": "Fähre", "url": "https://example.com/f"},
    {"startTime": 120, "title": "Flood"},
]


def write(show: Path, keys: str, notes: str = "Notes.") -> Path:
    path = write_episode(show, "1-ropes", f"{DAY}{keys}\n")
    path.write_text(path.read_text("utf-8").replace("---\nNotes.", f"---\n{notes}"), "utf-8")
    return path


def published(show: Path) -> Any:
    return json.loads((show / "public/chapters/1-ropes.json").read_bytes())["chapters"]


def linked(show: Path) -> list[dict[str, str]]:
    root = etree.parse(show / "public/feed.xml").getroot()
    return [dict(one.attrib) for one in root.iterfind("channel/item/podcast:chapters", NS)]


@pytest.mark.parametrize("name", FILES)
def test_a_file_of_each_form_is_published_as_json(run: Run, small_show: Path, name: str) -> None:
    file, text, form, chapters = FILES[name]
    (small_show / file).write_text(text, "utf-8")
    write(small_show, f"chapters: {file}")
    result = run("build", small_show)
    assert result.exit_code == 0, result.stderr
    assert linked(small_show) == [
        {
            "url": "https://example.com/show/chapters/1-ropes.json",
            "type": "application/json+chapters",
        }
    ]
    data = (small_show / "public/chapters/1-ropes.json").read_bytes()
    # JSON that apps read is published as it stands.
    expected = text.encode() if form == "json" else format_chapters(chapters)
    assert json.loads(data)["chapters"] == json.loads(expected)["chapters"]
    assert (data == expected) is (form in ("json", "text") or data == expected)


def test_json_that_apps_would_not_read_is_written_anew(run: Run, small_show: Path) -> None:
    text = '{"version": "1.2.0", "title": "Nets", "chapters": [{"startTime": "1:01", "title": "B"}, {"startTime": 0, "title": "A"}]}'
    (small_show / "1.json").write_text(text, "utf-8")
    path = write(small_show, "chapters: 1.json")
    result = run("build", small_show)
    place = f"{path.as_posix()}:5:1: warning: 1.json:1:"
    assert result.stderr.splitlines() == [
        f'{place}66: startTime of chapter 1 is "1:01", a text; expected a number: 61 [bad-chapters]',
        f"{place}103: chapter 2 starts at 0:00, before the one in front of it, 1:01; list chapters in the order of their times [chapter-out-of-order]",
    ]
    assert published(small_show) == [
        {"startTime": 0, "title": "A"},
        {"startTime": 61, "title": "B"},
    ]
    assert b'"title": "Nets",\n' in (small_show / "public/chapters/1-ropes.json").read_bytes()


def test_a_file_in_another_encoding_is_told_and_published_as_utf8(
    run: Run, small_show: Path
) -> None:
    (small_show / "1.txt").write_bytes("00:00 Ebb\n01:00 Fähre\n".encode("utf-16"))
    path = write(small_show, "chapters: 1.txt")
    result = run("build", small_show)
    assert result.stderr == (
        f"{path.as_posix()}:5:1: warning: 1.txt:1:1: it is UTF-16; save it as UTF-8 [chapters-encoding]\n"
    )
    assert published(small_show)[1] == {"startTime": 60, "title": "Fähre"}


@pytest.mark.parametrize("name", ["people.txt", "1.doc"])
def test_a_file_without_chapters_is_refused(run: Run, small_show: Path, name: str) -> None:
    (small_show / name).write_text("Mira: host\n", "utf-8")
    path = write(small_show, f"chapters: {name}")
    result = run("build", small_show)
    assert result.exit_code == 2
    assert result.stderr.splitlines()[0] == (
        f'{path.as_posix()}:5:1: error: chapters is "{name}"; it has no line with a time and a title; '
        "expected e.g. 00:12:30 Topic [chapters-unreadable]"
    )


def test_lines_of_the_notes_become_chapters(run: Run, small_show: Path) -> None:
    write(small_show, "chapters: notes", NOTES)
    result = run("build", small_show)
    assert (result.exit_code, result.stderr) == (0, "")
    assert published(small_show) == OF_NOTES


def test_notes_without_such_lines_are_told(run: Run, small_show: Path) -> None:
    path = write(small_show, "chapters: notes")
    result = run("build", small_show)
    assert result.exit_code == 2
    assert result.stderr.splitlines()[0] == (
        f"{path.as_posix()}:5:1: error: chapters is notes, and the notes have no line with a time "
        "and a title; expected e.g. - 12:30 Topic [chapters-unreadable]"
    )


TOLD = "the notes have 3 lines with a time and a title; write chapters: notes, and apps show them as chapters [chapters-in-notes]"


@pytest.mark.parametrize(
    ("keys", "notes", "is_told"),
    [
        ("", NOTES, True),
        ("chapters: []", NOTES, False),
        ("chapters: notes", NOTES, False),
        ("chapters: https://example.com/c.json", NOTES, False),
        ("", NOTES.replace("02:00", "00:30"), False),
        ("", NOTES.replace("02:00", "40:00"), False),
        ("", NOTES.replace("- 02:00", "-"), False),
        ("", "At 18:30 we met, at 19:30 we ate.", False),
    ],
    ids=["told", "none wanted", "taken", "elsewhere", "other order", "after the end", "two", "prose"],
)  # fmt: skip
def test_lines_of_the_notes_that_nobody_takes_are_told(
    run: Run, small_show: Path, keys: str, notes: str, is_told: bool
) -> None:
    path = write(small_show, keys, notes)
    result = run("build", small_show, "--severity", "info")
    told = [one for one in result.stderr.splitlines() if "[chapters-in-notes]" in one]
    assert [one.partition(" info: ")[2] for one in told] == [TOLD] * is_told
    assert all(one.startswith(f"{path.as_posix()}:") for one in told)
    assert "chapters-in-notes" not in run("build", small_show).stderr


def test_keys_of_a_chapter_are_published(run: Run, small_show: Path) -> None:
    write(
        small_show,
        "chapters:\n"
        "- {start: 0, title: Ebb, end: '0:30,5'}\n"
        "- {start: 45, toc: false, image: https://example.com/p.png}\n"
        "- {start: 1:01, title: Pier, url: https://example.com/p, location: {name: Pier 4, geo: 'geo:53.55,9.99', osm: N240109189}}",
    )
    result = run("build", small_show)
    assert (result.exit_code, result.stderr) == (0, "")
    assert published(small_show) == [
        {"startTime": 0, "endTime": 30.5, "title": "Ebb"},
        {"startTime": 45, "img": "https://example.com/p.png", "toc": False},
        {"startTime": 61, "title": "Pier", "url": "https://example.com/p",
         "location": {"name": "Pier 4", "geo": "geo:53.55,9.99", "osm": "N240109189"}},
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("line", "at", "says"),
    [
        ("- {start: 5, title: B, end: 3}", "{", "warning: chapters: chapter 2 ends at 0:03, and starts at 0:05; expected an end behind its start [chapter-bad-end]"),
        ("- {start: 0, title: B}", "{", "warning: chapters: chapter 2 starts at 0:00, as chapter 1 does; give it a time of its own, or hide it [chapter-repeated]"),
        ("- {start: 50:00, title: B}", "{", "warning: chapters: chapter 2 starts at 50:00, after the end of the audio, 30:00 [chapter-past-end]"),
        ("- {start: 5, title: B, location: {name: Pier}}", "{", "warning: chapters: the location of chapter 2 has no geo; expected latitude and longitude, e.g. geo:53.55,9.99 [chapter-bad-location]"),
        ("- {start: 5, toc: true}", "{", 'error: "title" is missing; add what it is about, or toc: false to hide it [missing-key]'),
        ("- {start: 5, title: B, location: {geo: 'geo:1,2'}}", "{geo", 'error: "chapters.1.location.name" is missing; add what the place is called [missing-key]'),
        ("- {start: 5, title: B, location: {name: A, geo: '91,2'}}", "'91", 'error: chapters.location.geo is "91,2"; expected latitude and longitude, e.g. geo:53.55,9.99 [bad-geo]'),
        ("- {start: 5, title: B, end: soon}", "soon", "error: chapters.end is \"soon\"; expected seconds or H:MM:SS, e.g. 1:13.5 [bad-time]"),
        ("- {start: 5, title: B, titel: C}", "titel", '"titel" is not a key of a chapter'),
    ],
)  # fmt: skip
def test_what_is_wrong_with_keys_is_told_at_its_chapter(
    run: Run, small_show: Path, line: str, at: str, says: str
) -> None:
    path = write(small_show, f"chapters:\n- {{start: 0, title: A}}\n{line}")
    result = run("build", small_show)
    place = f"{path.as_posix()}:7:{line.index(at) + 1}: "
    assert result.stderr.splitlines()[0].startswith(place)
    assert says in result.stderr.splitlines()[0]


def test_many_faults_of_a_file_are_counted(run: Run, small_show: Path) -> None:
    listed = [{"startTime": at} for at in range(100)]
    (small_show / "1.json").write_text(json.dumps({"version": "1", "chapters": listed}), "utf-8")
    write(small_show, "chapters: 1.json")
    found = run("build", small_show).stderr.splitlines()
    assert len(found) == 21
    assert found[-1].endswith(
        'chapters is "1.json"; 80 more faults are not shown; correct these first [bad-chapters]'
    )
