"""Speakers get other names, in the cue and in its markup."""

import pytest

from feedtool.transcripts.model import Block, Cue, Transcript
from feedtool.transcripts.renaming import list_speakers, rename_speakers


def test_speakers_are_listed_as_they_first_speak() -> None:
    cues = [Cue("a", speaker="Bo"), Cue("b"), Cue("c", speaker="Mira"), Cue("d", speaker="Bo")]
    assert list_speakers(Transcript("vtt", cues)) == ["Bo", "Mira"]


@pytest.mark.parametrize(
    ("markup", "renamed"),
    [
        ("", ""),
        ("<v A>Hello <i>you</i>.", "<v Bo &amp; Co>Hello <i>you</i>."),
        ("<v.loud A>Hello.</v>", "<v.loud Bo &amp; Co>Hello.</v>"),
        ("<v A >Hello.</v> <v B>Hi.", "<v Bo &amp; Co>Hello.</v> <v B>Hi."),
        ("<v Anna>Hello.", "<v Anna>Hello."),
        ("<i>A</i>", "<i>A</i>"),
        ("<v R&amp;D>Hello.", "<v Lab>Hello."),
    ],
)
def test_markup_has_the_new_name(markup: str, renamed: str) -> None:
    cue = Cue("Hello.", 0, 1000, "A", (), markup, "1", "line:0")
    found = rename_speakers(Transcript("vtt", [cue], "en"), {"A": "Bo & Co", "R&D": "Lab"})
    assert found.cues == [Cue("Hello.", 0, 1000, "Bo & Co", (), renamed, "1", "line:0")]
    assert found.language == "en"


def test_blocks_stay_and_nothing_is_made_without_names() -> None:
    transcript = Transcript("vtt", [Cue("a", speaker="A")], "en", [Block(-1, "WEBVTT")])
    assert rename_speakers(transcript, {}) is transcript
    assert rename_speakers(transcript, {"B": "C"}) == transcript
