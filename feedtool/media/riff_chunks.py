"""Chunks of WAV and AIFF files, and the chapters in them: cues with labels, marks, ID3 tags.

Sources: Microsoft and IBM, "Multimedia Programming Interface and Data Specifications 1.0" (cue,
LIST adtl); Apple, "Audio Interchange File Format" (MARK).
"""

from collections.abc import Iterator
from typing import Literal

from feedtool.media.chapters import MOST_CHAPTERS, put_in_order
from feedtool.media.facts import AudioChapter, Source
from feedtool.media.id3_chapters import read_id3_chapters

Order = Literal["big", "little"]

_MAX_CHUNKS = 10_000
_MAX_READ = 1 << 20
_CUE_BYTES = 24
_ID3 = (b"id3 ", b"ID3 ")


def list_chunks(stream: Source, order: Order) -> Iterator[tuple[bytes, int, int]]:
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


def find_id3(stream: Source, kind: str) -> int | None:
    """Return where the ID3 tag of a file stands: in a chunk of WAV and AIFF, else at its start."""
    if kind not in ("WAV", "AIFF"):
        return 0
    chunks = list_chunks(stream, "little" if kind == "WAV" else "big")
    return next((start for name, start, _ in chunks if name in _ID3), None)


def read_wav_chapters(stream: Source, rate_hz: int) -> tuple[AudioChapter, ...]:
    """Return the cues of a WAV file with their labels, else the chapters of its ID3 tag."""
    starts: dict[int, int] = {}
    labels: dict[int, str] = {}
    tag = 0
    for kind, start, length in list_chunks(stream, "little"):
        if kind == b"cue " and rate_hz and not starts:
            starts.update(_read_cues(stream.read(min(length, MOST_CHAPTERS * _CUE_BYTES + 4))))
        elif kind == b"LIST" and len(labels) < MOST_CHAPTERS:
            labels.update(_read_labels(stream.read(min(length, _MAX_READ))))
        elif kind in _ID3:
            tag = start
    if not starts:
        return read_id3_chapters(stream, tag) if tag else ()
    cues = starts.items()
    return put_in_order(
        AudioChapter(at * 1000 // rate_hz, labels.get(name, "")) for name, at in cues
    )


def _read_cues(data: bytes) -> Iterator[tuple[int, int]]:
    """Yield the number of each cue, and its place in samples."""
    count = int.from_bytes(data[:4], "little")
    for at in range(4, min(4 + _CUE_BYTES * count, len(data) - _CUE_BYTES + 1), _CUE_BYTES):
        name, place = (int.from_bytes(data[one : one + 4], "little") for one in (at, at + 20))
        yield name, place


def _read_labels(data: bytes) -> Iterator[tuple[int, str]]:
    """Yield the number of each cue that has a label, and the label."""
    at = 4 if data[:4] == b"adtl" else len(data)
    while at + 12 <= len(data):
        length = int.from_bytes(data[at + 4 : at + 8], "little")
        if data[at : at + 4] == b"labl":
            text = data[at + 12 : at + 8 + length]
            yield int.from_bytes(data[at + 8 : at + 12], "little"), _decode(text)
        at += 8 + length + length % 2


def read_aiff_chapters(stream: Source, rate_hz: int) -> tuple[AudioChapter, ...]:
    """Return the marks of an AIFF file, else the chapters of its ID3 tag."""
    tag = 0
    for kind, start, length in list_chunks(stream, "big"):
        if kind == b"MARK" and rate_hz:
            marks = _read_marks(stream.read(min(length, _MAX_READ)))
            return put_in_order(AudioChapter(at * 1000 // rate_hz, name) for at, name in marks)
        if kind in _ID3:
            tag = start
    return read_id3_chapters(stream, tag) if tag else ()


def _read_marks(data: bytes) -> Iterator[tuple[int, str]]:
    """Yield the place in samples and the name of each mark."""
    at = 2
    for _ in range(min(int.from_bytes(data[:2], "big"), MOST_CHAPTERS)):
        if at + 7 > len(data):
            return
        length = data[at + 6]
        yield int.from_bytes(data[at + 2 : at + 6], "big"), _decode(data[at + 7 : at + 7 + length])
        # A name and the byte that counts it have an even length together.
        at += 6 + (length + 2) // 2 * 2


def _decode(text: bytes) -> str:
    """Read text whose encoding nobody says."""
    text = text.partition(b"\0")[0]
    try:
        return text.decode("utf-8")
    except UnicodeDecodeError:
        return text.decode("cp1252", "replace")
