"""Chapters as lines of text: a time and a title, as people write them below a recording.

The time stands in front of the title or behind it, in brackets or not, with a mark between them.
"""

import re
from collections.abc import Iterator, Sequence
from html import unescape
from typing import NamedTuple

from feedtool.chapters.model import MOST_CHAPTERS, MOST_MS, Reading, StartPlaces
from feedtool.findings.file_findings import FileFindings
from feedtool.findings.wording import cut
from feedtool.media.facts import AudioChapter
from feedtool.values.times import parse_time

_TIME = r"[0-9]{1,4}:[0-9]{1,2}(?::[0-9]{1,2})?(?:[.,][0-9]{1,9})?"
# A clock, maybe in brackets, maybe with the time at which the chapter ends.
_CLOCK = rf"(?P<open>[(\[{{<]?)(?P<time>{_TIME})(?:[ \t]?[-–—→~][ \t]?(?P<end>{_TIME}))?[)\]}}>]?"
_IN_FRONT = re.compile(rf"{_CLOCK}(?![0-9:])")
_BEHIND = re.compile(rf"(?<![0-9:]){_CLOCK}$")
_LINK = re.compile(r"!?\[([^\[\]]{0,1000})\]\(<?([^()\s<>]{1,4000})>?(?: \"[^\"]{0,1000}\")?\)")
# Marks of lists, headings and quotes in front of a line.
_BULLET = re.compile(r"(?:[-*+•‣▪●◦>#|]+|[0-9]{1,4}[.)])(?=[ \t])[ \t]*")
_MARKS = " \t-–—:|.,·•»>=→~*_`"
_MAX_LINE = 4000


class TimedLine(NamedTuple):
    """A line with a time: where it stands, the chapter, and whether the time is behind the title."""

    line: int
    column: int
    chapter: AudioChapter
    is_behind: bool


def read_lines(text: str, findings: FileFindings) -> Reading | None:
    """Read lines of a time and a title; lines without a time are left out."""
    found = list(find_timed_lines(text))
    if not found:
        says = "it has no line with a time and a title; expected e.g. 00:12:30 Topic"
        findings.add("chapters-unreadable", says)
        return None
    return reading_of_lines(found)


def reading_of_lines(found: Sequence[TimedLine], form: str = "text") -> Reading:
    """Return the chapters of lines; titles stand on one side of the times in all of them."""
    behind = sum(one.is_behind for one in found) * 2 > len(found)
    kept = [one for one in found if one.is_behind == behind]
    places = StartPlaces([(one.line, one.column) for one in kept])
    return Reading(form, [one.chapter for one in kept], places)


def find_timed_lines(text: str) -> Iterator[TimedLine]:
    """Yield the lines that are a time and a title, at most as many as any recording has.

    >>> [(one.line, one.chapter.start_ms, one.chapter.title) for one in find_timed_lines("- (1:30) Nets")]
    [(1, 90000, 'Nets')]
    """  # noqa: E501 - a doctest
    count = 0
    for number, line in enumerate(text.split("\n"), 1):
        found = _read_line(line) if len(line) <= _MAX_LINE and ":" in line else None
        if found is None:
            continue
        chapter, column, is_behind = found
        count += 1
        if count > MOST_CHAPTERS:
            return
        yield TimedLine(number, column, chapter, is_behind)


def _read_line(line: str) -> tuple[AudioChapter, int, bool] | None:
    plain, url = _without_links(line)
    bare = _strip_bullets(plain)
    for pattern, is_behind in ((_IN_FRONT, False), (_BEHIND, True)):
        found = pattern.search(bare) if is_behind else pattern.match(bare)
        if found is None:
            continue
        title = bare[: found.start()] if is_behind else bare[found.end() :]
        chapter = _make_chapter(title, url, found["time"], found["end"])
        if chapter is not None:
            return chapter, line.find(found["time"]) + 1, is_behind
    return None


def _make_chapter(title: str, url: str, time: str, end: str | None) -> AudioChapter | None:
    title = " ".join(title.strip(_MARKS).split())
    start_ms, end_ms = parse_time(time), parse_time(end) if end else None
    # Times of captions are no chapters.
    if start_ms is None or start_ms > MOST_MS or not title or title.startswith("->"):
        return None
    if end_ms is not None and end_ms <= start_ms:
        end_ms = None
    return AudioChapter(start_ms, title, url, end_ms=end_ms)


def _without_links(line: str) -> tuple[str, str]:
    """Return a line of Markdown with the words of its links, and the address of the first web link."""
    urls: list[str] = []

    def words(found: re.Match[str]) -> str:
        if found[2].startswith(("https://", "http://")) and not found[0].startswith("!"):
            urls.append(found[2])
        return found[1]

    plain = _LINK.sub(words, line) if "](" in line else line
    return unescape(plain).replace("**", "").replace("__", ""), next(iter(urls), "")


def _strip_bullets(line: str) -> str:
    line = line.strip()
    for _ in range(3):
        found = _BULLET.match(line)
        if found is None:
            break
        line = line[found.end() :]
    return line.strip("*_`").strip()
