"""Sentences that are cut over several cues come out whole, in their order, with their times."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from feedtool.transcripts.joining import join_lines, join_sentences
from feedtool.transcripts.model import Cue, Word


@pytest.mark.parametrize(
    ("texts", "joined"),
    [
        (["The ferry", "is late."], ["The ferry is late."]),
        (["The ferry is late.", "Again."], ["The ferry is late.", "Again."]),
        (["It costs 3 Euro.", "per head."], ["It costs 3 Euro. per head."]),
        (["Why?", "Because."], ["Why?", "Because."]),
        (["He said “no”", "And left"], ["He said “no”", "And left"]),
        (["Two\nlines", "go on"], ["Two lines go on"]),
        (["船は", "遅れています。", "また。"], ["船は遅れています。", "また。"]),
        (["الباخرة", "متأخرة؟", "نعم"], ["الباخرة متأخرة؟", "نعم"]),
        ([], []),
    ],
)
def test_sentences_are_joined(texts: list[str], joined: list[str]) -> None:
    assert [one.text for one in join_sentences(map(Cue, texts))] == joined


def test_sentence_of_another_speaker_stays_apart() -> None:
    cues = [Cue("The ferry", speaker="Mira"), Cue("is late.", speaker="Bo")]
    assert list(join_sentences(cues)) == cues


def test_joined_cue_has_the_first_start_the_last_end_and_all_words() -> None:
    first, second = Word("The", 1000, 1200), Word("ferry.", 1300, 1900)
    cues = [
        Cue("The", 1000, 1250, "Mira", (first,), "<i>The</i>", "1", "line:0"),
        Cue("ferry.", 1300, None, "Mira", (second,)),
    ]
    assert list(join_sentences(cues)) == [Cue("The ferry.", 1000, None, "Mira", (first, second))]


@pytest.mark.parametrize(
    ("lines", "joined"),
    [
        (["a", "b"], "a b"),
        (["a ", "", " b"], "a b"),
        (["船は", "Bo です"], "船は Bo です"),
        (["안녕", "하세요"], "안녕 하세요"),
        ([], ""),
    ],
)
def test_lines_are_joined_as_their_script_does(lines: list[str], joined: str) -> None:
    assert join_lines(lines) == joined


@settings(max_examples=100, deadline=None)
@given(st.lists(st.tuples(st.text("ab .?!,é\n船", max_size=20), st.sampled_from(["", "Bo"]))))
def test_joining_loses_and_moves_no_word(turns: list[tuple[str, str]]) -> None:
    cues = [Cue(text, speaker=speaker) for text, speaker in turns]
    said = "".join(one.text for one in join_sentences(cues))
    assert "".join(said.split()) == "".join("".join(text for text, _ in turns).split())
