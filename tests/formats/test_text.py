"""The report for people: groups, source lines with a caret, what is not shown, sums."""

import pytest
from written import written

from feedtool.findings.report import Excerpt, Finding, Report, Severity, hide_below
from feedtool.formats.writing import Style


def finding(line: int | None, severity: Severity = "error", element: str = "item", end: int | None = None, says: str = "title is missing", rule: str = "no-title", path: str = "") -> Finding:  # fmt: skip
    return Finding(rule, severity, says, "a.xml", line, line and 3, end and line, end, path, element)  # fmt: skip


def text_of(report: Report) -> list[str]:
    return written("text", report).splitlines()


FIRST = "a.xml:5:3: error: title is missing [no-title]"


@pytest.mark.parametrize(
    ("findings", "lines"),
    [
        ([], ["a.xml: 2 items, no findings"]),
        ([finding(4)], ["a.xml:4:3: error: title is missing [no-title]", "  4 | <item>", "    |   ^", "a.xml: 2 items, 1 error"]),
        ([finding(4, end=6)], ["a.xml:4:3: error: title is missing [no-title]", "  4 | <item>", "    |   ^^^", "a.xml: 2 items, 1 error"]),
        ([finding(4, end=99)], ["a.xml:4:3: error: title is missing [no-title]", "  4 | <item>", "    |   ^^^^", "a.xml: 2 items, 1 error"]),
        ([finding(5)], [FIRST, "a.xml: 2 items, 1 error"]),
        ([finding(None)], ["a.xml: error: title is missing [no-title]", "a.xml: 2 items, 1 error"]),
        (
            [finding(5), finding(6, "warning"), finding(7), finding(8, "warning"), finding(9, element="channel")],
            [
                FIRST,
                "    and 1 more of this kind: line 7",
                "a.xml:6:3: warning: title is missing [no-title]",
                "    and 1 more of this kind: line 8",
                "a.xml:9:3: error: title is missing [no-title]",
                "a.xml: 2 items, 3 errors, 2 warnings",
            ],
        ),
        (
            [finding(line, "info") for line in range(11, 16)],
            ["a.xml:11:3: info: title is missing [no-title]", "    and 4 more of this kind: lines 12, 13, 14, …", "a.xml: 2 items, 5 infos"],
        ),
    ],
)  # fmt: skip
def test_lines_of_a_report(findings: list[Finding], lines: list[str]) -> None:
    report = Report("a.xml", findings, items=2, excerpts={("a.xml", 4, 3): Excerpt("<item>", 2)})
    assert text_of(report) == lines


def test_value_that_goes_on_in_the_next_line_is_marked_to_the_end_of_the_line() -> None:
    one = Finding("no-title", "error", "title is missing", "a.xml", 4, 3, 5, 1)
    report = Report("a.xml", [one], excerpts={("a.xml", 4, 3): Excerpt("<item>", 2)})
    assert text_of(report)[1:3] == ["  4 | <item>", "    |   ^^^^"]


@pytest.mark.parametrize(
    ("line", "caret", "end", "carets"),
    [
        ("<guid>灯台1</guid>", 6, 6, "      ^^^^^"),
        ("<title>灯台</title><guid>1</guid>", 23, 4, " " * 25 + "^"),
        ("<title>e\u0301tude</title>", 9, 4, "        ^"),
        ("<title>\u2600\ufe0f 9</title>", 10, 4, "         ^"),
        ("<title>\ud55c\u1112\u1161\u11ab1</title>", 11, 4, "           ^"),
        ("<guid>", 8, 5, "        ^"),
    ],
    ids=[
        "wide value",
        "wide letters before",
        "combining mark",
        "selector",
        "hangul",
        "behind the line",
    ],
)
def test_carets_stand_under_wide_letters(line: str, caret: int, end: int, carets: str) -> None:
    report = Report(
        "a.xml", [finding(4, end=end)], excerpts={("a.xml", 4, 3): Excerpt(line, caret)}
    )
    assert text_of(report)[1:3] == [f"  4 | {line}", f"    | {carets}"]


@pytest.mark.parametrize(
    ("lines", "more"),
    [
        ([5], "line 5"),
        ([5, 5], "line 5 (2 times)"),
        ([13, 13, 13, 20, 31], "lines 13 (3 times), 20, 31"),
        ([13, 13, 20, 31, 40, 40], "lines 13 (2 times), 20, 31, …"),
    ],
)
def test_findings_on_one_line_are_counted(lines: list[int], more: str) -> None:
    findings = [finding(line) for line in (5, *lines)]
    assert text_of(Report("a.xml", findings))[:-1] == [
        FIRST, f"    and {len(lines)} more of this kind: {more}"
    ]  # fmt: skip


def test_findings_without_a_place_are_counted_alone() -> None:
    findings = [finding(None), finding(None)]
    assert text_of(Report("a.xml", findings))[1] == "    and 1 more of this kind"


ALIKE = [
    ('length is "12 MB"; expected a whole number', 'length is "1,5"; expected a whole number'),
    ("title has 300 characters", "title has 1,024 characters"),
    ("<b> is not closed before </p>; add </b>", "<i> is not closed before </ul>; add </i>"),
    ('date is "x"; write Sun, 03 May 2020', 'date is "y"; write Mon, 04 May 2020'),
]
OTHER = [
    ("enclosure has no length", "enclosure has no type"),
    ("a bare & must be written &amp;", "the file ends inside rss"),
    ('length is "12 MB"; expected a whole number', "length is empty; expected a whole number"),
]


@pytest.mark.parametrize(
    ("one", "other", "groups"),
    [(*pair, 1) for pair in ALIKE] + [(*pair, 2) for pair in OTHER],
)
def test_findings_are_grouped_by_what_is_wrong(one: str, other: str, groups: int) -> None:
    report = Report("a.xml", [finding(5, says=one), finding(6, says=other)])
    assert sum("[no-title]" in line for line in text_of(report)) == groups


def test_findings_about_two_attributes_are_two_groups() -> None:
    findings = [finding(5, path=f"/rss/item/@{name}") for name in ("url", "type")]
    assert len(text_of(Report("a.xml", findings))) == 3


SEVERAL = Report(
    "a.xml",
    [
        finding(5),
        finding(6, "warning"),
        *(finding(line, "info") for line in (7, 8)),
        *(finding(9, "info", rule=f"rule-{letter}") for letter in "abcdef"),
    ],
    items=2,
)
SUM = "a.xml: 2 items, 1 error, 1 warning, 8 infos"


@pytest.mark.parametrize(
    ("severity", "lines"),
    [
        ("warning", [
            FIRST, "a.xml:6:3: warning: title is missing [no-title]", SUM,
            "    not shown: 8 infos (2 no-title, 1 rule-a, 1 rule-b, 1 rule-c, 1 rule-d, 1 rule-e, "
            "1 other rule); --severity info shows them",
        ]),
        ("error", [
            FIRST, SUM,
            "    not shown: 1 warning (1 no-title), 8 infos (2 no-title, 1 rule-a, 1 rule-b, "
            "1 rule-c, 1 rule-d, 1 rule-e, 1 other rule); --severity info shows them",
        ]),
    ],
)  # fmt: skip
def test_what_is_not_shown_is_one_line_below_the_sum(severity: Severity, lines: list[str]) -> None:
    assert text_of(hide_below(SEVERAL, severity)) == lines


def test_all_is_shown_on_demand() -> None:
    lines = text_of(hide_below(SEVERAL, "info"))
    assert not any("not shown" in line for line in lines)
    assert sum(": info: " in line for line in lines) == 7
    assert lines[-1] == SUM


@pytest.mark.parametrize(("severity", "number"), [("error", 31), ("warning", 33), ("info", 36)])
def test_severity_alone_has_a_colour(severity: Severity, number: int) -> None:
    text = written("text", Report("a.xml", [finding(5, severity)]), style=Style(colour=True))
    assert (
        text.splitlines(keepends=True)[0]
        == f"a.xml:5:3: \x1b[{number}m{severity}:\x1b[0m title is missing [no-title]\n"
    )


@pytest.mark.parametrize(
    ("report", "line"),
    [
        (Report("a.xml", items=1, suppressed=3), "a.xml: 1 item, no findings, 3 ignored"),
        (Report("a.vtt", items=9, unit="cue", dropped={"info": 2}), "a.vtt: 9 cues, 2 infos; only the first ones of each rule are listed"),
        (Report("a.xml", dropped={"error": 2}), "a.xml: 0 items, 2 errors; there are more, raise --max-findings to see them"),
        (Report("a\x1b.xml"), "a\\x1b.xml: 0 items, no findings"),
    ],
)  # fmt: skip
def test_last_line_sums_up(report: Report, line: str) -> None:
    assert written("text", report) == f"{line}\n"


@pytest.mark.parametrize(
    ("source", "shown"),
    [
        ("::stop-commands::x", "  4 | �:stop-commands::x"),
        ("<t>##[add-mask]b", "  4 | <t>#�[add-mask]b"),
        ("<t>##vso[task.complete]", "  4 | <t>#�vso[task.complete]"),
    ],
)
def test_source_lines_are_no_commands_of_a_ci_system(source: str, shown: str) -> None:
    report = Report("a.xml", [finding(4)], excerpts={("a.xml", 4, 3): Excerpt(source, 2)})
    assert text_of(report)[1:3] == [shown, "    |   ^"]


def test_names_of_files_are_no_commands_of_a_ci_system() -> None:
    assert written("text", Report("::error::no")) == "\\::error::no: 0 items, no findings\n"
    assert written("text", Report("##[group]")) == "#\\#[group]: 0 items, no findings\n"
