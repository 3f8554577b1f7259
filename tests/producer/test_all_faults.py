"""An author reads all faults of a show in one run, also those that a later stage of a build finds."""

import json
import re
from collections.abc import Callable
from pathlib import Path

import pytest
from click.testing import Result

from feedtool.findings.report import SourceError
from feedtool.producer.build import build, find_errors
from feedtool.show.reading import UnsoundShowError, load_show

Run = Callable[..., Result]
SHOW = """\
title: Harbour Notes
link: https://example.com/
feed_url: https://example.com/feed.xml
description: Talks about small ports.
language: en
timezone: Europe/London
owner: {email: ed@example.com}
categories: [Technology]
artwork: https://example.com/cover.png
hosts: [mira]
"""
PEOPLE = "mira: {name: Mira Holt}\nbo: {name: Bo Lind}\n"


def episode(number: int) -> str:
    return (
        f"---\ntitle: Of port {number}\nnumber: {number}\npublished: 2024-01-{number:02}T07:00\n"
        f"guests: [bo]\naudio: {{url: https://example.com/{number}.mp3, length: 123456, duration: 60}}\n"
        "---\nNotes.\n"
    )


# By file: what is written, what it should be, and where it is told and as what.
FAULTS = {
    "show.yaml": [
        ("language: english", "language: en", "5:11 bad-language"),
        ('owner: {email: "ed@example.com}', "owner: {email: ed@example.com}", "7:16 bad-yaml"),
        ("image: https://example.com/cover.png", "artwork: https://example.com/cover.png",
         "9:1 unknown-key"),
    ],
    "people.yaml": [
        ("bo: {name: Bo Lind", "bo: {name: Bo Lind}", "2:5 bad-yaml"),
    ],
    "episodes/01.md": [
        ("number:1", "number: 1", "3:1 bad-yaml"),
        ("published: 13.10.2023", "published: 2024-01-01T07:00", "4:12 bad-date"),
    ],
    "episodes/02.md": [("guests: [boo]", "guests: [bo]", "5:10 unknown-person")],
    "episodes/03.md": [
        ('title: "Of port 3', "title: Of port 3", "2:8 bad-yaml"),
        ("transcript: no.txt\nnumber: 3", "number: 3", "3:1 file-missing"),
    ],
    "episodes/04.md": [("number: 3", "number: 4", "3:1 number-duplicate")],
    "episodes/05.md": [("5.mp3; length", "5.mp3, length", "6:47 bad-yaml")],
    "episodes/06.md": [("  title: Of port 6", "title: Of port 6", "3:1 bad-yaml")],
    "episodes/07.md": [("license: {url: nowhere, text: x}\nnumber: 7", "number: 7", "3:16 bad-url")],
    "episodes/08.md": [
        ("audio: broken.mp3", "audio: {url: https://example.com/8.mp3, length: 123456, duration: 60}",
         "6:1 audio-unreadable"),
    ],
    "episodes/09.md": [("chapters: broken.json\nnumber: 9", "number: 9", "3:1 chapters-unreadable")],
    "episodes/10.md": [("60}\nNotes.", "60}\n---\nNotes.", "6:1 bad-yaml")],
}  # fmt: skip


@pytest.fixture
def faulty(tmp_path: Path) -> Path:
    """A show with one or two faults in each of twelve files."""
    folder = tmp_path / "harbour"
    (folder / "episodes").mkdir(parents=True)
    (folder / "audio").mkdir()
    (folder / "audio" / "broken.mp3").write_bytes(b"no audio")
    (folder / "broken.json").write_text("{", "utf-8")
    texts = {"show.yaml": SHOW, "people.yaml": PEOPLE}
    texts |= {f"episodes/{number:02}.md": episode(number) for number in range(1, 11)}
    for name, text in texts.items():
        path = folder / name
        path.write_text(text, "utf-8")
        for wrong, right, _ in FAULTS[name]:
            assert right in path.read_text("utf-8"), (name, right)
            path.write_text(path.read_text("utf-8").replace(right, wrong, 1), "utf-8")
    return folder


def told(findings: str, folder: Path) -> set[str]:
    """Return file, place and rule of each error line of the output."""
    line = re.compile(
        rf"^{re.escape(folder.as_posix())}/(\S+?):(\d+:\d+): error: .* \[([a-z-]+)\]$", re.M
    )
    return {" ".join(match.groups()) for match in line.finditer(findings)}


EXPECTED = {f"{name} {where}" for name, faults in FAULTS.items() for _, _, where in faults}


def test_one_build_tells_a_fault_of_each_kind_in_twelve_files(run: Run, faulty: Path) -> None:
    result = run("build", faulty)
    assert result.exit_code == 2
    assert told(result.stderr, faulty) == EXPECTED
    assert not (faulty / "public").exists()


def test_validate_tells_the_same(run: Run, faulty: Path) -> None:
    result = run("validate", faulty, "--format", "json")
    assert result.exit_code == 2
    (report,) = json.loads(result.stdout)["reports"]
    start = f"{faulty.as_posix()}/"
    assert report["unbuilt"]
    assert {
        f"{one['file'].removeprefix(start)} {one['line']}:{one['column']} {one['rule']}"
        for one in report["findings"]
    } == EXPECTED


def test_the_second_run_is_clean(run: Run, faulty: Path) -> None:
    for name, faults in FAULTS.items():
        path = faulty / name
        text = path.read_text("utf-8")
        for wrong, right, _ in reversed(faults):
            text = text.replace(wrong, right, 1)
        path.write_text(text, "utf-8")
    assert run("build", faulty).exit_code == 0


def test_what_stands_in_for_a_wrong_key_is_never_told(faulty: Path) -> None:
    (faulty / "show.yaml").write_text("titel: x\n", "utf-8")
    with pytest.raises(UnsoundShowError) as caught:
        load_show(faulty)
    found = find_errors(caught.value.show, caught.value.findings)
    of_show = {one.rule for one in found if one.file.endswith("show.yaml")}
    assert of_show == {"unknown-key", "missing-key"}


def test_errors_of_files_and_of_the_feed_come_together(faulty: Path) -> None:
    for name, text in (("show.yaml", SHOW), ("people.yaml", PEOPLE)):
        (faulty / name).write_text(text, "utf-8")
    for path in faulty.glob("episodes/*.md"):
        if path.stem not in ("07", "09"):
            path.unlink()
    show = load_show(faulty)
    with pytest.raises(SourceError) as caught:
        build(show, write=False)
    assert [one.rule for one in caught.value.findings] == ["bad-url", "chapters-unreadable"]


def test_a_copied_guid_is_told_at_the_copy_alone(run: Run, tmp_path: Path) -> None:
    (tmp_path / "episodes").mkdir()
    texts = {"show.yaml": SHOW, "people.yaml": PEOPLE}
    for number in (1, 2):
        text = episode(number).replace("guests", "guid: harbour-1\nguests")
        texts[f"episodes/{number:02}.md"] = text
    for name, text in texts.items():
        (tmp_path / name).write_text(text, "utf-8")
    result = run("build", tmp_path)
    assert told(result.stderr, tmp_path) == {"episodes/02.md 5:1 guid-duplicate"}


@pytest.mark.parametrize(
    ("zone", "where"),
    [("timezone: MEZ", "6:11 bad-timezone"), ("explicit: nein", "6:11 bad-boolean")],
)
def test_a_wrong_zone_is_told_once(run: Run, tmp_path: Path, zone: str, where: str) -> None:
    trailer = "trailers: {url: https://example.com/t.mp3, pubdate: 2024-01-01, text: Soon}\n"
    (tmp_path / "episodes").mkdir()
    (tmp_path / "people.yaml").write_text(PEOPLE, "utf-8")
    (tmp_path / "episodes" / "01.md").write_text(
        episode(1).replace("07:00", "07:00+00:00"), "utf-8"
    )
    show = SHOW.replace("timezone: Europe/London", zone) + trailer
    (tmp_path / "show.yaml").write_text(show, "utf-8")
    found = told(run("build", tmp_path).stderr, tmp_path)
    # Without any zone in the show, the date of the trailer needs one.
    rest = set() if zone.startswith("timezone") else {"show.yaml 11:53 bad-date"}
    assert found == {f"show.yaml {where}", *rest}
