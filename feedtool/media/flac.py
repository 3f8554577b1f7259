"""FLAC files: duration, chapters, and whether the last frame is there. Source: RFC 9639."""

from collections.abc import Iterator
from dataclasses import dataclass

from feedtool.media.chapters import read_comments
from feedtool.media.facts import AudioChapter, Measured, MediaFault, Source, cut_off
from feedtool.media.holes import find_hole
from feedtool.media.tags import after_tags, before_tags

# Kinds of blocks.
_INFO, COMMENTS, PICTURE = 0, 4, 6
_MAX_BLOCKS = 1000
_MAX_COMMENTS = 4 << 20
_HEAD_BYTES = 16
# The last frame is sought in so many bytes, and then in as many as the longest frame has.
_TAIL_BYTES = (1 << 16, 1 << 21)
# The order of frames is looked at in so many places.
_PLACES = 32
# What looks like a frame and is none costs time.
_MAX_TRIES = 5000
_MAX_SUMMED = 4 << 20


@dataclass(frozen=True, slots=True)
class _Info:
    """What the first block says; `samples` is 0 where the encoder could not write it."""

    block_samples: int
    rate_hz: int
    samples: int


@dataclass(frozen=True, slots=True)
class _End:
    """The last frame: the samples up to its end, and whether its checksum is right."""

    samples: int
    is_whole: bool


def measure_flac(stream: Source, size: int, *, sample: bool = False) -> Measured:
    """Measure a FLAC file by the blocks in front of its audio and by its last frame.

    `sample` looks at no other frame. Raises MediaFault if the file is cut off.
    """
    info, chapters, frames = _read_blocks(stream, size)
    end = before_tags(stream, frames, size)
    last = _find_end(stream, frames, end, info)
    if last is None:
        raise MediaFault("no audio is found at its end, so that it is cut off or damaged; "
                         "copy or export it again")  # fmt: skip
    warnings = [] if sample else list(_find_disorder(stream, frames, end, info))
    if last.samples < info.samples and not warnings:
        share = 100 * last.samples // info.samples
        raise MediaFault(f"it is cut off after {share} %; copy or export it again")
    warnings.extend(() if sample else find_hole(stream, frames, end))
    if not last.is_whole:
        warnings.append("its last frame is not whole, so that it may be cut off; listen to its end")
    return Measured((info.samples or last.samples) / info.rate_hz, chapters, tuple(warnings[:1]))


def _find_disorder(stream: Source, start: int, end: int, info: _Info) -> Iterator[str]:
    """Yield a warning if the numbers of frames fall somewhere: there another file begins."""
    stream.seek(start)
    first = stream.read(4)
    reached = 0
    for index in range(_PLACES):
        stream.seek(start + (end - start) * index // _PLACES)
        block = stream.read(_TAIL_BYTES[0])
        found = _search_block(block, first, info.block_samples)
        if found is not None and found < reached:
            yield ("its frames are not in order, so that it is joined or damaged, and players "
                   "play a part of it; export it in one piece")  # fmt: skip
            return
        reached = found or reached


def _search_block(block: bytes, first: bytes, block_samples: int) -> int | None:
    """Return the samples up to the end of the first frame in a block, None without a frame."""
    at, tries = block.find(first[:2]), 0
    while at >= 0 and tries < _MAX_TRIES:
        tries += 1
        reached = _read_end(block[at : at + _HEAD_BYTES], first, block_samples)
        if reached is not None:
            return reached
        at = block.find(first[:2], at + 1)
    return None


def list_blocks(stream: Source, size: int) -> Iterator[tuple[int, int, int]]:
    """Yield kind, start and length of the blocks in front of the audio, the stream at their start.

    Raises MediaFault if a block passes the end of the file.
    """
    place = after_tags(stream) + 4
    for _ in range(_MAX_BLOCKS):
        stream.seek(place)
        head = stream.read(4)
        length = int.from_bytes(head[1:], "big")
        place += 4 + length
        if len(head) < 4 or place > size:
            raise cut_off(size, place)
        yield head[0] & 0x7F, place - length, length
        if head[0] & 0x80:
            return


def _read_blocks(stream: Source, size: int) -> tuple[_Info, tuple[AudioChapter, ...], int]:
    """Return what the blocks in front of the audio say, and where the audio begins."""
    data, comments, place = b"", b"", 0
    for kind, start, length in list_blocks(stream, size):
        place = start + length
        if kind == _INFO:
            data = stream.read(34)
        elif kind == COMMENTS and not comments:
            comments = stream.read(min(length, _MAX_COMMENTS))
    rate_hz = int.from_bytes(data[10:13], "big") >> 4
    if not rate_hz:
        raise MediaFault("its first block is missing; export it again")
    samples = int.from_bytes(data[13:18], "big") & (1 << 36) - 1
    info = _Info(int.from_bytes(data[2:4], "big"), rate_hz, samples)
    return info, read_comments(comments), place


def _find_end(stream: Source, frames: int, end: int, info: _Info) -> _End | None:
    """Return the end of the last frame, None if no frame is found."""
    stream.seek(frames)
    first = stream.read(4)
    if len(first) < 4:
        raise MediaFault("it is cut off before its audio; copy or export it again")
    for length in _TAIL_BYTES:
        base = max(end - length, frames)
        stream.seek(base)
        found = _search_tail(stream.read(end - base), first, info.block_samples)
        if found is not None:
            return found
    return None


def _search_tail(tail: bytes, first: bytes, block_samples: int) -> _End | None:
    """Return the frame whose checksum is that of all bytes up to the end, else the last one."""
    latest, tries, summed = None, 0, 0
    at = tail.rfind(first[:2])
    while at >= 0 and tries < _MAX_TRIES and summed < _MAX_SUMMED:
        tries += 1
        reached = _read_end(tail[at : at + _HEAD_BYTES], first, block_samples)
        if reached is not None:
            summed += len(tail) - at
            if _crc16(tail[at:]) == 0:
                return _End(reached, is_whole=True)
            latest = latest or _End(reached, is_whole=False)
        at = tail.rfind(first[:2], 0, at)
    return latest


def _read_end(head: bytes, first: bytes, block_samples: int) -> int | None:
    """Return the number of samples up to the end of a frame, None if the data is no frame.

    A frame has the sample rate and sample size of the first one; its channels may be stored in
    another way.
    """
    if len(head) < 6 or (head[3] ^ first[3]) & 0x0F or (head[2] ^ first[2]) & 0x0F:
        return None
    # The number is written as UTF-8 writes a character, in up to seven bytes.
    ones = 8 - (head[4] ^ 0xFF).bit_length()
    if ones in (1, 8):
        return None
    number, at = head[4] & (0x7F >> ones), 5
    for byte in head[5 : 4 + ones]:
        number, at = number << 6 | byte & 0x3F, at + 1
    length, code = 0, head[2] >> 4
    if code in (6, 7):
        width = code - 5
        length, at = int.from_bytes(head[at : at + width], "big") + 1, at + width
    elif code:
        length = 192 if code == 1 else 576 << code - 2 if code < 6 else 256 << code - 8
    at += {12: 1, 13: 2, 14: 2}.get(head[2] & 0x0F, 0)
    if at >= len(head) or not length or _checksum(head[:at]) != head[at]:
        return None
    return (number if head[1] & 1 else number * block_samples) + length


def _checksum(data: bytes) -> int:
    """Return the CRC-8 of RFC 9639, 9.1.8."""
    value = 0
    for byte in data:
        value = _CRC8[value ^ byte]
    return value


def _crc8_of(byte: int) -> int:
    value = byte
    for _ in range(8):
        value = (value << 1 ^ 0x07 if value & 0x80 else value << 1) & 0xFF
    return value


def _crc16(data: bytes) -> int:
    """Return the CRC-16 of RFC 9639, 9.3; it is 0 for a whole frame."""
    value = 0
    for byte in data:
        value = (value << 8 ^ _CRC16[value >> 8 ^ byte]) & 0xFFFF
    return value


def _crc16_of(byte: int) -> int:
    value = byte << 8
    for _ in range(8):
        value = (value << 1 ^ 0x8005 if value & 0x8000 else value << 1) & 0xFFFF
    return value


_CRC8 = tuple(map(_crc8_of, range(256)))
_CRC16 = tuple(map(_crc16_of, range(256)))
