"""Times of cues against each other: what is a fault, and what only looks like one."""

import pytest
from checked_cues import seconds, told

from feedtool.transcripts.model import Cue

BACKWARDS = "[transcript-cue-backwards]"
OVERLAP = "[transcript-overlap]"


@pytest.mark.parametrize(
    ("times", "findings"),
    [
        ((0, 2, 2, 4, 4, 4.001), []),
        ((1, 1.5), []),
        ((0, 2, 5, 4), [f"2:1: warning: the cue ends at 0:04, before it starts at 0:05; correct one of the times {BACKWARDS}"]),
        ((0, 2, 5, 5), [f"2:1: warning: the cue ends when it starts, at 0:05; write a later end {BACKWARDS}"]),
        ((7_325.25, 7_324), [f"1:1: warning: the cue ends at 2:02:04, before it starts at 2:02:05.250; correct one of the times {BACKWARDS}"]),
        ((0, 2, 6, 8, 4, 6), ["3:1: warning: the cue starts at 0:04, before the cue above it, which starts at 0:06; sort the cues by their starts [transcript-out-of-order]"]),
        # A slip in one time is one fault, whatever stands after it.
        ((0, 2, 600, 604, 4, 6, 6, 8), ["3:1: warning: the cue starts at 0:04, before the cue above it, which starts at 10:00; sort the cues by their starts [transcript-out-of-order]"]),
        ((0, 3, 2, 4), [f"2:1: warning: the cue starts at 0:02, but the cue above it ends at 0:03; let that one end first {OVERLAP}"]),
        ((0, 2.1, 2, 4), []),
        ((0, 2.101, 2, 4), [f"2:1: warning: the cue starts at 0:02, but the cue above it ends at 0:02.101; let that one end first {OVERLAP}"]),
        ((0, 4, 0, 4, 4, 6), []),
        ((0, 4, 0, 2, 4, 6), []),
        ((0, 0, 0, 0, 0, 0), ["1:1: warning: all 3 cues start at 0:00; export the transcript again with the time of each cue [transcript-without-times]"]),
        ((5, 6, 5, 7, 5, 8, 5, 9), ["1:1: warning: all 4 cues start at 0:05; export the transcript again with the time of each cue [transcript-without-times]"]),
        ((0, 2, 0, 2), []),
    ],
)  # fmt: skip
def test_times(times: tuple[float, ...], findings: list[str]) -> None:
    assert told(seconds(*times)) == findings


def test_words_of_json_may_have_no_length() -> None:
    cues = [Cue("low", 1000, 1000), Cue("tide", 1200, 1400)]
    assert told(cues, "json") == []
    assert told([Cue("low", 1000, 999)], "json") == [
        f"1:1: warning: the cue ends at 0:00.999, before it starts at 0:01; correct one of the times {BACKWARDS}"
    ]


@pytest.mark.parametrize(
    ("first", "second", "number"),
    [("Mira", "Bo", 0), ("Mira", "Mira", 1), ("Mira", "", 1), ("", "", 1)],
)
def test_two_people_may_speak_at_once(first: str, second: str, number: int) -> None:
    cues = [Cue("Low?", 0, 4000, first), Cue("Yes, low.", 2000, 5000, second)]
    assert sum(OVERLAP in one for one in told(cues)) == number


def test_cues_without_times_are_left_out() -> None:
    turns = [Cue("Low?"), Cue("Yes, low.")]
    assert told(turns, "txt") == []
    mixed = [Cue("Low?", 4000), Cue("Yes."), Cue("And now?", 2000, 3000), Cue("Low.", 2500, None)]
    assert told(mixed, "txt") == [
        "3:1: warning: the cue starts at 0:02, before the cue above it, which starts at 0:04; sort the cues by their starts [transcript-out-of-order]",
        f"4:1: warning: the cue starts at 0:02.500, but the cue above it ends at 0:03; let that one end first {OVERLAP}",
    ]
    assert told([Cue("Low?", 1000, None), Cue("Yes.", 2000, None)], "json") == []
