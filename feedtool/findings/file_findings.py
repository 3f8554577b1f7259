"""The findings of one file while it is read and checked, not more than people can use."""

from typing import TypedDict, Unpack

from feedtool.findings.catalogue import make_finding, record_of
from feedtool.findings.report import MAX_FINDINGS, Finding, Report, Severity, place_of


class Place(TypedDict, total=False):
    """Where a finding ends, and the text that is wrong, as in Finding."""

    end_line: int | None
    end_column: int | None
    value: str
    instead: str | None


class FileFindings:
    """Collects findings of `file`; of each severity the first `most` are kept, all are counted."""

    def __init__(self, file: str, most: int = MAX_FINDINGS) -> None:
        self.file = file
        self.found: list[Finding] = []
        self.dropped: dict[Severity, int] = {}
        self._most = most
        self._counts: dict[Severity, int] = {}

    def add(
        self, rule: str, message: str, line: int | None = None, column: int | None = None, *,
        severity: Severity | None = None, **place: Unpack[Place],
    ) -> None:  # fmt: skip
        """Add a finding. Raises KeyError if the rule has no record."""
        found = make_finding(rule, message, self.file, line, column, severity=severity, **place)
        count = self._counts[found.severity] = self._counts.get(found.severity, 0) + 1
        if count > self._most:
            self.dropped[found.severity] = self.dropped.get(found.severity, 0) + 1
        else:
            self.found.append(found)

    def leave_out(self, rule: str, number: int) -> None:
        """Count findings of a rule that are too many to be told."""
        severity = record_of(rule).severity
        self.dropped[severity] = self.dropped.get(severity, 0) + number

    def report(self, items: int, unit: str) -> Report:
        """Return all findings in the order of their places; `items` counts what `unit` names."""
        found = sorted(self.found, key=place_of)
        return Report(self.file, found, items=items, unit=unit, dropped=self.dropped)
