import pytest

from feedtool.findings.file_findings import FileFindings
from feedtool.transcripts.model import Block, Cue, Transcript, Word
from feedtool.transcripts.reading.read import read_transcript
from feedtool.transcripts.writing.write import write_transcript


def written(*cues: Cue, words: bool = False, max_line: int = 0) -> str:
    """What stands below the header."""
    data = write_transcript(Transcript("srt", cues), "vtt", words=words, max_line=max_line).data
    return data.decode().removeprefix("WEBVTT\n\n")


@pytest.mark.parametrize(
    ("cue", "lines"),
    [
        (Cue("Ahoy."), ["Ahoy."]),
        (Cue("Ahoy.", speaker="Mira Holt"), ["<v Mira Holt>Ahoy."]),
        (Cue("", speaker="Mira"), ["<v Mira>"]),
        (Cue(""), []),
        # Nothing in a text or a name is taken for a tag, a reference, times or the end of a cue.
        (Cue("1 < 2 &amp; 3 > 2"), ["1 &lt; 2 &amp;amp; 3 > 2"]),
        (Cue("a --> b ---> c"), ["a --&gt; b ---&gt; c"]),
        (Cue("00:01.000 --> 00:02.000"), ["&#48;0:01.000 --&gt; 00:02.000"]),
        (Cue("0:01.5 -> 0:02.5\nHa"), ["&#48;:01.5 -> 0:02.5", "Ha"]),
        (Cue("At 0:01.5 -> 0:02.5"), ["At 0:01.5 -> 0:02.5"]),
        (Cue("One.\n\n \nTwo.\r\nThree\u2028four\x85five"), ["One. Two. Three four five"]),
        (Cue("a\0b\x07c\ud800d"), ["abcd"]),
        (Cue("Ahoy.", speaker="R > D & <b>\nx"), ["<v R &gt; D &amp; &lt;b&gt; x>Ahoy."]),
        (Cue("Ahoy.", speaker="A --> B"), ["<v A --&gt; B>Ahoy."]),
        (Cue("שלום", speaker="מירה"), ["<v מירה>שלום"]),
        # What WebVTT says beside the text stays.
        (Cue("Ahoy you", markup="<i>Ahoy</i> you", speaker="Mira"), ["<v Mira><i>Ahoy</i> you"]),
        (Cue("Ahoy", markup="<v.loud Mira>Ahoy", speaker="Mira"), ["<v.loud Mira>Ahoy"]),
        (
            Cue("Nobody was on the pier of the old harbour but you, " * 2,
                markup="<i>Nobody was on the pier of the old harbour but you,</i> " * 2),
            ["<i>Nobody was on the pier of the old harbour but you,</i>"] * 2,
        ),
        (
            Cue("船は遅れて来た。" * 9, markup="船は<b>遅れて</b>来た。" * 9),
            ["船は<b>遅れて</b>来た。" * 3] * 3,
        ),
    ],
)  # fmt: skip
def test_texts_and_names_are_written_so_that_players_show_them(cue: Cue, lines: list[str]) -> None:
    found = written(cue._replace(start_ms=0, end_ms=1000)).splitlines()
    assert found == ["00:00:00.000 --> 00:00:01.000", *lines]


@pytest.mark.parametrize("line", ["00:01.000 --> 00:02.000", "0:01.5 -> 0:02.5"])
def test_times_in_a_text_are_read_back_as_text(line: str) -> None:
    cue = Cue(f"Ha\n{line}", 0, 9000)
    data = write_transcript(Transcript("json", [cue]), "vtt").data
    read = read_transcript(data, FileFindings("a.vtt"))
    assert read is not None
    assert [one.text for one in read.transcript.cues] == [cue.text]


def test_no_identifier_and_no_note_has_an_arrow() -> None:
    cue = Cue("Ahoy.", 0, 1000, identifier="0:01 ---> 0:02")
    blocks = [Block(0, "NOTE 0:01 ----> 0:02")]
    data = write_transcript(Transcript("vtt", [cue], "", blocks), "vtt").data
    assert data.count(b"-->") == 1


def test_blocks_identifiers_and_settings_stay_in_their_places() -> None:
    cues = [
        Cue("One.", 0, 900, identifier="intro --> 1", settings="align:start line:0"),
        Cue("Two.", 900, 360_000_000),
    ]
    blocks = [
        Block(-1, "WEBVTT Harbour Notes\nKind: captions"),
        Block(0, "STYLE\n::cue { color: lime }"),
        Block(1, "NOTE\nThe keeper speaks\n\nlow."),
        Block(2, "NOTE the end"),
    ]
    assert write_transcript(Transcript("vtt", cues, blocks=blocks), "vtt").data.decode() == (
        "WEBVTT Harbour Notes\nKind: captions\n\nSTYLE\n::cue { color: lime }\n\n"
        "intro -> 1\n00:00:00.000 --> 00:00:00.900 align:start line:0\nOne.\n\n"
        "NOTE\nThe keeper speaks\nlow.\n\n"
        "00:00:00.900 --> 100:00:00.000\nTwo.\n\nNOTE the end\n"
    )


WORDS = (Word("Nobody", 100, 400), Word("was", 400, 600), Word("there.", 600, 900))


@pytest.mark.parametrize(
    ("cue", "text"),
    [
        (
            Cue("Nobody was there.", 0, 1000, words=WORDS),
            "<00:00:00.100>Nobody <00:00:00.400>was <00:00:00.600>there.",
        ),
        # The first word needs no time if it starts with its cue.
        (
            Cue("Nobody was there.", 100, 1000, "Mira", WORDS),
            "<v Mira>Nobody <00:00:00.400>was <00:00:00.600>there.",
        ),
        # Players ignore times that go back or are not inside of the cue.
        (Cue("Nobody was there.", 450, 600, words=WORDS), "Nobody was there."),
        # Words that are not those of the text.
        (Cue("Somebody was there.", 0, 1000, words=WORDS), "Somebody was there."),
        (
            Cue("R&D <there>", 0, 900, words=[Word("R&D", 0, 1), Word("<there>", 1, 2)]),
            "R&amp;D <00:00:00.001>&lt;there>",
        ),
    ],
)
def test_times_of_words_stand_in_the_text_on_demand(cue: Cue, text: str) -> None:
    assert written(cue, words=True).split("\n", 1)[1] == f"{text}\n"


def test_without_words_their_times_are_told_as_lost() -> None:
    cue = Cue("Nobody was there.", 0, 1000, words=WORDS)
    done = write_transcript(Transcript("json", [cue]), "vtt")
    assert done.lost == ("left out: times of 3 words; --words keeps them",)
    assert write_transcript(Transcript("json", [cue]), "vtt", words=True).lost == ()


def test_long_cues_are_divided_only_if_words_have_times() -> None:
    text = " ".join(["harbour"] * 30)
    words = [Word("harbour", index * 500, index * 500 + 400) for index in range(30)]
    timed = write_transcript(Transcript("json", [Cue(text, 0, 15_000, words=words)]), "vtt")
    assert timed.data.decode().count(" --> ") == 2
    assert timed.lost[0] == "divided to fit the screen: 1 cue"
    whole = write_transcript(Transcript("json", [Cue(text, 0, 15_000)]), "vtt")
    assert whole.data.decode().count(" --> ") == 1
    assert whole.lost == ("longer than 2 lines of 65 characters: 1 cue",)


def test_lines_can_be_shorter() -> None:
    cue = Cue("Nobody was on the pier of the port.", 0, 1000)
    assert written(cue, max_line=20).splitlines()[1:] == ["Nobody was on the", "pier of the port."]


def test_what_several_people_say_at_once_is_one_cue() -> None:
    found = written(
        Cue("Ahoy", 0, 900, "Mira", (), "", "7"), Cue("Hello", 0, 900, "Jon", (), "", "7"),
        Cue("One.", 900, 1000, "Jon"), Cue("Two.", 900, 1000, "Jon"), Cue("Three.", 900, 1001, "Mira"),
    )  # fmt: skip
    assert found == (
        "7\n00:00:00.000 --> 00:00:00.900\n<v Mira>Ahoy</v>\n<v Jon>Hello\n\n"
        "00:00:00.900 --> 00:00:01.000\n<v Jon>One.\n\n"
        "00:00:00.900 --> 00:00:01.000\n<v Jon>Two.\n\n"
        "00:00:00.900 --> 00:00:01.001\n<v Mira>Three.\n"
    )


def test_times_of_words_in_markup_are_not_told_as_lost() -> None:
    cue = Cue("Ahoy you", 0, 900, "", WORDS[:2], "Ahoy <00:00:00.400>you")
    done = write_transcript(Transcript("vtt", [cue]), "vtt")
    assert b"Ahoy <00:00:00.400>you" in done.data
    assert done.lost == ()
