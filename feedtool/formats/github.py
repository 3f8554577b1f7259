"""A report as commands of GitHub's workflows, which GitHub shows at the lines of a pull request."""

from collections import Counter
from collections.abc import Iterator

from feedtool.findings.report import SEVERITIES, Finding, Report, Severity
from feedtool.findings.total import Total
from feedtool.findings.wording import inert, printable
from feedtool.formats.grouping import group_findings
from feedtool.formats.places import from_root
from feedtool.formats.sums import count_of, summarise, summarise_baseline, summarise_total
from feedtool.formats.writing import Style

_KINDS: dict[Severity, str] = {"error": "error", "warning": "warning", "info": "notice"}
# GitHub shows ten commands of each kind from one step, and cuts messages at 4,096 characters.
_MOST_OF_A_KIND = 10
_LONGEST_MESSAGE = 3500


class Writer:
    """Writes the summary of each feed, and at the end the commands: ten of each kind at most.

    Of each kind, an input that cannot be read comes first, then one finding of each cause, then
    others in their order.
    """

    def __init__(self, style: Style) -> None:
        self._style = style
        self._kept: dict[tuple[Severity, int], list[Finding]] = {}
        self._found: Counter[Severity] = Counter()

    def begin(self) -> Iterator[str]:
        """Yield nothing: commands stand for themselves."""
        yield from ()

    def add(self, report: Report) -> Iterator[str]:
        """Yield the summary of one report, and keep the findings to show."""
        for first, *others in group_findings(report.findings):
            self._keep(first, 0 if report.unreadable else 1)
            for other in others:
                self._keep(other, 2)
        if not (self._style.quiet or report.unreadable):
            yield f"{inert(summarise(report))}\n"

    def _keep(self, finding: Finding, rank: int) -> None:
        self._found[finding.severity] += 1
        kept = self._kept.setdefault((finding.severity, rank), [])
        if len(kept) < _MOST_OF_A_KIND:
            kept.append(finding)

    def end(self, total: Total) -> Iterator[str]:
        """Yield the commands, and how many findings have none."""
        left: list[str] = []
        for severity in reversed(SEVERITIES):
            kept = [one for rank in range(3) for one in self._kept.get((severity, rank), ())]
            for finding in kept[:_MOST_OF_A_KIND]:
                yield f"{_command(finding)}\n"
            left.append(count_of(max(self._found[severity] - _MOST_OF_A_KIND, 0), severity))
        if any(left):
            more = ", ".join(filter(None, left))
            yield f"without annotation: {more} (GitHub shows {_MOST_OF_A_KIND} of each kind)\n"
        if not self._style.quiet:
            sums = summarise_total(total) if total.inputs > 1 else ""
            yield from (f"{line}\n" for line in (sums, summarise_baseline(total)) if line)


def _command(finding: Finding) -> str:
    properties = {"title": finding.rule}
    place = ""
    if finding.file == "-":
        place = ":".join(str(one) for one in ("-", finding.line, finding.column) if one) + ": "
    else:
        properties = {**_place_of(finding), **properties}
    told = ",".join(f"{name}={_escape_property(text)}" for name, text in properties.items())
    message = f"{place}{printable(finding.message)}"[:_LONGEST_MESSAGE]
    fix = f"\nHow to fix it: {printable(finding.fix)}" if finding.fix else ""
    return f"::{_KINDS[finding.severity]} {told}::{_escape(message + fix)}"


def _place_of(finding: Finding) -> dict[str, str]:
    """Return where GitHub shows a finding; it takes columns only of what ends in the same line."""
    place = {
        "file": printable(from_root(finding.file)),
        "line": finding.line,
        "endLine": finding.end_line,
    }
    if finding.end_line in {None, finding.line}:
        place |= {"col": finding.column, "endColumn": finding.end_column}
    return {name: str(value) for name, value in place.items() if value is not None}


def _escape(text: str) -> str:
    """Escape the text of a command.

    Source: GitHub, actions/runner, ActionCommand.cs.
    """
    return text.replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A")


def _escape_property(text: str) -> str:
    return _escape(text).replace(":", "%3A").replace(",", "%2C")
