"""Finds the pictures that are embedded with chapters: files beside them, or inside their audio."""

from collections.abc import Sequence
from pathlib import Path
from typing import NamedTuple

from feedtool.chapters.writing.id3 import picture_type
from feedtool.files.opening import read_bounded
from feedtool.media.facts import AudioChapter
from feedtool.media.inner_pictures import read_inner_picture

_MOST_BYTES = 10_000_000


class Pictures(NamedTuple):
    """Pictures by the index of their chapter, and notes about those that are not embedded."""

    found: dict[int, bytes]
    notes: list[str]


def find_pictures(chapters: Sequence[AudioChapter], source: Path) -> Pictures:
    """Return the pictures, JPEG and PNG, that lie in the folder of `source` or inside it."""
    found: dict[int, bytes] = {}
    notes: list[str] = []
    addresses = 0
    for index, chapter in enumerate(chapters):
        if "://" in chapter.image:
            addresses += 1
        elif chapter.image or chapter.picture:
            data = _read(chapter, source)
            if picture_type(data):
                found[index] = data
            else:
                what = chapter.image or "inside the audio"
                notes.append(
                    f"the picture of chapter {index + 1} ({what}) is no JPEG or PNG beside the "
                    "chapters; the chapter has none"
                )
    if addresses:
        notes.append(
            f"{addresses} picture{'s are addresses' if addresses > 1 else ' is an address'}, and "
            "most apps show only what is inside the file; put files beside the chapters, and "
            "name these"
        )
    return Pictures(found, notes)


def _read(chapter: AudioChapter, source: Path) -> bytes:
    """Return the bytes of a picture, b"" if it cannot be read, or lies outside of the folder."""
    try:
        if chapter.picture is not None:
            return read_inner_picture(chapter.picture, source)
        folder = source.parent.resolve()
        path = (folder / chapter.image).resolve()
        return read_bounded(path, _MOST_BYTES) if path.is_relative_to(folder) else b""
    except (OSError, ValueError):
        return b""
