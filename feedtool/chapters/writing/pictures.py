"""Finds the pictures that are embedded with chapters: files beside them, or inside their audio."""

from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import NamedTuple

from feedtool.chapters.writing.id3 import picture_type
from feedtool.files.opening import read_bounded
from feedtool.findings.wording import cut
from feedtool.media.facts import AudioChapter
from feedtool.media.inner_pictures import read_inner_picture

_MOST_BYTES = 10_000_000
_MOST_OF_ALL = 100_000_000
_MOST_NOTES = 20


class Pictures(NamedTuple):
    """Pictures by the index of their chapter, and notes about those that are not embedded."""

    found: dict[int, bytes]
    notes: list[str]


def find_pictures(chapters: Sequence[AudioChapter], source: Path) -> Pictures:
    """Return the pictures, JPEG and PNG, that lie in the folder of `source` or inside it.

    A few of them may be named by thousands of chapters, of which each would hold its own copy.
    """
    inside = [one for one in enumerate(chapters) if _may_be_inside(one[1])]
    found: dict[int, bytes] = {}
    missing: list[str] = []
    room = _MOST_OF_ALL
    for count, (index, chapter) in enumerate(inside):
        data = _read(chapter, source)
        room -= len(data)
        if room < 0:
            return Pictures(found, [*_limit(missing), _say_left_out(len(inside) - count)])
        if picture_type(data):
            found[index] = data
        else:
            what = cut(chapter.image) if chapter.image else "inside the audio"
            missing.append(
                f"the picture of chapter {index + 1} ({what}) is no JPEG or PNG beside the "
                "chapters; the chapter has none"
            )
    addresses = sum("://" in one.image for one in chapters)
    return Pictures(found, [*_limit(missing), *_tell_addresses(addresses)])


def _may_be_inside(chapter: AudioChapter) -> bool:
    return "://" not in chapter.image and bool(chapter.image or chapter.picture)


def _limit(notes: Sequence[str]) -> list[str]:
    more = len(notes) - _MOST_NOTES
    rest = [f"{more:,} more chapters have no picture for this reason"] if more > 0 else []
    return [*notes[:_MOST_NOTES], *rest]


def _say_left_out(count: int) -> str:
    return (
        f"pictures have more than {_MOST_OF_ALL // 1_000_000} MB together; the last {count:,} are "
        "left out; take smaller ones"
    )


def _tell_addresses(count: int) -> Iterator[str]:
    if count:
        yield (
            f"{count} picture{'s are addresses' if count > 1 else ' is an address'}, and most apps "
            "show only what is inside the file; put files beside the chapters, and name these"
        )


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
