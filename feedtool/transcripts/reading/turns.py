"""Reads plain text and Markdown: turns of speakers, with times where the text has them."""

import re
from collections.abc import Sequence

from feedtool.findings.file_findings import FileFindings
from feedtool.transcripts.model import Transcript
from feedtool.transcripts.places import LinePlaces, Reading
from feedtool.transcripts.reading.lines import split_lines
from feedtool.transcripts.reading.markdown_marks import drop_marks
from feedtool.transcripts.reading.turn_cues import read_lines
from feedtool.transcripts.reading.turn_lines import MOST_LINES, TOO_MANY

# What Otter writes above and below each transcript.
_FOOTER = re.compile(r"\s{0,9}(?:[0-9:]{4,8}\s)?Transcribed by https?://otter\.ai/?\s{0,9}")
_LISTS = frozenset({"SUMMARY KEYWORDS", "SPEAKERS"})


def read_turns(text: str, findings: FileFindings) -> Reading | None:
    """Read turns; None, with a finding, is a text without any."""
    lines = split_lines(text)
    if sum(map(bool, lines)) > MOST_LINES:
        findings.add("transcript-unreadable", TOO_MANY, 1, 1)
        return None
    turns = read_lines([*drop_marks(_drop_lists(lines))])
    if not turns.cues:
        findings.add("transcript-unreadable", "it has no words; expected what is said", 1, 1)
        return None
    return Reading(Transcript("txt", turns.cues), LinePlaces(turns.lines))


def _drop_lists(lines: Sequence[str]) -> list[str]:
    """Return lines without those that a service adds to what is said; they are empty then."""
    kept = []
    is_list = False
    for line in lines:
        is_list = bool(line.strip()) and (is_list or line.strip() in _LISTS)
        kept.append("" if is_list or _FOOTER.fullmatch(line) else line)
    return kept
