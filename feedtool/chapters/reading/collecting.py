"""Collects the chapters of a text form while it is read, with their places."""

from feedtool.chapters.model import MOST_CHAPTERS, MOST_MS, Reading, StartPlaces
from feedtool.findings.file_findings import FileFindings
from feedtool.findings.place import LineColumn
from feedtool.findings.wording import cut
from feedtool.media.chapters import drop_implied_ends
from feedtool.media.facts import AudioChapter


class Collector:
    """Takes chapters one by one; reports times that are none, and chapters that are too many."""

    def __init__(self, form: str, findings: FileFindings, expected: str) -> None:
        self._form = form
        self._findings = findings
        self._expected = expected
        self._chapters: list[AudioChapter] = []
        self._starts: list[LineColumn] = []
        self._numbers: list[int] = []
        self._count = 0
        self._refused = 0

    def add(self, chapter: AudioChapter, line: int, column: int = 1) -> None:
        """Add a chapter that begins there in the file."""
        self._count += 1
        if self._count > MOST_CHAPTERS:
            return
        self._chapters.append(chapter)
        self._starts.append((line, column))
        self._numbers.append(self._count + self._refused)

    def refuse(self, time: str, line: int, column: int = 1) -> None:
        """Report a chapter whose start is no time."""
        self._refused += 1
        says = f'"{cut(time)}" is no time; expected {self._expected}'
        self._findings.add("chapter-bad-time", says, line, column)

    def reading(self) -> Reading | None:
        """Return what was read; None, which is reported, if that is nothing."""
        if self._count > MOST_CHAPTERS:
            says = f"it has {self._count:,} chapters; expected at most {MOST_CHAPTERS:,}"
            self._findings.add("chapters-unreadable", says)
            return None
        if not self._chapters and not self._refused:
            self._findings.add(
                "chapters-unreadable", f"it has no chapter; expected {self._expected}"
            )
        if not self._chapters:
            return None
        return Reading(
            self._form,
            drop_implied_ends(self._chapters),
            StartPlaces(self._starts),
            numbers=self._numbers,
        )


def is_possible(time_ms: int | None) -> bool:
    """Return whether a time was read, and is none beyond all recordings."""
    return time_ms is not None and time_ms <= MOST_MS
