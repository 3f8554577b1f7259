"""A report for programs, described by `schemas/report.schema.json`."""

import json
from collections.abc import Iterable, Iterator
from dataclasses import asdict
from typing import Any

from feedtool.findings.report import Report

FORMAT = 1


def write(reports: Iterable[Report], *, colour: bool) -> Iterator[str]:
    """Yield all reports as one JSON document, each report in a piece of its own."""
    yield f'{{\n  "format": {FORMAT},\n  "reports": ['
    end = "]"
    for number, report in enumerate(reports):
        text = json.dumps(_view(report), ensure_ascii=False, indent=2)
        yield ("," if number else "") + "\n    " + text.replace("\n", "\n    ")
        end = "\n  ]"
    yield f"{end}\n}}\n"


def _view(report: Report) -> dict[str, Any]:
    return {
        "file": report.file,
        "profiles": report.profiles,
        "items": report.items,
        "errors": report.count("error"),
        "warnings": report.count("warning"),
        "infos": report.count("info"),
        "suppressed": report.suppressed,
        "hidden": len(report.hidden),
        "truncated": report.truncated,
        "findings": [asdict(finding) for finding in report.findings],
    }
