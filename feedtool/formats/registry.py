"""The formats of a report, by name. A new format is one file with one class, and a line here."""

from collections.abc import Iterable, Iterator
from importlib import import_module
from typing import NamedTuple

from feedtool.findings.report import Report, Severity
from feedtool.findings.total import Total
from feedtool.formats.writing import Style, Writer


class Format(NamedTuple):
    """A format: the file of this folder that holds its class `Writer`.

    `excerpts` says whether the format shows source lines, `edits` whether it shows the changes that
    fix a finding; without them, reports have none. `severity` is the lowest severity that is shown
    if the user asks for none.
    """

    file: str
    excerpts: bool = False
    edits: bool = False
    severity: Severity = "info"

    def make_writer(self, style: Style) -> Writer:
        """Return a new writer of the format."""
        # Loaded here: a format may need libraries that the others do not.
        writer: Writer = import_module(f"feedtool.formats.{self.file}").Writer(style)
        return writer


FORMATS = {
    "text": Format("text", excerpts=True, severity="warning"),
    "json": Format("json"),
    "jsonl": Format("jsonl"),
    "sarif": Format("sarif", edits=True),
    "junit": Format("junit"),
    "github": Format("github", severity="warning"),
    "gitlab": Format("gitlab"),
    "checkstyle": Format("checkstyle"),
    "markdown": Format("markdown", severity="warning"),
    "html": Format("html", excerpts=True),
}


def format_reports(
    reports: Iterable[Report],
    name: str,
    *,
    colour: bool = False,
    quiet: bool = False,
    statistics: bool = False,
) -> Iterator[str]:
    """Yield reports in a format, in pieces of text; a report is taken when it is written.

    `quiet` leaves out all but findings, `statistics` adds how often each rule was broken; both are
    for people, and formats for programs do without.

        >>> print(*format_reports([Report("feed.xml", items=2)], "text"), sep="", end="")
        feed.xml: 2 items, no findings

    Raises KeyError if the format is not known.
    """
    writer = FORMATS[name].make_writer(Style(colour, quiet, statistics))
    total = Total()
    yield from writer.begin()
    for report in reports:
        total.add(report)
        yield from writer.add(report)
    yield from writer.end(total)
