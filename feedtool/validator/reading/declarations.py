"""Reads what is neither element nor text: declarations, entities, comments."""

from collections.abc import Callable
from xml.parsers.expat import XMLParserType

from feedtool.findings.place import LineColumn
from feedtool.validator.checking.engine import Engine
from feedtool.validator.reading.template_code import explain_code
from feedtool.validator.source.limits import Stop

_MAX_ENTITY_CHARS = 1000
_MAX_ENTITIES = 1000
_MAX_REFERENCES = 10_000
# expat looks through all attributes of an element at each that is declared.
_MAX_PARTS = 10_000


class Declarations:
    """Handles the parser's events for declarations, entities and comments.

    `resolve` is called with the name and place of a reference to an entity, and adds its text.
    """

    def __init__(self, engine: Engine, resolve: Callable[[str, LineColumn], None]) -> None:
        self._engine = engine
        self._resolve = resolve
        self._cursor = engine.cursor
        self._collector = engine.collector
        self._references = 0
        self._in_doctype = False
        # How many parts of document types were read.
        self._parts = 0

    def attach(self, parser: XMLParserType) -> None:
        """Make a parser call this object."""
        parser.DefaultHandler = self._read_other
        parser.EntityDeclHandler = self._declare_entity
        parser.StartDoctypeDeclHandler = self._declare_doctype
        parser.EndDoctypeDeclHandler = self._end_doctype
        self._in_doctype = False
        parser.XmlDeclHandler = self._declare_version

    @staticmethod
    def detach(parser: XMLParserType) -> None:
        """Make a parser call this object no more."""
        parser.DefaultHandler = None
        parser.EntityDeclHandler = None
        parser.StartDoctypeDeclHandler = None
        parser.EndDoctypeDeclHandler = None
        parser.XmlDeclHandler = None

    def as_doctype(self) -> str:
        """Return a document type with the entities of the feed, for a new parser."""
        entities = self._cursor.entities
        if not entities:
            return ""
        escapes = str.maketrans({'"': "&#34;", "\n": "&#10;", "\r": "&#13;"})
        declared = "".join(
            f'<!ENTITY {name} "{value.translate(escapes)}">' for name, value in entities.items()
        )
        return f"<!DOCTYPE rss [{declared}]>"

    def _declare_entity(
        self, name: str, parameter: bool, value: str | None, base: str | None,
        system: str | None, public: str | None, notation: str | None,
    ) -> None:  # fmt: skip
        """Keep an entity with plain text; report one that reads a file or may grow without end."""
        del base, public, notation
        self._count_part()
        entities = self._cursor.entities
        place = self._cursor.here()[:2]
        if parameter or value is None:
            what = f'the entity "{name[:40]}" refers to "{(system or "")[:60]}"'
            message = f"{what}; nothing outside the feed is read"
            self._collector.add_malformed(message, place, "doctype-refused")
        elif "&" in value or "%" in value or len(value) > _MAX_ENTITY_CHARS:
            message = f'the entity "{name[:40]}" is made of other entities; feeds must not use this'
            self._collector.add_malformed(message, place, "doctype-refused")
            raise Stop
        elif len(entities) >= _MAX_ENTITIES:
            self._collector.add_limit(f"more than {_MAX_ENTITIES:,} entities are declared", place)
            raise Stop
        else:
            entities.setdefault(name, value)

    def _declare_version(self, version: str, encoding: str | None, standalone: int) -> None:
        """Report an XML version that apps cannot read."""
        del encoding, standalone
        if version != "1.0":
            message = (
                f'the XML version is "{version[:20]}"; expected 1.0, the only one that apps read'
            )
            self._collector.add_document("xml-version", message, self._cursor.here()[:2])

    def _declare_doctype(
        self, name: str, system: str | None, public: str | None, subset: int
    ) -> None:
        """Report a document type: RSS 2.0 does not use it."""
        del name, public
        self._in_doctype = True
        if not subset:
            what = f' of "{system[:60]}"' if system else ""
            message = f"the feed has a document type{what}; RSS 2.0 needs none; remove it"
            self._collector.add_document("doctype", message, self._cursor.here()[:2])

    def _end_doctype(self) -> None:
        self._in_doctype = False

    def _count_part(self) -> None:
        """Count a part of a document type. Raises Stop, after a finding, if it has too many."""
        self._parts += 1
        if self._parts > _MAX_PARTS:
            message = f"the document type has more than {_MAX_PARTS:,} parts; remove it"
            self._collector.add_limit(message, self._cursor.here()[:2])
            raise Stop

    def _read_other(self, data: str) -> None:
        """Resolve a reference to an entity, read a comment, report code; ignore all else."""
        if self._in_doctype:
            self._count_part()
        if data.startswith("<!--"):
            self._read_comment(data[4:-3])
        if data.startswith(("<?php", "<?PHP")):
            place = self._cursor.here()[:2]
            self._engine.report_malformed("template-code", explain_code(data), place, data)
        if not data.startswith("&"):
            return
        self._references += 1
        place = self._cursor.here()[:2]
        if self._references > _MAX_REFERENCES:
            self._collector.add_limit("entities are used too often", place)
            raise Stop
        self._resolve(data[1:-1], place)

    def _read_comment(self, text: str) -> None:
        """Read a comment that silences rules; any other comment is ignored."""
        if text.lstrip().startswith("feedtool:"):
            from feedtool.validator.reading.ignore_comments import (  # noqa: PLC0415 - few feeds have such comments
                read_ignore_comment,
            )

            engine, place = self._engine, self._cursor.here()[:2]
            rules = read_ignore_comment(text, self._collector, engine.memory, place)
            engine.ignore_in_next(rules)
