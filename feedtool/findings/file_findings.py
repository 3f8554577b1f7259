"""The findings of one file while it is read and checked, not more than people can use."""

from collections import Counter
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
        self.most = most
        self._counts: Counter[Severity] = Counter()
        self._of_rules: Counter[str] = Counter()

    def add(
        self, rule: str, message: str, line: int | None = None, column: int | None = None, *,
        severity: Severity | None = None, **place: Unpack[Place],
    ) -> None:  # fmt: skip
        """Add a finding. Raises KeyError if the rule has no record."""
        severity = severity or record_of(rule).severity
        self._of_rules[rule] += 1
        self._counts[severity] += 1
        if self._counts[severity] > self.most:
            self.dropped[severity] = self.dropped.get(severity, 0) + 1
            return
        self.found.append(
            make_finding(rule, message, self.file, line, column, severity=severity, **place)
        )

    def leave_out(self, rule: str, number: int) -> None:
        """Count findings of a rule that are too many to be told."""
        severity = record_of(rule).severity
        self._of_rules[rule] += number
        self.dropped[severity] = self.dropped.get(severity, 0) + number

    def count(self, rule: str) -> int:
        """Return how many findings of a rule there are, told or not."""
        return self._of_rules[rule]

    def report(self, items: int, unit: str) -> Report:
        """Return all findings in the order of their places; `items` counts what `unit` names."""
        found = sorted(self.found, key=place_of)
        return Report(self.file, found, items=items, unit=unit, dropped=self.dropped)
