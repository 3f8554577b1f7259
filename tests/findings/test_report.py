"""What a report says of its findings."""

import pytest
from written import written

from feedtool.findings.report import Finding, Report, hide_below
from feedtool.formats.registry import FORMATS, format_reports

ERROR = Finding("bad-url", "error", "link is wrong", "feed.xml", 3, 1)
WARNING = Finding("value-padded", "warning", "title has spaces around it", "feed.xml", 2, 1)
INFO = Finding("title-numbered", "info", "title has a number", "feed.xml", 4, 1)
REPORT = Report("feed.xml", [WARNING, ERROR, INFO], items=1)


def test_errors_and_warnings_are_findings() -> None:
    assert REPORT.errors == [ERROR]
    assert REPORT.warnings == [WARNING]
    assert (REPORT.count("error"), REPORT.worst()) == (1, "error")


def test_findings_that_are_not_shown_are_among_them() -> None:
    hidden = hide_below(REPORT, "error")
    assert hidden.findings == [ERROR]
    assert hidden.warnings == [WARNING]


def test_a_clean_report_has_none() -> None:
    clean = Report("feed.xml")
    assert (clean.errors, clean.warnings, clean.worst()) == ([], [], None)


@pytest.mark.parametrize("name", FORMATS)
def test_reports_are_written_as_the_command_line_writes_them(name: str) -> None:
    assert "".join(format_reports(iter([REPORT, REPORT]), name)) == written(name, REPORT, REPORT)


def test_an_unknown_format_is_refused() -> None:
    with pytest.raises(KeyError):
        list(format_reports([REPORT], "pdf"))
