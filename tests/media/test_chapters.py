"""Chapters out of audio files."""

import re
from dataclasses import replace
from hashlib import blake2b
from pathlib import Path
from struct import pack

import make_audio as make
import pytest

from feedtool.media.audio import measure_audio
from feedtool.media.facts import AudioChapter, InnerPicture
from feedtool.media.inner_pictures import read_inner_picture

_TWO = (AudioChapter(0, "Hello"), AudioChapter(61_500, "Tides", "https://example.com/tides"))
_AUDIO = make.mp3(1000, header=b"Info")

_JPEG = b"\xff\xd8\xff\xe0" + bytes(range(200, 230)) + b"\xff\xfb\xff"
_PNG = b"\x89PNG\r\n\x1a\n" + bytes(99)


def _picture(data: bytes, ending: str, *, is_stuffed: bool = False) -> InnerPicture:
    """A picture wherever it stands."""
    return InnerPicture(0, 0, is_stuffed, f"{blake2b(data, digest_size=8).hexdigest()}.{ending}")


def _stuff(data: bytes) -> bytes:
    """Put a zero between 255 and what might be taken for it and the start of a frame."""
    return re.sub(rb"\xff(?=[\xe0-\xff\0]|$)", b"\xff\0", data)


def _size(length: int) -> bytes:
    return bytes(length >> shift & 0x7F for shift in (21, 14, 7, 0))


def _stuff_tag(tag: bytes) -> bytes:
    body = _stuff(tag[10:])
    return tag[:5] + b"\x80" + _size(len(body)) + body


def _stuff_frame(frame: bytes) -> bytes:
    body = _stuff(frame[10:])
    return frame[:4] + _size(len(body)) + b"\0\2" + body


def _lengthen(tag: bytes) -> bytes:
    """Put a head of six bytes more in front of the frames."""
    return tag[:5] + b"\x40" + _size(len(tag) - 10 + 6) + b"\0\0\0\6\1\0" + tag[10:]


def _quicktime(
    what: str, *more: bytes, named: tuple[int, ...] = (2, 3), edits: bytes = b""
) -> bytes:
    """A file with a track of text, or also one of pictures; samples stand in front of the index."""
    texts = [
        b"\0\5Hello",
        b"\0\6F\xc3\xa4hre" + make.box("encd", bytes(4)),
        b"\0\0",
        pack(">H", 10) + "Łódź".encode("utf-16"),
    ]
    data = b"".join(texts) + _JPEG + _PNG
    places = [sum(map(len, texts[:index])) + 24 for index in range(4)]
    table = make.tables(
        [(1, 61_500), (1, 8_500), (1, 20_000), (1, 1)], places, [len(one) for one in texts], b"text"
    )
    tracks = [
        make.track(1, b"soun", 44100, units=44100 * 99, chapters=named),
        make.track(2, b"text", 1000, table, edits=edits),
    ]
    if what == "pictures":
        first = 24 + sum(map(len, texts))
        table = make.tables(
            [(1, 70_000), (1, 1)], [first, first + len(_JPEG)], [len(_JPEG), len(_PNG)], b"jpeg"
        )
        tracks.append(make.track(3, b"vide", 1000, table))
    return make.box("ftyp", b"M4A \0\0\0\0") + make.box("mdat", data) + make.movie(*tracks, *more)


def _behind(wav: bytes, chunks: bytes) -> bytes:
    return wav[:4] + pack("<I", len(wav) + len(chunks) - 8) + wav[8:] + chunks


CASES = {
    "ID3": ("a.mp3", make.id3(make.chap("b", 61_500, "Tides", "https://example.com/tides"), make.chap("a", 0, "Hello")) + _AUDIO, _TWO),
    "ID3 with contents": ("a.mp3", make.id3(make.ctoc("toc", "a", "b"), make.chap("b", 61_500, "Tides", "https://example.com/tides"), make.chap("a", 0, "Hello")) + _AUDIO, _TWO),
    "ID3 in front of AAC": ("a.aac", make.id3(make.chap("a", 0, "Hello")) + make.aac(), _TWO[:1]),
    "ID3, hidden one": ("a.mp3", make.id3(make.chap("a", 0, "Hello"), make.chap("x", 10, "Photo"), make.ctoc("toc", "a")) + _AUDIO,
                        (AudioChapter(0, "Hello"), AudioChapter(10, "Photo", is_hidden=True))),
    "ID3, order of contents at the same time": ("a.mp3", make.id3(make.chap("a", 5, "Second"), make.chap("b", 5, "First"), make.ctoc("toc", "b", "a")) + _AUDIO,
                                                (AudioChapter(5, "First"), AudioChapter(5, "Second"))),
    "ID3, contents in contents": ("a.mp3", make.id3(make.ctoc("part", "b", top=False), make.ctoc("toc", "a", "part"), make.chap("a", 0, "Hello"), make.chap("b", 9, "Bye")) + _AUDIO,
                                  (AudioChapter(0, "Hello"), AudioChapter(9, "Bye"))),
    "ID3, contents in a circle": ("a.mp3", make.id3(make.ctoc("toc", "toc", "part", "a"), make.ctoc("part", "toc", top=False), make.chap("a", 0, "Hello")) + _AUDIO, _TWO[:1]),
    "ID3, contents of nothing": ("a.mp3", make.id3(make.ctoc("toc", "gone"), make.chap("a", 0, "Hello")) + _AUDIO, _TWO[:1]),
    "ID3, no title": ("a.mp3", make.id3(make.chap("a", 0, "Hello"), make.chap("b", 5)) + _AUDIO, (AudioChapter(0, "Hello"), AudioChapter(5, "", is_hidden=True))),
    "ID3, no title and a picture": ("a.mp3", make.id3(make.chap("a", 0, "Hello"), make.chap("b", 5, "", "", make.apic(_JPEG))) + _AUDIO,
                                    (AudioChapter(0, "Hello"), AudioChapter(5, "", is_hidden=True, picture=_picture(_JPEG, "jpg")))),
    "ID3, picture of an address": ("a.mp3", make.id3(make.chap("a", 0, "Hello", "", make.apic(b"https://example.com/a.png", b"-->"))) + _AUDIO, (AudioChapter(0, "Hello", image="https://example.com/a.png"),)),
    "ID3, picture with a wide text": ("a.mp3", make.id3(make.chap("a", 0, "Hello", "", make.apic(_PNG, b"image/png", b"\1" + "Āa".encode("utf-16") + b"\0\0"))) + _AUDIO,
                                      (AudioChapter(0, "Hello", picture=_picture(_PNG, "png")),)),
    "ID3, picture that is none": ("a.mp3", make.id3(make.chap("a", 0, "Hello", "", make.apic(b"<svg/>"))) + _AUDIO, _TWO[:1]),
    "ID3, version 2.3": ("a.mp3", make.id3(make.id3_frame("TIT2", b"\0x"), make.chap("a", 0, "Hello"), version=3) + _AUDIO, _TWO[:1]),
    "ID3, version 2.3, bytes stuffed": ("a.mp3", _stuff_tag(make.id3(make.id3_frame("TXXX", b"\0a\0\xff\xe0\xff\0"), make.chap("a", 0, "Hello", "", make.apic(_JPEG)), version=3)) + _AUDIO,
                                        (AudioChapter(0, "Hello", picture=_picture(_JPEG, "jpg", is_stuffed=True)),)),
    "ID3, bytes of a frame stuffed": ("a.mp3", make.id3(_stuff_frame(make.chap("a", 0, "Hello", "", make.apic(_JPEG)))) + _AUDIO,
                                      (AudioChapter(0, "Hello", picture=_picture(_JPEG, "jpg", is_stuffed=True)),)),
    "ID3, lengths of iTunes": ("a.mp3", make.id3(make.chap("a", 0, "x" * 200).replace(b"\0\0\1\x65", pack(">I", 229)).replace(b"\0\0\1\x49", pack(">I", 201)), make.chap("b", 9, "Bye")) + _AUDIO, (AudioChapter(0, "x" * 200), AudioChapter(9, "Bye"))),
    "ID3, packed frame": ("a.mp3", make.id3(make.chap("a", 0, "Hello"), b"CHAP\0\0\0\3\0\x08abc") + _AUDIO, _TWO[:1]),
    "ID3, longer head": ("a.mp3", _lengthen(make.id3(make.chap("a", 0, "Hello"))) + _AUDIO, _TWO[:1]),
    "ID3, odd link and blanks": ("a.mp3", make.id3(make.chap("a", 0, "  Hello\n", "javascript:alert(1)")) + _AUDIO, _TWO[:1]),
    "ID3, start unknown": ("a.mp3", make.id3(make.chap("a", 0, "Hello"), make.id3_frame("CHAP", b"b\0" + b"\xff" * 16 + make.id3_frame("TIT2", b"\x03Bye"))) + _AUDIO, _TWO[:1]),
    "ID3, none": ("a.mp3", make.id3(make.id3_frame("TIT2", b"\x03Hello")) + _AUDIO, ()),
    "ID3, broken frame": ("a.mp3", make.id3(make.id3_frame("CHAP", b"a"), make.chap("a", 0, "Hello")) + _AUDIO, _TWO[:1]),
    "MP4": ("a.m4a", make.m4a(chapters=make.chpl([(0, "Hello"), (61_500, "Fähre")])), (AudioChapter(0, "Hello"), AudioChapter(61_500, "Fähre"))),
    "MP4, version 0": ("a.m4a", make.m4a(chapters=make.chpl([(0, "Hello")], version=0)), _TWO[:1]),
    "MP4, index behind": ("a.m4a", make.m4a(chapters=make.chpl([(0, "Hello")]), index_first=False), _TWO[:1]),
    "MP4, list cut": ("a.m4a", make.m4a(chapters=make.box("chpl", b"\1\0\0\0\0\0\0\0\xff" + bytes(8) + b"\5Hello" + bytes(3))), _TWO[:1]),
    "MP4, none": ("a.m4a", make.m4a(), ()),
    "MP4, track of text": ("a.m4a", _quicktime("text"), (AudioChapter(0, "Hello"), AudioChapter(61_500, "Fähre"), AudioChapter(90_000, "Łódź"))),
    "MP4, track of text and Nero's list": ("a.m4a", _quicktime("text", make.box("udta", make.chpl([(0, "Old")]))), (AudioChapter(0, "Hello"), AudioChapter(61_500, "Fähre"), AudioChapter(90_000, "Łódź"))),
    "MP4, track of text that nobody names": ("a.m4a", _quicktime("text", make.box("udta", make.chpl([(0, "Old")])), named=()), (AudioChapter(0, "Old"),)),
    "MP4, track of text after silence": ("a.m4a", _quicktime("text", edits=make.elst((2000, -1), (99_000, 0))), (AudioChapter(2000, "Hello"), AudioChapter(63_500, "Fähre"), AudioChapter(92_000, "Łódź"))),
    "MP4, track of pictures": ("a.m4a", _quicktime("pictures"),
                               (AudioChapter(0, "Hello", picture=_picture(_JPEG, "jpg")), AudioChapter(61_500, "Fähre"), AudioChapter(70_000, "", is_hidden=True, picture=_picture(_PNG, "png")), AudioChapter(90_000, "Łódź"))),
    "WAV": ("a.wav", _behind(make.wav(90), make.cues((1, 0), (7, 492_000), labels=[(7, b"Tides"), (1, b"Hello")])), (AudioChapter(0, "Hello"), AudioChapter(61_500, "Tides"))),
    "WAV, in front of the audio": ("a.wav", make.wav(90, extra=make.cues((1, 0), labels=[(1, b"Hello")])), _TWO[:1]),
    "WAV, cue without label, label of old": ("a.wav", make.wav(90, extra=make.cues((1, 0), (2, 8000), labels=[(2, b"F\xe4hre")])), (AudioChapter(0, "", is_hidden=True), AudioChapter(1000, "Fähre"))),
    "WAV, ID3": ("a.wav", _behind(make.wav(90), make.chunk(b"id3 ", make.id3(make.chap("a", 0, "Hello")))), _TWO[:1]),
    "AIFF": ("a.aiff", make.aiff(90, extra=make.marks((0, b"Hello"), (44100 * 2, "Fähre".encode()))), (AudioChapter(0, "Hello"), AudioChapter(2000, "Fähre"))),
    "AIFF, ID3": ("a.aiff", make.aiff(90, extra=make.chunk(b"ID3 ", make.id3(make.chap("a", 0, "Hello")), ">")), _TWO[:1]),
    "Opus": ("a.opus", make.opus(90, "CHAPTER001=00:00:00.000", "CHAPTER001NAME=Hello", "title=x", "Chapter002=00:01:01.5",
                                 "chapter002name=Tides", "CHAPTER002URL=https://example.com/tides"), _TWO),
    "Opus, behind a picture": ("a.opus", make.opus(90, "METADATA_BLOCK_PICTURE=" + "A" * 200_000, "CHAPTER01=00:00:00", "CHAPTER01NAME=Hello"), _TWO[:1]),
    "Opus, odd time": ("a.opus", make.opus(90, "CHAPTER001=1 minute", "CHAPTER001NAME=Hello"), ()),
    "Vorbis": ("a.ogg", make.vorbis(90, "CHAPTER000=00:00:00.000", "CHAPTER000NAME=Hello"), _TWO[:1]),
    "FLAC": ("a.flac", make.flac(100, "CHAPTER001=00:00:00.000", "CHAPTER001NAME=Hello"), _TWO[:1]),
}  # fmt: skip


@pytest.mark.parametrize(("name", "data", "chapters"), CASES.values(), ids=CASES)
def test_chapters_in_files(
    tmp_path: Path, name: str, data: bytes, chapters: tuple[AudioChapter, ...]
) -> None:
    path = tmp_path / name
    path.write_bytes(data)
    found = measure_audio(path).chapters
    pictures = [one.picture for one in found]
    anywhere = [one and replace(one, place=0, length_bytes=0) for one in pictures]
    assert tuple(map(_with_picture, found, anywhere)) == chapters
    assert {read_inner_picture(one, path) for one in pictures if one} <= {_JPEG, _PNG}


def _with_picture(chapter: AudioChapter, picture: InnerPicture | None) -> AudioChapter:
    return replace(chapter, picture=picture)


def test_picture_that_is_too_large_is_left_out(tmp_path: Path) -> None:
    path = tmp_path / "a.mp3"
    picture = make.apic(_JPEG + bytes(10_000_000))
    path.write_bytes(make.id3(make.chap("a", 0, "Hello", "", picture)) + _AUDIO)
    assert measure_audio(path).chapters == _TWO[:1]
