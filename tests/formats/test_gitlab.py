"""Code Quality of GitLab: its keys, severities, and fingerprints that no two findings share."""

import json
from dataclasses import replace

from written import written

from feedtool.findings.report import Finding, Report

FOUND = Finding("bad-date", "error", "late", "./feeds/a.xml", 4, 3, fingerprint="0123")


def test_a_finding_has_the_keys_of_gitlab() -> None:
    (told,) = json.loads(written("gitlab", Report("./feeds/a.xml", [FOUND])))
    assert len(told.pop("fingerprint")) == 32
    assert told == {
        "description": "late",
        "check_name": "bad-date",
        "severity": "major",
        "location": {
            "path": "feeds/a.xml",
            "lines": {"begin": 4},
            "positions": {"begin": {"line": 4, "column": 3}},
        },
    }


def test_severities_have_the_words_of_gitlab() -> None:
    findings = [replace(FOUND, severity=one) for one in ("error", "warning", "info")]  # type: ignore[arg-type]
    reports = [Report("a.xml", findings), Report("b.xml", [FOUND], unreadable=True)]
    told = json.loads(written("gitlab", *reports))
    assert [one["severity"] for one in told] == ["major", "minor", "info", "critical"]


def test_a_finding_without_a_line_stands_at_the_first() -> None:
    (told,) = json.loads(written("gitlab", Report("a.xml", [replace(FOUND, line=None)])))
    assert told["location"]["lines"] == {"begin": 1}


def fingerprints(*reports: Report) -> list[str]:
    return [one["fingerprint"] for one in json.loads(written("gitlab", *reports))]


def test_no_two_findings_share_a_fingerprint() -> None:
    bare = replace(FOUND, fingerprint="")
    findings = [FOUND, FOUND, bare, bare, replace(bare, rule="bad-url"), replace(FOUND, file="b")]
    found = fingerprints(*(Report(name, findings) for name in ("a.xml", "b.xml", "b.xml")))
    assert len({*found}) == len(found) == 18


def test_a_fingerprint_stays_when_lines_move_and_other_feeds_are_added() -> None:
    moved = replace(FOUND, line=40, column=1)
    (was,) = fingerprints(Report("a.xml", [FOUND]))
    assert was in fingerprints(Report("new.xml", [FOUND]), Report("a.xml", [moved]))


def test_no_findings_are_an_empty_array() -> None:
    assert written("gitlab", Report("a.xml")) == "[]\n"
    assert written("gitlab") == "[]\n"
