"""Chapters inside an audio file: ID3 frames and Vorbis comments."""

import re
from collections.abc import Iterable, Iterator
from typing import Any, BinaryIO

from feedtool.media.facts import AudioChapter

_CHAPTER = re.compile(r"chapter(\d{2,3})", re.ASCII)
_CLOCK = re.compile(r"(\d{1,4}):(\d{1,2}):(\d{1,2})(?:[.,](\d{1,9}))?", re.ASCII)
_UNKNOWN_MS = 0xFFFFFFFF
# Frames that name others may do so in a circle.
_MAX_DEPTH = 8


def put_in_order(chapters: Iterable[AudioChapter]) -> tuple[AudioChapter, ...]:
    """Return chapters in the order of their start, cleaned, without those that have no title."""
    tidy = (
        AudioChapter(one.start_ms, title, _web_address(one.url), one.is_hidden)
        for one in chapters
        if (title := " ".join(one.title.replace("\0", " ").split()))
    )
    return tuple(sorted(tidy, key=lambda one: one.start_ms))


def _web_address(text: str) -> str:
    text = text.strip()
    return text if text.startswith(("https://", "http://")) and text.isprintable() else ""


def read_comments(data: bytes) -> tuple[AudioChapter, ...]:
    """Return the chapters of a block of Vorbis comments: CHAPTER001=0:00:00.000 and its name.

    Source: https://wiki.xiph.org/Chapter_Extension
    """
    comments = dict(_comments(data))
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


def _comments(data: bytes) -> Iterator[tuple[str, str]]:
    """Yield (key in lower case, value) of the comments about chapters."""
    at = 4 + int.from_bytes(data[:4], "little")
    count = int.from_bytes(data[at : at + 4], "little")
    at += 4
    for _ in range(count):
        if at + 4 > len(data):
            return
        length = int.from_bytes(data[at : at + 4], "little")
        at += 4
        if data[at : at + 7].lower() == b"chapter":
            key, _, value = data[at : at + length].decode("utf-8", "replace").partition("=")
            yield key.lower(), value
        at += length


def read_id3_chapters(stream: BinaryIO) -> tuple[AudioChapter, ...]:
    """Return the chapters of an ID3 tag at the start of a file.

    Where there is a table of contents, chapters that it does not lead to are hidden, and those
    that start together stand in its order. Source: https://id3.org/id3v2-chapters-1.0
    """
    stream.seek(0)
    if stream.read(3) != b"ID3":
        return ()
    import mutagen.id3  # noqa: PLC0415 - 40 ms, only files with a tag need it

    id3: Any = mutagen.id3
    known = {name: getattr(id3, name) for name in ("CHAP", "CTOC", "TIT2", "WXXX")}
    stream.seek(0)
    try:
        tags = id3.ID3(stream, known_frames=known, load_v1=False)
    except (mutagen.MutagenError, ValueError, IndexError):
        return ()  # players ignore a broken tag and play the audio
    frames = {frame.element_id: frame for frame in tags.getall("CHAP")}
    tables = {table.element_id: table for table in tags.getall("CTOC")}
    named = dict.fromkeys(_named_by(tables))
    ordered = [frames.pop(name) for name in named if name in frames]
    hidden = bool(ordered)
    found = [*map(_id3_chapter, ordered), *(_id3_chapter(one, hidden) for one in frames.values())]
    return put_in_order(one for one in found if one.start_ms != _UNKNOWN_MS)


def _named_by(tables: dict[str, Any]) -> Iterator[str]:
    """Yield the names of chapters in tables of contents, beginning with the top table."""
    tops = [table for table in tables.values() if int(table.flags) & 2]
    steps = [(name, 1) for table in tops or tables.values() for name in table.child_element_ids]
    seen: set[str] = set()
    steps.reverse()
    while steps:
        name, depth = steps.pop()
        if name in tables and name not in seen and depth < _MAX_DEPTH:
            seen.add(name)
            steps.extend((inner, depth + 1) for inner in reversed(tables[name].child_element_ids))
        elif name not in tables:
            yield name


def _id3_chapter(frame: Any, is_hidden: bool = False) -> AudioChapter:
    titles = frame.sub_frames.getall("TIT2")
    links = frame.sub_frames.getall("WXXX")
    title = str(titles[0].text[0]) if titles and titles[0].text else ""
    url = str(links[0].url) if links else ""
    return AudioChapter(int(frame.start_time), title, url, is_hidden)
