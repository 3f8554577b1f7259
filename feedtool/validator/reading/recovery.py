"""Faults of the XML itself: what they are in plain words, and what can still be understood.

Source: https://www.w3.org/TR/xml/ ; the kinds are those that real feeds have.
"""

import re
from html.entities import html5
from xml.parsers.expat import errors

from feedtool.findings.wording import cut
from feedtool.validator.checking.engine import Engine, Stop
from feedtool.validator.elements.open_element import OpenElement
from feedtool.validator.elements.plans import FOREIGN
from feedtool.validator.reading.reader import LOOK_AHEAD_BYTES
from feedtool.validator.source.window import advance, end_of_tag, scan_attributes

Place = tuple[int, int]

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
# In a tag, an & that starts none of the references that XML has.
_AMPERSAND = (
    rb"&(?!(?:amp|lt|gt|quot|apos|#[0-9]+|#x[0-9a-fA-F]+);)(?:([A-Za-z][A-Za-z0-9]{0,40});)?"
)
_XML_NAME = re.compile(f"[{_START}][{_START}\\-.0-9\u00b7\u0300-\u036f\u203f-\u2040]*")
_ENTITY = re.compile(r"&(#[xX]?[0-9a-fA-F]{1,8}|[A-Za-z][A-Za-z0-9]{0,40});")
_SECTIONS = ((b"<!--", b"-->"), (b"<![CDATA[", b"]]>"), (b"<?", b"?>"))
_DOCTYPE = re.compile(rb"<!DOCTYPE[^\[>]*(?:\[.*?\]\s*)?>", re.DOTALL)
_MARKUP_START = re.compile(rb"<[A-Za-z_:!?\x80-\xff]")
_BLANKS = b" \t\r\n"


class Mender:
    """Tells faults, hands what it understands to the engine, says where to read on."""

    def __init__(self, engine: Engine) -> None:
        self.engine = engine
        self.window = engine.window
        self._last_resume = -1
        self._resumed_in_cdata = False
        self._markup_end = 0

    def is_bad_character(self, offset: int, code: int) -> bool:
        """Whether the fault is a character that XML forbids, or a byte that is not UTF-8."""
        if code not in (_CODES["INVALID_TOKEN"], _CODES["PARTIAL_CHAR"]):
            return False
        data = self.window.slice(offset, offset + 4)
        return _bad_length(data) > 0

    def report_character(self, offset: int, place: Place) -> None:
        """Tell of a forbidden character or a wrong byte; the rest of its kind is passed over."""
        data = self.window.slice(offset, offset + 4)
        if data[:1] < b" " or data.startswith((b"\xef\xbf\xbe", b"\xef\xbf\xbf")):
            code = ord(data.decode("utf-8", "replace")[0])
            message = f"the control character U+{code:04X} is not allowed in XML; remove it"
            self.engine.log.malformed(message, *place)
            return
        message = f"the byte 0x{data[0]:02X} is not UTF-8; save the file as UTF-8"
        self.engine.log.malformed(message, *place, "bad-encoding")

    def token_start(self, offset: int) -> int:
        """Return where to read on: at the tag that the offset lies in, else at the offset."""
        start, kind = self._enclosing(offset)
        self._last_resume = start if kind != "text" else offset
        self._resumed_in_cdata = self.engine.in_cdata
        return self._last_resume

    def mend(self, code: int, offset: int, place: Place, *, final: bool) -> int:
        """Tell a fault and return the offset after it; Stop where nothing more can follow."""
        if code in (_CODES["NO_ELEMENTS"], _CODES["UNCLOSED_CDATA_SECTION"]) and final:
            self._end_of_file(place)
        over = self.engine.depth == 0 and "rss" in self.engine.frame.children
        if over or code == _CODES["JUNK_AFTER_DOC_ELEMENT"]:
            message = "text or tags follow after </rss>; remove everything behind it"
            self._report(message, self._place_of_rest(offset))
            raise Stop
        start, kind = self._enclosing(offset)
        if code == _CODES["UNDEFINED_ENTITY"] and self.window.slice(offset).startswith(b"<"):
            # One in an attribute is told at the tag.
            kind = "tag"
        if code == _CODES["MISPLACED_XML_PI"] and self.window.slice(offset).startswith(b"<?"):
            kind = "tag"
        if kind == "text":
            resume = self._mend_text(offset, place)
        else:
            if kind == "tag" and final and self.window.slice(start).find(b">") < 0:
                self._end_of_file(place)
            resume = self._mend_tag(code, start, offset, place)
        if resume <= self._last_resume:
            self.engine.log.limit("the XML cannot be read on", *place)
            raise Stop
        self._last_resume = resume
        self._resumed_in_cdata = self.engine.in_cdata
        return resume

    def resolve(self, name: str, place: Place) -> None:
        """Hand over the text of an entity; tell of one that XML does not know."""
        engine = self.engine
        if name in engine.entities:
            engine.pieces.append(engine.entities[name])
            return
        self._report(_explain_reference(name), place)
        engine.pieces.append(html5.get(f"{name};") or f"&{name};")

    def _report(self, message: str, place: Place) -> None:
        self.engine.mended = self.engine.frame
        self.engine.log.malformed(message, *place)

    def _enclosing(self, offset: int) -> tuple[int, str]:
        """Return where the markup that `offset` lies in starts, and what it is."""
        window = self.window
        if self.engine.in_cdata:
            return offset, "text"
        start = max(window.start, self._last_resume)
        in_cdata = window.start_in_cdata if start == window.start else self._resumed_in_cdata
        data = window.slice(start, offset)
        index = data.find(b"]]>") + 3 if in_cdata else 0
        while (opened := data.find(b"<", index)) >= 0:
            kind, end = _skip_markup(data, opened)
            if end < 0:
                return start + opened, kind
            index = end
        self._markup_end = start + index
        return offset, "text"

    def _place_of_rest(self, offset: int) -> Place:
        """Return where what follows after the feed starts; expat may stop later than there."""
        start, kind = self._enclosing(offset)
        if kind == "text":
            text = self.window.slice(self._markup_end, offset)
            start = self._markup_end + len(text) - len(text.lstrip())
        return self.window.place_of(start)

    def _mend_text(self, offset: int, place: Place) -> int:
        window = self.window
        engine = self.engine
        ampersand = self._ampersand_before(offset)
        if ampersand is not None:
            place = self.window.place_of(ampersand)
            return self._mend_reference(ampersand, place)
        nearby = window.slice(max(offset - 2, window.start), offset + 3)
        bracket = nearby.find(b"]]>")
        if bracket >= 0:
            bracket += max(offset - 2, window.start)
            self._report("]]> in text must be written ]]&gt;", window.place_of(bracket))
            engine.pieces.append(self._withheld_text(bracket) + "]]>")
            return bracket + 3
        char = window.slice(offset, offset + 4).decode("utf-8", "replace")[:1]
        self._report(f'"{cut(char)}" cannot stand here', place)
        engine.pieces.append(char)
        return offset + max(len(char.encode()), 1)

    def _withheld_text(self, end: int) -> str:
        """Return the text before a `]]>` that expat read and did not hand over with the fault."""
        window = self.window
        start = max(self._markup_end, window.start)
        before = window.slice(start, end)
        tokens = [match.end() for match in _TOKEN_END.finditer(before)]
        start = tokens[-1] if tokens else 0
        run = before[start:].decode("utf-8", "replace")
        known = "".join(self.engine.pieces)
        overlap = next(size for size in range(len(run), -1, -1) if known.endswith(run[:size]))
        return run[overlap:]

    def find_text_before_feed(self, offset: int) -> int | None:
        """Return where text stands that a fault before the first element lies in or behind.

        expat's own place of such a fault depends on the pieces that it is given.
        """
        window = self.window
        if self.engine.has_root:
            return None
        start = max(window.start, self._last_resume)
        data = window.slice(start, offset + 1)
        index = 0
        while data[index:].strip(_BLANKS):
            index += len(data[index:]) - len(data[index:].lstrip(_BLANKS))
            if not data.startswith(b"<", index):
                return start + index
            doctype = _DOCTYPE.match(data, index)
            index = doctype.end() if doctype else _skip_markup(data, index)[1]
            if index < 0:
                return None
        return None

    def skip_to_markup(self, offset: int, place: Place) -> int:
        """Pass over text that stands before the feed."""
        rest = self.window.slice(offset, offset + LOOK_AHEAD_BYTES)
        found = _MARKUP_START.search(rest, 1)
        markup = found.start() if found else 0
        if not found:
            self.engine.log.not_a_feed("this is text, not XML; expected an RSS feed", *place)
            raise Stop
        shown = cut(rest[:markup].decode("utf-8", "replace").strip())
        self._report(f'text stands before the feed: "{shown}"; remove it', place)
        self._last_resume = offset + markup
        return offset + markup

    def _ampersand_before(self, offset: int) -> int | None:
        window = self.window
        start = max(offset - 50, window.start)
        data = window.slice(start, offset + 1)
        index = data.rfind(b"&")
        if index < 0 or re.search(rb"[;<>\s]", data[index + 1 : offset - start]):
            return None
        return start + index

    def _mend_reference(self, offset: int, place: Place) -> int:
        data = self.window.slice(offset, offset + 60)
        match = _REFERENCE.match(data)
        if match is None:
            self._report("a bare & is not allowed in XML; write &amp;", place)
            self.engine.pieces.append("&")
            return offset + 1
        name = match[1].decode()
        if not name.startswith("#"):
            self.resolve(name, place)
            return offset + match.end()
        low = _REFERENCE.match(data, match.end())
        pair = _join_surrogates(name, low[1].decode() if low else "")
        self._report(f"&{name}; is no character that XML allows; write the character", place)
        self.engine.pieces.append(pair or "\ufffd")
        return offset + (low.end() if low and pair else match.end())

    def _mend_tag(self, code: int, start: int, offset: int, place: Place) -> int:
        window = self.window
        data = window.slice(start, offset + LOOK_AHEAD_BYTES)
        at = window.place_of(start)
        for opening, closing in _SECTIONS:
            if data.startswith(opening):
                return self._mend_section(code, start, opening, closing, at)
        if data.startswith(b"<!"):
            self._report("this declaration cannot be read; remove it", at)
            return start + max(data.find(b">"), 1) + 1
        closing_tag = data.startswith(b"</")
        name = _NAME.match(data, 2 if closing_tag else 1)
        if name is None or not _XML_NAME.fullmatch(name[0].decode("utf-8", "replace")):
            self._report("a bare < is not allowed in XML; write &lt;", at)
            self.engine.pieces.append("<")
            return start + 1
        end = data.find(b">") + 1
        next_markup = data.find(b"<", 1)
        if end == 0 or 0 < next_markup < end:
            self._report(
                f"the tag {cut(data[:40].decode('utf-8', 'replace'))} is not closed; add >", at
            )
            stop = next_markup if next_markup > 0 else len(data)
            self.engine.pieces.append(data[:stop].decode("utf-8", "replace"))
            return start + stop
        if closing_tag:
            self._mend_end_tag(name[0].decode("utf-8", "replace"), at)
        else:
            self._mend_start_tag(
                code, data[:end], name[0].decode("utf-8", "replace"), (*at, start), place
            )
        return start + end

    def _mend_section(
        self, code: int, start: int, opening: bytes, closing: bytes, at: Place
    ) -> int:
        if code == _CODES["MISPLACED_XML_PI"]:
            says = "an empty line or text stands before the XML declaration; remove it"
            self._report(says, at)
        elif opening == b"<!--":
            self._report("-- is not allowed inside a comment", at)
        else:
            self._report("this cannot be read as XML", at)
        end = self.window.slice(start, start + LOOK_AHEAD_BYTES).find(closing, len(opening))
        if end < 0:
            self._end_of_file(at)
        return start + end + len(closing)

    def _mend_end_tag(self, name: str, at: Place) -> None:
        """Close what was left open when an outer element ends; pass over an end without a start."""
        engine = self.engine
        frame: OpenElement | None = engine.frame
        opened = engine.open_tags()
        if name not in opened and engine.depth and engine.frame.plan is FOREIGN:
            tag = cut(engine.frame.tag)
            message = f"<{tag}> of line {engine.frame.line} is closed by </{cut(name)}>"
            self._report(f"{message}; write </{tag}>", at)
            engine.close()
            return
        if name not in opened:
            self._report(f"</{cut(name)}> ends nothing that is open; remove it", at)
            return
        assert frame is not None  # noqa: S101 - an open tag has a frame
        message = f"<{cut(frame.tag)}> of line {frame.line} is not closed before </{cut(name)}>"
        self._report(f"{message}; add </{cut(frame.tag)}>", at)
        while engine.frame.tag != name:
            engine.close()
        engine.close()

    def _mend_start_tag(
        self, code: int, tag: bytes, name: str, at: tuple[int, int, int], place: Place
    ) -> None:
        """Read the attributes as far as they can be understood."""
        engine = self.engine
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
            self._report('curly quotes around an attribute; write straight ones: "', place)
        else:
            message = f"the attributes of {cut(name)} cannot be read"
            self._report(f'{message}; expected name="value" with blanks between', place)
        flat = [part for pair in attributes.items() for part in pair]
        engine.open(name, flat, at)
        if tag.endswith(b"/>"):
            engine.close()

    def _odd_reference(self, tag: bytes) -> tuple[int, str] | None:
        """Return where an & in a tag is not right, and what is wrong with it."""
        for match in re.finditer(_AMPERSAND, tag):
            name = (match[1] or b"").decode()
            if name not in self.engine.entities:
                return match.start(), _explain_reference(name)
        return None

    def _entity_in_attribute(self, match: re.Match[str]) -> str:
        from html import unescape  # noqa: PLC0415 - only for feeds that are not well formed

        return self.engine.entities.get(match[1], unescape(match[0]))

    def _end_of_file(self, place: Place) -> None:
        """Close what is open at the end of the file, and stop."""
        engine = self.engine
        if engine.depth == 0:
            engine.log.not_a_feed("the file holds no element; expected an RSS feed", *place)
            raise Stop
        frame = engine.frame
        message = (
            f"the file ends inside <{cut(frame.tag)}> of line {frame.line}; the rest is missing"
        )
        self._report(message, place)
        while engine.depth:
            engine.close()
        raise Stop


def _explain_reference(name: str) -> str:
    """Say what is wrong with a reference that XML does not know; "" stands for a bare &."""
    char = html5.get(f"{name};")
    if not name:
        return "a bare & is not allowed in XML; write &amp;"
    if char is None:
        return f"&{cut(name)}; is not known; write &amp; for an ampersand"
    codes = "".join(f"&#{ord(letter)};" for letter in char)
    return f"&{name}; is known in HTML only; write {codes} or the character"


def _skip_markup(data: bytes, opened: int) -> tuple[str, int]:
    """Return what the markup at an index is, and the index after it, -1 if it does not end."""
    for opening, closing in _SECTIONS:
        if data.startswith(opening, opened):
            end = data.find(closing, opened + len(opening))
            return "comment", end + len(closing) if end >= 0 else -1
    return "tag", end_of_tag(data, opened)


def _bad_length(data: bytes) -> int:
    """Return the length of the forbidden character or wrong bytes at the start of `data`."""
    if not data:
        return 0
    if data[0] < 0x20:
        return 0 if data[0] in (9, 10, 13) else 1
    if data.startswith((b"\xef\xbf\xbe", b"\xef\xbf\xbf")):
        return 3
    if data[0] < 0x80:
        return 0
    length = 2 if data[0] < 0xE0 else 3 if data[0] < 0xF0 else 4
    try:
        data[:length].decode("utf-8")
    except UnicodeDecodeError:
        return 1
    return 0


def _join_surrogates(high: str, low: str) -> str:
    """Return the character that two references to surrogates mean, "" if they are none."""
    try:
        first, second = (
            int(ref[2:], 16) if ref[1] in "xX" else int(ref[1:]) for ref in (high, low)
        )
        pair = chr(first) + chr(second)
        return pair.encode("utf-16", "surrogatepass").decode("utf-16")
    except (ValueError, IndexError, OverflowError):
        return ""
