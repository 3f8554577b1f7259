"""Puts similar findings together, for the formats that people read."""

from collections.abc import Collection, Sequence

from feedtool.findings.report import Finding


def group_findings(findings: Sequence[Finding]) -> Collection[list[Finding]]:
    """Put the findings with one cause about one thing together, at the place of the first."""
    groups: dict[tuple[str, ...], list[Finding]] = {}
    for one in findings:
        key = (one.rule, one.severity, one.element, one.attribute, one.cause)
        groups.setdefault(key, []).append(one)
    return groups.values()
