import pytest

from feedtool.transcripts.model import Block, Cue, Transcript, Word
from feedtool.transcripts.writing.write import write_transcript


def texts(*cues: Cue) -> list[str]:
    """The texts of cues that all have the same times."""
    timed = [one._replace(start_ms=0, end_ms=1000) for one in cues]
    data = write_transcript(Transcript("vtt", timed), "srt").data.decode()
    parts = data.removesuffix("\n").split("\n\n")
    for number, part in enumerate(parts, 1):
        assert part.startswith(f"{number}\n00:00:00,000 --> 00:00:01,000\n")
    return [part.split("\n", 2)[2] for part in parts]


def test_cues_are_counted_and_times_have_commas() -> None:
    cues = [Cue("One.", 0, 1500), Cue("Two.", 3_723_004, 360_000_000)]
    assert write_transcript(Transcript("vtt", cues), "srt").data == (
        b"1\n00:00:00,000 --> 00:00:01,500\nOne.\n\n2\n01:02:03,004 --> 100:00:00,000\nTwo.\n"
    )


def test_the_name_stands_where_the_speaker_changes() -> None:
    found = texts(
        Cue("One.", speaker="Mira"), Cue("Two.", speaker="Mira"), Cue("Three.", speaker="Jon: B"),
        Cue("Four."), Cue("Five.", speaker="Jon: B"),
    )  # fmt: skip
    assert found == ["Mira: One.", "Two.", "Jon B: Three.", "Four.", "Jon B: Five."]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("One.\n\n \nTwo.", "One.\nTwo."),
        ("a --> b", "a -> b"),
        ("a ----> b", "a -> b"),
        # Readers that forgive much take these for the times of a cue.
        ("00:00:01,000 --> 00:00:02,000", "00:00:01,000 … 00:00:02,000"),
        ("0:01,5 -> 0:02,5\nHa", "0:01,5 … 0:02,5\nHa"),
        ("0:0:1,0 ---> 0:0:2,0\nHa", "0:0:1,0 … 0:0:2,0\nHa"),
        ("0:0:1,0 - 0:0:2,0\nHa", "0:0:1,0 … 0:0:2,0\nHa"),
        ("From 0:0:1,0 - 0:0:2,0", "From 0:0:1,0 - 0:0:2,0"),
        ("10:00 -> 11:00", "10:00 -> 11:00"),
        # A line of digits alone is taken for the counter of the next cue.
        ("2024", "2024"),
        ("We saw\n1999", "We saw 1999"),
        ("1999\nwas it", "1999 was it"),
        ("It was\n1999\nor so", "It was 1999 or so"),
        ("R&D <b>", "R&D <b>"),
        ("One\x85two\x0bthree", "One two three"),
        ("Nobody was on the pier of the old port.", "Nobody was on the\npier of the old port."),
    ],
)
def test_no_text_breaks_the_file(text: str, expected: str) -> None:
    assert texts(Cue(text)) == [expected]


def test_a_cue_without_end_stays_as_it_is() -> None:
    text = "one two " * 10_000
    assert texts(Cue(text)) == [text.strip()]


def test_no_name_breaks_the_file() -> None:
    assert texts(Cue("a", speaker="1 ---> 2\n\n3")) == ["1 -> 2 3: a"]


def test_what_is_lost_is_told() -> None:
    cues = [
        Cue("", 0, 1000),
        Cue(
            "Ahoy.",
            0,
            1000,
            "Mira",
            [Word("Ahoy.", 0, 900)],
            "<v Mira><i>Ahoy.</i>",
            "intro",
            "line:0",
        ),
        Cue("Nobody was on the pier of the old port but the keeper of the light.", 0, 1000, "Mira"),
    ]
    blocks = [Block(-1, "WEBVTT"), Block(0, "STYLE\nx"), Block(0, "NOTE a"), Block(1, "NOTE b")]
    assert write_transcript(Transcript("vtt", cues, blocks=blocks), "srt").lost == (
        "left out: 1 cue without text",
        "longer than 2 lines of 32 characters: 1 cue",
        "written into the text: names of 1 speaker",
        "left out: times of 1 word",
        "left out: 2 notes",
        "left out: 1 style",
        "left out: identifiers of 1 cue",
        "left out: settings of 1 cue",
        "left out: italics of 1 cue",
    )


@pytest.mark.parametrize(
    ("said", "number"),
    [
        (["Mira: Ahoy.", ": Who is there?"], "1 turn"),
        (["Mira: Ahoy.", ": Who is there?", ": Hm?", "Tom: Me.", ": Oh."], "2 turns"),
        ([": Who is there?", "Mira: Ahoy."], ""),
        (["Mira: Ahoy.", ": [bell]", "Mira: Again."], ""),
        (["Mira: Ahoy.", ": \u266a la la \u266a"], ""),
    ],
)
@pytest.mark.parametrize("form", ["srt", "txt"])
def test_turns_of_nobody_after_a_speaker_are_told(form: str, said: list[str], number: str) -> None:
    pairs = [one.split(": ") if not one.startswith(": ") else ["", one[2:]] for one in said]
    cues = [
        Cue(text, place * 1000, place * 1000 + 900, name)
        for place, (name, text) in enumerate(pairs)
    ]
    lost = write_transcript(Transcript("json", cues), form).lost
    says = [one.rpartition(": ")[2] for one in lost if one.startswith("without a speaker")]
    assert says == [number] * bool(number)
