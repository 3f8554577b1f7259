"""Tracks of MP4: how long they play, and where their samples stand.

Sources: ISO/IEC 14496-12, 8.4 (media), 8.6 (times, edit lists), 8.7 (places of samples).
"""

from collections.abc import Iterator
from dataclasses import dataclass

from feedtool.media.facts import Source
from feedtool.media.mp4_boxes import Box, find_box, list_inner, number, read_box

_MAX_TRACKS = 100
_STBL = (b"mdia", b"minf", b"stbl")


@dataclass(frozen=True, slots=True)
class Edit:
    """A part of a track that is played: seconds, and where in the media; -1 is silence."""

    seconds: float
    media_time: int


@dataclass(frozen=True, slots=True)
class Track:
    """A track: its number, kind ("soun", "text"), units a second, and what its index says.

    `duration` is in its units, 0 if unknown; `chapters` are the numbers of its tracks of chapters.
    """

    number: int
    kind: bytes
    scale: int
    duration: int
    edits: tuple[Edit, ...]
    chapters: tuple[int, ...]
    codec: bytes
    table: Box | None


def list_tracks(stream: Source, movie: Box) -> Iterator[Track]:
    """Yield the tracks of a movie."""
    movie_scale, _ = read_times(read_box(stream, find_box(stream, movie, b"mvhd")))
    for count, box in enumerate(list_inner(stream, movie, b"trak")):
        if count == _MAX_TRACKS:
            return
        media = find_box(stream, box, b"mdia")
        head = read_box(stream, find_box(stream, box, b"tkhd"))
        scale, duration = read_times(read_box(stream, find_box(stream, media, b"mdhd")))
        table = find_box(stream, box, *_STBL)
        edits = read_box(stream, find_box(stream, box, b"edts", b"elst"))
        named = read_box(stream, find_box(stream, box, b"tref", b"chap"))
        yield Track(
            number(head, 20 if head[:1] == b"\x01" else 12),
            read_box(stream, find_box(stream, media, b"hdlr"))[8:12],
            scale,
            duration,
            tuple(_read_edits(edits, movie_scale)),
            tuple(number(named, at) for at in range(0, min(len(named), 64), 4)),
            read_box(stream, find_box(stream, table, b"stsd"))[12:16],
            table,
        )  # fmt: skip


def read_times(data: bytes) -> tuple[int, int]:
    """Read the time scale and the duration of `mdhd` or `mvhd`; 0 for unknown ones."""
    at, width = (20, 8) if data[:1] == b"\x01" else (12, 4)
    if len(data) < at + 4 + width:
        return 0, 0
    scale, length = number(data, at), number(data, at + 4, width)
    is_unknown = length == (1 << 8 * width) - 1
    return scale, 0 if is_unknown or not scale else length


def _read_edits(data: bytes, scale: int) -> Iterator[Edit]:
    width = 8 if data[:1] == b"\x01" else 4
    step = 2 * width + 4
    for at in range(8, min(8 + number(data, 4) * step, len(data) - step + 1), step):
        length, media_time = number(data, at, width), number(data, at + width, width)
        is_empty = media_time == (1 << 8 * width) - 1
        yield Edit(length / scale if scale else 0.0, -1 if is_empty else media_time)


def seconds_of(track: Track, media_units: int) -> float:
    """Return how long a track plays that has so many units of media: its edits cut it."""
    if not track.scale:
        return 0.0
    whole = media_units / track.scale
    parts = [one for one in track.edits if one.media_time >= 0 and one.seconds]
    if not parts:
        return whole
    # An edit that passes the end of the media plays up to there.
    return sum(min(one.seconds, max(whole - one.media_time / track.scale, 0.0)) for one in parts)


def total_units(stream: Source, track: Track) -> int:
    """Return how many units the samples of the index last, 0 if its table is not read."""
    data = read_box(stream, find_box(stream, track.table, b"stts"))
    count = number(data, 4)
    if len(data) < 8 + 8 * count:
        return 0
    return sum(number(data, at) * number(data, at + 4) for at in range(8, 8 + 8 * count, 8))


def find_end(stream: Source, track: Track) -> int:
    """Return where the last sample of the index ends in the file, 0 if there is none."""
    places = find_box(stream, track.table, b"stco") or find_box(stream, track.table, b"co64")
    sizes = find_box(stream, track.table, b"stsz")
    groups = find_box(stream, track.table, b"stsc")
    if places is None or sizes is None or groups is None:
        return 0
    width = 4 if places.kind == b"stco" else 8
    chunks = number(read_box(stream, places)[:8], 4)
    fixed, count = (number(read_box(stream, sizes)[:12], at) for at in (4, 8))
    kinds = number(read_box(stream, groups)[:8], 4)
    in_last = number(read_box(stream, groups, 8 + 12 * (kinds - 1)), 4) if kinds else 0
    if not chunks or not count or not 0 < in_last <= count:
        return 0
    place = number(read_box(stream, places, 8 + width * (chunks - 1)), 0, width)
    if fixed:
        # The size of a sample of PCM is written as 1 by QuickTime, whatever it has.
        return place + fixed
    table = read_box(stream, sizes, 12 + 4 * (count - in_last))
    return place + sum(number(table, at) for at in range(0, min(4 * in_last, len(table)), 4))


def list_samples(stream: Source, track: Track, most: int) -> Iterator[tuple[float, int, int]]:
    """Yield the start in seconds, the place and the size of each sample of a short track."""
    names = (b"stts", b"stsz", b"stsc", b"stco", b"co64")
    times, sizes, groups, near, far = (
        read_box(stream, find_box(stream, track.table, name)) for name in names
    )
    places, width = (near, 4) if near else (far, 8)
    starts = _list_starts(track, times)
    count, fixed = min(number(sizes, 8), most), number(sizes, 4)
    index = 0
    for chunk, in_chunk in enumerate(_list_groups(groups, min(number(places, 4), most))):
        place = number(places, 8 + width * chunk, width)
        for _ in range(in_chunk):
            start = next(starts, None)
            if index >= count or start is None:
                return
            size = fixed or number(sizes, 12 + 4 * index)
            yield start, place, size
            place += size
            index += 1


def _list_starts(track: Track, times: bytes) -> Iterator[float]:
    """Yield when samples start; silence at the start of a track moves all."""
    first = track.edits[0] if track.edits else Edit(0.0, 0)
    lead_s = first.seconds if first.media_time < 0 else 0.0
    used = next((one.media_time for one in track.edits if one.media_time >= 0), 0)
    units = -used
    for at in range(8, min(8 + 8 * number(times, 4), len(times) - 7), 8):
        for _ in range(number(times, at)):
            yield max(units, 0) / max(track.scale, 1) + lead_s
            units += number(times, at + 4)


def _list_groups(groups: bytes, chunks: int) -> Iterator[int]:
    """Yield how many samples each chunk has; an entry counts up to the first chunk of the next."""
    at, found = 8, 0
    for chunk in range(1, chunks + 1):
        if at + 12 <= len(groups) and number(groups, at) <= chunk:
            found = number(groups, at + 4)
            at += 12
        yield found
