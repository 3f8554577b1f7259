"""Reads cue sheets: tracks of one audio file, with times in frames, of which a second has 75.

Source: CDRWIN User's Guide, "Cue Sheet Commands",
https://web.archive.org/web/20070614044112/http://www.goldenhawk.com/download/cdrwin.pdf
"""

import re
from dataclasses import replace

from feedtool.chapters.model import Reading
from feedtool.chapters.reading.collecting import Collector, is_possible
from feedtool.findings.file_findings import FileFindings
from feedtool.media.facts import AudioChapter

FRAMES = 75
_EXPECTED = "tracks with INDEX 01 MM:SS:FF, e.g. INDEX 01 12:30:00"
# Commands in front of the tracks, and what JSON chapters call it.
_ABOUT = {"PERFORMER": "author", "TITLE": "title"}
_TIME = re.compile(r"([0-9]{1,5}):([0-5]?[0-9]):([0-6]?[0-9]|7[0-4])$")


class _Track:
    """A track: the line where it begins, its title, its start."""

    def __init__(self, line: int) -> None:
        self.line = line
        self.title = ""
        self.time = ""
        self.time_line = line


class _Sheet:
    """What a sheet says: its tracks, and what it says of all of them, as JSON chapters name it."""

    def __init__(self, findings: FileFindings) -> None:
        self._findings = findings
        self._files = 0
        self.tracks: list[_Track] = []
        self.about: dict[str, object] = {}

    def read(self, name: str, rest: str, line: int) -> None:
        """Take a command; those behind a second file are left out."""
        if name == "FILE":
            self._files += 1
            self._take_file(rest, line)
        elif self._files < 2:
            self._take(name, rest, line)

    def _take_file(self, rest: str, line: int) -> None:
        if self._files == 1 and rest.startswith('"'):
            self.about["fileName"] = rest[1:].partition('"')[0]
        elif self._files == 2 and self.tracks:
            says = "the tracks from here on are in another file, and are left out"
            self._findings.add("bad-chapters", says, line, 1)

    def _take(self, name: str, rest: str, line: int) -> None:
        if name == "TRACK":
            self.tracks.append(_Track(line))
        elif not self.tracks and name in _ABOUT:
            self.about[_ABOUT[name]] = _unquote(rest)
        elif name == "TITLE" and self.tracks:
            self.tracks[-1].title = _unquote(rest)
        elif name == "INDEX" and self.tracks:
            self._take_time(rest, line)

    def _take_time(self, rest: str, line: int) -> None:
        number, _, time = rest.partition(" ")
        # Index 00 is the gap in front of a track.
        if number.isdecimal() and int(number[:4]) == 1:
            self.tracks[-1].time, self.tracks[-1].time_line = time.strip(), line


def read_cue(text: str, findings: FileFindings) -> Reading | None:
    """Read the tracks of the first file of a cue sheet."""
    sheet = _Sheet(findings)
    for number, line in enumerate(text.split("\n"), 1):
        name, _, rest = line.strip().replace("\t", " ").partition(" ")
        sheet.read(name.upper(), rest.strip(), number)
    collector = Collector("cue", findings, _EXPECTED)
    for track in sheet.tracks:
        _add(track, collector)
    reading = collector.reading()
    return replace(reading, about=sheet.about) if reading is not None else None


def _unquote(text: str) -> str:
    is_quoted = len(text) > 1 and text[0] == text[-1] == '"'
    return text[1:-1] if is_quoted else text


def _add(track: _Track, collector: Collector) -> None:
    found = _TIME.match(track.time)
    minutes, seconds, frames = map(int, found.groups()) if found else (0, 0, 0)
    start_ms = round(((minutes * 60 + seconds) * FRAMES + frames) * 1000 / FRAMES)
    if found is None or not is_possible(start_ms):
        collector.refuse(track.time, track.time_line)
    else:
        collector.add(AudioChapter(start_ms, track.title), track.line)
