"""JSON chapters: each fault is reported with its words, and what apps read is not."""

import json
from typing import Any

import pytest

from feedtool.chapters.check import check_chapters


def chapter(start: Any = 0, **more: Any) -> dict[str, Any]:
    return {"startTime": start, "title": "Low tide", **more}


def check(data: bytes, duration_s: int = 0) -> list[tuple[str, str]]:
    return [(fault.severity, fault.says) for fault in check_chapters(data, duration_s)]


def write(*chapters: Any) -> bytes:
    return json.dumps({"version": "1.2.0", "chapters": chapters}).encode()


FORM = 'expected {"version": "1.2.0", "chapters": [{"startTime": 0, "title": …}]}'
FAULTS: dict[str, tuple[bytes, str, str]] = {
    "no JSON": (b"{", "error", "it is no JSON: Expecting property name enclosed in double quotes: line 1 column 2 (char 1)"),
    "nested too deep": (b"[" * 100_000, "error", "it is no JSON: its lists are nested too deep"),
    "a list": (b"[]", "error", FORM),
    "no list of chapters": (b'{"chapters": {}}', "error", FORM),
    "a chapter that is a text": (write("Low tide"), "error", FORM),
    "no start": (write({"title": "Low tide"}), "error", "startTime of chapter 1 is missing; expected seconds, e.g. 64.5"),
    "a start as a text": (write(chapter(), chapter("1:04")), "error", 'startTime of chapter 2 is "1:04"; expected seconds, e.g. 64.5'),
    "a start before the audio": (write(chapter(-1)), "error", "startTime of chapter 1 is -1; expected seconds, e.g. 64.5"),
    "a start that is no number": (b'{"chapters": [{"startTime": NaN, "title": "x"}]}', "error", "it is no JSON: NaN is no number of JSON"),
    "a start beyond all numbers": (b'{"chapters": [{"startTime": 1e999, "title": "x"}]}', "error", "startTime of chapter 1 is Infinity; expected seconds, e.g. 64.5"),
    "a start of 300 digits": (write(chapter(10**300)), "error", f"startTime of chapter 1 is 1{'0' * 58}…; expected seconds, e.g. 64.5"),
    "a start of 4,000 digits": (write(chapter(10**4000)), "error", "it is no JSON: a number in it has 4,001 digits"),
    "a start of a million digits": (b'{"chapters": [{"startTime": ' + b"9" * 1_000_000 + b"}]}", "error", "it is no JSON: a number in it has 1,000,000 digits"),
    "a start of control codes": (write(chapter("\x1b[2J\u202e\ud800")), "error", r'startTime of chapter 1 is "\u001b[2J\u202e\ud800"; expected seconds, e.g. 64.5'),
    "a deep start": (write(chapter(json.loads("[" * 900 + "]" * 900))), "error", "startTime of chapter 1 is a list; expected seconds, e.g. 64.5"),
    "a picture that is a deep list": (write(chapter(img=json.loads("[" * 900 + "]" * 900))), "warning", "img of chapter 1 is not a full address, which apps need"),
    "many chapters": (write(*[chapter()] * 10_001), "error", "it has 10,001 chapters; expected at most 10,000"),
    "many values": (write(*[{}] * 100_001), "error", "it has more than 200,000 values; make it smaller"),
    "a long title": (write({"startTime": 0, "title": "x" * 1001}), "warning", "title of chapter 1 has 1,001 characters; shorten it"),
    "no UTF-8": (b'{"a": "\xff"}', "error", "it is no JSON: the byte at 7 is not UTF-8"),
    "a flag as the start": (write(chapter(True)), "error", "startTime of chapter 1 is true; expected seconds, e.g. 64.5"),
    "no chapters": (write(), "warning", "it has no chapters"),
    "another order": (write(chapter(9), chapter(8)), "warning", "its chapters are not in the order of their startTime, which apps expect"),
    "no title": (write({"startTime": 0}), "warning", "chapter 1 has no title"),
    "after the end": (write(chapter(), chapter(60.5)), "warning", "chapter 2 starts at 60.5 s, after the end, 60 s"),
    "a picture of a folder": (write(chapter(img="a.png")), "warning", "img of chapter 1 is not a full address, which apps need"),
    "a link without scheme": (write(chapter(url="www.example.com")), "warning", "url of chapter 1 is not a full address, which apps need"),
}  # fmt: skip


@pytest.mark.parametrize(("data", "severity", "says"), FAULTS.values(), ids=FAULTS)
def test_fault_is_reported(data: bytes, severity: str, says: str) -> None:
    assert check(data, 60) == [(severity, says)]


@pytest.mark.parametrize(
    "chapters",
    [
        [chapter()],
        [chapter(8), chapter(8), chapter(60)],
        [{"startTime": 0, "toc": False, "img": "https://example.com/1.png"}],
        [chapter(1.5, url="http://example.com/", img=None)],
    ],
    ids=["the first second", "the last second", "a hidden picture", "a link"],
)
def test_chapters_that_apps_read_have_no_fault(chapters: list[dict[str, Any]]) -> None:
    assert check(write(*chapters), 60) == []


def test_nothing_is_after_the_end_of_audio_of_unknown_length() -> None:
    assert check(write(chapter(100_000))) == []


def test_a_wrong_start_hides_what_depends_on_it() -> None:
    assert len(check(write({"startTime": "0"}, {"startTime": 1}), 60)) == 1


def test_many_faults_are_counted() -> None:
    found = check(write(*[{"startTime": 0}] * 300))
    assert found[19:] == [
        ("warning", "chapter 20 has no title"),
        ("warning", "280 more faults are not shown; correct these first"),
    ]


def test_all_faults_are_of_one_rule() -> None:
    data = [data for data, _, _ in FAULTS.values()]
    assert {one.rule for each in data for one in check_chapters(each, 60)} == {"bad-chapters"}
