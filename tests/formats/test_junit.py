"""JUnit: a suite for each feed, a test for each rule, and what fails the run fails there too."""

from dataclasses import replace

import pytest
from conftest import SHARED
from hostile_texts import HOSTILE_TEXTS
from lxml import etree
from written import written

from feedtool.findings.report import Finding, Report, Severity
from feedtool.formats.writing import Style


def finding(rule: str, severity: Severity = "error", line: int = 4) -> Finding:
    return Finding(rule, severity, f"{rule} {line}", "a.xml", line, 3, fix="Write it.")


MIXED = Report(
    "a.xml",
    [finding("bad-date"), finding("bad-url", "warning"), finding("bad-date", "info", 9), finding("bad-guid", "info")],
)  # fmt: skip


def read(*reports: Report, style: Style | None = None) -> etree._Element:
    return etree.fromstring(written("junit", *reports, style=style).encode())


@pytest.mark.parametrize(
    ("fail_on", "outcomes"),
    [
        ("error", ["failure", "skipped", "skipped"]),
        ("warning", ["failure", "failure", "skipped"]),
        ("info", ["failure", "failure", "failure"]),
    ],
)
def test_what_fails_the_run_is_a_failure(fail_on: Severity, outcomes: list[str]) -> None:
    (suite,) = read(MIXED, style=Style(fail_on=fail_on))
    cases = suite.findall("testcase")
    assert [case.get("name") for case in cases] == ["bad-date", "bad-url", "bad-guid"]
    assert [case[0].tag for case in cases] == outcomes
    counts = {name: suite.get(name) for name in ("tests", "failures", "skipped", "errors")}
    assert counts == {
        "tests": "3",
        "failures": str(outcomes.count("failure")),
        "skipped": str(outcomes.count("skipped")),
        "errors": "0",
    }


def test_the_configuration_of_a_feed_says_what_fails() -> None:
    strict = replace(MIXED, fails_from="info")
    assert [case[0].tag for case in read(strict).iter("testcase")] == ["failure"] * 3


def test_the_output_of_a_suite_is_the_summary_of_the_feed() -> None:
    found = [
        one.text
        for one in read(replace(MIXED, dropped={"error": 2}), Report("::x")).iter("system-out")
    ]
    assert found == [
        "a.xml: 0 items, 3 errors, 1 warning, 2 infos; there are more, raise --max-findings to see them",
        "\\::x: 0 items, no findings",
    ]


def test_a_rule_is_a_test_with_all_its_findings() -> None:
    case = read(MIXED).find("testsuite/testcase")
    assert case is not None
    assert dict(case.attrib) == {"name": "bad-date", "classname": "a.xml", "time": "0"}
    assert dict(case[0].attrib) == {"message": "bad-date 4 (and 1 more)", "type": "error"}
    assert case[0].text == (
        "a.xml:4:3: error: bad-date 4 [bad-date]\na.xml:9:3: info: bad-date 9 [bad-date]\n"
        "How to fix it: Write it.\n"
    )


def test_an_unreadable_input_is_an_error_and_a_clean_feed_passes() -> None:
    missing = Finding("unreadable", "error", "no such file", "b.xml")
    suites = read(Report("b.xml", [missing], unreadable=True), Report("c.xml"))
    assert [(one.get("name"), one.get("tests"), one.get("errors")) for one in suites] == [
        ("b.xml", "1", "1"),
        ("c.xml", "1", "0"),
    ]
    assert [len(case) for case in suites.iter("testcase")] == [1, 0]
    assert [one.get("message") for one in suites.iter("error")] == ["no such file"]


def test_no_two_tests_of_a_suite_share_a_name() -> None:
    # GitLab keeps the first of them.
    names = [(case.get("classname"), case.get("name")) for case in read(MIXED, Report("b.xml")).iter("testcase")]  # fmt: skip
    assert len({*names}) == len(names) == 4


@pytest.fixture(scope="module")
def schema() -> etree.XMLSchema:
    path = SHARED / "data" / "schemas" / "junit.xsd"
    if not path.exists():
        pytest.skip("the schema of JUnit is not here")
    return etree.XMLSchema(etree.parse(path))


NAMES = ["a.xml", "", " ", "\0", "::x", *HOSTILE_TEXTS]


def test_documents_meet_the_schema(schema: etree.XMLSchema) -> None:
    hostile = [Report(name, [Finding("bad-date", "error", name, name, 1, 1, fix=name, spec=name)]) for name in NAMES]  # fmt: skip
    much = Report("b.xml", [finding("bad-date", line=line) for line in range(1, 10_001)])
    missing = Report("c.xml", [finding("unreadable")], unreadable=True)
    for reports in ([], [Report("a.xml")], [MIXED], [much, missing], hostile):
        schema.assertValid(read(*reports))
