"""What every writer of a format has in common."""

from collections.abc import Iterator
from typing import NamedTuple, Protocol

from feedtool.findings.report import Report, Severity
from feedtool.findings.total import Total


class Style(NamedTuple):
    """How the user wants a report to be written.

    `quiet` leaves out all but findings, `statistics` adds how often each rule was broken; a format
    for programs may do without both. `fail_on` is the lowest severity that fails the run.
    """

    colour: bool = False
    quiet: bool = False
    statistics: bool = False
    fail_on: Severity = "error"


class Writer(Protocol):
    """Writes reports in one format while feeds are checked.

    Each method yields text in pieces, line ends included. What is known of a report is written at
    once, so that memory does not grow with the number of inputs.
    """

    def begin(self) -> Iterator[str]:
        """Yield what stands before the first report."""
        ...

    def add(self, report: Report) -> Iterator[str]:
        """Yield one report, or keep what the end needs of it."""
        ...

    def end(self, total: Total) -> Iterator[str]:
        """Yield what stands after the last report."""
        ...
