"""Chapters as lines of text: a time and a title, as people write them below a recording.

The time stands in front of the title or behind it, in brackets or not, with a mark between them.
"""

import re
from collections.abc import Iterable, Iterator, Sequence
from html import unescape
from itertools import islice
from typing import NamedTuple

from feedtool.chapters.model import MOST_CHAPTERS, MOST_MS, Reading, StartPlaces
from feedtool.findings.file_findings import FileFindings
from feedtool.media.chapters import drop_implied_ends
from feedtool.media.facts import AudioChapter
from feedtool.values.times import parse_time

_TIME = r"[0-9]{1,4}:[0-5][0-9](?::[0-5][0-9])?(?:[.,][0-9]{1,9})?"
_ANY_CLOCK = re.compile(r"[0-9]:[0-5][0-9]")
# A clock, maybe in brackets, maybe with the time at which the chapter ends.
_CLOCK = rf"(?P<open>[(\[{{<]?)(?P<time>{_TIME})(?:[ \t]?[-–—→~][ \t]?(?P<end>{_TIME}))?[)\]}}>]?"
# A picture may stand in front of it, or a word such as "Minute".
_IN_FRONT = re.compile(
    r"(?:[^\w\s\x00-\x7f]{1,8}[ \t]?)?(?:(?i:(?:ab |at |from |à )?min(?:ute|uto|uta)?)\.?[ \t])?"
    rf"{_CLOCK}(?!:?[0-9])"
)
# Digits of Arabic and Persian, and the wide signs of East Asia.
_DIGITS = str.maketrans(
    "٠١٢٣٤٥٦٧٨٩۰۱۲۳۴۵۶۷۸۹０１２３４５６７８９：（）【】",
    f"{'0123456789' * 3}:()[]",
)
_BEHIND = re.compile(rf"(?<![0-9:]){_CLOCK}$")
_ADDRESS = r"[^()\s<>]{1,4000}(?:\([^()\s<>]{0,1000}\)[^()\s<>]{0,1000})?"
_LINK = re.compile(rf"!?\[([^\[\]]{{0,1000}})\]\(<?({_ADDRESS})>?(?: \"[^\"]{{0,1000}}\")?\)")
# An address behind the title, as mp4chaps files of Podlove have it, or bare.
_AT_END = re.compile(r"(?<=[ \t])(?:<(https?://[^\s<>]{1,4000})>|(https?://[^\s<>]{1,4000}))\Z")
_LETTER = re.compile(r"[^\W\d_]")
# Marks of lists, headings and quotes in front of a line.
_BULLET = re.compile(r"(?:[-*+•‣▪●◦>#|]{1,6}|[0-9]{1,4}[.)])(?=[ \t])[ \t]*")
# What people put between a time and a title.
_BETWEEN = " \t-–—:|.,·•»>=→~*_`"
_MAX_LINE = 4000
_HTML = re.compile(r"<(?:li|p|br|div|a|td|span|dd)[\s/>]", re.IGNORECASE)
_BLOCK = re.compile(r"</?(?:li|p|br|div|tr|ul|ol|dt|h[1-6])(?:\s[^<>]{0,2000})?/?>", re.IGNORECASE)
_ANCHOR = re.compile(
    r"<a\s[^<>]{0,2000}?href=[\"']([^<>\"']{1,4000})[\"'][^<>]{0,2000}>([^<>]{0,1000})</a>",
    re.IGNORECASE,
)
_TAG = re.compile(r"</?[a-zA-Z][^<>]{0,4000}>")


class TimedLine(NamedTuple):
    """A line with a time: where it stands, and whether the time is behind the title."""

    line: int
    column: int
    chapter: AudioChapter
    is_behind: bool


def read_lines(text: str, findings: FileFindings) -> Reading | None:
    """Read lines of a time and a title; lines without a time are left out."""
    found = find_timed_lines(text)
    if not found:
        says = "it has no line with a time and a title; expected e.g. 00:12:30 Topic"
        findings.add("chapters-unreadable", says)
        return None
    return reading_of_lines(found)


def reading_of_lines(found: Sequence[TimedLine], form: str = "text") -> Reading:
    """Return the chapters of lines."""
    places = StartPlaces([(one.line, one.column) for one in found])
    return Reading(form, drop_implied_ends([one.chapter for one in found]), places)


def find_timed_lines(text: str) -> list[TimedLine]:
    """Return the lines of a text, of Markdown or HTML that are a time and a title.

    The titles stand on one side of the times in all of them; other lines are left out, as is what
    follows ten thousand lines.

    >>> [(one.line, one.chapter.start_ms, one.chapter.title) for one in find_timed_lines("- (1:30) Nets")]
    [(1, 90000, 'Nets')]
    """  # noqa: E501 - a doctest
    # Most show notes have no time at all.
    if _ANY_CLOCK.search(_with_digits(text)) is None:
        return []
    lines = enumerate(text.split("\n"), 1)
    pieces = _split_html(lines) if _HTML.search(text) else lines
    found = list(islice(_find_all(pieces), MOST_CHAPTERS))
    behind = sum(one.is_behind for one in found) * 2 > len(found)
    return [one for one in found if one.is_behind == behind]


def _find_all(lines: Iterable[tuple[int, str]]) -> Iterator[TimedLine]:
    for number, line in lines:
        # Captions have times of this kind, too.
        is_short = len(line) <= _MAX_LINE and "-->" not in line
        found = _read_line(line) if is_short and _ANY_CLOCK.search(_with_digits(line)) else None
        if found is not None:
            chapter, column, is_behind = found
            yield TimedLine(number, column, chapter, is_behind)


def _split_html(lines: Iterable[tuple[int, str]]) -> Iterator[tuple[int, str]]:
    """Yield the paragraphs and the entries of lists as lines of Markdown."""
    for number, line in lines:
        for piece in _BLOCK.split(line) if "<" in line else [line]:
            linked = _ANCHOR.sub(r"[\2](\1)", piece)
            yield number, unescape(_TAG.sub(" ", linked))


def _read_line(line: str) -> tuple[AudioChapter, int, bool] | None:
    plain, url = _without_links(_without_bars(line))
    bare = _strip_bullets(plain)
    for pattern, is_behind in ((_IN_FRONT, False), (_BEHIND, True)):
        clocks = _with_digits(bare)
        found = pattern.search(clocks) if is_behind else pattern.match(clocks)
        if found is None:
            continue
        if is_behind:
            title = bare[: found.start()].rstrip(_BETWEEN)
        else:
            title = bare[found.end() :].lstrip(_BETWEEN)
        chapter = _make_chapter(" ".join(title.split()), url, found["time"], found["end"])
        if chapter is not None:
            return chapter, _with_digits(line).find(found["time"]) + 1, is_behind
    return None


def _with_digits(text: str) -> str:
    return text if text.isascii() else text.translate(_DIGITS)


def _make_chapter(title: str, url: str, time: str, end: str | None) -> AudioChapter | None:
    start_ms, end_ms = parse_time(time), parse_time(end) if end else None
    if start_ms is None or start_ms > MOST_MS or not title:
        return None
    return AudioChapter(start_ms, title, url, end_ms=end_ms)


def _without_links(line: str) -> tuple[str, str]:
    """Return a line of Markdown with the words of its links, and the first web address."""
    urls: list[str] = []

    def words(found: re.Match[str]) -> str:
        is_web = found[2].startswith(("https://", "http://")) and not found[0].startswith("!")
        # A time that is a link starts a player somewhere else.
        if is_web and parse_time(found[1].strip("()[] ")) is None:
            urls.append(found[2])
        return found[1]

    plain = _LINK.sub(words, line) if "](" in line else line
    address = _AT_END.search(plain.rstrip()) if "://" in plain else None
    if address is not None and not urls and _LETTER.search(plain, 0, address.start()):
        urls.append(address[1] or address[2])
        plain = plain[: address.start()]
    return plain.replace("**", "").replace("__", ""), next(iter(urls), "")


def _without_bars(line: str) -> str:
    """Return a row of a table without the bars around it."""
    bare = line.strip()
    return bare[1:-1] if len(bare) > 1 and bare[0] == bare[-1] == "|" else line


def _strip_bullets(line: str) -> str:
    line = line.strip()
    for _ in range(3):
        found = _BULLET.match(line)
        if found is None:
            break
        line = line[found.end() :]
    return line.strip("*_`").strip()
