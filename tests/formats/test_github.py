"""Commands of GitHub's workflows: escaping, places, ten of each kind, what is left out."""

from pathlib import Path

import pytest
from format_readers import commands_in
from written import written

from feedtool.findings.report import Finding, Report, Severity
from feedtool.formats.places import from_root
from feedtool.formats.writing import Style

QUIET = Style(quiet=True)


def finding(number: int = 1, severity: Severity = "error", rule: str = "bad-date", file: str = "a.xml", element: str = "pubDate") -> Finding:  # fmt: skip
    return Finding(rule, severity, f"pubDate is {number}", file, number, 3, element=element)


@pytest.mark.parametrize(
    ("found", "line"),
    [
        (finding(4), "::error file=a.xml,line=4,col=3,title=bad-date::pubDate is 4"),
        (finding(4, "warning"), "::warning file=a.xml,line=4,col=3,title=bad-date::pubDate is 4"),
        (finding(4, "info"), "::notice file=a.xml,line=4,col=3,title=bad-date::pubDate is 4"),
        (
            Finding("bad-date", "error", "late", "a.xml", 4, 3, 4, 9),
            "::error file=a.xml,line=4,endLine=4,col=3,endColumn=9,title=bad-date::late",
        ),
        (
            Finding("bad-date", "error", "late", "a.xml", 4, 3, 6, 2),
            "::error file=a.xml,line=4,endLine=6,title=bad-date::late",
        ),
        (Finding("bad-date", "error", "late", "a.xml"), "::error file=a.xml,title=bad-date::late"),
        (Finding("bad-date", "error", "late", "-", 4, 3), "::error title=bad-date::-:4:3: late"),
        (
            Finding("bad-date", "error", "50% late", "a,b:c=%0A.xml", 4),
            "::error file=a%2Cb%3Ac=%250A.xml,line=4,title=bad-date::50%25 late",
        ),
        (
            Finding("bad-date", "error", "one\r\ntwo", "a.xml", 4, fix="Write it."),
            r"::error file=a.xml,line=4,title=bad-date::one\r\ntwo%0AHow to fix it: Write it.",
        ),
    ],
    ids=["error", "warning", "info", "part of a line", "lines", "no place", "standard input", "signs", "fix"],
)  # fmt: skip
def test_a_finding_is_a_command(found: Finding, line: str) -> None:
    assert written("github", Report("a.xml", [found]), style=QUIET) == f"{line}\n"


def test_ten_of_each_kind_are_shown_and_the_others_counted() -> None:
    findings = [
        *(finding(n, "info") for n in range(1, 12)),
        *(finding(n, "warning") for n in range(1, 11)),
        *(finding(n) for n in range(1, 15)),
    ]
    text = written("github", Report("a.xml", findings[:20]), Report("b.xml", findings[20:]), style=QUIET)  # fmt: skip
    names = [one.name for one in commands_in(text)]
    assert names == ["error"] * 10 + ["warning"] * 10 + ["notice"] * 10
    assert text.splitlines()[-1] == "without annotation: 4 errors, 1 info (GitHub shows 10 of each kind)"  # fmt: skip


def test_unreadable_inputs_come_first_then_one_of_each_cause() -> None:
    many = [finding(n) for n in range(1, 13)]
    other = finding(40, element="itunes:duration")
    missing = Finding("unreadable", "error", "no such file", "b.xml")
    reports = [Report("a.xml", [*many, other]), Report("b.xml", [missing], unreadable=True)]
    told = [*commands_in(written("github", *reports, style=QUIET))]
    assert [one.properties.get("line", one.data) for one in told] == [
        "no such file", "1", "40", *map(str, range(2, 9))
    ]  # fmt: skip


def test_summaries_stand_before_the_commands() -> None:
    reports = [Report("a.xml", [finding()], items=2), Report("::b.xml", items=1)]
    assert written("github", *reports).splitlines() == [
        "a.xml: 2 items, 1 error",
        "\\::b.xml: 1 item, no findings",
        "::error file=a.xml,line=1,col=3,title=bad-date::pubDate is 1",
        "2 inputs: 1 with errors, 1 clean",
    ]


def test_messages_stay_below_the_limit() -> None:
    long = Finding("bad-date", "error", "é%" * 9000, "a.xml", fix="Write it.")
    (told,) = commands_in(written("github", Report("a.xml", [long]), style=QUIET))
    assert len(told.data) < 4096
    assert told.data.endswith("\nHow to fix it: Write it.")


@pytest.mark.parametrize("name", ["GITHUB_WORKSPACE", "CI_PROJECT_DIR", ""])
@pytest.mark.parametrize("given", ["feeds/a.xml", "./a.xml", "../feeds/a.xml", "absolute"])
def test_files_are_told_from_the_root_of_the_project(
    name: str, given: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    root = tmp_path / "project"
    (root / "feeds").mkdir(parents=True)
    (tmp_path / "link").symlink_to(root)
    monkeypatch.delenv("GITHUB_WORKSPACE", raising=False)
    monkeypatch.delenv("CI_PROJECT_DIR", raising=False)
    if name:
        monkeypatch.setenv(name, str(tmp_path / "link"))
    monkeypatch.chdir(root if given.startswith("feeds") or not name else root / "feeds")
    file = str(root / "feeds" / "a.xml") if given == "absolute" else given
    from_root.cache_clear()
    found = from_root(file)
    from_root.cache_clear()
    outside = not name and given.startswith("..")
    assert found == ("../feeds/a.xml" if outside else "a.xml" if given == "./a.xml" and not name else "feeds/a.xml")  # fmt: skip
