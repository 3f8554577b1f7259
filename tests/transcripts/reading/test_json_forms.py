"""JSON of Podcasting 2.0: cues, faults with their places, hostile values; real files."""

import json
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from feedtool.findings.file_findings import FileFindings
from feedtool.transcripts.model import Cue, Word
from feedtool.transcripts.places import Reading
from feedtool.transcripts.reading.json_forms import list_dialects, read_json_transcript

VERSION = '{"version": "1.0.0", "segments": ['


def read(text: str) -> tuple[Reading | None, list[tuple[str, int | None, int | None, str]]]:
    findings = FileFindings("a.json")
    reading = read_json_transcript(text, findings)
    found = [(one.rule, one.line, one.column, one.message) for one in findings.found]
    return reading, found


def cues_of(text: str) -> list[Cue]:
    reading, found = read(text)
    assert reading is not None
    assert found == []
    return [*reading.transcript.cues]


def test_segments_are_cues() -> None:
    text = json.dumps({
        "version": "1.0.0",
        "segments": [
            {"startTime": 0.5, "endTime": 4, "speaker": " Mira  Holt", "body": " Welcome to\n the harbour. \n"},
            {"startTime": 4.0006, "body": "Thank you, Mira."},
        ],
    })  # fmt: skip
    assert cues_of(text) == [
        Cue("Welcome to\nthe harbour.", 500, 4000, "Mira Holt", ()),
        Cue("Thank you, Mira.", 4001, None, "", ()),
    ]


def test_words_are_grouped_by_speaker_and_keep_their_times() -> None:
    words = [
        ("Mira", "The"),
        ("Mira", "ferry"),
        ("Mira", "is"),
        ("Mira", "late."),
        ("Bo", "Again?"),
    ]
    text = json.dumps({
        "version": "1.0.0",
        "segments": [
            {"speaker": name, "startTime": at, "endTime": at + 0.5, "body": word}
            for at, (name, word) in enumerate(words)
        ],
    })  # fmt: skip
    reading, _ = read(text)
    assert reading is not None
    first, second = reading.transcript.cues
    assert (first.text, first.start_ms, first.end_ms, first.speaker) == (
        "The ferry is late.",
        0,
        3500,
        "Mira",
    )
    assert first.words[1] == Word("ferry", 1000, 1500)
    assert second == Cue("Again?", 4000, 4500, "Bo", (Word("Again?", 4000, 4500),))
    assert reading.places.find([1]) == {1: (1, text.index('{"speaker": "Bo"') + 1)}


def test_words_without_ends_have_no_times_of_words() -> None:
    text = VERSION + '{"startTime": 1, "body": "The"}, {"startTime": 1.5, "body": "ferry"}]}'
    assert cues_of(text) == [Cue("The ferry", 1000, None, "", ())]


FAULTS = {
    "a time in quotes": ('{"startTime": "12.5", "body": "So it is."}', 15, 'startTime is "12.5"; expected a number of seconds without quotes: 12.5', 12_500),
    "a clock": ('{"startTime": "1:02", "body": "So it is."}', 15, 'startTime is "1:02"; expected a number of seconds without quotes: 62', 62_000),
    "a text": ('{"startTime": "soon", "body": "So it is."}', 15, 'startTime is "soon"; expected a number of seconds without quotes', None),
    "a boolean": ('{"startTime": true, "body": "So it is."}', 15, "startTime is true; expected a number of seconds", None),
    "a list": ('{"startTime": [1], "body": "So it is."}', 15, "startTime is a list; expected a number of seconds", None),
    "NaN": ('{"startTime": NaN, "body": "So it is."}', 15, "startTime is NaN; expected a number of seconds", None),
    "Infinity": ('{"startTime": Infinity, "body": "So it is."}', 15, "startTime is Infinity; expected a number of seconds", None),
    "a number without end": ('{"startTime": 1e300, "body": "So it is."}', 15, "startTime is 1e+300; expected a number of seconds", None),
    "a negative time": ('{"startTime": -2, "body": "So it is."}', 15, "startTime is -2; expected 0 or more seconds", 0),
    "no start": ('{"body": "So it is."}', 1, "startTime is missing; add when this is said, in seconds", None),
    "a start of null": ('{"startTime": null, "body": "So it is."}', 1, "startTime is missing; add when this is said, in seconds", None),
    "a speaker that is an object": ('{"startTime": 5, "speaker": {}, "body": "So it is."}', 29, "speaker is an object; expected a name in quotes", 5000),
    "a body that is a number": ('{"startTime": 5, "body": 1984}', 26, "body is 1984; expected a text", 5000),
}  # fmt: skip


@pytest.mark.parametrize("name", FAULTS)
def test_a_fault_has_its_place_and_the_rest_is_read(name: str) -> None:
    segment, column, message, start_ms = FAULTS[name]
    text = f'{VERSION}\n {{"startTime": 1, "body": "Hello there."}},\n{segment}]}}'
    reading, found = read(text)
    assert found == [("transcript-syntax", 3, column, message)]
    assert reading is not None
    assert [cue.start_ms for cue in reading.transcript.cues] == [1000, start_ms]


@pytest.mark.parametrize(
    ("segment", "message"),
    [
        ('{"startTime": 5}', "body is missing; add what is said"),
        ("7", "this is 7; expected an object"),
        ("null", "this is null; expected an object"),
    ],
)
def test_what_says_nothing_is_left_out(segment: str, message: str) -> None:
    text = f'{VERSION}\n {{"startTime": 1, "body": "Hello there."}},\n{segment}]}}'
    reading, found = read(text)
    assert found == [("transcript-syntax", 3, 1, message)]
    assert reading is not None
    assert [cue.text for cue in reading.transcript.cues] == ["Hello there."]


SEGMENT = '"segments": [{"startTime": 1, "body": "Hello there."}]'


@pytest.mark.parametrize(
    ("text", "found"),
    [
        (f'{{"version": "1.0.0", {SEGMENT}}}', []),
        (f"{{{SEGMENT}}}", [("transcript-syntax", 1, 1, 'version is missing; add "version": "1.0.0"')]),
        (f'{{"version": 1.0, {SEGMENT}}}', [("transcript-syntax", 1, 13, 'version is 1.0; expected "1.0.0"')]),
        (f'{{"version": "1", {SEGMENT}}}', [("transcript-syntax", 1, 13, 'version is "1"; expected "1.0.0"')]),
    ],
)  # fmt: skip
def test_the_version_is_checked(text: str, found: list[object]) -> None:
    assert read(text)[1] == found


def test_milliseconds_are_told_and_read_as_such() -> None:
    text = json.dumps({
        "version": "1.0.0",
        "segments": [
            {"startTime": at * 4000, "endTime": at * 4000 + 3000, "body": "The ferry is late again."}
            for at in range(400)
        ],
    })  # fmt: skip
    reading, found = read(text)
    place = (1, text.index("4000") + 1)
    says = "the times are milliseconds, up to 1596000; expected seconds"
    assert found == [("transcript-syntax", *place, says)]
    assert reading is not None
    assert reading.transcript.cues[1].start_ms == 4000
    assert reading.transcript.cues[1].end_ms == 7000


def test_whole_seconds_of_a_long_talk_are_seconds() -> None:
    segments = [{"startTime": at * 4, "body": "The ferry is late again."} for at in range(1000)]
    assert cues_of(json.dumps({"version": "1.0.0", "segments": segments}))[-1].start_ms == 3_996_000


@pytest.mark.parametrize(
    ("text", "line", "column", "message"),
    [
        (VERSION + '\n{"startTime": 1 "body": "x"}]}', 2, 17, "it is no JSON: expected a comma, or the bracket that closes the list or object"),
        ('{"segments": []}', 1, 1, 'this is JSON, but no transcript in it is found; expected {"version": "1.0.0", "segments": [{"startTime": 0.5, "body": "Welcome."}]}'),
        ('{"chapters": []}', 1, 1, 'this is JSON with chapters, no transcript; expected {"version": "1.0.0", "segments": [{"startTime": 0.5, "body": "Welcome."}]}'),
        ("null", 1, 1, 'this is JSON, but no transcript in it is found; expected {"version": "1.0.0", "segments": [{"startTime": 0.5, "body": "Welcome."}]}'),
        (VERSION + "]}", 1, 1, "it has no words; expected what is said"),
        ("[" * 100_000, None, None, "it is no JSON: its lists are nested too deep"),
        (VERSION + '{"startTime": ' + "9" * 5000 + "}]}", None, None, "it is no JSON: a number in it has 5,000 digits"),
    ],
)  # fmt: skip
def test_what_is_no_transcript_is_refused(
    text: str, line: int | None, column: int | None, message: str
) -> None:
    assert read(text) == (None, [("transcript-unreadable", line, column, message)])


VALUES = st.recursive(
    st.none() | st.booleans() | st.integers(-3, 10**6) | st.floats() | st.text(max_size=8),
    lambda inner: st.lists(inner, max_size=3)
    | st.dictionaries(
        st.sampled_from([
            "segments", "start", "end", "text", "words", "word", "results", "items", "transcripts",
            "alternatives", "content", "type", "channels", "utterances", "transcript", "startTime",
            "body", "transcription", "offsets", "from", "monologues", "elements", "value", "events",
            "tStartMs", "segs", "utf8", "start_ms", "speaker", "confidence", "version", "chunks",
            "timestamp", "speaker_labels", "word_segments", "timestamps", "tokens", "start_time",
        ]),
        inner,
        max_size=5,
    ),
    max_leaves=25,
)  # fmt: skip


@given(VALUES)
def test_any_json_is_read_or_refused(value: object) -> None:
    text = json.dumps(value)
    reading, found = read(text)
    if reading is None:
        assert found
    else:
        places = reading.places.find(range(len(reading.transcript.cues)))
        assert len(places) == len(reading.transcript.cues)


@given(VALUES, st.sampled_from([one.form for one in list_dialects()]))
def test_each_dialect_reads_what_looks_like_it(value: object, form: str) -> None:
    frames = {
        "json": {"version": "1.0.0", "segments": [value]},
        "whisper": {"segments": [{"start": 0, "text": value, "words": value}, value]},
        "whisper-cpp": {"transcription": [{"offsets": value, "text": "a", "tokens": value}, value]},
        "aws": {"results": {"items": [{"alternatives": value}, value], "speaker_labels": value}},
        "deepgram": {"results": {"channels": [{"alternatives": value}, value], "utterances": value}},
        "assemblyai": {"words": [{"text": value, "start": 1, "end": 2, "confidence": 1}, value]},
        "podlove": [{"start_ms": value, "text": "a"}, value],
        "google": {"results": [{"alternatives": [{"words": value}]}, value]},
        "youtube": {"events": [{"tStartMs": value, "segs": value}, value]},
        "elevenlabs": {"words": [{"text": value, "start": value, "type": "word"}, value]},
        "rev": {"monologues": [{"elements": value, "speaker": value}, value], "speakers": value},
        "speechmatics": {"results": [{"type": "word", "alternatives": [{"content": value}]}, value]},
    }  # fmt: skip
    reading, found = read(json.dumps(frames[form]))
    assert reading is not None or found


@pytest.mark.slow
def test_a_million_segments_end_in_bounded_time() -> None:
    text = VERSION + "{}," * 999_999 + "{}]}"
    assert read(text)[0] is None
    text = VERSION + '{"startTime":1,"body":"x"},' * 1_500_000 + "{}]}"
    says = "it has more than 3,000,000 values; make it smaller"
    assert read(text) == (None, [("transcript-unreadable", None, None, says)])


def test_a_text_of_ten_megabytes_is_one_cue() -> None:
    assert len(cues_of(VERSION + '{"startTime": 1, "body": "' + "a " * 5_000_000 + '"}]}')) == 1


@pytest.mark.parametrize(
    ("name", "form", "count", "language"),
    [("pi-transcripts-example-json", "json", 2, ""), ("pic-pic104", "whisper", 78, "it")],
)
def test_real_files_are_read(
    shared_data: Path, name: str, form: str, count: int, language: str
) -> None:
    reading, found = read((shared_data / "transcripts" / f"{name}.json").read_text("utf-8"))
    assert found == []
    assert reading is not None
    transcript = reading.transcript
    assert (transcript.form, len(transcript.cues), transcript.language) == (form, count, language)
    assert transcript.has_times
