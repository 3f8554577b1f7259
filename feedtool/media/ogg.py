"""Ogg files (Opus, Vorbis, Speex, FLAC): duration, chapters, and whether all of it is there.

Files that are joined are played one after the other, and so are their durations added.
Sources: RFC 3533, 4 (chains), RFC 7845 (Opus), https://xiph.org/vorbis/doc/Vorbis_I_spec.html,
https://www.speex.org/docs/manual/speex-manual/node8.html, RFC 9639, 10.1 (FLAC)
"""

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import islice, pairwise

from feedtool.media.chapters import read_comments
from feedtool.media.facts import UNKNOWN_DURATION, Measured, MediaFault, Source
from feedtool.media.holes import find_hole
from feedtool.media.ogg_pages import Page, find_last, read_page, walk_pages

# Comments may hold a picture; chapters after this many bytes are ignored.
_MAX_COMMENTS = 4 << 20
_MAX_STREAMS = 20
# The pages in front of the first one of audio, if only parts of a file are read.
_MAX_HEAD_PAGES = 50
# Hours of pages, each of a packet; a file with more is measured by its last page.
_MAX_PAGES = 250_000
# A frame of Opus may last 2.5 to 60 ms, by the first five bits; a sample is a 48,000th of a second.
_OPUS_SAMPLES = (480, 960, 1920, 2880) * 3 + (480, 960) * 2 + (120, 240, 480, 960) * 4

_UNMARKED = "its last page is not marked as the end, so that it may be cut off; listen to its end"
_LOST = "pages are missing in its midst, so that it is damaged; copy or export it again"


@dataclass(frozen=True, slots=True)
class _Codec:
    serial: int
    rate_hz: int
    skipped: int
    comment_mark: int  # bytes in front of the comments
    longest: int  # samples that a packet has at most; 0 where each packet says how many


@dataclass(slots=True)
class _Link:
    """One stream of a chain: what is known of it while its pages go by.

    Where a recording begins in the midst of a Vorbis stream, is known to a page only.
    """

    codec: _Codec
    number: int = 0  # of the last page
    first: Page | None = None  # the first one of audio
    first_samples: int = 0  # those in the first page, at most
    packets: int = 0  # behind the first page
    samples: int = 0
    end: int = 0  # of the last page
    is_ended: bool = False
    has_lost: bool = False

    @property
    def duration_s(self) -> float:
        """Return how long it plays."""
        return max(self.samples - self.codec.skipped - self._start(), 0) / self.codec.rate_hz

    def _start(self) -> int:
        """Return the samples before the first one: a recording may begin in the midst."""
        if self.first is None or self.first.samples <= self.first_samples:
            return 0
        first_samples = self.first_samples
        if self.codec.longest and self.packets:
            average = (self.samples - self.first.samples) / self.packets
            first_samples = round(self.first.packets * average)
        return self.first.samples - first_samples


def measure_ogg(stream: Source, size: int, *, sample: bool = False) -> Measured:
    """Measure an Ogg file by its pages; with `sample` by the first ones and the last one.

    The duration is 0 if it has no audio of a known kind. Raises MediaFault if it is cut off.
    """
    codec = _find_codec(stream)
    if codec is None:
        return Measured(0, (), (UNKNOWN_DURATION,))
    links = None if sample else _follow(stream, size)
    if links is None:
        links = [_measure_ends(stream, size, codec)]
    seconds = sum(link.duration_s for link in links)
    if not seconds:
        raise MediaFault("it is cut off before its first second; copy or export it again")
    warnings = []
    if any(link.has_lost for link in links):
        warnings.append(_LOST)
    for link in links:
        # Only compressed audio: comments may have room for more of them.
        if link.first is not None and not warnings:
            warnings.extend(find_hole(stream, link.first.start, link.end))
    if not all(link.is_ended for link in links):
        warnings.append(_UNMARKED)
    chapters = read_comments(_read_comments(stream, codec, _MAX_COMMENTS))
    return Measured(seconds, chapters, tuple(warnings))


def _measure_ends(stream: Source, size: int, codec: _Codec) -> _Link:
    """Return what the first page of audio and the last one say."""
    begun = {page.serial for page in islice(_pages(stream), _MAX_STREAMS) if page.is_first}
    very_last, last = find_last(stream, size), find_last(stream, size, (codec.serial,))
    if last is None or very_last is None or very_last.serial not in begun:
        raise MediaFault("its last page is of another stream, so that its duration cannot be "
                         "read; add it as duration, e.g. 52:10")  # fmt: skip
    link = _Link(codec)
    for page in islice(_pages(stream), _MAX_HEAD_PAGES):
        if page.serial == codec.serial and link.first is None:
            _take(stream, link, page)
    link.samples, link.is_ended = last.samples, last.is_last
    return link


def _follow(stream: Source, size: int) -> list[_Link] | None:
    """Return the streams of audio that follow each other, None if there are too many pages."""
    links: list[_Link] = []
    in_head = False
    for count, page in enumerate(walk_pages(stream, size)):
        if count == _MAX_PAGES:
            return None
        if page.is_first:
            # Of streams that begin together, the first one of audio counts.
            codec = _read_codec(stream, page) if not (in_head and links) else None
            if codec is not None:
                links.append(_Link(codec, page.number))
                in_head = True
        elif links and page.serial == links[-1].codec.serial:
            in_head = False
            _take(stream, links[-1], page)
    return links


def _take(stream: Source, link: _Link, page: Page) -> None:
    """Count a page of a stream."""
    # A recording of a live stream has its head, and then pages from the midst.
    link.has_lost |= link.first is not None and page.number != link.number + 1
    link.number, link.end = page.number, page.end
    link.is_ended |= page.is_last
    if page.samples <= 0:
        return
    if link.first is None:
        link.first, link.first_samples = page, _count_samples(stream, link.codec, page)
    else:
        link.packets += page.packets
    link.samples = max(page.samples, link.samples)


def _count_samples(stream: Source, codec: _Codec, page: Page) -> int:
    """Return how many samples the packets of a page have, at most."""
    if codec.longest:
        return page.packets * codec.longest
    stream.seek(page.body)
    body = stream.read(page.end - page.body)
    ends = [0]
    length = 0
    for one in page.lacing:
        length += one
        if one < 255:
            ends.append(length)
    return sum(_opus_samples(body[start:end]) for start, end in pairwise(ends))


def _opus_samples(packet: bytes) -> int:
    """Return how long a packet lasts. Source: RFC 6716, 3.1."""
    if not packet:
        return 0
    code = packet[0] & 3
    frames = (1, 2, 2, packet[1] & 0x3F if len(packet) > 1 else 0)[code]
    return frames * _OPUS_SAMPLES[packet[0] >> 3]


def _find_codec(stream: Source) -> _Codec | None:
    """Return the codec of the first stream of audio; a video has other streams, too."""
    place = 0
    for _ in range(_MAX_STREAMS):
        page = read_page(stream, place)
        if page is None or not page.is_first:
            break
        codec = _read_codec(stream, page)
        if codec is not None:
            return codec
        place = page.end
    return None


def _read_codec(stream: Source, page: Page) -> _Codec | None:
    """Read the first packet of a stream, None if it is no audio that is known."""
    stream.seek(page.body)
    packet = stream.read(page.end - page.body)
    little = [int.from_bytes(packet[at : at + 4], "little") for at in (12, 36, 56, 64)]
    codec = None
    if packet[:8] == b"OpusHead":
        codec = _Codec(page.serial, 48000, int.from_bytes(packet[10:12], "little"), 8, 0)
    elif packet[:7] == b"\x01vorbis":
        longest = 1 << (packet[28] >> 4) >> 1 if len(packet) > 28 else 1
        codec = _Codec(page.serial, little[0], 0, 7, longest)
    elif packet[:5] == b"\x7fFLAC":
        rate_hz, longest = (int.from_bytes(packet[at : at + 3], "big") for at in (27, 19))
        codec = _Codec(page.serial, rate_hz >> 4, 0, 4, longest >> 8 or 1)
    elif packet[:8] == b"Speex   ":
        codec = _Codec(page.serial, little[1], 0, 0, (little[2] * little[3]) or 1)
    return codec if codec is not None and codec.rate_hz else None


def read_ogg_comments(stream: Source, most: int) -> bytes:
    """Return the Vorbis comments of the first stream of audio, at most about so many bytes."""
    codec = _find_codec(stream)
    return _read_comments(stream, codec, most) if codec is not None else b""


def _read_comments(stream: Source, codec: _Codec, most: int) -> bytes:
    """Return the comments of the second packet, which may go over many pages; b"" beyond `most`."""
    packet = bytearray()
    pages = (page for page in _pages(stream) if page.serial == codec.serial)
    next(pages)
    for page in pages:
        stream.seek(page.body)
        body = stream.read(page.end - page.body)
        ended = next((at for at, one in enumerate(page.lacing) if one < 255), None)
        packet += body if ended is None else body[: sum(page.lacing[: ended + 1])]
        if ended is not None:
            return bytes(packet[codec.comment_mark :])
        if len(packet) > most:
            break
    return b""


def _pages(stream: Source) -> Iterator[Page]:
    """Yield pages that follow each other from the start; few of them are read."""
    page = read_page(stream, 0)
    while page is not None:
        yield page
        page = read_page(stream, page.end)
