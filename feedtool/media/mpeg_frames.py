"""Frames of MPEG audio: their headers, where they begin, and counting them.

Sources: ISO/IEC 11172-3, 2.4.2.3; ISO/IEC 13818-3, 2.4.2.3.
"""

from collections import Counter
from dataclasses import dataclass
from functools import lru_cache

from feedtool.media.facts import Source
from feedtool.media.tags import after_tags

# By the two bits of the version: 3 is MPEG 1, 2 is MPEG 2, 0 the unofficial 2.5.
_RATES_HZ = {3: (44100, 48000, 32000), 2: (22050, 24000, 16000), 0: (11025, 12000, 8000)}
# Bit rates of MPEG 1 by layer, those of MPEG 2 and 2.5; index 0 is free format, which no app plays.
_KBITS_1 = {
    1: (0, 32, 64, 96, 128, 160, 192, 224, 256, 288, 320, 352, 384, 416, 448),
    2: (0, 32, 48, 56, 64, 80, 96, 112, 128, 160, 192, 224, 256, 320, 384),
    3: (0, 32, 40, 48, 56, 64, 80, 96, 112, 128, 160, 192, 224, 256, 320),
}
_KBITS_2 = {
    1: (0, 32, 48, 56, 64, 80, 96, 112, 128, 144, 160, 176, 192, 224, 256),
    2: (0, 8, 16, 24, 32, 40, 48, 56, 64, 80, 96, 112, 128, 144, 160),
    3: (0, 8, 16, 24, 32, 40, 48, 56, 64, 80, 96, 112, 128, 144, 160),
}
LONGEST_FRAME = 2881
# How far to look for the first frame after the tag.
SEARCH_BYTES = 1 << 20
_BLOCK_BYTES = 1 << 20
# What looks like a frame and is none costs time; rubbish made of such stops the search.
_MAX_TRIES = 20_000
_MAX_GAPS = 500
# What is looked at where reading all is too slow.
_PARTS = 10
_PART_BYTES = 16 * 1024


@dataclass(frozen=True, slots=True)
class MpegFrame:
    """A frame's header; `side_info_bytes` stand between it and a Xing header."""

    length_bytes: int
    samples: int
    rate_hz: int
    kbits: int
    layer: int
    side_info_bytes: int


@dataclass(frozen=True, slots=True)
class Walked:
    """What counting found: whole frames, the bytes between them, those that the last one lacks."""

    duration_s: float
    frames: int
    is_variable: bool
    junk_bytes: int = 0
    missing_bytes: int = 0
    tolerance: int = 1  # how many frames the count may be wrong


@lru_cache(4096)
def read_frame(head: bytes) -> MpegFrame | None:
    r"""Read the four bytes of a frame's header, None if they are none.

    >>> read_frame(b"\xff\xfb\x90\x64")
    MpegFrame(length_bytes=417, samples=1152, rate_hz=44100, kbits=128, layer=3, side_info_bytes=32)
    """
    if len(head) < 4 or head[0] != 0xFF or head[1] & 0xE0 != 0xE0:
        return None
    version, layer = head[1] >> 3 & 3, 4 - (head[1] >> 1 & 3)
    kbits_at, rate_at, padding = head[2] >> 4, head[2] >> 2 & 3, head[2] >> 1 & 1
    if version == 1 or layer == 4 or kbits_at in (0, 15) or rate_at == 3:
        return None
    is_first = version == 3
    kbits = (_KBITS_1 if is_first else _KBITS_2)[layer][kbits_at]
    rate_hz = _RATES_HZ[version][rate_at]
    is_mono = head[3] >> 6 == 3
    side = (17 if is_mono else 32) if is_first else (9 if is_mono else 17)
    if layer == 1:
        return MpegFrame((12000 * kbits // rate_hz + padding) * 4, 384, rate_hz, kbits, 1, side)
    samples = 576 if layer == 3 and not is_first else 1152
    length = samples // 8 * kbits * 1000 // rate_hz + padding
    return MpegFrame(length, samples, rate_hz, kbits, layer, side)


def is_free_format(head: bytes) -> bool:
    r"""Say whether four bytes are the header of a frame whose bit rate is in no table.

    >>> is_free_format(b"\xff\xfb\x00\x64"), is_free_format(b"\xff\xfb\x90\x64")
    (True, False)
    """
    return (
        len(head) == 4
        and not head[2] >> 4
        and read_frame(head[:2] + bytes([head[2] | 0x10]) + head[3:]) is not None
    )


def find_frame(stream: Source, start: int, until: int, end: int) -> int | None:
    """Return where the first frame begins, before `until`, that a like one or the end follows."""
    tries = _MAX_TRIES
    for base in range(start, until, _BLOCK_BYTES // 16):
        stream.seek(base)
        length = min(_BLOCK_BYTES // 16, until - base)
        block = stream.read(min(length + LONGEST_FRAME + 4, end - base))
        place = block.find(b"\xff", 0, length)
        while place >= 0 and tries:
            frame = read_frame(block[place : place + 4])
            if frame is not None:
                following = place + frame.length_bytes
                if base + following == end or _are_alike(block, place, following):
                    return base + place
            tries -= 1
            place = block.find(b"\xff", place + 1, length)
    return None


def _are_alike(block: bytes, one: int, other: int) -> bool:
    """Say whether two headers have the same version, layer and sample rate."""
    following = block[other : other + 4]
    return (
        read_frame(following) is not None
        and following[1] & 0xFE == block[one + 1] & 0xFE
        and following[2] & 0x0C == block[one + 2] & 0x0C
    )


def walk(stream: Source, start: int, end: int) -> Walked:
    """Count the frames one by one, about a quarter of a second for 100 MB."""
    counts: Counter[bytes] = Counter()
    place, junk, gaps = start, 0, 0
    while place < end:
        place, last = _walk_run(stream, place, end, counts)
        if place > end:
            counts[last] -= 1
            break
        if place == end or gaps == _MAX_GAPS:
            junk += end - place
            break
        # Joined files have tags in their midst.
        after = min(after_tags(stream, place), end)
        following = find_frame(stream, after, min(end, after + SEARCH_BYTES), end)
        gaps += 1
        junk += (end if following is None else following) - after
        place = end if following is None else following
    return _total(counts, junk, max(place - end, 0))


def _walk_run(stream: Source, place: int, end: int, counts: Counter[bytes]) -> tuple[int, bytes]:
    """Count frames as long as one follows the other; return where none does, and the last one."""
    lengths: dict[bytes, int] = {}
    known = b""
    while place + 4 <= end:
        stream.seek(place)
        block = stream.read(min(_BLOCK_BYTES, end - place))
        at, until = 0, len(block) - 4
        while at <= until:
            # The fourth byte has nothing but the channels, which do not change a frame's length.
            head = block[at : at + 3]
            length = lengths.get(head)
            if length is None:
                frame = read_frame(block[at : at + 4])
                length = lengths[head] = frame.length_bytes if frame is not None else 0
            if not length:
                return place + at, known
            known = head
            counts[head] += 1
            at += length
        if not at:
            break
        place += at
    return place, known


def sample_parts(stream: Source, start: int, end: int) -> Walked:
    """Estimate from parts all over the file; exact where the bit rate is constant."""
    if end - start <= _PARTS * _BLOCK_BYTES // 16:
        return walk(stream, start, end)
    counts: Counter[bytes] = Counter()
    for index in range(_PARTS):
        base = start + (end - start - _PART_BYTES) * index // (_PARTS - 1)
        until = base + _PART_BYTES
        place = find_frame(stream, base, until, end)
        if place is not None:
            _walk_run(stream, place, until, counts)
    seen = _total(counts, 0, 0)
    if not seen.frames:
        return seen
    bytes_seen = sum(_frame_of(head).length_bytes * count for head, count in counts.items())
    factor = (end - start) / bytes_seen
    if len({_frame_of(head).kbits for head in counts}) == 1:
        frame = _frame_of(next(iter(counts)))
        factor = (end - start) / (frame.kbits * 125) / seen.duration_s
    frames = round(seen.frames * factor)
    tolerance = frames // 20 + 1 if seen.is_variable else 2
    return Walked(seen.duration_s * factor, frames, seen.is_variable, tolerance=tolerance)


def _total(counts: Counter[bytes], junk_bytes: int, missing_bytes: int) -> Walked:
    frames = counts.total()
    seconds = 0.0
    by_kbits: Counter[int] = Counter()
    for head, count in counts.items():
        frame = _frame_of(head)
        seconds += count * frame.samples / frame.rate_hz
        by_kbits[frame.kbits] += count
    # A few odd frames, such as a silent first one, do not mislead players.
    is_variable = frames > 0 and max(by_kbits.values()) < 0.99 * frames
    return Walked(seconds, frames, is_variable, junk_bytes, missing_bytes)


def _frame_of(head: bytes) -> MpegFrame:
    frame = read_frame(head + b"\0")
    assert frame is not None  # noqa: S101 - only heads of frames are counted
    return frame
