"""Words that people say before a colon again and again are no speakers; names are."""

import pytest

from feedtool.findings.file_findings import FileFindings
from feedtool.transcripts.reading.read import read_transcript


@pytest.mark.parametrize(
    ("label", "is_speaker"),
    [
        ("Bottom Line", False),
        ("Monday", False),
        ("Fun Fact", False),
        ("Myth", False),
        ("Main Takeaway", False),
        ("Zusammenfassung", False),
        ("Étape 2", False),
        ("Domenica", False),
        ("Mira", True),
        ("Dr. Holt", True),
    ],
)
def test_a_label_said_twice(label: str, is_speaker: bool) -> None:
    lines = [f"{label}: the nets are out.", "It rains.", f"{label}: they are in again."]
    cues = [f"00:0{at}.000 --> 00:0{at}.900\n{line}\n" for at, line in enumerate(lines)]
    reading = read_transcript("\n".join(["WEBVTT\n", *cues]).encode(), FileFindings("1.vtt"))
    assert reading is not None
    assert [cue.speaker for cue in reading.transcript.cues] == [label if is_speaker else ""] * 3
