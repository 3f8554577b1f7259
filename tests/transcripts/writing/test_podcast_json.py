import json

import pytest

from feedtool.transcripts.model import Cue, Transcript, Word
from feedtool.transcripts.writing.write import write_transcript

WORDS = (Word("Nobody", 100, 400), Word("was", 400, 600), Word("there.", 600, 900))


def test_each_segment_has_a_line_with_what_is_known() -> None:
    cues = [
        Cue("Ahoy,\nyou.", 500, 1750, "Mira"), Cue("„Wer?“", 60_000, None), Cue("", 3_600_000, 3_600_001),
    ]  # fmt: skip
    assert write_transcript(Transcript("vtt", cues), "json").data.decode() == (
        '{"version": "1.0.0", "segments": [\n'
        '{"speaker": "Mira", "startTime": 0.5, "endTime": 1.75, "body": "Ahoy,\\nyou."},\n'
        '{"startTime": 60, "body": "„Wer?“"},\n'
        '{"startTime": 3600, "endTime": 3600.001, "body": ""}\n'
        "]}\n"
    )


@pytest.mark.parametrize(
    ("cue", "bodies", "lost"),
    [
        (Cue("Nobody was there.", 0, 1000, "Mira", WORDS), ["Nobody", "was", "there."], ()),
        (
            Cue("船は来た", 0, 9, words=[Word("船は", 0, 1), Word("来た", 1, 2)]),
            ["船は", "来た"],
            (),
        ),
        # The words are not all of the text.
        (
            Cue("But nobody was there.", 0, 1000, words=WORDS),
            ["But nobody was there."],
            ("left out: times of 3 words",),
        ),
        (Cue("Ahoy.", 0, 1000), ["Ahoy."], ()),
    ],
)
def test_on_demand_each_word_is_a_segment(
    cue: Cue, bodies: list[str], lost: tuple[str, ...]
) -> None:
    done = write_transcript(Transcript("whisper", [cue]), "json", words=True)
    assert [one["body"] for one in json.loads(done.data)["segments"]] == bodies
    assert done.lost == lost


def test_otherwise_their_times_are_told_as_lost() -> None:
    cue = Cue("Nobody was there.", 0, 1000, words=WORDS)
    done = write_transcript(Transcript("whisper", [cue]), "json")
    assert done.lost == ("left out: times of 3 words; --words keeps them",)


def test_any_text_is_json() -> None:
    cue = Cue('"\\\u2028\ud800\0 end', 0, 1, speaker="a\nb")
    (segment,) = json.loads(write_transcript(Transcript("vtt", [cue]), "json").data)["segments"]
    assert segment == {"speaker": "a b", "startTime": 0, "endTime": 0.001, "body": '"\\\nend'}
