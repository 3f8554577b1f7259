from collections.abc import Sequence

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from feedtool.transcripts.model import Cue, Word
from feedtool.transcripts.writing.dividing import divide, place_words


def said(text: str, gaps: dict[int, int] | None = None) -> Cue:
    """A cue in which each word takes half a second, with pauses in front of some."""
    words = []
    at = 0
    for index, word in enumerate(text.split()):
        at += (gaps or {}).get(index, 0)
        words.append(Word(word, at, at + 500))
        at += 500
    return Cue(text, 0, at + 100, "Mira", words)


@pytest.mark.parametrize(
    ("cue", "parts"),
    [
        (said("The ferry is late."), [(0, 2100, "The ferry is late.")]),
        # At the end of a sentence, though more has room.
        (
            said("We left the harbour at ten. Nobody was on the pier but the keeper of the light"),
            [(0, 3000, "We left the harbour at ten."),
             (3000, 8600, "Nobody was on the pier but the keeper of the light")],
        ),
        # At a comma.
        (
            said("We left the harbour rather late that night, and nobody was on the pier but you"),
            [(0, 4000, "We left the harbour rather late that night,"),
             (4000, 8100, "and nobody was on the pier but you")],
        ),
        # At a pause.
        (
            said("We left the harbour at ten o clock and nobody was on the pier but the keeper", {7: 400}),
            [(0, 3500, "We left the harbour at ten o"),
             (3900, 9000, "clock and nobody was on the pier but the keeper")],
        ),
        # A word that is longer than a line has one of its own.
        (
            said("yes " + "x" * 80 + " no"),
            [(0, 1000, "yes " + "x" * 80), (1000, 1600, "no")],
        ),
    ],
)  # fmt: skip
def test_cuts_are_where_people_breathe(cue: Cue, parts: Sequence[tuple[int, int, str]]) -> None:
    found = divide(cue, 32, 2)
    assert [(one.start_ms, one.end_ms, one.text) for one in found] == parts
    assert {one.speaker for one in found} == {"Mira"}
    assert [word for one in found for word in one.words] == cue.words


LONG = "We left the harbour rather late that night and nobody was on the pier but you"


@pytest.mark.parametrize(
    "words",
    [
        # A word that the text lacks, times that go back, and times outside of the cue.
        [Word("They", 0, 500), *said(LONG).words[1:]],
        [*said(LONG).words[:5], Word("late", 100, 200), *said(LONG).words[6:]],
        [*said(LONG).words[:-1], Word("you", 99_000, 99_500)],
        [Word("", 0, 0)],
        [],
    ],
)
def test_words_that_cannot_be_right_divide_nothing(words: list[Word]) -> None:
    cue = said(LONG)._replace(words=words)
    assert list(divide(cue, 32, 2)) == [cue]


def test_no_part_has_no_length() -> None:
    words = [one._replace(start_ms=0, end_ms=0) for one in said(LONG).words]
    assert len(divide(said(LONG)._replace(words=words), 32, 2)) == 1


def test_the_name_in_front_takes_room_and_the_first_part_keeps_the_identifier() -> None:
    text = "Nobody was on the pier of the port but the keeper himself"
    cue = said(text)._replace(identifier="intro")
    assert [one.text for one in divide(cue, 32, 2)] == [text]
    parts = divide(cue, 32, 2, indent=14)
    assert len(parts) == 2
    assert [one.identifier for one in parts] == ["intro", ""]


def test_words_are_found_in_texts_without_blanks_and_are_not_cut() -> None:
    assert place_words(
        "船は、来た。", [Word("船", 0, 1), Word("は", 1, 2), Word("来た", 2, 3)]
    ) == [0, 1, 3]
    words = [Word(f"twenty-{index}", index * 1000, index * 1000 + 900) for index in range(12)]
    halves = [
        half
        for one in words
        for half in (Word("twenty-", one.start_ms, one.start_ms + 400),
                     Word(one.text.removeprefix("twenty-"), one.start_ms + 400, one.end_ms))
    ]  # fmt: skip
    text = " ".join(one.text for one in words)
    parts = divide(Cue(text, 0, 12_000, words=halves), 32, 2)
    assert len(parts) > 1
    assert " ".join(one.text for one in parts) == text


@settings(max_examples=150)
@given(
    st.lists(st.text("abc.,", min_size=1, max_size=30), min_size=1, max_size=40), st.integers(0, 40)
)
def test_parts_are_the_text_in_order_without_made_up_times(words: list[str], indent: int) -> None:
    cue = said(" ".join(words))
    parts = divide(cue, 32, 2, indent)
    assert " ".join(one.text for one in parts) == cue.text
    known = {0, cue.end_ms} | {time for one in cue.words for time in (one.start_ms, one.end_ms)}
    assert {time for one in parts for time in (one.start_ms, one.end_ms)} <= known
    assert (parts[0].start_ms, parts[-1].end_ms) == (cue.start_ms, cue.end_ms)
