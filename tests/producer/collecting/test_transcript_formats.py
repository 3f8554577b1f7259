"""Which formats are published, from which file, in which language, and who speaks in them."""

import pytest
from transcript_show import JSON, SRT, TXT, VTT, TranscriptShow

pytestmark = pytest.mark.slow

ALL = ["vtt", "srt", "json", "html", "txt"]
WHISPER = """\
{"text": "Welcome.", "language": "en", "segments": [
 {"id": 0, "start": 1.0, "end": 5.0, "text": " Welcome to", "words": []},
 {"id": 1, "start": 52.0, "end": 58.0, "text": " the harbour.", "words": []}
]}
"""
PAGE = "<!DOCTYPE html>\n<html><body><cite>Mira Holt:</cite><p>By hand.</p></body></html>\n"


@pytest.mark.parametrize(
    ("show", "episode", "formats"),
    [
        ("", "", ALL),
        ("transcript_formats: [vtt, html]\n", "", ["vtt", "html"]),
        ("transcript_formats: [html, vtt, html]\n", "", ["html", "vtt"]),
        ("transcript_formats: [vtt, html]\n", "transcript_formats: txt\n", ["txt"]),
        ("", "transcript_formats: [srt, json]\n", ["srt", "json"]),
    ],
)
def test_the_author_chooses_the_formats_and_their_order(
    spoken: TranscriptShow, show: str, episode: str, formats: list[str]
) -> None:
    spoken.put("transcripts/1.vtt", VTT)
    spoken.write(f"transcript: transcripts/1.vtt\n{episode}", show)
    assert spoken.build() == []
    assert spoken.names() == [f"1-nets.{one}" for one in formats]
    published = (spoken.path / "public" / "transcripts").iterdir()
    assert sorted(one.name for one in published) == sorted(f"1-nets.{one}" for one in formats)


def test_formats_that_no_file_can_become_are_told(spoken: TranscriptShow) -> None:
    spoken.put("transcripts/1.txt", TXT)
    spoken.write("transcript: transcripts/1.txt\ntranscript_formats: [vtt, srt]")
    assert spoken.build() == [
        'episodes/1-nets.md:5:1: warning: transcript is "transcripts/1.txt", which becomes html, txt, but '
        "transcript_formats has only vtt, srt; add one, or nothing is published [transcript-not-published]"
    ]
    assert spoken.names() == []
    assert not (spoken.path / "public" / "transcripts").exists()


def test_each_given_file_counts_for_its_format(spoken: TranscriptShow) -> None:
    page, text = PAGE, "Mira Holt: By hand, as text.\n\nMira Holt: And more.\n"
    spoken.put("transcripts/1.html", page)
    spoken.put("transcripts/1.vtt", VTT)
    spoken.put("transcripts/1.txt", text)
    spoken.write("transcript: [transcripts/1.html, transcripts/1.txt, transcripts/1.vtt]")
    spoken.build()
    assert spoken.names() == [f"1-nets.en.{one}" for one in ALL]
    assert spoken.published("1-nets.en.html") == page
    assert spoken.published("1-nets.en.txt") == text
    assert spoken.published("1-nets.en.vtt") == VTT
    assert spoken.published("1-nets.en.srt") == SRT
    assert spoken.published("1-nets.en.json") == JSON


def test_missing_formats_come_from_the_best_file(spoken: TranscriptShow) -> None:
    spoken.put("transcripts/1.json", WHISPER)
    spoken.put("transcripts/1.vtt", VTT)
    spoken.write("transcript: [transcripts/1.json, transcripts/1.vtt]")
    spoken.build()
    assert spoken.names() == [f"1-nets.en.{one}" for one in ALL]
    assert spoken.published("1-nets.en.json") == JSON


def test_a_form_of_a_service_is_read_and_not_published(spoken: TranscriptShow) -> None:
    spoken.put("transcripts/1.json", WHISPER)
    spoken.write("transcript: transcripts/1.json")
    assert spoken.build() == []
    assert spoken.names() == [f"1-nets.{one}" for one in ALL]
    assert spoken.published("1-nets.json") == (
        '{"version": "1.0.0", "segments": [\n'
        '{"startTime": 1, "endTime": 5, "body": "Welcome to"},\n'
        '{"startTime": 52, "endTime": 58, "body": "the harbour."}\n]}\n'
    )


def test_languages_have_their_own_files(spoken: TranscriptShow) -> None:
    french = VTT.replace("The ferry is late.", "Le bac est en retard.").replace(
        "Welcome to", "Bienvenue dans"
    ).replace("the harbour.", "le port.")  # fmt: skip
    spoken.put("transcripts/1.vtt", VTT)
    spoken.put("transcripts/1.fr.srt", SRT.replace("late", "en retard"))
    spoken.put("transcripts/1.fr.vtt", french)
    spoken.write(
        "transcript:\n"
        "  - {file: transcripts/1.fr.vtt, language: fr}\n"
        "  - {url: https://example.com/1.pt.vtt, language: pt}\n"
        "  - transcripts/1.vtt\n"
        "  - {file: transcripts/1.fr.srt, language: FR}\n"
        "  - https://example.com/1.html\n"
    )
    spoken.build()
    found = [one[:3] for one in spoken.links()]
    captions = ["captions", "captions", "captions", "", ""]
    assert found[:5] == [
        (f"1-nets.fr.{form}", "fr" if form != "srt" else "FR", rel)
        for form, rel in zip(ALL, captions, strict=True)
    ]
    assert found[5] == ("https://example.com/1.pt.vtt", "pt", "")
    assert found[6:11] == [
        (f"1-nets.en.{form}", "en", rel) for form, rel in zip(ALL, captions, strict=True)
    ]
    assert found[11:] == [("https://example.com/1.html", "", "")]
    assert "Le bac est en retard." in spoken.published("1-nets.fr.html")
    assert '<html lang="fr"' in spoken.published("1-nets.fr.html")
    assert spoken.published("1-nets.fr.srt") == SRT.replace("late", "en retard")


@pytest.mark.parametrize(
    ("transcript", "told"),
    [
        ("[transcripts/1.vtt, transcripts/2.vtt]",
         ['episodes/1-nets.md:5:33: error: transcript is "transcripts/2.vtt", the second in en; '
          "give each its language [transcript-repeated]"]),
        ("[transcripts/1.vtt, transcripts/1.vtt]", []),
        ("[transcripts/1.vtt, {file: transcripts/2.vtt, language: en-GB}]", []),
    ],
)  # fmt: skip
def test_two_files_of_one_form_and_language_are_told(
    spoken: TranscriptShow, transcript: str, told: list[str]
) -> None:
    for number in (1, 2):
        spoken.put(f"transcripts/{number}.vtt", VTT)
    spoken.write(f"transcript: {transcript}")
    assert [one for one in spoken.build() if "not built" not in one] == told
    if not told:
        names = spoken.names()
        assert len(names) == len(set(names)) == (5 if "en-GB" not in transcript else 10)


SPEAKERS = VTT.replace("Mira Holt", "SPEAKER_00").replace("Bo Lind", "SPEAKER_01")


@pytest.mark.parametrize(
    ("speakers", "names"),
    [
        ("{SPEAKER_00: Mira Holt, SPEAKER_01: bo}", ("Mira Holt", "Bo Lind")),
        ("{speaker_01: Bo Lind}", ("SPEAKER_00", "Bo Lind")),
        ("{SPEAKER_00: Ma & Co <x>, SPEAKER_01: Noor}", ("Ma & Co <x>", "Noor")),
    ],
)
def test_speakers_get_their_names_in_every_format(
    spoken: TranscriptShow, speakers: str, names: tuple[str, str]
) -> None:
    spoken.put("transcripts/1.vtt", SPEAKERS)
    spoken.write(f"transcript: {{file: transcripts/1.vtt, speakers: {speakers!s}}}")
    assert spoken.build() == []
    one, two = names
    escaped = one.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")
    assert f"<v {escaped}>Welcome to" in spoken.published("1-nets.vtt")
    assert f"<v {two}>The ferry is late." in spoken.published("1-nets.vtt")
    assert f"{two}: The ferry" in spoken.published("1-nets.srt")
    assert f'"speaker": "{two}"' in spoken.published("1-nets.json")
    assert f"{one}: Welcome to the harbour." in spoken.published("1-nets.txt")
    assert f"<cite>{escaped}:</cite>" in spoken.published("1-nets.html")
    linked = '<a href="https://example.com/bo">Bo Lind</a>' in spoken.published("1-nets.html")
    assert linked == (two == "Bo Lind")


def test_a_name_that_nobody_has_is_told(spoken: TranscriptShow) -> None:
    spoken.put("transcripts/1.vtt", VTT)
    spoken.write("transcript: {file: transcripts/1.vtt, speakers: {Speaker 1: Bo Lind}}")
    assert spoken.build() == [
        'episodes/1-nets.md:5:50: warning: speakers has "Speaker 1", and the file has Mira Holt, Bo Lind; '
        "correct the name [transcript-speaker-unknown]"
    ]
    assert spoken.published("1-nets.vtt") == VTT


@pytest.mark.parametrize(
    ("name", "is_linked"),
    [("Bo Lind", True), ("BO LIND", True), ("bo", True), ("Bo", True), ("Noor", False), ("Bo L.", False)],
)  # fmt: skip
def test_people_of_the_show_are_known_by_name_or_short_name(
    spoken: TranscriptShow, name: str, *, is_linked: bool
) -> None:
    spoken.put("transcripts/1.vtt", VTT.replace("Bo Lind", name))
    spoken.write("transcript: transcripts/1.vtt")
    assert spoken.build() == []
    # The name stays as it is written.
    assert spoken.published("1-nets.vtt") == VTT.replace("Bo Lind", name)
    link = f'<cite><a href="https://example.com/bo">{name}</a>:</cite>'
    assert (link in spoken.published("1-nets.html")) == is_linked
    assert (f"<cite>{name}:</cite>" in spoken.published("1-nets.html")) != is_linked


def test_guests_of_the_episode_are_linked_first(spoken: TranscriptShow) -> None:
    spoken.put("transcripts/1.vtt", VTT)
    guest = 'guests: [{name: Bo Lind, url: "https://example.com/guest"}]'
    spoken.write(f"transcript: transcripts/1.vtt\n{guest}")
    assert spoken.build() == []
    assert '<a href="https://example.com/guest">Bo Lind</a>' in spoken.published("1-nets.html")


def test_formats_that_go_are_removed(spoken: TranscriptShow) -> None:
    spoken.put("transcripts/1.vtt", VTT)
    spoken.write("transcript: transcripts/1.vtt")
    spoken.build()
    spoken.write("transcript: transcripts/1.vtt", "transcript_formats: [vtt]\n")
    assert spoken.build() == []
    assert [one.name for one in (spoken.path / "public" / "transcripts").iterdir()] == [
        "1-nets.vtt"
    ]


def test_faults_of_a_transcript_are_told_at_its_lines_and_can_be_ignored(
    spoken: TranscriptShow,
) -> None:
    spoken.put("transcripts/1.vtt", VTT.replace("00:05.000 -->", "00:04.000 -->"))
    spoken.write("transcript: transcripts/1.vtt")
    (told,) = spoken.build()
    assert told.startswith("transcripts/1.vtt:6:1: warning: ")
    ignored = "ignore: {transcript-overlap: both speak}"
    spoken.write(f"transcript: transcripts/1.vtt\n{ignored}")
    assert spoken.build() == []
    spoken.write("transcript: transcripts/1.vtt", f"{ignored}\n")
    assert spoken.build() == []
