"""Boxes of MP4 and its kin: finding and reading them. Source: ISO/IEC 14496-12, 4.2."""

from collections.abc import Iterator
from dataclasses import dataclass

from feedtool.media.facts import Source

_MAX_INNER = 1000
# A box that stands once is sought among so many.
_MAX_BESIDE = 200
# The longest part of a box that is read: a table of 32,000 samples.
_MAX_READ = 128 * 1024


@dataclass(frozen=True, slots=True)
class Box:
    """A box: its name, and where its content begins and ends."""

    kind: bytes
    start: int
    end: int


def list_boxes(stream: Source, start: int, end: int, most: int = _MAX_INNER) -> Iterator[Box]:
    """Yield the boxes between two offsets; stop at bytes that are no box. One may pass `end`."""
    place = start
    for _ in range(most):
        if place + 8 > end:
            return
        stream.seek(place)
        head = stream.read(16)
        length, header = number(head, 0), 8
        if length == 1:
            length, header = number(head, 8, 8), 16
        elif length == 0:
            length = end - place
        if length < header or not _is_name(head[4:8]):
            return
        yield Box(head[4:8], place + header, place + length)
        place += length


def list_inner(stream: Source, parent: Box, kind: bytes, most: int = _MAX_INNER) -> Iterator[Box]:
    """Yield the boxes of a kind that are whole inside another."""
    for box in list_boxes(stream, parent.start, parent.end, most):
        if box.kind == kind and box.end <= parent.end:
            yield box


def find_box(stream: Source, parent: Box | None, *path: bytes) -> Box | None:
    """Return the first box of that path, None if it is missing."""
    for kind in path:
        if parent is None:
            return None
        parent = next(list_inner(stream, parent, kind, _MAX_BESIDE), None)
    return parent


def read_box(stream: Source, box: Box | None, offset: int = 0) -> bytes:
    """Return the content of a box from an offset on, cut where it is too long to be honest."""
    if box is None or box.start + offset >= box.end:
        return b""
    stream.seek(box.start + offset)
    return stream.read(min(box.end - box.start - offset, _MAX_READ))


def number(data: bytes, at: int, width: int = 4) -> int:
    """Read a number without sign; what is missing at the end of the data is left out.

    >>> number(bytes([0, 0, 1, 0]), 0)
    256
    """
    return int.from_bytes(data[at : at + width], "big")


def _is_name(kind: bytes) -> bool:
    # QuickTime begins some with ©; what stands behind the last box may be anything.
    return len(kind) == 4 and all(32 <= byte < 127 or byte == 0xA9 for byte in kind)
