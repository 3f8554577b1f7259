"""WAV and AIFF files: the duration, and whether all of it is there.

Sources: Microsoft and IBM, "Multimedia Programming Interface and Data Specifications 1.0";
https://tech.ebu.ch/docs/tech/tech3306.pdf (RF64, above 4 GB); Apple, "Audio Interchange File
Format AIFF-C".
"""

from collections.abc import Iterator
from typing import Literal

from feedtool.media.facts import Measured, MediaFault, Source, cut_off

_MAX_CHUNKS = 10_000
_UNKNOWN = 0xFFFFFFFF
_PCM = (1, 3, 0xFFFE)


def measure_wav(stream: Source, size: int) -> Measured:
    """Measure a WAV file by its chunks.

    Raises MediaFault if its audio is cut off, or missing.
    """
    layout, samples, large = b"", 0, 0
    for kind, start, length in _chunks(stream, "little"):
        if kind == b"data":
            return Measured(_seconds(layout, samples, _data_length(length, large, start, size)))
        body = stream.read(min(length, 40))
        if kind == b"fmt ":
            layout = body
        elif kind == b"fact":
            samples = int.from_bytes(body[:4], "little")
        elif kind == b"ds64":
            large = int.from_bytes(body[8:16], "little")
    raise MediaFault("it has no audio (data chunk); export it again")


def measure_aiff(stream: Source, size: int) -> Measured:
    """Measure an AIFF file by its chunks.

    Raises MediaFault if its audio is cut off, or missing.
    """
    seconds = 0.0
    for kind, start, length in _chunks(stream, "big"):
        if start + length > size:
            raise cut_off(size, start + length)
        body = stream.read(18) if kind == b"COMM" else b""
        if len(body) == 18:
            # The rate is a float of 80 bits: an exponent of 15, and a mantissa of 64.
            exponent = int.from_bytes(body[8:10], "big") & 0x7FFF
            rate_hz = int.from_bytes(body[10:], "big") >> max(16383 + 63 - exponent, 0)
            seconds = int.from_bytes(body[2:6], "big") / max(rate_hz, 1)
    return Measured(seconds)


def _chunks(stream: Source, order: Literal["big", "little"]) -> Iterator[tuple[bytes, int, int]]:
    """Yield name, start and length of the chunks, the stream at their start."""
    place = 12
    for _ in range(_MAX_CHUNKS):
        stream.seek(place)
        head = stream.read(8)
        if len(head) < 8:
            return
        length = int.from_bytes(head[4:], order)
        yield head[:4], place + 8, length
        place += 8 + length + length % 2


def _data_length(length: int, large: int, start: int, size: int) -> int:
    rest = size - start
    if length == _UNKNOWN and large:
        length = large
    # A recorder that was not stopped properly writes no length: the rest is audio.
    if length in (0, _UNKNOWN):
        return rest
    if length > rest:
        raise cut_off(size, start + length)
    return length


def _seconds(layout: bytes, samples: int, length: int) -> float:
    kind, rate_hz = int.from_bytes(layout[:2], "little"), int.from_bytes(layout[4:8], "little")
    bytes_per_s = int.from_bytes(layout[8:12], "little")
    block = int.from_bytes(layout[12:14], "little")
    if kind in _PCM and block and rate_hz:
        return length // block / rate_hz
    if samples and rate_hz:
        return samples / rate_hz
    if not bytes_per_s:
        raise MediaFault("its sample rate (fmt chunk) is missing; export it again")
    return length / bytes_per_s
