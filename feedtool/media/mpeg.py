"""MPEG audio (MP3): the exact duration, and whether all of the file is there.

A file of variable bit rate tells its length in a Xing or VBRI header of the first frame; where it
is missing, players guess from the first bit rate, and only counting the frames helps.
Source: http://gabriel.mp3-tech.org/mp3infotag.html
"""

from collections.abc import Iterator
from dataclasses import dataclass

from feedtool.media.facts import Measured, MediaFault, Source, clock
from feedtool.media.holes import find_hole
from feedtool.media.mpeg_frames import (
    LONGEST_FRAME,
    SEARCH_BYTES,
    MpegFrame,
    Walked,
    find_frame,
    is_free_format,
    read_frame,
    sample_parts,
    walk,
)
from feedtool.media.tags import after_tags, before_tags

_JUNK_BYTES = 64 * 1024

_NO_HEADER = (
    "its bit rate varies and no header tells its length, so that players show a wrong duration "
    "and jump to wrong places; export it with a constant bit rate or a Xing header"
)


@dataclass(frozen=True, slots=True)
class Header:
    """What the first frame says of the file; `skipped` samples at both ends are not played."""

    frames: int
    length_bytes: int
    skipped: int


def measure_mpeg(stream: Source, size: int, *, sample: bool = False) -> Measured:
    """Measure MPEG audio; `sample` looks into parts of it only, where reading all is too slow.

    Raises MediaFault if there is no audio in it, or it is cut off.
    """
    start = after_tags(stream)
    _check_tag(start, size)
    end = before_tags(stream, start, size)
    first = find_frame(stream, start, min(end, start + SEARCH_BYTES), end)
    stream.seek(start)
    if is_free_format(stream.read(4)):
        raise MediaFault(
            "its bit rate is a free format, which most players refuse; export it with a bit rate "
            "of at most 320 kbit/s"
        )
    if first is None:
        raise MediaFault(
            "no MPEG audio is found in it, or it is cut off before its first frame; export it again"
        )
    stream.seek(first)
    data = stream.read(LONGEST_FRAME)
    frame = read_frame(data[:4])
    assert frame is not None  # noqa: S101 - find_frame() has read it
    header = read_header(data, frame)
    warnings = tuple(_layer_warnings(frame))
    if header is not None and _agrees(header, frame, end - first):
        hole = () if sample else find_hole(stream, first, first + header.length_bytes)
        return Measured(_seconds(header, frame), (), (*warnings, *hole))
    # A frame with a header is silent, and not counted by the header itself.
    audio = first + frame.length_bytes if header is not None else first
    walked = (sample_parts if sample else walk)(stream, audio, end)
    if header is None or not header.frames:
        missing = _missing_warnings(walked, sample)
        return Measured(walked.duration_s, (), (*warnings, *missing))
    doubtful = _header_warnings(header, frame, walked)
    seconds = _exact(header, frame, walked)
    return Measured(seconds, (), (*warnings, *doubtful))


def read_header(data: bytes, frame: MpegFrame) -> Header | None:
    """Read the Xing, Info or VBRI header of the first frame, None if it has none.

    A count that the header does not give is 0.
    """
    # Writers disagree whether the checksum of a protected frame moves the header.
    for at in (4 + frame.side_info_bytes, 6 + frame.side_info_bytes):
        if data[at : at + 4] in (b"Xing", b"Info"):
            return _read_xing(data[at:])
    if data[36:40] == b"VBRI":
        length, frames = (int.from_bytes(data[at : at + 4], "big") for at in (46, 50))
        return Header(frames, length, 0)
    return None


def _read_xing(data: bytes) -> Header:
    flags, at = int.from_bytes(data[4:8], "big"), 8
    counts = [0, 0]
    for index in (0, 1):
        if flags >> index & 1:
            counts[index] = int.from_bytes(data[at : at + 4], "big")
            at += 4
    at += (100 if flags & 4 else 0) + (4 if flags & 8 else 0)
    # LAME and those who follow it: 21 bytes, then 12 bits of delay and 12 of padding.
    has_gaps = data[at : at + 4] in (b"LAME", b"Lavf", b"Lavc")
    gaps = int.from_bytes(data[at + 21 : at + 24], "big") if has_gaps else 0
    return Header(counts[0], counts[1], (gaps >> 12) + (gaps & 0xFFF))


def _check_tag(start: int, size: int) -> None:
    if start == size:
        raise MediaFault("it has a tag (ID3) and no audio; export it again")
    if start > size:
        raise MediaFault(
            f"it is cut off inside its tag (ID3): {size:,} of {start:,} bytes and all audio "
            "behind them; copy or export it again"
        )


def _agrees(header: Header, frame: MpegFrame, found_bytes: int) -> bool:
    """Say whether the header counts the bytes that are there, and can be true."""
    extra = found_bytes - header.length_bytes
    shortest, longest = frame.samples * 1000 // frame.rate_hz, LONGEST_FRAME
    return (
        header.frames > 0
        and 0 <= extra <= 2 * frame.length_bytes
        and header.frames * shortest <= found_bytes <= (header.frames + 2) * longest
    )


def _seconds(header: Header, frame: MpegFrame) -> float:
    samples = header.frames * frame.samples
    return (samples - header.skipped if header.skipped < samples else samples) / frame.rate_hz


def _exact(header: Header, frame: MpegFrame, walked: Walked) -> float:
    if abs(walked.frames - header.frames) <= walked.tolerance:
        return _seconds(header, frame)
    return walked.duration_s


def _layer_warnings(frame: MpegFrame) -> Iterator[str]:
    if frame.layer != 3:
        layer = "I" * frame.layer
        yield f"it is MPEG audio of layer {layer}, which few apps play; export it as MP3"


def _missing_warnings(walked: Walked, sample: bool) -> Iterator[str]:
    """Yield what is wrong with a file that has no header."""
    if walked.is_variable:
        yield _NO_HEADER + ("; its duration here is an estimate" if sample else "")
    if walked.missing_bytes:
        yield (
            f"its last frame lacks {walked.missing_bytes:,} bytes, so that it may be cut off; "
            "listen to its end"
        )
    yield from _junk_warnings(walked)


def _header_warnings(header: Header, frame: MpegFrame, walked: Walked) -> Iterator[str]:
    """Yield what is wrong with a file whose header counts other bytes than are there.

    Raises MediaFault if frames are missing.
    """
    announced = header.frames * frame.samples / frame.rate_hz
    if walked.frames + walked.tolerance < header.frames:
        raise MediaFault(
            f"it is cut off: its header announces {clock(announced)}, and "
            f"{clock(walked.duration_s)} are there; copy or export it again"
        )
    if walked.frames > header.frames + walked.tolerance:
        yield (
            f"its header tells {clock(announced)}, and it lasts {clock(walked.duration_s)}, so "
            "that players show a wrong duration; export it in one piece"
        )
    yield from _junk_warnings(walked)


def _junk_warnings(walked: Walked) -> Iterator[str]:
    if walked.junk_bytes > _JUNK_BYTES:
        yield f"{walked.junk_bytes:,} bytes in it are no audio; it may be damaged, listen to it"
