import feedtool.validator.rules  # noqa: F401 - a feed without podcast tags loads few of them
from feedtool.findings.report import Report
from feedtool.formats.registry import format_reports
from feedtool.validator.validate import DEFAULT_PROFILES, validate


def run(data: bytes) -> None:
    report = validate(data, file="feed.xml", profiles=DEFAULT_PROFILES, max_findings=100)
    check_places(report, data)
    for line in "".join(format_reports([report], "text")).splitlines():
        assert line.isprintable(), line


def check_places(report: Report, data: bytes) -> None:
    """Every finding stands inside the feed."""
    lines = data.count(b"\n") + data.count(b"\r") + 1
    for finding in report.findings:
        assert 1 <= finding.line <= lines, finding
        assert finding.column >= 1, finding
