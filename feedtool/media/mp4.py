"""MP4 and its kin (M4A, M4B, MOV): duration, chapters, and whether all of it is there.

Sources: ISO/IEC 14496-12, 4.2 (boxes), 8.2 (movie), 8.8 (fragments).
"""

from collections.abc import Iterator
from dataclasses import dataclass, field

from feedtool.media.chapters import put_in_order
from feedtool.media.facts import Measured, MediaFault, Source, cut_off
from feedtool.media.holes import find_hole
from feedtool.media.mp4_boxes import Box, find_box, list_boxes, number, read_box
from feedtool.media.mp4_chapters import read_chapters
from feedtool.media.mp4_fragments import read_default, read_fragment
from feedtool.media.mp4_tracks import (
    Track,
    find_end,
    list_tracks,
    read_times,
    seconds_of,
    total_units,
)

# Ten hours of fragments have fewer boxes in a row; a file with more is made to waste time.
_MAX_BOXES = 200_000
# Codecs that write no long rows of zeros, not even for silence; ALAC may, for its lowest bits.
_COMPRESSED = (b"mp4a", b"Opus", b"fLaC", b".mp3", b"ac-3", b"ec-3")
_JOINED = "it is two files in one, of which players play the first; export it in one piece"


@dataclass(slots=True)
class _Layout:
    """The boxes of a file that matter, and where the last one of all ends."""

    movies: list[Box] = field(default_factory=list)
    fragments: list[Box] = field(default_factory=list)
    media: list[Box] = field(default_factory=list)
    end: int = 0


def measure_mp4(stream: Source, size: int, *, sample: bool = False) -> Measured:
    """Measure an MP4 file by its index, wherever it stands; `sample` does not look into its audio.

    Raises MediaFault if a box is cut off, or there is no index or no duration.
    """
    layout = _read_layout(stream, size)
    if not layout.movies:
        raise MediaFault(
            "it has no index (moov box), so that the recording or export broke off; export it again"
        )
    movie = layout.movies[0]
    tracks = list(list_tracks(stream, movie))
    sound = next((one for one in tracks if one.kind == b"soun" and one.scale), None)
    seconds = _find_duration(stream, layout, sound, size)
    if not seconds:
        raise MediaFault(
            "its duration is missing, as in a live recording in fragments; export it as an "
            "ordinary M4A"
        )
    _check_end(stream, sound, size)
    chapters = put_in_order(read_chapters(stream, movie, tracks))
    warnings = () if sample else tuple(_list_warnings(stream, layout, sound, size))
    return Measured(seconds, chapters, warnings)


def _read_layout(stream: Source, size: int) -> _Layout:
    layout = _Layout()
    kinds = {b"moov": layout.movies, b"moof": layout.fragments, b"mdat": layout.media}
    for box in list_boxes(stream, 0, size, _MAX_BOXES):
        if box.end > size:
            raise cut_off(size, box.end)
        if box.kind in kinds:
            kinds[box.kind].append(box)
        layout.end = box.end
    if layout.fragments and layout.fragments[-1].end == layout.end:
        raise MediaFault("it is cut off before the audio of its last fragment; "
                         "copy or export it again")  # fmt: skip
    return layout


def _find_duration(stream: Source, layout: _Layout, sound: Track | None, size: int) -> float:
    """Return the seconds of the first track of sound, else of the whole movie, else 0."""
    movie = layout.movies[0]
    if sound is not None:
        units = total_units(stream, sound)
        if layout.fragments:
            default = read_default(stream, movie, sound.number)
            for one in layout.fragments:
                units += read_fragment(stream, one, sound.number, default, size)
        seconds = seconds_of(sound, units or sound.duration)
        if seconds:
            return seconds
    scale, duration = read_times(read_box(stream, find_box(stream, movie, b"mvhd")))
    if not scale:
        return 0.0
    # The total duration of fragments may be written before them.
    data = read_box(stream, find_box(stream, movie, b"mvex", b"mehd"))
    total = number(data, 4, 8 if data[:1] == b"\x01" else 4)
    return (duration or total) / scale


def _check_end(stream: Source, sound: Track | None, size: int) -> None:
    """Raise MediaFault if the index names samples that are not there."""
    end = find_end(stream, sound) if sound is not None else 0
    if end > size:
        raise cut_off(size, end)


def _list_warnings(
    stream: Source, layout: _Layout, sound: Track | None, size: int
) -> Iterator[str]:
    if len(layout.movies) > 1:
        yield _JOINED
    # No index says how many fragments there should be.
    if layout.fragments and layout.end < size:
        yield (f"{size - layout.end:,} bytes behind its last fragment are no audio; it may be "
               "damaged, listen to it")  # fmt: skip
    if sound is not None and sound.codec in _COMPRESSED and layout.media:
        largest = max(layout.media, key=lambda box: box.end - box.start)
        yield from find_hole(stream, largest.start, largest.end)
