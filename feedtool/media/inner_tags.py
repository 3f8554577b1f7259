"""What an audio file says about itself: title, number, date and words, and the cover inside it.

Tags are what any program wrote: they are cleaned, cut, and never trusted.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from feedtool.files.opening import ANY_SIZE, open_normal
from feedtool.media.comment_tags import (
    list_comment_pictures,
    list_flac_pictures,
    read_comment_texts,
    read_comments_of_ogg,
    read_flac_comments,
)
from feedtool.media.facts import Source
from feedtool.media.id3_tags import (
    Picture,
    Texts,
    list_id3_pictures,
    read_id3_texts,
    read_old_texts,
)
from feedtool.media.mp4_tags import list_mp4_pictures, read_mp4_texts
from feedtool.media.riff_chunks import find_id3
from feedtool.media.tags import after_tags
from feedtool.media.types import find_kind
from feedtool.values.xml_characters import drop_forbidden

_MAX_TITLE = 300
_MAX_WORDS = 10_000
_HEAD_BYTES = 4096
_FRONT_COVER = 3
# The front cover is sought among so many bytes of pictures.
_MAX_PICTURES = 32_000_000
_DATE = re.compile(r"(\d{4})-(\d\d)-(\d\d)")
# Words are plain text: what some programs write as HTML becomes that.
_BREAK = re.compile(r"<(?:br|/p|/div|/li|/h\d)\b[^<>]*>\s*", re.IGNORECASE)
_MARKUP = re.compile(r"</?[A-Za-z!?][^<>]*>")
_COUNT = re.compile(r"\s*+(\d{1,6})(?:\.0*+)?\s*+(?:(?:/|of)\s*+(\d{1,6})\s*+)?\Z")
# Where each fact stands, by the name of the frame, atom or comment; the best place comes first.
_TITLES = ("TIT2", "\xa9nam", "title")
_NUMBERS = ("TXXX:EPISODE", "tves", "episode", "TRCK", "trkn", "tracknumber")
_SEASONS = ("TXXX:SEASON", "tvsn", "season", "TPOS", "disk", "discnumber")
_DATES = ("TDRL", "TDRC", "TDOR", "\xa9day", "date", "year")
_WORDS = ("TDES", "ldes", "desc", "description", "TXXX:description",
          "COMM", "TXXX:comment", "\xa9cmt", "comment", "TIT3")  # fmt: skip


@dataclass(frozen=True, slots=True)
class InnerTags:
    """What the tags of a file say; empty where they say nothing.

    `date` is a whole day, 2024-03-09: a year alone is none.
    """

    title: str = ""
    number: int | None = None
    season: int | None = None
    date: str = ""
    words: str = ""


def read_tags(path: Path) -> InnerTags:
    """Read the tags of an audio file; a file without tags, or with damaged ones, has none.

    Raises OSError if the file cannot be read.
    """
    tags = _Found(_read_texts(path))
    number, _ = tags.count(_NUMBERS)
    season, seasons = tags.count(_SEASONS)
    return InnerTags(
        " ".join(_plain(tags.text(_TITLES)).split())[:_MAX_TITLE].strip(),
        number,
        # Disc 1 of 1 is how music is counted: it says nothing.
        None if seasons == 1 else season,
        tags.date(),
        _plain(tags.text(_WORDS))[:_MAX_WORDS].strip(),
    )


def read_cover(path: Path) -> bytes | None:
    """Return the picture inside an audio file, the front cover if it has several; None without.

    Raises ValueError if the picture is too large to be one, OSError if the file cannot be read.
    """
    first, is_left_out, taken = None, False, 0
    with open_normal(path, ANY_SIZE) as stream:
        for kind, data in _list_pictures(stream, stream.seek(0, 2)):
            is_left_out |= data is None
            if kind == _FRONT_COVER and data is not None:
                return data
            first = first or data
            taken += len(data or b"")
            if taken > _MAX_PICTURES:
                break
    if first is None and is_left_out:
        raise ValueError("it is damaged, or has more than 16 MB; make it smaller")
    return first


def _read_texts(path: Path) -> Texts:
    with open_normal(path, ANY_SIZE) as stream:
        size = stream.seek(0, 2)
        kind = _kind_of(stream)
        if kind == "MP4":
            return read_mp4_texts(stream, size)
        if kind == "FLAC":
            return read_comment_texts(read_flac_comments(stream, size))
        if kind == "Ogg":
            return read_comment_texts(read_comments_of_ogg(stream))
        place = find_id3(stream, kind)
        texts = read_id3_texts(stream, place) if place is not None else {}
        return texts or read_old_texts(stream, size)


def _list_pictures(stream: Source, size: int) -> Iterator[Picture]:
    kind = _kind_of(stream)
    if kind == "MP4":
        yield from list_mp4_pictures(stream, size)
    elif kind == "FLAC":
        yield from list_flac_pictures(stream, size)
        yield from list_comment_pictures(read_flac_comments(stream, size))
    elif kind == "Ogg":
        yield from list_comment_pictures(read_comments_of_ogg(stream))
    else:
        place = find_id3(stream, kind)
        yield from list_id3_pictures(stream, place) if place is not None else ()


def _kind_of(stream: Source) -> str:
    stream.seek(after_tags(stream))
    return find_kind(stream.read(_HEAD_BYTES))


class _Found:
    """The texts of a file by the names that its format gives them."""

    def __init__(self, texts: Texts) -> None:
        self._by_name = texts

    def text(self, names: tuple[str, ...]) -> str:
        """Return the first text that stands under one of the names."""
        return next((text for name in names for text in self._texts(name) if text), "")

    def count(self, names: tuple[str, ...]) -> tuple[int | None, int]:
        """Return a number, and of how many it is; the latter is 0 where that is open."""
        for name in names:
            for text in self._texts(name):
                match = _COUNT.match(text)
                if match is not None and int(match[1]):
                    return int(match[1]), int(match[2] or 0)
        return None, 0

    def date(self) -> str:
        """Return the first whole day."""
        for name in _DATES:
            for text in self._texts(name):
                match = _DATE.match(text)
                if match is not None and match[1] >= "1980" and _is_day(match[0]):
                    return match[0]
        return ""

    def _texts(self, name: str) -> Iterator[str]:
        for key, values in self._by_name.items():
            if _is_named(key, name):
                yield from map(_clean, values)


def _is_named(key: str, name: str) -> bool:
    """Return whether a tag has a name; comments of ID3 also have a language and a purpose."""
    if name == "COMM":
        purpose = key.removeprefix("COMM:").partition(":")[0].lower()
        return key.startswith("COMM") and purpose in ("", "comment", "description", "xxx", "eng")
    return key.lower() == name.lower()


def _clean(text: str) -> str:
    """Return a text without what no file of a show may hold: half characters, control codes."""
    text = text.encode("utf-8", "replace").decode().replace("\r\n", "\n").replace("\r", "\n")
    return drop_forbidden(text.replace("\x7f", "")).strip()


def _plain(text: str) -> str:
    """Return a text without markup."""
    return _MARKUP.sub("", _BREAK.sub("\n", text[: 10 * _MAX_WORDS]))


def _is_day(text: str) -> bool:
    from datetime import date  # noqa: PLC0415 - only for files with a date

    try:
        date.fromisoformat(text)
    except ValueError:
        return False
    return True
