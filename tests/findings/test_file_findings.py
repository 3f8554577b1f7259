"""Findings of a file: the first are kept, all are counted."""

from feedtool.findings.file_findings import FileFindings


def test_findings_have_the_severity_of_their_rule_or_another() -> None:
    findings = FileFindings("t.vtt")
    findings.add("transcript-overlap", "the cue is early", 7, 1)
    findings.add("transcript-syntax", "a blank is missing", 3, 5, severity="warning")
    report = findings.report(2, "cue")
    assert [str(one) for one in report.findings] == [
        "t.vtt:3:5: warning: a blank is missing [transcript-syntax]",
        "t.vtt:7:1: warning: the cue is early [transcript-overlap]",
    ]
    assert (report.items, report.unit, report.dropped) == (2, "cue", {})


def test_of_each_severity_the_first_are_kept() -> None:
    findings = FileFindings("t.vtt", most=2)
    for line in range(5):
        findings.add("transcript-overlap", "the cue is early", line + 1, 1)
    findings.add("transcript-empty-cue", "the cue has no text", 9, 1)
    report = findings.report(5, "cue")
    assert [one.line for one in report.findings] == [1, 2, 9]
    assert (report.count("warning"), report.count("info")) == (5, 1)
    assert findings.count("transcript-overlap") == 5


def test_what_is_left_out_is_counted() -> None:
    findings = FileFindings("t.vtt")
    findings.add("transcript-too-fast", "the cue is fast", 3, 1)
    findings.leave_out("transcript-too-fast", 40)
    findings.leave_out("transcript-too-fast", 2)
    assert findings.count("transcript-too-fast") == 43
    assert findings.count("transcript-overlap") == 0
    assert findings.report(99, "cue").dropped == {"info": 42}
