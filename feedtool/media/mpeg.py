"""MP3 files, frame by frame: the exact duration, and whether all of the file is there.

A file of variable bit rate tells its length in a Xing or VBRI header of the first frame; where it
is missing, players guess from the first bit rate, and only counting the frames helps.
Source: ISO/IEC 11172-3, 2.4.2.3; http://gabriel.mp3-tech.org/mp3infotag.html
"""

import mmap
import struct
from dataclasses import dataclass
from pathlib import Path

_RATES = {3: (44100, 48000, 32000), 2: (22050, 24000, 16000), 0: (11025, 12000, 8000)}
_KBITS_1 = (0, 32, 40, 48, 56, 64, 80, 96, 112, 128, 160, 192, 224, 256, 320)
_KBITS_2 = (0, 8, 16, 24, 32, 40, 48, 56, 64, 80, 96, 112, 128, 144, 160)
# How far to look for the first frame after the tag.
_SEARCH_BYTES = 64 * 1024


@dataclass(frozen=True, slots=True)
class Frame:
    """A frame's header: layer III only, which is what podcasts use."""

    length_bytes: int
    samples: int
    rate_hz: int
    kbits: int
    side_info_bytes: int


@dataclass(frozen=True, slots=True)
class MpegFacts:
    """`announced_bytes` is what the header says of the file, 0 where there is no such header."""

    duration_s: float
    frames: int
    announced_bytes: int
    found_bytes: int
    is_variable: bool
    has_header: bool


def read_frame(data: bytes) -> Frame | None:
    r"""Read the four bytes of a frame's header; None if they are none of layer III.

    >>> read_frame(b"\xff\xfb\x90\x64")
    Frame(length_bytes=417, samples=1152, rate_hz=44100, kbits=128, side_info_bytes=32)
    """
    if len(data) < 4 or data[0] != 0xFF or data[1] & 0xE6 != 0xE2:
        return None
    version, kbits_at, rate_at = data[1] >> 3 & 3, data[2] >> 4, data[2] >> 2 & 3
    if version == 1 or kbits_at in (0, 15) or rate_at == 3:
        return None
    first = version == 3
    kbits = (_KBITS_1 if first else _KBITS_2)[kbits_at]
    rate = _RATES[version][rate_at]
    samples = 1152 if first else 576
    padding = data[2] >> 1 & 1
    mono = data[3] >> 6 == 3
    side = (17 if mono else 32) if first else (9 if mono else 17)
    return Frame(samples // 8 * kbits * 1000 // rate + padding, samples, rate, kbits, side)


def measure_mpeg(path: Path) -> MpegFacts | None:
    """Return the facts of an MP3 file, None if there are no two frames in it."""
    with path.open("rb") as stream, mmap.mmap(stream.fileno(), 0, access=mmap.ACCESS_READ) as data:
        end = len(data) - (128 if data[-128:-125] == b"TAG" else 0)
        start = _find_first(data, _after_tag(data), end)
        if start is None:
            return None
        frame = read_frame(data[start : start + 4])
        if frame is None:
            return None
        told = _read_header(data, start, frame)
        if told is not None:
            frames, announced = told
            duration = frames * frame.samples / frame.rate_hz
            return MpegFacts(duration, frames, announced, end - start, False, True)
        return _walk(data, start, end)


def _after_tag(data: mmap.mmap) -> int:
    place = 0
    while data[place : place + 3] == b"ID3" and len(data) >= place + 10:
        a, b, c, d = data[place + 6 : place + 10]
        place += 10 + (a << 21 | b << 14 | c << 7 | d) + (10 if data[place + 5] & 0x10 else 0)
    return place


def _find_first(data: mmap.mmap, start: int, end: int) -> int | None:
    """Return the place of the first frame that another one follows."""
    place = data.find(b"\xff", start, start + _SEARCH_BYTES)
    while place >= 0:
        frame = read_frame(data[place : place + 4])
        if frame is not None:
            after = place + frame.length_bytes
            if after >= end or read_frame(data[after : after + 4]) is not None:
                return place
        place = data.find(b"\xff", place + 1, start + _SEARCH_BYTES)
    return None


def _read_header(data: mmap.mmap, start: int, frame: Frame) -> tuple[int, int] | None:
    """Return the frames and bytes that the first frame announces."""
    at = start + 4 + frame.side_info_bytes
    if data[at : at + 4] in (b"Xing", b"Info"):
        flags = int.from_bytes(data[at + 4 : at + 8], "big")
        if flags & 1:
            numbers = data[at + 8 : at + 16]
            frames = int.from_bytes(numbers[:4], "big")
            announced = int.from_bytes(numbers[4:], "big") if flags & 2 else 0
            return (frames, announced) if frames else None
    at = start + 36
    if data[at : at + 4] == b"VBRI":
        announced, frames = struct.unpack(">II", data[at + 10 : at + 18])
        return (frames, announced) if frames else None
    return None


def _walk(data: mmap.mmap, start: int, end: int) -> MpegFacts:
    """Count the frames one by one, about a second for an hour of audio at the most."""
    memo: dict[bytes, Frame | None] = {}
    frames = samples = 0
    rates: set[int] = set()
    place, rate_hz = start, 44100
    while place + 4 <= end:
        head = data[place : place + 4]
        # The last byte has nothing but the channels, which do not change a frame's length.
        known = head[:3]
        frame = memo[known] if known in memo else memo.setdefault(known, read_frame(head))
        if frame is None:
            following = _find_first(data, place + 1, end)
            if following is None:
                break
            place = following
            continue
        frames += 1
        samples += frame.samples
        rate_hz = frame.rate_hz
        rates.add(frame.kbits)
        place += frame.length_bytes
    return MpegFacts(samples / rate_hz, frames, 0, end - start, len(rates) > 1, False)
