"""WAV and AIFF files: the duration, and whether all of it is there.

Sources: Microsoft and IBM, "Multimedia Programming Interface and Data Specifications 1.0";
https://tech.ebu.ch/docs/tech/tech3306.pdf (RF64, above 4 GB); Apple, "Audio Interchange File
Format AIFF-C".
"""

from feedtool.media.facts import Measured, MediaFault, Source, cut_off
from feedtool.media.riff_chunks import list_chunks, read_aiff_chapters, read_wav_chapters

_UNKNOWN = 0xFFFFFFFF
_PCM = (1, 3, 0xFFFE)


def measure_wav(stream: Source, size: int, *, sample: bool = False) -> Measured:
    """Measure a WAV file by its chunks; `sample` looks for no chapters.

    Raises MediaFault if its audio is cut off, or missing.
    """
    layout, samples, large = b"", 0, 0
    for kind, start, length in list_chunks(stream, "little"):
        if kind == b"data":
            seconds = _seconds(layout, samples, _data_length(length, large, start, size))
            rate_hz = int.from_bytes(layout[4:8], "little")
            return Measured(seconds, () if sample else read_wav_chapters(stream, rate_hz))
        body = stream.read(min(length, 40))
        if kind == b"fmt ":
            layout = body
        elif kind == b"fact":
            samples = int.from_bytes(body[:4], "little")
        elif kind == b"ds64":
            large = int.from_bytes(body[8:16], "little")
    raise MediaFault("it has no audio (data chunk); export it again")


def measure_aiff(stream: Source, size: int, *, sample: bool = False) -> Measured:
    """Measure an AIFF file by its chunks; `sample` looks for no chapters.

    Raises MediaFault if its audio is cut off, or missing.
    """
    common, length_bytes = b"", -1
    for kind, start, length in list_chunks(stream, "big"):
        if start + length > size:
            raise cut_off(size, start + length)
        if kind == b"COMM":
            common = stream.read(22)
        elif kind == b"SSND":
            length_bytes = length - 8
    if len(common) < 18 or length_bytes < 0:
        raise MediaFault("it has no audio (SSND chunk); export it again")
    rate_hz = _aiff_rate(common)
    chapters = () if sample else read_aiff_chapters(stream, rate_hz)
    return Measured(_aiff_frames(common, length_bytes) / max(rate_hz, 1), chapters)


def _aiff_rate(common: bytes) -> int:
    # The rate is a float of 80 bits: an exponent of 15, and a mantissa of 64.
    exponent = int.from_bytes(common[8:10], "big") & 0x7FFF
    return int.from_bytes(common[10:18], "big") >> max(16383 + 63 - exponent, 0)


def _aiff_frames(common: bytes, length_bytes: int) -> int:
    if common[18:22] == b"ima4":
        # What is counted are packets of 34 bytes for each channel, with 64 samples.
        return 64 * (length_bytes // (34 * max(int.from_bytes(common[:2], "big"), 1)))
    return int.from_bytes(common[2:6], "big")


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
