"""The words that sum up: a feed, what is not shown, all inputs, the lines of a group."""

from collections import Counter
from collections.abc import Iterator, Sequence
from itertools import islice

from feedtool.findings.catalogue import record_of
from feedtool.findings.report import SEVERITIES, Finding, Report, Severity
from feedtool.findings.total import Total
from feedtool.findings.wording import printable

_SHOWN_LINES = 3
_SHOWN_RULES = 6


def summarise(report: Report) -> str:
    """Return the line that sums a report up.

    >>> summarise(Report("feed.xml", items=2))
    'feed.xml: 2 items, no findings'
    """
    if report.unbuilt:
        number = count_of(report.count("error"), "error")
        return f"{printable(report.file)}: no feed to check, {number} in the sources"
    items = f"{report.items} {report.unit}{'' if report.items == 1 else 's'}"
    counts = [count_of(report.count(severity), severity) for severity in reversed(SEVERITIES)]
    found = ", ".join(text for text in counts if text) or _name_none(report)
    if report.is_configuration:
        return f"{printable(report.file)}: {found}"
    if report.suppressed:
        found += f", {report.suppressed} ignored"
    if report.known:
        found += f", {report.known} known"
    return f"{printable(report.file)}: {items}, {found}{_say_more(report)}"


def _say_more(report: Report) -> str:
    if not report.truncated:
        return ""
    # Of what nearly every cue of a transcript has, more is never listed.
    if report.unit != "item":
        return "; only the first ones of each rule are listed"
    return "; there are more, raise --max-findings to see them"


def _name_none(report: Report) -> str:
    return "no findings" if report.known is None else "no new findings"


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


def list_statistics(total: Total) -> Iterator[str]:
    """Yield a line for each rule that was broken, the most frequent first."""
    ranked = total.ranked_rules
    width = len(str(ranked[0][2])) if ranked else 0
    longest = max((len(rule) for rule, _, _ in ranked), default=0)
    for rule, severity, number in ranked:
        yield f"{number:{width}}  {severity:7}  {rule:{longest}}  {record_of(rule).title}"


def summarise_baseline(total: Total) -> str:
    """Return the line about known findings, "" if none remain and none are fixed.

    >>> summarise_baseline(Total(known=3, fixed=2))
    '3 known findings remain, 2 of the baseline are fixed; --update-baseline removes them'
    >>> summarise_baseline(Total(known=1))
    '1 known finding remains'
    """
    parts = []
    if total.known:
        parts.append(f"{total.known} known finding{'s remain' if total.known > 1 else ' remains'}")
    if total.fixed:
        is_one = total.fixed == 1
        fixed = f"{total.fixed} of the baseline {'is' if is_one else 'are'} fixed"
        parts.append(f"{fixed}; --update-baseline removes {'it' if is_one else 'them'}")
    return ", ".join(parts)


def count_of(number: int, severity: Severity) -> str:
    """Return a number of findings in words, "" for none.

    >>> count_of(1, "info"), count_of(2, "error"), count_of(0, "warning")
    ('1 info', '2 errors', '')
    """
    return f"{number} {severity}{'' if number == 1 else 's'}" if number else ""


def name_lines(findings: Sequence[Finding]) -> str:
    """Return on which lines findings stand: `: lines 13 (3 times), 20, 31, …`, or ""."""
    numbers = Counter(finding.line for finding in findings if finding.line is not None)
    shown = [
        f"{line} ({times} times)" if times > 1 else f"{line}"
        for line, times in islice(numbers.items(), _SHOWN_LINES)
    ]
    if not shown:
        return ""
    more = ", …" if len(numbers) > _SHOWN_LINES else ""
    return f": line{'s' if len(numbers) > 1 else ''} {', '.join(shown)}{more}"
