from feedtool.transcripts.model import Cue, Transcript, Word
from feedtool.transcripts.writing.write import write_transcript


def test_sentences_are_whole_and_paragraphs_have_their_time_and_speaker() -> None:
    cues = [
        Cue("We left the\nharbour at ten", 0, 2000, "Mira"),
        Cue("and nobody saw us.", 2000, 4000, "Mira"),
        Cue("It was dark.", 4000, 5000, "Mira"),
        Cue("Why?", 5500, 6000, "Jon: B"),
        # A long pause starts a paragraph, but no sentence is cut.
        Cue("Well.", 9_500, 9_900, "Jon: B"),
        Cue("Hm", 3_600_000, 3_601_000),
    ]
    done = write_transcript(Transcript("vtt", cues), "txt")
    assert done.data.decode() == (
        "[00:00:00] Mira: We left the harbour at ten and nobody saw us. It was dark.\n\n"
        "[00:00:05] Jon B: Why?\n\n"
        "[00:00:09] Well.\n\n"
        "[01:00:00] Hm\n"
    )
    assert done.lost == (
        "joined into 4 paragraphs of whole sentences, each with its start: 6 cues",
        "left out: ends of 4 paragraphs",
        "written into the text: names of 2 speakers",
        "without a speaker, though it reads as if the one before went on: 1 turn",
        "left out: fractions of seconds of 2 paragraphs",
    )


def test_turns_without_times_stay_as_their_author_wrote_them() -> None:
    cues = [
        Cue("Harbour Notes"),
        Cue("Welcome to the", speaker="Mira"),
        Cue("show.", speaker="Mira"),
    ]
    done = write_transcript(Transcript("txt", cues), "txt")
    assert done.data == b"Harbour Notes\n\nMira: Welcome to the\n\nshow.\n"
    assert done.lost == ("written into the text: names of 1 speaker",)


def test_long_speeches_have_several_paragraphs() -> None:
    cues = [Cue("The ferry is late again.", at, at + 900, "Mira") for at in range(0, 60_000, 1000)]
    text = write_transcript(Transcript("vtt", cues), "txt").data.decode()
    paragraphs = text.strip().split("\n\n")
    assert len(paragraphs) == 3
    assert max(map(len, paragraphs)) < 650


def test_words_and_empty_cues_are_told_as_lost() -> None:
    cues = [Cue("Ahoy.", 0, 1000, words=[Word("Ahoy.", 0, 900)]), Cue(" ", 1000, 2000)]
    assert write_transcript(Transcript("json", cues), "txt").lost == (
        "left out: 1 cue without text", "left out: ends of 1 paragraph", "left out: times of 1 word",
    )  # fmt: skip


def test_scripts_without_blanks_are_joined_without() -> None:
    cues = [Cue("船は遅れて", 0, 1000), Cue("来ました。", 1000, 2000)]
    assert (
        write_transcript(Transcript("vtt", cues), "txt").data.decode()
        == "[00:00:00] 船は遅れて来ました。\n"
    )
