"""Frames of an ID3v2 tag: where each stands, and its bytes, without reading the others.

Sources: https://id3.org/id3v2.4.0-structure, https://id3.org/id3v2.3.0
"""

from collections.abc import Iterator
from dataclasses import dataclass
from io import BytesIO

from feedtool.media.facts import Source

_HEAD_BYTES = 10
# Tags have some dozens of frames and as many chapters; one with more is made to waste time.
_MAX_FRAMES = 5000
# A frame that is longer is left out: it holds a picture that nobody could publish.
_MAX_READ = 16 << 20
_STUFFED_TAG, _EXTENDED = 0x80, 0x40


@dataclass(frozen=True, slots=True)
class Frame:
    """A frame: its name, and where its body stands.

    `is_stuffed` says that a zero stands behind each 255 (unsynchronisation).
    """

    name: bytes
    place: int
    length_bytes: int
    is_stuffed: bool


class Stuffed:
    r"""Stuffed bytes, and the offsets in them of plain bytes, which are asked for in their order.

    >>> Stuffed(b"a\xff\x00b").offset(2)
    3
    """

    def __init__(self, raw: bytes) -> None:
        self._raw = raw
        self._found = self._zeros = 0

    def offset(self, place: int) -> int:
        """Return the offset in stuffed bytes for an offset in plain ones."""
        if place + self._zeros < self._found:
            self._found = self._zeros = 0
        # Each round counts the zeros that the round before brought into view.
        while self._found != place + self._zeros:
            before, self._found = self._found, place + self._zeros
            self._zeros += self._raw.count(b"\xff\x00", before, self._found + 1)
        return self._found


@dataclass(frozen=True, slots=True)
class Tag:
    """A tag: its version (3 or 4), and where its frames stand in `source`.

    `source` is the file, or the frames without what is stuffed between their bytes.
    """

    version: int
    source: Source
    start: int
    end: int
    raw: "Stuffed | None" = None
    raw_start: int = 0
    is_stuffed: bool = False

    def raw_place(self, place: int) -> int:
        """Return the offset in the file for one in `source`."""
        return self.raw_start + self.raw.offset(place) if self.raw is not None else place


def read_tag(stream: Source, place: int) -> Tag | None:
    """Read the head of a tag, None if no tag of version 2.3 or 2.4 is there."""
    stream.seek(place)
    head = stream.read(_HEAD_BYTES)
    if len(head) < _HEAD_BYTES or head[:3] != b"ID3" or head[3] not in (3, 4):
        return None
    version, flags = head[3], head[5]
    start, end = place + _HEAD_BYTES, place + _HEAD_BYTES + syncsafe(head[6:10])
    is_stuffed = bool(flags & _STUFFED_TAG)
    if version == 3 and is_stuffed:
        return _unstuff_tag(stream, start, end)
    if flags & _EXTENDED:
        length = stream.read(4)
        start += syncsafe(length) if version == 4 else 4 + int.from_bytes(length, "big")
    return Tag(version, stream, start, end, is_stuffed=is_stuffed)


def _unstuff_tag(stream: Source, start: int, end: int) -> Tag | None:
    """Return an old tag, in which frames and sizes count bytes that are no longer stuffed."""
    if end - start > _MAX_READ:
        return None
    raw = stream.read(end - start)
    plain = unstuff(raw)
    return Tag(3, BytesIO(plain), 0, len(plain), Stuffed(raw), start)


def list_frames(tag: Tag) -> Iterator[Frame]:
    """Yield the frames of a tag, without those that are packed or encrypted."""
    place = tag.start
    for _ in range(_MAX_FRAMES):
        tag.source.seek(place)
        head = tag.source.read(_HEAD_BYTES)
        length = _frame_length(tag, head, place)
        if not length:
            return
        body = place + _HEAD_BYTES
        place = body + length
        flags = head[9]
        # Three forms of frame that nobody writes for chapters: packed, encrypted, in groups.
        if not flags & (0x4C if tag.version == 4 else 0xE0):
            extra = 4 if tag.version == 4 and flags & 1 else 0
            is_stuffed = tag.version == 4 and (tag.is_stuffed or bool(flags & 2))
            yield Frame(head[:4], body + extra, max(length - extra, 0), is_stuffed)


def read_body(source: Source, frame: Frame) -> bytes:
    """Return the bytes of a frame as they stand there; nothing of a frame that is too long."""
    if frame.length_bytes > _MAX_READ:
        return b""
    source.seek(frame.place)
    return source.read(frame.length_bytes)


def _frame_length(tag: Tag, head: bytes, place: int) -> int:
    """Return the length of a frame's body, 0 if no frame that fits is there."""
    if len(head) < _HEAD_BYTES or not _is_name(head[:4]):
        return 0
    room = tag.end - place - _HEAD_BYTES
    length = int.from_bytes(head[4:8], "big")
    if tag.version == 4:
        safe = syncsafe(head[4:8])
        # iTunes wrote lengths of version 2.4 as those of 2.3; a frame must stand behind.
        if safe == length or not _ends_well(tag, place, length) or _ends_well(tag, place, safe):
            length = safe
    return length if length <= room else 0


def _ends_well(tag: Tag, place: int, length: int) -> bool:
    """Say whether a frame, padding or the end of the tag follows a frame of that length."""
    end = place + _HEAD_BYTES + length
    if end >= tag.end:
        return end == tag.end
    tag.source.seek(end)
    following = tag.source.read(4)
    return _is_name(following) or not following.strip(b"\0")


def _is_name(name: bytes) -> bool:
    return len(name) == 4 and name.isascii() and name.isalnum() and name.upper() == name


def unstuff(data: bytes) -> bytes:
    r"""Take out what unsynchronisation put in.

    >>> unstuff(b"\xff\x00\xe0")
    b'\xff\xe0'
    """
    return data.replace(b"\xff\x00", b"\xff")


def syncsafe(data: bytes) -> int:
    r"""Read a number of seven bits a byte.

    >>> syncsafe(b"\0\0\1\0")
    128
    """
    value = 0
    for byte in data:
        value = value << 7 | byte & 0x7F
    return value
