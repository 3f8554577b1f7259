"""Frames of MPEG audio: their headers, where they begin, how many there are."""

from io import BytesIO

import pytest
from make_audio import id3, mp2, mp3, mp3_frame

from feedtool.media.mpeg_frames import (
    LONGEST_FRAME,
    MpegFrame,
    Walked,
    find_frame,
    read_frame,
    sample_parts,
    walk,
)

# Bit rates in kbit/s by version and layer, from ISO/IEC 11172-3 and 13818-3.
RATES = {
    (3, 1): range(32, 449, 32),
    (3, 2): (32, 48, 56, 64, 80, 96, 112, 128, 160, 192, 224, 256, 320, 384),
    (3, 3): (32, 40, 48, 56, 64, 80, 96, 112, 128, 160, 192, 224, 256, 320),
    (2, 1): (32, 48, 56, 64, 80, 96, 112, 128, 144, 160, 176, 192, 224, 256),
    (2, 2): (8, 16, 24, 32, 40, 48, 56, 64, 80, 96, 112, 128, 144, 160),
    (2, 3): (8, 16, 24, 32, 40, 48, 56, 64, 80, 96, 112, 128, 144, 160),
}
HZ = {3: (44100, 48000, 32000), 2: (22050, 24000, 16000), 0: (11025, 12000, 8000)}
FRAME = mp3_frame()


def head(version: int, layer: int, kbits_at: int, rate_at: int, last: int = 0x40) -> bytes:
    """The four bytes of a header, without checksum and padding."""
    return bytes([0xFF, 0xE1 | version << 3 | (4 - layer) << 1, kbits_at << 4 | rate_at << 2, last])


@pytest.mark.parametrize(("version", "layer"), [(v, one) for v in (3, 2, 0) for one in (1, 2, 3)])
def test_every_bit_rate_and_sample_rate_is_read(version: int, layer: int) -> None:
    rates = tuple(RATES[version or 2, layer])
    for kbits_at, kbits in enumerate(rates, 1):
        for rate_at, hz in enumerate(HZ[version]):
            frame = read_frame(head(version, layer, kbits_at, rate_at))
            assert frame is not None
            assert (frame.kbits, frame.rate_hz, frame.layer) == (kbits, hz, layer)
    assert read_frame(head(version, layer, 0, 0)) is None
    assert read_frame(head(version, layer, 15, 0)) is None
    assert read_frame(head(version, layer, 1, 3)) is None


@pytest.mark.parametrize(
    ("data", "frame"),
    [
        (head(3, 3, 9, 0), MpegFrame(417, 1152, 44100, 128, 3, 32)),
        (b"\xff\xfb\x92\x40", MpegFrame(418, 1152, 44100, 128, 3, 32)),
        (head(3, 3, 9, 0, 0xC0), MpegFrame(417, 1152, 44100, 128, 3, 17)),
        (head(3, 3, 9, 0, 0x80), MpegFrame(417, 1152, 44100, 128, 3, 32)),
        (head(2, 3, 8, 0), MpegFrame(208, 576, 22050, 64, 3, 17)),
        (head(2, 3, 8, 0, 0xC0), MpegFrame(208, 576, 22050, 64, 3, 9)),
        (head(0, 3, 14, 2), MpegFrame(1440, 576, 8000, 160, 3, 17)),
        (head(3, 2, 10, 1), MpegFrame(576, 1152, 48000, 192, 2, 32)),
        (head(2, 2, 14, 2), MpegFrame(1440, 1152, 16000, 160, 2, 17)),
        (head(3, 1, 14, 2), MpegFrame(672, 384, 32000, 448, 1, 32)),
        (b"\xff\xff\xea\x40", MpegFrame(676, 384, 32000, 448, 1, 32)),
        (head(3, 2, 14, 2), MpegFrame(1728, 1152, 32000, 384, 2, 32)),
    ],
)
def test_header(data: bytes, frame: MpegFrame) -> None:
    assert read_frame(data) == frame
    assert frame.length_bytes <= LONGEST_FRAME == 2881


@pytest.mark.parametrize(
    "data",
    [b"", b"\xff\xfb\x90", b"\xfe\xfb\x90\x64", b"\xff\xdb\x90\x64", b"\xff\x7b\x90\x64",
     head(1, 3, 9, 0), b"\xff\xf9\x90\x64"],
)  # fmt: skip
def test_what_is_no_header(data: bytes) -> None:
    assert read_frame(data) is None


@pytest.mark.parametrize(
    ("data", "place"),
    [
        (FRAME, 0),
        (FRAME * 2, 0),
        (b"\0" * 7 + FRAME * 2, 7),
        (b"\xff" * 7 + FRAME, 7),
        (FRAME[:-1], None),
        (FRAME + b"\0", None),
        (FRAME + mp3_frame(rate=48000), 417),
        (FRAME + mp3_frame(rate=22050), 417),
        (FRAME + mp3_frame(320) * 2, 0),
        (FRAME + mp2(1), 417),
        (b"\0" * 70_000 + FRAME, 70_000),
        (b"\0" * 65_535 + FRAME * 2, 65_535),
        (b"", None),
    ],
    ids=range(13),
)
def test_first_frame_is_found_by_what_follows(data: bytes, place: int | None) -> None:
    assert find_frame(BytesIO(data), 0, len(data), len(data)) == place


def test_frame_is_sought_between_two_places() -> None:
    data = FRAME * 3
    assert find_frame(BytesIO(data), 1, len(data), len(data)) == 417
    assert find_frame(BytesIO(data), 1, 417, len(data)) is None
    assert find_frame(BytesIO(data), 1, 418, len(data)) == 417


def test_search_ends_after_many_tries() -> None:
    assert find_frame(BytesIO(b"\xff" * 19_999 + FRAME), 0, 30_000, 19_999 + 417) == 19_999
    assert find_frame(BytesIO(b"\xff" * 20_000 + FRAME), 0, 30_000, 20_000 + 417) is None


@pytest.mark.parametrize(
    ("data", "walked"),
    [
        (FRAME * 100, Walked(100 * 1152 / 44100, 100, False)),
        (FRAME * 3000, Walked(3000 * 1152 / 44100, 3000, False)),
        (mp3(99, (128, 64, 32)), Walked(99 * 1152 / 44100, 99, True)),
        (FRAME * 99 + mp3_frame(320), Walked(100 * 1152 / 44100, 100, False)),
        (FRAME * 98 + mp3_frame(320) * 2, Walked(100 * 1152 / 44100, 100, True)),
        (FRAME * 9 + FRAME[:400], Walked(9 * 1152 / 44100, 9, False, 0, 17)),
        (FRAME * 9 + b"\0" * 50, Walked(9 * 1152 / 44100, 9, False, 50)),
        (FRAME * 9 + b"\0\0", Walked(9 * 1152 / 44100, 9, False, 2)),
        (FRAME * 9 + b"\0" * 50 + FRAME * 2, Walked(11 * 1152 / 44100, 11, False, 50)),
        (FRAME * 9 + id3(padding=20) + FRAME * 2, Walked(11 * 1152 / 44100, 11, False)),
        ((FRAME * 2 + b"\0") * 500 + FRAME, Walked(1001 * 1152 / 44100, 1001, False, 500)),
        (
            (FRAME * 2 + b"\0") * 501 + FRAME * 2,
            Walked(1002 * 1152 / 44100, 1002, False, 500 + 835),
        ),
        (b"", Walked(0.0, 0, False)),
    ],
    ids=range(13),
)
def test_frames_are_counted(data: bytes, walked: Walked) -> None:
    found = walk(BytesIO(data), 0, len(data))
    assert found.duration_s == pytest.approx(walked.duration_s)
    parts = ("frames", "is_variable", "junk_bytes", "missing_bytes", "tolerance")
    assert [getattr(found, one) for one in parts] == [getattr(walked, one) for one in parts]


def test_counting_begins_and_ends_where_it_is_told() -> None:
    data = b"x" * 5 + FRAME * 10 + b"x" * 5
    assert walk(BytesIO(data), 5, len(data) - 5) == Walked(
        pytest.approx(10 * 1152 / 44100), 10, False
    )


def test_small_file_is_counted_whole() -> None:
    data = mp3(1000, (128, 64))
    assert sample_parts(BytesIO(data), 0, len(data)) == walk(BytesIO(data), 0, len(data))
    exact = FRAME * 1571  # 10 parts of 64 KB, and 253 bytes short
    assert sample_parts(BytesIO(exact), 0, len(exact)).tolerance == 1
    assert sample_parts(BytesIO(FRAME * 1572), 0, 417 * 1572).tolerance == 2


def test_constant_bit_rate_is_estimated_exactly() -> None:
    data = FRAME * 4000
    found = sample_parts(BytesIO(data), 0, len(data))
    assert found.duration_s == pytest.approx(len(data) / 16000)
    assert found.frames == round(len(data) / 16000 * 44100 / 1152)
    assert (found.is_variable, found.tolerance) == (False, 2)


def test_variable_bit_rate_is_estimated_roughly() -> None:
    data = mp3(6000, (128, 64, 192))
    found = sample_parts(BytesIO(data), 0, len(data))
    assert found.duration_s == pytest.approx(6000 * 1152 / 44100, rel=0.02)
    assert found.frames == pytest.approx(6000, rel=0.02)
    assert found.is_variable
    assert found.tolerance == found.frames // 20 + 1


def test_nothing_is_estimated_of_what_has_no_frames() -> None:
    data = b"\0" * 700_000
    assert sample_parts(BytesIO(data), 0, len(data)) == Walked(0.0, 0, False)
