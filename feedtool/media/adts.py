"""Bare AAC, a row of ADTS frames with no index. Source: ISO/IEC 13818-7, 6.2."""

from dataclasses import dataclass

from feedtool.media.facts import Measured, MediaFault, Source
from feedtool.media.tags import after_tags, before_tags

_RATES_HZ = (96000, 88200, 64000, 48000, 44100, 32000, 24000,
             22050, 16000, 12000, 11025, 8000, 7350)  # fmt: skip
_BLOCK_BYTES = 64 * 1024
_PART_BYTES = 256 * 1024
_HEAD_BYTES = 7
_LONGEST_FRAME = 8191
# Joined files have tags in their midst; more breaks and more search make a file too slow to read.
_MAX_GAPS = 500
_SEARCH_BYTES = 64 * 1024
_MAX_TRIES = 20_000


@dataclass(slots=True)
class _Walk:
    """How far counting has come, the seconds up to there, and the bytes that are no audio."""

    place: int
    seconds: float = 0.0
    junk_bytes: int = 0


def measure_adts(stream: Source, size: int, *, sample: bool = False) -> Measured:
    """Count the frames; with `sample` only the first frames, and estimate the rest.

    Raises MediaFault if no frame is found.
    """
    start = after_tags(stream)
    end = before_tags(stream, start, size)
    until = min(end, start + _PART_BYTES) if sample else end
    walk = _Walk(start)
    _count_run(stream, walk, until, end)
    if walk.place == start:
        raise MediaFault(
            "no AAC audio is found in it, or it is cut off before its first frame; export it again"
        )
    if until < end:
        warning = "it has no index, so that its duration here is an estimate; export it as M4A"
        factor = (end - start) / (walk.place - start)
        return Measured(walk.seconds * factor, (), (warning,))
    _count_rest(stream, walk, end)
    return Measured(walk.seconds, (), tuple(_list_warnings(walk, end)))


def _count_rest(stream: Source, walk: _Walk, end: int) -> None:
    """Count the frames behind tags and behind what is no audio."""
    for _ in range(_MAX_GAPS):
        if walk.place == end:
            return
        after = min(after_tags(stream, walk.place), end)
        found = _find_frame(stream, after, end)
        if found is None:
            # Nothing but tags is no fault.
            walk.place = after if after == end else walk.place
            return
        walk.junk_bytes += found - after
        walk.place = found
        _count_run(stream, walk, end, end)


def _list_warnings(walk: _Walk, end: int) -> list[str]:
    warnings = []
    if walk.junk_bytes:
        junk = f"{walk.junk_bytes:,} bytes in it are no audio"
        warnings.append(f"{junk}; it may be damaged, listen to it")
    if walk.place != end:
        warnings.append("its last frame is not whole, so that it may be cut off; listen to its end")
    return warnings


def _count_run(stream: Source, walk: _Walk, until: int, end: int) -> None:
    """Count frames as long as one follows the other, up to an offset; none passes the end."""
    while walk.place + _HEAD_BYTES <= until:
        stream.seek(walk.place)
        block = stream.read(min(_BLOCK_BYTES, until - walk.place))
        at = 0
        while at <= len(block) - _HEAD_BYTES:
            length, lasts = _read_frame(block[at : at + _HEAD_BYTES])
            if not length or walk.place + at + length > end:
                walk.place += at
                return
            walk.seconds += lasts
            at += length
        if not at:
            return
        walk.place += at


def _find_frame(stream: Source, start: int, end: int) -> int | None:
    """Return where a frame begins that another one or the end follows."""
    stream.seek(start)
    block = stream.read(min(_SEARCH_BYTES + _LONGEST_FRAME, end - start))
    at = block.find(b"\xff")
    for _ in range(_MAX_TRIES):
        if not 0 <= at < _SEARCH_BYTES or at + _HEAD_BYTES > len(block):
            return None
        length, _seconds = _read_frame(block[at : at + _HEAD_BYTES])
        following = block[at + length : at + length + _HEAD_BYTES]
        if length and (start + at + length == end or _is_frame(following)):
            return start + at
        at = block.find(b"\xff", at + 1)
    return None


def _is_frame(head: bytes) -> bool:
    return len(head) == _HEAD_BYTES and _read_frame(head)[0] > 0


def _read_frame(head: bytes) -> tuple[int, float]:
    """Return the bytes and seconds of a frame, 0 if the data is no frame."""
    rate_at = head[2] >> 2 & 15
    length = (head[3] & 3) << 11 | head[4] << 3 | head[5] >> 5
    if head[0] != 0xFF or head[1] & 0xF6 != 0xF0 or rate_at >= len(_RATES_HZ) or length < 7:
        return 0, 0.0
    return length, 1024 * ((head[6] & 3) + 1) / _RATES_HZ[rate_at]
