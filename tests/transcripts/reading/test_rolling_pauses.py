"""Automatic captions of YouTube are known to roll, however often the speaker stops."""

import pytest

from feedtool.findings.file_findings import FileFindings
from feedtool.transcripts.reading.read import read_transcript


def make_captions(stops: set[int], brief_ms: int) -> str:
    """Make captions of eight lines; at a stop the line before is not shown any more."""
    parts = ["WEBVTT\n"]
    for at in range(8):
        before = " " if at in stops else f"line {at - 1}"
        parts += [
            f"00:0{at}.000 --> 00:0{at}.500\n{before}\nline {at}\n",
            f"00:0{at}.500 --> 00:0{at}.{500 + brief_ms}\nline {at}\n",
        ]
    return "\n".join(parts)


@pytest.mark.parametrize(
    ("stops", "brief_ms", "cues"),
    [({0}, 10, 8), ({0, 2, 4, 6}, 10, 8), (set(range(8)), 10, 8), (set(range(8)), 490, 16)],
    ids=["no stop", "many stops", "only stops", "long repeats"],
)
def test_captions_of_youtube_roll_across_stops(stops: set[int], brief_ms: int, cues: int) -> None:
    findings = FileFindings("1.vtt")
    reading = read_transcript(make_captions(stops, brief_ms).encode(), findings, "1.vtt")
    assert reading is not None
    assert len(reading.transcript.cues) == cues
