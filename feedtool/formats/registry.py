"""The formats of a report, by name. A new format is one file with one function, and a line here."""

from collections.abc import Iterable, Iterator
from importlib import import_module
from typing import NamedTuple

from feedtool.findings.report import Report, Severity


class Format(NamedTuple):
    """A format: the file of this folder that holds its function `write`.

    `excerpts` says whether the format shows source lines; without it, reports have none. `severity`
    is the lowest severity that is shown if the user asks for none.
    """

    file: str
    excerpts: bool = False
    severity: Severity = "info"

    def write(self, reports: Iterable[Report], *, colour: bool) -> Iterator[str]:
        """Yield the text of the reports in pieces, line ends included.

        The reports come one by one while feeds are checked: what is known of a report is yielded
        before the next report is asked for.
        """
        # Loaded here: a format may need libraries that the others do not.
        pieces: Iterator[str] = import_module(f"feedtool.formats.{self.file}").write(
            reports, colour=colour
        )
        return pieces


FORMATS = {
    "text": Format("text", excerpts=True, severity="warning"),
    "json": Format("json"),
}
