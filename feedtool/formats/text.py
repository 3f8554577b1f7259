"""A report for people: place, message, the source line with a caret. It groups similar findings."""

from collections import Counter
from collections.abc import Iterator, Sequence
from itertools import islice

from feedtool.findings.report import SEVERITIES, Finding, Report, Severity
from feedtool.findings.total import Total
from feedtool.findings.wording import printable
from feedtool.formats.grouping import group_findings
from feedtool.formats.marking import split_excerpt
from feedtool.formats.writing import Style

_COLOURS = {"error": "31", "warning": "33", "info": "36"}
_SHOWN_LINES = 3
_SHOWN_RULES = 6


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
            yield f"{line}\n"

    def end(self, total: Total) -> Iterator[str]:
        """Yield the total, if there are several inputs."""
        if total.inputs > 1 and not self._style.quiet:
            yield f"{summarise_total(total)}\n"


def _lines_of(report: Report, style: Style) -> Iterator[str]:
    for first, *others in group_findings(report.findings):
        yield from _format_finding(first, report, colour=style.colour)
        if others:
            yield f"    and {len(others)} more of this kind{_lines_with(others)}"
    if style.quiet or report.unreadable:
        return
    if report.hidden:
        yield f"    {summarise_hidden(report.hidden)}"
    yield summarise(report)


def summarise_total(total: Total) -> str:
    """Return the line that sums all reports up.

    >>> summarise_total(Total(with_errors=2, clean=1))
    '3 inputs: 2 with errors, 1 clean'
    """
    counts = {
        "with errors": total.with_errors,
        "with warnings": total.with_warnings,
        "clean": total.clean,
        "unreadable": total.unreadable,
    }
    parts = ", ".join(f"{number} {what}" for what, number in counts.items() if number)
    return f"{total.inputs} input{'' if total.inputs == 1 else 's'}: {parts}"


def _lines_with(findings: Sequence[Finding]) -> str:
    """Return on which lines findings stand: `: lines 13 (3 times), 20, 31, …`."""
    numbers = Counter(finding.line for finding in findings if finding.line is not None)
    shown = [
        f"{line} ({times} times)" if times > 1 else f"{line}"
        for line, times in islice(numbers.items(), _SHOWN_LINES)
    ]
    if not shown:
        return ""
    more = ", …" if len(numbers) > _SHOWN_LINES else ""
    return f": line{'s' if len(numbers) > 1 else ''} {', '.join(shown)}{more}"


def summarise_hidden(findings: Sequence[Finding]) -> str:
    """Return the line about findings that are not shown: how many of which rules.

    >>> summarise_hidden([Finding("title-numbered", "info", "…")])
    'not shown: 1 info (1 title-numbered); --severity info shows it'
    """
    parts = []
    for severity in reversed(SEVERITIES):
        rules = Counter(one.rule for one in findings if one.severity == severity)
        if rules:
            named = [f"{number} {rule}" for rule, number in rules.most_common(_SHOWN_RULES)]
            left = len(rules) - _SHOWN_RULES
            named += [f"{left} other rule{'s' if left > 1 else ''}"] if left > 0 else []
            parts.append(f"{count_of(rules.total(), severity)} ({', '.join(named)})")
    lowest = min((one.severity for one in findings), key=SEVERITIES.index)
    them = "it" if len(findings) == 1 else "them"
    return f"not shown: {', '.join(parts)}; --severity {lowest} shows {them}"


def summarise(report: Report) -> str:
    """Return the line that sums a report up.

    >>> summarise(Report("feed.xml", items=2))
    'feed.xml: 2 items, no findings'
    """
    items = f"{report.items} item{'' if report.items == 1 else 's'}"
    counts = [count_of(report.count(severity), severity) for severity in reversed(SEVERITIES)]
    found = ", ".join(text for text in counts if text) or "no findings"
    if report.suppressed:
        found += f", {report.suppressed} turned off in the feed"
    more = "; there are more, raise --max-findings to see them" if report.truncated else ""
    return f"{printable(report.file)}: {items}, {found}{more}"


def count_of(number: int, severity: Severity) -> str:
    """Return a number of findings in words, "" for none.

    >>> count_of(1, "info"), count_of(2, "error"), count_of(0, "warning")
    ('1 info', '2 errors', '')
    """
    return f"{number} {severity}{'' if number == 1 else 's'}" if number else ""


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
        before, marked, _ = split_excerpt(finding, excerpt)
        blanks = _width_of(before) + max(excerpt.caret - len(before), 0)
        yield f"    {excerpt.text}"
        yield f"    {' ' * blanks}{'^' * max(_width_of(marked), 1)}"


def _width_of(text: str) -> int:
    """Return how many columns of a terminal a text fills.

    >>> _width_of("notes"), _width_of("灯台"), _width_of("e\u0301")
    (5, 4, 1)
    """
    if text.isascii():
        return len(text)
    from unicodedata import combining, east_asian_width  # noqa: PLC0415 - only few lines need it

    return sum(2 if east_asian_width(one) in "WF" else not combining(one) for one in text)
