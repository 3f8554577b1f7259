"""Repairs faults in text: references, a bare <, ]]> and characters that XML forbids."""

import re

from feedtool.findings.place import LineColumn
from feedtool.findings.wording import cut
from feedtool.validator.checking.engine import Engine
from feedtool.validator.reading.raw_html import text_around
from feedtool.validator.reading.references import explain_name, explain_reference, meaning_of

_TOKEN_END = re.compile(rb"[\r\n]|\]\]>|&#?[A-Za-z0-9]+;")
_REFERENCE_BYTES = 4000


class BrokenText:
    """Reports what is wrong in a text, and keeps the text as it was meant."""

    def __init__(self, engine: Engine) -> None:
        self._engine = engine
        self._cursor = engine.cursor
        self._window = engine.cursor.window

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
            if self._find_beheaded_cdata(bracket):
                cursor.text.append(self._withheld_text(bracket, start))
                return bracket + 3
            says = "]]> in text must be written ]]&gt;"
            self._report("xml-character", says, window.place_of(bracket), "]]>")
            cursor.text.append(self._withheld_text(bracket, start) + "]]>")
            return bracket + 3
        char = window.slice(offset, offset + 4).decode("utf-8", "replace")[:1]
        self._report("xml-character", f'the character "{cut(char)}" is not allowed here', place)
        cursor.text.append(char)
        return offset + max(len(char.encode()), 1)

    def _find_beheaded_cdata(self, end: int) -> bool:
        """Report the start of a CDATA section without its <, if this `]]>` is its end."""
        text = text_around(self._engine.innermost)
        raw = self._window.slice(text.offset, end) if text is not None else b""
        at = raw.rfind(b"![CDATA[")
        if text is None or at < 0 or raw.startswith(b"<", at - 1):
            return False
        place = self._window.place_of(text.offset + at)
        message = "the < before ![CDATA[ is missing"
        self._engine.collector.withdraw_inside(text, "markup-raw", "unknown-element")
        self._engine.report_malformed("xml-tag", message, place, "![CDATA[")
        return True

    def _withheld_text(self, end: int, start: int) -> str:
        """Return the text before a `]]>` that expat read but did not pass on."""
        window = self._window
        before = window.slice(max(start, window.start), end)
        tokens = [match.end() for match in _TOKEN_END.finditer(before)]
        run = before[tokens[-1] if tokens else 0 :].decode("utf-8", "replace")
        known = "".join(self._cursor.text)
        overlap = next(size for size in range(len(run), -1, -1) if known.endswith(run[:size]))
        return run[overlap:]

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
        if odd is None:
            self._cursor.text.append("&")
            return offset + 1
        shown = data[: odd.length].decode("utf-8", "replace")
        self._report("xml-reference", odd.message, self._window.place_of(offset), shown)
        if odd.meant:
            self._cursor.text.append(odd.meant)
        return offset + odd.length
