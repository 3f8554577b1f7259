"""Bare AAC, a row of ADTS frames with no index. Source: ISO/IEC 13818-7, 6.2."""

from feedtool.media.facts import Measured, MediaFault, Source
from feedtool.media.tags import after_tags, before_tags

_RATES_HZ = (96000, 88200, 64000, 48000, 44100, 32000, 24000,
             22050, 16000, 12000, 11025, 8000, 7350)  # fmt: skip
_BLOCK_BYTES = 1 << 20
_PART_BYTES = 256 * 1024


def measure_adts(stream: Source, size: int, *, sample: bool = False) -> Measured:
    """Count the frames; with `sample` only the first frames, and estimate the rest.

    Raises MediaFault if no frame is found.
    """
    start = after_tags(stream)
    end = before_tags(stream, start, size)
    until = min(end, start + _PART_BYTES) if sample else end
    place, seconds = _walk(stream, start, until)
    if place == start:
        raise MediaFault(
            "no AAC audio is found in it, or it is cut off before its first frame; export it again"
        )
    if until < end:
        warning = "it has no index, so that its duration here is an estimate; export it as M4A"
        return Measured(seconds * (end - start) / (place - start), (), (warning,))
    if place != end:
        warning = "its last frame is not whole, so that it may be cut off; listen to its end"
        return Measured(seconds, (), (warning,))
    return Measured(seconds)


def _walk(stream: Source, start: int, end: int) -> tuple[int, float]:
    """Return the offset after the last whole frame, and the seconds up to there."""
    place, seconds = start, 0.0
    while place + 7 <= end:
        stream.seek(place)
        block = stream.read(min(_BLOCK_BYTES, end - place))
        at, until = 0, len(block) - 7
        while at <= until:
            length, lasts = _read_frame(block[at : at + 7])
            if not length or place + at + length > end:
                return place + at, seconds
            seconds += lasts
            at += length
        if not at:
            break
        place += at
    return place, seconds


def _read_frame(head: bytes) -> tuple[int, float]:
    """Return the bytes and seconds of a frame, 0 if the data is no frame."""
    rate_at = head[2] >> 2 & 15
    length = (head[3] & 3) << 11 | head[4] << 3 | head[5] >> 5
    if head[0] != 0xFF or head[1] & 0xF6 != 0xF0 or rate_at >= len(_RATES_HZ) or length < 7:
        return 0, 0.0
    return length, 1024 * ((head[6] & 3) + 1) / _RATES_HZ[rate_at]
