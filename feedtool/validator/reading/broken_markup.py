"""Repairs faults in markup: in start tags and end tags, comments, CDATA sections, declarations."""

import re

from feedtool.findings.place import LineColumn, Position
from feedtool.findings.wording import cut
from feedtool.validator.checking.displaced import is_displaced, may_hold, name_at_start
from feedtool.validator.checking.engine import Engine
from feedtool.validator.elements.open_element import OpenElement
from feedtool.validator.reading.broken_tags import BrokenTag, read_broken_tag
from feedtool.validator.reading.end_tags import EndTags
from feedtool.validator.reading.nesting import Nesting, wants_slash
from feedtool.validator.reading.odd_tags import OddTags
from feedtool.validator.reading.raw_html import report_raw_html, text_around
from feedtool.validator.reading.references import find_odd_reference, resolve_references
from feedtool.validator.reading.template_code import CODE, explain_code
from feedtool.validator.reading.unfinished import Unfinished
from feedtool.validator.reading.xml_faults import SECTIONS, walk_tags
from feedtool.validator.source.limits import LOOK_AHEAD_BYTES
from feedtool.validator.source.window import advance
from feedtool.values.html_names import TAGS, VOID

_RULE = "xml-tag"
# https://www.w3.org/TR/xml/#NT-NameStartChar
_START = (
    "A-Za-z_:\u00c0-\u00d6\u00d8-\u00f6\u00f8-\u02ff\u0370-\u037d\u037f-\u1fff\u200c\u200d"
    "\u2070-\u218f\u2c00-\u2fef\u3001-\ud7ff\uf900-\ufdcf\ufdf0-\ufffc\U00010000-\U000effff"
)
_XML_NAME = re.compile(f"[{_START}][{_START}\\-.0-9\u00b7\u0300-\u036f\u203f-\u2040]*")
_NAME = re.compile(rb"[A-Za-z_:\x80-\xff][-A-Za-z0-9._:\x80-\xff]*")
_END_TAG = re.compile(rb"</[^\s/><]*\s*>")
# A tag with blanks, slashes or backslashes behind its <.
_ODD_TAG = re.compile(
    rb"<(?P<odd>[\s/\\]+)(?P<name>[A-Za-z][\w:.-]*)(?:\s(?>(?:[^<>/]|/(?!>)){0,2000}))?(?P<empty>/?)>"
)
# An end tag without a name, also if a tag follows or the line ends.
_EMPTY_END = re.compile(rb"</(?:\s*>|(?=\s*<)|(?=\s*[\r\n]))")
_ODD_CDATA = re.compile(rb"<[\s!\[]{1,4}(?:C[DAT]{2,5}\[|CDATA|CD?AT?A?)", re.IGNORECASE)
_ODD_COMMENT = re.compile(rb"<(?:!\s{0,9}-{1,2}(?![->])|--?!?-?(?=[^<>]{0,9999}-->))")
# A tag in which a slash stands somewhere.
_SLASHED = re.compile(rb"<[^<>\s]{2,99}>")
_ODD_COMMENT_END = re.compile(rb"--(?:\s{1,9}|!)>")


class BrokenMarkup:
    """Reports a fault in markup, and passes on to the engine what was meant."""

    def __init__(self, engine: Engine, nesting: Nesting, unfinished: Unfinished) -> None:
        self._engine = engine
        self._cursor = engine.cursor
        self._window = engine.cursor.window
        self._nesting = nesting
        self._ends = EndTags(engine, nesting)
        self._odd_tags = OddTags(engine)
        self._unfinished = unfinished
        # The last text with a bare <: one finding says it for all of them.
        self._bare_in: OpenElement | None = None

    def _report(self, message: str, place: LineColumn, value: str = "", rule: str = _RULE) -> None:
        self._engine.report_malformed(rule, message, place, value)

    def recover(self, start: int, offset: int, *, twice: bool) -> int:
        """Repair the markup at `start`, in which the parser stops; return where to read on.

        `twice` says whether it stops at an attribute that stands twice.
        """
        data = self._window.slice(start, offset + LOOK_AHEAD_BYTES)
        resume = self._recover_special(start, offset, data)
        if resume is not None:
            return resume
        is_end = data.startswith(b"</")
        name = _NAME.match(data, 2 if is_end else 1)
        if name is None or not _XML_NAME.fullmatch(name[0].decode("utf-8", "replace")):
            return self._recover_bare(start, data)
        tag = name[0].decode("utf-8", "replace")
        if is_end:
            return self._recover_end_tag(tag, start, data)
        return self._recover_start_tag(tag, start, data, twice=twice)

    def _recover_code(self, start: int, data: bytes) -> int | None:
        """Leave out the code of a template; return None if no code stands there."""
        code = CODE.match(data)
        if code is None:
            return None
        shown = code[0].decode("utf-8", "replace")
        place = self._window.place_of(start)
        self._report(explain_code(shown), place, shown, rule="template-code")
        return start + code.end()

    def _recover_special(self, start: int, offset: int, data: bytes) -> int | None:
        """Repair markup that does not start as a tag should; return None for other markup."""
        resume = self._recover_code(start, data)
        if resume is None:
            resume = self._recover_slashed(start, data)
        if resume is None:
            resume = self._odd_tags.repair(start, data)
        for opening, closing in SECTIONS:
            if resume is None and data.startswith(opening):
                resume = self._recover_section(start, offset, opening, closing)
        return self._recover_odd(start, data) if resume is None else resume

    def recover_instruction(self, start: int) -> int:
        """Repair an instruction without an end, which may be meant as a tag."""
        data = self._window.slice(start, start + LOOK_AHEAD_BYTES)
        resume = self._odd_tags.repair(start, data)
        return self._unfinished.close_instruction(start) if resume is None else resume

    def _recover_slashed(self, start: int, data: bytes) -> int | None:
        """Repair an end tag whose slash stands elsewhere; return None if it is none."""
        tag, at = self._engine.innermost.tag, self._window.place_of(start)
        slashed = _SLASHED.match(data)
        own = f"<{tag}>".encode()
        if slashed is not None and not data.startswith(b"</") and own == _unslashed(slashed[0]):
            shown = cut(slashed[0].decode("utf-8", "replace"))
            self._report(f"{shown} is no end tag; write </{cut(tag)}>", at, shown)
            self._engine.close()
            return start + slashed.end()
        return None

    def _recover_odd(self, start: int, data: bytes) -> int | None:
        """Repair a misspelt start of a comment or CDATA section; return None if it is none."""
        at = self._window.place_of(start)
        cdata = _ODD_CDATA.match(data)
        if cdata is not None:
            return self._recover_cdata(start, data, cdata.end())
        comment = _ODD_COMMENT.match(data)
        if comment is not None and (end := data.find(b"-->")) >= 0:
            if text_around(self._engine.innermost) is None:
                self._cursor.text.clear()
            shown = cut(comment[0].decode("utf-8", "replace"))
            self._report(f"{shown} does not start a comment; write <!--", at, shown)
            return start + end + 3
        if data.startswith(b"<!"):
            says = "this declaration cannot be read; remove it"
            self._report(says, at, rule="not-well-formed")
            return start + max(data.find(b">"), 1) + 1
        return None

    def _recover_section(self, start: int, offset: int, opening: bytes, closing: bytes) -> int:
        at = self._window.place_of(start)
        around = self._window.slice(max(offset - 4, start + 4), offset + 4)
        data = self._window.slice(start, start + LOOK_AHEAD_BYTES)
        if opening == b"<!--" and b"<!--" in around:
            return self._unfinished.close_comment(start, final=False)
        end = data.find(closing, len(opening))
        if opening != b"<!--":
            if end < 0 and opening == b"<?":
                return self._unfinished.close_instruction(start)
            self._report("this cannot be read as XML", at, rule="not-well-formed")
            if end < 0:
                self._unfinished.end_file(start)
            return start + end + len(closing)
        odd = _ODD_COMMENT_END.search(data, 4, end if end >= 0 else len(data))
        if odd is not None:
            place = self._window.place_of(start + odd.start())
            says = "a space stands inside the end of this comment; write -->"
            if b"!" in odd[0]:
                says = "this comment ends with --!>; write -->"
            self._report(says, place, rule="not-well-formed")
            return start + odd.end()
        if end < 0:
            return self._unfinished.close_comment(start, final=True)
        self._report("-- is not allowed inside a comment", at, rule="not-well-formed")
        return start + end + len(closing)

    def _recover_cdata(self, start: int, data: bytes, size: int) -> int:
        """Take the text of a CDATA section whose start is misspelt."""
        shown = cut(data[:size].decode("utf-8", "replace").strip())
        at = self._window.place_of(start)
        self._report(f"{shown} does not start a CDATA section; write <![CDATA[", at, shown)
        limit = data.find(f"</{self._engine.innermost.tag}".encode())
        end = data.find(b"]]>", size, limit if limit >= 0 else len(data))
        stop = end if end >= 0 else limit if limit >= 0 else size
        self._cursor.text.append(data[size:stop].decode("utf-8", "replace"))
        return start + (end + 3 if end >= 0 else stop)

    def _recover_bare(self, start: int, data: bytes) -> int:
        """Repair a `<` that starts no tag, or a tag with blanks or slashes behind its `<`."""
        engine, at = self._engine, self._window.place_of(start)
        odd = _ODD_TAG.match(data)
        name = odd["name"].decode("utf-8", "replace") if odd else ""
        if odd is not None and odd["odd"].strip() and name in engine.open_tags():
            shown = cut(odd[0].decode("utf-8", "replace"))
            self._report(f"{shown} is no end tag; write </{name}>", at, shown)
            return self._close(name, start, start + odd.end())
        if odd is not None and not odd["odd"].strip() and may_hold(engine.innermost, name):
            shown = cut(odd[0].decode("utf-8", "replace"))
            self._report(f"a space stands behind the < of {shown}; remove it", at, shown)
            tag = read_broken_tag(b"<" + data[odd.start("name") :])
            self._open(name, tag, (*at, start))
            if tag.is_empty:
                engine.close()
            return start + odd.start("name") - 1 + tag.end
        if _EMPTY_END.match(data) and engine.innermost.parent is not None:
            return self._recover_nameless(start, data)
        if text_around(engine.innermost) is None or data.startswith(b"<<"):
            self._report("a < stands here that starts no tag; remove it", at, "<")
            return start + 1
        if self._bare_in is not engine.innermost:
            self._bare_in = engine.innermost
            self._report("XML does not allow a bare <; write &lt;", at, "<", "xml-character")
        self._cursor.text.append("<")
        return start + 1

    def _recover_nameless(self, start: int, data: bytes) -> int:
        """Close the innermost element at an end tag without a name."""
        found, engine = _EMPTY_END.match(data), self._engine
        size = found.end() if found else 2
        tag = cut(engine.innermost.tag)
        shown = data[:size].decode("utf-8", "replace").strip()
        at = self._window.place_of(start)
        self._report(f"the end tag {shown} has no name; write </{tag}>", at, shown)
        engine.close()
        return start + size

    def _close(self, name: str, start: int, end: int) -> int:
        """Close an element whose end tag is reported already; return where to read on."""
        if name == self._engine.innermost.tag:
            self._engine.close()
            return end
        return self._ends.repair(name, start, end)

    def _recover_end_tag(self, name: str, start: int, data: bytes) -> int:
        whole = _END_TAG.match(data)
        if whole is not None:
            return self._ends.repair(name, start, start + whole.end())
        size = len(name.encode()) + 2
        close, following = data.find(b">", size), data.find(b"<", size)
        if close < 0 or 0 <= following < close:
            message, stop = f"the end tag </{cut(name)} is not closed; add >", following
            place = self._window.place_of(start + size)
        else:
            shown = cut(data[: close + 1].decode("utf-8", "replace"))
            message, stop = f"{shown} is no end tag; write </{cut(name)}>", close + 1
            place = self._window.place_of(start)
        end = start + (stop if stop >= 0 else len(data))
        if name != self._engine.innermost.tag:
            return self._ends.repair(name, start, end)
        self._report(message, place)
        self._engine.close()
        return end

    def _recover_start_tag(self, name: str, start: int, data: bytes, *, twice: bool) -> int:
        """Report a faulty start tag, and open its element with the attributes that are readable."""
        engine, at = self._engine, self._window.place_of(start)
        inside = text_around(engine.innermost)
        if inside is not None and name.lower() in TAGS and not may_hold(inside, name):
            return self._recover_html(name, start, data)
        if is_displaced(engine.innermost, name, self._attributes(read_broken_tag(data))):
            engine.take_text()
            self._nesting.doubt_tag(engine.innermost, name, (*at, start))
        if inside is not None:
            return self._recover_bare(start, b"<")
        name, data, tag = self._read_tag(name, data)
        rule, index, message, value = self._explain(tag, name, data, twice=twice)
        is_known = engine.collector.is_sanitized and "\ufffd" in value and rule == _RULE
        if is_known:
            tag.is_sure = False
        self._open(name, tag, (*at, start))
        if rule == "xml-reference":
            self._withdraw_mangled(tag)
        if not is_known:
            self._report(message, advance(*at, data[:index]), value, rule)
        self._close_tag(tag, data)
        return start + tag.end

    def _close_tag(self, tag: BrokenTag, data: bytes) -> None:
        """Close the element of a faulty start tag if it holds nothing; else take its text."""
        engine = self._engine
        content = engine.innermost.plan.content
        if tag.is_empty or (tag.rest and (content == "empty" or self._ends_before(data, tag.end))):
            engine.close()
        elif tag.rest.strip() and content == "text":
            self._cursor.text.append(tag.rest.strip())

    def _ends_before(self, data: bytes, index: int) -> bool:
        """Return whether the innermost element, a tag without >, ends before the next tag."""
        element = self._engine.innermost
        behind = next(walk_tags(data, index), None)
        if behind is None or behind.is_end or not wants_slash(element):
            return False
        following = self._attributes(read_broken_tag(data[behind.start :]))
        return is_displaced(element, behind.name, following)

    def _withdraw_mangled(self, tag: BrokenTag) -> None:
        """Drop findings about values in which a reference is wrong, if it is more than an &."""
        engine = self._engine
        for name, raw in tag.attributes:
            odd = find_odd_reference(raw.encode("utf-8", "replace"), engine.cursor.entities)
            if odd is not None and odd[1].meant != "&":
                engine.collector.withdraw_inside(engine.innermost, step=f"@{name}")

    def _recover_html(self, name: str, start: int, data: bytes) -> int:
        """Report a faulty tag of HTML in a text; what is wrong inside it does not matter."""
        engine, at = self._engine, self._window.place_of(start)
        tag = read_broken_tag(data)
        if name.lower() in VOID or tag.is_empty or tag.rest:
            report_raw_html(engine, engine.innermost, at, name)
        else:
            self._open(name, tag, (*at, start))
            report_raw_html(engine, engine.innermost, at)
        return start + tag.end

    def _open(self, name: str, tag: BrokenTag, at: Position) -> None:
        engine = self._engine
        engine.collector.muted = not tag.is_sure
        engine.open(name, self._attributes(tag), at)
        engine.collector.muted = False
        if not tag.is_sure:
            engine.collector.doubt(engine.innermost)

    def _read_tag(self, name: str, data: bytes) -> tuple[str, bytes, BrokenTag]:
        """Read a tag whose name may be one with what follows it; return its name and bytes too."""
        innermost = self._engine.innermost
        known = "" if may_hold(innermost, name) else name_at_start(innermost, name)
        if not known:
            tag = read_broken_tag(data)
            if name == "rss" and tag.is_empty and tag.fault.startswith("the quote after"):
                # The slash is the end of the last address.
                key, value = tag.attributes.pop()
                tag.attributes.append((key, f"{value}/"))
                tag.is_empty = False
                tag.at += 1
            return name, data, tag
        size = 1 + len(known.encode())
        tag = read_broken_tag(data[:size] + b" " + data[size:])
        tag.end -= 1
        if not tag.fault or tag.at > size:
            tag.at -= 1
        if not tag.rest:
            tag.fault, tag.at = f"a space is missing behind <{known}", size
        return known, data, tag

    def _explain(
        self, tag: BrokenTag, name: str, data: bytes, *, twice: bool
    ) -> tuple[str, int, str, str]:
        """Return the rule, where in the tag the fault is, what it is, the part that is wrong."""
        odd = find_odd_reference(data[: tag.end], self._cursor.entities)
        if odd is not None and (not tag.fault or odd[0] <= tag.at):
            shown = data[odd[0] : odd[0] + odd[1].length].decode("utf-8", "replace")
            return "xml-reference", odd[0], odd[1].message, shown
        if tag.fault:
            return _RULE, tag.at, tag.fault, tag.value
        names = [key for key, _ in tag.attributes]
        for position, key in enumerate(names):
            written = key.encode("utf-8", "surrogateescape")
            if twice and key in names[:position]:
                first = data.find(written, len(name))
                index = data.find(written, first + len(written))
                says = f"{cut(name)} has the attribute {cut(key)} twice; remove one"
                return _RULE, index, says, key
            if not _XML_NAME.fullmatch(key):
                shown = cut(written.decode("utf-8", "replace"))
                says = f"{shown} is no name of an attribute; remove it"
                return _RULE, data.find(written), says, shown
        says = f'the attributes of {cut(name)} cannot be read; expected name="value"'
        return _RULE, 0, f"{says} with spaces between them", ""

    def _attributes(self, tag: BrokenTag) -> list[str]:
        """Return the attributes of a broken tag; of two with one name the first."""
        found: dict[str, str] = {}
        for key, raw in tag.attributes:
            name, value = (
                part.encode("utf-8", "surrogateescape").decode("utf-8", "replace")
                for part in (key, raw)
            )
            found.setdefault(name, resolve_references(value, self._cursor.entities))
        return [part for pair in found.items() for part in pair]


def _unslashed(tag: bytes) -> bytes:
    return tag.translate(None, b"/\\?|{}[]()!")
