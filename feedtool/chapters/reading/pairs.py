"""Reads chapters of lines with a key and a value: those of Ogg and mkvmerge, and of ffmpeg.

Sources: https://wiki.xiph.org/Chapter_Extension, https://ffmpeg.org/ffmpeg-formats.html#Metadata-2
"""

import re
from collections.abc import Iterator

from feedtool.chapters.model import Reading
from feedtool.chapters.reading.collecting import Collector, is_possible
from feedtool.findings.file_findings import FileFindings
from feedtool.media.facts import AudioChapter
from feedtool.values.times import parse_time

OGG_LINE = re.compile(r"CHAPTER([0-9]{2,4})(NAME|URL)?=(.*)", re.IGNORECASE)
_OGG_EXPECTED = "lines such as CHAPTER01=00:12:30.000 and CHAPTER01NAME=Topic"
_FFMPEG_EXPECTED = "[CHAPTER] with TIMEBASE=1/1000, START=750000, END=900000 and title=Topic"
_BASE = re.compile(r"([0-9]{1,12})/([0-9]{1,12})")
_NUMBER = re.compile(r"[0-9]{1,18}")


def read_ogg_lines(text: str, findings: FileFindings) -> Reading | None:
    """Read lines of times and names; a number ties them together."""
    collector = Collector("ogg", findings, _OGG_EXPECTED)
    times: dict[int, tuple[str, int]] = {}
    words: dict[tuple[int, str], str] = {}
    for line, text_of_line in enumerate(text.split("\n"), 1):
        found = OGG_LINE.match(text_of_line.strip())
        if found is not None and found[2]:
            words[int(found[1]), found[2].upper()] = found[3].strip()
        elif found is not None:
            times[int(found[1])] = found[3].strip(), line
    for number, (time, line) in times.items():
        start_ms = parse_time(time)
        if start_ms is None or not is_possible(start_ms):
            collector.refuse(time, line)
        else:
            title, url = words.get((number, "NAME"), ""), words.get((number, "URL"), "")
            collector.add(AudioChapter(start_ms, title, url), line)
    return collector.reading()


def read_ffmetadata(text: str, findings: FileFindings) -> Reading | None:
    """Read the chapters of a file of metadata that ffmpeg writes."""
    collector = Collector("ffmetadata", findings, _FFMPEG_EXPECTED)
    for line, values in _list_sections(text):
        base = _BASE.fullmatch(values.get("timebase", "1/1000000000"))
        start_ms, end_ms = (_scale(values.get(key, ""), base) for key in ("start", "end"))
        if start_ms is None or not is_possible(start_ms):
            collector.refuse(values.get("start", ""), line)
        else:
            chapter = AudioChapter(start_ms, values.get("title", ""), end_ms=end_ms)
            collector.add(chapter, line)
    return collector.reading()


def _list_sections(text: str) -> Iterator[tuple[int, dict[str, str]]]:
    """Yield the line where each section [CHAPTER] begins, and its values by small names."""
    first, values = 0, dict[str, str]()
    for number, line in _join_escaped(text):
        if line.startswith("["):
            if first:
                yield first, values
            first, values = (number if line.strip().upper() == "[CHAPTER]" else 0), {}
        elif first and line[:1] not in (";", "#"):
            key, _, value = line.partition("=")
            values[key.strip().lower()] = re.sub(r"\\([=;#\\\n])", r"\1", value).strip()
    if first:
        yield first, values


def _join_escaped(text: str) -> Iterator[tuple[int, str]]:
    """Yield lines with their numbers; a line end behind a backslash is part of its line."""
    kept, first = list[str](), 1
    for number, line in enumerate(text.split("\n"), 1):
        kept.append(line)
        is_escaped = (len(line) - len(line.rstrip("\\"))) % 2 == 1
        if not is_escaped:
            yield first, "\n".join(kept)
            kept, first = [], number + 1
    if kept:
        yield first, "\n".join(kept)


def _scale(number: str, base: re.Match[str] | None) -> int | None:
    if base is None or not _NUMBER.fullmatch(number) or not int(base[2]):
        return None
    return round(int(number) * int(base[1]) * 1000 / int(base[2]))
