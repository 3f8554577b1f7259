"""Reads and checks a transcript file once for each state that it has."""

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from pathlib import Path
from shlex import quote
from typing import Any

from feedtool.findings.catalogue import make_finding
from feedtool.findings.file_findings import FileFindings
from feedtool.findings.report import Finding, place_of
from feedtool.producer.collecting.transcript_files import Shelf, TranscriptFacts
from feedtool.producer.facts.assets import stamp_of_file
from feedtool.show.cache import Cache, has_types
from feedtool.show.digest import digest
from feedtool.show.scalars import is_text
from feedtool.transcripts.checking.check import check_transcript
from feedtool.transcripts.model import Transcript
from feedtool.transcripts.renaming import list_speakers
from feedtool.transcripts.writing.write import forms_of
from feedtool.values.durations import format_short_clock
from feedtool.vocabulary.rules import load_rules
from feedtool.vocabulary.severity import SEVERITIES

_SYNTAX = "transcript-syntax"
# What apps read or show wrongly: the file is written anew.
_WRITTEN_ANEW = frozenset([_SYNTAX, "transcript-rolling"])
# Faults of a file that what is published does not have.
_REPAIRED = frozenset([_SYNTAX, "transcript-encoding", "transcript-wrong-type"])
_KEPT = ("rule", "severity", "message", "line", "column", "end_line", "end_column", "value")
_FACTS = {"form": str, "forms": list, "is_timed": bool, "is_sound": bool, "speakers": list}


class _UnreadableError(Exception):
    """A file is no transcript; what is wrong with it is reported."""


def read_and_check(
    cache: Cache, shelf: Shelf, path: Path, findings: FileFindings, *, media_type: str = "",
    duration_s: int = 0, language: str = "", people: int = 0,
) -> TranscriptFacts | None:  # fmt: skip
    """Return what a file is, None if it is no transcript; report what is wrong with it.

    Of each rule the first finding is told, and how many more there are. Notes are left out: what is
    published may not have these faults, and `feedtool transcript check` tells them.

    Raises OSError if there is no such file, or a larger one.
    """

    def read() -> dict[str, Any]:
        reading = shelf.read(path, media_type, findings)
        if reading is None:
            raise _UnreadableError
        is_sound = all(one.rule not in _WRITTEN_ANEW for one in findings.found)
        check_transcript(reading, findings, duration_s=duration_s, language=language, people=people)
        told = _tell_first(findings, _options(duration_s, language))
        found = [[getattr(one, key) for key in _KEPT] for one in told]
        return {"facts": _facts_of(reading.transcript, is_sound=is_sound), "findings": found}

    key = digest(stamp_of_file(path), media_type, str(duration_s), language, str(people))
    try:
        known = cache.remember("transcript", path.as_posix(), key, read, _is_sound)
    except _UnreadableError:
        return None
    findings.found = [_make_finding(findings.file, one) for one in known["findings"]]
    facts = known["facts"]
    return TranscriptFacts(**facts | {one: tuple(facts[one]) for one in ("forms", "speakers")})


def _options(duration_s: int, language: str) -> dict[str, str]:
    """Return what `feedtool transcript check` must be told to find the same faults of a rule."""
    length = f" --duration {format_short_clock(duration_s * 1000)}"
    return {"transcript-past-end": length, "transcript-other-language": f" --language {language}"}


def _tell_first(findings: FileFindings, options: Mapping[str, str]) -> Iterator[Finding]:
    found = sorted((one for one in findings.found if one.severity != "info"), key=place_of)
    notes = Counter(one.rule for one in findings.found if one.severity == "info")
    first: dict[str, Finding] = {}
    for one in found:
        if first.setdefault(one.rule, one) is one:
            more = findings.count(one.rule) - notes[one.rule] - 1
            command = f"feedtool transcript check {quote(findings.file)}{options.get(one.rule, '')}"
            rest = f" (and {more} more; {command} lists them)"
            yield replace(one, message=one.message + rest) if more else one


def _facts_of(transcript: Transcript, *, is_sound: bool) -> dict[str, Any]:
    return {
        "form": transcript.form,
        "forms": list(forms_of(transcript)),
        "is_timed": transcript.has_times,
        "is_sound": is_sound,
        "speakers": list_speakers(transcript),
    }


def _is_sound(value: Any) -> bool:
    """Return whether a value of the cache has the form that we write."""
    if not has_types(value, {"facts": dict, "findings": list}):
        return False
    facts = value["facts"]
    return (
        has_types(facts, _FACTS)
        and all(is_text(one) for one in (*facts["forms"], *facts["speakers"]))
        and all(map(_is_finding, value["findings"]))
    )


def _is_finding(value: Any) -> bool:
    if not isinstance(value, list) or len(value) != len(_KEPT):
        return False
    rule, severity, message, *places, text = value
    return (
        rule in load_rules("transcript")
        and severity in SEVERITIES
        and is_text(message)
        and is_text(text)
        and all(one is None or type(one) is int for one in places)
    )


def _make_finding(file: str, kept: Sequence[Any]) -> Finding:
    """Return a finding as a build reports it."""
    rule, severity, message, line, column, end_line, end_column, value = kept
    if rule in _REPAIRED and severity == "error":
        severity = "warning"
    return make_finding(
        rule, message, file, line, column, severity=severity, end_line=end_line,
        end_column=end_column, value=value,
    )  # fmt: skip
