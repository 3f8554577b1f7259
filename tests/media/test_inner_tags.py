"""Tags of every format, as mutagen writes them; and tags that unpack, nest and lie."""

import tracemalloc
import zlib
from collections.abc import Callable
from pathlib import Path
from struct import pack

import make_audio as make
import mutagen
import pytest
from mutagen.flac import Picture
from mutagen.id3 import APIC, COMM, ID3, TDAT, TDRC, TDRL, TIT2, TPOS, TRCK, TXXX, TYER
from mutagen.mp4 import MP4Cover

from feedtool.media.id3_frames import PlainBodies, list_frames, read_tag
from feedtool.media.inner_tags import InnerTags, read_cover, read_tags

COVER = b"\xff\xd8\xff" + b"\xff\x00\xe0" * 99
ALL = InnerTags("Nets – and knots", 12, 3, "2024-03-09", "Who mends\nthem?")
SOUND = make.mp3(20)


def id3(version: int, encoding: int, file: Path, *, stuffed: bool = False) -> None:
    tag = ID3()
    tag.add(TIT2(encoding, [ALL.title, "Other"] if version == 4 else ALL.title))
    tag.add(TRCK(encoding, "12/40"))
    tag.add(TPOS(encoding, "3"))
    tag.add(COMM(encoding, "eng", "iTunNORM", "0000"))
    tag.add(COMM(encoding, "eng", "", ALL.words))
    tag.add(APIC(encoding, "image/jpeg", 4, "back", b"back"))
    tag.add(APIC(encoding, "image/jpeg", 3, "Größe", COVER))
    tag.add(TDRC(encoding, "2024-03-09T06:00"))
    if version == 3:
        tag.update_to_v23()
    file.write_bytes(SOUND)
    tag.save(file, v1=0, v2_version=version)
    if stuffed:
        data = bytearray(file.read_bytes())
        size = sum(byte << shift for byte, shift in zip(data[6:10], (21, 14, 7, 0), strict=True))
        body = bytes(data[10 : 10 + size]).rstrip(b"\0").replace(b"\xff", b"\xff\0") + bytes(20)
        made = make.id3(body, version=version)
        file.write_bytes(made[:5] + b"\x80" + made[6:] + SOUND)


def with_comments(data: bytes, file: Path) -> None:
    file.write_bytes(data)
    found = mutagen.File(file)
    found.update({"TITLE": ALL.title, "EPISODE": "12", "SEASON": "3", "DATE": "2024-03-09", "DESCRIPTION": ALL.words})  # fmt: skip
    if hasattr(found, "add_picture"):
        picture = Picture()
        picture.type, picture.mime, picture.data = 3, "image/jpeg", COVER
        found.add_picture(picture)
    found.save()


def mp4(file: Path) -> None:
    file.write_bytes(make.m4a())
    found = mutagen.File(file)
    found.add_tags()
    found.tags["\xa9nam"], found.tags["tves"], found.tags["tvsn"] = ALL.title, [12], [3]
    found.tags["\xa9day"], found.tags["ldes"] = "2024-03-09T06:00:00Z", ALL.words
    found.tags["covr"] = [MP4Cover(COVER, MP4Cover.FORMAT_JPEG)]
    found.save()


def in_chunk(data: bytes, file: Path) -> None:
    file.write_bytes(data)
    found = mutagen.File(file)
    found.add_tags()
    for frame in (TIT2(3, ALL.title), TXXX(3, "EPISODE", "12"), TXXX(3, "SEASON", "3"), TDRL(3, "2024-03-09"), COMM(3, "eng", "", ALL.words), APIC(3, "image/jpeg", 3, "", COVER)):  # fmt: skip
        found.tags.add(frame)
    found.save()


WRITERS: dict[str, Callable[[Path], None]] = {
    "2.4 in UTF-8.mp3": lambda file: id3(4, 3, file),
    "2.4 in UTF-16.mp3": lambda file: id3(4, 1, file),
    "2.4 in big-endian UTF-16.mp3": lambda file: id3(4, 2, file),
    "2.3 in UTF-16.mp3": lambda file: id3(3, 1, file),
    "2.3, stuffed.mp3": lambda file: id3(3, 1, file, stuffed=True),
    "iTunes.m4a": mp4,
    "FLAC.flac": lambda file: with_comments(make.flac(), file),
    "WAV.wav": lambda file: in_chunk(make.wav(), file),
    "AIFF.aiff": lambda file: in_chunk(make.aiff(), file),
}


@pytest.mark.parametrize("name", WRITERS)
def test_what_mutagen_writes_is_read(tmp_path: Path, name: str) -> None:
    file = tmp_path / name
    WRITERS[name](file)
    assert read_tags(file) == ALL
    assert read_cover(file) == COVER


@pytest.mark.parametrize("data", [make.opus(), make.vorbis()], ids=["Opus", "Vorbis"])
def test_comments_of_ogg_are_read(tmp_path: Path, data: bytes) -> None:
    pairs = (
        "Title=Nets – and knots",
        "EPISODE=12",
        "season=3",
        "date=2024-03-09",
        f"COMMENT={ALL.words}",
    )
    file = tmp_path / "a.ogg"
    maker = make.opus if b"OpusHead" in data else make.vorbis
    file.write_bytes(maker(10, *pairs))
    assert read_tags(file) == ALL


def test_version_2_is_read(tmp_path: Path) -> None:
    def frame(name: str, body: bytes) -> bytes:
        return name.encode() + len(body).to_bytes(3, "big") + body

    frames = (
        frame("TT2", b"\0Nets"), frame("TRK", b"\x0012/40"), frame("TPA", b"\x003"), frame("TYE", b"\x002024"),
        frame("TDA", b"\x000903"), frame("COM", b"\0eng\0Who mends"), frame("PIC", b"\0JPG\3\0" + COVER),
    )  # fmt: skip
    file = tmp_path / "a.mp3"
    file.write_bytes(make.id3(*frames, version=2) + SOUND)
    assert read_tags(file) == InnerTags("Nets", 12, 3, "2024-03-09", "Who mends")
    assert read_cover(file) == COVER


def test_version_1_is_read_where_no_other_is(tmp_path: Path) -> None:
    old = b"TAG" + b"Nets".ljust(30) + bytes(64) + bytes(28) + b"\0\x0c" + b"\x00"
    file = tmp_path / "a.mp3"
    file.write_bytes(SOUND + old)
    assert read_tags(file) == InnerTags("Nets", 12)
    file.write_bytes(make.id3(make.id3_frame("TIT2", b"\3Knots")) + SOUND + old)
    assert read_tags(file) == InnerTags("Knots")


def test_a_date_of_two_old_frames_is_one(tmp_path: Path) -> None:
    file = tmp_path / "a.mp3"
    file.write_bytes(SOUND)
    tag = ID3()
    tag.add(TYER(0, "2024"))
    tag.add(TDAT(0, "0903"))
    tag.save(file, v2_version=3)
    assert read_tags(file).date == "2024-03-09"


def safe(number: int) -> bytes:
    return bytes(number >> shift & 0x7F for shift in (21, 14, 7, 0))


def packed(name: str, body: bytes, *, version: int = 4, told: int = 9) -> bytes:
    data = (safe(told) if version == 4 else pack(">I", told)) + body
    size = safe(len(data)) if version == 4 else pack(">I", len(data))
    return name.encode() + size + (b"\0\x09" if version == 4 else b"\0\x80") + data


BOMB = zlib.compress(bytes(17 << 20), 9)
BOMBS = {
    "one frame": [packed("APIC", BOMB)],
    "one frame of version 2.3": [packed("APIC", BOMB, version=3)],
    "many frames that each stay below the bound": [packed("COMM", zlib.compress(bytes(5 << 20)))] * 300,
    "packed twice": [packed("APIC", zlib.compress(BOMB, 9))],
    "a text": [packed("TIT2", BOMB)],
    "a chapter": [packed("CHAP", BOMB)],
    "a frame in a chapter": [make.chap("a", 0, "", "", packed("APIC", BOMB), packed("TIT2", BOMB))],
    "a length that lies": [packed("COMM", BOMB, told=0xFFFFFFF)],
    "no length in front": [b"COMM" + safe(len(BOMB)) + b"\0\x08" + BOMB],
    "cut": [packed("COMM", BOMB[:-9])],
}  # fmt: skip


@pytest.mark.parametrize("frames", BOMBS.values(), ids=BOMBS)
def test_what_unpacks_without_end_takes_no_memory(tmp_path: Path, frames: list[bytes]) -> None:
    from feedtool.media.audio import measure_audio  # noqa: PLC0415 - as the commands do

    version = 3 if frames[0][8:10] == b"\0\x80" else 4
    file = tmp_path / "a.mp3"
    file.write_bytes(make.id3(*frames, make.id3_frame("TRCK", b"\x0012"), version=version) + SOUND)
    tracemalloc.start()
    read_tags(file)
    try:
        read_cover(file)
    except ValueError as why:
        assert str(why) == "it is damaged, or has more than 16 MB; make it smaller"  # noqa: PT017 - most are no fault
    measure_audio(file)
    _, peak = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    assert peak < 60_000_000


def test_frames_unpack_to_the_bound_together() -> None:
    from io import BytesIO  # noqa: PLC0415 - only here

    frame = packed("COMM", zlib.compress(bytes(5 << 20)))
    tag = read_tag(BytesIO(make.id3(*[frame] * 6)), 0)
    assert tag is not None
    bodies = PlainBodies(tag)
    found = [bodies.read(one) for one in list_frames(tag)]
    assert [None if one is None else len(one) >> 20 for one in found] == [5, 5, 5, None, None, None]


@pytest.mark.parametrize("name", ["CHAP", "CTOC"])
def test_frames_in_frames_of_any_depth_are_left_alone(tmp_path: Path, name: str) -> None:
    inner = b""
    for _ in range(10_000):
        head = b"c\0" + (bytes(16) if name == "CHAP" else b"\3\0")
        inner = make.id3_frame(name, head + inner)
    file = tmp_path / "a.mp3"
    file.write_bytes(make.id3(inner, make.id3_frame("TIT2", b"\3Nets")) + SOUND)
    assert read_tags(file) == InnerTags("Nets")
    assert read_cover(file) is None


def test_a_cover_of_100_mb_is_refused_unread(tmp_path: Path) -> None:
    file = tmp_path / "a.mp3"
    length = 100_000_000
    with file.open("wb") as stream:
        stream.write(
            b"ID3\4\0\0" + safe(length + 10) + b"APIC" + safe(length) + b"\0\0\0image/jpeg\0\3\0"
        )
        stream.seek(20 + length)
        stream.write(SOUND)
    with pytest.raises(ValueError, match="more than 16 MB"):
        read_cover(file)
