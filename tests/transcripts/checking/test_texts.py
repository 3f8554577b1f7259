"""Texts of cues: empty, repeated, sounds alone, and markup that apps show."""

import pytest
from checked_cues import saying, told

from feedtool.transcripts.model import Cue

EMPTY = "info: the cue has no text; write what is said, or remove the cue [transcript-empty-cue]"
WORDS = "Low tide."


@pytest.mark.parametrize(
    "text",
    ["", " ", "\n", "\u00a0", "\u200b", "\ufeff", "\u3000\u00a0", " \u200b\n", "\u200b\u200b"],
)
def test_an_empty_cue_is_told(text: str) -> None:
    assert told(saying(WORDS, text, WORDS)) == [f"2:1: {EMPTY}"]


@pytest.mark.parametrize("text", ["…", ".", "♪", "-", "?", "[Music]", "👍", "灯"])
def test_a_sign_is_a_text(text: str) -> None:
    assert told(saying(WORDS, text, "High tide.")) == []


def test_cues_that_are_all_empty_are_told_as_such() -> None:
    assert told(saying("", " ")) == [f"1:1: {EMPTY}", f"2:1: {EMPTY}"]


@pytest.mark.parametrize(
    ("texts", "sound"),
    [
        (["[Music]"], "[Music]"),
        (["[Music]", "[Applause] [Music]", "♪", "♪ la la ♪", "...", "(laughs)", "*sighs*"], "[Music]"),
        (["", "【音楽】", "（拍手）"], "【音楽】"),
    ],
)  # fmt: skip
def test_sounds_alone_are_no_transcript(texts: list[str], sound: str) -> None:
    says = f'1:1: warning: no cue has words, only sounds such as "{sound}"; transcribe what is said [transcript-without-words]'
    assert says in told(saying(*texts))


@pytest.mark.parametrize("text", ["[Music] Welcome.", "5", "OK", "é", "はい"])
def test_one_word_is_a_transcript(text: str) -> None:
    assert told(saying("[Music]", text, "[Music]")) == []


def repeated(line: int, number: int, text: str) -> str:
    return (
        f'{line}:1: warning: {number} cues in a row say "{text}", as a program does that hears '
        "nothing; listen, and remove what nobody says [transcript-repeated-cue]"
    )


@pytest.mark.parametrize(
    ("text", "number", "is_told"),
    [
        ("Yes.", 2, False),
        ("Yes.", 9, False),
        ("Yes.", 10, True),
        ("Thank you.", 5, False),
        ("Thank you.", 6, True),
        ("Thank you for watching.", 2, False),
        ("Thank you for watching.", 3, True),
        ("ご視聴ありがとうございました", 2, False),
        ("ご視聴ありがとうございました", 3, True),
        ("はい", 5, False),
        ("[Music]", 20, False),
        ("♪ la la la la ♪", 20, False),
        ("...", 20, False),
    ],
)
def test_what_is_said_again_and_again(text: str, number: int, is_told: bool) -> None:
    found = told(saying(WORDS, *[text] * number, WORDS))
    assert found == ([repeated(3, number, text)] if is_told else [])


def test_each_row_is_told_once() -> None:
    words = "I do not know."
    texts = [words, words, words, "But why?", words, words, words, words]
    assert told(saying(*texts)) == [repeated(2, 3, words), repeated(6, 4, words)]


def test_turns_without_times_are_compared_too() -> None:
    assert told([Cue("Thank you for watching.")] * 3, "txt") == [
        repeated(2, 3, "Thank you for watching.")
    ]


def test_a_cue_that_is_there_twice() -> None:
    cue = Cue("Low tide.", 0, 5000, "Mira")
    twin = "2:1: warning: the cue has the same times and the same text as the cue above it; remove one of them [transcript-repeated-cue]"
    assert told([cue, cue]) == [twin]
    assert told([cue, cue._replace(speaker="Bo")]) == []
    assert told([cue, cue._replace(end_ms=6000)]) == []
    assert told([Cue("Low tide.")] * 2, "txt") == []


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ('<font color="red">Low</font> tide.', '<font color="red">'),
        ("Low <b>tide</b>.", "<b>"),
        ("Low tide.<br/>High tide.", "<br/>"),
        ("<c.yellow>Low tide.", "<c.yellow>"),
        (r"{\an8}Low tide.", r"{\an8}"),
        (r"{\i1}Low tide.", r"{\i1}"),
        ("Low&nbsp;tide.", "&nbsp;"),
        ("Mira &amp; Bo", "&amp;"),
        ("It&#39;s low.", "&#39;"),
        ("**Mira:** Low tide.", "**Mira:**"),
        ("See [the page](https://example.com/tides).", "[the page](https://example.com/tides)"),
    ],
)
def test_markup_that_apps_show(text: str, found: str) -> None:
    says = f'2:1: warning: the text has "{found}", which apps show as it is; remove it [transcript-raw-markup]'
    assert told(saying(WORDS, text), "srt") == [says]


@pytest.mark.parametrize(
    "text",
    [
        "a < b and c > d", "The <div> tag is a box.", "I <3 tides.", "AT&T", "Q&A; more", "&c.",
        "f**k and sh**", "2 ** 3 ** 4", "* low *", "{sighs}", "{\\ }", "[laughs] (softly)", "x ** y",
        "[Music](quiet)",
    ],
)  # fmt: skip
def test_signs_that_are_no_markup(text: str) -> None:
    assert told(saying(WORDS, text), "srt") == []
