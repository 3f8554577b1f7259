"""Reports written in a format, as the command line writes them."""

from feedtool.findings.report import Report
from feedtool.findings.total import Total
from feedtool.formats.registry import FORMATS
from feedtool.formats.writing import Style


def written(name: str, *reports: Report, style: Style | None = None) -> str:
    writer = FORMATS[name].make_writer(style or Style())
    total = Total()
    pieces = [*writer.begin()]
    for report in reports:
        total.add(report)
        pieces += writer.add(report)
    return "".join((*pieces, *writer.end(total)))
