"""Compares a transcript with the length of the audio: cues after its end, another episode.

Music at the end, and ads that a server puts in, make the audio longer than what is said; so only a
transcript that misses much of it is told.
"""

from collections.abc import Iterator

from feedtool.transcripts.checking.cue_faults import Columns, CueFaults, say_time, tell_at

# Feeds round durations, and programs let the last cue stay a while.
_LATE_START_MS = 1_000
_LATE_END_MS = 5_000
# From how many cues after the end, or from which share of all, they cannot be slips.
_MANY = 5
_FAR_MS = 60_000
_FAR_SHARE = 0.05
# A transcript that leaves out as much is not that of the whole audio.
_MISSED_MS = 180_000
_MISSED_SHARE = 0.4


def find_length_faults(columns: Columns, duration_ms: int) -> Iterator[CueFaults]:
    """Yield cues that lie after the end of the audio, or say that it is another episode's.

    A duration of 0 is not known.
    """
    if not duration_ms:
        return
    starts = [0 if start is None else start for start in columns.starts]
    ends = [start if end is None else end for start, end in zip(starts, columns.ends, strict=True)]
    last = max(ends)
    if not last:
        return
    if last > duration_ms + _LATE_START_MS:
        yield from _find_late(starts, ends, duration_ms)
    elif duration_ms - last >= max(_MISSED_MS, duration_ms * _MISSED_SHARE):
        yield tell_at(
            "transcript-other-episode", ends.index(last),
            f"the transcript ends at {say_time(last)}, but the episode at "
            f"{say_time(duration_ms)}; use the transcript of this whole episode",
        )  # fmt: skip


def _find_late(starts: list[int], ends: list[int], duration_ms: int) -> Iterator[CueFaults]:
    late = [i for i, start in enumerate(starts) if start >= duration_ms + _LATE_START_MS]
    is_far = max(ends) - duration_ms > max(_FAR_MS, duration_ms * _FAR_SHARE)
    if is_far and (len(late) >= _MANY or len(late) * 2 > len(starts)):
        yield tell_at(
            "transcript-other-episode", late[0],
            f"{_count(len(late), len(starts))} after the end of the episode, at "
            f"{say_time(duration_ms)}, and the last one ends at {say_time(max(ends))}; "
            "use the transcript of this episode",
        )  # fmt: skip
        return
    wrong = sorted({*late, *(i for i, end in enumerate(ends) if end > duration_ms + _LATE_END_MS)})

    def says(index: int) -> str:
        what = (
            f"starts at {say_time(starts[index])}"
            if starts[index] >= duration_ms
            else f"ends at {say_time(ends[index])}"
        )
        return (
            f"the cue {what}, after the end of the episode at {say_time(duration_ms)}; "
            "correct the time, or remove the cue"
        )

    if wrong:
        yield CueFaults("transcript-past-end", wrong, says)


def _count(number: int, whole: int) -> str:
    if whole == 1:
        return "its only cue starts"
    return f"all {number} cues start" if number == whole else f"{number} of {whole} cues start"
