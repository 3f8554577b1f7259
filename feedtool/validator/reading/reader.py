"""Reads a feed once, in pieces, with exact places, and goes on after a fault in the XML.

expat reads the feed up to the first fault in the XML. `recovery` then reports the fault in plain
words and passes on to the engine what it can still understand. A new parser goes on after the
fault. It first gets the open tags; its lines and columns are moved to those of the file.
"""

import contextlib
from collections.abc import Iterator
from functools import cached_property
from typing import TYPE_CHECKING, BinaryIO
from xml.parsers.expat import ExpatError, ParserCreate, XMLParserType

from feedtool.findings.place import LineColumn, Position
from feedtool.validator.checking.engine import Engine
from feedtool.validator.elements.open_element import OpenElement
from feedtool.validator.reading.declarations import Declarations
from feedtool.validator.reading.pieces import keep_newlines, split_input
from feedtool.validator.reading.sanitizer import Kind, Sanitizer
from feedtool.validator.source.cursor import ShiftedPlaces
from feedtool.validator.source.encoding import Encoding, starts_as_usual
from feedtool.validator.source.limits import (
    CHUNK_BYTES,
    HEAD_BYTES,
    LOOK_AHEAD_BYTES,
    MAX_TEXT_CHARS,
    ReadOn,
    Stop,
)

if TYPE_CHECKING:
    from feedtool.validator.reading.recovery import Recovery

_MAX_WINDOW_BYTES = 16_000_000
_MAX_TOKEN_BYTES = 1_000_000
_MAX_FAULTS = 500
# CDATA sections and references split a text.
_MAX_PIECES = 1000
# So many bytes of a CDATA section between elements show what it holds.
_SECTION_BYTES = 300


class Reader:
    """Reads one input into an engine."""

    def __init__(self, engine: Engine) -> None:
        self.encoding = Encoding("utf-8")
        self._engine = engine
        self._cursor = engine.cursor
        self._window = engine.cursor.window
        self._collector = engine.collector
        self._faults = 0
        self._sanitizer = Sanitizer()
        self._source: Iterator[bytes] = iter(())
        self._declarations = Declarations(engine, self._resolve)
        self._shifted: ShiftedPlaces | None = None
        self._parser = self._new_parser()

    def read(self, source: BinaryIO, chunk_bytes: int = CHUNK_BYTES) -> None:
        """Read the input to its end, or up to the place where reading must stop."""
        with contextlib.suppress(Stop):
            self._pump(source, chunk_bytes)

    def _pump(self, source: BinaryIO, chunk_bytes: int) -> None:
        head = b""
        while len(head) < HEAD_BYTES and (more := source.read(HEAD_BYTES - len(head))):
            head += more
        pieces = self._open(head, source, chunk_bytes)
        self._source = self._first_byte_alone(keep_newlines(pieces))
        clean = self._sanitizer.clean
        for data in self._source:
            self._feed(clean(data), final=False)
        self._feed(clean(b"", final=True), final=True)
        self._engine.finish()

    def _open(self, head: bytes, source: BinaryIO, chunk_bytes: int) -> Iterator[bytes]:
        """Return the input in UTF-8, in pieces; Stop is raised if it is no feed."""
        if starts_as_usual(head):
            return split_input(head, source, chunk_bytes)
        # These take 10 ms, and few feeds need them.
        from feedtool.validator.reading import start  # noqa: PLC0415
        from feedtool.validator.source.detection import detect_encoding  # noqa: PLC0415

        collector = self._collector
        self.encoding = detect_encoding(head)
        start.refuse_other_formats(head, self.encoding, collector)
        self.encoding, first = start.compare_bytes(head, source, self.encoding)
        pieces = split_input(first, source, chunk_bytes)
        pieces = start.convert_input(pieces, self.encoding, self._cursor)
        return start.repair_start(pieces, self.encoding, collector, chunk_bytes)

    def _first_byte_alone(self, pieces: Iterator[bytes]) -> Iterator[bytes]:
        """Yield the first byte alone: two bytes with a zero could look like UTF-16 to expat."""
        first = next(pieces, b"")
        yield first[:1]
        yield first[1:]
        yield from pieces

    def _feed(self, data: bytes, *, final: bool) -> None:
        self._window.append(data)
        while True:
            end = self._window.end
            if (fault := self._parse(data, final=final)) is not None:
                data = self._resume(fault, final=final)
            elif self._window.end > end:
                # To explain a doubtful tag, more was read.
                data = self._window.slice(end)
            else:
                break
        self._trim()

    def _parse(self, data: bytes, *, final: bool) -> ExpatError | ReadOn | None:
        parser = self._parser
        try:
            parser.Parse(data, final)
        except ExpatError as fault:
            parser.buffer_text = False  # makes expat pass on the text before the fault
            return fault
        except ReadOn as repair:
            return repair
        return None

    @cached_property
    def _recovery(self) -> "Recovery":
        from feedtool.validator.reading.recovery import (  # noqa: PLC0415 - 10 ms, only for a fault
            Recovery,
        )

        return Recovery(self._engine, self._read_ahead)

    def _resolve(self, name: str, place: LineColumn) -> None:
        self._recovery.text.resolve(name, place)

    def _doubt_tag(self, parent: OpenElement, tag: str, place: Position) -> None:
        self._recovery.nesting.doubt_tag(parent, tag, place)

    def _doubt_text(self, element: OpenElement, text: str, place: Position) -> None:
        self._recovery.nesting.doubt_text(element, text, place)

    def _doubt_cdata(self, place: Position) -> None:
        end = place[2] + _SECTION_BYTES
        self._read_ahead(end)
        self._recovery.text.open_section(place, self._window.slice(place[2], end))

    def _resume(self, fault: ExpatError | ReadOn, *, final: bool) -> bytes:
        """Recover from a fault with a new parser; return the bytes that it must read next."""
        engine = self._engine
        self._faults += 1
        if self._faults > _MAX_FAULTS:
            place = (self._cursor.here()[0], 1)
            self._collector.add_limit(f"more than {_MAX_FAULTS} faults in the XML", place)
            raise Stop
        # While it repairs the open elements, recovery itself looks for doubtful tags.
        engine.doubt_tag = engine.doubt_text = engine.doubt_cdata = None
        try:
            resume = self._recover(fault, final=final)
        except ReadOn as repair:
            resume = self._recovery.note_resume(repair.offset)
        line, column = self._window.place_of(resume)
        self._parser = self._new_parser()
        self._open_again(line, column, resume)
        return self._window.slice(resume)

    def _recover(self, fault: ExpatError | ReadOn, *, final: bool) -> int:
        """Return where to read on after a fault, or after a repair of the open elements."""
        recovery = self._recovery
        if isinstance(fault, ReadOn):
            return recovery.note_resume(fault.offset)
        offset = self._parser.ErrorByteIndex + self._cursor.shift
        place = (fault.lineno, fault.offset + 1)
        if self._shifted is not None:
            place = self._shifted.place_of(*place)
        self._read_ahead(offset + LOOK_AHEAD_BYTES)
        loose = recovery.find_text_before_feed(offset)
        if loose is not None:
            return recovery.skip_to_markup(loose, self._window.place_of(loose))
        kind = recovery.bad_kind(offset, fault.code, final=final)
        if kind and kind not in self._sanitizer.kinds:
            recovery.report_character(kind, offset, place)
            self._sanitize(kind, offset)
            return recovery.token_start(offset)
        return recovery.recover(fault.code, offset, place, final=final)

    def _read_ahead(self, end: int) -> None:
        """Read the input up to an offset, so that enough of it is there to explain a fault."""
        while self._window.end < end and (data := next(self._source, None)) is not None:
            self._window.append(self._sanitizer.clean(data))

    def _sanitize(self, kind: Kind, offset: int) -> None:
        """Replace one kind of what XML cannot hold, from an offset on."""
        self._collector.is_sanitized = True
        rest = self._window.slice(offset) + self._sanitizer.add(kind)
        self._window.cut_after(offset)
        self._window.append(self._sanitizer.clean(rest))

    def _open_again(self, line: int, column: int, resume: int) -> None:
        """Bring a new parser to a place of the file, inside the elements that are open."""
        tags = "".join(f"<{tag}>" for tag in self._engine.open_tags())
        opening = self._declarations.as_doctype() + tags
        if self._cursor.in_cdata:
            opening += "<![CDATA["
        # A blank, since an XML declaration behind the start of the file is wrong.
        opening = opening or (" " if resume else "")
        before = opening.encode()
        parser = self._parser
        self._detach(parser)
        try:
            parser.Parse(before, False)
        except ExpatError:
            # Recovery may have accepted a tag that expat refuses: then reading must stop.
            self._collector.add_limit("the rest of the XML cannot be read", (line, column))
            raise Stop from None
        self._attach(parser)
        self._shifted = ShiftedPlaces(parser, opening, (line, column))
        self._cursor.parser = self._shifted
        self._cursor.shift = resume - len(before)

    def _new_parser(self) -> XMLParserType:
        parser = ParserCreate("utf-8")
        parser.ordered_attributes = True
        # Without the default attributes of a document type: expat adds them to every element.
        parser.specified_attributes = True
        self._attach(parser)
        self._cursor.shift = 0
        return parser

    def _attach(self, parser: XMLParserType) -> None:
        engine = self._engine
        self._cursor.parser = parser
        engine.doubt_tag = self._doubt_tag
        engine.doubt_text = self._doubt_text
        engine.doubt_cdata = self._doubt_cdata
        parser.buffer_text = True
        parser.StartElementHandler = engine.start
        parser.EndElementHandler = engine.close
        parser.CharacterDataHandler = self._cursor.text.append
        parser.StartCdataSectionHandler = engine.enter_cdata
        parser.EndCdataSectionHandler = engine.leave_cdata
        self._declarations.attach(parser)

    def _detach(self, parser: XMLParserType) -> None:
        parser.StartElementHandler = None
        parser.EndElementHandler = None
        parser.CharacterDataHandler = None
        parser.StartCdataSectionHandler = None
        self._declarations.detach(parser)

    def _trim(self) -> None:
        """Drop the bytes that no finding needs any more; stop if too many bytes are needed."""
        engine, cursor = self._engine, self._cursor
        keep = engine.keep_from
        parsed = self._parser.CurrentByteIndex
        if keep is not None:
            self._window.drop_before(*keep, in_cdata=False)
        elif parsed >= 0 and not cursor.text and engine.has_root:
            self._window.drop_before(*cursor.here(), in_cdata=cursor.in_cdata)
        behind = self._window.end - parsed - cursor.shift
        if behind > _MAX_TOKEN_BYTES and parsed >= 0:
            # expat reads an unfinished tag from its start again with every piece.
            message = f"a tag holds more than {_MAX_TOKEN_BYTES:,} bytes"
            self._collector.add_limit(message, cursor.here()[:2])
            raise Stop
        if len(cursor.text) > _MAX_PIECES:
            cursor.text[:] = ["".join(cursor.text)]
        size = self._window.end - self._window.start
        if size > _MAX_WINDOW_BYTES or sum(map(len, cursor.text)) > MAX_TEXT_CHARS:
            element = engine.innermost
            message = f"{element.tag or 'the file'} holds more than {MAX_TEXT_CHARS:,} characters"
            self._collector.add_limit(message, (element.line, element.column))
            raise Stop
