"""A report for programs that read line by line, described by `schemas/line.schema.json`."""

from collections.abc import Iterator

from feedtool.findings.report import Report
from feedtool.findings.total import Total
from feedtool.formats.json_text import FORMAT, dump, fields_of, head_of, sums_of
from feedtool.formats.writing import Style


class Writer:
    """Writes a line for each report, a line for each of its findings, and a line with the total."""

    def __init__(self, style: Style) -> None:
        self._style = style

    def begin(self) -> Iterator[str]:
        """Yield nothing: each line stands for itself."""
        yield from ()

    def add(self, report: Report) -> Iterator[str]:
        """Yield the line of one report and the lines of its findings."""
        yield f"{dump({'format': FORMAT, 'report': head_of(report)})}\n"
        for finding in report.findings:
            yield f"{dump(fields_of(finding))}\n"

    def end(self, total: Total) -> Iterator[str]:
        """Yield the line with the total."""
        yield f"{dump({'format': FORMAT, 'total': sums_of(total, self._style)})}\n"
