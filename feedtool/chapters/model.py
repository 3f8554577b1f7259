"""What was read of chapters, whatever form they had, and what is wrong with them."""

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Protocol

from feedtool.findings.file_findings import FileFindings
from feedtool.findings.place import LineColumn
from feedtool.findings.report import Severity
from feedtool.media.facts import AudioChapter

# No file has more; one that has is made to waste time.
MOST_CHAPTERS = 10_000
# A thousand hours.
MOST_MS = 3_600_000_000

# A chapter by its index, and the field of it; -1 and "" stand for the whole.
Spot = tuple[int, str]


class Places(Protocol):
    """Knows where chapters and their fields stand in the file."""

    def find(self, spots: Collection[Spot]) -> Mapping[Spot, LineColumn]:
        """Return line and column of those that have a place."""


@dataclass(frozen=True, slots=True)
class StartPlaces:
    """Places of chapters of which each begins somewhere in a text; fields have that place, too."""

    starts: Sequence[LineColumn] = ()

    def find(self, spots: Collection[Spot]) -> Mapping[Spot, LineColumn]:
        """Return line and column of the chapters."""
        return {one: self.starts[one[0]] for one in spots if 0 <= one[0] < len(self.starts)}


@dataclass(frozen=True, slots=True)
class Reading:
    """Chapters that were read, in the order of the file, and where they stand.

    `about` has what JSON chapters say of the whole, by the names that it has there.
    `is_as_apps_read` says that the file itself can be published: it is JSON of which nothing had to
    be guessed.
    `numbers` say the how many-th each chapter is, if some between them could not be read.
    `duration_s` is that of an audio file whose chapters these are, or else 0.
    """

    form: str
    chapters: Sequence[AudioChapter]
    places: Places = StartPlaces()
    about: Mapping[str, object] = field(default_factory=dict)
    is_as_apps_read: bool = False
    duration_s: float = 0
    numbers: Sequence[int] = ()


@dataclass(frozen=True, slots=True)
class Problem:
    """What is wrong with a chapter, or with all of them (index -1)."""

    rule: str
    message: str
    index: int = -1
    field: str = ""
    severity: Severity | None = None


def report(problems: Iterable[Problem], places: Places, findings: FileFindings) -> None:
    """Add problems to the findings of a file, each at its place."""
    found = list(problems)
    where = places.find({(one.index, one.field) for one in found})
    for one in found:
        line, column = where.get((one.index, one.field), (None, None))
        findings.add(one.rule, one.message, line, column, severity=one.severity)
