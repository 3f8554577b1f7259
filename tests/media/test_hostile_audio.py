"""Damaged and hostile files: no reader crashes, hangs, or reads without bound."""

from contextlib import suppress
from io import BytesIO
from struct import pack

import make_audio as make
import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st
from seeds import JPEG, SEEDS

from feedtool.media.audio import measure_stream
from feedtool.media.facts import MediaFault
from feedtool.media.id3_chapters import read_id3_chapters
from feedtool.media.inner_pictures import name_pictures

_HUGE = 0xFFFFFFFF


class _Counted(BytesIO):
    """Bytes that know how often, and how much of them, was read."""

    reads = 0
    taken = 0

    def read(self, size: int | None = -1) -> bytes:
        found = super().read(size)
        self.reads += 1
        self.taken += len(found)
        return found


def _read_all(data: bytes, ending: str) -> _Counted:
    """Read whatever can be read of a file, as a build does."""
    stream = _Counted(data)
    for sample in (False, True):
        with suppress(MediaFault):
            found = measure_stream(stream, len(data), ending, sample=sample)
            list(name_pictures(stream, found.chapters, len(data)))
    list(name_pictures(stream, read_id3_chapters(stream), len(data)))
    return stream


# Numbers that readers may trust too much.
_NUMBERS = st.sampled_from([b"\0", b"\xff", b"\x7f", b"\0\0\0\0", b"\xff\xff\xff\xff", b"\0\0\0\1", b"\x80\0\0\0",
                            b"\0\0\0\x08", b"\xff" * 8, b"\0\0\0\1moov\x7f" + b"\xff" * 7])  # fmt: skip
_PATCHES = st.lists(st.tuples(st.integers(0, 4000), _NUMBERS | st.binary(max_size=6)), max_size=6)
_CUTS = st.tuples(st.integers(0, 4000), st.integers(0, 60))


@pytest.mark.slow
@pytest.mark.parametrize(("ending", "whole"), SEEDS.values(), ids=SEEDS)
@settings(max_examples=150, deadline=None)
@given(patches=_PATCHES, cut=_CUTS)
@example(patches=[], cut=(0, 0))
def test_changed_bytes_are_told_not_raised(
    ending: str, whole: bytes, patches: list[tuple[int, bytes]], cut: tuple[int, int]
) -> None:
    data = bytearray(whole)
    for at, new in patches:
        place = at % len(data)
        data[place : place + len(new)] = new
    first = cut[0] % len(data)
    del data[first : first + cut[1]]
    stream = _read_all(bytes(data), ending)
    assert stream.reads < 60_000
    assert stream.taken < 30_000_000


def _sound(*boxes: bytes, **counts: int) -> bytes:
    """A file whose tables count more than they hold."""
    full = bytes(4)
    table = make.box(
        "stbl",
        make.box("stsd", full, pack(">I", 1), make.box("text", bytes(28))),
        make.box("stts", full, pack(">III", counts.get("stts", 1), counts.get("times", 1), 1)),
        make.box("stsc", full, pack(">IIII", counts.get("stsc", 1), 1, counts.get("group", 1), 1)),
        make.box("stsz", full, pack(">III", 0, counts.get("stsz", 1), 9)),
        make.box("stco", full, pack(">II", counts.get("stco", 1), 40)),
    )
    tracks = [
        make.track(1, b"soun", 1000, table, units=9000, chapters=(2,)),
        make.track(2, b"text", 1000, table),
    ]
    return make.box("ftyp", b"M4A ") + make.movie(*tracks, *boxes) + make.box("mdat", bytes(999))


_EVERY = dict.fromkeys(("stts", "times", "stsc", "group", "stsz", "stco"), _HUGE)
_RUN = make.box("moof", make.box("traf", make.box("tfhd", pack(">III", 8, 2, _HUGE)), make.box("trun", pack(">II", 0, _HUGE))))  # fmt: skip
_ID3_OF_BIG_FRAMES = make.id3(*[make.chap(f"{at}", at, "x", "", make.apic(bytes(9))) for at in range(3000)])  # fmt: skip
HOSTILE = {
    "M4A that counts much": ("m4a", _sound(**_EVERY)),
    "M4A that groups much": ("m4a", _sound(group=_HUGE, stsz=_HUGE, times=_HUGE, stco=_HUGE)),
    "M4A with a run of much": ("m4a", make.movie(make.track(2, b"soun", 1000)) + (_RUN + make.box("mdat")) * 99),
    "M4A with runs of nothing": ("m4a", make.movie(make.track(2, b"soun", 1000)) + make.box("moof", make.box("traf", make.box("tfhd", pack(">II", 0, 2)), make.box("trun", pack(">II", 0x100, 0)) * 7000)) * 20),
    "M4A with a box of 2^63 bytes": ("m4a", make.box("ftyp") + pack(">I4sQ", 1, b"moov", 1 << 63) + bytes(99)),
    "M4A with a box in itself": ("m4a", make.box("ftyp") + pack(">I4s", 99, b"moov") + pack(">I4s", 99, b"trak") * 11),
    "M4A with much in a small box": ("m4a", make.box("ftyp") + make.box("moov", pack(">I4s", _HUGE, b"trak") * 99)),
    "M4A of chapters": ("m4a", _sound(make.box("udta", make.box("chpl", bytes(8) + b"\xff" + bytes(9))))),
    "MP3 with a tag of 256 MB": ("mp3", b"ID3\4\0\0\x7f\x7f\x7f\x7f" + make.chap("a", 0, "x") + make.mp3(9)),
    "MP3 with frames of 4 GB": ("mp3", make.id3(b"CHAP\xff\xff\xff\xff\0\0a\0" + bytes(99), version=3) + make.mp3(9)),
    "MP3 of chapters": ("mp3", _ID3_OF_BIG_FRAMES + make.mp3(9)),
    "MP3 of tables": ("mp3", make.id3(*[make.ctoc(f"{at}", *(f"{other}" for other in range(200))) for at in range(200)]) + make.mp3(9)),
    "MP3 of small frames": ("mp3", make.id3(*[make.id3_frame("TXXX", b"a")] * 50_000) + make.mp3(9)),
    "MP3 of stuffed bytes": ("mp3", b"ID3\3\0\x80" + bytes([0, 0x7F, 0x7F, 0x7F]) + b"\xff\0" * 1_048_000 + make.mp3(9)),
    "MP3 of stuffed chapters": ("mp3", make.id3(*[make.id3_frame("CHAP", b"%d\0" % at + bytes(16) + make.apic(b"\xff\0" * 250_000))[:8] + b"\0\2" + b"%d\0" % at + bytes(16) + make.apic(b"\xff\0" * 250_000) for at in range(20)]) + make.mp3(9)),
    "WAV of cues": ("wav", make.wav(1, extra=make.chunk(b"cue ", pack("<I", _HUGE) + bytes(24) * 99_999))),
    "WAV of labels": ("wav", make.wav(1, extra=make.chunk(b"LIST", b"adtl" + b"labl\0\0\0\0" * 99_999))),
    "AIFF of marks": ("aiff", make.aiff(1, extra=make.chunk(b"MARK", b"\xff\xff" + bytes(7) * 99_999, ">"))),
    "Opus of comments": ("opus", make.ogg_page(b"OpusHead\1\2".ljust(19, b"\0"), flags=2) + make.ogg_page(b"OpusTags\0\0\0\0\xff\xff\xff\xff" + bytes(9), number=1) + make.opus()),
    "Ogg of streams": ("ogg", b"".join(make.opus(1, pages=1, serial=one) for one in range(2000))),
    "Ogg of marks in the midst": ("ogg", make.opus() + b"OggS\0" * 99_999 + make.opus(serial=9)),
    "AAC of marks": ("aac", make.aac(9) + b"\xff\xf1\x50\x80" * 200_000),
    "AAC of gaps": ("aac", (make.aac(2, 40) + b"\1") * 9000),
    "FLAC of long blocks": ("flac", b"fLaC" + b"\4\xff\xff\xff" * 99),
}  # fmt: skip


@pytest.mark.parametrize(("ending", "data"), HOSTILE.values(), ids=HOSTILE)
def test_what_is_made_to_waste_time_is_left_soon(ending: str, data: bytes) -> None:
    stream = _read_all(data, ending)
    assert stream.reads < 120_000
    assert stream.taken < 80_000_000


def test_chapters_with_stuffed_pictures_take_time_once() -> None:
    picture = make.apic(JPEG + b"\xff\0" * 2000)
    chapters = [make.chap(f"c{number}", number, "Hello", "", picture) for number in range(500)]
    tag = bytearray(make.id3(*chapters))
    tag[3], tag[5] = 3, 0x80
    read_id3_chapters(BytesIO(tag))
