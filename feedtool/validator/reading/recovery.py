"""Explains faults in the XML itself, and saves what can still be understood.

A fault is reported once, where it is to be fixed. Then the open elements are repaired as the author
meant them, so that nothing is reported that only follows from the fault.
Source: https://www.w3.org/TR/xml/ ; real feeds have the faults that are handled here.
"""

import re
from collections.abc import Callable
from xml.parsers.expat import errors

from feedtool.findings.place import LineColumn
from feedtool.findings.wording import cut
from feedtool.validator.checking.engine import Engine
from feedtool.validator.checking.roots import explain_root
from feedtool.validator.reading.broken_markup import BrokenMarkup
from feedtool.validator.reading.broken_text import BrokenText
from feedtool.validator.reading.nesting import Nesting
from feedtool.validator.reading.prolog import DECLARATION_RULE, explain_misplaced
from feedtool.validator.reading.sanitizer import Kind
from feedtool.validator.reading.unfinished import Unfinished
from feedtool.validator.reading.xml_faults import bad_length, is_cut_character, skip_markup
from feedtool.validator.source.limits import LOOK_AHEAD_BYTES, Stop

_CODES = {name: errors.codes[getattr(errors, f"XML_ERROR_{name}")] for name in (
    "NO_ELEMENTS", "INVALID_TOKEN", "UNCLOSED_TOKEN", "PARTIAL_CHAR", "TAG_MISMATCH",
    "DUPLICATE_ATTRIBUTE", "JUNK_AFTER_DOC_ELEMENT", "UNDEFINED_ENTITY", "BAD_CHAR_REF",
    "MISPLACED_XML_PI", "UNCLOSED_CDATA_SECTION")}  # fmt: skip
# With these the parser says that the file ends too early.
_ENDS = {_CODES[name] for name in (
    "NO_ELEMENTS", "UNCLOSED_TOKEN", "PARTIAL_CHAR", "UNCLOSED_CDATA_SECTION")}  # fmt: skip
_DOCTYPE = re.compile(rb"<!DOCTYPE[^\[>]*(?:\[.*?\]\s*)?>", re.DOTALL)
_ODD_DOCTYPE = re.compile(rb"<!doctype\s{1,99}(?P<name>[a-z]{1,20})[^<>]*>", re.IGNORECASE)
_MARKUP_START = re.compile(rb"<[A-Za-z_:!?\x80-\xff]")
_NOT_BLANK = re.compile(rb"[^ \t\r\n]")
# What stands before more declarations than these is not looked at again.
_MAX_DECLARATIONS = 3


class Recovery:
    """Reports faults, passes on to the engine what it understands, says where to read on.

    `read_ahead` reads the feed up to an offset, as far as it goes.
    """

    def __init__(self, engine: Engine, read_ahead: Callable[[int], None]) -> None:
        self._engine = engine
        self._cursor = engine.cursor
        self._window = engine.cursor.window
        self._last_resume = -1
        self._resumed_in_cdata = False
        self._markup_end = 0
        self._declarations = 0
        self.nesting = Nesting(engine, read_ahead)
        self.text = BrokenText(engine)
        self._unfinished = Unfinished(engine)
        self._markup = BrokenMarkup(engine, self.nesting, self._unfinished)

    def bad_kind(self, offset: int, code: int, *, final: bool) -> Kind | None:
        """Return whether the fault is a character that XML forbids, or a byte that is not UTF-8."""
        if code not in (_CODES["INVALID_TOKEN"], _CODES["PARTIAL_CHAR"]):
            return None
        if final and is_cut_character(self._window.slice(offset)):
            return None
        data = self._window.slice(offset, offset + 4)
        if bad_length(data) == 0 or (self._is_over and self._start_of_rest(offset) != offset):
            return None
        is_forbidden = data[:1] < b" " or data.startswith((b"\xef\xbf\xbe", b"\xef\xbf\xbf"))
        return "character" if is_forbidden else "byte"

    def report_character(self, kind: Kind, offset: int, place: LineColumn) -> None:
        """Report the first forbidden character or wrong byte; the reader replaces all of them.

        Raises Stop after the end of the feed.
        """
        data = self._window.slice(offset, offset + 4)
        if kind == "character":
            code = f"U+{ord(data.decode('utf-8', 'replace')[0]):04X}"
            message = f"XML does not allow the control character {code}; remove it"
            self._engine.collector.add_malformed(message, place, "xml-character")
        else:
            message = f"the byte 0x{data[0]:02X} is not UTF-8; save the file as UTF-8"
            message = self._cursor.wrong_bytes or message
            self._engine.collector.add_malformed(message, place, "bad-encoding")
        if self._is_over:
            raise Stop

    def token_start(self, offset: int) -> int:
        """Return where to read on: the start of the tag around an offset, else the offset."""
        start, kind = self._enclosing(offset)
        return self.note_resume(start if kind != "text" else offset)

    def note_resume(self, offset: int) -> int:
        """Note where a new parser reads on, and return it."""
        self._last_resume = offset
        self._resumed_in_cdata = self._cursor.in_cdata
        return offset

    def recover(self, code: int, offset: int, place: LineColumn, *, final: bool) -> int:
        """Report a fault and return the offset after it. Raises Stop if reading must end there."""
        engine = self._engine
        if self._is_over or code == _CODES["JUNK_AFTER_DOC_ELEMENT"]:
            if self._is_over and not self._window.slice(offset).strip():
                # The parser misses a root, which ended in a repair.
                engine.finish()
                raise Stop
            rest = self._start_of_rest(offset)
            if self._reopen_rss(rest):
                return self.note_resume(rest)
            message = "text or tags stand after </rss>; remove everything after </rss>"
            at = self._window.place_of(rest)
            engine.report_malformed("not-well-formed", message, at)
            raise Stop
        innermost = engine.innermost
        resume = self._find_resume(code, offset, place, final=final)
        if resume <= self._last_resume and engine.innermost is innermost:
            engine.collector.add_limit("the rest of the XML cannot be read", place)
            raise Stop
        return self.note_resume(resume)

    def _reopen_rss(self, rest: int) -> bool:
        """Open rss again if the slash of its own tag has closed it before the channel."""
        engine = self._engine
        rss = engine.innermost.children.get("rss")
        if rss is None or rss.children or not self._window.slice(rest).startswith(b"<channel"):
            return False
        engine.reopen(rss)
        message = "<rss … /> ends here already; write > in place of />"
        engine.report_malformed("xml-tag", message, rss.place[:2], "<rss")
        return True

    def _find_resume(self, code: int, offset: int, place: LineColumn, *, final: bool) -> int:
        if final and code in _ENDS:
            return self._recover_end()
        start, kind = self._enclosing(offset)
        if code == _CODES["UNDEFINED_ENTITY"] and self._window.slice(offset).startswith(b"<"):
            # A reference in an attribute is reported at the tag.
            kind = "tag"
        doctype = _ODD_DOCTYPE.match(self._window.slice(offset, offset + LOOK_AHEAD_BYTES))
        if doctype is not None and not self._engine.has_root:
            self._recover_doctype(doctype, place)
            return offset + doctype.end()
        if code == _CODES["MISPLACED_XML_PI"] and self._window.slice(offset).startswith(b"<?"):
            return self._recover_declaration(offset)
        if kind == "text":
            return self.text.recover(offset, place, self._markup_end)
        if code == _CODES["TAG_MISMATCH"] and self._engine.innermost.parent is not None:
            resume = self._unfinished.close_cdata(self._engine.innermost, start, final=False)
            if resume is not None:
                return resume
        return self._markup.recover(start, offset, twice=code == _CODES["DUPLICATE_ATTRIBUTE"])

    def _recover_doctype(self, doctype: re.Match[bytes], place: LineColumn) -> None:
        """Report a document type that is not written in capital letters; a web page ends there."""
        collector = self._engine.collector
        if doctype["name"].lower() == b"html":
            collector.add_not_a_feed(explain_root("html"), place)
            raise Stop
        says = f'the document type starts with "{doctype[0][:9].decode()}"'
        collector.add_malformed(f"{says}; RSS 2.0 needs none; remove it", place)

    def _recover_declaration(self, start: int) -> int:
        """Report an XML declaration that does not stand at the start; return its end."""
        engine, window = self._engine, self._window
        self._declarations += 1
        says = ""
        if engine.depth == 0 and self._declarations <= _MAX_DECLARATIONS:
            says = explain_misplaced(window.slice(0, start).decode("utf-8", "replace"))
        elif engine.depth:
            says = f"an XML declaration stands inside <{cut(engine.innermost.tag)}>; remove it"
        if says:
            engine.collector.add_malformed(says, window.place_of(start), DECLARATION_RULE)
        end = window.slice(start, start + LOOK_AHEAD_BYTES).find(b"?>")
        if end < 0:
            self._unfinished.end_file(start)
        return start + end + 2

    def _recover_end(self) -> int:
        """Report what has no end before the end of the file."""
        window, unfinished = self._window, self._unfinished
        start, kind = self._enclosing(window.end)
        resume = None
        if self._cursor.in_cdata:
            resume = unfinished.close_cdata(self._engine.innermost, window.end, final=True)
        elif kind == "comment" and window.slice(start, start + 4) == b"<!--":
            resume = unfinished.close_comment(start, final=True)
        elif kind == "comment" and window.slice(start, start + 2) == b"<?":
            resume = self._markup.recover_instruction(start)
        if resume is None:
            unfinished.end_file(start if kind != "text" else None)
        return resume

    def _enclosing(self, offset: int) -> tuple[int, str]:
        """Return the start and the kind of the markup around an offset."""
        window = self._window
        if self._cursor.in_cdata:
            return offset, "text"
        start = max(window.start, self._last_resume)
        in_cdata = window.start_in_cdata if start == window.start else self._resumed_in_cdata
        data = window.slice(start, offset)
        index = data.find(b"]]>") + 3 if in_cdata else 0
        while (opened := data.find(b"<", index)) >= 0:
            kind, end = skip_markup(data, opened)
            if end < 0:
                return start + opened, kind
            index = end
        self._markup_end = start + index
        return offset, "text"

    @property
    def _is_over(self) -> bool:
        return self._engine.depth == 0 and "rss" in self._engine.innermost.children

    def _start_of_rest(self, offset: int) -> int:
        """Return where the text or tag after the feed starts; expat may stop later."""
        start, kind = self._enclosing(offset)
        if kind == "text":
            text = self._window.slice(self._markup_end, offset)
            start = self._markup_end + len(text) - len(text.lstrip())
        return start

    def find_text_before_feed(self, offset: int) -> int | None:
        """Return where text before the first element starts, None if there is no such text.

        The place that expat gives for this fault depends on the pieces that it gets.
        """
        window = self._window
        if self._engine.has_root:
            return None
        start = max(window.start, self._last_resume)
        data = window.slice(start, offset + 1)
        index = 0
        while (visible := _NOT_BLANK.search(data, index)) is not None:
            index = visible.start()
            if not data.startswith(b"<", index):
                return start + index
            doctype = _DOCTYPE.match(data, index)
            index = doctype.end() if doctype else skip_markup(data, index)[1]
            if index < 0:
                return None
        return None

    def skip_to_markup(self, offset: int, place: LineColumn) -> int:
        """Report text before the feed; return where the markup after it starts."""
        rest = self._window.slice(offset, offset + LOOK_AHEAD_BYTES)
        found = _MARKUP_START.search(rest, 1)
        markup = found.start() if found else 0
        if not found:
            self._engine.collector.add_not_a_feed(
                "this is text, not XML; expected an RSS feed", place
            )
            raise Stop
        shown = cut(rest[:markup].decode("utf-8", "replace").strip())
        says = f'text stands before the feed: "{shown}"; remove it'
        self._engine.report_malformed("not-well-formed", says, place)
        self._last_resume = offset + markup
        return offset + markup
