"""Frames of an ID3v2 tag: where each stands, and its bytes, without reading the others.

Sources: https://id3.org/id3v2.4.0-structure, https://id3.org/id3v2.3.0, https://id3.org/id3v2-00
"""

import zlib
from collections.abc import Iterator
from dataclasses import dataclass
from io import BytesIO

from feedtool.media.facts import Source

_HEAD_BYTES = 10
# Tags have some dozens of frames and as many chapters; one with more is made to waste time.
_MAX_FRAMES = 5000
# A frame that is longer is left out: it holds a picture that nobody could publish.
_MAX_READ = 16 << 20
# What the packed frames of a tag may hold together: a few bytes may stand for gigabytes.
_MAX_UNPACKED = 16 << 20
_STUFFED_TAG, _EXTENDED = 0x80, 0x40
# Version 2.2 has names and lengths of three bytes, and no flags.
_OLD = 2
# Flags of a frame by version: packed; encrypted or in a group, which nobody writes.
_PACKED = {2: 0, 3: 0x80, 4: 0x08}
_SEALED = {2: 0, 3: 0x60, 4: 0x44}


@dataclass(frozen=True, slots=True)
class Frame:
    """A frame: its name, and where its body stands.

    `is_stuffed` says that a zero stands behind each 255 (unsynchronisation), `is_packed` that the
    body is packed by zlib.
    """

    name: bytes
    place: int
    length_bytes: int
    is_stuffed: bool
    is_packed: bool = False


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
    """A tag: its version (2, 3 or 4), and where its frames stand in `source`.

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
    """Read the head of a tag, None if no tag of version 2.2, 2.3 or 2.4 is there."""
    stream.seek(place)
    head = stream.read(_HEAD_BYTES)
    if len(head) < _HEAD_BYTES or head[:3] != b"ID3" or head[3] not in (_OLD, 3, 4):
        return None
    version, flags = head[3], head[5]
    # In version 2.2 the flag says that all is packed, in a way that was never defined.
    if version == _OLD and flags & _EXTENDED:
        return None
    start, end = place + _HEAD_BYTES, place + _HEAD_BYTES + syncsafe(head[6:10])
    is_stuffed = bool(flags & _STUFFED_TAG)
    has_more = bool(flags & _EXTENDED)
    if version < 4 and is_stuffed:
        return _unstuff_tag(stream, version, start, end, has_more=has_more)
    if has_more:
        start += _skip_extended(version, stream.read(4))
    return Tag(version, stream, start, end, is_stuffed=is_stuffed)


def _unstuff_tag(
    stream: Source, version: int, start: int, end: int, *, has_more: bool
) -> Tag | None:
    """Return an old tag, in which frames and sizes count bytes that are no longer stuffed."""
    if end - start > _MAX_READ:
        return None
    raw = stream.read(end - start)
    plain = unstuff(raw)
    first = _skip_extended(version, plain[:4]) if has_more else 0
    return Tag(version, BytesIO(plain), first, len(plain), Stuffed(raw), start)


def _skip_extended(version: int, length: bytes) -> int:
    return syncsafe(length) if version == 4 else 4 + int.from_bytes(length, "big")


def list_frames(tag: Tag) -> Iterator[Frame]:
    """Yield the frames of a tag, without those that are encrypted."""
    place = tag.start
    head_bytes = _HEAD_BYTES - 4 if tag.version == _OLD else _HEAD_BYTES
    for _ in range(_MAX_FRAMES):
        tag.source.seek(place)
        head = tag.source.read(head_bytes)
        length = _frame_length(tag, head, place)
        if not length:
            return
        body = place + head_bytes
        place = body + length
        flags = 0 if tag.version == _OLD else head[9]
        if not flags & _SEALED[tag.version]:
            is_packed = bool(flags & _PACKED[tag.version])
            # The plain length stands in front, in version 2.3 of what is packed.
            extra = 4 if (flags & 1 if tag.version == 4 else is_packed) else 0
            is_stuffed = tag.version == 4 and (tag.is_stuffed or bool(flags & 2))
            name = head[: 3 if tag.version == _OLD else 4]
            yield Frame(name, body + extra, max(length - extra, 0), is_stuffed, is_packed)


def list_raw_frames(tag: Tag) -> Iterator[bytes]:
    """Yield all frames of a tag of version 2.3 or 2.4 as they can stand in another one.

    Raises ValueError if there are too many, or if something is no frame.
    """
    place = tag.start
    for _ in range(_MAX_FRAMES):
        tag.source.seek(place)
        head = tag.source.read(min(_HEAD_BYTES, max(tag.end - place, 0)))
        if len(head) < _HEAD_BYTES or not head[0]:
            return
        # Some programs write names of version 2.2, with a zero or a blank behind them.
        is_frame = _is_name(head[:4].rstrip(b"\0 "))
        length = _frame_length(tag, b"TXXX" + head[4:], place) if is_frame else 0
        if length:
            tag.source.seek(place + _HEAD_BYTES)
            yield _write_head(tag, head, length) + tag.source.read(length)
        elif not is_frame or any(head[4:8]):
            raise ValueError(f"what is at byte {place:,} is no frame")
        place += _HEAD_BYTES + length
    raise ValueError(f"it has more than {_MAX_FRAMES:,} frames")


def _write_head(tag: Tag, head: bytes, length: int) -> bytes:
    """Return the head of a frame for a tag that is not stuffed as a whole."""
    if tag.version == 3:
        return head
    # Some programs write lengths of version 2.3.
    size = bytes(length >> shift & 0x7F for shift in (21, 14, 7, 0))
    return head[:4] + size + head[8:9] + bytes([head[9] | 2 * tag.is_stuffed])


def read_body(source: Source, frame: Frame) -> bytes:
    """Return the bytes of a frame as they stand there; nothing of a frame that is too long."""
    if frame.length_bytes > _MAX_READ:
        return b""
    source.seek(frame.place)
    return source.read(frame.length_bytes)


class PlainBodies:
    """The bodies of frames as they were before they were stuffed and packed.

    What is packed is unpacked up to a bound for all frames together.
    """

    def __init__(self, tag: Tag) -> None:
        self._tag = tag
        self._left = _MAX_UNPACKED

    def read(self, frame: Frame) -> bytes | None:
        """Return a body; None if it is too long, or if what is packed is damaged."""
        if frame.length_bytes > _MAX_READ:
            return None
        body = read_body(self._tag.source, frame)
        body = unstuff(body) if frame.is_stuffed else body
        return self._unpack(body) if frame.is_packed else body

    def _unpack(self, body: bytes) -> bytes | None:
        unpacker = zlib.decompressobj()
        try:
            plain = unpacker.decompress(body, self._left + 1)
        except zlib.error:
            return None
        self._left = max(self._left - len(plain), 0)
        return plain if unpacker.eof and self._left else None


def _frame_length(tag: Tag, head: bytes, place: int) -> int:
    """Return the length of a frame's body, 0 if no frame that fits is there."""
    if tag.version == _OLD:
        length = int.from_bytes(head[3:6], "big")
        fits = len(head) == 6 and _is_name(head[:3]) and length <= tag.end - place - 6
        return length if fits else 0
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
    return (len(following) == 4 and _is_name(following)) or not following.strip(b"\0")


def _is_name(name: bytes) -> bool:
    return name.isascii() and name.isalnum() and name.upper() == name


def split_text(content: bytes, start: int = 0) -> tuple[int, bytes]:
    """Return where a text ends, and what is behind it; its encoding is told by the first byte."""
    if not content:
        return 0, b""
    is_wide = content[0] in (1, 2)
    first = start + 1
    end = content.find(b"\0\0" if is_wide else b"\0", first)
    # Of two-byte characters, the zeros of two may touch.
    while is_wide and end >= 0 and (end - first) % 2:
        end = content.find(b"\0\0", end + 1)
    if end < 0:
        return len(content), b""
    end += 2 if is_wide else 1
    return end, content[end:]


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
