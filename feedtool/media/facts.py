"""The facts of a media file, and the faults that make it unusable."""

from dataclasses import dataclass
from typing import Protocol

# What is said of a file of a kind that has no reader, unless its duration is given.
UNKNOWN_DURATION = "its duration cannot be read; add it as duration, e.g. 52:10"


class MediaFault(Exception):  # noqa: N818 - says what is wrong, becomes a finding
    """A file cannot be used; the text says what is wrong with it and how to fix it."""


class Source(Protocol):
    """A file, or what reads like one; a read past the end returns less, or nothing."""

    def seek(self, place: int, /) -> int:
        """Go to an offset, counted from the start."""

    def read(self, size: int, /) -> bytes:
        """Return the bytes there, and go to their end."""


@dataclass(frozen=True, slots=True)
class InnerPicture:
    """A picture inside an audio file: where it stands, how long it is, and how it is written.

    `name` is made of its bytes and ends as its format does; it is "" until the bytes are read.
    In old tags zeros are stuffed between its bytes (ID3v2.4, 5: unsynchronisation).
    """

    place: int
    length_bytes: int
    is_stuffed: bool = False
    name: str = ""


@dataclass(frozen=True, slots=True)
class ChapterPlace:
    """A place that a chapter is about: its name, `geo:53.55,9.99`, `N240109189` (OpenStreetMap)."""

    name: str
    geo: str = ""
    osm: str = ""


@dataclass(frozen=True, slots=True)
class AudioChapter:
    """A chapter: where it starts, its title, and a link and a picture where it has them.

    A hidden chapter is in no table of contents: it shows a picture or link at its time. `image` is
    the address of a picture, `picture` one inside the file. `end_ms` is None if nobody says where
    it ends, as most do: then it ends where the next one starts.
    """

    start_ms: int
    title: str
    url: str = ""
    is_hidden: bool = False
    image: str = ""
    picture: InnerPicture | None = None
    end_ms: int | None = None
    location: ChapterPlace | None = None


@dataclass(frozen=True, slots=True)
class AudioFacts:
    """What the enclosure says of a file, its chapters, and what may disturb listeners.

    `duration_s` is 0 if the file has no duration, like a PDF, or if it cannot be read.
    """

    length_bytes: int
    media_type: str
    duration_s: int
    chapters: tuple[AudioChapter, ...] = ()
    warnings: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Measured:
    """What the reader of one format found."""

    duration_s: float
    chapters: tuple[AudioChapter, ...] = ()
    warnings: tuple[str, ...] = ()


def cut_off(found_bytes: int, announced_bytes: int) -> MediaFault:
    """Return the fault of a file that ends before it should."""
    return MediaFault(
        f"it is cut off: {found_bytes:,} of {announced_bytes:,} bytes are there; "
        "copy or export it again"
    )


def clock(seconds: float) -> str:
    """Return a duration as players show it.

    >>> clock(3723.4)
    '1:02:03'
    """
    minutes, rest = divmod(round(seconds), 60)
    hours, minutes = divmod(minutes, 60)
    return f"{hours}:{minutes:02}:{rest:02}" if hours else f"{minutes}:{rest:02}"
