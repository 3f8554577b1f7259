"""A report in the form of Checkstyle, which many CI systems and review bots read."""

from collections.abc import Iterator
from itertools import groupby
from operator import attrgetter

from feedtool.findings.report import Finding, Report
from feedtool.findings.total import Total
from feedtool.formats.places import from_root
from feedtool.formats.writing import Style
from feedtool.formats.xml_text import attributes


class Writer:
    """Writes each finding as an `error` in the element of its file; a clean feed has none."""

    def __init__(self, style: Style) -> None:
        del style

    def begin(self) -> Iterator[str]:
        """Yield the start of the document."""
        yield '<?xml version="1.0" encoding="UTF-8"?>\n<checkstyle version="4.3">\n'

    def add(self, report: Report) -> Iterator[str]:
        """Yield the files of one report: the feed, and the sources that findings are in."""
        if all(one.file != report.file for one in report.findings):
            yield f"  <file{attributes(name=from_root(report.file))}/>\n"
        for file, findings in groupby(report.findings, attrgetter("file")):
            yield f"  <file{attributes(name=from_root(file))}>\n"
            yield from map(_write, findings)
            yield "  </file>\n"

    def end(self, total: Total) -> Iterator[str]:
        """Yield the end of the document."""
        del total
        yield "</checkstyle>\n"


def _write(finding: Finding) -> str:
    marked = attributes(
        line=finding.line,
        column=finding.column,
        severity=finding.severity,
        message=finding.message,
        source=f"feedtool.{finding.rule}",
    )
    return f"    <error{marked}/>\n"
