"""Reads Word files (.docx): turns in paragraphs or in the rows of tables.

What was deleted, text boxes, notes and headers are not read. The line of a turn is the number of
its paragraph, as Word has no lines.
Source: ECMA-376, part 1, 17.3, https://ecma-international.org/publications-and-standards/standards/ecma-376/
"""

import io
import re
import zlib
from collections.abc import Iterator, Mapping
from xml.parsers import expat
from zipfile import ZIP_DEFLATED, ZIP_STORED, BadZipFile, ZipFile

from feedtool.findings.file_findings import FileFindings
from feedtool.transcripts.model import Transcript
from feedtool.transcripts.places import LinePlaces, Reading
from feedtool.transcripts.reading.turn_cues import read_lines
from feedtool.transcripts.reading.turn_lines import MOST_LINES, TOO_MANY, Line, join_cells

# Three hours of words, each with formats of its own, have 10 MB.
_MOST_BYTES = 40_000_000
_MOST_PARTS = 10_000
# Others take memory as the file says, and unpack without a bound.
_METHODS = (ZIP_STORED, ZIP_DEFLATED)
_CHUNK_BYTES = 1 << 16
_DOCUMENT = re.compile(r"word/document[0-9]{0,3}\.xml")
_SPACES = (
    "http://schemas.openxmlformats.org/wordprocessingml/2006/main ",
    "http://purl.oclc.org/ooxml/wordprocessingml/main ",
)
_FALLBACK = "http://schemas.openxmlformats.org/markup-compatibility/2006 Fallback"
_SKIPPED = frozenset({"del", "moveFrom", "txbxContent", "rt", "footnote", "endnote", "comment"})
_SIGNS = {"tab": "\t", "br": "\n", "cr": "\n", "noBreakHyphen": "-"}
_HEADING = re.compile(
    r"(?:heading|title|.?berschrift|titel|titre|t[ií]tulo|titolo|kop|rubrik)[0-9]?", re.IGNORECASE
)
_OFF = frozenset({"0", "false", "off", "none"})


class _WordError(ValueError):
    """Why a file is not read."""


def read_word(data: bytes, findings: FileFindings) -> Reading | None:
    """Read a Word file; None, with a finding, is one without a transcript."""
    try:
        lines = _read_paragraphs(data)
    except _WordError as why:
        findings.add("transcript-unreadable", str(why), 1, 1)
        return None
    turns = read_lines(lines)
    if not turns.cues:
        findings.add("transcript-unreadable", "it has no words; expected what is said", 1, 1)
        return None
    return Reading(Transcript("docx", turns.cues), LinePlaces(turns.lines))


def _read_paragraphs(data: bytes) -> list[Line]:
    document = _Document()
    parser = expat.ParserCreate(namespace_separator=" ")
    parser.buffer_text = True
    parser.StartElementHandler = document.start
    parser.EndElementHandler = document.end
    parser.CharacterDataHandler = document.add_text
    parser.StartDoctypeDeclHandler = _refuse_doctype
    try:
        for chunk in _unpack(data):
            parser.Parse(chunk, False)
        parser.Parse(b"", True)
    except expat.ExpatError as why:
        says = f"its text is no XML: {expat.ErrorString(why.code)} in line {why.lineno} of it"
        raise _WordError(f"the Word document is damaged; {says}") from None
    except _WordError:
        raise
    except (LookupError, ValueError) as why:
        raise _WordError(f"the Word document is damaged: {why}; save it again") from None
    return document.lines


def _refuse_doctype(*declared: object) -> None:
    del declared
    raise _WordError("the Word document has a DOCTYPE, which no program writes; save it again")


def _unpack(data: bytes) -> Iterator[bytes]:
    """Yield the XML of the document, piece by piece, as far as it is not far too large."""
    try:
        with ZipFile(io.BytesIO(data)) as archive:
            name = next(filter(_DOCUMENT.fullmatch, archive.namelist()[:_MOST_PARTS]), None)
            if name is None:
                raise _WordError("the Word document has no text: word/document.xml is missing")
            if archive.getinfo(name).compress_type not in _METHODS:
                raise _WordError("the Word document is packed as no program does; save it again")
            size = 0
            with archive.open(name) as part:
                while chunk := part.read(_CHUNK_BYTES):
                    size += len(chunk)
                    if size > _MOST_BYTES:
                        most = _MOST_BYTES // 1_000_000
                        raise _WordError(f"its text is larger than {most} MB; expected one episode")
                    yield chunk
    except RuntimeError:
        raise _WordError("the Word document has a password; save it without one") from None
    except (BadZipFile, zlib.error, EOFError, OSError) as why:
        raise _WordError(f"the Word document is damaged: {why}; save it again") from None


class _Document:
    """Gathers the lines of a document while its XML is read."""

    def __init__(self) -> None:
        self.lines: list[Line] = []
        self._paragraphs = self._breaks = 0
        self._skipped = 0
        self._parts: list[str] = []
        self._label: list[str] = []
        self._is_bold = self._is_plain = self._is_heading = self._is_text = False
        # The lines of each cell in the row that is open; a table in a cell is a part of the cell.
        self._cells: list[list[Line]] = []
        self._tables = 0

    def start(self, name: str, attributes: Mapping[str, str]) -> None:
        """Go into an element."""
        tag = _local(name)
        if self._skipped or tag in _SKIPPED or name == _FALLBACK:
            self._skipped += 1
            return
        self._is_text = tag == "t"
        value = next((one for key, one in attributes.items() if key.endswith(" val")), "")
        if tag in _SIGNS:
            self._parts.append(_SIGNS[tag])
            self._breaks += 1
            self._check_length()
        elif tag == "p":
            self._paragraphs += 1
            self._check_length()
            self._parts, self._label = [], []
            self._is_plain = self._is_heading = False
        elif tag in ("tbl", "tc"):
            self._start_table(tag)
        else:
            self._set_format(tag, value)

    def _check_length(self) -> None:
        if self._paragraphs + self._breaks > MOST_LINES:
            raise _WordError(TOO_MANY)

    def _start_table(self, tag: str) -> None:
        if tag == "tbl":
            self._tables += 1
        elif self._tables == 1:
            self._cells.append([])

    def _set_format(self, tag: str, value: str) -> None:
        if tag == "r":
            self._is_bold = False
        elif tag == "b" or (tag == "rStyle" and value == "Strong"):
            self._is_bold = value.lower() not in _OFF
        elif tag == "pStyle":
            self._is_heading = _HEADING.fullmatch(value) is not None

    def add_text(self, text: str) -> None:
        """Add characters, if they are in a text."""
        if not self._is_text or self._skipped:
            return
        self._parts.append(text)
        if not self._is_bold and text.strip(" :"):
            self._is_plain = True
        elif not self._is_plain:
            self._label.append(text)

    def end(self, name: str) -> None:
        """Leave an element."""
        if self._skipped:
            self._skipped -= 1
            return
        self._is_text = False
        tag = _local(name)
        if tag == "p":
            self._end_paragraph()
        elif tag == "tr" and self._tables == 1:
            self._end_row()
        elif tag == "tbl":
            self._tables -= 1

    def _end_paragraph(self) -> None:
        texts = "".join(self._parts).split("\n")
        label = "".join(self._label).strip()
        found = [
            Line(self._paragraphs, text.strip(), "" if index else label, self._is_heading)
            for index, text in enumerate(texts)
        ]
        self._parts = []
        if self._cells:
            self._cells[-1] += found
        else:
            self.lines += [*found, Line(self._paragraphs, "")]

    def _end_row(self) -> None:
        cells = [[line for line in cell if line.text] for cell in self._cells]
        filled = [cell for cell in cells if cell]
        if len(filled) == 1:
            # A table that only lays the page out.
            self.lines += [one for line in filled[0] for one in (line, Line(line.number, ""))]
        elif filled:
            texts = [" ".join(line.text for line in cell) for cell in filled]
            number = filled[0][0].number
            self.lines += [Line(number, join_cells(texts), texts[0]), Line(number, "")]
        self._cells = []


def _local(name: str) -> str:
    """Return the name of an element of Word's text, "" for any other."""
    space = next((one for one in _SPACES if name.startswith(one)), "")
    return name[len(space) :] if space else ""
