"""Reads a feed once, in pieces, with exact places, and goes on after a fault in the XML.

expat reads the clean feed. Where it stops, the fault is told in plain words (`mending`), what can
be understood is handed to the engine, and a new parser takes up after it: it is first fed the open
tags and as many lines and columns of blanks as lie before, so that its places are the file's.
"""

import codecs
import contextlib
from collections.abc import Iterator
from functools import cached_property
from typing import TYPE_CHECKING, BinaryIO
from xml.parsers.expat import ExpatError, ParserCreate, XMLParserType

from feedtool.validator.checking.engine import MAX_TEXT_CHARS, Engine, Stop
from feedtool.validator.source.encoding import Encoding, detect_encoding
from feedtool.validator.source.window import Window

if TYPE_CHECKING:
    from feedtool.validator.reading.recovery import Mender

CHUNK_BYTES = 65536
# So much of what follows a fault is at hand when it is explained.
LOOK_AHEAD_BYTES = 65536
_HEAD_BYTES = 1024
_MAX_WINDOW_BYTES = 16_000_000
_MAX_TOKEN_BYTES = 1_000_000
_MAX_FAULTS = 500
_MAX_ENTITY_CHARS = 1000
_MAX_ENTITIES = 1000
_MAX_REFERENCES = 10_000


class Reader:
    """Reads one input into an engine."""

    def __init__(self, engine: Engine) -> None:
        self.engine = engine
        self.window: Window = engine.window
        self._faults = 0
        self._sanitizer: codecs.IncrementalDecoder | None = None
        self._references = 0
        self._source: Iterator[bytes] = iter(())
        self.encoding = Encoding("utf-8")
        self._parser = self._new_parser()

    def read(self, source: BinaryIO, chunk_bytes: int = CHUNK_BYTES) -> None:
        """Read to the end, or to where nothing more can be made of the input."""
        with contextlib.suppress(Stop):
            self._pump(source, chunk_bytes)

    def _pump(self, source: BinaryIO, chunk_bytes: int) -> None:
        head = b""
        while len(head) < _HEAD_BYTES and (more := source.read(_HEAD_BYTES - len(head))):
            head += more
        self._check_head(head)
        self.encoding = detect_encoding(head)
        if self.encoding.problem:
            self.engine.log.malformed(self.encoding.problem, 1, 1, "bad-encoding")
        for rule, says in self.encoding.remarks:
            self.engine.log.document(rule, says)
        self._source = self._first_byte_alone(_keep_newlines(self._utf8(head, source, chunk_bytes)))
        for data in self._source:
            self._feed(self._sanitize(data, final=False), final=False)
        self._feed(self._sanitize(b"", final=True), final=True)
        self.engine.finish()

    def _check_head(self, head: bytes) -> None:
        """Tell what is no XML at all by its first bytes."""
        start = head.lstrip()[:1]
        says = ""
        if not head.strip(b"\0 \t\r\n"):
            says = "the file is empty; expected an RSS feed"
        elif head.startswith(b"\x1f\x8b"):
            says = "this is gzip data; unpack it first"
        elif start in (b"{", b"["):
            says = "this is JSON, not an RSS feed"
        if says:
            self.engine.log.not_a_feed(says, 1, 1)
            raise Stop

    def _utf8(self, head: bytes, source: BinaryIO, chunk_bytes: int) -> Iterator[bytes]:
        """Yield the input in UTF-8, whatever it is written in."""
        encoding = self.encoding
        raw = _chunks(head[encoding.skip :], source, chunk_bytes)
        if encoding.name == "utf-8":
            yield from raw
            return
        decoder = codecs.getincrementaldecoder(encoding.name)("replace")
        for data in raw:
            # A piece that ends inside a character may give nothing; nothing means the end.
            if text := decoder.decode(data):
                yield text.encode("utf-8", "replace")
        yield decoder.decode(b"", True).encode("utf-8", "replace")

    def _first_byte_alone(self, pieces: Iterator[bytes]) -> Iterator[bytes]:
        """Yield the same bytes so that expat does not take a zero among the first for UTF-16."""
        first = next(pieces, b"")
        if first.startswith(b"\0"):
            says = "the file starts with a zero byte, as no text does; expected an RSS feed"
            self.engine.log.not_a_feed(says, 1, 1)
            raise Stop
        yield first[:1]
        yield first[1:]
        yield from pieces

    def _sanitize(self, data: bytes, *, final: bool) -> bytes:
        """Replace what XML forbids, once a fault of that kind has been told."""
        if self._sanitizer is None:
            return data
        return clean(self._sanitizer.decode(data, final)).encode()

    def _feed(self, data: bytes, *, final: bool) -> None:
        self.window.append(data)
        while (fault := self._parse(data, final=final)) is not None:
            data = self._resume(fault, final=final)
        self._trim()

    def _parse(self, data: bytes, *, final: bool) -> ExpatError | None:
        parser = self._parser
        try:
            parser.Parse(data, final)
        except ExpatError as fault:
            parser.buffer_text = False  # hands over the text that expat had read before the fault
            return fault
        return None

    @cached_property
    def _mender(self) -> "Mender":
        from feedtool.validator.reading.recovery import Mender  # noqa: PLC0415 - 10 ms, only for a fault

        return Mender(self.engine)

    def _resume(self, fault: ExpatError, *, final: bool) -> bytes:
        """Mend a fault; return what a new parser, made ready, has to read on with."""
        engine = self.engine
        self._faults += 1
        if self._faults > _MAX_FAULTS:
            engine.log.limit(f"more than {_MAX_FAULTS} faults in the XML", fault.lineno, 1)
            raise Stop
        offset = self._parser.ErrorByteIndex + engine.shift
        place = (fault.lineno, fault.offset + 1)
        self._read_ahead(offset + LOOK_AHEAD_BYTES)
        loose = self._mender.find_text_before_feed(offset)
        if loose is not None:
            resume = self._mender.skip_to_markup(loose, self.window.place_of(loose))
        elif self._mender.is_bad_character(offset, fault.code) and self._sanitizer is None:
            self._mender.report_character(offset, place)
            offset = self._start_sanitizing(offset)
            resume = self._mender.token_start(offset)
        else:
            resume = self._mender.mend(fault.code, offset, place, final=final)
        line, column = self.window.place_of(resume)
        self._parser = self._new_parser()
        self._pad(line, column, resume)
        return self.window.slice(resume)

    def _read_ahead(self, end: int) -> None:
        """Have enough of the input at hand to understand a fault, whatever its pieces are."""
        while self.window.end < end and (data := next(self._source, None)) is not None:
            self.window.append(self._sanitize(data, final=False))

    def _start_sanitizing(self, offset: int) -> int:
        self.engine.sanitized = True
        self._sanitizer = codecs.getincrementaldecoder("utf-8")("replace")
        rest = self.window.slice(offset)
        self.window.cut_after(offset)
        self.window.append(clean(self._sanitizer.decode(rest)).encode())
        return offset

    def _pad(self, line: int, column: int, resume: int) -> None:
        """Bring a new parser to a place of the file, with the open elements open."""
        engine = self.engine
        opening = self._declare_known() + "".join(f"<{tag}>" for tag in engine.open_tags())
        if engine.in_cdata:
            opening += "<![CDATA["
        # On line 1 the open tags take the room of what lies before; they are always shorter.
        blanks = column - 1 if line > 1 else max(column - 1 - len(opening), 0)
        padding = (opening + "\n" * (line - 1) + " " * blanks).encode()
        parser = self._parser
        self._mute(parser)
        try:
            parser.Parse(padding, False)
        except ExpatError:
            # The open tags were read by hand; one that expat does not take ends the reading.
            engine.log.limit("the XML cannot be read on", line, column)
            raise Stop from None
        self._attach(parser)
        engine.shift = resume - len(padding)

    def _declare_known(self) -> str:
        """Return a document type with the entities of the feed, for a parser that is new to it."""
        if not self.engine.entities:
            return ""
        escapes = str.maketrans({'"': "&#34;", "\n": "&#10;", "\r": "&#13;"})
        declared = "".join(
            f'<!ENTITY {name} "{value.translate(escapes)}">'
            for name, value in self.engine.entities.items()
        )
        return f"<!DOCTYPE rss [{declared}]>"

    def _new_parser(self) -> XMLParserType:
        parser = ParserCreate("utf-8")
        parser.ordered_attributes = True
        # Not those that a document type adds: they would be copied into every element.
        parser.specified_attributes = True
        self._attach(parser)
        self.engine.shift = 0
        return parser

    def _attach(self, parser: XMLParserType) -> None:
        engine = self.engine
        engine.parser = parser
        parser.buffer_text = True
        parser.StartElementHandler = engine.start
        parser.EndElementHandler = engine.close
        parser.CharacterDataHandler = engine.pieces.append
        parser.StartCdataSectionHandler = engine.enter_cdata
        parser.EndCdataSectionHandler = engine.leave_cdata
        parser.DefaultHandler = self._refer
        parser.EntityDeclHandler = self._declare_entity
        parser.StartDoctypeDeclHandler = self._declare_doctype
        parser.XmlDeclHandler = self._declare_version

    @staticmethod
    def _mute(parser: XMLParserType) -> None:
        parser.StartElementHandler = None
        parser.EndElementHandler = None
        parser.CharacterDataHandler = None
        parser.StartCdataSectionHandler = None
        parser.DefaultHandler = None
        parser.EntityDeclHandler = None
        parser.StartDoctypeDeclHandler = None

    def _declare_entity(
        self, name: str, parameter: bool, value: str | None, base: str | None,
        system: str | None, public: str | None, notation: str | None,
    ) -> None:  # fmt: skip
        """Keep a plain entity for its references; refuse what reads files or swells."""
        del base, public, notation
        engine = self.engine
        line, column, _ = engine.here()
        if parameter or value is None:
            what = f'the entity "{name[:40]}" refers to "{(system or "")[:60]}"'
            message = f"{what}; nothing outside the feed is read"
            engine.log.malformed(message, line, column, "doctype-refused")
        elif "&" in value or "%" in value or len(value) > _MAX_ENTITY_CHARS:
            message = f'the entity "{name[:40]}" is made of other entities; feeds must not use this'
            engine.log.malformed(message, line, column, "doctype-refused")
            raise Stop
        elif len(engine.entities) >= _MAX_ENTITIES:
            engine.log.limit(f"more than {_MAX_ENTITIES:,} entities are declared", line, column)
            raise Stop
        else:
            engine.entities.setdefault(name, value)

    def _read_comment(self, text: str) -> None:
        """Take a comment that silences rules; any other says nothing."""
        if text.lstrip().startswith("feedtool:"):
            from feedtool.validator.reading.comments import (  # noqa: PLC0415 - few feeds have such comments
                read_ignore_comment,
            )

            engine = self.engine
            line, column, _ = engine.here()
            engine.ignored_next |= read_ignore_comment(text, engine.log, engine.facts, line, column)

    def _declare_version(self, version: str, encoding: str | None, standalone: int) -> None:
        del encoding, standalone
        if version != "1.0":
            line, column, _ = self.engine.here()
            message = (
                f'the XML version is "{version[:20]}"; expected 1.0, which is all that apps read'
            )
            self.engine.log.document("xml-version", message, line, column)

    def _declare_doctype(
        self, name: str, system: str | None, public: str | None, subset: int
    ) -> None:
        """Tell of a document type: RSS has none."""
        del name, public
        if not subset:
            line, column, _ = self.engine.here()
            what = f' of "{system[:60]}"' if system else ""
            message = f"the feed has a document type{what}; RSS 2.0 has none, remove it"
            self.engine.log.document("doctype", message, line, column)

    def _refer(self, data: str) -> None:
        """Resolve a reference to an entity, hear a comment; all else says nothing here."""
        if data.startswith("<!--"):
            self._read_comment(data[4:-3])
        if not data.startswith("&"):
            return
        self._references += 1
        line, column, _ = self.engine.here()
        if self._references > _MAX_REFERENCES:
            self.engine.log.limit("entities are used too often", line, column)
            raise Stop
        self._mender.resolve(data[1:-1], (line, column))

    def _trim(self) -> None:
        """Forget what no place can lie in any more; stop at what is beyond all measure."""
        engine = self.engine
        keep = engine.keep_from
        if keep is not None:
            self.window.drop_before(*keep, in_cdata=False)
        elif self._parser.CurrentByteIndex >= 0 and not engine.pieces and engine.has_root:
            self.window.drop_before(*engine.here(), in_cdata=engine.in_cdata)
        behind = self.window.end - self._parser.CurrentByteIndex - engine.shift
        if behind > _MAX_TOKEN_BYTES and self._parser.CurrentByteIndex >= 0:
            # expat scans an unfinished tag anew with every piece.
            line, column, _ = engine.here()
            engine.log.limit(f"a tag holds more than {_MAX_TOKEN_BYTES:,} bytes", line, column)
            raise Stop
        size = self.window.end - self.window.start
        if size > _MAX_WINDOW_BYTES or sum(map(len, engine.pieces)) > MAX_TEXT_CHARS:
            frame = engine.frame
            engine.log.limit(
                f"{frame.tag or 'the file'} holds more than {MAX_TEXT_CHARS:,} characters",
                frame.line,
                frame.column,
            )
            raise Stop


def _chunks(head: bytes, source: BinaryIO, chunk_bytes: int) -> Iterator[bytes]:
    for start in range(0, len(head), chunk_bytes):
        yield head[start : start + chunk_bytes]
    while data := source.read(chunk_bytes):
        yield data


def _keep_newlines(pieces: Iterator[bytes]) -> Iterator[bytes]:
    r"""Yield pieces that never end between \r and \n, which expat counts as two lines then."""
    held = b""
    for piece in pieces:
        data = held + piece
        held = b"\r" if data.endswith(b"\r") else b""
        if data := data.removesuffix(held):
            yield data
    if held:
        yield held


_FORBIDDEN = {code: "\ufffd" for code in range(32) if code not in (9, 10, 13)}
_FORBIDDEN.update({0xFFFE: "\ufffd", 0xFFFF: "\ufffd"})


def clean(text: str) -> str:
    """Replace the characters that XML 1.0 forbids by U+FFFD."""
    return text.translate(_FORBIDDEN)
