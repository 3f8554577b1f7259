"""A report for GitLab, which shows it as Code Quality in merge requests."""

from collections import Counter
from collections.abc import Iterator
from hashlib import sha256

from feedtool.findings.report import Finding, Report, Severity
from feedtool.findings.total import Total
from feedtool.formats.json_text import dump
from feedtool.formats.places import from_root
from feedtool.formats.writing import Style

_SEVERITIES: dict[Severity, str] = {"error": "major", "warning": "minor", "info": "info"}


class Writer:
    """Writes all findings as one JSON array.

    GitLab keeps one of several findings with the same fingerprint, so it holds the names of the
    report and of the file too, and a number where all else is the same.
    """

    def __init__(self, style: Style) -> None:
        del style
        self._is_first = True
        self._reports: Counter[str] = Counter()

    def begin(self) -> Iterator[str]:
        """Yield the start of the array."""
        yield "["

    def add(self, report: Report) -> Iterator[str]:
        """Yield the findings of one report."""
        name = from_root(report.file)
        self._reports[name] += 1
        seen: Counter[tuple[str, ...]] = Counter()
        for one in report.findings:
            path = from_root(one.file)
            mark = (name, path, one.fingerprint or f"{one.rule} {one.message}")
            seen[mark] += 1
            fingerprint = _digest(*mark, f"{self._reports[name]} {seen[mark]}")
            yield "\n" if self._is_first else ",\n"
            self._is_first = False
            yield dump(_view(one, path, fingerprint, unreadable=report.unreadable))

    def end(self, total: Total) -> Iterator[str]:
        """Yield the end of the array."""
        del total
        yield "]\n" if self._is_first else "\n]\n"


def _view(finding: Finding, path: str, fingerprint: str, *, unreadable: bool) -> dict[str, object]:
    line = finding.line or 1
    position = {"line": line, "column": finding.column or 1}
    return {
        "description": finding.message,
        "check_name": finding.rule,
        "fingerprint": fingerprint,
        "severity": "critical" if unreadable else _SEVERITIES[finding.severity],
        "location": {"path": path, "lines": {"begin": line}, "positions": {"begin": position}},
    }


def _digest(*parts: str) -> str:
    return sha256("\0".join(parts).encode("utf-8", "surrogatepass")).hexdigest()[:32]
