"""Holes in audio: rows of zeros that a download or a copy left when it stopped."""

from collections.abc import Iterator

from feedtool.media.facts import Source

# No frame of a compressed format has so many zeros in a row; the longest of MP3 has 2,881 bytes.
_ZEROS = bytes(4096)
# A file up to this length is read whole, a longer one in so many places.
_READ_WHOLE = 1 << 20
_PLACES = 64
_BYTES = 16 * 1024


def find_hole(stream: Source, start: int, end: int) -> Iterator[str]:
    """Yield a warning if zeros stand between two offsets, where compressed audio should be.

    A hole of less than a sixty-fourth of a long file may go unseen.
    """
    length = end - start
    step, part = (length, length) if length <= _READ_WHOLE else (length // _PLACES, _BYTES)
    for place in range(start, end, max(step, 1)):
        stream.seek(place)
        at = stream.read(min(part, end - place)).find(_ZEROS)
        if at >= 0:
            share = 100 * (place + at - start) // length
            yield (f"zeros stand in it where audio should be, from {share} % on, so that it is "
                   "damaged; copy or export it again")  # fmt: skip
            return
