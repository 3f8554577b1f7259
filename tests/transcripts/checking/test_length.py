"""Cues after the end of the audio, and transcripts that are of another episode."""

import pytest
from checked_cues import seconds, told

from feedtool.transcripts.model import Cue

PAST = "after the end of the episode at 1:00; correct the time, or remove the cue [transcript-past-end]"
OTHER = "[transcript-other-episode]"


def cues_until(end: float, step: float = 5) -> list[Cue]:
    """Cues without a break up to an end."""
    times = [at * step for at in range(int(end / step))]
    return seconds(*(time for start in times for time in (start, start + step)))


@pytest.mark.parametrize(
    ("times", "duration", "findings"),
    [
        ((0, 5, 50, 60), 60, []),
        ((0, 5, 2_000, 2_005), 0, []),
        # Feeds round durations, programs let the last cue stay.
        ((0, 5, 50, 65), 60, []),
        ((0, 5, 60.9, 64), 60, []),
        ((0, 5, 50, 65.1), 60, [f"2:1: warning: the cue ends at 1:05.100, {PAST}"]),
        ((0, 5, 61, 63), 60, [f"2:1: warning: the cue starts at 1:01, {PAST}"]),
        # A slip in one time.
        ((0, 5, 7_800, 7_805, 7_806, 7_810, 15, 20, 20, 25), 0, ["4:1: warning: the cue starts at 0:15, before the cue above it, which starts at 2:10:06; sort the cues by their starts [transcript-out-of-order]"]),
        ((0, 5, 5, 10, 7_800, 7_805), 60, [f"3:1: warning: the cue starts at 2:10:00, {PAST}"]),
        ((7_800, 7_805), 60, [f"1:1: warning: its only cue starts after the end of the episode, at 1:00, and the last one ends at 2:10:05; use the transcript of this episode {OTHER}"]),
    ],
)  # fmt: skip
def test_cues_after_the_end(times: tuple[float, ...], duration: float, findings: list[str]) -> None:
    assert told(seconds(*times), duration_s=duration) == findings


def test_many_cues_after_the_end_are_another_episode() -> None:
    assert told(cues_until(3600), duration_s=3000) == [
        f"602:1: warning: 119 of 720 cues start after the end of the episode, at 50:00, and the last one ends at 1:00:00; use the transcript of this episode {OTHER}"
    ]
    # Half a minute is no other episode: an edit came after the transcript.
    assert [one.rpartition(" ")[2] for one in told(cues_until(3630), duration_s=3600)] == [
        "[transcript-past-end]"
    ] * 5


@pytest.mark.parametrize(
    ("end", "duration", "is_other"),
    [
        (3000, 3130, False),  # music at the end
        (2400, 3130, False),  # ads that a server put in
        (1900, 3130, False),
        (1870, 3130, True),
        (600, 3130, True),
        (30, 200, False),  # a short talk in a piece of music
        (120, 300, True),
        (125, 300, False),
    ],
)
def test_a_transcript_that_ends_early(end: float, duration: float, is_other: bool) -> None:
    says = told(cues_until(end), duration_s=duration)
    assert [one.rpartition(" ")[2] for one in says] == ([OTHER] if is_other else [])


def test_the_end_is_told_at_the_last_cue() -> None:
    assert told(seconds(0, 5, 595, 600), duration_s=3130) == [
        f"2:1: warning: the transcript ends at 10:00, but the episode at 52:10; use the transcript of this whole episode {OTHER}"
    ]


def test_a_transcript_without_times_has_no_end() -> None:
    assert told([Cue("Low tide."), Cue("High tide.")], "txt", duration_s=3130) == []


def test_starts_alone_are_compared() -> None:
    cues = [Cue("Low tide.", 0, None), Cue("High tide.", 59_000, None), Cue("Bye.", 70_000, None)]
    assert told(cues, "json", duration_s=60) == [f"3:1: warning: the cue starts at 1:10, {PAST}"]
