"""Reads transcripts that are JSON: Podcasting 2.0, and what programs and services write.

Each dialect is a module of `services`, which is found there by itself: its `FORM`, `looks_like`,
which knows a file of the dialect by its value, and `read`.
"""

import pkgutil
from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from importlib import import_module
from typing import Any, NamedTuple

from feedtool.findings.file_findings import FileFindings
from feedtool.findings.place import LineColumn
from feedtool.transcripts.model import Transcript
from feedtool.transcripts.places import Reading
from feedtool.transcripts.reading import services
from feedtool.transcripts.reading.grouping import Found
from feedtool.transcripts.reading.spoken import Faults
from feedtool.values.json_places import Path, find_json_places
from feedtool.values.json_text import JsonError, read_json

# Three hours with the times of words have 700,000 at most.
_MOST_VALUES = 3_000_000
_EXPECTED = 'expected {"version": "1.0.0", "segments": [{"startTime": 0.5, "body": "Welcome."}]}'


class Dialect(NamedTuple):
    """A form of JSON: its id, what knows it, and what reads it."""

    form: str
    looks_like: Callable[[Any], bool]
    read: Callable[[Any, Faults], Found]


@dataclass(frozen=True, slots=True)
class JsonPlaces:
    """Finds the places of cues in the text when they are needed."""

    text: str
    paths: Sequence[Path]

    def find(self, indexes: Collection[int]) -> Mapping[int, LineColumn]:
        """Return line and column of cues, by their index in the transcript."""
        places = find_json_places(self.text, {self.paths[one] for one in indexes})
        return {one: places[self.paths[one]] for one in indexes}


@cache
def list_dialects() -> tuple[Dialect, ...]:
    """Return all dialects."""
    names = [one.name for one in pkgutil.iter_modules(services.__path__)]
    modules = [import_module(f"{services.__name__}.{name}") for name in names]
    return tuple(Dialect(one.FORM, one.looks_like, one.read) for one in modules)


def read_json_transcript(text: str, findings: FileFindings) -> Reading | None:
    """Read JSON of any dialect that is known; faults are findings, and None is no transcript."""
    try:
        whole = read_json(text, _MOST_VALUES, takes_nan=True)
    except JsonError as why:
        findings.add("transcript-unreadable", why.says, why.line, why.column)
        return None
    dialect = next((one for one in list_dialects() if one.looks_like(whole)), None)
    if dialect is None:
        has_chapters = isinstance(whole, dict) and isinstance(whole.get("chapters"), list)
        what = (
            " with chapters, no transcript"
            if has_chapters
            else ", but no transcript in it is found"
        )
        findings.add("transcript-unreadable", f"this is JSON{what}; {_EXPECTED}", 1, 1)
        return None
    faults = Faults()
    found = dialect.read(whole, faults)
    _report(faults, text, findings)
    if not found.cues:
        findings.add("transcript-unreadable", "it has no words; expected what is said", 1, 1)
        return None
    transcript = Transcript(dialect.form, found.cues, found.language)
    return Reading(transcript, JsonPlaces(text, found.paths))


def _report(faults: Faults, text: str, findings: FileFindings) -> None:
    if not faults.found:
        return
    # What a reader made itself has no place; that of the value around it is near enough.
    wanted = {path[:end] for path, _ in faults.found for end in range(len(path) + 1)}
    places = find_json_places(text, wanted)
    for path, message in faults.found:
        around = (path[:end] for end in range(len(path), -1, -1))
        line, column = next((places[one] for one in around if one in places), (None, None))
        findings.add("transcript-syntax", message, line, column)
    if faults.dropped:
        message = f"{faults.dropped:,} more values are wrong; fix those above first"
        findings.add("transcript-syntax", message)
