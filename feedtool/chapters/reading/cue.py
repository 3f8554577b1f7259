"""Reads cue sheets: tracks of one audio file, with times in frames, of which a second has 75.

Source: CDRWIN User's Guide, "Cue Sheet Commands",
https://web.archive.org/web/20070614044112/http://www.goldenhawk.com/download/cdrwin.pdf
"""

import re

from feedtool.chapters.model import Reading
from feedtool.chapters.reading.collecting import Collector, is_possible
from feedtool.findings.file_findings import FileFindings
from feedtool.media.facts import AudioChapter

FRAMES = 75
_EXPECTED = "tracks with INDEX 01 MM:SS:FF, e.g. INDEX 01 12:30:00"
_COMMAND = re.compile(r"[ \t]*([A-Za-z]{3,12})(?:[ \t]+(.*))?$")
_TIME = re.compile(r"([0-9]{1,5}):([0-5]?[0-9]):([0-6]?[0-9]|7[0-4])$")


class _Track:
    """A track: the line where it begins, its title, its start."""

    def __init__(self, line: int) -> None:
        self.line = line
        self.title = ""
        self.time = ""
        self.time_line = line


def read_cue(text: str, findings: FileFindings) -> Reading | None:
    """Read the tracks of the first file of a cue sheet."""
    collector = Collector("cue", findings, _EXPECTED)
    files, tracks = 0, list[_Track]()
    for number, line in enumerate(text.split("\n"), 1):
        found = _COMMAND.match(line)
        name, rest = (found[1].upper(), (found[2] or "").strip()) if found else ("", "")
        if name == "FILE":
            files += 1
            if files == 2 and tracks:
                says = "the tracks from here on are in another file, and are left out"
                findings.add("bad-chapters", says, number, 1)
        elif files < 2:
            _read_command(name, rest, number, tracks)
    for track in tracks:
        _add(track, collector)
    return collector.reading()


def _read_command(name: str, rest: str, line: int, tracks: list[_Track]) -> None:
    if name == "TRACK":
        tracks.append(_Track(line))
    elif name == "TITLE" and tracks:
        tracks[-1].title = _unquote(rest)
    elif name == "INDEX" and tracks:
        number, _, time = rest.partition(" ")
        # Index 00 is the gap in front of a track.
        if number.isdecimal() and int(number[:4]) == 1:
            tracks[-1].time, tracks[-1].time_line = time.strip(), line


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
