"""A report for people: place, message, the source line with a caret. It groups similar findings."""

from collections.abc import Iterable, Iterator, Sequence

from feedtool.findings.report import SEVERITIES, Finding, Report, Severity
from feedtool.findings.wording import printable

_COLOURS = {"error": "31", "warning": "33", "info": "36"}
_SHOWN_OF_GROUP = 1


def write(reports: Iterable[Report], *, colour: bool) -> Iterator[str]:
    """Yield the lines of each report, its summary last."""
    for report in reports:
        for line in _lines_of(report, colour=colour):
            yield f"{line}\n"


def _lines_of(report: Report, *, colour: bool) -> Iterator[str]:
    for group in _group(report.findings):
        for finding in group[:_SHOWN_OF_GROUP]:
            yield from _format_finding(finding, report, colour=colour)
        more = group[_SHOWN_OF_GROUP:]
        if more:
            lines = ", ".join(str(finding.line) for finding in more[:3])
            dots = ", …" if len(more) > 3 else ""
            yield f"    and {len(more)} more of this kind: line {lines}{dots}"
    yield summarise(report)


def summarise(report: Report) -> str:
    """Return the line that sums a report up.

    >>> summarise(Report("feed.xml", items=2))
    'feed.xml: 2 items, no findings'
    """
    items = f"{report.items} item{'' if report.items == 1 else 's'}"
    counts = [_count(report, severity) for severity in reversed(SEVERITIES)]
    found = ", ".join(text for text in counts if text) or "no findings"
    if report.suppressed:
        found += f", {report.suppressed} turned off in the feed"
    more = "; there are more, raise --max-findings to see them" if report.truncated else ""
    return f"{printable(report.file)}: {items}, {found}{more}"


def _count(report: Report, severity: Severity) -> str:
    number = report.count(severity)
    plural = "" if severity == "info" or number == 1 else "s"
    return f"{number} {severity}{plural}" if number else ""


def _group(findings: Sequence[Finding]) -> list[list[Finding]]:
    """Put the findings of a rule about an element together, at the place of the first of them."""
    groups: dict[tuple[str, str, str], list[Finding]] = {}
    for finding in findings:
        groups.setdefault((finding.rule, finding.severity, finding.element), []).append(finding)
    return list(groups.values())


def _format_finding(finding: Finding, report: Report, *, colour: bool) -> Iterator[str]:
    text = str(finding)
    if colour:
        word = f"{finding.severity}:"
        text = text.replace(word, f"\x1b[{_COLOURS[finding.severity]}m{word}\x1b[0m", 1)
    yield text
    if finding.line is None or finding.column is None:
        return
    excerpt = report.excerpts.get((finding.line, finding.column))
    if excerpt is not None and excerpt.text:
        length = 1
        if finding.end_line == finding.line and finding.end_column is not None:
            length = max(finding.end_column - finding.column, 1)
        length = min(length, max(len(excerpt.text) - excerpt.caret, 1))
        yield f"    {excerpt.text}"
        yield f"    {' ' * excerpt.caret}{'^' * length}"
