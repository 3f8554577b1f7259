"""Repairs faults in text: references, a bare <, ]]> and characters that XML forbids."""

import re

from feedtool.findings.place import LineColumn, Position
from feedtool.findings.wording import cut
from feedtool.validator.checking.displaced import may_hold
from feedtool.validator.checking.engine import Engine
from feedtool.validator.reading.raw_html import text_around
from feedtool.validator.reading.references import explain_name, explain_reference, meaning_of
from feedtool.validator.source.limits import ReadOn

_TOKEN_END = re.compile(rb"[\r\n]|\]\]>|&#?[A-Za-z0-9]+;")
_CDATA, _CDATA_END = b"<![CDATA[", b"]]>"
_REFERENCE_BYTES = 4000
# A text may be megabytes long: where it goes on is found by its first characters.
_TAG_IN_CDATA = re.compile(rb"<!\[CDATA\[\s{0,200}<(?P<slash>/?)(?P<name>[A-Za-z][\w:.-]{0,60})")
_KEY_CHARS = 200
_MAX_KEYS = 50


class BrokenText:
    """Reports what is wrong in a text, and keeps the text as it was meant."""

    def __init__(self, engine: Engine) -> None:
        self._engine = engine
        self._cursor = engine.cursor
        self._window = engine.cursor.window
        # Sections between elements whose end was not met yet.
        self._loose_ends = 0

    @property
    def _is_text(self) -> bool:
        """Whether the fault stands in a text, not between elements."""
        return text_around(self._engine.innermost) is not None

    def _report(self, rule: str, message: str, place: LineColumn, value: str = "") -> None:
        self._engine.report_malformed(rule, message, place, value)

    def resolve(self, name: str, place: LineColumn) -> None:
        """Add the text of an entity; report an entity that XML does not know."""
        cursor = self._cursor
        if name in cursor.entities:
            cursor.text.append(cursor.entities[name])
            return
        self._report("xml-reference", explain_name(name), place, f"&{name};")
        cursor.text.append(meaning_of(name))

    def recover(self, offset: int, place: LineColumn, start: int) -> int:
        """Repair a fault in a text that starts at `start`; return where to read on."""
        window, cursor = self._window, self._cursor
        ampersand = self._ampersand_before(offset)
        if ampersand is not None:
            return self._recover_reference(ampersand)
        nearby = window.slice(max(offset - 2, window.start), offset + 3)
        bracket = nearby.find(b"]]>")
        if bracket >= 0:
            bracket += max(offset - 2, window.start)
            cursor.text.append(self._withheld_text(bracket, start))
            if self._find_beheaded_cdata(bracket):
                return bracket + 3
            if not self._is_text and self._loose_ends:
                # It ends a section whose start is reported.
                self._loose_ends -= 1
                return bracket + 3
            says = "]]> in text must be written ]]&gt;"
            self._report("xml-character", says, window.place_of(bracket), "]]>")
            if self._is_text:
                cursor.text.append("]]>")
            return bracket + 3
        char = window.slice(offset, offset + 4).decode("utf-8", "replace")[:1]
        self._report(
            "xml-character", f'XML does not allow the character "{cut(char)}" at this place', place
        )
        cursor.text.append(char)
        return offset + max(len(char.encode()), 1)

    def open_section(self, place: Position, ahead: bytes) -> None:
        """Report a CDATA section that holds elements, and read on inside it by raising ReadOn.

        Returns if the section holds text.
        """
        engine, tag = self._engine, _TAG_IN_CDATA.match(ahead)
        if tag is None:
            return
        name = tag["name"].decode("utf-8", "replace")
        if name in (engine.open_tags() if tag["slash"] else ()) or (
            not tag["slash"] and may_hold(engine.innermost, name)
        ):
            message = f"this CDATA section holds elements of {cut(engine.innermost.tag)}"
            self._report("xml-tag", f"{message}; remove <![CDATA[", place[:2], "<![CDATA[")
            self._loose_ends += 1
            raise ReadOn(place[2] + len(_CDATA))

    def _find_beheaded_cdata(self, end: int) -> bool:
        """Report the start of a CDATA section without its <, if this `]]>` is its end."""
        text = text_around(self._engine.innermost)
        raw = self._window.slice(text.offset, end) if text is not None else b""
        found = _find_odd_cdata(raw)
        if text is None or found is None:
            return False
        at, shown, message = found
        place = self._window.place_of(text.offset + at)
        self._engine.collector.withdraw_inside(text, "markup-raw", "unknown-element")
        self._engine.report_malformed("xml-tag", message, place, shown)
        self._engine.collector.doubt(text)
        self._cursor.text[:] = ["".join(self._cursor.text).replace(shown, "", 1)]
        text.text = text.text.replace(shown, "", 1)
        return True

    def _withheld_text(self, end: int, start: int) -> str:
        """Return the text before a `]]>` that expat read but did not pass on."""
        window = self._window
        before = window.slice(max(start, window.start), end)
        tokens = [match.end() for match in _TOKEN_END.finditer(before)]
        run = before[tokens[-1] if tokens else 0 :].decode("utf-8", "replace")
        known = "".join(self._cursor.text)
        return run[_overlap(known, run) :]

    def _ampersand_before(self, offset: int) -> int | None:
        window = self._window
        start = max(offset - 50, window.start)
        data = window.slice(start, offset + _REFERENCE_BYTES)
        index = data.rfind(b"&", 0, offset - start + 1)
        if index > 0 and explain_reference(data[index:], self._cursor.entities) is None:
            # An & before a good reference: the parser stops at the second.
            index = data.rfind(b"&", 0, index)
        if index < 0 or re.search(rb"[;<>\s]", data[index + 1 : offset - start]):
            return None
        return start + index

    def _recover_reference(self, offset: int) -> int:
        data = self._window.slice(offset, offset + _REFERENCE_BYTES)
        odd = explain_reference(data, self._cursor.entities)
        if odd is None and self._is_text:
            self._cursor.text.append("&")
        if odd is None:
            return offset + 1
        shown = data[: odd.length].decode("utf-8", "replace")
        self._report("xml-reference", odd.message, self._window.place_of(offset), shown)
        if odd.meant:
            self._cursor.text.append(odd.meant)
        return offset + odd.length


def _overlap(known: str, run: str) -> int:
    """Return the length of the longest start of `run` with which `known` ends."""
    key = run[:_KEY_CHARS]
    at = max(len(known) - len(run), 0)
    for _ in range(_MAX_KEYS):
        at = known.find(key, at)
        if at < 0:
            break
        if run.startswith(known[at:]):
            return len(known) - at
        at += 1
    return next(size for size in range(len(key), -1, -1) if known.endswith(key[:size]))


def _find_odd_cdata(raw: bytes) -> tuple[int, str, str] | None:
    """Return the index of a faulty start of a CDATA section, the start, and what is wrong."""
    first = raw.find(_CDATA)
    inner = raw.find(_CDATA, first + 1)
    if 0 <= first < inner and _CDATA_END not in raw[first:inner]:
        says = "a CDATA section stands inside a CDATA section; remove the inner <![CDATA[ and ]]>"
        return inner, "<![CDATA[", says
    at = raw.rfind(b"[CDATA[")
    start = at - 1 if at > 0 and raw[at - 1 : at] == b"!" else at
    if at < 0 or raw[start - 1 : start] == b"<":
        return None
    shown = raw[start : at + 7].decode("utf-8", "replace")
    return start, shown, f"the {'<' if start < at else '<!'} before {shown} is missing"
