"""Reads WebVTT, also with the faults that people and programs make in it.

It is an error where browsers lose a cue or text.
Source: https://www.w3.org/TR/webvtt1/#file-parsing
"""

import re
from bisect import bisect
from collections.abc import Sequence

from feedtool.findings.file_findings import FileFindings
from feedtool.findings.wording import cut
from feedtool.transcripts.model import Block, Cue, Transcript
from feedtool.transcripts.places import LinePlaces, Reading
from feedtool.transcripts.reading.labels import name_speakers
from feedtool.transcripts.reading.lines import BLANKS, split_lines
from feedtool.transcripts.reading.rolling import drop_repeats
from feedtool.transcripts.reading.time_lines import (
    WEBVTT,
    TimeLine,
    has_times,
    may_be_times,
    read_time_line,
)
from feedtool.transcripts.reading.vtt_blocks import check_block
from feedtool.transcripts.reading.vtt_settings import check_settings
from feedtool.transcripts.reading.vtt_text import read_payload
from feedtool.vocabulary.severity import Severity

_EXAMPLE = "00:00:01.000 --> 00:00:04.000"
_BLOCK = re.compile(r"(NOTE|STYLE|REGION)(?:[ \t]|\Z)")
_HEADER = re.compile(r"WEBVTT(?:[ \t]|\Z)")
_LIKE_HEADER = re.compile(r"[ \t]*web ?vtt\b", re.IGNORECASE)
_LANGUAGE = re.compile(
    r"(?:NOTE[ \t]+)?language[ \t]*[:=][ \t]*([A-Za-z]{2,3}(?:-[A-Za-z0-9]{1,8}){0,4})[ \t]*\Z",
    re.IGNORECASE,
)
_COUNTER = re.compile(r"[ \t]*[0-9]{1,9}[ \t]*\Z")


def read_vtt(text: str, findings: FileFindings) -> Reading | None:
    """Read WebVTT; None, with a finding, if it has no cue."""
    reader = _Reader(split_lines(text), findings)
    reader.read()
    if not reader.cues:
        message = f"it has no cue; expected lines such as {_EXAMPLE}"
        findings.add("transcript-unreadable", message, 1, 1)
        return None
    cues, places = name_speakers(*drop_repeats(reader.cues, reader.places, findings))
    blocks = [
        Block(-1 if line == 0 else bisect(places, line), text) for line, text in reader.blocks
    ]
    return Reading(Transcript("vtt", cues, reader.language, blocks), LinePlaces(places))


class _Reader:
    """Goes through the lines of a file; `at` is the index of the line that comes next.

    `blocks` are what is no cue, with the number of the first line; that of the header is 0.
    """

    def __init__(self, lines: Sequence[str], findings: FileFindings) -> None:
        self.cues: list[Cue] = []
        self.places: list[int] = []
        self.blocks: list[tuple[int, str]] = []
        self.language = ""
        self.at = 0
        self._lines = lines
        self._findings = findings
        self._regions: set[str] = set()

    def read(self) -> None:
        """Read the whole file."""
        self._read_header()
        lines = self._lines
        while self.at < len(lines):
            line = lines[self.at]
            if not line.strip(BLANKS):
                self.at += 1
            elif not self._read_cue(""):
                self._read_other(line)

    def _read_header(self) -> None:
        """Read the first line and what follows up to a blank line."""
        lines = self._lines
        while self.at < len(lines) - 1 and not lines[self.at].strip(BLANKS):
            self.at += 1
        start = self.at
        if self.at or not _HEADER.match(lines[0]):
            is_like_header = _LIKE_HEADER.match(lines[self.at]) is not None
            self._report_header(is_like_header=is_like_header)
            if not is_like_header:
                return
        self.at += 1
        while self.at < len(lines) and lines[self.at].strip(BLANKS):
            if may_be_times(lines[self.at]):
                # What stands above the times may be the counter of the cue.
                self.at -= _COUNTER.match(lines[self.at - 1]) is not None
                self._report("a blank line is missing behind the header", self.at)
                break
            self.at += 1
        self._keep_header(lines[start : self.at])

    def _report_header(self, *, is_like_header: bool) -> None:
        if is_like_header and self.at:
            self._report('"WEBVTT" must stand on the first line; remove the blank lines', 0)
        elif is_like_header:
            line = self._lines[self.at].strip(BLANKS)
            self._report(f'the first line is "{cut(line)}"; write WEBVTT alone', self.at)
        else:
            self._report('"WEBVTT" is missing; write it on the first line, then a blank line', 0)

    def _keep_header(self, header: Sequence[str]) -> None:
        self._keep_language(header[1:])
        text = "\n".join(header)
        if text != "WEBVTT" and _HEADER.match(text):
            self.blocks.append((0, text))

    def _keep_language(self, lines: Sequence[str]) -> None:
        """Take the language that the header or a note names, as YouTube and Teams write it."""
        for line in lines:
            if found := _LANGUAGE.match(line):
                self.language = found[1]

    def _read_cue(self, identifier: str) -> bool:
        """Read a cue if the next line is one of times."""
        line = self._lines[self.at]
        if not may_be_times(line):
            return False
        place = number = self.at + 1
        times = read_time_line(line, number, WEBVTT, self._findings)
        if times is None:
            return False
        text, settings = self._read_rest(line, times) if times.end < len(line) else ("", "")
        self.at += 1
        body = self._find_body()
        if text:
            body = [text, *body]
            number -= 1
        for part in self._read_body(body, number + 1, times):
            self.cues.append(
                part._replace(
                    start_ms=times.start_ms, end_ms=times.end_ms, identifier=identifier,
                    settings=settings,
                )
            )  # fmt: skip
            self.places.append(place)
        return True

    def _read_rest(self, line: str, times: TimeLine) -> tuple[str, str]:
        """Return the text and the settings behind times; right is only one of them."""
        rest = line[times.end :].strip(BLANKS)
        if not rest or ":" in rest.partition(" ")[0]:
            found = check_settings(line, times.end, self.at + 1, self._regions, self._findings)
            return "", found
        message = f'"{cut(rest)}" stands behind the times, and players lose it; '
        column = line.index(rest, times.end) + 1
        self._report(f"{message}move it to the next line", self.at, column)
        return rest, ""

    def _find_body(self) -> Sequence[str]:
        """Return the lines of text; after that, the next line is the one behind them."""
        lines = self._lines
        start = self.at
        while self.at < len(lines) and lines[self.at] != "":
            if may_be_times(lines[self.at]):
                if self._starts_cue(start):
                    break
                if "-->" in lines[self.at]:
                    message = '"-->" ends the text of the cue for players; write --&gt;'
                    self._report(message, self.at, lines[self.at].index("-->") + 1)
            self.at += 1
        return lines[start : self.at]

    def _starts_cue(self, start: int) -> bool:
        """Return whether the next line has times, and go back to the identifier of their cue."""
        if not has_times(self._lines[self.at], WEBVTT):
            return False
        if self.at > start:
            before = self._lines[self.at - 1]
            is_apart = self.at - 2 >= start and not self._lines[self.at - 2].strip(BLANKS)
            self.at -= bool(before.strip(BLANKS)) and (
                is_apart or _COUNTER.match(before) is not None
            )
        # Players start a cue at the arrow all the same, but take its identifier for text.
        message = "an empty line is missing before the cue"
        lost = may_be_times(self._lines[self.at])
        self._report(message, self.at, severity="warning" if lost else None)
        return True

    def _read_body(self, body: Sequence[str], number: int, times: TimeLine) -> Sequence[Cue]:
        if len(body) == 1 and not ("<" in body[0] or "&" in body[0] or "{" in body[0]):
            return (Cue(body[0].strip(BLANKS)),)
        return read_payload(body, number, times, self._findings)

    def _read_other(self, line: str) -> None:
        """Read a note, a style, a region, a cue with an identifier, or what belongs to nothing."""
        start = self.at
        self.at += 1
        kind = _BLOCK.match(line)
        lines = self._lines
        if kind is None and self.at < len(lines) and self._read_cue(line.strip(BLANKS)):
            return
        while self.at < len(lines) and lines[self.at] != "" and "-->" not in lines[self.at]:
            self.at += 1
        body = lines[start : self.at]
        if kind is not None:
            self._keep_language(body)
            self.blocks.append((start + 1, "\n".join(body)))
            check_block(
                kind[1], body, start + 1, self._regions, self._findings, is_late=bool(self.cues)
            )
        elif "-->" in line:
            says = f'"{cut(line.strip(BLANKS))}" has an arrow, but no times'
            self._report(f"{says}; expected {_EXAMPLE}", start)
        else:
            says = f'"{cut(line.strip(BLANKS))}" belongs to no cue, and players ignore it'
            self._report(f"{says}; write NOTE before it or remove it", start)

    def _report(
        self, message: str, index: int, column: int = 1, severity: Severity | None = None
    ) -> None:
        self._findings.add("transcript-syntax", message, index + 1, column, severity=severity)
