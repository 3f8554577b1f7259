"""The pieces of a report as JSON, and how they are written so that no text in them does harm."""

import json
from collections.abc import Mapping
from dataclasses import asdict, fields
from typing import Any

from feedtool.findings.catalogue import record_of
from feedtool.findings.report import Finding, Report
from feedtool.findings.total import Total
from feedtool.findings.wording import break_commands, printable
from feedtool.formats.writing import Style

FORMAT = 1
_encode = json.JSONEncoder(ensure_ascii=False).encode
# What belongs in place of a value is told as an edit.
_FIELDS = tuple(one.name for one in fields(Finding) if one.name != "instead")


def dump(value: object, indent: int | None = None) -> str:
    r"""Return a value as JSON that can be printed anywhere and encoded as UTF-8.

    Characters that cannot be seen, and lone surrogates, are escaped; readers get them back.

    >>> dump({"title": "Gezeiten ä \x9b"})
    '{"title": "Gezeiten ä \\u009b"}'
    """
    return _make_inert(json.dumps(value, ensure_ascii=False, indent=indent))


def lay_out(fields: Mapping[str, Any]) -> str:
    """Return an object as `dump` does with an indent of 2, in a third of the time.

    Python's encoder is slow where it indents; here it does so only for values that hold others.
    """
    lines = (f'  "{key}": {_lay_out_value(value)}' for key, value in fields.items())
    return _make_inert("{\n" + ",\n".join(lines) + "\n}")


def _lay_out_value(value: object) -> str:
    if not value or isinstance(value, str | int):
        return _encode(value)
    return json.dumps(value, ensure_ascii=False, indent=2).replace("\n", "\n  ")


def _make_inert(text: str) -> str:
    return break_commands(printable(text, _escape), r"\u0023")


def _escape(char: str) -> str:
    # No value has a line end as it is; those between values are layout.
    return char if char == "\n" else json.dumps(char)[1:-1]


def fields_of(finding: Finding) -> dict[str, Any]:
    """Return all that is known of a finding."""
    found = {name: getattr(finding, name) for name in _FIELDS}
    if finding.origin:
        found["origin"] = asdict(finding.origin)
    found["edits"] = [asdict(edit) for edit in finding.edits]
    return found


def head_of(report: Report) -> dict[str, Any]:
    """Return all that is known of a report but its findings."""
    return {
        "file": report.file,
        "profiles": report.profiles,
        "items": report.items,
        "unreadable": report.unreadable,
        "unbuilt": report.unbuilt,
        "errors": report.count("error"),
        "warnings": report.count("warning"),
        "infos": report.count("info"),
        "suppressed": report.suppressed,
        "known": report.known,
        "fixed": report.fixed,
        "hidden": len(report.hidden),
        "truncated": report.truncated,
    }


def sums_of(total: Total, style: Style) -> dict[str, Any]:
    """Return how many inputs there are, what they are like, and how often each rule was broken."""
    sums: dict[str, Any] = {
        "inputs": total.inputs,
        "unreadable": total.unreadable,
        "with_errors": total.with_errors,
        "with_warnings": total.with_warnings,
        "clean": total.clean,
        "known": total.known,
        "fixed": total.fixed,
    }
    if style.statistics:
        sums["statistics"] = [
            {"rule": rule, "severity": severity, "count": number, "title": record_of(rule).title}
            for rule, severity, number in total.ranked_rules
        ]
    return sums
