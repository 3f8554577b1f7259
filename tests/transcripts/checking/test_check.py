"""The one call: places, and how much is told."""

from collections import Counter
from collections.abc import Collection, Mapping
from dataclasses import dataclass, field

import pytest

from feedtool.findings.file_findings import FileFindings
from feedtool.transcripts.checking.check import check_transcript
from feedtool.transcripts.model import Cue, Transcript
from feedtool.transcripts.places import LinePlaces, Reading

DEFAULT = ("rss", "apple", "podcast20")


@dataclass
class Asked:
    """Places that say what they were asked."""

    calls: list[list[int]] = field(default_factory=list)

    def find(self, indexes: Collection[int]) -> Mapping[int, tuple[int, int]]:
        self.calls.append(sorted(indexes))
        return {one: (10 * one + 1, 5) for one in indexes}


def test_places_are_asked_once_and_only_for_findings() -> None:
    places, findings = Asked(), FileFindings("t.json")
    cues = [Cue("Low", 0, 4000), Cue("", 2000, 4000), Cue("Low", 9000, 8000), Cue("Low")]
    check_transcript(Reading(Transcript("json", cues), places), findings)
    assert places.calls == [[1, 2]]
    assert [(one.rule, one.line, one.column) for one in findings.found] == [
        ("transcript-cue-backwards", 21, 5),
        ("transcript-overlap", 11, 5),
        ("transcript-empty-cue", 11, 5),
    ]
    assert {one.where for one in findings.found} == {"transcript"}


@pytest.mark.parametrize("cues", [[], [Cue("Low tide.")]])
def test_nothing_is_asked_where_all_is_right(cues: list[Cue]) -> None:
    places, findings = Asked(), FileFindings("t.json")
    check_transcript(Reading(Transcript("txt", cues), places), findings, duration_s=5)
    assert (places.calls, findings.found) == ([], [])


def test_of_many_faults_the_first_are_told_and_all_counted() -> None:
    findings = FileFindings("t.srt")
    cues = [Cue(f"{one} " + "x" * 40, one * 1000, one * 1000 + 2000) for one in range(3000)]
    places = LinePlaces(range(1, 3001))
    check_transcript(Reading(Transcript("srt", cues), places), findings, profiles=DEFAULT)
    assert Counter(one.rule for one in findings.found) == {
        "transcript-overlap": 1000, "transcript-line-long": 100,
    }  # fmt: skip
    report = findings.report(3000, "cue")
    assert (report.count("warning"), report.count("info")) == (2999, 3000)


def test_what_two_people_say_in_one_cue_is_told_once() -> None:
    findings = FileFindings("t.srt")
    cues = [Cue("Low?", 4000, 3000, "Mira"), Cue("Yes.", 4000, 3000, "Bo"), Cue("Bye.", 5000, 6000)]
    check_transcript(Reading(Transcript("srt", cues), LinePlaces([2, 2, 6])), findings)
    assert [(one.rule, one.line) for one in findings.found] == [("transcript-cue-backwards", 2)]


def test_who_asks_for_more_findings_gets_more_of_each_rule() -> None:
    findings = FileFindings("t.srt", 100_000)
    cues = [Cue("a " * 200, one * 3000, one * 3000 + 2900) for one in range(3000)]
    check_transcript(
        Reading(Transcript("srt", cues), LinePlaces(range(3000))), findings, profiles=DEFAULT
    )
    assert Counter(one.rule for one in findings.found)["transcript-line-long"] == 1000
