"""Chapters: each fault is reported with its words and its place, and what apps read is not."""

import json
from typing import Any

import pytest

from feedtool.chapters.check import check_chapters
from feedtool.chapters.reading.read import read_chapters
from feedtool.findings.file_findings import FileFindings


def chapter(start: Any = 0, **more: Any) -> dict[str, Any]:
    return {"startTime": start, "title": "Low tide", **more}


def check(data: bytes, duration_s: float = 0) -> list[str]:
    findings = FileFindings("1")
    reading = read_chapters(data, findings, "1.json")
    if reading is not None:
        check_chapters(reading, findings, duration_s=duration_s)
    return [str(one).removeprefix("1:").lstrip() for one in findings.report(0, "chapter").findings]


def write(*chapters: Any, **root: Any) -> bytes:
    """JSON with a line for each chapter."""
    said = {"version": "1.2.0", **root}
    head = "".join(f'"{key}": {json.dumps(one)}, ' for key, one in said.items())
    listed = ",\n".join(json.dumps(one, ensure_ascii=False) for one in chapters)
    return f'{{{head}"chapters": [\n{listed}]}}'.encode()


HIGH = chapter(30, title="High tide")
DEEP = json.loads("[" * 900 + "]" * 900)
FAULTS: dict[str, tuple[bytes, str]] = {
    "no version": (b'{"chapters": [\n{"startTime": 0, "title": "A"}, {"startTime": 1, "title": "B"}]}', '1:1: warning: "version" is missing; expected "1.2.0" [bad-chapters]'),
    "a version that is a number": (write(chapter(), HIGH, version=1.2), '1:13: warning: version is 1.2; expected a text, "1.2.0" [bad-chapters]'),
    "an author that is a list": (write(chapter(), HIGH, author=["x"]), "1:32: warning: author of the chapters is a list; expected a text [bad-chapters]"),
    "waypoints that are a text": (write(chapter(), HIGH, waypoints="yes"), '1:35: warning: waypoints is "yes"; expected true or false [bad-chapters]'),
    "an unknown key": (write(chapter(), HIGH, authors="x"), '1:33: info: "authors" is no key of JSON chapters; did you mean author? [chapter-unknown-key]'),
    "an unknown key of a chapter": (write(chapter(), chapter(30, picture=1)), '3:51: info: "picture" is no key of chapter 2; apps ignore it [chapter-unknown-key]'),
    "a text in place of a chapter": (write(chapter(), "Low tide", HIGH), '3:1: error: chapter 2 is "Low tide"; expected {"startTime": 0, "title": …} [chapter-bad-time]'),
    "no start": (write(chapter(), HIGH, {"title": "Low tide"}), "4:1: error: startTime of chapter 3 is missing; expected seconds, e.g. 64.5 [chapter-bad-time]"),
    "a start as a text": (write(chapter(), chapter("0:30")), '3:15: warning: startTime of chapter 2 is "0:30", a text; expected a number: 30 [bad-chapters]'),
    "a start with a comma": (write(chapter(), chapter("30,5")), '3:15: warning: startTime of chapter 2 is "30,5", a text; expected a number: 30.5 [bad-chapters]'),
    "a start before the audio": (write(chapter(), HIGH, chapter(-1)), "4:15: error: startTime of chapter 3 is -1; expected seconds, e.g. 64.5 [chapter-bad-time]"),
    "a start beyond all numbers": (write(chapter(), HIGH, "?").replace(b'"?"', b'{"startTime": 1e999}'), "4:15: error: startTime of chapter 3 is Infinity; expected seconds, e.g. 64.5 [chapter-bad-time]"),
    "a start of 300 digits": (write(chapter(), HIGH, chapter(10**300)), f"4:15: error: startTime of chapter 3 is 1{'0' * 58}…; expected seconds, e.g. 64.5 [chapter-bad-time]"),
    "a start of 4,000 digits": (write(chapter(10**4000)), "error: it is no JSON: a number in it has 4,001 digits [chapters-unreadable]"),
    "a start of control codes": (write(chapter(), HIGH, chapter("\x1b[2J\u202e")), r'4:15: error: startTime of chapter 3 is "\u001b[2J\u202e"; expected seconds, e.g. 64.5 [chapter-bad-time]'),
    "a deep start": (write(chapter(), HIGH, chapter(DEEP)), "4:15: error: startTime of chapter 3 is a list; expected seconds, e.g. 64.5 [chapter-bad-time]"),
    "a flag as the start": (write(chapter(), HIGH, chapter(True)), "4:15: error: startTime of chapter 3 is true; expected seconds, e.g. 64.5 [chapter-bad-time]"),
    "no UTF-8": (write(chapter(title="\xe9"), HIGH).decode().encode("latin-1"), '2:28: warning: it is windows-1252, as the first "é" shows; save it as UTF-8 [chapters-encoding]'),
    "NaN": (b'{"chapters": [{"startTime": NaN}]}', "error: it is no JSON: NaN is no number of JSON [chapters-unreadable]"),
    "many chapters": (write(*[chapter()] * 10_001), "error: it has 10,001 chapters; expected at most 10,000 [chapters-unreadable]"),
    "many values": (write(*[{}] * 100_001), "error: it has more than 200,000 values; make it smaller [chapters-unreadable]"),
    "a title that is a number": (write(chapter(), chapter(30, title=1984)), "3:28: warning: title of chapter 2 is 1984; expected a text [bad-chapters]"),
    "a long title": (write(chapter(), chapter(30, title="x" * 201)), "3:28: info: title of chapter 2 has 201 characters; shorten it [chapter-title-long]"),
    "toc as a text": (write(chapter(), chapter(30, toc="false")), '3:47: warning: toc of chapter 2 is "false"; expected true or false [bad-chapters]'),
    "no title": (write(chapter(), {"startTime": 30}), "3:1: warning: chapter 2 has no title [chapter-without-title]"),
    "no chapters": (write(), "1:1: warning: it has no chapters [chapters-empty]"),
    "one chapter": (write(chapter()), "1:1: info: it has only one chapter; most apps show none then [chapters-single]"),
    "256 chapters": (write(*(chapter(at / 10) for at in range(256))), "1:1: info: it has 256 chapters; players list up to 255 [chapters-many]"),
    "another order": (write(chapter(), chapter(50), HIGH), "4:15: warning: chapter 3 starts at 0:30, before the one in front of it, 0:50; list chapters in the order of their times [chapter-out-of-order]"),
    "the same start": (write(chapter(), HIGH, chapter(30)), "4:15: warning: chapter 3 starts at 0:30, as chapter 2 does; give it a time of its own, or hide it [chapter-repeated]"),
    "nothing at the start": (write(chapter(1), HIGH), "2:15: info: the first chapter starts at 0:01; players and websites expect one at 0:00 [chapters-not-from-start]"),
    "only a hidden one at the start": (write(chapter(toc=False), HIGH), "3:15: info: the first chapter starts at 0:30; players and websites expect one at 0:00 [chapters-not-from-start]"),
    "after the end": (write(chapter(), chapter(60.5)), "3:15: warning: chapter 2 starts at 1:00.5, after the end of the audio, 1:00 [chapter-past-end]"),
    "an end after the audio": (write(chapter(), {**HIGH, "endTime": 61.5}), "3:52: warning: chapter 2 ends at 1:01.5, after the end of the audio, 1:00 [chapter-past-end]"),
    "an end before the start": (write(chapter(), {**HIGH, "endTime": 30}), "3:52: warning: chapter 2 ends at 0:30, and starts at 0:30; expected an end behind its start [chapter-bad-end]"),
    "an end that is no time": (write(chapter(), {**HIGH, "endTime": "x"}), '3:52: warning: endTime of chapter 2 is "x"; expected seconds, e.g. 64.5 [chapter-bad-end]'),
    "an end in the next chapter": (write(chapter(endTime=31), HIGH), "2:50: warning: chapter 1 ends at 0:31, and the next one starts at 0:30; one chapter plays at a time [chapter-overlap]"),
    "a picture of a folder": (write(chapter(img="a.png"), HIGH), '2:46: warning: img of chapter 1 is "a.png"; expected a full address, https://… [chapter-bad-address]'),
    "a picture that is a deep list": (write(chapter(img=DEEP), HIGH), "2:46: warning: img of chapter 1 is a list; expected a text [bad-chapters]"),
    "a place of a thousand parts": (write(chapter(location={"name": "x", "geo": "geo:1,2" + ";a=b" * 1000}), HIGH), '2:72: warning: geo of the location of chapter 1 is "geo:1,2' + ";a=b" * 13 + '…"; expected latitude and longitude, e.g. geo:53.55,9.99 [chapter-bad-location]'),
    "a link that is a script": (write(chapter(url=" java\tscript:a()"), HIGH), '2:46: error: url of chapter 1 is " java\\tscript:a()", which runs a script in players; remove it [chapter-bad-address]'),
    "a picture that is a script": (write(chapter(img="JavaScript:a()"), HIGH), '2:46: error: img of chapter 1 is "JavaScript:a()", which runs a script in players; remove it [chapter-bad-address]'),
    "a link of another scheme": (write(chapter(url="mailto:a@example.com"), HIGH), '2:46: warning: url of chapter 1 is "mailto:a@example.com"; expected a full address, https://… [chapter-bad-address]'),
    "a link without scheme": (write(chapter(url="www.example.com"), HIGH), '2:46: warning: url of chapter 1 is "www.example.com"; expected a full address, https://… [chapter-bad-address]'),
    "a link with http": (write(chapter(url="http://example.com"), HIGH), '2:46: info: url of chapter 1 is "http://example.com"; expected https, since many apps open nothing else [chapter-insecure-address]'),
    "a place that is a text": (write(chapter(location="Kiel"), HIGH), '2:51: warning: location of chapter 1 is "Kiel"; expected {"name": …, "geo": …} [bad-chapters]'),
    "a place without name": (write(chapter(location={"geo": "geo:1,2"}), HIGH), "2:51: warning: the location of chapter 1 has no name [chapter-bad-location]"),
    "a place without geo": (write(chapter(location={"name": "Kiel"}), HIGH), "2:51: warning: the location of chapter 1 has no geo; expected latitude and longitude, e.g. geo:53.55,9.99 [chapter-bad-location]"),
    "a wrong geo": (write(chapter(location={"name": "Kiel", "geo": "54.3,10.1"}), HIGH), '2:75: warning: geo of the location of chapter 1 is "54.3,10.1"; write geo:54.3,10.1 [chapter-bad-location]'),
    "a wrong osm": (write(chapter(location={"name": "Kiel", "geo": "geo:1,2", "osm": "62782"}), HIGH), '2:93: warning: osm of the location of chapter 1 is "62782"; expected N, W or R and a number, e.g. R62782 [chapter-bad-location]'),
    "an unknown key of a place": (write(chapter(location={"name": "Kiel", "geo": "geo:1,2", "lat": 1}), HIGH), '2:51: info: "lat" is no key of location of chapter 1; apps ignore it [chapter-unknown-key]'),
}  # fmt: skip


@pytest.mark.parametrize(("data", "says"), FAULTS.values(), ids=FAULTS)
def test_fault_is_reported_at_its_place(data: bytes, says: str) -> None:
    assert says in check(data, 60)


ALSO = {"a text in place of a chapter", "a start with a comma", "a place that is a text"}


@pytest.mark.parametrize("name", [name for name in FAULTS if name not in ALSO])
def test_a_fault_alone_is_reported_once(name: str) -> None:
    data, says = FAULTS[name]
    if "error" not in says and "empty" not in says:
        assert check(data, 60) == [says]


@pytest.mark.parametrize(
    "chapters",
    [
        [chapter(), HIGH],
        [chapter(), HIGH, chapter(60)],
        [chapter(), {"startTime": 0, "toc": False, "img": "https://example.com/1.png"}, HIGH],
        [chapter(), {"startTime": 40, "toc": False, "endTime": 61}],
        [chapter(endTime=30), {"startTime": 10, "toc": False, "endTime": 40}, HIGH],
        [chapter(0.0), chapter(1.5, url="https://example.com/", img=None, value="<x/>")],
        [chapter(location={"name": "Kiel", "geo": "geo:54.3,10.1;u=50", "osm": "R62782"}), HIGH],
        [chapter(title="x" * 200), HIGH],
        [chapter(), *(chapter(at / 10) for at in range(1, 255))],
    ],
    ids=["two", "the last second", "a hidden picture", "a second of rounding", "hidden ends",
         "a link", "a place", "a title", "255"],
)  # fmt: skip
def test_chapters_that_apps_read_have_no_fault(chapters: list[dict[str, Any]]) -> None:
    found = check(write(*chapters, title="Nets", podcastName="Harbour", waypoints=True), 60)
    assert [one for one in found if "[chapters-single]" not in one] == []


def test_nothing_is_after_the_end_of_audio_of_unknown_length() -> None:
    assert check(write(chapter(), chapter(100_000))) == []


def test_places_of_chapters_behind_a_wrong_one_are_right() -> None:
    assert check(write(chapter(), {"title": "?"}, {"startTime": 50})) == [
        "3:1: error: startTime of chapter 2 is missing; expected seconds, e.g. 64.5 [chapter-bad-time]",
        "4:1: warning: chapter 3 has no title [chapter-without-title]",
    ]
