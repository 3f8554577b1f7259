"""What a check finds: the cues that have one fault, and what to say of each."""

from collections.abc import Callable, Sequence
from typing import NamedTuple

from feedtool.transcripts.model import Transcript


class CueFaults(NamedTuple):
    """The cues that break a rule, by their indexes; `says` returns the message about one of them.

    What is wrong with a transcript as a whole is told at one cue.
    """

    rule: str
    indexes: Sequence[int]
    says: Callable[[int], str]


class Columns(NamedTuple):
    """The cues of a transcript by what they say, in columns: loops over these are short."""

    texts: Sequence[str]
    starts: Sequence[int | None]
    ends: Sequence[int | None]
    speakers: Sequence[str]


def columns_of(transcript: Transcript) -> Columns:
    """Return the columns of a transcript."""
    cues = transcript.cues
    return Columns(
        [one.text for one in cues],
        [one.start_ms for one in cues],
        [one.end_ms for one in cues],
        [one.speaker for one in cues],
    )


def tell_at(rule: str, index: int, message: str) -> CueFaults:
    """Return a fault of one cue."""
    return CueFaults(rule, (index,), lambda _: message)


def say_time(time_ms: int) -> str:
    """Return a time as people read it, with milliseconds only where it has some.

    >>> say_time(64_500), say_time(3_600_000)
    ('1:04.500', '1:00:00')
    """
    seconds, thousandths = divmod(time_ms, 1000)
    minutes, seconds = divmod(seconds, 60)
    hours, minutes = divmod(minutes, 60)
    clock = f"{hours}:{minutes:02}:{seconds:02}" if hours else f"{minutes}:{seconds:02}"
    return f"{clock}.{thousandths:03}" if thousandths else clock
