"""FLAC files: duration, chapters, and whether the last frame is there. Source: RFC 9639."""

from feedtool.media.chapters import read_comments
from feedtool.media.facts import AudioChapter, Measured, MediaFault, Source, cut_off
from feedtool.media.tags import after_tags

_MAX_BLOCKS = 1000
_MAX_COMMENTS = 4 << 20


def measure_flac(stream: Source, size: int) -> Measured:
    """Measure a FLAC file by the blocks in front of its audio.

    Raises MediaFault if the duration is missing, or the file is cut off.
    """
    place = after_tags(stream) + 4
    info, chapters, frames = b"", tuple[AudioChapter, ...](), 0
    for _ in range(_MAX_BLOCKS):
        stream.seek(place)
        head = stream.read(4)
        length = int.from_bytes(head[1:], "big")
        place += 4 + length
        if len(head) < 4 or place > size:
            raise cut_off(size, place)
        if head[0] & 0x7F == 0:
            info = stream.read(34)
        elif head[0] & 0x7F == 4:
            chapters = read_comments(stream.read(min(length, _MAX_COMMENTS)))
        if head[0] & 0x80:
            frames = place
            break
    rate_hz = int.from_bytes(info[10:13], "big") >> 4
    samples = int.from_bytes(info[13:18], "big") & (1 << 36) - 1
    if not rate_hz or not samples or not frames:
        raise MediaFault("its duration is missing, as in a live recording; export it again")
    _check_end(stream, frames, size, info, samples)
    return Measured(samples / rate_hz, chapters)


def _check_end(stream: Source, frames: int, size: int, info: bytes, samples: int) -> None:
    """Raise MediaFault unless the last frame ends with the last sample."""
    stream.seek(frames)
    first = stream.read(4)
    if len(first) < 4:
        raise MediaFault("it is cut off before its audio; copy or export it again")
    longest = int.from_bytes(info[7:10], "big")
    base = max(size - min(max(2 * longest, 1 << 16), 1 << 21), frames)
    stream.seek(base)
    tail = stream.read(size - base)
    at = tail.rfind(first[:2])
    while at >= 0:
        reached = _read_end(tail[at : at + 16], first, int.from_bytes(info[2:4], "big"))
        if reached is not None:
            if reached < samples:
                share = 100 * reached // samples
                raise MediaFault(f"it is cut off after {share} %; copy or export it again")
            return
        at = tail.rfind(first[:2], 0, at)


def _read_end(head: bytes, first: bytes, block_samples: int) -> int | None:
    """Return the number of samples up to the end of a frame, None if the data is no frame."""
    if len(head) < 6 or head[3] != first[3] or (head[2] ^ first[2]) & 0x0F:
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
        value ^= byte
        for _ in range(8):
            value = (value << 1 ^ 0x07 if value & 0x80 else value << 1) & 0xFF
    return value
