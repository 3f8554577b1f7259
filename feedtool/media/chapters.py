"""Chapters inside an audio file: what all formats share, and Vorbis comments."""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from itertools import islice

from feedtool.media.facts import AudioChapter
from feedtool.values.times import parse_time

_CHAPTER = re.compile(r"chapter(\d{2,3})", re.ASCII)
_MAX_KEY = 100
# Programs write some dozens; a file with more is made to waste time.
_MAX_COMMENTS = 10_000
# A file with more chapters is made to waste time; a thousand hours is longer than any.
MOST_CHAPTERS = 2000
_MOST_MS = 3_600_000_000
_MOST_TITLE = 1000
_MOST_ADDRESS = 4000


def put_in_order(chapters: Iterable[AudioChapter]) -> tuple[AudioChapter, ...]:
    """Return chapters in the order of their start, cleaned; those that have no title are hidden.

    Titles are cut, and of more chapters than any hour has the first ones are taken.
    """
    sane = (one for one in chapters if one.start_ms <= _MOST_MS)
    tidy = (_tidy(one) for one in islice(sane, MOST_CHAPTERS))
    return tuple(sorted(tidy, key=lambda one: one.start_ms))


def drop_implied_ends(chapters: Sequence[AudioChapter]) -> tuple[AudioChapter, ...]:
    """Return chapters, in order, without ends that say nothing: where the next chapter starts.

    Some forms have an end for each chapter. Chapters that start together share their next one.
    """
    kept: list[AudioChapter] = []
    following: int | None = None
    after: int | None = None
    for one in reversed(chapters):
        if after is not None and after != one.start_ms:
            following = after
        after = one.start_ms
        is_implied = one.end_ms is not None and one.end_ms == following
        kept.append(replace(one, end_ms=None) if is_implied else one)
    return tuple(reversed(kept))


def limit_warnings(chapters: Sequence[AudioChapter]) -> Iterator[str]:
    """Yield what was cut off of the chapters of a file."""
    if len(chapters) >= MOST_CHAPTERS:
        yield f"of its chapters the first {MOST_CHAPTERS:,} are taken; export it with fewer"
    if any(len(one.title) == _MOST_TITLE and one.title.endswith("…") for one in chapters):
        yield f"titles of its chapters are cut after {_MOST_TITLE:,} characters; shorten them"


def _tidy(chapter: AudioChapter) -> AudioChapter:
    title = " ".join(chapter.title[: 4 * _MOST_TITLE].replace("\0", " ").split())
    title = title if len(title) <= _MOST_TITLE else f"{title[: _MOST_TITLE - 1]}…"
    return replace(
        chapter,
        title=title,
        end_ms=_end_of(chapter),
        url=_web_address(chapter.url),
        is_hidden=chapter.is_hidden or not title,
        image=_web_address(chapter.image),
    )


def _end_of(chapter: AudioChapter) -> int | None:
    end = chapter.end_ms
    return end if end is not None and chapter.start_ms < end <= _MOST_MS else None


def _web_address(text: str) -> str:
    text = text.strip() if len(text) <= _MOST_ADDRESS else ""
    return text if text.startswith(("https://", "http://")) and text.isprintable() else ""


def read_comments(data: bytes) -> tuple[AudioChapter, ...]:
    """Return the chapters of a block of Vorbis comments: CHAPTER001=0:00:00.000 and its name.

    Source: https://wiki.xiph.org/Chapter_Extension
    """
    comments = {
        key: value.decode("utf-8", "replace")
        for key, value in list_comments(data)
        if key.startswith("chapter")
    }
    found = []
    for key, value in comments.items():
        start_ms = parse_time(value.strip()) if _CHAPTER.fullmatch(key) else None
        if start_ms is not None:
            title, url = comments.get(f"{key}name", ""), comments.get(f"{key}url", "")
            found.append(AudioChapter(start_ms, title, url))
    return put_in_order(found)


def list_comments(data: bytes) -> Iterator[tuple[str, bytes]]:
    """Yield (key in lower case, value) of a block of Vorbis comments.

    A value that passes the end of the data is cut; what has no short key is left out, and so are
    comments behind the first 10,000.
    """
    at = 4 + int.from_bytes(data[:4], "little")
    count = int.from_bytes(data[at : at + 4], "little")
    at += 4
    for _ in range(min(count, _MAX_COMMENTS)):
        if at + 4 > len(data):
            return
        length = int.from_bytes(data[at : at + 4], "little")
        at += 4
        sign = data.find(b"=", at, at + min(length, _MAX_KEY))
        if sign >= 0:
            yield data[at:sign].decode("utf-8", "replace").lower(), data[sign + 1 : at + length]
        at += length
