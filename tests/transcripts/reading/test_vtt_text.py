"""The text of a cue of WebVTT: voices, tags, times of words and references."""

import pytest
from read_captions import read

from feedtool.transcripts.model import Cue, Word

TIMES = "00:00:01.000 --> 00:00:04.000"


def read_text(text: str) -> tuple[list[Cue], list[tuple[int | None, int | None, str, str, str]]]:
    reading, told = read(f"WEBVTT\n\n{TIMES}\n{text}\n", "pier.vtt")
    assert reading is not None
    cues = list(reading.transcript.cues)
    assert all(one[1:3] == (1000, 4000) for one in cues)
    return cues, told


VOICES = {
    "voice": ("<v Mira>Hello.", [("Mira", "Hello.", "")]),
    "voice with an end": ("<v Mira Holt>Hello.</v>", [("Mira Holt", "Hello.", "")]),
    "voice over two lines": ("<v Mira>Hello,\nMira here.", [("Mira", "Hello,\nMira here.", "")]),
    "space behind the voice": ("<v Mira> Hello.", [("Mira", "Hello.", "")]),
    "spaces in the name": ("<v  Mira \t Holt >Hello.", [("Mira Holt", "Hello.", "")]),
    "reference in the name": ("<v Mira &amp; Bo>Hello.", [("Mira & Bo", "Hello.", "")]),
    "class": ("<v.loud.far Mira>Hello.", [("Mira", "Hello.", "<v.loud.far Mira>Hello.")]),
    "two voices": ("<v Mira>Hello.</v>\n<v Bo>Hi.", [("Mira", "Hello.", ""), ("Bo", "Hi.", "")]),
    "two voices without an end": ("<v Mira>Hello.\n<v Bo>Hi.", [("Mira", "Hello.", ""), ("Bo", "Hi.", "")]),
    "text before a voice": ("(Bells) <v Mira>Hello.", [("", "(Bells)", ""), ("Mira", "Hello.", "")]),
    "text behind a voice": ("<v Mira>Hello.</v> (Bells)", [("Mira", "Hello.", ""), ("", "(Bells)", "")]),
    "voice without text": ("<v Mira>", [("Mira", "", "")]),
    "italics in a voice": ("<v Mira>Hello, <i>Bo</i>.", [("Mira", "Hello, Bo.", "<v Mira>Hello, <i>Bo</i>.")]),
    "italics around": ("<i>Hello.</i>", [("", "Hello.", "<i>Hello.</i>")]),
    "class of a span": ("<c.red.big>Hello</c>.", [("", "Hello.", "<c.red.big>Hello</c>.")]),
    "language": ("<lang fr>Salut</lang>.", [("", "Salut.", "<lang fr>Salut</lang>.")]),
    "ruby": ("<ruby>船<rt>ふね</rt></ruby>", [("", "船(ふね)", "<ruby>船<rt>ふね</rt></ruby>")]),
    "ruby without end of rt": ("<ruby>船<rt>ふね</ruby>", [("", "船(ふね)", "<ruby>船<rt>ふね</rt></ruby>")]),
    "references": ("R&amp;D &lt;b&gt; &nbsp;&lrm;&#8364;&#x41;", [("", "R&D <b> \xa0\u200e€A", "")]),
    "bare signs": ("AT&T & Co > 3 }", [("", "AT&T & Co > 3 }", "")]),
}  # fmt: skip


@pytest.mark.parametrize(("text", "cues"), VOICES.values(), ids=VOICES)
def test_right_text_is_read(text: str, cues: list[tuple[str, str, str]]) -> None:
    found, told = read_text(text)
    assert told == []
    assert [(one.speaker, one.text, one.markup) for one in found] == cues


def test_times_in_the_text_are_words() -> None:
    found, told = read_text("Hello <00:00:02.000><c>the</c> <00:03.500>old pier")
    assert told == []
    assert found[0].text == "Hello the old pier"
    assert found[0].words == (
        Word("Hello", 1000, 2000), Word("the", 2000, 3500), Word("old pier", 3500, 4000),
    )  # fmt: skip
    assert found[0].markup == "Hello <00:00:02.000><c>the</c> <00:03.500>old pier"


def test_words_of_two_voices_are_those_of_each() -> None:
    found, _ = read_text("<v Mira>Good <00:00:02.000>day\n<v Bo>Oh <00:00:03.000>hi")
    assert [[word.text for word in one.words] for one in found] == [["Good", "day"], ["Oh", "hi"]]


FAULTS = {
    "word before the cue": ("Hello <00:00:00.500>pier", 7, "the times of words go backwards or leave the cue, and players ignore them"),
    "words backwards": ("A <00:00:03.000>b <00:00:02.000>c", 19, "the times of words go backwards or leave the cue, and players ignore them"),
    "word with a comma": ("Hello <00:00:02,000>pier", 7, '"<00:00:02,000>" is no time of a word; expected <00:00:01.000>'),
    "voice without a name": ("<v>Hello", 1, "a voice tag has no name; expected a tag such as <v Mira>"),
    "end without a start": ("Hello</i> pier", 6, '"</i>" ends no tag; remove it'),
    "ends in another order": ("<i>Hello <b>pier</i></b>", 17, '"</i>" ends no tag; remove it'),
}  # fmt: skip


@pytest.mark.parametrize(("text", "column", "says"), FAULTS.values(), ids=FAULTS)
def test_fault_that_players_bear_is_a_warning(text: str, column: int, says: str) -> None:
    found, told = read_text(text)
    assert told[:1] == [(4, column, "warning", "syntax", says)]
    assert found[0].words == ()


LOST = {
    "tag that is none": ("Oh <laughs> my", 4, '"<laughs>" is no tag of WebVTT, and players lose it; write &lt; for <'),
    "lesser than": ("Two\nis < three", 4, '"<" starts a tag that does not end, and players lose the text; write &lt;'),
    "heart": ("I <3 it", 3, '"<" starts a tag that does not end, and players lose the text; write &lt;'),
}  # fmt: skip


@pytest.mark.parametrize(("text", "column", "says"), LOST.values(), ids=LOST)
def test_text_that_players_lose_is_read(text: str, column: int, says: str) -> None:
    found, told = read_text(text)
    line = 4 + text.count("\n")
    assert told == [(line, column, "error", "syntax", says)]
    assert found[0].text == text


def test_tag_without_end_is_told_and_ended() -> None:
    found, told = read_text("<v Mira><i>Hello.\n<v Bo>Hi.")
    assert told == [(4, 9, "info", "syntax", '"<i>" has no end; write </i>')]
    assert [one.markup for one in found] == ["<v Mira><i>Hello.</i>", "<v Bo><i>Hi.</i>"]


def test_markup_of_other_forms_is_told_once_a_cue_and_left_out() -> None:
    found, told = read_text(r'Oh <font color="red">{\an8}my</font> ferry')
    says = '"<font color="red">" is markup that apps show as it is written; remove it'
    assert told == [(4, 4, "warning", "raw-markup", says)]
    assert found[0].text == "Oh my ferry"


def test_text_of_many_characters_is_not_searched_for_markup() -> None:
    found, told = read_text("<i>" + "a " * 30_000)
    says = "the cue has more than 50,000 characters; expected a line or two of text"
    assert told == [(4, 1, "error", "syntax", says)]
    assert found[0].text.startswith("<i>a a")
