"""Chapters out of audio files."""

from pathlib import Path

import make_audio as make
import pytest

from feedtool.media.audio import measure_audio
from feedtool.media.facts import AudioChapter

_TWO = (AudioChapter(0, "Hello"), AudioChapter(61_500, "Tides", "https://example.com/tides"))
_AUDIO = make.mp3(1000, header=b"Info")

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
    "ID3, odd link and blanks": ("a.mp3", make.id3(make.chap("a", 0, "  Hello\n", "javascript:alert(1)")) + _AUDIO, _TWO[:1]),
    "ID3, start unknown": ("a.mp3", make.id3(make.chap("a", 0, "Hello"), make.id3_frame("CHAP", b"b\0" + b"\xff" * 16 + make.id3_frame("TIT2", b"\x03Bye"))) + _AUDIO, _TWO[:1]),
    "ID3, none": ("a.mp3", make.id3(make.id3_frame("TIT2", b"\x03Hello")) + _AUDIO, ()),
    "ID3, broken frame": ("a.mp3", make.id3(make.id3_frame("CHAP", b"a"), make.chap("a", 0, "Hello")) + _AUDIO, _TWO[:1]),
    "MP4": ("a.m4a", make.m4a(chapters=make.chpl([(0, "Hello"), (61_500, "Fähre")])), (AudioChapter(0, "Hello"), AudioChapter(61_500, "Fähre"))),
    "MP4, version 0": ("a.m4a", make.m4a(chapters=make.chpl([(0, "Hello")], version=0)), _TWO[:1]),
    "MP4, index behind": ("a.m4a", make.m4a(chapters=make.chpl([(0, "Hello")]), index_first=False), _TWO[:1]),
    "MP4, list cut": ("a.m4a", make.m4a(chapters=make.box("chpl", b"\1\0\0\0\0\0\0\0\xff" + bytes(8) + b"\5Hello" + bytes(3))), _TWO[:1]),
    "MP4, none": ("a.m4a", make.m4a(), ()),
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
    assert measure_audio(path).chapters == chapters
