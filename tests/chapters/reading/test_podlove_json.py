"""Chapters in the JSON of Podlove and Auphonic are read; JSON chapters stay what they are."""

import json
from typing import Any

import pytest

from feedtool.chapters.reading.read import read_chapters
from feedtool.findings.file_findings import FileFindings

EBB = {"start": "00:00:00.000", "title": "Ebb", "href": "", "image": ""}
NETS = {
    "start": "1:01.5",
    "title": "Nets",
    "href": "https://example.com/n",
    "image": "https://example.com/n.png",
}
READ = [(0, "Ebb", "", ""), (61_500, "Nets", "https://example.com/n", "https://example.com/n.png")]


def read(whole: Any) -> tuple[str, list[tuple[int, str, str, str]], list[str]]:
    findings = FileFindings("1.json")
    reading = read_chapters(json.dumps(whole).encode(), findings, "1.json")
    assert reading is not None
    chapters = [(one.start_ms, one.title, one.url, one.image) for one in reading.chapters]
    return reading.form, chapters, [str(one) for one in findings.found]


@pytest.mark.parametrize(
    "whole",
    [
        pytest.param([EBB, NETS], id="a list"),
        pytest.param({"title": "Harbour", "chapters": [EBB, NETS]}, id="of the web player"),
        pytest.param(
            {
                "uuid": "1",
                "chapters": [EBB, {**NETS, "start_sec": 61.5, "url": NETS["href"], "href": None}],
            },
            id="of Auphonic",
        ),
    ],
)
def test_chapters_of_podlove_are_read(whole: Any) -> None:
    assert read(whole) == ("podlove", READ, [])


def test_a_time_that_is_none_has_its_place() -> None:
    assert read([EBB, {"start": "soon", "title": "Nets"}]) == (
        "podlove",
        READ[:1],
        [
            '1.json:1:70: error: startTime of chapter 2 is "soon"; expected seconds, e.g. 64.5 [chapter-bad-time]'
        ],
    )


def test_json_chapters_stay_json_chapters() -> None:
    whole = {"version": "1.2.0", "chapters": [{"startTime": 0, "start": "0:00", "title": "Ebb"}]}
    assert read(whole)[:2] == ("json", READ[:1])
