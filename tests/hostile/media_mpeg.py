"""MP3 and bare AAC, and the tags around them, which lie, repeat, nest or unpack without end."""

import zlib
from pathlib import Path
from struct import pack

from media import make_audio as make

from hostile.feeds import filled
from hostile.registry import clean, hostile
from hostile.small_shows import BUILD, write_audio, write_bomb, write_show

_COVER = "artwork: audio\n"
_NEW = ("new", ".", "--audio", "tape.mp3")


def _safe(number: int) -> bytes:
    return bytes(number >> shift & 0x7F for shift in (21, 14, 7, 0))


def _mp3(folder: Path, data: bytes, more: str = "") -> None:
    write_audio(folder, "1.mp3", data, more)


def _new(folder: Path, *frames: bytes, version: int = 4) -> None:
    """A file that becomes an episode with what its tag says."""
    write_show(folder)
    (folder / "tape.mp3").write_bytes(make.id3(*frames, version=version) + make.mp3(60))


def _packed(name: str, body: bytes, told: int = 0) -> bytes:
    data = _safe(told or len(body)) + zlib.compress(body, 9)
    return name.encode() + _safe(len(data)) + b"\0\x09" + data


@clean("media", *BUILD)
def _clean(folder: Path, size: int) -> None:
    _mp3(folder, make.mp3(max(size // 417, 80)))


@hostile("media", *BUILD)
def frames_of_all_rates(folder: Path, size: int) -> None:
    turn = make.mp3(14, (32, 40, 48, 56, 64, 80, 96, 112, 128, 160, 192, 224, 256, 320))
    _mp3(folder, filled(turn, size))


@hostile("media", *BUILD)
def false_syncs_before_the_audio(folder: Path, size: int) -> None:
    _mp3(folder, filled(b"\xff\xfb\x90\x64", size) + make.mp3(80))


@hostile("media", *BUILD)
def junk_between_frames(folder: Path, size: int) -> None:
    _mp3(folder, filled(make.mp3(3) + b"\xff\xfb" * 20, size))


@hostile("media", *BUILD)
def junk_of_syncs_behind_frames(folder: Path, size: int) -> None:
    _mp3(folder, make.mp3(80) + filled(b"\xff", size))


@hostile("media", *BUILD)
def tags_between_frames(folder: Path, size: int) -> None:
    _mp3(folder, filled(make.mp3(2) + make.id3(padding=20), size))


@hostile("media", *BUILD)
def tags_before_tags(folder: Path, size: int) -> None:
    _mp3(folder, filled(make.id3(padding=10), size) + make.mp3(80))


@hostile("media", *BUILD)
def tags_behind_tags(folder: Path, size: int) -> None:
    _mp3(
        folder,
        make.mp3(80) + filled(make.apev2(b"x" * 40) + make.lyrics3(b"y") + make.id3v1(), size),
    )


@hostile("media", *BUILD)
def tag_of_lyrics_that_lies(folder: Path, size: int) -> None:
    _mp3(folder, filled(make.mp3(1), size) + b"999999LYRICS200")


@hostile("media", *BUILD)
def xing_header_that_lies(folder: Path, size: int) -> None:
    _mp3(folder, make.mp3(max(size // 417, 20), header=b"Xing", told=(0xFFFFFFFF, 0xFFFFFFFF)))


@hostile("media", *BUILD)
def vbri_header_that_lies(folder: Path, size: int) -> None:
    _mp3(folder, make.mp3(max(size // 417, 20), header=b"VBRI", told=(0xFFFFFFF0, 1)))


@hostile("media", *BUILD)
def free_format(folder: Path, size: int) -> None:
    _mp3(folder, filled(b"\xff\xfb\x00\x64" + bytes(400), size))


@hostile("media", *BUILD)
def chapters_without_end(folder: Path, size: int) -> None:
    frames = [make.chap(f"c{at}", at, "Hello") for at in range(max(size // 60, 1))]
    _mp3(folder, make.id3(*frames) + make.mp3(80))


@hostile("media", *BUILD)
def chapters_in_chapters(folder: Path, size: int) -> None:
    inner = b""
    for _ in range(max(min(size // 40, 10_000), 2)):
        inner = make.chap("c", 1, "", "", inner)
    _mp3(folder, make.id3(inner) + make.mp3(80))


@hostile("media", *_NEW)
def tags_of_chapters_in_chapters(folder: Path, size: int) -> None:
    inner = b""
    for _ in range(max(min(size // 40, 10_000), 2)):
        inner = make.chap("c", 1, "", "", inner)
    _new(folder, inner)


@hostile("media", *BUILD)
def tables_in_tables(folder: Path, size: int) -> None:
    count = max(size // 600, 2)
    frames = [
        make.ctoc(f"t{at}", *(f"t{(at + step) % count}" for step in range(60)))
        for at in range(count)
    ]
    _mp3(folder, make.id3(*frames, make.chap("c", 1, "Hello")) + make.mp3(80))


@hostile("media", *BUILD)
def a_chapter_title_of_megabytes(folder: Path, size: int) -> None:
    _mp3(folder, make.id3(make.chap("c", 1, "a " * (size // 2))) + make.mp3(80))


@hostile("media", *BUILD)
def chapters_with_large_titles(folder: Path, size: int) -> None:
    frames = [make.chap(f"c{at}", at, "a " * 2000) for at in range(max(size // 4100, 1))]
    _mp3(folder, make.id3(*frames) + make.mp3(80))


@hostile("media", *BUILD)
def chapters_of_stuffed_zeros(folder: Path, size: int) -> None:
    picture = make.apic(b"\xff\xd8\xff\xe0" + b"\xff\0" * 2000)
    chapters = [make.chap(f"c{at}", at, "Hello", "", picture) for at in range(max(size // 4100, 1))]
    tag = bytearray(make.id3(*chapters))
    tag[3], tag[5] = 3, 0x80
    _mp3(folder, bytes(tag) + make.mp3(80))


@hostile("media", *BUILD)
def a_cover_that_unpacks_to_gigabytes(folder: Path, size: int) -> None:
    data = _safe(0x0FFFFFFF) + write_bomb(size)
    frame = b"APIC" + _safe(len(data)) + b"\0\x09" + data
    _mp3(folder, make.id3(frame) + make.mp3(80), _COVER)


@hostile("media", *_NEW)
def many_frames_that_unpack(folder: Path, size: int) -> None:
    frame = _packed("COMM", b"\3eng\0" + b"x " * 4_000_000)
    _new(folder, *[frame] * max(size // len(frame), 1))


@hostile("media", *_NEW)
def frames_packed_twice(folder: Path, size: int) -> None:
    body = zlib.compress(write_bomb(size), 9)
    data = _safe(0x0FFFFFFF) + body
    _new(
        folder,
        b"APIC" + _safe(len(data)) + b"\0\x09" + data,
        _packed("TIT2", b"\3Nets", 0x0FFFFFFF),
    )


@hostile("media", *_NEW)
def old_packed_frames(folder: Path, size: int) -> None:
    body = pack(">I", 0xFFFFFFFF) + zlib.compress(b"\3" + bytes(4_000_000), 9)
    frame = b"TXXX" + pack(">I", len(body)) + b"\0\x80" + body
    _new(folder, *[frame] * max(size // len(frame), 1), version=3)


@hostile("media", *_NEW)
def tiny_frames(folder: Path, size: int) -> None:
    _new(folder, filled(make.id3_frame("TXXX", b"a"), size))


@hostile("media", *_NEW)
def frames_of_own_texts(folder: Path, size: int) -> None:
    frames = [make.id3_frame("TXXX", b"\3n%d\0x" % at) for at in range(max(size // 18, 1))]
    _new(folder, *frames)


@hostile("media", *_NEW)
def tiny_frames_of_version_2(folder: Path, size: int) -> None:
    _new(folder, filled(b"TXX\0\0\1a", size), version=2)


@hostile("media", *_NEW)
def a_comment_of_megabytes(folder: Path, size: int) -> None:
    _new(folder, make.id3_frame("COMM", b"\3eng\0" + filled(b"<br>a <b", size)))


@hostile("media", *_NEW)
def a_title_of_many_texts(folder: Path, size: int) -> None:
    _new(folder, make.id3_frame("TIT2", b"\1" + filled(b"\xff\xfe\0\0", size)))


@hostile("media", *_NEW)
def an_extended_header_that_lies(folder: Path, size: int) -> None:
    tag = bytearray(make.id3(b"\x7f\x7f\x7f\x7f", bytes(size)))
    tag[5] = 0x40
    write_show(folder)
    (folder / "tape.mp3").write_bytes(bytes(tag) + make.mp3(60))


@hostile("media", *BUILD)
def aac_of_the_shortest_frames(folder: Path, size: int) -> None:
    write_audio(folder, "1.aac", make.aac(max(size // 7, 100), 7))


@hostile("media", *BUILD)
def aac_between_junk(folder: Path, size: int) -> None:
    write_audio(folder, "1.aac", filled(make.aac(2, 40) + b"\xff\xf1\xff", size))


@hostile("media", *BUILD)
def a_sparse_file(folder: Path, size: int) -> None:
    _mp3(folder, make.id3(make.chap("a", 0, "x")) + make.mp3(max(size // 417, 80)))
    with (folder / "audio/1.mp3").open("r+b") as stream:
        stream.truncate(4_500_000_000)
