"""Chapters of each form are read, whatever their encoding and line ends; what is none is refused."""

import json
from collections.abc import Callable
from pathlib import Path

import make_audio as make
import pytest
from chapter_files import FILES
from conftest import SHARED

from feedtool.chapters.model import Reading
from feedtool.chapters.reading.read import read_chapters
from feedtool.findings.file_findings import FileFindings
from feedtool.media.facts import AudioChapter


def read(data: bytes, name: str = "1") -> tuple[Reading | None, list[str]]:
    findings = FileFindings(name)
    reading = read_chapters(data, findings, name)
    return reading, [str(one) for one in findings.found]


@pytest.mark.parametrize("name", FILES)
@pytest.mark.parametrize(
    "change",
    [
        lambda text: text.encode(),
        lambda text: text.replace("\n", "\r\n").encode("utf-8-sig"),
        lambda text: text.replace("\n", "\r").encode(),
        lambda text: text.rstrip("\n").encode(),
    ],
    ids=["as it is", "Windows", "old Mac", "no last line end"],
)
def test_each_form_is_read(name: str, change: Callable[[str], bytes]) -> None:
    file, text, form, chapters = FILES[name]
    reading, told = read(change(text), file)
    assert told == []
    assert reading is not None
    assert (reading.form, list(reading.chapters)) == (form, chapters)


@pytest.mark.parametrize("name", FILES)
def test_the_content_says_the_form(name: str) -> None:
    _, text, form, chapters = FILES[name]
    for other in ("", "1.doc", "1.txt"):
        reading, _ = read(text.encode(), other)
        assert reading is not None
        assert (reading.form, list(reading.chapters)) == (form, chapters)


@pytest.mark.parametrize(
    ("codec", "says"),
    [
        ("utf-16", "1.txt:1:1: warning: it is UTF-16; save it as UTF-8 [chapters-encoding]"),
        ("utf-16-le", "1.txt:1:1: warning: it is UTF-16; save it as UTF-8 [chapters-encoding]"),
        ("utf-16-be", "1.txt:1:1: warning: it is UTF-16; save it as UTF-8 [chapters-encoding]"),
        ("utf-32", "1.txt:1:1: warning: it is UTF-32; save it as UTF-8 [chapters-encoding]"),
        ("cp1252", "1.txt:2:8: warning: it is windows-1252, as the first \"ä\" shows; save it as UTF-8 [chapters-encoding]"),
    ],
)  # fmt: skip
def test_other_encodings_are_read_and_told(codec: str, says: str) -> None:
    reading, told = read("00:00 Ebb\n01:01 Fähre\n".encode(codec), "1.txt")
    assert told == [says]
    assert reading is not None
    assert list(reading.chapters) == [AudioChapter(0, "Ebb"), AudioChapter(61_000, "Fähre")]


REFUSED: dict[str, tuple[bytes, str]] = {
    "nothing": (b" \n", "1:1:1: error: it is empty [chapters-unreadable]"),
    "prose": (b"We talk about nets.\n", "1: error: it has no line with a time and a title; expected e.g. 00:12:30 Topic [chapters-unreadable]"),
    "a picture": (b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR" + bytes(40), "1: error: it is no text; expected chapters or audio [chapters-unsupported]"),
    "SubRip": (b"1\n00:00:01,000 --> 00:00:04,000\nHello.\n", "1: error: it is SubRip, a transcript; expected chapters, e.g. lines such as 00:12:30 Topic [chapters-unsupported]"),
    "broken JSON": (b'{"version": "1.2.0",\n "chapters": [{"startTime": 0 "title": "x"}]}', "1:2:31: error: it is no JSON: expected a comma, or the bracket that closes the list or object [chapters-unreadable]"),
    "JSON of a transcript": (b'{"segments": []}', '1:1:1: error: it is a transcript; expected {"version": "1.2.0", "chapters": [{"startTime": 0, "title": …}]} [chapters-unreadable]'),
    "JSON of something else": (b'{"name": "x"}', '1:1:1: error: it is JSON without chapters; expected {"version": "1.2.0", "chapters": [{"startTime": 0, "title": …}]} [chapters-unreadable]'),
    "deep JSON": (b"[" * 100_000, "1: error: it is no JSON: its lists are nested too deep [chapters-unreadable]"),
    "a feed without chapters": (b"<rss><channel></channel></rss>", '1: error: it has no chapter; expected chapters such as <psc:chapter start="00:12:30.000" title="Topic"/> [chapters-unreadable]'),
    "broken XML": (b'<psc:chapters>\n<psc:chapter start="0" title="A">\n</psc:chapters>', "1:3:3: error: it is no XML: mismatched tag [chapters-unreadable]"),
    "XML with entities": (b'<!DOCTYPE x [<!ENTITY a "b">]><psc:chapters ><psc:chapter start="0" title="&a;"/></psc:chapters>', "1:1:25: error: it declares entities or attributes of its own; remove the DOCTYPE [chapters-unreadable]"),
    "XML with attributes": (b'<!DOCTYPE x [<!ATTLIST c title CDATA "b">]><psc:chapters ><psc:chapter start="0"/></psc:chapters>', "1:1:38: error: it declares entities or attributes of its own; remove the DOCTYPE [chapters-unreadable]"),
    "captions without cues": (b"WEBVTT\n\nNOTE nothing\n", "1: error: it has no chapter; expected cues such as 00:12:30.000 --> 00:15:00.000 with a title below [chapters-unreadable]"),
    "a cue sheet without times": (b"FILE x MP3\nTRACK 01 AUDIO\n", '1:2:1: error: "" is no time; expected tracks with INDEX 01 MM:SS:FF, e.g. INDEX 01 12:30:00 [chapter-bad-time]'),
    "an audio file that is cut off": (make.m4a()[:-400], "1: error: it is cut off: "),
}  # fmt: skip


@pytest.mark.parametrize("name", REFUSED)
def test_what_is_no_chapters_is_refused_with_the_cause(name: str) -> None:
    data, says = REFUSED[name]
    reading, told = read(data)
    assert reading is None
    assert [one[: len(says)] for one in told] == [says]


BAD_TIMES: dict[str, tuple[str, str]] = {
    "Podlove": ('<psc:chapters >\n <psc:chapter start="1h" title="A"/>\n <psc:chapter start="0" title="B"/></psc:chapters>', '2:2: error: "1h" is no time'),
    "WebVTT": ("WEBVTT\n\nsoon --> 00:05.000\nA\n\n00:00.000 --> 00:05.000\nB\n", '3:1: error: "soon --> 00:05.000" is no time'),
    "Audacity": ("0.0\t0.0\tB\n-1.0\t2.0\tA\n", '2:1: error: "-1.0" is no time'),
    "cue": ("FILE a MP3\nTRACK 01 AUDIO\nTITLE B\nINDEX 01 00:00:00\nTRACK 02 AUDIO\nINDEX 01 00:00:75\n", '6:1: error: "00:00:75" is no time'),
    "Ogg": ("CHAPTER01=0:75\nCHAPTER02=0:00\nCHAPTER02NAME=B\n", '1:1: error: "0:75" is no time'),
    "ffmpeg": (";FFMETADATA1\n[CHAPTER]\nSTART=x\n[CHAPTER]\nSTART=0\ntitle=B\n", '2:1: error: "x" is no time'),
    "Matroska": ("<Chapters>\n<ChapterAtom><ChapterTimeStart>x</ChapterTimeStart></ChapterAtom><ChapterAtom><ChapterTimeStart>0</ChapterTimeStart><ChapterString>B</ChapterString></ChapterAtom></Chapters>", '2:1: error: "x" is no time'),
    "JSON": ('{"version": "1.2.0", "chapters": [\n{"startTime": "soon"},\n{"startTime": 0, "title": "B"}]}', '2:15: error: startTime of chapter 1 is "soon"; expected seconds, e.g. 64.5'),
}  # fmt: skip


@pytest.mark.parametrize("name", BAD_TIMES)
def test_a_wrong_time_is_told_at_its_place_and_the_others_are_read(name: str) -> None:
    text, says = BAD_TIMES[name]
    reading, told = read(text.encode())
    assert [one[: len(says) + 2] for one in told] == [f"1:{says}"]
    assert told[0].endswith("[chapter-bad-time]")
    assert reading is not None
    assert [(one.start_ms, one.title) for one in reading.chapters] == [(0, "B")]


def test_of_a_feed_the_chapters_of_the_first_item_are_read() -> None:
    item = '<item><psc:chapters><psc:chapter start="0" title="{}"/></psc:chapters></item>'
    feed = f"<rss><channel>{item.format('A')}{item.format('B')}</channel></rss>"
    reading, told = read(feed.encode())
    assert told == ["1: warning: 2 items have chapters; those of the first are read [bad-chapters]"]
    assert reading is not None
    assert [one.title for one in reading.chapters] == ["A"]


def test_of_a_cue_sheet_the_first_file_is_read() -> None:
    track = 'FILE "{0}.wav" WAVE\n TRACK 01 AUDIO\n  TITLE {0}\n  INDEX 01 00:00:00\n'
    reading, told = read((track.format("a") + track.format("b")).encode())
    assert told == [
        "1:5:1: warning: the tracks from here on are in another file, and are left out [bad-chapters]"
    ]
    assert reading is not None
    assert [one.title for one in reading.chapters] == ["a"]


def test_chapters_in_audio_are_read_with_its_duration() -> None:
    data = make.id3(make.chap("a", 0, "Ebb"), make.chap("b", 1500, "Flood", end_ms=1800))
    reading, told = read(data + make.mp3(100), "1")
    assert told == []
    assert reading is not None
    assert [(one.start_ms, one.end_ms, one.title) for one in reading.chapters] == [
        (0, None, "Ebb"), (1500, None, "Flood"),
    ]  # fmt: skip
    assert 2.5 < reading.duration_s < 2.7


def test_chapters_of_damaged_audio_are_read() -> None:
    reading, told = read(make.id3(make.chap("a", 0, "Ebb")) + bytes(5000))
    assert told == []
    assert reading is not None
    assert [one.title for one in reading.chapters] == ["Ebb"]


def test_real_chapters_are_read_or_refused_with_their_place() -> None:
    folder = SHARED / "data/transcripts"
    if not folder.is_dir():
        pytest.skip("../shared/data is not here")
    found = {path.name: read(path.read_bytes(), path.name) for path in folder.glob("pi-chap*.json")}
    good, told = found["pi-chapters-exampleComplex-json.json"]
    assert told == []
    assert good is not None
    assert len(good.chapters) == 11
    bad, told = found["pi-chapters-complex-old2.json"]
    assert bad is None
    assert told[0].startswith(
        "pi-chapters-complex-old2.json:37:7: error: it is no JSON: expected a comma"
    )


HOSTILE: dict[str, bytes] = {
    "a long line": b"00:00 " + b"a" * 4_900_000,
    "many lines": b"00:00 a\n" * 600_000,
    "many digits and colons": b"1:" * 2_000_000,
    "many brackets": b"[a](" * 1_000_000,
    "many tags": b"<li>" * 300_000,
    "an open tag": b"<li " + b"a" * 4_000_000,
    "many anchors": b"<a href='" * 500_000,
    "many blanks": b"<li>" + b" " * 4_000_000 + b"00:00",
    "many cues": b"WEBVTT\n\n" + b"00:00.000 --> 00:01.000\na\n\n" * 60_000,
    "many tabs": b"0\t0\t" + b"\t" * 4_000_000,
    "many tracks": b"TRACK 01 AUDIO\n" * 80_000,
    "deep XML": b"<a>" * 1_600_000,
    "many attributes": b"<chapters ><chapter " + b"".join(b'a%d="" ' % one for one in range(400_000)),
    "many escapes": b";FFMETADATA1\n[CHAPTER]\n" + b"\\" * 4_000_000,
    "many keys": json.dumps({str(one): 0 for one in range(190_000)}).encode(),
    "many chapters": b'{"chapters": [' + b'{"startTime": "1", "a": 1},' * 9_000 + b"{}]}",
    "zeros": bytes(4_900_000),
    "bytes that are no text": bytes(range(128, 256)) * 30_000,
    "half characters": json.dumps({"version": "1", "chapters": [{"startTime": 0, "title": "\ud800"}]}).encode(),
    "large": b"a" * 5_000_001,
}  # fmt: skip


@pytest.mark.slow
@pytest.mark.parametrize("name", HOSTILE)
def test_hostile_files_end_soon_with_few_findings(name: str, tmp_path: Path) -> None:
    _, told = read(HOSTILE[name])
    assert len(told) <= 20_001
    assert all(len(one) < 600 for one in told)
