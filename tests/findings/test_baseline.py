"""The file of known findings: what is known, what is new, and what is in the file."""

import json
import os
from pathlib import Path

import pytest

from feedtool.findings.baseline import (
    Baseline,
    BaselineError,
    Entry,
    parse_baseline,
    render_baseline,
)
from feedtool.findings.report import Finding, Report

HEADER = b'{"feedtool": "baseline", "format": 1}\n'
LINE = b'{"file": "a.xml", "rule": "bad-url", "fingerprint": "f1"}\n'


def finding(fingerprint: str, rule: str = "bad-url", **more: str) -> Finding:
    message = more.pop("message", "link is wrong")
    return Finding(rule, "error", message, "a.xml", 7, 3, fingerprint=fingerprint, **more)  # type: ignore[arg-type]


def baseline(*marks: str, rule: str = "bad-url", file: str = "a.xml") -> Baseline:
    return Baseline(str(Path.cwd()), {file: [Entry(file, rule, mark) for mark in marks]})


@pytest.mark.parametrize(
    ("known", "found", "new", "remaining", "fixed"),
    [
        ("", "ab", "ab", 0, 0),
        ("ab", "ab", "", 2, 0),
        ("ab", "abc", "c", 2, 0),
        ("abc", "b", "", 1, 2),
        ("aa", "aaa", "a", 2, 0),
        ("aa", "a", "", 1, 1),
        ("a", "b", "b", 0, 1),
    ],
)
def test_what_is_not_in_the_baseline_is_new(
    known: str, found: str, new: str, remaining: int, fixed: int
) -> None:
    report = baseline(*known).apply(Report("a.xml", [finding(one) for one in found]))
    assert "".join(one.fingerprint for one in report.findings) == new
    assert (report.known, report.fixed) == (remaining, fixed)
    assert report.count("error") == len(new)


def test_findings_that_are_not_shown_are_known_too() -> None:
    report = Report("a.xml", [finding("a")], hidden=[finding("b"), finding("c")])
    new = baseline("a", "b").apply(report)
    assert (list(new.findings), [one.fingerprint for one in new.hidden]) == ([], ["c"])
    assert (new.known, new.fixed) == (2, 0)


@pytest.mark.parametrize(
    ("one", "same"),
    [
        ({"file": "b.xml"}, False),
        ({"rule": "bad-date"}, False),
        ({"file": "./a.xml"}, True),
        ({"file": f"{Path.cwd()}/a.xml"}, True),
        ({"file": "feeds/../a.xml"}, True),
    ],
)
def test_a_finding_is_known_by_its_input_and_rule_too(one: dict[str, str], same: bool) -> None:
    found = Finding(one.get("rule", "bad-url"), "error", "…", fingerprint="a")
    report = baseline("a").apply(Report(one.get("file", "a.xml"), [found]))
    assert report.known == int(same)


@pytest.mark.parametrize(
    "report",
    [
        Report("a.xml", unreadable=True),
        Report("a.xml", unbuilt=True),
        Report("a.xml", dropped={"error": 1}),
    ],
    ids=["unreadable", "unbuilt", "truncated"],
)
def test_nothing_is_fixed_in_an_input_that_is_not_checked_whole(report: Report) -> None:
    assert baseline("a", "b").apply(report).fixed == 0
    assert [one.fingerprint for one in baseline("a", "b").entries_of(report)] == ["a", "b"]


def test_nothing_is_fixed_of_a_rule_that_is_not_checked() -> None:
    known = baseline("a", "b")
    known.is_checked = lambda rule: rule != "bad-url"
    assert known.apply(Report("a.xml", [finding("a")])).fixed == 0
    stays = known.entries_of(Report("a.xml", [finding("a")]))
    assert [one.fingerprint for one in stays] == ["a", "b"]


@pytest.mark.parametrize(
    "report",
    [
        Report("a.xml", [finding("", "unreadable")], unreadable=True),
        Report("a.xml", [finding("f", "bad-date")], unbuilt=True),
    ],
    ids=["unreadable", "unbuilt"],
)
def test_reason_why_there_is_no_feed_to_check_is_never_known(report: Report) -> None:
    known = baseline("f", rule="bad-date", file="b.xml")
    assert known.apply(report).findings == report.findings
    assert known.entries_of(report) == []
    assert known.accept(report).findings == report.findings


def test_path_is_that_from_the_folder_of_the_baseline() -> None:
    folder = Path.cwd() / "ci" / "known"
    assert Baseline(str(folder)).name("feeds/a.xml") == "../../feeds/a.xml"
    assert Baseline(str(folder)).name(str(folder / "a.xml")) == "a.xml"
    assert Baseline(str(folder)).name("-") == "-"


def test_entry_has_the_source_and_no_number_of_a_line() -> None:
    found = finding("f", item="Tides", message='title is "x", as in the item on line 41; rename it')
    (entry,) = baseline().entries_of(Report("a.xml", [found]))
    assert entry == Entry("a.xml", "bad-url", "f", "", "Tides", 'title is "x", as in the item on line …; rename it')  # fmt: skip
    several = finding("f", message="see the dates in line 48, 52, 60, …")
    (entry,) = baseline().entries_of(Report("a.xml", [several]))
    assert entry.message == "see the dates in line …"
    (entry,) = Baseline(str(Path.cwd())).entries_of(Report("shows/tides", [found]))
    assert (entry.file, entry.source) == ("shows/tides", "a.xml")


def test_file_has_sorted_lines_of_json_that_read_back() -> None:
    entries = [Entry("b.xml", "r", "1"), Entry("a.xml", "s", "2", "", "Häfen", "…"), Entry("a.xml", "r", "3")]  # fmt: skip
    data = render_baseline(entries)
    assert data.decode() == (
        HEADER.decode()
        + '{"file": "a.xml", "rule": "r", "fingerprint": "3"}\n'
        + '{"file": "a.xml", "rule": "s", "fingerprint": "2", "item": "Häfen", "message": "…"}\n'
        + '{"file": "b.xml", "rule": "r", "fingerprint": "1"}\n'
    )
    assert render_baseline(entries[::-1]) == data
    read = [one for found in parse_baseline(data, "/").entries.values() for one in found]
    assert render_baseline(read) == data


HOSTILE = (
    "\n::error::gone",
    "##[group]",
    "]]>",
    "\x1b[2J",
    "\u202e\u2066",
    "\u2028\x85",
    "\ud800",
    '"}\n{"',
    "\\u001b",
    "\U000e0041",
)


@pytest.mark.parametrize("text", HOSTILE)
def test_hostile_text_is_inert_and_reads_back(text: str) -> None:
    name = f"feeds/{text}.xml"
    found = finding("f", item=text, value=text, message=f'title is "{text}"')
    entries = Baseline(str(Path.cwd())).entries_of(Report(name, [found]))
    data = render_baseline(entries)
    lines = data.decode().splitlines()
    assert len(lines) == 2
    assert all(line.isprintable() and line.startswith("{") for line in lines)
    read = parse_baseline(data, str(Path.cwd()))
    assert read.apply(Report(name, [found])).known == 1
    assert json.loads(lines[1])["file"] == name.replace(os.sep, "/")


def test_long_message_is_cut() -> None:
    (entry,) = Baseline("/").entries_of(Report("a.xml", [finding("f", message="x" * 9000)]))
    assert entry.message == "x" * 199 + "…"


@pytest.mark.parametrize(
    "data",
    [
        HEADER + LINE,
        HEADER + b"\n" + LINE + b"\n\n",
        (HEADER + LINE).replace(b"\n", b"\r\n"),
        b"\xef\xbb\xbf" + HEADER + LINE,
        HEADER + LINE + HEADER,
        HEADER + LINE.rstrip(),
        HEADER + LINE.replace(b"}", b', "note": "later versions may say more"}'),
    ],
    ids=[
        "usual",
        "empty lines",
        "CRLF",
        "byte order mark",
        "merged",
        "no end of line",
        "more keys",
    ],
)
def test_file_that_tools_have_touched_is_read(data: bytes) -> None:
    (entries,) = parse_baseline(data, "/").entries.values()
    assert entries == [Entry("a.xml", "bad-url", "f1")]


NOT_A_BASELINE = 'this is no baseline of feedtool; expected {"feedtool": "baseline", "format": 1} as its first line'


@pytest.mark.parametrize(
    ("data", "line", "column", "says"),
    [
        (b"", 1, 1, "the file is empty; --update-baseline writes a baseline"),
        (b"\n\n", 1, 1, "the file is empty; --update-baseline writes a baseline"),
        (b"<rss/>", 1, 1, "the line is not JSON: Expecting value; remove it, or take the file from git again"),
        (LINE, 1, 1, NOT_A_BASELINE),
        (b"[]\n", 1, 1, "expected an object of JSON, one for each finding"),
        (HEADER.replace(b"1", b"2"), 1, 1, 'expected "format": 1; another version of feedtool wrote the file'),
        (HEADER + LINE + LINE.replace(b'"rule"', b"rule"), 3, 19, "the line is not JSON: Expecting property name enclosed in double quotes; remove it, or take the file from git again"),
        (HEADER + LINE[:30], 2, 27, "the line is not JSON: Unterminated string starting at; remove it, or take the file from git again"),
        (HEADER + b"<<<<<<< HEAD\n" + LINE, 2, 1, "a mark of a merge conflict in git; remove such marks, the lines of both sides stay"),
        (HEADER + LINE.replace(b'"f1"', b"7"), 2, 1, '"fingerprint" must be a text'),
        (HEADER + b'{"file": "a.xml", "rule": "bad-url"}', 2, 1, '"fingerprint" is missing; remove the line, or complete it'),
        (HEADER + b'\n"a.xml"\n', 3, 1, "expected an object of JSON, one for each finding"),
        (HEADER + b'{"file": "\xc3\xa4\xff"}', 2, 12, "the byte 0xFF is not UTF-8"),
        (HEADER + b"[" * 100_000, 2, 1, "the line is not JSON that can be read; remove it"),
        (HEADER + b"7" * 10_000, 2, 1, "the line is not JSON that can be read; remove it"),
    ],
)  # fmt: skip
def test_damaged_file_is_told_with_line_and_column(
    data: bytes, line: int, column: int, says: str
) -> None:
    with pytest.raises(BaselineError) as raised:
        parse_baseline(data, "/")
    assert (str(raised.value), raised.value.line, raised.value.column) == (says, line, column)
