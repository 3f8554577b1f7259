"""Reads SubRip, also with the faults that people and programs make in it.

SubRip has no specification. A cue is a counter, a line of times and lines of text up to a blank
line; here it goes up to the next cue, and what is odd in between is reported. It is an error where
players of podcasts lose a cue or text: AntennaPod takes what follows a blank line for no text, and
transcriptator, which players on websites use, takes cues without counter for none.
"""

import re
from collections.abc import Sequence

from feedtool.findings.file_findings import FileFindings
from feedtool.findings.wording import cut
from feedtool.transcripts.model import Cue, Transcript
from feedtool.transcripts.places import LinePlaces, Reading
from feedtool.transcripts.reading.labels import name_speakers
from feedtool.transcripts.reading.lines import BLANKS, is_too_long, split_lines
from feedtool.transcripts.reading.markup import drop_markup, report_markup
from feedtool.transcripts.reading.rolling import drop_repeats
from feedtool.transcripts.reading.time_lines import SUBRIP, TimeLine, find_time_lines
from feedtool.vocabulary.severity import Severity

_COUNTER = re.compile(r"[ \t]*([0-9]{1,9})[ \t]*\Z")
# Coordinates, or settings of WebVTT.
# Also a second end of the cue.
_SETTINGS = re.compile(r"[A-Za-z][A-Za-z0-9]{0,15}:[^ \t:]|-{1,2}>[ \t]?[0-9:.,]{4,20}\Z")
# A counter that is wrong is hardly further from the right one.
_NEAR = 2
_EXAMPLE = "00:00:01,000 --> 00:00:04,000"


def read_srt(text: str, findings: FileFindings) -> Reading | None:
    """Read SubRip; None, with a finding, if it has no cue."""
    lines = split_lines(text)
    times = find_time_lines(lines, SUBRIP, findings)
    if not times:
        message = f"it has no cue; expected lines such as {_EXAMPLE}"
        findings.add("transcript-unreadable", message, 1, 1)
        return None
    cues, places = _Reader(lines, findings).read(times)
    cues, places = name_speakers(*drop_repeats(cues, places, findings))
    return Reading(Transcript("srt", cues), LinePlaces(places))


class _Reader:
    """Reads what stands between the lines of times; `expected` is the counter of the next cue."""

    def __init__(self, lines: Sequence[str], findings: FileFindings) -> None:
        self._lines = lines
        self._findings = findings
        self._expected: int | None = 1
        self._has_counters = False
        # The line of a counter that no times follow.
        self._lonely: int | None = None

    def read(self, times: Sequence[tuple[int, TimeLine]]) -> tuple[list[Cue], list[int]]:
        """Return the cues, and the number of the line of each cue's times."""
        self._read_head(times[0][0])
        ends = [at for at, _ in times[1:]]
        cues = []
        for (at, found), until in zip(times, [*ends, None], strict=True):
            rest = self._read_rest(at, found)
            last = len(self._lines) if until is None else self._read_counter(at + 1, until)
            text = self._read_text(at + 1, last)
            if rest:
                text = f"{rest}\n{text}".strip("\n")
            cues.append(Cue(text, found.start_ms, found.end_ms))
        return cues, [at + 1 for at, _ in times]

    def _read_rest(self, at: int, found: TimeLine) -> str:
        """Return the text behind times, and report it; coordinates and settings are no text."""
        line = self._lines[at]
        rest = line[found.end :].strip(BLANKS) if found.end < len(line) else ""
        if not rest:
            return ""
        is_text = _SETTINGS.match(rest) is None
        cure = "move it to the next line" if is_text else "remove it"
        message = f'"{cut(rest)}" stands behind the times, and apps skip such cues; {cure}'
        self._report(message, at, line.index(rest, found.end) + 1)
        return rest if is_text else ""

    def _read_head(self, until: int) -> None:
        """Read what stands before the first line of times."""
        last = self._read_counter(0, until)
        for index in range(last):
            if line := self._lines[index].strip(BLANKS):
                message = f'"{cut(line)}" stands before the first cue; remove it'
                self._report(message, index, severity="warning")
                return

    def _read_counter(self, start: int, until: int) -> int:
        """Read the counter in front of a line of times; return where the text before it ends."""
        at = until - 1
        is_first = start == 0
        found = _COUNTER.match(self._lines[at]) if at >= start else None
        if found is not None and self._is_text(int(found[1]), start, at):
            found = None
        if found is None:
            is_close = at >= start and bool(self._lines[at].strip(BLANKS))
            self._miss_counter(until, is_first=is_first, is_close=is_close)
            return until
        if at > start and self._lines[at - 1].strip(BLANKS) and not is_first:
            self._report("a blank line is missing before the counter", at)
        counter = int(found[1])
        if not self._has_counters or self._expected in (None, counter):
            pass
        elif not self._find_lonely(start, at):
            message = f"the counter is {counter}; expected {self._expected}"
            self._report(message, at, severity="info")
        self._has_counters = True
        self._expected = counter + 1
        return at

    def _is_text(self, number: int, start: int, at: int) -> bool:
        """Return whether a number before the times ends the text: "It was in / 1984"."""
        if at == start or not self._lines[at - 1].strip(BLANKS):
            return False
        return not self._has_counters or abs(number - (self._expected or number)) > _NEAR

    def _miss_counter(self, until: int, *, is_first: bool, is_close: bool) -> None:
        """Report a missing counter, only once if there are none at all.

        The text before `is_close` if there is no blank line either.
        """
        if self._has_counters:
            counter = f" {self._expected}" if self._expected else ""
            says = "a blank line and the counter are" if is_close else "the counter is"
            message = f"{says} missing; write the counter{counter} on a line before the times"
            self._report(message, until)
            # The next counter may count this cue or not.
            self._expected = None
        elif is_first:
            message = "the counter is missing; write 1 on the line before the times, and so on"
            self._report(message, until)
        elif is_close:
            self._report("a blank line is missing before the times", until)

    def _read_text(self, start: int, last: int) -> str:
        """Return the text on some lines, and report what splits it or is no text."""
        lines = [line.strip(BLANKS) for line in self._lines[start:last]]
        while lines and not lines[-1]:
            lines.pop()
        if "" in lines:
            lines = self._join(lines, start)
        text = "\n".join(lines)
        if ("<" in text or "{" in text or "&" in text) and not is_too_long(
            text, start + 1, self._findings
        ):
            plain = [drop_markup(line) for line in lines]
            text = "\n".join(filter(None, [one.text.strip(BLANKS) for one in plain]))
            self._report_markup(start, last)
        return text

    def _find_lonely(self, start: int, until: int) -> bool:
        """Find and report the expected counter if it stands alone, between blank line and text."""
        counter = str(self._expected)
        for at in range(start + 1, until - 1):
            if self._lines[at].strip(BLANKS) == counter and not self._lines[at - 1].strip(BLANKS):
                message = f"the cue {counter} has no times; expected a line such as {_EXAMPLE}"
                self._report(message, at)
                self._lonely = at
                return True
        return False

    def _join(self, lines: Sequence[str], start: int) -> list[str]:
        """Return lines without those that are blank; nothing is lost."""
        if self._lonely is not None and start <= self._lonely < start + len(lines):
            at = self._lonely - start
            return [line for index, line in enumerate(lines) if line and index != at]
        at = lines.index("")
        where = "before" if at == 0 else "inside"
        message = f"a blank line stands {where} the text of the cue, and apps lose it; remove it"
        self._report(message, start + at)
        return [line for line in lines if line]

    def _report_markup(self, start: int, last: int) -> None:
        """Report the first markup on some lines."""
        for index in range(start, last):
            plain = drop_markup(self._lines[index])
            if plain.raw:
                report_markup(plain.raw, index + 1, plain.at + 1, self._findings)
                return

    def _report(
        self, message: str, index: int, column: int = 1, severity: Severity | None = None
    ) -> None:
        self._findings.add("transcript-syntax", message, index + 1, column, severity=severity)
