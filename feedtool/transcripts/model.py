"""What a transcript is, whatever file it stands in: cues of text, with times where known."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import NamedTuple


class Word(NamedTuple):
    """A word with its times, in milliseconds from the start of the audio."""

    text: str
    start_ms: int
    end_ms: int


class Cue(NamedTuple):
    r"""What one person says at one time, or a turn of a transcript without times.

    `text` is plain text without markup and without the name of the speaker; lines that its author
    broke are divided by "\n". Times are milliseconds; None where the file does not say them.
    `markup` is the text as WebVTT, where that says more than text and speaker (italics, times of
    words); `identifier` and `settings` are those of WebVTT.
    """

    text: str
    start_ms: int | None = None
    end_ms: int | None = None
    speaker: str = ""
    words: Sequence[Word] = ()
    markup: str = ""
    identifier: str = ""
    settings: str = ""


class Block(NamedTuple):
    """A block of WebVTT that is no cue: a note, a style or a region, in front of the cue `before`.

    `text` holds all its lines, also the first one, such as STYLE; the header has `before` -1.
    """

    before: int
    text: str


@dataclass(frozen=True, slots=True)
class Transcript:
    """A transcript that was read: the `form` of its file, its cues, and what else the file says.

    `language` is "" if the file names none.
    """

    form: str
    cues: Sequence[Cue]
    language: str = ""
    blocks: Sequence[Block] = ()

    @property
    def has_starts(self) -> bool:
        """Whether each cue has a start."""
        return bool(self.cues) and all(one.start_ms is not None for one in self.cues)

    @property
    def has_times(self) -> bool:
        """Whether each cue has a start and an end, as captions need."""
        return self.has_starts and all(one.end_ms is not None for one in self.cues)
