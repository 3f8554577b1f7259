"""Each kind of file: its duration to the millisecond, and mutagen as a second opinion."""

from contextlib import suppress
from io import BytesIO
from pathlib import Path
from struct import pack

import make_audio as make
import mutagen
import pytest

from feedtool.media.audio import measure_audio, measure_stream
from feedtool.media.facts import AudioFacts, MediaFault
from feedtool.media.types import ending_of

_FRAME_S = 1152 / 44100
_TAG = make.id3(make.id3_frame("TIT2", b"\x03Tides"), padding=5000)


def _boxed(movie: bytes) -> bytes:
    """An index between what stands around it in a file."""
    return make.box("ftyp", b"M4A ") + movie + make.box("mdat", b"\x5a" * 1000)


def _without(data: bytes, start: int, mark: bytes, count: int, *, skip: int = 0) -> bytes:
    """Leave out some parts, each of which begins with a mark; `skip` more stay at the start."""
    first = data.index(mark, start)
    for _ in range(skip):
        first = data.index(mark, first + 1)
    last = first
    for _ in range(count):
        last = data.index(mark, last + 1)
    return data[:first] + data[last:]


# name of the case: file name, bytes, seconds
WHOLE = {
    "MP3, constant, no header": ("a.mp3", make.mp3(1000), 1000 * _FRAME_S),
    "MP3, constant, Info": ("a.mp3", make.mp3(1000, header=b"Info"), 1000 * _FRAME_S),
    "MP3, variable, Xing": ("a.mp3", make.mp3(1000, (64, 192), header=b"Xing"), 1000 * _FRAME_S),
    "MP3, variable, VBRI": ("a.mp3", make.mp3(1000, (64, 192), header=b"VBRI"), 1000 * _FRAME_S),
    "MP3, without gaps": ("a.mp3", make.mp3(1000, header=b"Info", gaps=(576, 1400)), (1152000 - 1976) / 44100),
    "MP3, MPEG 2, mono": ("a.mp3", make.mp3(1000, (64,), 22050, mono=True), 1000 * 576 / 22050),
    "MP3, MPEG 2, mono, Xing": ("a.mp3", make.mp3(1000, (96, 32), 24000, mono=True, header=b"Xing"), 24.0),
    "MP3, MPEG 2.5": ("a.mp3", make.mp3(1000, (16,), 8000, mono=True), 72.0),
    "MP3, ID3 in front": ("a.mp3", _TAG + make.mp3(1000), 1000 * _FRAME_S),
    "MP3, two ID3 tags": ("a.mp3", _TAG * 2 + make.mp3(1000, header=b"Info"), 1000 * _FRAME_S),
    "MP3, rubbish in front": ("a.mp3", b"\0\xff\xfb\x90" * 900 + make.mp3(1000), 1000 * _FRAME_S),
    "MP3, longer tag behind": ("a.mp3", make.mp3(1000, header=b"Info") + b"TAG+".ljust(227, b"\0") + make.id3v1(), 1000 * _FRAME_S),
    "MP3, tags behind": ("a.mp3", make.mp3(1000) + make.apev2(b"x" * 999) + make.lyrics3(b"la" * 99) + make.id3v1(), 1000 * _FRAME_S),
    "MP3, header and tags behind": ("a.mp3", make.mp3(1000, header=b"Info") + make.apev2(b"x" * 9999) + make.id3v1(), 1000 * _FRAME_S),
    "MP3, tag between": ("a.mp3", make.mp3(500) + _TAG + make.mp3(500), 1000 * _FRAME_S),
    "MP3, upper case, mark and question": ("Why? Part #1.MP3", make.mp3(1000), 1000 * _FRAME_S),
    "AAC": ("a.aac", make.aac(1000), 1000 * 1024 / 44100),
    "AAC, joined with tags": ("a.aac", _TAG + make.aac(500) + _TAG + make.aac(500) + make.id3v1(), 1000 * 1024 / 44100),
    "AAC, ID3 in front": ("a.aac", _TAG + make.aac(1000), 1000 * 1024 / 44100),
    "M4A": ("a.m4a", make.m4a(61.5), 61.5),
    "M4A, index behind": ("a.m4a", make.m4a(61.5, index_first=False), 61.5),
    "M4A, lengths of 64 bits": ("a.m4a", make.m4a(61.5, version=1, large=True), 61.5),
    "M4A, open end": ("a.m4b", make.m4a(61.5, open_end=True), 61.5),
    "M4A, edits": ("a.m4a", _boxed(make.movie(make.track(1, b"soun", 44100, units=44100 * 60, edits=make.elst((5000, -1), (20_000, 44100), (99_000, 44100 * 50))))), 30.0),
    "M4A, edits of nothing": ("a.m4a", _boxed(make.movie(make.track(1, b"soun", 44100, units=44100 * 60, edits=make.elst((0, 1024))))), 60.0),
    "M4A, times of its samples": ("a.m4a", _boxed(make.movie(make.track(1, b"soun", 44100, make.tables([(2, 44100), (1, 22050)], [40, 50, 60], [10, 10, 10]), units=9))), 2.5),
    "M4A, fragments": ("a.m4a", _boxed(make.movie(make.track(2, b"soun", 44100))) + make.fragment(2, [44100, 22050]) + make.fragment(2, [44100]), 2.5),
    "M4A, fragments of one length": ("a.m4a", _boxed(make.movie(make.track(2, b"soun", 44100))) + make.fragment(2, [], default=1024, count=9) * 50, 450 * 1024 / 44100),
    "M4A, fragments of two tracks": ("a.m4a", _boxed(make.movie(make.track(2, b"soun", 44100))) + make.fragment(1, [99]) + make.fragment(2, [44100]), 1.0),
    "M4A, fragments behind samples": ("a.m4a", _boxed(make.movie(make.track(2, b"soun", 44100, make.tables([(1, 44100)], [40], [10])))) + make.fragment(2, [44100]), 2.0),
    "M4A, fragments with a default": ("a.m4a", _boxed(make.movie(make.track(2, b"soun", 44100), make.box("mvex", make.box("trex", bytes(4), pack(">IIII", 2, 1, 44100, 0))))) + make.fragment(2, [], count=3), 3.0),
    "M4A, zeros behind": ("a.m4a", make.m4a(61.5) + bytes(99), 61.5),
    "M4A, rubbish behind": ("a.m4a", make.m4a(61.5) + b"\x7f\xff\xff\xff\x01\x02\x03\x04", 61.5),
    "Opus": ("a.opus", make.opus(61.5), 61.5),
    "Opus, long comments": ("a.opus", make.opus(61.5, "PICTURE=" + "x" * 300_000), 61.5),
    "Opus, chain": ("a.opus", make.opus(61.5) + make.opus(10, serial=8) + make.opus(5, serial=9), 76.5),
    "Ogg, chain of two codecs": ("a.ogg", make.vorbis(61.5) + make.opus(10, serial=8), 71.5),
    "Vorbis, chain of two rates": ("a.ogg", make.vorbis(61.5) + make.vorbis(10, serial=8, rate=22050), 71.5),
    "Vorbis, from the midst of a stream": ("a.ogg", make.vorbis(10, rate=10240, offset=10240 * 3600), 10.0),
    "Vorbis, recorded from the midst": ("a.ogg", _without(make.vorbis(20, rate=10240), 0, b"OggS", 10, skip=2), 10.0),
    "Opus, from the midst of a stream": ("a.opus", make.opus(1.2, skip=0, offset=48000 * 3600), 1.2),
    "Vorbis": ("a.ogg", make.vorbis(61.5), 61.5),
    "FLAC": ("a.flac", make.flac(500, last=1000), (499 * 4096 + 1000) / 44100),
    "FLAC, channels stored in turn": ("a.flac", make.flac(500, channels=(8, 1, 10, 9)), 500 * 4096 / 44100),
    "FLAC, length never written": ("a.flac", make.flac(500, last=1000, samples=0), (499 * 4096 + 1000) / 44100),
    "FLAC, tags behind": ("a.flac", make.flac(500) + make.apev2(b"x" * 999) + make.id3v1(), 500 * 4096 / 44100),
    "FLAC, ID3 in front": ("a.flac", _TAG + make.flac(500), 500 * 4096 / 44100),
    "WAV": ("a.wav", make.wav(61.5), 61.5),
    "WAV, odd chunk in front": ("a.wav", make.wav(61.5, extra=b"junk\x03\0\0\0abc\0"), 61.5),
    "WAV, length never written": ("a.wav", make.wav(61.5, length=0), 61.5),
    "WAV, length unknown": ("a.wav", make.wav(61.5, length=0xFFFFFFFF), 61.5),
    "WAV, RF64": ("a.wav", make.wav(61.5, kind=b"RF64", length=0xFFFFFFFF, extra=make.ds64(60 * 8000)), 60.0),
    "AIFF": ("a.aiff", make.aiff(12.5), 12.5),
    "AIFC, packets of IMA": ("a.aif", make.aiff(packets=6890), 6890 * 64 / 44100),
}  # fmt: skip
TYPES = {".aif": "audio/aiff", ".mp3": "audio/mpeg", ".aac": "audio/aac", ".m4a": "audio/x-m4a", ".m4b": "audio/x-m4a",
         ".opus": "audio/ogg", ".ogg": "audio/ogg", ".flac": "audio/flac", ".wav": "audio/wav",
         ".aiff": "audio/aiff"}  # fmt: skip
# What mutagen reads otherwise: it guesses where we count, or does not know the form.
_NOT_MUTAGEN = (
    "rubbish",
    "edits",
    "fragments",
    "times of",
    "chain",
    "midst",
    "longer tag",
    "IMA",
    "between",
    "tags behind",
    "never written",
    "FLAC, tags",
    "unknown",
    "RF64",
    "AAC",
    "two ID3",
    "zeros",
)


def _save(folder: Path, name: str, data: bytes) -> Path:
    path = folder / name
    path.write_bytes(data)
    return path


@pytest.mark.parametrize(("name", "data", "seconds"), WHOLE.values(), ids=WHOLE)
def test_whole_files(tmp_path: Path, name: str, data: bytes, seconds: float) -> None:
    path = _save(tmp_path, name, data)
    media_type = TYPES[path.suffix.lower()]
    assert measure_audio(path) == AudioFacts(len(data), media_type, round(seconds))
    found = measure_stream(BytesIO(data), len(data), path.suffix[1:].lower())
    assert found.duration_s == pytest.approx(seconds, abs=1e-6)


@pytest.mark.parametrize("case", [name for name in WHOLE if not any(word in name for word in _NOT_MUTAGEN)])  # fmt: skip
def test_mutagen_reads_the_same(tmp_path: Path, case: str) -> None:
    name, data, seconds = WHOLE[case]
    # It knows endings in lower case only, and rates MP3 without header by the first frame.
    found = mutagen.File(_save(tmp_path, name.lower(), data))
    assert found.info.length == pytest.approx(seconds, abs=0.15 if "MP3" in case else 0.001)


_SAMPLED = ["MP3, constant, Info", "AAC", "M4A, edits", "M4A, fragments", "Opus", "Opus, long comments",
            "Opus, from the midst of a stream", "Vorbis", "FLAC", "WAV", "AIFF"]  # fmt: skip


@pytest.mark.parametrize("case", _SAMPLED)
def test_parts_of_a_file_say_the_same(case: str) -> None:
    name, data, seconds = WHOLE[case]
    found = measure_stream(BytesIO(data), len(data), ending_of(name), sample=True)
    assert (found.duration_s, found.warnings) == (pytest.approx(seconds, abs=1e-6), ())


def test_parts_of_a_chain_do_not_say_how_long_it_is() -> None:
    data = make.opus(10) + make.opus(400, serial=8, pages=200)
    with pytest.raises(MediaFault, match="its last page is of another stream") as caught:
        measure_stream(BytesIO(data), len(data), "opus", sample=True)
    assert str(caught.value).endswith("cannot be read; add it as duration, e.g. 52:10")


_FULL = make.mp3(1000, header=b"Info")
_VARIABLE = make.mp3(1000, (64, 192), header=b"Xing")
_M4A = make.m4a(61.5)
_COPY = "copy or export it again"
_PLACE = "put the audio in its place"

# name of the case: file name, bytes, what is said
FAULTS = {
    "empty": ("a.mp3", b"", "the file is empty; copy it again"),
    "text": ("a.mp3", b"Tides, part 2\n" * 99, f"it is a text file, not audio; {_PLACE}"),
    "pointer of Git LFS": (
        "a.mp3", b"version https://git-lfs.github.com/spec/v1\noid sha256:4d7a2146\nsize 9123456\n",
        "it is a pointer of Git LFS, not the audio; run git lfs pull",
    ),
    "text, UTF-16": ("a.mp3", "Tides, part 2\n".encode("utf-16"), f"it is a text file, not audio; {_PLACE}"),
    "web page": ("a.mp3", b"\xef\xbb\xbf<!-- x --><!DOCTYPE html><title>404</title>", f"it is a web page, not audio; {_PLACE}"),
    "web page named M4A": ("a.m4a", b"<html><title>404</title>", f"it is a web page, not audio; {_PLACE}"),
    "picture": ("a.mp3", b"\x89PNG\r\n\x1a\n", f"it is a PNG file, not audio; {_PLACE}"),
    "ZIP": ("a.mp3", b"PK\x03\x04", f"it is a ZIP file, not audio; {_PLACE}"),
    "M4A named MP3": ("a.mp3", _M4A, "it is MP4, and its ending .mp3 says otherwise; rename it to .m4a"),
    "MP3 named M4A": ("a.m4a", _FULL, "it is MP3, and its ending .m4a says otherwise; rename it to .mp3"),
    "MP3 with a tag named WAV": ("a.wav", _TAG + _FULL, "it is MP3, and its ending .wav says otherwise; rename it to .mp3"),
    "AAC named MP3": ("a.mp3", make.aac(), "it is AAC, and its ending .mp3 says otherwise; rename it to .aac"),
    "FLAC behind a tag named MP3": ("a.mp3", _TAG + make.flac(), "it is FLAC, and its ending .mp3 says otherwise; rename it to .flac"),
    "rubbish named M4A": ("a.m4a", b"\x01\x80" * 999, f"it is no MP4 file, as its ending .m4a says; {_PLACE}"),
    "rubbish named MP3": ("a.mp3", b"\x01\x80\xff\xfb" * 999, "no MPEG audio is found in it, or it is cut off before its first frame; export it again"),
    "rubbish named AAC": ("a.aac", b"\x01\x80" * 999, "no AAC audio is found in it, or it is cut off before its first frame; export it again"),
    "only a tag": ("a.mp3", _TAG, "it has a tag (ID3) and no audio; export it again"),
    "cut in its tag": ("a.mp3", _TAG[:999], f"it is cut off inside its tag (ID3): 999 of {len(_TAG):,} bytes and all audio behind them; {_COPY}"),
    "MP3 cut in its first frame": ("a.mp3", _FULL[:300], "no MPEG audio is found in it, or it is cut off before its first frame; export it again"),
    "MP3 cut, constant": ("a.mp3", _FULL[: len(_FULL) // 2], f"it is cut off: its header announces 0:26, and 0:13 are there; {_COPY}"),
    "MP3 cut, variable": ("a.mp3", _VARIABLE[: len(_VARIABLE) // 2], f"it is cut off: its header announces 0:26, and 0:13 are there; {_COPY}"),
    "MP3 cut by two frames": ("a.mp3", _FULL[:-900], f"it is cut off: its header announces 0:26, and 0:26 are there; {_COPY}"),
    "MP3 of free format": ("a.mp3", (b"\xff\xfb\0\x64".ljust(1305, b"\x55")) * 99, "its bit rate is a free format, which most players refuse; export it with a bit rate of at most 320 kbit/s"),
    "MP3 of a header alone": ("a.mp3", make.mp3(0, header=b"Xing", told=(0, 0)), "no audio is found in it; export it again"),
    "M4A cut": ("a.m4a", _M4A[:-1], f"it is cut off: {len(_M4A) - 1:,} of {len(_M4A):,} bytes are there; {_COPY}"),
    "M4A cut before its index": ("a.m4a", make.m4a(index=b""), "it has no index (moov box), so that the recording or export broke off; export it again"),
    "M4A without duration": ("a.m4a", make.m4a(0), "its duration is missing, as in a live recording in fragments; export it as an ordinary M4A"),
    "M4A of 64 bits cut": ("a.m4a", make.m4a(large=True)[:-500], f"it is cut off: {len(make.m4a(large=True)) - 500:,} of {len(make.m4a(large=True)):,} bytes are there; {_COPY}"),
    "M4A of open end cut": ("a.m4a", make.movie(make.track(1, b"soun", 44100, make.tables([(2, 44100)], [900, 990], [10, 11]))) + b"\0\0\0\0mdat".ljust(500, b"\x5a"), f"it is cut off: 961 of 1,001 bytes are there; {_COPY}"),
    "M4A cut behind the head of a fragment": ("a.m4a", make.movie(make.track(2, b"soun", 44100)) + make.fragment(2, [44100])[:-108], f"it is cut off before the audio of its last fragment; {_COPY}"),
    "Opus cut": ("a.opus", make.opus()[:-1], f"it is cut off: {len(make.opus()) - 1:,} of {len(make.opus()):,} bytes are there; {_COPY}"),
    "Opus of its head alone": ("a.opus", make.opus()[:60], f"it is cut off before its first second; {_COPY}"),
    "WAV cut": ("a.wav", make.wav()[:-1], f"it is cut off: {len(make.wav()) - 1:,} of {len(make.wav()):,} bytes are there; {_COPY}"),
    "WAV without audio": ("a.wav", make.wav()[:36], "it has no audio (data chunk); export it again"),
    "WAV of nothing": ("a.wav", make.wav(0), "no audio is found in it; export it again"),
    "AIFF without audio": ("a.aiff", make.aiff(0)[:38], "it has no audio (SSND chunk); export it again"),
    "AIFF cut": ("a.aiff", make.aiff()[:-1], f"it is cut off: {len(make.aiff()) - 1:,} of {len(make.aiff()):,} bytes are there; {_COPY}"),
    "FLAC cut": ("a.flac", make.flac()[: len(make.flac()) // 2], f"it is cut off after 47 %; {_COPY}"),
    "FLAC cut in its head": ("a.flac", make.flac()[:30], f"it is cut off: 30 of 42 bytes are there; {_COPY}"),
    "FLAC cut where its channels are stored otherwise": ("a.flac", make.flac(channels=(8, 1, 10))[:-999], f"it is cut off after 9 %; {_COPY}"),
    "FLAC cut, filled with zeros": ("a.flac", make.flac()[: len(make.flac()) // 2] + bytes(9000), f"it is cut off after 47 %; {_COPY}"),
    "FLAC with an end of zeros": ("a.flac", make.flac(3)[:99] + bytes(1 << 22), f"no audio is found at its end, so that it is cut off or damaged; {_COPY}"),
    "FLAC without its first block": ("a.flac", b"fLaC\x81\0\0\4" + bytes(99), "its first block is missing; export it again"),
}  # fmt: skip


@pytest.mark.parametrize(("name", "data", "says"), FAULTS.values(), ids=FAULTS)
def test_files_that_cannot_be_used(tmp_path: Path, name: str, data: bytes, says: str) -> None:
    with pytest.raises(MediaFault) as caught:
        measure_audio(_save(tmp_path, name, data))
    assert str(caught.value) == says


_VBR = ("its bit rate varies and no header tells its length, so that players show a wrong duration "
        "and jump to wrong places; export it with a constant bit rate or a Xing header")  # fmt: skip
_LAST = "so that it may be cut off; listen to its end"
_UNREAD = "its duration cannot be read; add it as duration, e.g. 52:10"

_HOLE = "zeros stand in it where audio should be, from {} % on, so that it is damaged; copy or export it again"
_DISORDER = ("its frames are not in order, so that it is joined or damaged, and players play a part of it; "
             "export it in one piece")  # fmt: skip


def _hole(data: bytes) -> bytes:
    """Zeros in a fifth of the bytes."""
    first, last = len(data) * 40 // 100, len(data) * 60 // 100
    return data[:first] + bytes(last - first) + data[last:]


# name of the case: file name, bytes, duration, what is said
WARNED = {
    "MP3, variable, no header": ("a.mp3", make.mp3(1000, (64, 192)), 26, _VBR),
    "MP3, header without numbers": ("a.mp3", make.mp3(1000, (64, 192), header=b"Xing", told=(0, 0)), 26, _VBR),
    "MP3, last frame cut": ("a.mp3", make.mp3(1000)[:-17], 26, f"its last frame lacks 17 bytes, {_LAST}"),
    "MP3, joined behind a header": ("a.mp3", _FULL + make.mp3(1000), 52, "its header tells 0:26, and it lasts 0:52, so that players show a wrong duration; export it in one piece"),
    "MP3, filled with ones": ("a.mp3", make.mp3(2000, (32,)) + b"\xff" * 70_000, 52, "70,000 bytes in it are no audio; it may be damaged, listen to it"),
    "MP3, filled with zeros": ("a.mp3", make.mp3(1000) + bytes(90_000), 26, "90,000 bytes in it are no audio; it may be damaged, listen to it"),
    "MP2": ("a.mp3", make.mp2(1000), 24, "it is MPEG audio of layer II, which few apps play; export it as MP3"),
    "MP3 with a hole": ("a.mp3", _hole(make.mp3(1000, header=b"Info")), 26, _HOLE.format(39)),
    "AAC with a hole": ("a.aac", make.aac(400) + bytes(5000) + make.aac(600), 23, "5,000 bytes in it are no audio; it may be damaged, listen to it"),
    "M4A with a hole": ("a.m4a", _boxed(make.movie(make.track(1, b"soun", 44100, make.tables([(60, 44100)], [40], [10])))) + make.box("mdat", b"\x5a" * 5000 + bytes(5000)), 60, _HOLE.format(50)),
    "M4A, two in one": ("a.m4a", make.m4a(61.5) * 2, 62, "it is two files in one, of which players play the first; export it in one piece"),
    "M4A, fragments and rubbish": ("a.m4a", _boxed(make.movie(make.track(2, b"soun", 44100))) + make.fragment(2, [44100]) + bytes(999), 1, "999 bytes behind its last fragment are no audio; it may be damaged, listen to it"),
    "Opus with an end of zeros": ("a.opus", make.opus(600, pages=40)[:-4000] + bytes(4000), 555, f"its last page is not marked as the end, {_LAST}"),
    "Vorbis with pages missing": ("a.ogg", _without(make.vorbis(61.5), 3000, b"OggS", 2), 62, "pages are missing in its midst, so that it is damaged; copy or export it again"),
    "FLAC, joined": ("a.flac", make.flac(500) * 2, 46, _DISORDER),
    "FLAC, joined with a shorter one": ("a.flac", make.flac(500) + make.flac(50), 46, _DISORDER),
    "FLAC with a hole": ("a.flac", make.flac(2000)[:9000] + bytes(9000) + make.flac(2000)[18_000:], 186, _HOLE.format(37)),
    "AAC, last frame cut": ("a.aac", make.aac(1000)[:-1], 23, f"its last frame is not whole, {_LAST}"),
    "FLAC, last frame cut": ("a.flac", make.flac(500)[:-1], 46, f"its last frame is not whole, {_LAST}"),
    "FLAC, length never written, cut": ("a.flac", make.flac(500, samples=0)[:-1], 46, f"its last frame is not whole, {_LAST}"),
    "Opus without end": ("a.opus", make.opus(61.5, ended=False), 62, f"its last page is not marked as the end, {_LAST}"),
    "Ogg of another codec": ("a.ogg", make.ogg_page(b"BBCD", flags=2), 0, _UNREAD),
    "Matroska": ("a.webm", b"\x1aE\xdf\xa3", 0, _UNREAD),
    "AVI": ("a.avi", b"RIFF\0\0\0\0AVI ", 0, _UNREAD),
}  # fmt: skip


@pytest.mark.parametrize(("name", "data", "seconds", "says"), WARNED.values(), ids=WARNED)
def test_files_that_listeners_stumble_over(
    tmp_path: Path, name: str, data: bytes, seconds: int, says: str
) -> None:
    facts = measure_audio(_save(tmp_path, name, data))
    assert (facts.duration_s, facts.warnings) == (seconds, (says,))


def test_few_odd_frames_are_no_variable_bit_rate(tmp_path: Path) -> None:
    data = make.mp3(5, (64,)) + make.mp3(995)
    assert measure_audio(_save(tmp_path, "a.mp3", data)).warnings == ()


def test_documents_have_no_duration(tmp_path: Path) -> None:
    path = _save(tmp_path, "a.pdf", b"%PDF-1.7")
    assert measure_audio(path) == AudioFacts(8, "application/pdf", 0)


def test_short_file_lasts_a_second(tmp_path: Path) -> None:
    assert measure_audio(_save(tmp_path, "a.mp3", make.mp3(1))).duration_s == 1


_HOSTILE = {
    "MP3 of marks": ("mp3", b"\xff\xfb\x90\x64" * 500_000),
    "MP3 of gaps": ("mp3", (make.mp3_frame(8, 24000) * 2 + b"\1") * 40_000),
    "MP3 of tags": ("mp3", make.id3() * 200_000),
    "MP3 of tags behind": ("mp3", make.mp3(10) + make.apev2() * 30_000),
    "M4A of boxes": ("m4a", make.box("ftyp") + make.box("free") * 250_000),
    "M4A of tracks": ("m4a", make.box("ftyp") + make.box("moov", make.box("trak", make.box("free") * 20_000) * 50)),
    "WAV of chunks": ("wav", b"RIFF\0\0\0\0WAVE" + b"abcd\0\0\0\0" * 250_000),
    "Ogg of marks": ("ogg", make.opus(pages=1) + b"OggS\0" * 400_000),
    "Ogg of pages": ("ogg", make.opus()[:47] + make.ogg_page(b"", serial=9) * 70_000),
    "FLAC of frames without a checksum": ("flac", make.flac(1, samples=0) + b"\xff\xf8\xc9\x08\0\xc2" * 400_000),
    "FLAC of marks": ("flac", make.flac(1) + b"\xff\xf8\xc9\x08" * 500_000),
}  # fmt: skip


class Counted(BytesIO):
    """Bytes that know how often, and how much of them, was read."""

    reads = 0

    def read(self, size: int | None = -1) -> bytes:
        found = super().read(size)
        self.reads += 1
        return found


@pytest.mark.slow
@pytest.mark.parametrize(("ending", "data"), _HOSTILE.values(), ids=_HOSTILE)
def test_hostile_files_are_left_soon(ending: str, data: bytes) -> None:
    stream = Counted(data)
    with suppress(MediaFault):
        measure_stream(stream, len(data), ending)
    assert stream.reads < 300_000


@pytest.mark.slow
@pytest.mark.parametrize("case", ["MP3, two ID3 tags", "MP3, variable, Xing", "AAC", "M4A, lengths of 64 bits", "Opus", "FLAC", "WAV, RF64", "AIFF"])  # fmt: skip
@pytest.mark.parametrize("byte", [0, 0x7F, 0xFF])
def test_damaged_files_are_told_not_raised(case: str, byte: int) -> None:
    name, whole, _ = WHOLE[case]
    for at in range(300):
        for data in (whole[:at] + bytes([byte]) + whole[at + 1 : 40_000], whole[: at + 1]):
            for sample in (False, True):
                with suppress(MediaFault):
                    measure_stream(BytesIO(data), len(data), name[2:], sample=sample)


def test_unknown_ending_is_told(tmp_path: Path) -> None:
    with pytest.raises(
        MediaFault, match=r"^its ending stands for no media type; expected one of \.mp3, "
    ):
        measure_audio(_save(tmp_path, "mp3", make.mp3()))


def test_missing_file_is_an_error_of_the_system(tmp_path: Path) -> None:
    with pytest.raises(FileNotFoundError):
        measure_audio(tmp_path / "a.mp3")
