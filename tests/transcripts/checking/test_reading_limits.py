"""What people can read: the limits of profiles, and cues beyond them."""

from typing import Any

import pytest
from checked_cues import saying, seconds, told

from feedtool.transcripts.checking.reading_limits import find_limits
from feedtool.transcripts.model import Cue
from feedtool.vocabulary import CueLimits

BASE = CueLimits(cue_seconds=10, chars_per_second=30)


@pytest.mark.parametrize(
    ("form", "profiles", "limits"),
    [
        ("vtt", (), BASE),
        ("srt", (), BASE),
        ("vtt", ("rss",), CueLimits()),
        ("vtt", ("rss", "apple"), CueLimits()),
        ("vtt", ("rss", "apple", "podcast20"), BASE._replace(line_chars=65)),
        ("srt", ("podcast20",), BASE._replace(line_chars=32, lines=2)),
        ("srt", ("strict",), BASE._replace(line_chars=32, lines=2)),
        ("json", ("podcast20",), CueLimits()),
        ("html", (), CueLimits()),
        ("txt", (), CueLimits()),
    ],
)
def test_limits_come_from_the_profiles(
    form: str, profiles: tuple[str, ...], limits: CueLimits
) -> None:
    assert find_limits(form, profiles) == limits


def hard(cues: list[Cue], form: str = "srt", **given: Any) -> list[str]:
    return told(cues, form, profiles=("podcast20",), **given)


def line_long(number: int, most: int = 32) -> list[str]:
    return [
        f"1:1: info: a line has {number} characters; break it into lines of at most {most} "
        "[transcript-line-long]"
    ]


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("x" * 32, []),
        ("x" * 33, line_long(33)),
        ("x" * 32 + "\n" + "y" * 32, []),
        ("x" * 32 + "\n" + "y" * 34, line_long(34)),
        # Characters of Chinese are as wide as two, marks have no width.
        ("潮" * 16, []),
        ("潮" * 17, line_long(34)),
        ("潮" * 15 + "abc", line_long(33)),
        ("e\u0301" * 32, []),
        ("e\u0301" * 33, line_long(33)),
        ("é" * 32, []),
        ("مَ" * 32, []),
    ],
)
def test_long_lines(text: str, found: list[str]) -> None:
    assert hard(saying(text)) == found


def test_webvtt_has_longer_lines() -> None:
    assert hard(saying("x" * 65), "vtt") == []
    assert hard(saying("x" * 66), "vtt") == line_long(66, 65)


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("a\nb", []),
        ("a\nb\nc", ["1:1: info: the cue has 3 lines; split it into cues of at most 2 [transcript-cue-long]"]),
    ],
)  # fmt: skip
def test_many_lines(text: str, found: list[str]) -> None:
    assert hard(saying(text)) == found
    assert hard(saying(text), "vtt") == []


def test_cues_that_stay_long() -> None:
    assert hard(seconds(0, 10)) == []
    assert hard(seconds(0, 10.5)) == [
        "1:1: info: the cue stays 10.5 seconds; split it into cues of at most 10 seconds [transcript-cue-long]"
    ]


@pytest.mark.parametrize(
    ("text", "seconds_shown", "says"),
    [
        ("x" * 30, 1, ""),
        ("x" * 31, 1, "31 characters for 1.0 seconds"),
        ("x" * 12, 0.1, ""),
        ("x" * 13, 0.1, "13 characters for 0.1 seconds"),
        ("潮" * 15, 1, ""),
        ("潮" * 16, 1, "32 characters for 1.0 seconds"),
        ("x" * 31, 0, ""),
    ],
)
def test_cues_that_are_gone_too_soon(text: str, seconds_shown: float, says: str) -> None:
    found = hard([Cue(text, 0, round(seconds_shown * 1000))])
    expected = (
        f"1:1: info: the cue has {says}; people read 30 a second: let it stay longer, or split it "
        "[transcript-too-fast]"
    )
    assert [one for one in found if "fast" in one] == ([expected] if says else [])


def test_of_each_cue_one_fault_is_told() -> None:
    assert hard([Cue("x" * 400, 0, 11_000)]) == line_long(400)


def test_cues_without_end_are_not_measured() -> None:
    assert hard([Cue("Low tide, and then high tide", 0, None), Cue("Low tide?", None, 60_000)]) == [
        "2:1: info: the cue stays 60.0 seconds; split it into cues of at most 10 seconds [transcript-cue-long]"
    ]
