"""Explains faults in the XML itself, and saves what can still be understood.

Source: https://www.w3.org/TR/xml/ ; real feeds have the faults that are handled here.
"""

import re
from html.entities import html5
from xml.parsers.expat import errors

from feedtool.findings.place import LineColumn, Position
from feedtool.findings.wording import cut
from feedtool.validator.checking.engine import Engine
from feedtool.validator.elements.plan import FOREIGN
from feedtool.validator.reading.prolog import DECLARATION_RULE, explain_misplaced
from feedtool.validator.reading.sanitizer import Kind
from feedtool.validator.reading.xml_faults import (
    SECTIONS,
    bad_length,
    explain_reference,
    join_surrogates,
    skip_markup,
)
from feedtool.validator.source.limits import LOOK_AHEAD_BYTES, Stop
from feedtool.validator.source.window import advance, scan_attributes

_CODES = {name: errors.codes[getattr(errors, f"XML_ERROR_{name}")] for name in (
    "NO_ELEMENTS", "INVALID_TOKEN", "UNCLOSED_TOKEN", "PARTIAL_CHAR", "TAG_MISMATCH",
    "DUPLICATE_ATTRIBUTE", "JUNK_AFTER_DOC_ELEMENT", "UNDEFINED_ENTITY", "BAD_CHAR_REF",
    "MISPLACED_XML_PI", "UNCLOSED_CDATA_SECTION")}  # fmt: skip
_REFERENCE = re.compile(rb"&(#[xX]?[0-9a-fA-F]{1,8}|[A-Za-z][A-Za-z0-9]{0,40});")
_TOKEN_END = re.compile(rb"[\r\n]|\]\]>|&#?[A-Za-z0-9]+;")
_NAME = re.compile(rb"[A-Za-z_:\x80-\xff][-A-Za-z0-9._:\x80-\xff]*")
# https://www.w3.org/TR/xml/#NT-NameStartChar
_START = (
    "A-Za-z_:\u00c0-\u00d6\u00d8-\u00f6\u00f8-\u02ff\u0370-\u037d\u037f-\u1fff\u200c\u200d"
    "\u2070-\u218f\u2c00-\u2fef\u3001-\ud7ff\uf900-\ufdcf\ufdf0-\ufffc\U00010000-\U000effff"
)
# An & in a tag that does not start one of the references that XML knows.
_AMPERSAND = (
    rb"&(?!(?:amp|lt|gt|quot|apos|#[0-9]+|#x[0-9a-fA-F]+);)(?:([A-Za-z][A-Za-z0-9]{0,40});)?"
)
_XML_NAME = re.compile(f"[{_START}][{_START}\\-.0-9\u00b7\u0300-\u036f\u203f-\u2040]*")
_ENTITY = re.compile(r"&(#[xX]?[0-9a-fA-F]{1,8}|[A-Za-z][A-Za-z0-9]{0,40});")
_DOCTYPE = re.compile(rb"<!DOCTYPE[^\[>]*(?:\[.*?\]\s*)?>", re.DOTALL)
_MARKUP_START = re.compile(rb"<[A-Za-z_:!?\x80-\xff]")
_BLANKS = b" \t\r\n"


class Recovery:
    """Reports faults, passes on to the engine what it understands, says where to read on."""

    def __init__(self, engine: Engine) -> None:
        self._engine = engine
        self._cursor = engine.cursor
        self._window = engine.cursor.window
        self._last_resume = -1
        self._resumed_in_cdata = False
        self._markup_end = 0

    def bad_kind(self, offset: int, code: int) -> Kind | None:
        """Return whether the fault is a character that XML forbids, or a byte that is not UTF-8."""
        if code not in (_CODES["INVALID_TOKEN"], _CODES["PARTIAL_CHAR"]):
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
            code = ord(data.decode("utf-8", "replace")[0])
            message = f"the control character U+{code:04X} is not allowed in XML; remove it"
            self._engine.collector.add_malformed(message, place)
        else:
            message = f"the byte 0x{data[0]:02X} is not UTF-8; save the file as UTF-8"
            message = self._cursor.wrong_bytes or message
            self._engine.collector.add_malformed(message, place, "bad-encoding")
        if self._is_over:
            raise Stop

    def token_start(self, offset: int) -> int:
        """Return where to read on: the start of the tag around an offset, else the offset."""
        start, kind = self._enclosing(offset)
        self._last_resume = start if kind != "text" else offset
        self._resumed_in_cdata = self._cursor.in_cdata
        return self._last_resume

    def recover(self, code: int, offset: int, place: LineColumn, *, final: bool) -> int:
        """Report a fault and return the offset after it. Raises Stop if reading must end there."""
        if code in (_CODES["NO_ELEMENTS"], _CODES["UNCLOSED_CDATA_SECTION"]) and final:
            self._end_of_file(place)
        if self._is_over or code == _CODES["JUNK_AFTER_DOC_ELEMENT"]:
            message = "text or tags stand after </rss>; remove everything after </rss>"
            self._report(message, self._window.place_of(self._start_of_rest(offset)))
            raise Stop
        start, kind = self._enclosing(offset)
        if code == _CODES["UNDEFINED_ENTITY"] and self._window.slice(offset).startswith(b"<"):
            # A reference in an attribute is reported at the tag.
            kind = "tag"
        if code == _CODES["MISPLACED_XML_PI"] and self._window.slice(offset).startswith(b"<?"):
            kind = "tag"
        if kind == "text":
            resume = self._recover_text(offset, place)
        else:
            if kind == "tag" and final and self._window.slice(start).find(b">") < 0:
                self._end_of_file(place)
            resume = self._recover_tag(code, start, offset, place)
        if resume <= self._last_resume:
            self._engine.collector.add_limit("the rest of the XML cannot be read", place)
            raise Stop
        self._last_resume = resume
        self._resumed_in_cdata = self._cursor.in_cdata
        return resume

    def resolve(self, name: str, place: LineColumn) -> None:
        """Add the text of an entity; report an entity that XML does not know."""
        cursor = self._cursor
        if name in cursor.entities:
            cursor.text.append(cursor.entities[name])
            return
        self._report(explain_reference(name), place)
        cursor.text.append(html5.get(f"{name};") or f"&{name};")

    def _report(self, message: str, place: LineColumn) -> None:
        self._engine.report_malformed(message, place)

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

    def _recover_text(self, offset: int, place: LineColumn) -> int:
        window = self._window
        cursor = self._cursor
        ampersand = self._ampersand_before(offset)
        if ampersand is not None:
            place = self._window.place_of(ampersand)
            return self._recover_reference(ampersand, place)
        nearby = window.slice(max(offset - 2, window.start), offset + 3)
        bracket = nearby.find(b"]]>")
        if bracket >= 0:
            bracket += max(offset - 2, window.start)
            self._report("]]> in text must be written ]]&gt;", window.place_of(bracket))
            cursor.text.append(self._withheld_text(bracket) + "]]>")
            return bracket + 3
        char = window.slice(offset, offset + 4).decode("utf-8", "replace")[:1]
        self._report(f'the character "{cut(char)}" is not allowed here', place)
        cursor.text.append(char)
        return offset + max(len(char.encode()), 1)

    def _withheld_text(self, end: int) -> str:
        """Return the text before a `]]>` that expat read but did not pass on."""
        window = self._window
        start = max(self._markup_end, window.start)
        before = window.slice(start, end)
        tokens = [match.end() for match in _TOKEN_END.finditer(before)]
        start = tokens[-1] if tokens else 0
        run = before[start:].decode("utf-8", "replace")
        known = "".join(self._cursor.text)
        overlap = next(size for size in range(len(run), -1, -1) if known.endswith(run[:size]))
        return run[overlap:]

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
        while data[index:].strip(_BLANKS):
            index += len(data[index:]) - len(data[index:].lstrip(_BLANKS))
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
        self._report(f'text stands before the feed: "{shown}"; remove it', place)
        self._last_resume = offset + markup
        return offset + markup

    def _ampersand_before(self, offset: int) -> int | None:
        window = self._window
        start = max(offset - 50, window.start)
        data = window.slice(start, offset + 1)
        index = data.rfind(b"&")
        if index < 0 or re.search(rb"[;<>\s]", data[index + 1 : offset - start]):
            return None
        return start + index

    def _recover_reference(self, offset: int, place: LineColumn) -> int:
        data = self._window.slice(offset, offset + 60)
        match = _REFERENCE.match(data)
        if match is None:
            self._report("a bare & is not allowed in XML; write &amp;", place)
            self._cursor.text.append("&")
            return offset + 1
        name = match[1].decode()
        if not name.startswith("#"):
            self.resolve(name, place)
            return offset + match.end()
        low = _REFERENCE.match(data, match.end())
        pair = join_surrogates(name, low[1].decode() if low else "")
        self._report(
            f"&{name}; is not a character that XML allows; write the character itself", place
        )
        self._cursor.text.append(pair or "\ufffd")
        return offset + (low.end() if low and pair else match.end())

    def _recover_tag(self, code: int, start: int, offset: int, place: LineColumn) -> int:
        window = self._window
        data = window.slice(start, offset + LOOK_AHEAD_BYTES)
        at = window.place_of(start)
        for opening, closing in SECTIONS:
            if data.startswith(opening):
                return self._recover_section(code, start, opening, closing, at)
        if data.startswith(b"<!"):
            self._report("this declaration cannot be read; remove it", at)
            return start + max(data.find(b">"), 1) + 1
        closing_tag = data.startswith(b"</")
        name = _NAME.match(data, 2 if closing_tag else 1)
        if name is None or not _XML_NAME.fullmatch(name[0].decode("utf-8", "replace")):
            self._report("a bare < is not allowed in XML; write &lt;", at)
            self._cursor.text.append("<")
            return start + 1
        end = data.find(b">") + 1
        next_markup = data.find(b"<", 1)
        if end == 0 or 0 < next_markup < end:
            self._report(
                f"the tag {cut(data[:40].decode('utf-8', 'replace'))} is not closed; add >", at
            )
            stop = next_markup if next_markup > 0 else len(data)
            self._cursor.text.append(data[:stop].decode("utf-8", "replace"))
            return start + stop
        if closing_tag:
            self._recover_end_tag(name[0].decode("utf-8", "replace"), at)
        else:
            self._recover_start_tag(
                code, data[:end], name[0].decode("utf-8", "replace"), (*at, start), place
            )
        return start + end

    def _recover_section(
        self, code: int, start: int, opening: bytes, closing: bytes, at: LineColumn
    ) -> int:
        if code == _CODES["MISPLACED_XML_PI"]:
            self._report_misplaced(start, at)
        elif opening == b"<!--":
            self._report("-- is not allowed inside a comment", at)
        else:
            self._report("this cannot be read as XML", at)
        end = self._window.slice(start, start + LOOK_AHEAD_BYTES).find(closing, len(opening))
        if end < 0:
            self._end_of_file(at)
        return start + end + len(closing)

    def _report_misplaced(self, start: int, at: LineColumn) -> None:
        """Report an XML declaration that does not stand at the start of the file."""
        before = self._window.slice(0, start).decode("utf-8", "replace")
        says = explain_misplaced(before)
        if self._engine.depth:
            tag = cut(self._engine.innermost.tag)
            says = f"an XML declaration stands inside <{tag}>; remove it"
        if says:
            self._engine.collector.add_malformed(says, at, DECLARATION_RULE)

    def _recover_end_tag(self, name: str, at: LineColumn) -> None:
        """Close the elements that an end tag leaves open; ignore an end tag without a start tag."""
        engine = self._engine
        innermost = engine.innermost
        tag, opened = cut(innermost.tag), engine.open_tags()
        if name not in opened and engine.depth and innermost.plan is FOREIGN:
            message = f"<{tag}> of line {innermost.line} is closed by </{cut(name)}>"
            self._report(f"{message}; write </{tag}>", at)
            engine.close()
            return
        if name not in opened:
            self._report(f"</{cut(name)}> has no start tag before it; remove it", at)
            return
        message = f"<{tag}> of line {innermost.line} is not closed before </{cut(name)}>"
        self._report(f"{message}; add </{tag}>", at)
        while engine.innermost.tag != name:
            engine.close()
        engine.close()

    def _recover_start_tag(
        self, code: int, tag: bytes, name: str, at: Position, place: LineColumn
    ) -> None:
        """Report a faulty start tag, and open its element with the attributes that are readable."""
        engine = self._engine
        attributes: dict[str, str] = {}
        twice = ""
        for key, raw, _, _ in scan_attributes(tag):
            if key in attributes:
                twice = twice or key
            else:
                attributes[key] = _ENTITY.sub(self._entity_in_attribute, raw)
        if code == _CODES["DUPLICATE_ATTRIBUTE"]:
            self._report(f"{cut(name)} has the attribute {cut(twice)} twice; remove one", place)
        elif reference := self._odd_reference(tag):
            index, message = reference
            self._report(message, advance(*at[:2], tag[:index]))
        elif any(quote in tag for quote in ("“".encode(), "”".encode())):
            self._report(
                'the quotes around an attribute are curly; write straight quotes: "', place
            )
        else:
            message = f"the attributes of {cut(name)} cannot be read"
            self._report(f'{message}; expected name="value" with spaces between them', place)
        flat = [part for pair in attributes.items() for part in pair]
        engine.open(name, flat, at)
        if tag.endswith(b"/>"):
            engine.close()

    def _odd_reference(self, tag: bytes) -> tuple[int, str] | None:
        """Return the index of the first wrong & in a tag, and what is wrong with it."""
        for match in re.finditer(_AMPERSAND, tag):
            name = (match[1] or b"").decode()
            if name not in self._cursor.entities:
                return match.start(), explain_reference(name)
        return None

    def _entity_in_attribute(self, match: re.Match[str]) -> str:
        from html import unescape  # noqa: PLC0415 - only for feeds that are not well formed

        return self._cursor.entities.get(match[1], unescape(match[0]))

    def _end_of_file(self, place: LineColumn) -> None:
        """Report that the file ends too early, close all open elements, and stop."""
        engine = self._engine
        if engine.depth == 0:
            engine.collector.add_not_a_feed("the file has no element; expected an RSS feed", place)
            raise Stop
        innermost = engine.innermost
        tag = cut(innermost.tag)
        self._report(
            f"the file ends inside <{tag}> of line {innermost.line}; the rest is missing", place
        )
        while engine.depth:
            engine.close()
        raise Stop
