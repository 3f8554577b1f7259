"""A report for programs, described by `schemas/report.schema.json`."""

from collections.abc import Iterator

from feedtool.findings.report import Report
from feedtool.findings.total import Total
from feedtool.formats.json_text import FORMAT, dump, fields_of, head_of, lay_out, sums_of
from feedtool.formats.writing import Style


class Writer:
    """Writes all reports as one JSON document, each finding in a piece of its own."""

    def __init__(self, style: Style) -> None:
        self._style = style
        self._is_first = True

    def begin(self) -> Iterator[str]:
        """Yield the start of the document."""
        yield f'{{\n  "format": {FORMAT},\n  "reports": ['

    def add(self, report: Report) -> Iterator[str]:
        """Yield the object of one report."""
        head = dump(head_of(report), indent=2).removesuffix("\n}")
        yield "" if self._is_first else ","
        self._is_first = False
        yield _indent(f'\n{head},\n  "findings": [', 4)
        comma = ""
        for finding in report.findings:
            yield comma + _indent(f"\n{lay_out(fields_of(finding))}", 8)
            comma = ","
        yield "\n      ]\n    }" if report.findings else "]\n    }"

    def end(self, total: Total) -> Iterator[str]:
        """Yield the sums and the end of the document."""
        yield "]" if self._is_first else "\n  ]"
        yield _indent(f',\n"total": {dump(sums_of(total, self._style), indent=2)}', 2)
        yield "\n}\n"


def _indent(text: str, columns: int) -> str:
    return text.replace("\n", "\n" + " " * columns)
