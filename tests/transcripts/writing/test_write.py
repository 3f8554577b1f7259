import pytest

from feedtool.transcripts.model import Cue, Transcript
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
        (SOME, "json", "1 of 2 cues have no start; json needs one for each"),
        (STARTS, "srt", "2 of 3 cues have no end; srt needs one for each"),
        (PLAIN, "html", ""),
    ],
)
def test_a_refusal_says_what_is_missing(transcript: Transcript, form: str, says: str) -> None:
    assert explain_refusal(transcript, form) == says


@pytest.mark.parametrize("form", FORMS)
def test_a_transcript_without_any_cue_is_written_or_refused(form: str) -> None:
    empty = Transcript("vtt", [])
    if form in forms_of(empty):
        assert write_transcript(empty, form).data.endswith(b"\n")
    else:
        assert explain_refusal(empty, form)
