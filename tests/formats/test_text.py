"""The report for people: groups, source lines with a caret, sums."""

import pytest

from feedtool.findings.report import Excerpt, Finding, Report, Severity
from feedtool.formats.text import write


def finding(line: int | None, severity: Severity = "error", element: str = "item", end: int | None = None) -> Finding:  # fmt: skip
    return Finding("no-title", severity, "title is missing", "a.xml", line, line and 3, line, end, element=element)  # fmt: skip


@pytest.mark.parametrize(
    ("findings", "lines"),
    [
        ([], ["a.xml: 2 items, no findings"]),
        ([finding(4)], ["a.xml:4:3: error: title is missing [no-title]", "    <item>", "      ^", "a.xml: 2 items, 1 error"]),
        ([finding(4, end=6)], ["a.xml:4:3: error: title is missing [no-title]", "    <item>", "      ^^^", "a.xml: 2 items, 1 error"]),
        ([finding(4, end=99)], ["a.xml:4:3: error: title is missing [no-title]", "    <item>", "      ^^^^", "a.xml: 2 items, 1 error"]),
        ([finding(5)], ["a.xml:5:3: error: title is missing [no-title]", "a.xml: 2 items, 1 error"]),
        ([finding(None)], ["a.xml: error: title is missing [no-title]", "a.xml: 2 items, 1 error"]),
        (
            [finding(5), finding(6, "warning"), finding(7), finding(8, "warning"), finding(9, element="channel")],
            [
                "a.xml:5:3: error: title is missing [no-title]",
                "    and 1 more of this kind: line 7",
                "a.xml:6:3: warning: title is missing [no-title]",
                "    and 1 more of this kind: line 8",
                "a.xml:9:3: error: title is missing [no-title]",
                "a.xml: 2 items, 3 errors, 2 warnings",
            ],
        ),
        (
            [finding(line, "info") for line in range(11, 16)],
            ["a.xml:11:3: info: title is missing [no-title]", "    and 4 more of this kind: line 12, 13, 14, …", "a.xml: 2 items, 5 info"],
        ),
    ],
)  # fmt: skip
def test_lines_of_a_report(findings: list[Finding], lines: list[str]) -> None:
    report = Report("a.xml", findings, items=2, excerpts={(4, 3): Excerpt("<item>", 2)})
    assert "".join(write([report], colour=False)) == "\n".join([*lines, ""])


@pytest.mark.parametrize(("severity", "number"), [("error", 31), ("warning", 33), ("info", 36)])
def test_severity_alone_has_a_colour(severity: Severity, number: int) -> None:
    first = next(write([Report("a.xml", [finding(5, severity)])], colour=True))
    assert first == f"a.xml:5:3: \x1b[{number}m{severity}:\x1b[0m title is missing [no-title]\n"


@pytest.mark.parametrize(
    ("report", "line"),
    [
        (Report("a.xml", items=1, suppressed=3), "a.xml: 1 item, no findings, 3 turned off in the feed"),
        (Report("a.xml", dropped={"error": 2}), "a.xml: 0 items, 2 errors; there are more, raise --max-findings to see them"),
        (Report("a\x1b.xml"), "a\\x1b.xml: 0 items, no findings"),
    ],
)  # fmt: skip
def test_last_line_sums_up(report: Report, line: str) -> None:
    assert [*write([report], colour=False)] == [f"{line}\n"]
