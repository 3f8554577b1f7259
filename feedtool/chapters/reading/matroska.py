"""Reads the chapters that mkvextract and mkvmerge write as XML.

Source: https://mkvtoolnix.download/doc/mkvmerge.html#mkvmerge.chapters
"""

from feedtool.chapters.model import Reading
from feedtool.chapters.reading.collecting import Collector, is_possible
from feedtool.chapters.reading.xml_events import XmlFault, read_events
from feedtool.findings.file_findings import FileFindings
from feedtool.media.facts import AudioChapter
from feedtool.values.times import parse_time

_EXPECTED = "chapters such as <ChapterTimeStart>00:12:30.000000000</ChapterTimeStart>"
_ATOM = "ChapterAtom"
_FIELDS = frozenset(["ChapterTimeStart", "ChapterTimeEnd", "ChapterString", "ChapterFlagHidden"])


class _Atom(dict[str, str]):
    """The fields of a chapter, and where it begins."""

    def __init__(self, line: int, column: int) -> None:
        super().__init__()
        self.place = (line, column)


def read_matroska(text: str, findings: FileFindings) -> Reading | None:
    """Read chapters; chapters inside others follow them."""
    atoms: list[_Atom] = []
    is_open: list[_Atom] = []
    try:
        for event in read_events(text):
            if event.name == _ATOM and event.is_start:
                is_open.append(_Atom(event.line, event.column))
                atoms.append(is_open[-1])
            elif event.name == _ATOM:
                is_open.pop()
            elif not event.is_start and event.name in _FIELDS and is_open:
                # Of several languages the first counts.
                is_open[-1].setdefault(event.name, event.text.strip())
    except XmlFault as why:
        findings.add("chapters-unreadable", str(why), why.line, why.column)
        return None
    collector = Collector("matroska", findings, _EXPECTED)
    for atom in atoms:
        _add(atom, collector)
    return collector.reading()


def _add(atom: _Atom, collector: Collector) -> None:
    start_ms = parse_time(atom.get("ChapterTimeStart", ""))
    if start_ms is None or not is_possible(start_ms):
        collector.refuse(atom.get("ChapterTimeStart", ""), *atom.place)
        return
    end_ms = parse_time(atom.get("ChapterTimeEnd", ""))
    is_hidden = atom.get("ChapterFlagHidden") == "1"
    title = atom.get("ChapterString", "")
    collector.add(AudioChapter(start_ms, title, "", is_hidden, end_ms=end_ms), *atom.place)
