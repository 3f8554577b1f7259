from pathlib import Path
from typing import Any

import html5lib
import pytest

from feedtool.transcripts.model import Cue, Transcript
from feedtool.transcripts.writing.write import write_transcript

CUES = (
    Cue("Welcome to the", 0, 1500, "Mira Holt"),
    Cue("harbour <of> R&D.", 1500, 4000, "Mira Holt"),
    Cue("Thank you.", 63_250, 64_000, "Jon"),
    Cue("Bye.", 63_900, 64_000, "Mira Holt"),
    Cue("Hm.", 3_723_000, 3_724_000),
)


def page(*cues: Cue, **given: Any) -> str:
    return write_transcript(Transcript("vtt", cues), "html", **given).data.decode()


def turns(text: str) -> list[str]:
    """What stands below the heading."""
    return text.partition("</h1>\n")[2].partition("\n</main>")[0].split("\n")


def test_turns_are_a_flat_run_that_apps_know() -> None:
    address = "https://example.com/a.mp3?x=1&y=2"
    people = {"Jon": "https://example.com/jon", "Mira Holt": "javascript:alert(1)"}
    text = page(*CUES, title="R&D <1>", language="en", audio_url=address, people=people)
    linked = "https://example.com/a.mp3?x=1&amp;y=2#t="
    assert turns(text) == [
        "<cite>Mira Holt:</cite>",
        '<time id="t0" datetime="PT0S">0:00</time>',
        f'<a href="{linked}0" aria-labelledby="t0">▶\ufe0e</a>',
        "<p>Welcome to the harbour &lt;of&gt; R&amp;D.</p>",
        '<cite><a href="https://example.com/jon">Jon</a>:</cite>',
        '<time id="t63" datetime="PT63.25S">1:03</time>',
        f'<a href="{linked}63.25" aria-labelledby="t63">▶\ufe0e</a>',
        "<p>Thank you.</p>",
        "<cite>Mira Holt:</cite>",
        '<time id="t63-2" datetime="PT63.9S">1:03</time>',
        f'<a href="{linked}63.9" aria-labelledby="t63-2">▶\ufe0e</a>',
        "<p>Bye.</p>",
        '<time id="t3723" datetime="PT3723S">1:02:03</time>',
        f'<a href="{linked}3723" aria-labelledby="t3723">▶\ufe0e</a>',
        "<p>Hm.</p>",
    ]
    assert "<title>R&amp;D &lt;1&gt;</title>" in text
    assert "<h1>R&amp;D &lt;1&gt;</h1>" in text


def test_a_cue_without_a_name_goes_on_with_the_sentence_of_its_speaker() -> None:
    cues = (
        Cue("And so", 0, 1500, "Mira"),
        Cue("it was low.", 1500, 3000),
        Cue("Yes.", 3000, 4000, "Jon"),
    )
    assert turns(page(*cues))[3] == "<p>And so it was low.</p>"


def test_where_names_are_repeated_a_cue_without_one_is_nobodys() -> None:
    cues = (
        Cue("And so", 0, 1500, "Mira"),
        Cue("it was low.", 1500, 3000, "Mira"),
        Cue("A gull.", 3000, 4000),
    )
    assert turns(page(*cues))[-1] == "<p>A gull.</p>"


def test_without_audio_a_time_links_to_itself() -> None:
    assert turns(page(CUES[2]))[2] == '<a href="#t63" aria-labelledby="t63">#</a>'


def test_turns_without_times_have_anchors_by_their_number() -> None:
    assert turns(page(Cue("One.", speaker="Mira"), Cue("Two."))) == [
        "<cite>Mira:</cite>", '<p id="p1">One.</p>', '<p id="p2">Two.</p>',
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("language", "start"),
    [
        ("de", '<html lang="de" dir="ltr">'),
        ("he-IL", '<html lang="he-IL" dir="rtl">'),
        ("pa-Arab-PK", '<html lang="pa-Arab-PK" dir="rtl">'),
        ("ur-Latn", '<html lang="ur-Latn" dir="ltr">'),
        ("", '<html dir="ltr">'),
        ('x" onload="', '<html lang="x&quot; onload=&quot;" dir="ltr">'),
    ],
)
def test_the_page_has_the_language_and_its_direction(language: str, start: str) -> None:
    assert page(*CUES, language=language).split("\n")[1] == start


@pytest.mark.parametrize(
    ("text", "direction"),
    [
        ("שלום לכם, Mira", "rtl"),
        ("مرحبا", "rtl"),
        ("Welcome שלום", "ltr"),
        ("Hello, ש", "ltr"),
        ("1 2", "ltr"),
    ],
)
def test_without_a_language_the_letters_have_the_direction(text: str, direction: str) -> None:
    assert page(Cue(text)).split("\n")[1] == f'<html dir="{direction}">'


def test_the_language_of_the_file_is_the_default() -> None:
    done = write_transcript(Transcript("whisper", CUES, "it"), "html")
    assert b'<html lang="it" dir="ltr">' in done.data


@pytest.mark.parametrize("title", ["Nets", "</title><script>alert(1)</script>", ""])
def test_an_html_parser_finds_no_fault_and_no_script(title: str, tmp_path: Path) -> None:
    hostile = Cue("</p><script>alert(1)</script>", 0, 1000, '"><img src=x>')
    parser = html5lib.HTMLParser(strict=True, namespaceHTMLElements=False)
    tree = parser.parse(page(hostile, *CUES, title=title, language="en", audio_url='a"><b>.mp3'))
    assert tree.find(".//script") is None
    assert tree.find(".//img") is None
    assert "".join(tree.find(".//h1").itertext()) == (title or "Transcript")
    assert next(tree.iter("p")).text == hostile.text
    ids = [one.get("id") for one in tree.iter() if one.get("id")]
    assert len(ids) == len(set(ids)) == 5


def test_text_without_full_stops_is_divided_between_captions() -> None:
    line = "we went along the old pier until the night ferry came in"
    starts = [at * 5000 + 4000 * (at >= 25) for at in range(40)]
    cues = [Cue(f"{line} {at}", start, start + 4900) for at, start in enumerate(starts)]
    written = write_transcript(Transcript("vtt", cues), "html")
    paragraphs = [one for one in turns(written.data.decode()) if one.startswith("<p>")]
    ends = [one.removesuffix("</p>").rpartition(" ")[2] for one in paragraphs]
    assert ends == ["9", "19", "24", "34", "39"]
    said = " ".join(one.removeprefix("<p>").removesuffix("</p>") for one in paragraphs)
    assert said == " ".join(one.text for one in cues)
    assert "joined into 5 paragraphs, each with its start: 40 cues" in written.lost


def test_paragraphs_without_times_name_a_speaker_once() -> None:
    cues = [
        Cue("Low.", speaker="Mira"),
        Cue("And wet.", speaker="Mira"),
        Cue("Yes.", speaker="Jon"),
    ]
    timed = [one._replace(start_ms=at * 9000) for at, one in enumerate(cues)]
    assert turns(page(*cues)) == [
        "<cite>Mira:</cite>",
        '<p id="p1">Low.</p>',
        '<p id="p2">And wet.</p>',
        "<cite>Jon:</cite>",
        '<p id="p3">Yes.</p>',
    ]
    assert turns(page(*timed)).count("<cite>Mira:</cite>") == 2
