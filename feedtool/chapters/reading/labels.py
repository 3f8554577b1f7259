"""Reads labels of Audacity: start, end and title, with tabs between them.

Source: https://manual.audacityteam.org/man/importing_and_exporting_labels.html
"""

from feedtool.chapters.model import Reading
from feedtool.chapters.reading.collecting import Collector, is_possible
from feedtool.findings.file_findings import FileFindings
from feedtool.media.facts import AudioChapter
from feedtool.values.times import parse_time

_EXPECTED = "lines of start, end and title with tabs between them, e.g. 750.0⇥750.0⇥Topic"


def read_labels(text: str, findings: FileFindings) -> Reading | None:
    """Read labels as chapters; a label of a point in time has no end."""
    collector = Collector("labels", findings, _EXPECTED)
    for number, line in enumerate(text.split("\n"), 1):
        # Behind a backslash stand the frequencies of the label before.
        if not line.strip() or line.startswith("\\"):
            continue
        start, _, rest = line.partition("\t")
        end, _, title = rest.partition("\t")
        start_ms, end_ms = parse_time(start.strip()), parse_time(end.strip())
        if start_ms is None or not is_possible(start_ms):
            collector.refuse(start, number)
            continue
        end_ms = None if end_ms == start_ms else end_ms
        collector.add(AudioChapter(start_ms, title.strip(), end_ms=end_ms), number)
    return collector.reading()
