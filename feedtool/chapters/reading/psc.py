"""Reads Podlove Simple Chapters, alone or in an item of a feed.

Source: https://podlove.org/simple-chapters/
"""

from feedtool.chapters.model import Reading
from feedtool.chapters.reading.collecting import Collector, is_possible
from feedtool.chapters.reading.xml_events import Event, XmlFault, read_events
from feedtool.findings.file_findings import FileFindings
from feedtool.media.facts import AudioChapter
from feedtool.values.times import parse_time

_EXPECTED = 'chapters such as <psc:chapter start="00:12:30.000" title="Topic"/>'


def read_psc(text: str, findings: FileFindings) -> Reading | None:
    """Read the chapters of a list; of a feed those of the first item that has any."""
    collector = Collector("psc", findings, _EXPECTED)
    lists, is_inside, found = 0, False, 0
    try:
        for event in read_events(text):
            if event.name == "chapters":
                is_inside, found = event.is_start, 0
            elif event.is_start and event.name == "chapter" and is_inside:
                lists += not found
                found += 1
                if lists == 1:
                    _add(event, collector)
    except XmlFault as why:
        findings.add("chapters-unreadable", str(why), why.line, why.column)
        return None
    if lists > 1:
        says = f"{lists:,} items have chapters; those of the first are read"
        findings.add("bad-chapters", says)
    return collector.reading()


def _add(event: Event, collector: Collector) -> None:
    own = event.attributes
    start_ms = parse_time(own.get("start", "").strip())
    if start_ms is None or not is_possible(start_ms):
        collector.refuse(own.get("start", ""), event.line, event.column)
        return
    title, url, image = (own.get(key, "").strip() for key in ("title", "href", "image"))
    collector.add(AudioChapter(start_ms, title, url, image=image), event.line, event.column)
