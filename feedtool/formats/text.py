"""A report for people: place, message, the source line with a caret. It groups similar findings."""

from collections.abc import Iterator

from feedtool.findings.cells import width_of
from feedtool.findings.report import Finding, Report, place_of
from feedtool.findings.total import Total
from feedtool.findings.wording import inert
from feedtool.formats.grouping import group_findings
from feedtool.formats.marking import split_excerpt
from feedtool.formats.sums import (
    list_statistics,
    name_lines,
    summarise,
    summarise_baseline,
    summarise_hidden,
    summarise_total,
)
from feedtool.formats.writing import Style

_COLOURS = {"error": "31", "warning": "33", "info": "36"}


class Writer:
    """Writes the lines of each report, its summary last, and the total of several reports."""

    def __init__(self, style: Style) -> None:
        self._style = style

    def begin(self) -> Iterator[str]:
        """Yield nothing: a text has no start."""
        yield from ()

    def add(self, report: Report) -> Iterator[str]:
        """Yield the findings and the summary of one report."""
        for line in _lines_of(report, self._style):
            yield f"{inert(line)}\n"

    def end(self, total: Total) -> Iterator[str]:
        """Yield statistics if asked for, the total of several inputs, and known findings."""
        if self._style.statistics:
            for line in list_statistics(total):
                yield f"{line}\n"
        if self._style.quiet:
            return
        if total.inputs > 1:
            yield f"{summarise_total(total)}\n"
        if line := summarise_baseline(total):
            yield f"{line}\n"


def _lines_of(report: Report, style: Style) -> Iterator[str]:
    for first, *others in group_findings(report.findings):
        yield from _format_finding(first, report, colour=style.colour)
        if others:
            yield f"    and {len(others)} more of this kind{name_lines(others)}"
    if style.quiet or report.unreadable:
        return
    yield summarise(report)
    if report.hidden:
        yield f"    {summarise_hidden(report.hidden)}"


def _format_finding(finding: Finding, report: Report, *, colour: bool) -> Iterator[str]:
    text = str(finding)
    if colour:
        word = f"{finding.severity}:"
        text = text.replace(word, f"\x1b[{_COLOURS[finding.severity]}m{word}\x1b[0m", 1)
    yield text
    if finding.line is None or finding.column is None:
        return
    excerpt = report.excerpts.get(place_of(finding))
    if excerpt is not None and excerpt.text:
        before, marked, _ = split_excerpt(finding, excerpt)
        blanks = width_of(before) + max(excerpt.caret - len(before), 0)
        # No line begins with the text of a feed: CI systems look for commands there.
        yield f"  {finding.line} | {inert(excerpt.text, keeps_width=True)}"
        margin = " " * len(str(finding.line))
        yield f"  {margin} | {' ' * blanks}{'^' * max(width_of(marked), 1)}"
