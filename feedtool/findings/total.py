"""What the reports of many inputs add up to."""

from collections import Counter
from dataclasses import dataclass, field

from feedtool.findings.report import SEVERITIES, Report, Severity


@dataclass(slots=True)
class Total:
    """Sums of all reports so far.

    Each input counts once: as unreadable, with errors, with warnings at worst, or clean (infos at
    most); a configuration is no input. `known` and `fixed` add up what reports say of a baseline.
    `severities` and `rules` count all findings that are kept, shown or not; `severities` also
    counts those that were too many to be kept.
    """

    unreadable: int = 0
    with_errors: int = 0
    with_warnings: int = 0
    clean: int = 0
    known: int | None = None
    fixed: int = 0
    severities: Counter[Severity] = field(default_factory=Counter)
    rules: Counter[tuple[str, Severity]] = field(default_factory=Counter)

    @property
    def inputs(self) -> int:
        """How many reports there are."""
        return self.unreadable + self.with_errors + self.with_warnings + self.clean

    @property
    def ranked_rules(self) -> list[tuple[str, Severity, int]]:
        """Each rule that was broken, its severity and how often, the most frequent first."""
        ranked = sorted(self.rules.items(), key=lambda one: (-one[1], one[0]))
        return [(rule, severity, number) for (rule, severity), number in ranked]

    def add(self, report: Report) -> None:
        """Count one more report."""
        worst = report.worst()
        if report.is_configuration:
            pass
        elif report.unreadable:
            self.unreadable += 1
        elif worst == "error":
            self.with_errors += 1
        elif worst == "warning":
            self.with_warnings += 1
        else:
            self.clean += 1
        if report.known is not None:
            self.known = (self.known or 0) + report.known
        self.fixed += report.fixed
        for severity in SEVERITIES:
            self.severities[severity] += report.count(severity)
        for finding in (*report.findings, *report.hidden):
            self.rules[finding.rule, finding.severity] += 1
