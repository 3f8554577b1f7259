"""Transcripts: a text that has another form than its name says is reported, in words."""

import pytest

from feedtool.transcripts.check import check_transcript

VTT = "WEBVTT\n\n00:01.000 --> 00:04.000\nWelcome."
SRT = "1\n00:00:01,000 --> 00:00:04,000\nWelcome."
JSON = '{"version": "1.0.0", "segments": [{"startTime": 0, "body": "Welcome."}]}'
FORM = 'expected {"version": "1.0.0", "segments": [{"startTime": …, "body": …}]}'

FAULTS = {
    "empty": ("vtt", "", "it is empty"),
    "empty page": ("html", "", "it is empty"),
    "VTT without its first line": ("vtt", VTT[8:], 'it is no WebVTT; expected "WEBVTT" on its first line'),
    "VTT that starts with another word": ("vtt", VTT.replace("WEBVTT", "WEBVTTS"), 'it is no WebVTT; expected "WEBVTT" on its first line'),
    "VTT without cues": ("vtt", "WEBVTT", "it has no cue; expected lines such as 00:00:01.000 --> 00:00:04.000"),
    "VTT with commas": ("vtt", f"WEBVTT\n\n{SRT}", "it has no cue; expected lines such as 00:00:01.000 --> 00:00:04.000"),
    "VTT called SRT": ("srt", VTT, "it is WebVTT; rename it to .vtt"),
    "SRT with dots": ("srt", SRT.replace(",", "."), "it has no cue; expected lines such as 00:00:01,000 --> 00:00:04,000"),
    "SRT called text": ("txt", SRT, "it is SubRip; rename it to .srt"),
    "VTT called text": ("txt", VTT, "it is WebVTT; rename it to .vtt"),
    "no JSON": ("json", "Welcome.", "it is no JSON: Expecting value: line 1 column 1 (char 0)"),
    "JSON of many values": ("json", '{"segments": [' + "[]," * 600_000 + "0]}", "it has more than 1,000,000 values; make it smaller"),
    "JSON of a long number": ("json", '{"segments": [{"startTime": ' + "9" * 5000, "it is no JSON: a number in it has 5,000 digits"),
    "deep JSON": ("json", "[" * 100_000, "it is no JSON: its lists are nested too deep"),
    "JSON without segments": ("json", "{}", FORM),
    "JSON with no segment": ("json", '{"segments": []}', FORM),
    "JSON of another form": ("json", '{"segments": [{"start": 0, "text": "Welcome."}]}', FORM),
    "JSON that is a list": ("json", "[]", FORM),
}  # fmt: skip


@pytest.mark.parametrize(("ending", "text", "says"), FAULTS.values(), ids=FAULTS)
def test_fault_is_reported(ending: str, text: str, says: str) -> None:
    found = [(one.rule, one.says) for one in check_transcript(text, ending)]
    assert found == [("transcript-unreadable", says)]


@pytest.mark.parametrize(
    ("ending", "text"),
    [
        ("vtt", VTT), ("vtt", VTT.replace("00:0", "100:00:0")), ("vtt", VTT.replace("WEBVTT", "WEBVTT - Tides")),
        ("srt", SRT), ("txt", "Mira: Welcome at 00:01."), ("json", JSON), ("html", "<p>Welcome.</p>"),
    ],
)  # fmt: skip
def test_text_of_the_form_that_its_name_says_has_no_fault(ending: str, text: str) -> None:
    assert list(check_transcript(text, ending)) == []
