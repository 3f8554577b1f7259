"""Chapters of MP4: tracks of text and of pictures, as QuickTime has them, and Nero's list.

Sources: Apple, "QuickTime File Format", "Chapter Lists" and "Text Media";
https://github.com/FFmpeg/FFmpeg/blob/master/libavformat/mov.c (chpl).
"""

from collections.abc import Iterator, Sequence
from dataclasses import replace

from feedtool.media.chapters import MOST_CHAPTERS
from feedtool.media.facts import AudioChapter, InnerPicture, Source
from feedtool.media.mp4_boxes import Box, find_box, number, read_box
from feedtool.media.mp4_tracks import Track, list_samples

_MAX_TITLE = 4096
_TEXT = (b"text", b"sbtl")
_PICTURES = (b"jpeg", b"png ")


def read_chapters(stream: Source, movie: Box, tracks: Sequence[Track]) -> list[AudioChapter]:
    """Return the chapters of the track of text, else those of Nero's list."""
    named = {name for track in tracks for name in track.chapters}
    found: list[AudioChapter] = []
    pictures: list[tuple[int, InnerPicture]] = []
    for track in tracks:
        if track.number in named and track.kind in _TEXT:
            found = found or list(_read_texts(stream, track))
        elif track.number in named and track.codec in _PICTURES:
            pictures = pictures or list(_list_pictures(stream, track))
    # Nero's list ends after 255 chapters, and its titles after as many bytes.
    found = found or list(_read_list(read_box(stream, find_box(stream, movie, b"udta", b"chpl"))))
    return list(_join(found, pictures))


def _read_texts(stream: Source, track: Track) -> Iterator[AudioChapter]:
    """Yield the chapters of a track of text; a text of nothing is a gap between chapters."""
    for start_s, place, size in list_samples(stream, track, MOST_CHAPTERS):
        stream.seek(place)
        data = stream.read(min(size, _MAX_TITLE))
        title = _decode(data[2 : 2 + number(data, 0, 2)])
        if title.strip("\0 "):
            yield AudioChapter(round(start_s * 1000), title)


def _decode(text: bytes) -> str:
    is_wide = text[:2] in (b"\xfe\xff", b"\xff\xfe")
    return text.decode("utf-16" if is_wide else "utf-8", "replace")


def _list_pictures(stream: Source, track: Track) -> Iterator[tuple[int, InnerPicture]]:
    for start_s, place, size in list_samples(stream, track, MOST_CHAPTERS):
        yield round(start_s * 1000), InnerPicture(place, size)


def _join(
    chapters: Sequence[AudioChapter], pictures: Sequence[tuple[int, InnerPicture]]
) -> Iterator[AudioChapter]:
    """Yield chapters with the pictures that start with them, and hidden ones for the others."""
    left = dict(pictures)
    for chapter in chapters:
        yield replace(chapter, picture=left.pop(chapter.start_ms, None))
    for start_ms, picture in left.items():
        yield AudioChapter(start_ms, "", picture=picture)


def _read_list(data: bytes) -> Iterator[AudioChapter]:
    """Yield the chapters of a `chpl` box; times are in units of 100 nanoseconds."""
    # Version 1 has four bytes more in front of the count.
    at = 9 if data[:1] == b"\x01" else 5
    for _ in range(data[at - 1] if len(data) >= at else 0):
        if at + 9 > len(data):
            return
        start, length = number(data, at, 8), data[at + 8]
        title = data[at + 9 : at + 9 + length].decode("utf-8", "replace")
        yield AudioChapter(round(start / 10_000), title)
        at += 9 + length
