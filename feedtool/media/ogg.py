"""Ogg files (Opus, Vorbis, Speex, FLAC): duration, chapters, and whether the end is there.

Sources: RFC 3533 (pages), RFC 7845 (Opus), https://xiph.org/vorbis/doc/Vorbis_I_spec.html,
https://xiph.org/flac/ogg_mapping.html
"""

from collections.abc import Iterator
from dataclasses import dataclass

from feedtool.media.chapters import read_comments
from feedtool.media.facts import AudioChapter, Measured, MediaFault, Source, cut_off

_LONGEST_PAGE = 27 + 255 + 255 * 255
# Comments may hold a picture; chapters after this many bytes are ignored.
_MAX_COMMENTS = 4 << 20
_MAX_STREAMS = 20


@dataclass(frozen=True, slots=True)
class _Page:
    start: int
    flags: int
    samples: int  # played when it ends, -1 where no packet ends in it
    serial: int
    lacing: bytes

    @property
    def body(self) -> int:
        return self.start + 27 + len(self.lacing)

    @property
    def end(self) -> int:
        return self.body + sum(self.lacing)


@dataclass(frozen=True, slots=True)
class _Codec:
    serial: int
    rate_hz: int
    skipped: int
    comment_mark: int  # bytes in front of the comments


def measure_ogg(stream: Source, size: int) -> Measured:
    """Measure an Ogg file by its first pages and its last one.

    Raises MediaFault if it has no audio of a known kind, or is cut off.
    """
    codec = _find_codec(stream)
    if codec is None:
        raise MediaFault("no Opus, Vorbis, Speex or FLAC is found in it; export it again")
    last = _find_last(stream, size, codec.serial)
    if last is None or last.samples <= codec.skipped:
        raise MediaFault("it is cut off before its first second; copy or export it again")
    warnings: tuple[str, ...] = ()
    if not last.flags & 4:
        warnings = ("its last page is not marked as the end, so that it may be cut off; "
                    "listen to its end",)  # fmt: skip
    seconds = (last.samples - codec.skipped) / codec.rate_hz
    return Measured(seconds, _chapters(stream, codec), warnings)


def _read_page(stream: Source, place: int) -> _Page | None:
    stream.seek(place)
    head = stream.read(27 + 255)
    if len(head) < 27 or head[:5] != b"OggS\0":
        return None
    samples = int.from_bytes(head[6:14], "little", signed=True)
    serial = int.from_bytes(head[14:18], "little")
    return _Page(place, head[5], samples, serial, head[27 : 27 + head[26]])


def _pages(stream: Source) -> Iterator[_Page]:
    page = _read_page(stream, 0)
    while page is not None:
        yield page
        page = _read_page(stream, page.end)


def _find_codec(stream: Source) -> _Codec | None:
    """Return the codec of the first stream of audio; a video has other streams, too."""
    for page, _ in zip(_pages(stream), range(_MAX_STREAMS), strict=False):
        if not page.flags & 2:
            break
        stream.seek(page.body)
        codec = _read_codec(page.serial, stream.read(page.end - page.body))
        if codec is not None and codec.rate_hz:
            return codec
    return None


def _read_codec(serial: int, packet: bytes) -> _Codec | None:
    if packet[:8] == b"OpusHead":
        return _Codec(serial, 48000, int.from_bytes(packet[10:12], "little"), 8)
    if packet[:7] == b"\x01vorbis":
        return _Codec(serial, int.from_bytes(packet[12:16], "little"), 0, 7)
    if packet[:5] == b"\x7fFLAC":
        return _Codec(serial, int.from_bytes(packet[27:30], "big") >> 4, 0, 4)
    if packet[:8] == b"Speex   ":
        return _Codec(serial, int.from_bytes(packet[36:40], "little"), 0, 0)
    return None


def _find_last(stream: Source, size: int, serial: int) -> _Page | None:
    """Return the last page of a stream in which a packet ends.

    Raises MediaFault if the last page of the file is cut.
    """
    base = max(size - 4 * _LONGEST_PAGE, 0)
    stream.seek(base)
    tail = stream.read(size - base)
    at, is_last = tail.rfind(b"OggS\0"), True
    while at >= 0:
        page = _read_page(stream, base + at)
        if page is not None and is_last and page.end > size:
            raise cut_off(size, page.end)
        is_last = False
        if page is not None and page.serial == serial and page.samples >= 0:
            return page
        at = tail.rfind(b"OggS\0", 0, at)
    return None


def _chapters(stream: Source, codec: _Codec) -> tuple[AudioChapter, ...]:
    """Return the chapters of the second packet, which may go over many pages."""
    packet = bytearray()
    pages = (page for page in _pages(stream) if page.serial == codec.serial)
    next(pages)
    for page in pages:
        stream.seek(page.body)
        for length in page.lacing:
            packet += stream.read(length)
            if length < 255:
                return read_comments(bytes(packet[codec.comment_mark :]))
        if len(packet) > _MAX_COMMENTS:
            break
    return ()
