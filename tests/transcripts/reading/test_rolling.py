"""Captions that roll over the screen are read without what each cue repeats."""

import itertools

import pytest
from read_captions import read

from feedtool.transcripts.model import Word

LINES = [f"line {number}" for number in range(8)]
# Some lines are a blank.
YOUTUBE = """WEBVTT
Kind: captions
Language: en

00:00:00.160 --> 00:00:02.350 align:start position:0%
~
good<00:00:00.480><c> morning</c>

00:00:02.350 --> 00:00:02.360 align:start position:0%
good morning
~

00:00:02.360 --> 00:00:04.309 align:start position:0%
good morning
the<00:00:02.520><c> ferry</c>

00:00:04.309 --> 00:00:04.319 align:start position:0%
the ferry
~

00:00:04.319 --> 00:00:06.000 align:start position:0%
the ferry
is<00:00:05.000><c> late</c>

00:00:06.000 --> 00:00:06.010 align:start position:0%
is late
~

00:00:06.010 --> 00:00:07.000 align:start position:0%
is late
again
""".replace("~", " ")


def roll(*texts: str, told_at: int = 0) -> list[tuple[str, int | None, int | None]]:
    parts = [f"{at + 1}\n00:00:0{at},000 --> 00:00:0{at + 1},000\n{text}\n" for at, text in enumerate(texts)]  # fmt: skip
    reading, told = read("\n".join(parts), "pier.srt")
    expected = [(told_at, "info", "rolling")] if told_at else []
    assert [(one[0], *one[2:4]) for one in told] == expected
    assert reading is not None
    return [one[:3] for one in reading.transcript.cues]


def test_captions_of_youtube_say_each_line_once() -> None:
    reading, told = read(YOUTUBE, "pier.vtt")
    assert [(*one[:4], one[4][:51]) for one in told] == [
        (9, 1, "info", "rolling", "cues repeat lines of the cue above, as YouTube writ")
    ]
    assert reading is not None
    transcript = reading.transcript
    assert transcript.language == "en"
    assert [one[:3] for one in transcript.cues] == [
        ("good morning", 160, 2350), ("the ferry", 2360, 4309), ("is late", 4319, 6000),
        ("again", 6010, 7000),
    ]  # fmt: skip
    assert transcript.cues[1].words == (Word("the", 2360, 2520), Word("ferry", 2520, 4309))
    assert transcript.cues[1].markup == "the<00:00:02.520><c> ferry</c>"
    assert reading.places.find([1]) == {1: (13, 1)}


def test_lines_that_move_up_are_said_once() -> None:
    texts = [f"{one}\n{two}" for one, two in itertools.pairwise(LINES)]
    assert [one[0] for one in roll(*texts, told_at=7)] == ["line 0\nline 1", *LINES[2:]]


def test_growing_cues_are_said_once() -> None:
    texts = ["a", "a\nb", "b\nc", "b\nc", "c\nd", "d\ne"]
    assert roll(*texts, told_at=6) == [
        ("a", 0, 1000), ("b", 1000, 2000), ("c", 2000, 3000), ("d", 4000, 5000), ("e", 5000, 6000),
    ]  # fmt: skip


def test_other_repetitions_stay() -> None:
    songs = ["la la", "la la", "la la\noh", "oh", "no", "no"]
    assert [one[0] for one in roll(*songs)] == songs
    same = ["hello"] * 7
    assert [one[0] for one in roll(*same)] == same


def test_few_cues_are_not_certain() -> None:
    assert [one[0] for one in roll("a", "a\nb", "b\nc")] == ["a", "a\nb", "b\nc"]


def make_captions(stops: set[int], brief_ms: int) -> str:
    """Make captions of eight lines; at a stop the line before is not shown any more."""
    parts = ["WEBVTT\n"]
    for at in range(8):
        before = " " if at in stops else f"line {at - 1}"
        parts += [
            f"00:0{at}.000 --> 00:0{at}.500\n{before}\nline {at}\n",
            f"00:0{at}.500 --> 00:0{at}.{500 + brief_ms}\nline {at}\n",
        ]
    return "\n".join(parts)


@pytest.mark.parametrize(
    ("stops", "brief_ms", "cues"),
    [({0}, 10, 8), ({0, 2, 4, 6}, 10, 8), (set(range(8)), 10, 8), (set(range(8)), 490, 16)],
    ids=["no stop", "many stops", "only stops", "long repeats"],
)
def test_captions_of_youtube_roll_across_stops(stops: set[int], brief_ms: int, cues: int) -> None:
    reading, _ = read(make_captions(stops, brief_ms), "pier.vtt")
    assert reading is not None
    assert len(reading.transcript.cues) == cues
