"""A report for programs, described by `schemas/report.schema.json`."""

import json
from collections.abc import Sequence
from dataclasses import asdict
from typing import Any

from feedtool.findings.report import Report

FORMAT = 1


def format_json(reports: Sequence[Report]) -> str:
    """Return all reports as one JSON document."""
    document = {"format": FORMAT, "reports": [_view(report) for report in reports]}
    return json.dumps(document, ensure_ascii=False, indent=2)


def _view(report: Report) -> dict[str, Any]:
    return {
        "file": report.file,
        "profiles": report.profiles,
        "items": report.items,
        "errors": report.count("error"),
        "warnings": report.count("warning"),
        "infos": report.count("info"),
        "suppressed": report.suppressed,
        "truncated": report.truncated,
        "findings": [asdict(finding) for finding in report.findings],
    }
