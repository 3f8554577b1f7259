"""Reads chapters of WebVTT: the text of a cue is a title.

Source: https://www.w3.org/TR/webvtt1/#introduction-chapters
"""

import re
from collections.abc import Iterator
from html import unescape

from feedtool.chapters.model import Reading
from feedtool.chapters.reading.collecting import Collector, is_possible
from feedtool.findings.file_findings import FileFindings
from feedtool.media.facts import AudioChapter
from feedtool.values.times import parse_time

# The end of a chapter that nobody knows; a cue must have one.
NO_END_MS = 359_999_999
_EXPECTED = "cues such as 00:12:30.000 --> 00:15:00.000 with a title below"
_TAG = re.compile(r"<[^<>]{0,1000}>")
_NO_CUES = ("NOTE", "STYLE", "REGION")


def read_vtt(text: str, findings: FileFindings) -> Reading | None:
    """Read cues as chapters."""
    collector = Collector("vtt", findings, _EXPECTED)
    for first, block in _list_blocks(text):
        at = next((at for at, line in enumerate(block[:2]) if "-->" in line), None)
        if at is not None and block[0].split(" ")[0].split("\t")[0] not in _NO_CUES:
            _add(first + at, block[at:], collector)
    return collector.reading()


def _list_blocks(text: str) -> Iterator[tuple[int, list[str]]]:
    """Yield blocks of lines between empty lines, each with the number of its first line."""
    block: list[str] = []
    for number, line in enumerate([*text.split("\n"), ""], 1):
        if line.strip():
            block.append(line)
        elif block:
            yield number - len(block), block
            block = []


def _add(line: int, lines: list[str], collector: Collector) -> None:
    start, _, rest = lines[0].partition("-->")
    start_ms, end_ms = parse_time(start.strip()), parse_time((rest.split() or [""])[0])
    if start_ms is None or not is_possible(start_ms):
        collector.refuse(lines[0].strip(), line)
        return
    title = " ".join(unescape(_TAG.sub("", " ".join(lines[1:]))).split())
    end_ms = None if end_ms is None or end_ms >= NO_END_MS else end_ms
    collector.add(AudioChapter(start_ms, title, end_ms=end_ms), line)
