"""The formats of a report, by name. A new format is one file with one function, and a line here."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from types import MappingProxyType
from typing import Protocol

from feedtool.findings.report import Report
from feedtool.formats.json import format_json
from feedtool.formats.text import format_text


class Write(Protocol):
    """The function of a format."""

    def __call__(self, reports: Iterable[Report], *, colour: bool) -> Iterator[str]:
        """Yield the text of the reports in pieces, line ends included.

        The reports come one by one while feeds are checked, so yield what is known of a report
        before the next report is asked for.
        """
        ...


@dataclass(frozen=True, slots=True)
class Format:
    """What the command line and the documents know of a format.

    `excerpts` says whether the format shows source lines; reports have none without it.
    """

    write: Write
    excerpts: bool = False


FORMATS: Mapping[str, Format] = MappingProxyType(
    {
        "text": Format(format_text, excerpts=True),
        "json": Format(format_json),
    }
)
