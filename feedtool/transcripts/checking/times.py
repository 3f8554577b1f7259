"""Checks the times of cues against each other: order, overlaps, ends before starts.

What is common and right goes through loops of C; only where these find something is each cue looked
at in turn.
"""

from collections.abc import Iterator, Sequence
from itertools import islice
from operator import ge, gt
from typing import NamedTuple

from feedtool.transcripts.checking.cue_faults import Columns, CueFaults, say_time, tell_at

# Programs round times in different ways; nobody sees a cue that is so much too early.
_ROUNDING_MS = 100
# Fewer cues may start at one time by chance.
_SEVERAL = 3


class _Timed(NamedTuple):
    """The cues that have a start: their indexes, starts, ends; an end that is not said is None."""

    indexes: Sequence[int]
    starts: Sequence[int]
    ends: Sequence[int | None]


def find_time_faults(columns: Columns, form: str) -> Iterator[CueFaults]:
    """Yield what is wrong with the times of cues, whatever the audio is."""
    timed = _select(columns)
    if not timed.starts:
        return
    if len(timed.starts) >= _SEVERAL and max(timed.starts) == min(timed.starts):
        yield tell_at(
            "transcript-without-times", timed.indexes[0],
            f"all {len(timed.starts)} cues start at {say_time(timed.starts[0])}; "
            "export the transcript again with the time of each cue",
        )  # fmt: skip
        return
    yield from _find_backwards(timed, must_last=form in ("vtt", "srt"))
    yield from _find_disorder(timed)
    yield from _find_overlaps(timed, columns.speakers)


def _select(columns: Columns) -> _Timed:
    starts, ends = columns.starts, columns.ends
    if None not in starts:
        return _Timed(range(len(starts)), starts, ends)  # type: ignore[arg-type] # has no None
    chosen = [index for index, start in enumerate(starts) if start is not None]
    known = [start for start in starts if start is not None]
    return _Timed(chosen, known, [ends[index] for index in chosen])


def _find_backwards(timed: _Timed, *, must_last: bool) -> Iterator[CueFaults]:
    """Yield cues that end before they start, and captions that end as they start."""
    indexes, starts, ends = timed
    if None not in ends and not any(map(ge, starts, ends)):  # type: ignore[arg-type] # has no None
        return
    least = 1 if must_last else 0
    wrong = {
        index: (start, end)
        for index, start, end in zip(indexes, starts, ends, strict=True)
        if end is not None and end - start < least
    }

    def says(index: int) -> str:
        start, end = wrong[index]
        if start == end:
            return f"the cue ends when it starts, at {say_time(end)}; write a later end"
        return (
            f"the cue ends at {say_time(end)}, before it starts at {say_time(start)}; "
            "correct one of the times"
        )

    yield CueFaults("transcript-cue-backwards", list(wrong), says)


def _find_disorder(timed: _Timed) -> Iterator[CueFaults]:
    """Yield cues that start before the cue in front of them."""
    indexes, starts, _ = timed
    if not any(map(gt, starts, islice(starts, 1, None))):
        return
    wrong = {
        index: (start, before)
        for index, start, before in zip(
            islice(indexes, 1, None), islice(starts, 1, None), starts, strict=False
        )
        if start < before
    }

    def says(index: int) -> str:
        start, before = wrong[index]
        return (
            f"the cue starts at {say_time(start)}, before the cue above it, which starts at "
            f"{say_time(before)}; sort the cues by their starts"
        )

    yield CueFaults("transcript-out-of-order", list(wrong), says)


def _find_overlaps(timed: _Timed, speakers: Sequence[str]) -> Iterator[CueFaults]:
    """Yield cues that start while the cue in front of them is shown.

    Two that start together, or that two people say, are meant so.
    """
    indexes, starts, ends = timed
    known = ends if None not in ends else [end or 0 for end in ends]
    if not any(map(gt, known, islice(starts, 1, None))):  # type: ignore[arg-type] # has no None
        return
    wrong = {}
    before_index, before_start, before_end = indexes[0], starts[0], ends[0]
    for index, start, end in zip(indexes, starts, ends, strict=True):
        if (
            before_end is not None
            and before_start < start < before_end - _ROUNDING_MS
            and not _are_two(speakers[index], speakers[before_index])
        ):
            wrong[index] = (start, before_end)
        before_index, before_start, before_end = index, start, end

    def says(index: int) -> str:
        start, before_end = wrong[index]
        return (
            f"the cue starts at {say_time(start)}, but the cue above it ends at "
            f"{say_time(before_end)}; let that one end first"
        )

    if wrong:
        yield CueFaults("transcript-overlap", list(wrong), says)


def _are_two(speaker: str, other: str) -> bool:
    return bool(speaker and other and speaker != other)
