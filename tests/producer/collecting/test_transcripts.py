"""Transcripts become all formats that they can honestly become, and the feed links them."""

import pytest
from transcript_show import JSON, SRT, TIMED_TXT, TXT, VTT, TranscriptShow

from feedtool.producer.collecting import transcript_files

pytestmark = pytest.mark.slow

PAGE = [
    "<cite>Mira Holt:</cite>",
    '<time id="t1" datetime="PT1S">0:01</time>',
    '<a href="https://example.com/1.mp3#t=1" aria-labelledby="t1">▶\ufe0e</a>',
    "<p>Welcome to the harbour.</p>",
    '<cite><a href="https://example.com/bo">Bo Lind</a>:</cite>',
    '<time id="t52" datetime="PT52S">0:52</time>',
    '<a href="https://example.com/1.mp3#t=52" aria-labelledby="t52">▶\ufe0e</a>',
    "<p>The ferry is late.</p>",
]
PLAIN_PAGE = [
    "<cite>Mira Holt:</cite>",
    '<p id="p1">Welcome to the harbour.</p>',
    '<cite><a href="https://example.com/bo">Bo Lind</a>:</cite>',
    '<p id="p2">The ferry is late.</p>',
]
TIMED = [
    ("1-nets.vtt", "en", "captions", ""),
    ("1-nets.srt", "en", "captions", ""),
    ("1-nets.json", "en", "captions", ""),
    ("1-nets.html", "en", "", ""),
    ("1-nets.txt", "en", "", ""),
]


@pytest.mark.parametrize(("name", "text"), [("1.vtt", VTT), ("1.srt", SRT), ("1.json", JSON)])
def test_captions_become_all_formats(spoken: TranscriptShow, name: str, text: str) -> None:
    spoken.put(f"transcripts/{name}", text)
    spoken.write(f"transcript: transcripts/{name}")
    assert spoken.build() == []
    assert spoken.links() == TIMED
    own = VTT if name == "1.vtt" else VTT.replace("00:0", "00:00:0").replace("00:5", "00:00:5")
    assert spoken.published("1-nets.vtt") == own
    assert spoken.published("1-nets.srt") == SRT
    assert spoken.published("1-nets.json") == JSON
    assert spoken.published("1-nets.txt") == TIMED_TXT
    assert spoken.turns("1-nets.html") == PAGE
    page = spoken.published("1-nets.html")
    assert page.startswith('<!DOCTYPE html>\n<html lang="en" dir="ltr">\n')
    assert "<title>Nets &amp; knots</title>" in page


def test_text_without_times_gets_none(spoken: TranscriptShow) -> None:
    spoken.put("transcripts/1.txt", TXT)
    spoken.write("transcript: transcripts/1.txt")
    assert spoken.build() == []
    assert spoken.links() == [("1-nets.html", "en", "", ""), ("1-nets.txt", "en", "", "")]
    assert spoken.published("1-nets.txt") == TXT
    assert spoken.turns("1-nets.html") == PLAIN_PAGE


def test_starts_without_ends_are_no_captions(spoken: TranscriptShow) -> None:
    spoken.put("transcripts/1.txt", TIMED_TXT)
    spoken.write("transcript: transcripts/1.txt")
    assert spoken.build() == []
    assert spoken.links() == [
        ("1-nets.json", "en", "", ""), ("1-nets.html", "en", "", ""), ("1-nets.txt", "en", "", ""),
    ]  # fmt: skip
    assert spoken.published("1-nets.json") == (
        '{"version": "1.0.0", "segments": [\n'
        '{"speaker": "Mira Holt", "startTime": 1, "body": "Welcome to the harbour."},\n'
        '{"speaker": "Bo Lind", "startTime": 52, "body": "The ferry is late."}\n]}\n'
    )
    assert spoken.turns("1-nets.html") == PAGE


@pytest.mark.parametrize(
    ("written", "published"),
    [
        (f"\ufeff{VTT}\n\n", VTT),
        (VTT.replace("\n", "\r\n"), VTT),
        (VTT.replace("00:01.000", "00:00:01.000 "), VTT.replace("00:01.000", "00:00:01.000 ")),
        (VTT.replace("\n\n", "\n\nNOTE by hand\n\n", 1), VTT.replace("\n\n", "\n\nNOTE by hand\n\n", 1)),
    ],
    ids=["marks and blanks", "ends of lines", "forms of times", "notes"],
)  # fmt: skip
def test_own_format_stays_as_its_author_wrote_it(
    spoken: TranscriptShow, written: str, published: str
) -> None:
    spoken.put("transcripts/1.vtt", written.encode())
    spoken.write("transcript: transcripts/1.vtt")
    assert spoken.build() == []
    assert spoken.published("1-nets.vtt") == published


def test_own_format_with_faults_is_written_anew(spoken: TranscriptShow) -> None:
    times = "00:00:05,000 --> 00:00:09,000"
    spoken.put("transcripts/1.srt", SRT.replace(times, "0:05.000 --> 00:00:09,000"))
    spoken.write("transcript: transcripts/1.srt")
    (told,) = spoken.build()
    assert told.startswith("transcripts/1.srt:6:1: warning: ")
    assert told.endswith(" [transcript-syntax]")
    assert spoken.links() == TIMED
    assert spoken.published("1-nets.srt") == SRT


def test_a_page_with_a_script_is_written_anew(spoken: TranscriptShow) -> None:
    turn = "<cite>Mira:</cite><time>0:01</time><p>Hello <img src=x onerror=a()>there.</p>"
    spoken.put("transcripts/1.html", f"<body onload=a()>{turn}<script>a()</script>")
    spoken.write("transcript: transcripts/1.html")
    (told,) = spoken.build()
    assert told.startswith("transcripts/1.html:1:1: warning: ")
    page = spoken.published("1-nets.html")
    assert "<p>Hello there.</p>" in page
    assert "a()" not in page


def test_a_page_that_shows_text_stays(spoken: TranscriptShow) -> None:
    page = '<cite class="a">Mira:</cite><time>0:01</time><p style="color: red">Hello.</p>\n'
    spoken.put("transcripts/1.html", page)
    spoken.write("transcript: transcripts/1.html")
    assert spoken.build() == []
    assert spoken.published("1-nets.html") == page


def test_own_format_with_tags_that_apps_show_stays(spoken: TranscriptShow) -> None:
    text = SRT.replace("late", '<font color="red">late</font>')
    spoken.put("transcripts/1.srt", text)
    spoken.write("transcript: transcripts/1.srt")
    assert [one.rpartition(" ")[2] for one in spoken.build()] == ["[transcript-raw-markup]"]
    assert spoken.published("1-nets.srt") == text
    assert "The ferry is late." in spoken.published("1-nets.txt")


def test_captions_that_roll_are_written_anew(spoken: TranscriptShow) -> None:
    lines = ["We left", "the harbour", "at ten", "and nobody", "saw us", "on the pier"]
    texts = [lines[0], *("\n".join(lines[at : at + 2]) for at in range(5))]
    cues = [f"00:00:0{at}.000 --> 00:00:0{at + 1}.000\n{one}\n" for at, one in enumerate(texts)]
    spoken.put("transcripts/1.vtt", "\n".join(["WEBVTT\n", *cues]).encode())
    spoken.write("transcript: transcripts/1.vtt")
    assert spoken.build() == []
    published = spoken.published("1-nets.vtt").splitlines()
    assert [one for one in published if one and "-->" not in one] == ["WEBVTT", *lines]


def test_content_says_what_a_file_is_and_not_its_name(spoken: TranscriptShow) -> None:
    spoken.put("transcripts/1.srt", VTT)
    spoken.write("transcript: transcripts/1.srt")
    (told,) = spoken.build()
    assert told.startswith("transcripts/1.srt:1:1: warning: ")
    assert told.endswith(" [transcript-wrong-type]")
    assert spoken.links() == TIMED
    assert spoken.published("1-nets.vtt") == VTT
    assert spoken.published("1-nets.srt") == SRT


def test_another_encoding_is_published_as_utf8(spoken: TranscriptShow) -> None:
    text = VTT.replace("late", "à l’heure")
    spoken.put("transcripts/1.vtt", text.encode("utf-16"))
    spoken.write("transcript: transcripts/1.vtt")
    (told,) = spoken.build()
    assert told.startswith("transcripts/1.vtt:1:1: warning: ")
    assert told.endswith(" [transcript-encoding]")
    assert spoken.published("1-nets.vtt") == text


@pytest.mark.parametrize(
    ("keys", "rels"),
    [
        ("", ["captions", "captions", "captions", "", ""]),
        ("rel: captions", ["captions", "captions", "captions", "", ""]),
        ("language: fr-CA", ["captions", "captions", "captions", "", ""]),
    ],
)
def test_keys_of_a_file(spoken: TranscriptShow, keys: str, rels: list[str]) -> None:
    spoken.put("transcripts/1.vtt", VTT)
    spoken.write(
        f"transcript: {{file: transcripts/1.vtt, {keys}}}"
        if keys
        else "transcript: transcripts/1.vtt"
    )
    spoken.build()
    language = "fr-CA" if "fr-CA" in keys else "en"
    assert [one[1:3] for one in spoken.links()] == [(language, rel) for rel in rels]
    assert f'<html lang="{language}"' in spoken.published("1-nets.html")


def test_second_build_reads_and_writes_nothing(
    spoken: TranscriptShow, monkeypatch: pytest.MonkeyPatch
) -> None:
    spoken.put("transcripts/1.vtt", VTT.replace("00:05.000 -->", "00:04.000 -->"))
    spoken.write("transcript: transcripts/1.vtt")
    told = spoken.build()
    assert [one.rpartition(" ")[2] for one in told] == ["[transcript-overlap]"]
    before = {one: one.stat().st_mtime_ns for one in (spoken.path / "public").rglob("*.*")}

    def refuse(*given: object) -> None:
        raise AssertionError(given)

    monkeypatch.setattr(transcript_files, "read_transcript", refuse)
    assert spoken.build() == told
    assert {one: one.stat().st_mtime_ns for one in (spoken.path / "public").rglob("*.*")} == before


@pytest.mark.parametrize(
    ("change", "changed"),
    [
        ("title: Ropes", {"1-nets.html"}),
        ("language: en-GB", {"1-nets.html"}),
        ("transcript_formats: [vtt]", set()),
    ],
)
def test_only_what_depends_on_a_change_is_written(
    spoken: TranscriptShow, change: str, changed: set[str]
) -> None:
    spoken.put("transcripts/1.vtt", VTT)
    spoken.write("transcript: transcripts/1.vtt")
    spoken.build()
    folder = spoken.path / "public" / "transcripts"
    before = {one.name: one.stat().st_mtime_ns for one in folder.iterdir()}
    spoken.write(f"transcript: transcripts/1.vtt\n{change}")
    spoken.build()
    after = {one.name: one.stat().st_mtime_ns for one in folder.iterdir()}
    assert {name for name in after if after[name] != before[name]} == changed
    assert set(after) == ({"1-nets.vtt"} if not changed else set(before))


def test_page_changes_with_the_audio_and_the_people(spoken: TranscriptShow) -> None:
    spoken.put("transcripts/1.vtt", VTT)
    spoken.write("transcript: transcripts/1.vtt")
    spoken.build()
    spoken.put("people.yaml", 'bo: {name: Bo Lind, url: "https://example.com/lind"}\n')
    path = spoken.path / "episodes" / "1-nets.md"
    path.write_text(path.read_text("utf-8").replace("/1.mp3", "/one.mp3"), "utf-8")
    spoken.build("--accept", "enclosure")
    turns = spoken.turns("1-nets.html")
    assert turns[2] == PAGE[2].replace("/1.mp3", "/one.mp3")
    assert turns[4] == PAGE[4].replace("/bo", "/lind")
