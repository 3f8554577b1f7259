"""The report for programs: one document, which the schema describes."""

import json
from dataclasses import asdict
from pathlib import Path

import jsonschema
import pytest
from written import written

from feedtool.findings.report import Finding, Origin, Report

SCHEMA = Path(__file__).resolve().parents[2] / "schemas" / "report.schema.json"
FINDING = Finding(
    "bad-duration",
    "error",
    'itunes:duration is "12\nmin"\u2028',
    "tides.xml",
    41,
    18,
    origin=Origin("show.yaml", 7, 1),
)
FULL = Report("tides.xml", [FINDING, FINDING], ("apple", "rss"), items=3, dropped={"info": 2})
SUMS = {
    "file": "tides.xml",
    "profiles": ["apple", "rss"],
    "items": 3,
    "unreadable": False,
    "unbuilt": False,
    "errors": 2,
    "warnings": 0,
    "infos": 2,
    "suppressed": 0,
    "known": None,
    "fixed": 0,
    "hidden": 0,
    "truncated": True,
}


@pytest.mark.parametrize("reports", [[], [Report("a")], [FULL], [Report("ä"), FULL, Report("c")]])
def test_document_has_the_layout_that_json_gives_the_whole(reports: list[Report]) -> None:
    text = written("json", *reports)
    document = json.loads(text)
    layout = json.dumps(document, ensure_ascii=False, indent=2) + "\n"
    assert text == layout.replace("\u2028", "\\u2028")
    jsonschema.validate(document, json.loads(SCHEMA.read_text("utf-8")))
    assert document["format"] == 1
    assert [one["file"] for one in document["reports"]] == [one.file for one in reports]


def test_report_has_its_sums_and_all_fields_of_its_findings() -> None:
    found = json.loads(written("json", FULL))["reports"][0]
    finding = json.loads(json.dumps(asdict(FINDING)))
    del finding["instead"]  # what belongs there is told as edits
    assert found == {**SUMS, "findings": [finding, finding]}
