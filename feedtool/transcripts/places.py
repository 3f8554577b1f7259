"""Where cues stand in their file; asked only for cues that have a finding."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from typing import Protocol

from feedtool.findings.place import LineColumn
from feedtool.transcripts.model import Transcript


class Places(Protocol):
    """Knows the place of each cue."""

    def find(self, indexes: Collection[int]) -> Mapping[int, LineColumn]:
        """Return line and column of cues, by their index in the transcript."""


@dataclass(frozen=True, slots=True)
class LinePlaces:
    """Places of cues of which each starts on a line; `lines` has the line of each cue."""

    lines: Sequence[int]

    def find(self, indexes: Collection[int]) -> Mapping[int, LineColumn]:
        """Return line and column of cues, by their index in the transcript."""
        return {one: (self.lines[one], 1) for one in indexes}


@dataclass(frozen=True, slots=True)
class Reading:
    """A transcript that was read, and where its cues stand."""

    transcript: Transcript
    places: Places
