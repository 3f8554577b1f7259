import time

import pytest

from feedtool.transcripts.model import Block, Cue, Transcript, Word
from feedtool.transcripts.writing.write import FORMS, explain_refusal, forms_of, write_transcript

TIMED = Transcript("vtt", [Cue("One.", 0, 1000), Cue("Two.", 1000, 2000)])
STARTS = Transcript("txt", [Cue("One.", 0), Cue("Two.", 1000, 2000), Cue("Three.", 3000)])
SOME = Transcript("txt", [Cue("One.", 0, 1000), Cue("Two.")])
PLAIN = Transcript("txt", [Cue("One."), Cue("Two.")])


@pytest.mark.parametrize(
    ("transcript", "forms"),
    [
        (TIMED, ("vtt", "srt", "json", "html", "txt")),
        (STARTS, ("json", "html", "txt")),
        (SOME, ("html", "txt")),
        (PLAIN, ("html", "txt")),
        (Transcript("txt", []), ("html", "txt")),
    ],
)
def test_the_forms_are_those_that_need_no_made_up_time(
    transcript: Transcript, forms: tuple[str, ...]
) -> None:
    assert forms_of(transcript) == forms
    for form in FORMS:
        if form in forms:
            assert write_transcript(transcript, form).data
        else:
            with pytest.raises(ValueError, match=r"times|start|end"):
                write_transcript(transcript, form)


@pytest.mark.parametrize(
    ("transcript", "form", "says"),
    [
        (TIMED, "vtt", ""),
        (PLAIN, "vtt", "the transcript has no times; vtt needs them"),
        (PLAIN, "json", "the transcript has no times; json needs them"),
        (SOME, "json", "1 of 2 cues has no start; json needs one for each"),
        (STARTS, "srt", "2 of 3 cues have no end; srt needs one for each"),
        (PLAIN, "html", ""),
    ],
)
def test_a_refusal_says_what_is_missing(transcript: Transcript, form: str, says: str) -> None:
    assert explain_refusal(transcript, form) == says


TITLE, SPEAKERS = Cue("Nets, part 1"), Cue("SPEAKERS Mira, Jon")


@pytest.mark.parametrize(
    ("cues", "number"),
    [
        ([TITLE, *STARTS.cues], 1),
        ([TITLE, SPEAKERS, *STARTS.cues], 2),
        ([TITLE._replace(speaker="Mira"), *STARTS.cues], 0),
        ([TITLE, *STARTS.cues, SPEAKERS], 0),
        ([TITLE, SPEAKERS, STARTS.cues[0]], 0),
        ([TITLE, TITLE, SPEAKERS, *PLAIN.cues], 0),
    ],
)
def test_a_heading_above_the_first_time_needs_none(cues: list[Cue], number: int) -> None:
    transcript = Transcript("txt", cues)
    assert ("json" in forms_of(transcript)) == bool(number)
    assert b"Nets, part 1" in write_transcript(transcript, "html").data
    if number:
        written = write_transcript(transcript, "json")
        assert written.data == write_transcript(STARTS, "json").data
        paragraphs = f"{number} paragraph" + "s" * (number > 1)
        assert written.lost == (f"left out, as it has no time: {paragraphs} at the top",)


@pytest.mark.parametrize("form", FORMS)
def test_a_transcript_without_any_cue_is_written_or_refused(form: str) -> None:
    empty = Transcript("vtt", [])
    if form in forms_of(empty):
        assert write_transcript(empty, form).data.endswith(b"\n")
    else:
        assert explain_refusal(empty, form)


@pytest.mark.parametrize("form", FORMS)
def test_a_language_that_no_place_is_for_is_told(form: str) -> None:
    lost = write_transcript(Transcript("whisper", TIMED.cues, "it"), form).lost
    told = "left out: the language, it; name it where you link the file" in lost
    assert told == (form != "html")
    header = [Block(-1, "WEBVTT\nLanguage: it")]
    assert write_transcript(Transcript("vtt", TIMED.cues, "it", header), "vtt").lost == ()


HUGE = 20_000


@pytest.mark.parametrize("form", FORMS)
@pytest.mark.parametrize(
    "cues",
    [
        [Cue("ab", 0, HUGE, f"M{index}") for index in range(HUGE)],
        [Cue("ab\n" * HUGE, 0, HUGE)],
        [Cue("<&" * HUGE, 0, HUGE, "<" * HUGE, (), "<i>" * HUGE)],
        [Cue("ab " * HUGE, 0, HUGE, "", [Word("ab", index, index + 1) for index in range(HUGE)])],
        [Cue(". " * HUGE, 0, HUGE, "", [Word(".", 0, 0)] * HUGE)],
    ],
    ids=["speakers", "lines", "tags", "words", "words without length"],
)
def test_hostile_transcripts_take_time_in_step_with_their_length(
    form: str, cues: list[Cue]
) -> None:
    start = time.process_time()
    write_transcript(Transcript("vtt", cues), form, words=True)
    assert time.process_time() - start < 2
