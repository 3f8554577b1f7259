"""What an audio file says about itself: title, number, date and words, and the cover inside it.

Tags are what any program wrote: they are cleaned, cut, and never trusted.
"""

import base64
import re
import struct
import zlib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from feedtool.files.opening import ANY_SIZE, open_normal
from feedtool.values.xml_characters import drop_forbidden

_MAX_TITLE = 300
_MAX_WORDS = 10_000
# A tag may hold a cover in print quality, but no film.
_MAX_COVER_BYTES = 50_000_000
_MAX_UNPACKED_BYTES = 50_000_000
_FRONT_COVER = 3
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
# What mutagen raises for tags that are damaged, besides its own errors.
_DAMAGED = (ValueError, IndexError, KeyError, TypeError, AttributeError, OverflowError, EOFError,
            RecursionError, struct.error, MemoryError)  # fmt: skip


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
    tags = _Found(_open(path))
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

    Raises OSError if the file cannot be read.
    """
    import mutagen  # noqa: PLC0415 - as below

    found = _open(path)
    try:
        pictures = list(_pictures(found)) if found is not None else []
    except (mutagen.MutagenError, *_DAMAGED):
        return None
    front = [data for kind, data in pictures if kind == _FRONT_COVER]
    chosen = next(iter([*front, *(data for _, data in pictures)]), None)
    return chosen if chosen and len(chosen) <= _MAX_COVER_BYTES else None


def _open(path: Path) -> Any:
    """Return what mutagen reads of a file, None if it cannot read it."""
    import mutagen  # noqa: PLC0415 - 40 ms, only few commands need it
    import mutagen.id3  # noqa: PLC0415 - as above

    # Packed frames are the only place where a few bytes may stand for gigabytes.
    frames: Any = mutagen.id3._frames
    frames.zlib = _Unpacker()
    with open_normal(path, ANY_SIZE) as stream:
        try:
            return mutagen.File(stream)
        except (mutagen.MutagenError, *_DAMAGED):
            return None


class _Unpacker:
    """Unpacks the packed frames of one file, all together up to a bound; it stands for `zlib`."""

    error = zlib.error

    def __init__(self) -> None:
        self._left = _MAX_UNPACKED_BYTES

    def decompress(self, data: bytes) -> bytes:
        """Return the bytes; raises `zlib.error` if they are damaged, cut off, or too many."""
        unpacker = zlib.decompressobj()
        plain = unpacker.decompress(data, self._left + 1)
        if not unpacker.eof or len(plain) > self._left:
            raise zlib.error("the packed bytes are cut off, or too many")
        self._left -= len(plain)
        return plain


class _Found:
    """The tags of a file by the names that its format gives them."""

    def __init__(self, file: Any) -> None:
        tags = getattr(file, "tags", None)
        self._tags: Mapping[str, Any] = {}
        if tags is not None:
            try:
                self._tags = {str(key): tags[key] for key in list(tags.keys())}
            except _DAMAGED:
                self._tags = {}

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
        for key, value in self._tags.items():
            if _is_named(key, name):
                values = getattr(value, "text", value)
                for one in values if isinstance(values, list | tuple) else [values]:
                    yield _clean(_write(one))


def _is_named(key: str, name: str) -> bool:
    """Return whether a tag has a name; comments of ID3 also have a language and a purpose."""
    if name == "COMM":
        purpose = key.removeprefix("COMM:").partition(":")[0].lower()
        return key.startswith("COMM") and purpose in ("", "comment", "description", "xxx", "eng")
    return key.lower() == name.lower()


def _write(value: Any) -> str:
    if isinstance(value, tuple):  # trkn and disk of MP4: the number, and of how many
        return "/".join(str(one) for one in value[:2])
    return value.decode("utf-8", "replace") if isinstance(value, bytes) else str(value)


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


def _pictures(file: Any) -> Iterator[tuple[int, bytes]]:
    """Yield the kind and the bytes of each picture."""
    tags: Any = getattr(file, "tags", None)
    frames = tags.getall("APIC") if hasattr(tags, "getall") else []
    for one in [*(getattr(file, "pictures", None) or []), *frames]:
        yield int(one.type), bytes(one.data)
    for key in list(tags.keys()) if tags is not None else []:
        if key == "covr":
            yield from ((_FRONT_COVER, bytes(one)) for one in tags[key])
        elif str(key).lower() == "metadata_block_picture":
            yield from map(_read_block, tags[key])


def _read_block(text: str) -> tuple[int, bytes]:
    """Return the kind and the bytes of a picture among the comments of Ogg."""
    import mutagen.flac  # noqa: PLC0415 - only for covers

    flac: Any = mutagen.flac
    picture = flac.Picture(base64.b64decode(text))
    return int(picture.type), bytes(picture.data)
