"""Reads plain text and Markdown: turns of speakers, with times where the text has them."""

import re

from feedtool.findings.file_findings import FileFindings
from feedtool.transcripts.model import Transcript
from feedtool.transcripts.places import LinePlaces, Reading
from feedtool.transcripts.reading.lines import split_lines
from feedtool.transcripts.reading.markdown_marks import drop_marks
from feedtool.transcripts.reading.turn_cues import read_lines
from feedtool.transcripts.reading.turn_lines import MOST_LINES, TOO_MANY

# What a service writes below each transcript.
_FOOTER = re.compile(r"\s{0,9}Transcribed by https?://otter\.ai/?\s{0,9}")


def read_turns(text: str, findings: FileFindings) -> Reading | None:
    """Read turns; None, with a finding, is a text without any."""
    lines = split_lines(text)
    if sum(map(bool, lines)) > MOST_LINES:
        findings.add("transcript-unreadable", TOO_MANY, 1, 1)
        return None
    turns = read_lines([*drop_marks(["" if _FOOTER.fullmatch(line) else line for line in lines])])
    if not turns.cues:
        findings.add("transcript-unreadable", "it has no words; expected what is said", 1, 1)
        return None
    return Reading(Transcript("txt", turns.cues), LinePlaces(turns.lines))
