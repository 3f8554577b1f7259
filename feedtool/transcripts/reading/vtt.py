"""Reads WebVTT, also with the faults that people and programs make in it.

Source: https://www.w3.org/TR/webvtt1/#file-parsing
"""

import re

from feedtool.findings.file_findings import FileFindings
from feedtool.findings.wording import cut
from feedtool.transcripts.model import Block, Cue, Transcript
from feedtool.transcripts.places import LinePlaces, Reading
from feedtool.transcripts.reading.lines import BLANKS, split_lines
from feedtool.transcripts.reading.time_lines import WEBVTT, TimeLine, may_be_times, read_time_line
from feedtool.transcripts.reading.vtt_blocks import check_block
from feedtool.transcripts.reading.vtt_settings import check_settings
from feedtool.transcripts.reading.vtt_text import read_payload

_SYNTAX = "transcript-syntax"
EXAMPLE = "00:00:01.000 --> 00:00:04.000"
_BLOCK = re.compile(r"(NOTE|STYLE|REGION)(?:[ \t]|\Z)")
_HEADER = re.compile(r"WEBVTT(?:[ \t]|\Z)")
_LANGUAGE = re.compile(r"[Ll]anguage[ \t]*:[ \t]*([A-Za-z]{2,3}(?:-[A-Za-z0-9]{1,8}){0,4})[ \t]*\Z")
_COUNTER = re.compile(r"[0-9]{1,9}\Z")


def read_vtt(text: str, findings: FileFindings) -> Reading | None:
    """Read WebVTT; None, with a finding, if it has no cue."""
    reader = _Reader(split_lines(text), findings)
    reader.read()
    if not reader.cues:
        message = f"it has no cue; expected lines such as {EXAMPLE}"
        findings.add("transcript-unreadable", message, 1, 1)
        return None
    transcript = Transcript("vtt", reader.cues, reader.language, reader.blocks)
    return Reading(transcript, LinePlaces(reader.places))


class _Reader:
    """Goes through the lines of a file; `at` is the index of the line that comes next."""

    def __init__(self, lines: list[str], findings: FileFindings) -> None:
        self.cues: list[Cue] = []
        self.places: list[int] = []
        self.blocks: list[Block] = []
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
        first = self._lines[0]
        if not _HEADER.match(first):
            while self.at < len(self._lines) and not self._lines[self.at].strip(BLANKS):
                self.at += 1
            first = self._lines[self.at] if self.at < len(self._lines) else ""
            self._report('"WEBVTT" is missing; write it on the first line', 0)
            if not re.match(r"web ?vtt\b", first, re.IGNORECASE):
                return
        start = self.at
        while self.at < len(self._lines) and self._lines[self.at].strip(BLANKS):
            if "-->" in self._lines[self.at]:
                self._report("a blank line is missing before the cue", self.at)
                break
            self.at += 1
        header = self._lines[start : self.at]
        for line in header[1:]:
            if found := _LANGUAGE.match(line):
                self.language = found[1]
        if header != ["WEBVTT"]:
            self.blocks.append(Block(-1, "\n".join(header)))

    def _read_cue(self, identifier: str) -> bool:
        """Read a cue if the next line is one of times."""
        line = self._lines[self.at]
        if "-->" not in line and not (line[:1] in " \t0123456789" and may_be_times(line)):
            return False
        times = read_time_line(line, self.at + 1, WEBVTT, self._findings)
        if times is None:
            return False
        settings = line[times.end :].strip(BLANKS)
        if settings:
            settings = check_settings(line, times.end, self.at + 1, self._regions, self._findings)
        self.at += 1
        self._read_body(times, identifier, settings, self.at)
        return True

    def _read_body(self, times: TimeLine, identifier: str, settings: str, place: int) -> None:
        lines = self._lines
        start = self.at
        while self.at < len(lines) and lines[self.at] != "":
            if "-->" in lines[self.at] or (
                lines[self.at][:1].isdigit() and may_be_times(lines[self.at])
            ):
                if self._ends_at_arrow(start):
                    break
                self._report('"-->" in the text ends the cue; write --&gt;', self.at)
            self.at += 1
        body = lines[start : self.at]
        if "" not in body and len(body) == 1 and not ("<" in body[0] or "&" in body[0]):
            parts = [Cue(body[0].strip(BLANKS))]
        else:
            parts = read_payload(body, start + 1, times, self._findings)
        for part in parts:
            self.cues.append(
                part._replace(
                    start_ms=times.start_ms, end_ms=times.end_ms, identifier=identifier,
                    settings=settings,
                )
            )  # fmt: skip
            self.places.append(place)

    def _ends_at_arrow(self, start: int) -> bool:
        """Return whether the next line is the times of another cue, to which an id may belong."""
        quiet = FileFindings("")
        if read_time_line(self._lines[self.at], 1, WEBVTT, quiet) is None:
            return False
        before = self._lines[self.at - 1]
        if self.at > start and _COUNTER.match(before):
            self.at -= 1
        self._report("a blank line is missing before the cue", self.at)
        return True

    def _read_other(self, line: str) -> None:
        """Read a note, a style, a region, the id of a cue, or text that belongs to nothing."""
        start = self.at
        kind = _BLOCK.match(line)
        following = self._lines[self.at + 1] if self.at + 1 < len(self._lines) else ""
        if kind is None and following:
            self.at += 1
            if self._read_cue(line.strip(BLANKS)):
                return
        self.at = start
        while self.at < len(self._lines) and self._lines[self.at] != "":
            if self.at > start and "-->" in self._lines[self.at]:
                break
            self.at += 1
        self.at = max(self.at, start + 1)
        body = self._lines[start : self.at]
        if kind is None:
            says = (
                f'"{cut(line.strip(BLANKS))}" belongs to no cue; expected times such as {EXAMPLE}'
            )
            self._report(says, start)
        else:
            self.blocks.append(Block(len(self.cues), "\n".join(body)))
            check_block(kind[1], body, start + 1, self._regions, bool(self.cues), self._findings)

    def _report(self, message: str, index: int) -> None:
        self._findings.add(_SYNTAX, message, index + 1, 1)
