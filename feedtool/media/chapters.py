"""Chapters that stand inside an audio file: ID3 frames, MP4's list, comments of Ogg and FLAC."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

_VORBIS = re.compile(r"chapter(\d{3})", re.ASCII)
_CLOCK = re.compile(r"(\d+):(\d{1,2}):(\d{1,2})(?:\.(\d{1,3}))?", re.ASCII)


@dataclass(frozen=True, slots=True)
class AudioChapter:
    """A chapter: where it starts, its title, and a link where it has one."""

    start_ms: int
    title: str
    url: str = ""


def read_chapters(audio: Any) -> tuple[AudioChapter, ...]:
    """Return the chapters of a file that mutagen has read, by their start.

    Sources: https://id3.org/id3v2-chapters-1.0,
    https://wiki.xiph.org/Chapter_Extension
    """
    if getattr(audio, "chapters", None):
        found = [AudioChapter(round(one.start * 1000), one.title) for one in audio.chapters]
    elif hasattr(audio.tags, "getall"):
        found = [_id3_chapter(frame) for frame in audio.tags.getall("CHAP")]
    else:
        found = list(_vorbis_chapters(audio.tags))
    return tuple(sorted((one for one in found if one.title), key=lambda one: one.start_ms))


def _id3_chapter(frame: Any) -> AudioChapter:
    titles = frame.sub_frames.getall("TIT2")
    links = frame.sub_frames.getall("WXXX")
    title = str(titles[0].text[0]) if titles and titles[0].text else ""
    return AudioChapter(int(frame.start_time), title.strip(), str(links[0].url) if links else "")


def _vorbis_chapters(tags: Any) -> Iterator[AudioChapter]:
    comments = {key.lower(): value for key, value in tags or () if isinstance(key, str)}
    for key, value in comments.items():
        clock = _CLOCK.fullmatch(str(value).strip()) if _VORBIS.fullmatch(key) else None
        if clock is not None:
            hours, minutes, seconds, rest = clock.groups()
            start = ((int(hours) * 60 + int(minutes)) * 60 + int(seconds)) * 1000
            title = str(comments.get(f"{key}name", "")).strip()
            url = str(comments.get(f"{key}url", "")).strip()
            yield AudioChapter(start + int((rest or "0").ljust(3, "0")), title, url)
