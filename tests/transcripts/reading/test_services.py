"""The JSON of programs and services: a small file of each dialect, and the cues in it."""

import json
from typing import Any

import pytest

from feedtool.findings.file_findings import FileFindings
from feedtool.transcripts.model import Cue, Word
from feedtool.transcripts.reading.json_forms import list_dialects, read_json_transcript


def spoken(first: str, second: str, unit: float = 1, **more: object) -> list[dict[str, object]]:
    """Make two entries from 0.5 to 1 and from 1.25 to 2 seconds."""
    times = ((0.5, 1.0), (1.25, 2.0))
    return [
        {"start": start * unit, "end": end * unit, "text": text, **more}
        for (start, end), text in zip(times, (first, second), strict=True)
    ]


def pronounced(start: str, end: str, content: str, **more: object) -> dict[str, object]:
    return {"type": "pronunciation", "alternatives": [{"confidence": "0.99", "content": content}], "start_time": start, "end_time": end, **more}  # fmt: skip


COMMA = {"type": "punctuation", "alternatives": [{"confidence": "0.0", "content": ","}]}
DOT = {"type": "punctuation", "alternatives": [{"confidence": "0.0", "content": "."}]}
OFFSETS = {
    "timestamps": {"from": "00:00:00,500", "to": "00:00:02,000"},
    "offsets": {"from": 500, "to": 2000},
}
TOKENS = [
    {"text": "[_BEG_]", "offsets": {"from": 0, "to": 0}, "id": 50364, "p": 0.9},
    {"text": " Wel", "offsets": {"from": 500, "to": 700}},
    {"text": "come", "offsets": {"from": 700, "to": 1000}},
    {"text": " Mira", "offsets": {"from": 1250, "to": 1900}},
    {"text": ".", "offsets": {"from": 1900, "to": 2000}},
]
WORDS = (Word("Welcome", 500, 1000), Word("Mira.", 1250, 2000))
WHOLE = Cue("Welcome Mira.", 500, 2000, "", WORDS)
PLAIN = WHOLE._replace(words=())
HOST = WHOLE._replace(speaker="Speaker 1")
DEEPGRAM = [
    {"word": "welcome", "punctuated_word": "Welcome", "start": 0.5, "end": 1.0, "speaker": 0},
    {"word": "mira", "punctuated_word": "Mira.", "start": 1.25, "end": 2.0, "speaker": 0},
]
GUEST = [{"word": "thanks", "punctuated_word": "Thanks.", "start": 2.5, "end": 3.0, "speaker": 1}]
THANKS = Cue("Thanks.", 2500, 3000, "Speaker 2", (Word("Thanks.", 2500, 3000),))
SEGMENT = {"id": 0, "seek": 0, "start": 0.5, "end": 2.0, "text": " Welcome Mira."}
WHISPER_WORDS = [{"word": " Welcome", "start": 0.5, "end": 1.0, "probability": 0.9}, {"word": " Mira", "start": 1.25, "end": 1.9}, {"word": ".", "start": 1.9, "end": 2.0}]  # fmt: skip

# The dialect, a file, its cues and the language.
FILES: dict[str, tuple[str, Any, list[Cue], str]] = {
    "Whisper": ("whisper", {"text": " Welcome Mira.", "segments": [SEGMENT], "language": "de"}, [PLAIN], "de"),
    "Whisper with words": ("whisper", {"segments": [{**SEGMENT, "words": WHISPER_WORDS}], "language": "en"}, [WHOLE], "en"),
    "OpenAI's API": ("whisper", {"task": "transcribe", "language": "english", "duration": 2.0, "segments": [SEGMENT], "words": []}, [PLAIN], "en"),
    "words of OpenAI's API": ("whisper", {"text": "Welcome Mira.", "words": [{"word": "Welcome", "start": 0.5, "end": 1.0}, {"word": "Mira.", "start": 1.25, "end": 2.0}]}, [WHOLE], ""),
    "faster-whisper": ("whisper", [{**SEGMENT, "words": None, "avg_logprob": float("nan")}], [PLAIN], ""),
    "WhisperX": ("whisper", {"segments": [{**SEGMENT, "speaker": "SPEAKER_00", "words": [{"word": "Welcome", "start": 0.5, "end": 1.0, "score": 0.9, "speaker": "SPEAKER_00"}, {"word": "Mira.", "start": 1.25, "end": 2.0}]}], "word_segments": []}, [HOST], ""),
    "WhisperX without times of a word": ("whisper", {"segments": [{**SEGMENT, "words": [{"word": "Welcome", "start": 0.5, "end": 1.0}, {"word": "Mira."}]}]}, [WHOLE._replace(words=WORDS[:1])], ""),
    "WhisperX, two in a segment": ("whisper", {"segments": [{**SEGMENT, "speaker": "SPEAKER_00", "words": [{"word": "Welcome", "start": 0.5, "end": 1.0, "speaker": "SPEAKER_01"}, {"word": "Mira.", "start": 1.25, "end": 2.0}]}]}, [Cue("Welcome", 500, 1000, "Speaker 2", WORDS[:1]), Cue("Mira.", 1250, 2000, "Speaker 1", WORDS[1:])], ""),
    "insanely-fast-whisper": ("whisper", {"speakers": [], "chunks": [{"timestamp": [0.5, 2.0], "text": " Welcome Mira."}], "text": ""}, [PLAIN], ""),
    "OpenAI's API, text alone": ("whisper", {"text": " Welcome Mira.\nSo.", "usage": {"type": "duration"}}, [Cue("Welcome Mira."), Cue("So.")], ""),
    "whisper.cpp": ("whisper-cpp", {"systeminfo": "AVX = 1", "result": {"language": "en"}, "transcription": [{**OFFSETS, "text": " Welcome Mira."}]}, [PLAIN], "en"),
    "whisper.cpp in full": ("whisper-cpp", {"transcription": [{**OFFSETS, "text": " Welcome Mira.", "tokens": TOKENS}]}, [WHOLE], ""),
    "whisper.cpp, half a letter": ("whisper-cpp", {"transcription": [{**OFFSETS, "text": " Welcome Mira.", "tokens": [*TOKENS[:3], {"text": " M\ufffd"}]}]}, [PLAIN], ""),
    "whisper.cpp by words": ("whisper-cpp", {"transcription": TOKENS[1:]}, [WHOLE], ""),
    "whisper.cpp with speakers": ("whisper-cpp", {"transcription": [{"timestamps": OFFSETS["timestamps"], "text": " Welcome Mira.", "speaker": "0"}, {**OFFSETS, "text": "So it is.", "speaker": "?"}]}, [PLAIN._replace(speaker="Speaker 1"), PLAIN._replace(text="So it is.")], ""),
    "Amazon": ("aws", {"jobName": "nets", "results": {"language_code": "en-US", "transcripts": [{"transcript": "Welcome Mira."}], "items": [pronounced("0.5", "1.0", "Welcome", speaker_label="spk_0"), pronounced("1.25", "2.0", "Mira", speaker_label="spk_0"), DOT]}, "status": "COMPLETED"}, [HOST], "en-US"),
    "Amazon, speakers apart": ("aws", {"results": {"items": [pronounced("0.5", "1.0", "Welcome"), pronounced("1.25", "2.0", "Mira"), DOT], "speaker_labels": {"segments": [{"speaker_label": "spk_0", "items": [{"start_time": "0.5", "speaker_label": "spk_0"}, {"start_time": "1.25"}]}]}}}, [HOST], ""),
    "Deepgram": ("deepgram", {"metadata": {}, "results": {"channels": [{"detected_language": "en", "alternatives": [{"transcript": "…", "words": [*DEEPGRAM, *GUEST]}]}]}}, [HOST, THANKS], "en"),
    "Deepgram's utterances": ("deepgram", {"results": {"channels": [], "utterances": [{"start": 0.5, "end": 2.0, "transcript": "Welcome Mira.", "words": DEEPGRAM, "speaker": 0}]}}, [HOST], ""),
    "Deepgram's channels": ("deepgram", {"results": {"channels": [{"alternatives": [{"words": [{**one, "speaker": None} for one in words]}]} for words in (DEEPGRAM, GUEST)]}}, [HOST, THANKS], ""),
    "AssemblyAI": ("assemblyai", {"id": "x", "language_code": "en_us", "words": spoken("Welcome", "Mira.", 1000, confidence=0.9, speaker="A"), "utterances": None}, [WHOLE._replace(speaker="Speaker A")], "en-US"),
    "AssemblyAI's utterances": ("assemblyai", {"words": spoken("Welcome", "Mira.", 1000, confidence=0.9), "utterances": [{"speaker": "B", "text": "Welcome Mira.", "start": 500, "end": 2000, "confidence": 0.9, "words": spoken("Welcome", "Mira.", 1000)}]}, [WHOLE._replace(speaker="Speaker B")], ""),
    "Podlove": ("podlove", [{"start": "00:00:00.500", "start_ms": 500, "end": "00:00:02.000", "end_ms": 2000, "speaker": "3", "voice": "Mira Holt", "text": "Welcome Mira."}], [PLAIN._replace(speaker="Mira Holt")], ""),
    "Podlove's player": ("podlove", {"show": {}, "transcripts": [{"start_ms": 500, "end_ms": 2000, "speaker": "Mira", "voice": "", "text": "Welcome Mira."}]}, [PLAIN._replace(speaker="Mira")], ""),
    "Google": ("google", {"results": [{"languageCode": "en-us", "alternatives": [{"transcript": "…", "words": [{"startTime": "0.500s", "endTime": "1s", "word": "Welcome"}, {"startTime": "1.250s", "endTime": "2s", "word": "Mira."}]}]}]}, [WHOLE], "en-US"),
    "Google with speakers": ("google", {"response": {"results": [{"alternatives": [{"words": [{"startOffset": "0.5s", "endOffset": "1s", "word": "Welcome"}]}]}, {"alternatives": [{"words": [{"startTime": {"nanos": 500000000}, "endTime": {"seconds": "1"}, "word": "Welcome", "speakerTag": 1}, {"startTime": {"seconds": 1, "nanos": 250000000}, "endTime": {"seconds": "2"}, "word": "Mira.", "speakerTag": 1}]}]}]}}, [HOST], ""),
    "YouTube": ("youtube", {"wireMagic": "pb3", "events": [{"tStartMs": 0, "dDurationMs": 9000, "id": 1}, {"tStartMs": 500, "dDurationMs": 4000, "segs": [{"utf8": "Welcome"}, {"utf8": " Mira.", "tOffsetMs": 750}]}, {"tStartMs": 1900, "aAppend": 1, "segs": [{"utf8": "\n"}]}, {"tStartMs": 2000, "dDurationMs": 500, "segs": [{"utf8": "So."}]}]}, [PLAIN, Cue("So.", 2000, 2500)], ""),
    "a list of YouTube's captions": ("youtube", [{"text": "Welcome Mira.", "start": 0.5, "duration": 4.2}, {"text": "So.", "start": 2.0, "duration": 0.5}, {"text": "", "start": 3.0, "duration": 0.5}], [PLAIN, Cue("So.", 2000, 2500)], ""),
    "ElevenLabs": ("elevenlabs", {"language_code": "eng", "language_probability": 0.9, "text": "Welcome Mira.", "words": [{"text": "Welcome", "start": 0.5, "end": 1.0, "type": "word", "speaker_id": "speaker_0"}, {"text": " ", "start": 1.0, "end": 1.25, "type": "spacing", "speaker_id": "speaker_0"}, {"text": "Mira.", "start": 1.25, "end": 2.0, "type": "word", "speaker_id": "speaker_0"}, {"text": "(laughs)", "start": 2.0, "end": 2.5, "type": "audio_event", "speaker_id": None}]}, [HOST, Cue("(laughs)", 2000, 2500, "", (Word("(laughs)", 2000, 2500),))], "en"),
    "AssemblyAI's sentences": ("assemblyai", {"language_code": "de", "sentences": [{"text": "Welcome Mira.", "start": 500, "end": 2000, "confidence": 0.9}]}, [PLAIN], "de"),
    "Rev": ("rev", {"monologues": [{"speaker": 0, "elements": [{"type": "text", "value": "Welcome", "ts": 0.5, "end_ts": 1.0}, {"type": "punct", "value": " "}, {"type": "text", "value": "Mira", "ts": 1.25, "end_ts": 2.0}, {"type": "punct", "value": "."}]}]}, [HOST], ""),
    "Rev with names": ("rev", {"speakers": [{"id": 7, "name": "Bo"}], "monologues": [{"speaker": 7, "elements": [{"type": "text", "value": "Welcome"}]}]}, [Cue("Welcome", speaker="Bo")], ""),
    "Speechmatics": ("speechmatics", {"format": "2.9", "metadata": {"transcription_config": {"language": "en"}}, "results": [{"type": "word", "start_time": 0.5, "end_time": 1.0, "alternatives": [{"content": "Welcome", "speaker": "S1"}]}, {"type": "word", "start_time": 1.25, "end_time": 2.0, "alternatives": [{"content": "Mira", "speaker": "S1"}]}, {"type": "punctuation", "start_time": 2.0, "end_time": 2.0, "attaches_to": "previous", "alternatives": [{"content": ".", "speaker": "S1"}]}]}, [HOST], "en"),
}  # fmt: skip


@pytest.mark.parametrize("name", FILES)
def test_a_dialect_is_known_and_read(name: str) -> None:
    form, value, cues, language = FILES[name]
    assert [one.form for one in list_dialects() if one.looks_like(value)] == [form]
    findings = FileFindings("a.json")
    reading = read_json_transcript(json.dumps(value), findings)
    assert findings.found == []
    assert reading is not None
    transcript = reading.transcript
    assert transcript.form == form
    assert [*transcript.cues] == cues
    assert transcript.language == language
    assert len(reading.places.find(range(len(cues)))) == len(cues)


def test_each_dialect_has_a_file() -> None:
    assert {form for form, *_ in FILES.values()} == {one.form for one in list_dialects()} - {"json"}


def test_lines_of_a_caption_are_one_cue() -> None:
    lines = [("Mira", 0.5, "Welcome to"), ("Mira", 0.5, "the pier."), ("Bo", 0.5, "Hi."), ("Mira", 1.0, "So."), ("Mira", 1.0, "No.")]  # fmt: skip
    segments = [{"speaker": who, "startTime": at, "endTime": at + 1, "body": says} for who, at, says in lines]  # fmt: skip
    for some, cues in ((segments, 3), (segments[1:], 4)):
        text = json.dumps({"version": "1.0.0", "segments": some})
        reading = read_json_transcript(text, FileFindings("a.json"))
        assert reading is not None
        assert len(reading.transcript.cues) == cues
        assert len(reading.places.find(range(cues))) == cues


def test_faults_of_a_service_have_places_too() -> None:
    text = json.dumps(
        {
            "results": {
                "items": [pronounced("soon", "1.0", "Welcome"), pronounced("1.5", "2.0", "Mira")]
            }
        }
    )
    findings = FileFindings("a.json")
    assert read_json_transcript(text, findings) is not None
    says = 'start_time is "soon"; expected a number of seconds without quotes'
    place = (1, text.index('"soon"') + 1)
    assert [(one.line, one.column, one.message) for one in findings.found] == [(*place, says)]
