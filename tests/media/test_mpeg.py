"""MPEG audio: what its first frame says, and what is said of the whole file."""

from io import BytesIO

import pytest
from make_audio import id3, mp2, mp3, mp3_frame

from feedtool.media.facts import Measured, MediaFault
from feedtool.media.mpeg import Header, measure_mpeg, read_header
from feedtool.media.mpeg_frames import read_frame

FRAME_S = 1152 / 44100
NO_HEADER = (
    "its bit rate varies and no header tells its length, so that players show a wrong duration "
    "and jump to wrong places; export it with a constant bit rate or a Xing header"
)


def measure(data: bytes, *, sample: bool = False) -> Measured:
    return measure_mpeg(BytesIO(data), len(data), sample=sample)


def header_of(data: bytes) -> Header | None:
    frame = read_frame(data[:4])
    assert frame is not None
    return read_header(data, frame)


def xing(flags: int, *numbers: int, rest: bytes = b"") -> bytes:
    inner = b"Xing" + flags.to_bytes(4, "big") + b"".join(n.to_bytes(4, "big") for n in numbers)
    return mp3_frame(inner=inner + rest)


@pytest.mark.parametrize("name", [b"Xing", b"Info", b"VBRI"])
def test_header_counts_frames_and_bytes(name: bytes) -> None:
    data = mp3(100, header=name)
    assert header_of(data) == Header(100, len(data), 0)


@pytest.mark.parametrize(
    ("data", "header"),
    [
        (mp3(9, header=b"Xing", gaps=(576, 1105)), Header(9, 4170, 576 + 1105)),
        (xing(0), Header(0, 0, 0)),
        (xing(1, 7), Header(7, 0, 0)),
        (xing(2, 9000), Header(0, 9000, 0)),
        (xing(3, 7, 9000), Header(7, 9000, 0)),
        (xing(8, rest=bytes(4) + b"Lavc".ljust(21, b"\0") + b"\x24\x04\x51"), Header(0, 0, 576 + 1105)),
        (xing(4, rest=bytes(100) + b"Lavf".ljust(21, b"\0") + b"\0\x10\x02"), Header(0, 0, 3)),
        (xing(0, rest=b"LAME".ljust(21, b"\0") + b"\xff\xff\xff"), Header(0, 0, 8190)),
        (xing(0, rest=b"Nero".ljust(21, b"\0") + b"\xff\xff\xff"), Header(0, 0, 0)),
        (mp3_frame(inner=b"\0\0" + xing(1, 7)[36:]), Header(7, 0, 0)),
        (mp3_frame(inner=b"\0" + xing(1, 7)[36:]), None),
        (mp3_frame(mono=True, inner=xing(1, 7)[36:]), Header(7, 0, 0)),
        (mp3_frame(), None),
    ],
    ids=range(13),
)  # fmt: skip
def test_parts_of_a_header(data: bytes, header: Header | None) -> None:
    assert header_of(data) == header


@pytest.mark.parametrize(
    ("data", "seconds"),
    [
        (mp3(100), 100 * FRAME_S),
        (mp3(100, header=b"Info"), 100 * FRAME_S),
        (mp3(100, (128, 64), header=b"Xing"), 100 * FRAME_S),
        (mp3(100, header=b"Xing", gaps=(576, 1105)), 100 * FRAME_S - 1681 / 44100),
        (mp3(1, header=b"Xing", gaps=(600, 552)), FRAME_S),
        (mp3(1, header=b"Xing", gaps=(600, 551)), 1 / 44100),
        (mp3(100, header=b"Xing", told=(101, None)), 101 * FRAME_S),
        (mp3(100, header=b"Xing", told=(100, 1)), 100 * FRAME_S),
        (mp3(100, header=b"Xing", told=(99, 1), gaps=(576, 1105)), 99 * FRAME_S - 1681 / 44100),
        (mp3(100, header=b"Xing", told=(101, 1), gaps=(576, 1105)), 101 * FRAME_S - 1681 / 44100),
        (mp3(100, header=b"Xing", told=(0, None)), 100 * FRAME_S),
        (mp3(100, header=b"Xing") + bytes(834), 100 * FRAME_S),
        (id3(padding=100) + mp3(100), 100 * FRAME_S),
        (id3(padding=2000) + mp3(100, header=b"Xing", told=(102, None)), 102 * FRAME_S),
    ],
    ids=range(14),
)
def test_duration_of_a_whole_file(data: bytes, seconds: float) -> None:
    assert measure(data) == Measured(pytest.approx(seconds), (), ())


@pytest.mark.parametrize(
    ("data", "says"),
    [
        (b"\0" * 500, "no MPEG audio is found in it, or it is cut off before its first frame; export it again"),
        (id3(padding=90), "it has a tag (ID3) and no audio; export it again"),
        (id3(padding=2000)[:1500],
         "it is cut off inside its tag (ID3): 1,500 of 2,010 bytes and all audio behind them; copy or export it again"),
        (mp3(1000, header=b"Xing")[:200_000],
         "it is cut off: its header announces 0:26, and 0:12 are there; copy or export it again"),
        (mp3(998, header=b"Xing", told=(1000, 1)),
         "it is cut off: its header announces 0:26, and 0:26 are there; copy or export it again"),
    ],
    ids=range(5),
)  # fmt: skip
def test_file_that_cannot_be_used(data: bytes, says: str) -> None:
    with pytest.raises(MediaFault) as raised:
        measure(data)
    assert str(raised.value) == says


@pytest.mark.parametrize(
    ("data", "seconds", "warnings"),
    [
        (mp3(100, (128, 64)), 100 * FRAME_S, (NO_HEADER,)),
        (mp3(100)[:-17], 99 * FRAME_S,
         ("its last frame lacks 17 bytes, so that it may be cut off; listen to its end",)),
        (mp3(100) + bytes(65_536), 100 * FRAME_S, ()),
        (mp3(100) + bytes(65_537), 100 * FRAME_S,
         ("65,537 bytes in it are no audio; it may be damaged, listen to it",)),
        (mp3(1000, header=b"Xing", told=(500, 1)), 1000 * FRAME_S,
         ("its header tells 0:13, and it lasts 0:26, so that players show a wrong duration; "
          "export it in one piece",)),
        (mp3(100, header=b"Xing", told=(98, 1)), 100 * FRAME_S,
         ("its header tells 0:03, and it lasts 0:03, so that players show a wrong duration; "
          "export it in one piece",)),
        (mp3(100, header=b"Xing") + bytes(65_537), 100 * FRAME_S,
         ("65,537 bytes in it are no audio; it may be damaged, listen to it",)),
        (mp2(100), 100 * 1152 / 48000,
         ("it is MPEG audio of layer II, which few apps play; export it as MP3",)),
        (b"\xff\xff\xe8\x40".ljust(672, b"\0") * 100, 100 * 384 / 32000,
         ("it is MPEG audio of layer I, which few apps play; export it as MP3",)),
    ],
    ids=range(9),
)  # fmt: skip
def test_file_that_listeners_stumble_over(
    data: bytes, seconds: float, warnings: tuple[str, ...]
) -> None:
    assert measure(data) == Measured(pytest.approx(seconds), (), warnings)


@pytest.mark.parametrize(
    ("frames", "told", "trusted"),
    [
        (100, (102, 101 * 417), True),
        (100, (102, 101 * 417 + 1), False),
        (100, (102, 99 * 417), True),
        (100, (102, 99 * 417 - 1), False),
        (10, (176, None), True),  # a frame of the lowest bit rate has 26 bytes
        (10, (177, None), False),
        (100, (13, None), True),  # the longest frame has 2881 bytes
        (100, (12, None), False),
    ],
)
def test_header_is_trusted_if_it_counts_the_bytes_that_are_there(
    frames: int, told: tuple[int, int | None], trusted: bool
) -> None:
    data = mp3(frames, header=b"Xing", told=told)
    try:
        seconds = measure(data).duration_s
    except MediaFault:
        seconds = 0
    assert (seconds == pytest.approx(told[0] * FRAME_S)) == trusted


def test_sample_is_an_estimate_and_says_so() -> None:
    found = measure(mp3(6000, (128, 64, 192)), sample=True)
    assert found.duration_s == pytest.approx(6000 * FRAME_S, rel=0.02)
    assert found.duration_s != pytest.approx(6000 * FRAME_S)
    assert found.warnings == (NO_HEADER + "; its duration here is an estimate",)


def test_header_of_a_sampled_file_is_trusted_within_a_twentieth() -> None:
    data = mp3(6000, (128, 64, 192), header=b"Xing", told=(6100, 1))
    assert measure(data, sample=True) == Measured(pytest.approx(6100 * FRAME_S), (), ())
