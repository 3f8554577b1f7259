"""Transcripts and chapters beside an episode: each form as it is, each fault at its key."""

import json
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path

import pytest
from click.testing import Result
from lxml import etree

from feedtool import Episode, Show, SourceError, build

pytestmark = pytest.mark.slow

Run = Callable[..., Result]
VTT = "WEBVTT\n\n00:01.000 --> 00:04.000\n<v Mira>Welcome.\n"
SRT = "1\n00:00:01,000 --> 00:00:04,000\nMira: Welcome.\n"
SEGMENTS = '{"version": "1.0.0", "segments": [{"startTime": 1, "body": "Welcome."}]}'


@pytest.fixture
def show(run: Run, tmp_path: Path) -> Path:
    folder = tmp_path / "show"
    run("init", folder)
    (folder / "chapters").mkdir()
    return folder


def write(show: Path, keys: str) -> None:
    (show / "episodes" / "001-the-first-episode.md").write_text(
        f"---\ntitle: Nets\npublished: 2024-03-01\naudio: 001.mp3\n{keys}\n---\nNotes.\n", "utf-8"
    )


def told(run: Run, show: Path) -> list[str]:
    """The lines on standard error, without the folder and the summary."""
    result = run("build", show)
    lines = [line.removeprefix(f"{show.as_posix()}/") for line in result.stderr.splitlines()]
    return lines[:-1] if result.exit_code else lines


def links(show: Path) -> list[dict[str, str]]:
    return [
        dict(one.attrib) for one in etree.parse(show / "public" / "feed.xml").iter("{*}transcript")
    ]


@pytest.mark.parametrize(
    ("name", "text", "media_type"),
    [
        ("1.vtt", VTT, "text/vtt"),
        ("1.srt", SRT, "application/x-subrip"),
        ("1.json", SEGMENTS, "application/json"),
        ("1.html", "<p>Welcome.</p>", "text/html"),
    ],
)
def test_transcripts_of_each_form_are_published_as_they_are(
    run: Run, show: Path, name: str, text: str, media_type: str
) -> None:
    (show / "transcripts" / name).write_text(text, "utf-8")
    write(show, f"transcript: transcripts/{name}")
    assert told(run, show) == []
    published = f"transcripts/001-the-first-episode.{name[2:]}"
    assert links(show) == [
        {"url": f"https://example.com/my-show/{published}", "type": media_type, "language": "en"}
    ]
    assert (show / "public" / published).read_text("utf-8") == text.strip() + "\n"


def test_transcripts_in_several_forms_and_languages(run: Run, show: Path) -> None:
    for name, text in (("1.vtt", VTT), ("1.txt", "Welcome."), ("1.fr.vtt", VTT)):
        (show / "transcripts" / name).write_text(text, "utf-8")
    write(
        show,
        "transcript: [transcripts/1.vtt, transcripts/1.txt, {file: transcripts/1.fr.vtt, language: fr}]",
    )
    assert told(run, show) == []
    stem = "https://example.com/my-show/transcripts/001-the-first-episode"
    assert [one["url"] for one in links(show)] == [
        f"{stem}.en.vtt", f"{stem}.en.txt", f"{stem}.en.html", f"{stem}.fr.vtt",
    ]  # fmt: skip


def test_two_transcripts_of_one_language_are_told(run: Run, show: Path) -> None:
    for name in ("1.txt", "2.txt"):
        (show / "transcripts" / name).write_text(f"Welcome to {name}.", "utf-8")
    write(show, "transcript: [transcripts/1.txt, transcripts/2.txt]")
    assert told(run, show) == [
        'episodes/001-the-first-episode.md:5:33: error: transcript is "transcripts/2.txt", the second in '
        "en; give each its language [transcript-repeated]"
    ]


@pytest.mark.parametrize(
    ("chapters", "says"),
    [
        ([{"startTime": 0, "title": "Start"}, {"startTime": 2.5, "title": "More", "toc": True}], []),
        ([{"startTime": 0, "title": "Start"}, {"startTime": 1, "toc": False}], []),
        ([], ["warning: 1:1: it has no chapters [chapters-empty]"]),
        ([{"startTime": "0:04", "title": "x"}], ['warning: 1:49: startTime of chapter 1 is "0:04", a text; expected a number: 4 [bad-chapters]']),
        ([{"titel": "x"}], ["error: 1:35: startTime of chapter 1 is missing; expected seconds, e.g. 64.5 [chapter-bad-time]"]),
        ([{"startTime": -1}], ["error: 1:49: startTime of chapter 1 is -1; expected seconds, e.g. 64.5 [chapter-bad-time]"]),
        ([{"startTime": 0, "titel": "x"}], ["warning: 1:35: chapter 1 has no title [chapter-without-title]"]),
        ([{"startTime": 3, "title": "b"}, {"startTime": 0, "title": "a"}],
         ["warning: 1:81: chapter 2 starts at 0:00, before the one in front of it, 0:03; list chapters in the order of their times [chapter-out-of-order]"]),
        ([{"startTime": 900, "title": "x"}], ["warning: 1:49: chapter 1 starts at 15:00, after the end of the audio, 0:05 [chapter-past-end]"]),
        ([{"startTime": 0, "title": "x", "img": "1.jpg"}],
         ['warning: 1:73: img of chapter 1 is "1.jpg"; expected a full address, https://… [chapter-bad-address]']),
        ("x", ['error: 1:1: expected {"version": "1.2.0", "chapters": [{"startTime": 0, "title": …}]} [chapters-unreadable]']),
    ],
)  # fmt: skip
def test_chapters_are_checked(run: Run, show: Path, chapters: object, says: list[str]) -> None:
    data = {"version": "1.2.0", "chapters": chapters}
    (show / "chapters" / "1.json").write_text(json.dumps(data), "utf-8")
    write(show, "chapters: chapters/1.json")
    place = "episodes/001-the-first-episode.md:5:1: "
    assert told(run, show) == [
        f"{place}{severity}: chapters/1.json:{message}"
        for severity, _, message in (one.partition(": ") for one in says)
    ]


SHOW = {
    "title": "Harbour", "link": "https://example.com/", "feed_url": "https://example.com/feed.xml",
    "description": "Talks.", "language": "ja", "categories": ["News"],
    "artwork": "https://example.com/c.jpg", "owner": {"email": "ed@example.com"},
}  # fmt: skip


def episode(title: str, url: str) -> Episode:
    audio = {"url": url, "length": 1000, "duration": 60}
    return Episode(title=title, published=datetime(2024, 3, 1, tzinfo=UTC), audio=audio, notes="x")


def test_titles_without_latin_letters_give_different_slugs() -> None:
    two = [
        episode("日本語", "https://example.com/1.mp3"),
        episode("東京", "https://example.com/2.mp3"),
    ]
    assert build(Show(**SHOW, episodes=two)).feeds[0].episodes == 2


def test_two_episodes_of_one_slug_in_python_are_told() -> None:
    same = [episode("A", "https://example.com/1.mp3"), episode("A", "https://example.com/2.mp3")]
    with pytest.raises(
        SourceError, match='two episodes have the slug "e-a"; give them a slug or a number'
    ):
        build(Show(**SHOW, episodes=same))


def test_wrong_arguments_of_build_are_told() -> None:
    show = Show(**SHOW, episodes=[])
    with pytest.raises(
        ValueError, match="accept has 'dates'; there are vanished, guid, enclosure, date"
    ):
        build(show, accept=["dates"])
    with pytest.raises(ValueError, match="at has no time zone"):
        build(show, at=datetime(2024, 3, 1))


@pytest.mark.parametrize(
    ("name", "data", "message"),
    [
        ("001.docx", b"PK\x03\x04" + bytes(26) + b"word/document.xml",
         'transcript is "t/001.docx", a Word document; save it as plain text (.txt), or export SubRip (.srt) or '
         "WebVTT (.vtt) from the program that wrote it [transcript-unsupported]"),
        ("001.txt", b"{\\rtf1 Welcome.}",
         'transcript is "t/001.txt"; it is rich text (RTF); save it as plain text (.txt) [transcript-unreadable]'),
        ("001.json", b'{"text": "Hi", "segments": [{"start": 0, "end": 1, "text": "Hi"}]}',
         'transcript is "t/001.json"; it is the JSON of Whisper; let Whisper write WebVTT: --output_format vtt '
         "[transcript-unreadable]"),
        ("001.sbv", b"0:00:00.599,0:00:04.160\nWelcome.\n",
         'transcript is "t/001.sbv", YouTube\'s SubViewer (SBV); download it from YouTube as .vtt or .srt '
         "[transcript-unsupported]"),
        ("001.sub", VTT.encode(), 'transcript is "t/001.sub"; rename it to .vtt [transcript-unsupported]'),
        ("001.sub", SRT.encode(), 'transcript is "t/001.sub"; rename it to .srt [transcript-unsupported]'),
        ("001.xyz", b"Welcome.", 'transcript is "t/001.xyz"; expected a file that ends in .vtt, .srt, .json, .html, '
         ".htm, .txt [transcript-unsupported]"),
    ],
)  # fmt: skip
def test_a_transcript_that_no_app_reads_is_named(
    run: Run, show: Path, name: str, data: bytes, message: str
) -> None:
    (show / "t").mkdir()
    (show / "t" / name).write_bytes(data)
    write(show, f"transcript: t/{name}")
    assert told(run, show)[0] == f"episodes/001-the-first-episode.md:5:1: error: {message}"


def test_the_type_of_a_transcript_counts_where_its_ending_says_nothing(
    run: Run, show: Path
) -> None:
    (show / "captions").write_text(VTT, "utf-8")
    write(show, "transcript: {file: captions, type: text/vtt}")
    assert told(run, show) == []
    assert [one["type"] for one in links(show)] == ["text/vtt"]
    (show / "t.vtt").write_text(VTT, "utf-8")
    write(show, "transcript: {file: t.vtt, type: text/vtt}")
    assert "transcript has type, and its ending says it already; remove it" in told(run, show)[0]


def test_a_word_document_at_an_address_is_named(run: Run, show: Path) -> None:
    write(show, "transcript: https://example.com/001.docx")
    assert "transcript is a Word document; save it as plain text" in told(run, show)[0]
