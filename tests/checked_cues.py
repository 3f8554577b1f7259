"""Transcripts of a few cues, and what the checks say of them."""

from collections.abc import Iterable
from typing import Any

from feedtool.findings.file_findings import FileFindings
from feedtool.transcripts.checking.check import check_transcript
from feedtool.transcripts.model import Cue, Transcript
from feedtool.transcripts.places import LinePlaces, Reading


def seconds(*times: float, text: str = "Low tide.") -> list[Cue]:
    """Cues of these starts and ends, in turns."""
    pairs = zip(times[::2], times[1::2], strict=True)
    return [
        Cue(f"{text} {number}", round(start * 1000), round(end * 1000))
        for number, (start, end) in enumerate(pairs)
    ]


def saying(*texts: str) -> list[Cue]:
    """Cues of these texts, each of five seconds, one after the other."""
    return [Cue(text, at * 5_000, at * 5_000 + 5_000) for at, text in enumerate(texts)]


def told(
    cues: Iterable[Cue], form: str = "vtt", file_language: str = "", **given: Any
) -> list[str]:
    """The findings, each cue standing on the line of its number: line, severity, message, rule.

    The profile sets no limits for what people can read, if no other one is given.
    """
    listed = [*cues]
    findings = FileFindings("t")
    places = LinePlaces(range(1, len(listed) + 1))
    reading = Reading(Transcript(form, listed, file_language), places)
    check_transcript(reading, findings, **{"profiles": ("rss",), **given})
    return [str(one).removeprefix("t:") for one in findings.found]
