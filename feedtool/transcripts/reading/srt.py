"""Reads SubRip, also with the faults that people and programs make in it.

SubRip has no specification. A cue is a counter, a line of times and lines of text up to a blank
line; here it goes up to the next cue, and what is odd in between is reported.
"""

import re
from collections.abc import Iterator
from typing import NamedTuple

from feedtool.findings.file_findings import FileFindings
from feedtool.findings.wording import cut
from feedtool.transcripts.model import Cue, Transcript
from feedtool.transcripts.places import LinePlaces, Reading
from feedtool.transcripts.reading.lines import BLANKS, split_lines
from feedtool.transcripts.reading.time_lines import SUBRIP, TimeLine, may_be_times, read_time_line

_SYNTAX = "transcript-syntax"
_COUNTER = re.compile(r"[ \t]*([0-9]{1,9})[ \t]*\Z")
EXAMPLE = "00:00:01,000 --> 00:00:04,000"


class _Cut(NamedTuple):
    """Lines of a file that are one cue: its text, and the counter of the cue after it."""

    text: list[str]
    counter: int | None


def read_srt(text: str, findings: FileFindings) -> Reading | None:
    """Read SubRip; None, with a finding, if it has no cue."""
    lines = split_lines(text)
    times = list(_find_times(lines, findings))
    if not times:
        message = f"it has no cue; expected lines such as {EXAMPLE}"
        findings.add("transcript-unreadable", message, 1, 1)
        return None
    counters = _Counters(findings, has_any=False)
    cues: list[Cue] = []
    places: list[int] = []
    counters.check(_read_head(lines[: times[0][0]], findings), times[0][0])
    for position, (at, found) in enumerate(times):
        is_last = position + 1 == len(times)
        until = len(lines) if is_last else times[position + 1][0]
        body = lines[at + 1 : until]
        if is_last:
            part = _Cut(body, None)
        else:
            part = _split(body, until, counters.expected, findings)
            counters.check(part.counter, until)
        said = _read_text(part.text, at + 2, counters.expected, findings)
        cues.append(Cue(said, found.start_ms, found.end_ms))
        places.append(at + 1)
    return Reading(Transcript("srt", cues), LinePlaces(places))


def _find_times(lines: list[str], findings: FileFindings) -> Iterator[tuple[int, TimeLine]]:
    """Yield the lines of times with their indexes."""
    for index, line in enumerate(lines):
        if "-->" in line or (line[:1] in " \t0123456789" and may_be_times(line)):
            found = read_time_line(line, index + 1, SUBRIP, findings)
            if found is None:
                continue
            rest = line[found.end :]
            if rest.strip(BLANKS):
                column = len(line) - len(rest.lstrip(BLANKS)) + 1
                message = (
                    f'after the times stands "{cut(rest.strip(BLANKS))}", which podcast apps do '
                    "not know; remove it"
                )
                findings.add(_SYNTAX, message, index + 1, column, severity="warning")
            yield index, found


class _Counters:
    """Compares the counters of cues with what they should be."""

    def __init__(self, findings: FileFindings, *, has_any: bool) -> None:
        self.expected = 1
        self._findings = findings
        self._has_any = has_any

    def check(self, counter: int | None, until: int) -> None:
        """Take the counter in front of the line of times with the index `until`."""
        if counter is None:
            if self._has_any or self.expected == 1:
                message = f"a counter is missing; write {self.expected} on a line before the times"
                self._findings.add(_SYNTAX, message, until + 1, 1, severity="warning")
            self.expected += 1
            return
        if counter != self.expected and self._has_any:
            message = f"the counter is {counter}; expected {self.expected}"
            self._findings.add(_SYNTAX, message, until, 1, severity="warning", value=str(counter))
        self._has_any = True
        self.expected = counter + 1


def _read_head(head: list[str], findings: FileFindings) -> int | None:
    """Return the counter of the first cue, and report what else stands before it."""
    counter = _COUNTER.match(head[-1]) if head else None
    rest = head[:-1] if counter is not None else head
    for index, line in enumerate(rest):
        if line.strip(BLANKS):
            message = f'"{cut(line.strip(BLANKS))}" stands before the first cue; remove it'
            findings.add(_SYNTAX, message, index + 1, 1, severity="warning")
            break
    return int(counter[1]) if counter is not None else None


def _split(body: list[str], until: int, expected: int, findings: FileFindings) -> _Cut:
    """Return the lines of a cue that another one follows, at the index `until`."""
    found = _COUNTER.match(body[-1]) if body else None
    if found is None:
        if body and body[-1].strip(BLANKS):
            message = "a blank line is missing before the cue"
            findings.add(_SYNTAX, message, until + 1, 1, severity="warning")
        return _Cut(body, None)
    if len(body) > 1 and body[-2].strip(BLANKS):
        if int(found[1]) != expected and len(body) == 1:
            return _Cut(body, None)
        message = "a blank line is missing before the counter"
        findings.add(_SYNTAX, message, until, 1, severity="warning")
    return _Cut(body[:-1], int(found[1]))


def _read_text(body: list[str], number: int, expected: int, findings: FileFindings) -> str:
    """Return the text of a cue, of which the first line has a number."""
    lines = [line.strip(BLANKS) for line in body]
    while lines and not lines[-1]:
        lines.pop()
    if "" in lines:
        at = lines.index("")
        message = "a blank line stands inside the text of a cue, which ends there; remove it"
        findings.add(_SYNTAX, message, number + at, 1, severity="warning")
        lines = [line for line in lines if line]
    return "\n".join(lines)
