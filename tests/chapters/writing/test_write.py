"""Chapters are written in each form, read back as they were, and what a form cannot hold is told."""

from dataclasses import replace

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from feedtool.chapters.model import Reading
from feedtool.chapters.reading.read import read_chapters
from feedtool.chapters.writing.write import FORMS, form_of_name, write_chapters
from feedtool.findings.file_findings import FileFindings
from feedtool.media.chapters import drop_implied_ends
from feedtool.media.facts import AudioChapter, ChapterPlace

CHAPTERS = [
    AudioChapter(0, "Ebb"),
    AudioChapter(30_000, "", is_hidden=True, image="https://example.com/1.png"),
    AudioChapter(61_500, 'A "B" & <C> --> D', "https://example.com/f?a=b&c", end_ms=80_000),
    AudioChapter(90_000, "", location=ChapterPlace("Pier 4", "geo:1,2")),
]
ABOUT = {"author": "Mira Holt", "waypoints": True}
WRITTEN = {
    "json": """{
  "version": "1.2.0",
  "author": "Mira Holt",
  "waypoints": true,
  "chapters": [
    {"startTime": 0, "title": "Ebb"},
    {"startTime": 30, "img": "https://example.com/1.png", "toc": false},
    {"startTime": 61.5, "endTime": 80, "title": "A \\"B\\" & <C> --> D", "url": "https://example.com/f?a=b&c"},
    {"startTime": 90, "location": {"name": "Pier 4", "geo": "geo:1,2"}}
  ]
}
""",
    "psc": """<?xml version="1.0" encoding="UTF-8"?>
<psc:chapters version="1.2" xmlns:psc="http://podlove.org/simple-chapters">
  <psc:chapter start="00:00:00.000" title="Ebb"/>
  <psc:chapter start="00:01:01.500" title='A "B" &amp; &lt;C&gt; --&gt; D' href="https://example.com/f?a=b&amp;c"/>
</psc:chapters>
""",
    "vtt": """WEBVTT

00:00:00.000 --> 00:01:01.500
Ebb

00:01:01.500 --> 00:01:20.000
A "B" &amp; &lt;C&gt; --&gt; D

00:01:30.000 --> 00:02:00.000

""",
    "labels": '0.000000\t0.000000\tEbb\n61.500000\t80.000000\tA "B" & <C> --> D\n90.000000\t90.000000\t\n',
    "mp4chaps": '00:00:00.000 Ebb\n00:01:01.500 A "B" & <C> --> D\n',
    "cue": """PERFORMER "Mira Holt"
FILE "audio.mp3" MP3
  TRACK 01 AUDIO
    TITLE "Ebb"
    INDEX 01 00:00:00
  TRACK 02 AUDIO
    TITLE "A 'B' & <C> --> D"
    INDEX 01 01:01:38
""",
    "text": '00:00 Ebb\n01:01 A "B" & <C> --> D\n',
}  # fmt: skip
_HIDDEN, _SAID = "1 hidden chapter", "what is said of all chapters (author, waypoints)"
LOST = {
    "json": (),
    "psc": (_HIDDEN, "1 chapter without a title", "1 end", _SAID),
    "vtt": (_HIDDEN, "1 link", "1 place", _SAID),
    "labels": (_HIDDEN, "1 link", "1 place", _SAID),
    "mp4chaps": (_HIDDEN, "1 chapter without a title", "1 end", "1 link", _SAID),
    "cue": (_HIDDEN, "1 chapter without a title", "1 end", "1 link", "what is said of all chapters (waypoints)"),
    "text": (_HIDDEN, "1 chapter without a title", "1 end", "1 link", "1 fraction of a second", _SAID),
}  # fmt: skip


@pytest.mark.parametrize("form", FORMS)
def test_each_form_is_written_and_says_what_is_lost(form: str) -> None:
    reading = Reading("json", CHAPTERS[::-1], about=ABOUT)
    found = write_chapters(reading, form, 120)
    assert found.data.decode() == WRITTEN[form]
    assert found.lost == LOST[form]


def test_the_last_chapter_of_audio_of_unknown_length_has_an_end_that_nobody_takes_for_one() -> None:
    data = write_chapters(Reading("json", CHAPTERS[:1]), "vtt").data
    assert data.decode() == "WEBVTT\n\n00:00:00.000 --> 99:59:59.999\nEbb\n"
    reading = read_chapters(data, FileFindings("1"))
    assert reading is not None
    assert list(reading.chapters) == CHAPTERS[:1]


def test_nothing_breaks_out_of_a_cue_sheet() -> None:
    about = {"author": 'A"\nFILE "x" MP3', "title": "B\x1b\0", "fileName": 'a"\n  TRACK 98 AUDIO'}
    found = write_chapters(Reading("json", [AudioChapter(0, 'C"\n')], about=about), "cue").data
    assert found.decode().splitlines()[:5] == [
        "PERFORMER \"A' FILE 'x' MP3\"", 'TITLE "B"', "FILE \"a' TRACK 98 AUDIO\" MP3",
        "  TRACK 01 AUDIO", "    TITLE \"C'\"",
    ]  # fmt: skip


def test_a_cue_sheet_has_at_most_99_tracks() -> None:
    many = [AudioChapter(at * 1000, "Wave") for at in range(101)]
    found = write_chapters(Reading("json", many), "cue")
    assert found.data.count(b"TRACK") == 99
    assert found.lost == ("chapters behind the 99th",)


@pytest.mark.parametrize(
    ("name", "form"),
    [("1.json", "json"), ("1.chapters.txt", "mp4chaps"), ("1.TXT", "text"), ("1.labels", "labels"),
     ("1.vtt", "vtt"), ("1.cue", "cue"), ("1.psc", "psc"), ("1.xml", None), ("json", None)],
)  # fmt: skip
def test_the_ending_says_the_form(name: str, form: str | None) -> None:
    assert form_of_name(name) == form


# Marks around a title would be taken for those that people put between it and its time.
_WORD = st.text(
    st.characters(codec="utf-8", exclude_categories=("Cc", "Cf", "Cs", "Co", "Cn", "Zl", "Zp", "Zs")),
    min_size=1, max_size=12,
)  # fmt: skip
_TITLES = st.lists(_WORD, min_size=1, max_size=4).map(lambda words: f"a {' '.join(words)} z")
_TIMES = st.integers(0, 400_000_000)
_CHAPTER = st.builds(
    AudioChapter, _TIMES, _TITLES, st.sampled_from(["", "https://example.com/ä?a=1&b='2'"]),
    end_ms=st.none() | _TIMES,
)  # fmt: skip
_ODD = 'a --> & <b> <v Bo> "q" \\ \u202e אב e\u0301 😀 [x](https://example.com) &amp; 12:30 z'


def _normal(chapter: AudioChapter, form: str) -> AudioChapter:
    """A chapter as a form can hold it, see docs/chapters.md."""
    holds = FORMS[form].holds
    if "url" not in holds:
        chapter = replace(chapter, url="")
    if "end" not in holds or (chapter.end_ms or 0) <= chapter.start_ms:
        chapter = replace(chapter, end_ms=None)
    if form == "cue":
        frames = (chapter.start_ms * 75 + 500) // 1000
        title = chapter.title.replace('"', "'")
        return replace(chapter, start_ms=round(frames * 1000 / 75), title=title)
    if form == "text":
        return replace(chapter, start_ms=chapter.start_ms // 1000 * 1000)
    return chapter


@settings(max_examples=100)
@given(st.lists(_CHAPTER, min_size=1, max_size=8))
@example([AudioChapter(0, _ODD), AudioChapter(0, "a z"), AudioChapter(360_000_000, "a z")])
@pytest.mark.parametrize("form", FORMS)
def test_what_is_written_is_read_again(form: str, chapters: list[AudioChapter]) -> None:
    # Where titles are plain lines, links of Markdown in them are links, and marks are marks.
    is_plain = form in ("text", "mp4chaps")
    tame = [replace(one, title="a z") if is_plain and any(mark in one.title for mark in ("](", "**", "__", "-->", "<")) else one
            for one in chapters]  # fmt: skip
    ordered = sorted(tame, key=lambda one: one.start_ms)
    findings = FileFindings("1")
    reading = read_chapters(write_chapters(Reading("json", tame), form).data, findings)
    # Some letters in a row look as if UTF-8 had been read as something else.
    assert {one.rule for one in findings.found} <= {"chapters-encoding"}
    assert reading is not None
    normal = [_normal(one, form) for one in ordered]
    if form == "json":
        normal = [
            replace(one, end_ms=before.end_ms) for one, before in zip(normal, ordered, strict=True)
        ]
    else:
        normal = list(drop_implied_ends(normal))
    if form == "vtt":
        normal = [
            replace(one, end_ms=None) if (one.end_ms or 0) >= 359_999_999 else one for one in normal
        ]
    assert list(reading.chapters) == normal
