"""Transcripts that do not say who speaks."""

import pytest
from checked_cues import saying, told

SIGNS = "info: no cue says who speaks, but signs such as - and >> show that several people do; write their names [transcript-without-speakers]"


def test_a_transcript_of_several_people_without_names() -> None:
    assert told(saying("Low tide?", "Yes, low."), people=2) == [
        "1:1: info: no cue says who speaks, but the episode has 2 people; export the transcript with the names of the speakers [transcript-without-speakers]"
    ]


@pytest.mark.parametrize("people", [0, 1])
def test_one_person_needs_no_name(people: int) -> None:
    assert told(saying("Low tide?", "Yes, low."), people=people) == []


def test_one_name_is_enough() -> None:
    cues = saying("Low tide?", "Yes, low.")
    assert told([cues[0]._replace(speaker="Mira"), cues[1]], people=3) == []


@pytest.mark.parametrize(
    ("texts", "line"),
    [
        (["Good morning."] + ["- Low?\n- Yes, low."] * 3, 2),
        ([">> Low?", ">> Yes, low.", ">> Bye."], 1),
        (["– Low?\n– Yes, low.", "Hm.", "– And now?\n– High.", "– Bye!\n– Bye!"], 1),
    ],
)
def test_signs_of_a_dialogue(texts: list[str], line: int) -> None:
    cues = [one._replace(text=f"{one.text}") for one in saying(*texts)]
    assert [one for one in told(cues) if "speakers" in one] == [f"{line}:1: {SIGNS}"]


@pytest.mark.parametrize(
    "texts",
    [
        ["- Low?\n- Yes, low."] * 2,
        ["- bread", "- milk", "- fish", "- salt", "- oil", "- rope", "- nets"],
        ["Low tide -\nor high?"] * 2,
        ["-5 degrees\n-6 degrees"],
        [">> Low?", "a >> b", "c >> d"],
    ],
)
def test_signs_that_are_no_dialogue(texts: list[str]) -> None:
    assert told(saying(*texts)) == []
