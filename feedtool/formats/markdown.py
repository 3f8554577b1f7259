"""A report in Markdown, for the summary of a job on GitHub and for comments on pull requests."""

from collections import Counter
from collections.abc import Iterator

from feedtool.findings.report import SEVERITIES, Finding, Report, Severity
from feedtool.findings.total import Total
from feedtool.formats.grouping import group_findings
from feedtool.formats.markdown_text import code, link, prose
from feedtool.formats.sums import (
    count_of,
    name_lines,
    summarise_baseline,
    summarise_hidden,
    summarise_total,
)
from feedtool.formats.writing import Style

# GitHub refuses a summary above 1 MiB. The rest is for the sums.
_MOST_FOR_TABLE = 200_000
_MOST_FOR_FINDINGS = 800_000
_TABLE = "\n| Input | Items | Errors | Warnings | Infos |\n|---|---:|---:|---:|---:|\n"


class Writer:
    """Keeps what fits into the summary of a job, and writes it at the end, the sums first."""

    def __init__(self, style: Style) -> None:
        self._style = style
        self._rows = _Piece(_MOST_FOR_TABLE)
        self._sections = _Piece(_MOST_FOR_FINDINGS)
        self._left: Counter[Severity] = Counter()
        self._left_inputs = 0

    def begin(self) -> Iterator[str]:
        """Yield nothing: the sums come first, and they are known last."""
        yield from ()

    def add(self, report: Report) -> Iterator[str]:
        """Keep one report, and yield nothing yet."""
        yield from ()
        self._left_inputs += not self._rows.add(_row(report))
        title = f"\n### {code(report.file)}\n\n"
        for group in group_findings(report.findings):
            if self._sections.add(title + _entry(*group)):
                title = ""
            else:
                self._left[group[0].severity] += len(group)
        # Without a section of its own, the table counts what is not shown.
        if report.hidden and not title:
            self._sections.add(f"\n{prose(summarise_hidden(report.hidden))}\n")
        if report.truncated:
            more = "There are more findings; raise --max-findings to see them."
            self._sections.add(f"\n{prose(more)}\n")

    def end(self, total: Total) -> Iterator[str]:
        """Yield the sums, the table of inputs, and the findings."""
        if not self._style.quiet:
            yield f"## {prose(f'feedtool: {summarise_total(total)}')}\n"
            yield from (_TABLE, *self._rows.texts) if self._rows.texts else ()
            if self._left_inputs:
                yield f"\n{prose(f'Inputs that this table leaves out: {self._left_inputs}.')}\n"
            if known := summarise_baseline(total):
                yield f"\n{prose(known)}\n"
        yield from self._sections.texts
        if self._left:
            counts = [count_of(self._left[one], one) for one in reversed(SEVERITIES)]
            left = f"Too many to be listed here: {', '.join(filter(None, counts))}."
            yield f"\n{prose(left)}\n"
        if self._style.statistics:
            yield from _statistics(total)


class _Piece:
    """Texts up to a number of bytes. When one does not fit, none is added any more."""

    def __init__(self, most_bytes: int) -> None:
        self.texts: list[str] = []
        self._free = most_bytes

    def add(self, text: str) -> bool:
        """Add a text, and return whether it fits."""
        self._free -= len(text.encode())
        if self._free >= 0:
            self.texts.append(text)
        return self._free >= 0


def _row(report: Report) -> str:
    if report.unreadable:
        return f"| {code(report.file)} | cannot be read | | | |\n"
    items = "" if report.unbuilt or report.is_configuration else report.items
    counts = [items, *(report.count(one) for one in reversed(SEVERITIES))]
    return f"| {code(report.file)} | {' | '.join(map(str, counts))} |\n"


def _entry(first: Finding, *others: Finding) -> str:
    """Return the entry of a group: place and message of its first finding, how to fix it."""
    place = ":".join(str(part) for part in (first.file, first.line, first.column) if part)
    lines = [f"- **{first.severity}** {code(place)}: {code(first.message)} ({code(first.rule)})"]
    if others:
        lines.append(prose(f"and {len(others)} more of this kind{name_lines(others)}"))
    if first.fix:
        lines.append(prose(f"How to fix it: {first.fix}"))
    if specification := link("Specification", first.spec):
        lines.append(specification)
    return "\\\n  ".join(lines) + "\n"


def _statistics(total: Total) -> Iterator[str]:
    yield "\n| Rule | Severity | Findings |\n|---|---|---:|\n"
    for rule, severity, number in total.ranked_rules:
        yield f"| {code(rule)} | {severity} | {number} |\n"
