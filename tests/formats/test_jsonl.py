"""The report for programs that read line by line: a schema describes each line."""

import json
from pathlib import Path

import jsonschema
import pytest
from referencing import Registry, Resource
from written import written

from feedtool.findings.report import Edit, Finding, Origin, Report

SCHEMAS = Path(__file__).resolve().parents[2] / "schemas"
LINE, REPORT = (
    json.loads((SCHEMAS / f"{name}.schema.json").read_text("utf-8")) for name in ("line", "report")
)
CHECK = jsonschema.Draft202012Validator(
    LINE, registry=Registry().with_resource("report.schema.json", Resource.from_contents(REPORT))
)
FINDING = Finding(
    "bad-date",
    "error",
    "pubDate is late",
    "show.yaml",
    7,
    3,
    origin=Origin("show.yaml", 7, 3),
    edits=(Edit(7, 3, 7, 9, "early"),),
)
REPORTS = [
    Report("a.xml", [FINDING, FINDING], ("rss",), items=2),
    Report("b.xml"),
    Report("c.xml", [Finding("unreadable", "error", "no", "c.xml")], unreadable=True),
]


@pytest.mark.parametrize("reports", [[], REPORTS[:1], REPORTS])
def test_each_line_is_described_by_the_schema(reports: list[Report]) -> None:
    lines = [json.loads(line) for line in written("jsonl", *reports).splitlines()]
    for line in lines:
        CHECK.validate(line)
    keys = ["report" if "report" in one else "total" if "total" in one else one["rule"] for one in lines]  # fmt: skip
    wanted = [name for one in reports for name in ("report", *(found.rule for found in one.findings))]  # fmt: skip
    assert keys == [*wanted, "total"]


def test_findings_and_reports_are_those_of_json() -> None:
    whole = json.loads(written("json", *REPORTS))
    lines = [json.loads(line) for line in written("jsonl", *REPORTS).splitlines()]
    assert [one for one in lines if "rule" in one] == [one for report in whole["reports"] for one in report["findings"]]  # fmt: skip
    heads = [{name: value for name, value in one.items() if name != "findings"} for one in whole["reports"]]  # fmt: skip
    assert [one["report"] for one in lines if "report" in one] == heads
    assert lines[-1] == {"format": 1, "total": whole["total"]}


@pytest.mark.parametrize(
    "line",
    [
        {"format": 2, "total": {}},
        {"report": {}},
        {"format": 1, "report": {"file": "a.xml"}},
        {"rule": "bad-date"},
    ],
)
def test_schema_refuses_other_lines(line: dict[str, object]) -> None:
    assert not CHECK.is_valid(line)
