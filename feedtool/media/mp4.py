"""MP4 and its kin (M4A, M4B, MOV): duration, chapters, and whether all boxes are whole.

Sources: ISO/IEC 14496-12, 4.2 (boxes), 8.2 (movie), 8.4 (media), 8.8 (fragments); the list of
chapters is Nero's: https://github.com/FFmpeg/FFmpeg/blob/master/libavformat/mov.c (chpl).
"""

from collections.abc import Iterator
from dataclasses import dataclass

from feedtool.media.chapters import put_in_order
from feedtool.media.facts import AudioChapter, Measured, MediaFault, Source, cut_off

# Ten hours of fragments have fewer boxes in a row; a file with more is made to waste time.
_MAX_BOXES = 200_000
_MAX_INNER = 1000
_MAX_TRACKS = 100
# The longest of the boxes that are read whole: a list of 255 chapters.
_MAX_READ = 128 * 1024


@dataclass(frozen=True, slots=True)
class _Box:
    kind: bytes
    start: int  # of its content
    end: int


def measure_mp4(stream: Source, size: int) -> Measured:
    """Measure an MP4 file by its index, wherever it stands.

    Raises MediaFault if a box is cut off, or there is no index or no duration.
    """
    movie = None
    for box in _boxes(stream, 0, size, _MAX_BOXES):
        if box.end > size:
            raise cut_off(size, box.end)
        if box.kind == b"moov":
            movie = box
    if movie is None:
        raise MediaFault(
            "it has no index (moov box), so that the recording or export broke off; export it again"
        )
    seconds = _find_duration(stream, movie)
    if not seconds:
        raise MediaFault(
            "its duration is missing, as in a live recording in fragments; export it as an "
            "ordinary M4A"
        )
    return Measured(seconds, put_in_order(_chapters(stream, movie)))


def _boxes(stream: Source, start: int, end: int, most: int = _MAX_INNER) -> Iterator[_Box]:
    """Yield the boxes between two offsets; stop at bytes that are no box. One may pass `end`."""
    place = start
    for _ in range(most):
        if place + 8 > end:
            return
        stream.seek(place)
        head = stream.read(16)
        length, header = int.from_bytes(head[:4], "big"), 8
        if length == 1:
            length, header = int.from_bytes(head[8:16], "big"), 16
        elif length == 0:
            length = end - place
        if length < header or not _is_name(head[4:8]):
            return
        yield _Box(head[4:8], place + header, place + length)
        place += length


def _is_name(kind: bytes) -> bool:
    # QuickTime begins some with ©; what stands behind the last box may be anything.
    return len(kind) == 4 and all(32 <= byte < 127 or byte == 0xA9 for byte in kind)


def _find(stream: Source, parent: _Box | None, *path: bytes) -> _Box | None:
    """Return the first box of that path, None if it is missing."""
    for kind in path:
        if parent is None:
            return None
        end = parent.end
        found = (box for box in _boxes(stream, parent.start, end) if box.end <= end)
        parent = next((box for box in found if box.kind == kind), None)
    return parent


def _read(stream: Source, box: _Box | None) -> bytes:
    if box is None:
        return b""
    stream.seek(box.start)
    return stream.read(min(box.end - box.start, _MAX_READ))


def _find_duration(stream: Source, movie: _Box) -> float:
    """Return the seconds of the first track of sound, else of the whole movie, else 0."""
    tracks = 0
    for box in _boxes(stream, movie.start, movie.end):
        if box.kind != b"trak" or box.end > movie.end or tracks == _MAX_TRACKS:
            continue
        tracks += 1
        if _read(stream, _find(stream, box, b"mdia", b"hdlr"))[8:12] == b"soun":
            _, seconds = _read_times(_read(stream, _find(stream, box, b"mdia", b"mdhd")))
            if seconds:
                return seconds
    scale, seconds = _read_times(_read(stream, _find(stream, movie, b"mvhd")))
    if seconds or not scale:
        return seconds
    # The total duration of fragments may be written before them.
    data = _read(stream, _find(stream, movie, b"mvex", b"mehd"))
    width = 8 if data[:1] == b"\x01" else 4
    return int.from_bytes(data[4 : 4 + width], "big") / scale


def _read_times(data: bytes) -> tuple[int, float]:
    """Read the time scale and the seconds of `mdhd` or `mvhd`; 0 for unknown ones."""
    at, width = (20, 8) if data[:1] == b"\x01" else (12, 4)
    if len(data) < at + 4 + width:
        return 0, 0.0
    scale = int.from_bytes(data[at : at + 4], "big")
    length = int.from_bytes(data[at + 4 : at + 4 + width], "big")
    is_unknown = length == (1 << 8 * width) - 1
    return scale, 0.0 if is_unknown or not scale else length / scale


def _chapters(stream: Source, movie: _Box) -> Iterator[AudioChapter]:
    """Yield the chapters of a `chpl` box; times are in units of 100 nanoseconds."""
    data = _read(stream, _find(stream, movie, b"udta", b"chpl"))
    # Version 1 has four bytes more in front of the count.
    at = 9 if data[:1] == b"\x01" else 5
    for _ in range(data[at - 1] if len(data) >= at else 0):
        if at + 9 > len(data):
            return
        start, length = int.from_bytes(data[at : at + 8], "big"), data[at + 8]
        title = data[at + 9 : at + 9 + length].decode("utf-8", "replace")
        yield AudioChapter(round(start / 10_000), title)
        at += 9 + length
