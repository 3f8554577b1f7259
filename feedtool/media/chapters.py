"""Chapters inside an audio file: what all formats share, and Vorbis comments."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import replace

from feedtool.media.facts import AudioChapter

_CHAPTER = re.compile(r"chapter(\d{2,3})", re.ASCII)
_MAX_KEY = 100
_CLOCK = re.compile(r"(\d{1,4}):(\d{1,2}):(\d{1,2})(?:[.,](\d{1,9}))?", re.ASCII)


def put_in_order(chapters: Iterable[AudioChapter]) -> tuple[AudioChapter, ...]:
    """Return chapters in the order of their start, cleaned; those that have no title are hidden."""
    tidy = (_tidy(one) for one in chapters)
    return tuple(sorted(tidy, key=lambda one: one.start_ms))


def _tidy(chapter: AudioChapter) -> AudioChapter:
    title = " ".join(chapter.title.replace("\0", " ").split())
    return replace(
        chapter,
        title=title,
        url=_web_address(chapter.url),
        is_hidden=chapter.is_hidden or not title,
        image=_web_address(chapter.image),
    )


def _web_address(text: str) -> str:
    text = text.strip()
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
        time = _CLOCK.fullmatch(value.strip()) if _CHAPTER.fullmatch(key) else None
        if time is not None:
            hours, minutes, seconds, rest = time.groups()
            start_ms = ((int(hours) * 60 + int(minutes)) * 60 + int(seconds)) * 1000
            start_ms += int((rest or "")[:3].ljust(3, "0"))
            title, url = comments.get(f"{key}name", ""), comments.get(f"{key}url", "")
            found.append(AudioChapter(start_ms, title, url))
    return put_in_order(found)


def list_comments(data: bytes) -> Iterator[tuple[str, bytes]]:
    """Yield (key in lower case, value) of a block of Vorbis comments.

    A value that passes the end of the data is cut; keys are short, and what has none is left out.
    """
    at = 4 + int.from_bytes(data[:4], "little")
    count = int.from_bytes(data[at : at + 4], "little")
    at += 4
    for _ in range(count):
        if at + 4 > len(data):
            return
        length = int.from_bytes(data[at : at + 4], "little")
        at += 4
        sign = data.find(b"=", at, at + min(length, _MAX_KEY))
        if sign >= 0:
            yield data[at:sign].decode("utf-8", "replace").lower(), data[sign + 1 : at + length]
        at += length
