"""Reads transcripts in tests: what they say, and what is told about them."""

from feedtool.findings.file_findings import FileFindings
from feedtool.transcripts.model import Cue
from feedtool.transcripts.places import Reading
from feedtool.transcripts.reading.read import read_transcript

# Line, column, severity, rule without "transcript-", message.
Told = tuple[int | None, int | None, str, str, str]


def read(
    content: str | bytes, name: str, media_type: str = ""
) -> tuple[Reading | None, list[Told]]:
    """Return what was read and what was told."""
    findings = FileFindings(name)
    data = content if isinstance(content, bytes) else content.encode("utf-8", "surrogatepass")
    reading = read_transcript(data, findings, name, media_type)
    told = [
        (one.line, one.column, one.severity, one.rule.removeprefix("transcript-"), one.message)
        for one in findings.found
    ]
    return reading, told


def read_cues(content: str | bytes, name: str) -> list[Cue]:
    """Return the cues of a transcript that can be read."""
    reading, _ = read(content, name)
    assert reading is not None
    return list(reading.transcript.cues)
