"""Fragments of MP4: how long their samples last. Source: ISO/IEC 14496-12, 8.8."""

from collections.abc import Iterator
from io import BytesIO

from feedtool.media.facts import Source
from feedtool.media.mp4_boxes import Box, find_box, list_boxes, list_inner, number, read_box

_HAS_DURATION = 0x100
# The fields of a sample in a run: duration, size, flags, offset of composition.
_FIELDS = (0x100, 0x200, 0x400, 0x800)


def read_default(stream: Source, movie: Box, track: int) -> int:
    """Return how long a sample of a track lasts where a fragment does not say it."""
    extends = find_box(stream, movie, b"mvex")
    if extends is not None:
        for box in list_inner(stream, extends, b"trex"):
            data = read_box(stream, box)
            if number(data, 4) == track:
                return number(data, 12)
    return 0


def read_fragment(stream: Source, fragment: Box, track: int, default: int, size: int) -> int:
    """Return how many units the samples of a track last in one fragment (moof box)."""
    # The box is read once: it holds a table of its samples and nothing else.
    data = read_box(stream, fragment)
    inner = BytesIO(data)
    total = 0
    for part in list_boxes(inner, 0, len(data)):
        if part.kind == b"traf" and part.end <= len(data):
            head = read_box(inner, find_box(inner, part, b"tfhd"))
            if number(head, 4) == track:
                lasts = _read_lasts(head, default)
                runs = (read_box(inner, run) for run in list_inner(inner, part, b"trun"))
                total += sum(_read_run(run, lasts, size) for run in runs)
    return total


def _read_lasts(head: bytes, default: int) -> int:
    """Return how long a sample lasts, as the head of a fragment says, else the default."""
    flags = number(head, 1, 3)
    at = 8 + (8 if flags & 1 else 0) + (4 if flags & 2 else 0)
    return number(head, at) if flags & 8 else default


def _read_run(data: bytes, lasts: int, size: int) -> int:
    flags, count = number(data, 1, 3), number(data, 4)
    step = 4 * sum(bool(flags & field) for field in _FIELDS)
    if not flags & _HAS_DURATION:
        # Each sample has a byte at least.
        return min(count, size) * lasts
    at = 8 + (4 if flags & 1 else 0) + (4 if flags & 4 else 0)
    return sum(_durations(data, at, step, count))


def _durations(data: bytes, at: int, step: int, count: int) -> Iterator[int]:
    for place in range(at, min(at + step * count, len(data) - 3), step):
        yield number(data, place)
