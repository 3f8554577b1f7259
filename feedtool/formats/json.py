"""A report for programs, described by `schemas/report.schema.json`."""

import json
from collections.abc import Iterator
from dataclasses import asdict
from typing import Any

from feedtool.findings.report import Finding, Report
from feedtool.findings.total import Total
from feedtool.formats.writing import Style

FORMAT = 1


class Writer:
    """Writes all reports as one JSON document, each finding in a piece of its own."""

    def __init__(self, style: Style) -> None:
        del style
        self._is_first = True

    def begin(self) -> Iterator[str]:
        """Yield the start of the document."""
        yield f'{{\n  "format": {FORMAT},\n  "reports": ['

    def add(self, report: Report) -> Iterator[str]:
        """Yield the object of one report."""
        head = json.dumps(_view(report), ensure_ascii=False, indent=2).removesuffix("\n}")
        yield "" if self._is_first else ","
        self._is_first = False
        yield _indent(f'\n{head},\n  "findings": [', 4)
        comma = ""
        for finding in report.findings:
            yield comma + _indent(f"\n{_dump(finding)}", 8)
            comma = ","
        yield "\n      ]\n    }" if report.findings else "]\n    }"

    def end(self, total: Total) -> Iterator[str]:
        """Yield the sums and the end of the document."""
        sums = {
            "inputs": total.inputs,
            "unreadable": total.unreadable,
            "with_errors": total.with_errors,
            "with_warnings": total.with_warnings,
            "clean": total.clean,
            "known": total.known,
            "fixed": total.fixed,
        }
        yield "]" if self._is_first else "\n  ]"
        yield _indent(f',\n"total": {json.dumps(sums, indent=2)}', 2)
        yield "\n}\n"


def _dump(finding: Finding) -> str:
    return json.dumps(asdict(finding), ensure_ascii=False, indent=2)


def _indent(text: str, columns: int) -> str:
    return text.replace("\n", "\n" + " " * columns)


def _view(report: Report) -> dict[str, Any]:
    return {
        "file": report.file,
        "profiles": report.profiles,
        "items": report.items,
        "unreadable": report.unreadable,
        "errors": report.count("error"),
        "warnings": report.count("warning"),
        "infos": report.count("info"),
        "suppressed": report.suppressed,
        "known": report.known,
        "fixed": report.fixed,
        "hidden": len(report.hidden),
        "truncated": report.truncated,
    }
