"""SARIF: accepted by its schema, rules and regions, fixes, limits of GitHub, notifications."""

import gzip
import json
from collections.abc import Iterator
from dataclasses import replace
from functools import cache
from typing import Any

import jsonschema
import pytest
from conftest import SHARED
from format_readers import render
from hostile_texts import HOSTILE_TEXTS, LONE_SURROGATES
from written import written

from feedtool.findings.report import Edit, Finding, Report, Severity
from feedtool.formats import sarif_limits
from feedtool.vocabulary.rules import load_rules

FOUND = Finding(
    "bad-date",
    "error",
    "pubDate is late",
    "feeds/a b.xml",
    4,
    3,
    4,
    9,
    path="/rss/channel/item[1]/pubDate",
    fix="Write it.",
    fingerprint="0123456789abcdef",
    edits=(Edit(4, 3, 4, 9, "Tue, 03 Nov 2020 10:00:00 +0000"), Edit(5, 1, 5, 1, "\ud800")),
)
MISSING = Finding("unreadable", "error", "No such file or directory", "b.xml")


def run_of(*reports: Report) -> dict[str, Any]:
    document = json.loads(written("sarif", *reports))
    assert document["version"] == "2.1.0"
    (run,) = document["runs"]
    return run


def result_of(finding: Finding) -> dict[str, Any]:
    (result,) = run_of(Report(finding.file, [finding]))["results"]
    return result


def test_a_finding_is_a_result() -> None:
    place = {"uri": "feeds/a%20b.xml", "uriBaseId": "%SRCROOT%"}
    region = {"startLine": 4, "startColumn": 3, "endLine": 4, "endColumn": 9}
    path = {"fullyQualifiedName": "/rss/channel/item[1]/pubDate", "kind": "element"}
    added = {"startLine": 5, "startColumn": 1, "endLine": 5, "endColumn": 1}
    replacements = [
        {"deletedRegion": region, "insertedContent": {"text": "Tue, 03 Nov 2020 10:00:00 +0000"}},
        {"deletedRegion": added, "insertedContent": {"text": "\ud800"}},
    ]
    assert result_of(FOUND) == {
        "ruleId": "bad-date",
        "ruleIndex": 0,
        "level": "error",
        "message": {"text": "pubDate is late"},
        "locations": [
            {
                "physicalLocation": {"artifactLocation": place, "region": region},
                "logicalLocations": [path],
            }
        ],
        "partialFingerprints": {"feedtool/v1": "0123456789abcdef"},
        "fixes": [
            {
                "artifactChanges": [{"artifactLocation": place, "replacements": replacements}],
                "properties": {"fixable": FOUND.fixable},
                "description": {"text": "Write it."},
            }
        ],
    }


@pytest.mark.parametrize(
    ("file", "place"),
    [
        ("a.xml", {"uri": "a.xml", "uriBaseId": "%SRCROOT%"}),
        ("./x/../a:b?c#d.xml", {"uri": "a%3Ab%3Fc%23d.xml", "uriBaseId": "%SRCROOT%"}),
        ("caf\udce9.xml", {"uri": "caf%E9.xml", "uriBaseId": "%SRCROOT%"}),
        ("灯台.xml", {"uri": "%E7%81%AF%E5%8F%B0.xml", "uriBaseId": "%SRCROOT%"}),
        ("/srv/feeds/a b.xml", {"uri": "file:///srv/feeds/a%20b.xml"}),
        ("-", {"uri": "-", "uriBaseId": "%SRCROOT%", "description": {"text": "Standard input."}}),
    ],
)
def test_places_are_addresses(file: str, place: dict[str, object]) -> None:
    result = result_of(replace(FOUND, file=file))
    assert result["locations"][0]["physicalLocation"]["artifactLocation"] == place


@pytest.mark.parametrize(
    ("found", "region"),
    [
        (Finding("bad-date", "info", "x", "a.xml", 4, 3), {"startLine": 4, "startColumn": 3}),
        (Finding("bad-date", "info", "x", "a.xml", 4), {"startLine": 4}),
        (Finding("bad-date", "info", "x", "a.xml"), None),
    ],
)
def test_regions_hold_what_is_known(found: Finding, region: dict[str, int] | None) -> None:
    assert result_of(found)["locations"][0]["physicalLocation"].get("region") == region


def test_messages_hold_no_links() -> None:
    message = result_of(replace(FOUND, message="see [here](https://example.com) {0}"))["message"]
    assert message == {"text": "see \\[here\\](https://example.com) {0}"}


def test_only_rules_that_occur_are_described_from_their_records() -> None:
    findings = [FOUND, replace(FOUND, rule="bad-url", severity="info"), FOUND]
    run = run_of(Report("a.xml", findings))
    driver = run["tool"]["driver"]
    assert [rule["id"] for rule in driver["rules"]] == ["bad-date", "bad-url"]
    assert [(one["ruleId"], one["ruleIndex"], one["level"]) for one in run["results"]] == [
        ("bad-date", 0, "error"),
        ("bad-date", 0, "error"),
        ("bad-url", 1, "note"),
    ]
    record = load_rules()["bad-date"]
    rule = driver["rules"][0]
    assert rule["shortDescription"]["text"] == f"{record.title}."
    assert rule["fullDescription"]["text"] == record.why
    assert record.fix in rule["help"]["text"]
    assert f"````xml\n{record.bad}\n````" in rule["help"]["markdown"]
    assert rule["defaultConfiguration"] == {"level": "error"}
    assert rule["properties"]["problem.severity"] == "error"


def test_every_rule_meets_the_limits_of_github() -> None:
    findings = [replace(FOUND, rule=rule) for rule in load_rules()]
    for rule in run_of(Report("a.xml", findings))["tool"]["driver"]["rules"]:
        for name in ("shortDescription", "fullDescription"):
            assert 0 < len(rule[name]["text"]) <= 1024
        help_page = render(rule["help"]["markdown"])
        assert {str(one.tag) for one in help_page.iter()} <= {"main", "p", "pre", "code", "a"}
        first, second = rule["help"]["text"].split("\n\n")
        assert [one.text_content() for one in help_page.iter("p")][:2] == [first, second]
        assert rule.get("helpUri", "") == load_rules()[rule["id"]].spec
        assert len(rule["properties"]["tags"]) <= 10


def test_run_says_what_it_read_and_how_columns_count() -> None:
    run = run_of(Report("a.xml"), Report("b.xml", [MISSING], unreadable=True), Report("./a.xml"))
    assert run["columnKind"] == "unicodeCodePoints"
    assert [one["location"]["uri"] for one in run["artifacts"]] == ["a.xml", "b.xml"]
    assert run["originalUriBaseIds"] == {
        "%SRCROOT%": {"description": {"text": "The root of the project."}}
    }
    assert run["results"] == []


def test_unreadable_inputs_are_notifications() -> None:
    run = run_of(Report("b.xml", [MISSING], unreadable=True))
    (invocation,) = run["invocations"]
    place = {"artifactLocation": {"uri": "b.xml", "uriBaseId": "%SRCROOT%"}}
    assert invocation == {
        "executionSuccessful": False,
        "toolExecutionNotifications": [
            {
                "level": "error",
                "descriptor": {"id": "unreadable"},
                "message": {"text": "No such file or directory"},
                "locations": [{"physicalLocation": place}],
            }
        ],
    }
    assert [one["id"] for one in run["tool"]["driver"]["notifications"]] == ["unreadable"]


def notes_of(run: dict[str, Any]) -> list[str]:
    (invocation,) = run["invocations"]
    assert invocation["executionSuccessful"]
    return [one["message"]["text"] for one in invocation["toolExecutionNotifications"]]


def test_findings_that_were_not_kept_are_a_notification() -> None:
    run = run_of(Report("a.xml", [FOUND], dropped={"error": 3}))
    assert notes_of(run) == [
        "There are more findings than are kept; raise --max-findings to see them."
    ]


def many(severity: Severity, number: int) -> Iterator[Finding]:
    for line in range(1, number + 1):
        yield Finding("bad-date", severity, f"{severity} {line}", "a.xml", line)


@pytest.mark.parametrize(
    ("numbers", "levels", "left"),
    [
        ((3, 3, 3), "error error error warning warning warning note note note", []),
        ((3, 7, 3), "error error error warning warning warning warning warning warning", ["1 warning, 3 infos"]),
        ((0, 1, 20), "warning note note note note note note note note", ["12 infos"]),
        ((12, 1, 0), "error error error error error error error error error", ["3 errors, 1 warning"]),
    ],
)  # fmt: skip
def test_the_most_serious_results_are_kept(
    numbers: tuple[int, int, int], levels: str, left: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(sarif_limits, "_MOST_RESULTS", 9)
    error, warning, info = numbers
    findings = [*many("info", info), *many("warning", warning), *many("error", error)]
    run = run_of(*(Report("a.xml", findings[at::2]) for at in range(2)))
    assert " ".join(one["level"] for one in run["results"]) == levels
    ending = " left out, because GitHub takes no larger file."
    assert notes_of(run) == [f"{one}{ending}" for one in left]


def test_a_packed_file_stays_below_the_limit(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sarif_limits, "_MOST_PACKED_BYTES", 100_000)
    findings = [
        replace(FOUND, message=f"{number * 7919**9}", fingerprint=f"{number * 104729**5}")
        for number in range(5000)
    ]
    text = written("sarif", Report("a.xml", findings))
    run = json.loads(text)["runs"][0]
    assert 100_000 < len(gzip.compress(text.encode())) < 140_000
    assert notes_of(run) == [
        f"{5000 - len(run['results'])} errors left out, because GitHub takes no larger file."
    ]


def test_the_limits_are_those_of_github() -> None:
    assert sarif_limits._MOST_RESULTS == 25_000
    assert sarif_limits._MOST_PACKED_BYTES < 10_000_000


@cache
def checker() -> jsonschema.Draft4Validator:
    path = SHARED / "data" / "schemas" / "sarif-2.1.0.json"
    if not path.exists():
        pytest.skip("the schema of SARIF is not here")
    schema = json.loads(path.read_text("utf-8"))
    return jsonschema.Draft4Validator(
        schema, format_checker=jsonschema.Draft4Validator.FORMAT_CHECKER
    )


HOSTILE = [
    replace(FOUND, message=f"x{text}", path=text, fix=text, edits=(Edit(1, 1, 1, 1, text),))
    for text in (*HOSTILE_TEXTS, *LONE_SURROGATES)
]


@pytest.mark.parametrize(
    "reports",
    [
        [],
        [Report("a.xml")],
        [Report("a.xml", [FOUND])],
        [Report("a.xml", [FOUND]), Report("b.xml", [MISSING], unreadable=True), Report("-", [replace(FOUND, file="-")])],
        [Report(text, [replace(FOUND, file=text)]) for text in HOSTILE_TEXTS],
        [Report("a.xml", HOSTILE, dropped={"info": 1})],
        [Report("a.xml", [replace(FOUND, rule=rule) for rule in load_rules()])],
    ],
    ids=["none", "clean", "one", "several", "names", "texts", "all rules"],
)  # fmt: skip
def test_documents_meet_the_schema(reports: list[Report]) -> None:
    checker().validate(json.loads(written("sarif", *reports)))


@pytest.mark.slow
def test_a_document_of_ten_thousand_results_meets_the_schema() -> None:
    findings = [replace(FOUND, line=line + 1, end_line=line + 1) for line in range(10_000)]
    document = json.loads(written("sarif", Report("a.xml", findings)))
    results = document["runs"][0]["results"]
    assert len(results) == 10_000
    # All of them would take a minute; test_all_formats.py reads all of them back.
    document["runs"][0]["results"] = results[::20]
    checker().validate(document)
