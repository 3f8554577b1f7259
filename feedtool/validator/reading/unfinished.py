"""What has no end: a comment, a CDATA section, the file itself."""

import re
from typing import NoReturn

from feedtool.findings.wording import cut
from feedtool.validator.checking.engine import Engine
from feedtool.validator.elements.open_element import OpenElement
from feedtool.validator.reading.xml_faults import is_cut_character, unclosed_section, walk_tags
from feedtool.validator.source.limits import Stop

_CDATA, _CDATA_END = b"<![CDATA[", b"]]>"
_COMMENT, _COMMENT_END = b"<!--", b"-->"
_CUT_REFERENCE = re.compile(rb"&#?[A-Za-z0-9]{0,10}\Z")
# A comment that swallows tags was to end with its line.
_LINE_BEFORE_TAG = re.compile(rb"(?<!\s)[^\S\r\n]*+([\r\n])\s*+<[A-Za-z/]")
_INSTRUCTION_END = re.compile(rb"<\?[^<>\r\n]*(?:>|(?=<))")
_LONG_LINE = 2000
_LATE_END = re.compile(rb"\s{0,99}\]\]>")
# The end of a CDATA section that is misspelt.
_HALF_END = re.compile(r"(?:\]\]?\s?>?|\]?\]?\s?>)\s*\Z")
# To read again what a section swallowed takes long if it swallowed all of a large file.
_MAX_REREADS = 20


class Unfinished:
    """Reports what has no end, and finds where it was to end."""

    def __init__(self, engine: Engine) -> None:
        self._engine = engine
        self._cursor = engine.cursor
        self._window = engine.cursor.window
        self._rereads = 0

    def _report(self, rule: str, message: str, offset: int, value: str = "") -> None:
        place = self._window.place_of(offset)
        self._engine.report_malformed(rule, message, place, value)

    def _may_reread(self) -> bool:
        self._rereads += 1
        return self._rereads <= _MAX_REREADS

    def end_file(self, tag_start: int | None = None) -> NoReturn:
        """Report that the file ends too early, inside the tag that starts at an offset.

        Raises Stop: the elements that are open are left without a check.
        """
        engine, window = self._engine, self._window
        data = window.slice(window.start)
        if tag_start is not None and (engine.depth or window.slice(tag_start + 1)[:1].isalpha()):
            shown = cut(window.slice(tag_start, tag_start + 200).decode("utf-8", "ignore").strip())
            message = f"the file ends inside the tag {shown}; the rest is missing"
            self._report("xml-truncated", message, tag_start)
        elif engine.depth == 0:
            place = window.place_of(window.start + len(data))
            says = "the file has no element; expected an RSS feed"
            engine.collector.add_not_a_feed(says, place)
        else:
            element = engine.innermost
            message = (
                f"the file ends inside <{cut(element.tag)}> of line {element.line}; "
                "the rest is missing"
            )
            self._report("xml-truncated", message, window.start + _end_of_text(data))
        engine.abandon()
        raise Stop

    def close_cdata(self, element: OpenElement, end: int, *, final: bool) -> int | None:
        """Close a CDATA section that swallows the end tag of its element.

        `end` is where the element ends by mistake, or the end of the file. Returns where to read
        on, None if there is no such section. Raises Stop if nothing shows where it was to end.
        """
        engine = self._engine
        raw = self._window.slice(element.offset, end)
        end_tag = f"</{element.tag}>".encode()
        start = unclosed_section(raw, _CDATA, _CDATA_END) if final else raw.find(_CDATA)
        while not final and start >= 0:
            stop = raw.find(_CDATA_END, start)
            if end_tag in raw[start:stop]:
                break
            start = raw.find(_CDATA, stop) if stop >= 0 else -1
        if start < 0:
            return None
        found = raw.find(end_tag, start)
        is_cut = final and (found < 0 or b"</rss>" not in raw[found:])
        if is_cut or not self._may_reread():
            message = "this CDATA section has no end; write ]]> behind its text"
            self._report("xml-unclosed", message, element.offset + start, "<![CDATA[")
            engine.abandon()
            raise Stop
        shown = cut(element.tag)
        message = f"this CDATA section is not closed; write ]]> before </{shown}>"
        behind = _LATE_END.match(raw, found + len(end_tag)) if element.parent else None
        self._report("xml-unclosed", message, element.offset + start, "<![CDATA[")
        text = "".join((element.text, *self._cursor.text))
        at = text.find(f"</{element.tag}>")
        element.text = ""
        self._cursor.text[:] = [_HALF_END.sub("", text[:at])] if at > 0 else []
        engine.leave_cdata()
        if behind is None:
            return element.offset + found
        # The end of the element stands inside its section.
        engine.close()
        return element.offset + behind.end()

    def close_comment(self, start: int, *, final: bool) -> int:
        """Close a comment that swallows another comment, or the rest of the file.

        Returns where to read on. Raises Stop if nothing shows where the comment was to end.
        """
        window = self._window
        raw = window.slice(start)
        inner = raw.find(_COMMENT, 4)
        swallowed = raw if final else raw[:inner]
        line_end = _LINE_BEFORE_TAG.search(swallowed)
        if not final and line_end is None:
            return self._close_nested(start, raw)
        own_end = self._find_own_end(raw, line_end)
        is_whole = line_end is not None and (not final or b"</rss>" in raw[line_end.start(1) :])
        message = "this comment has no end; write --> behind its text"
        self._report("xml-unclosed", message, start, "<!--")
        if line_end is None or not is_whole or not self._may_reread():
            self._engine.abandon()
            raise Stop
        if own_end >= 0:
            return start + own_end
        tags = list(walk_tags(raw[: line_end.start(1)], len(_COMMENT)))
        ended = [tag.name for tag in tags if tag.is_end]
        for tag in tags:
            if not tag.is_end and not tag.is_empty and tag.name not in ended:
                # The end of this element stands behind the comment.
                return start + tag.start
        hidden = {tag.name for tag in tags}
        self._engine.collector.excuse(self._engine.innermost, hidden)
        return start + line_end.start(1)

    def _find_own_end(self, raw: bytes, line_end: re.Match[bytes] | None) -> int:
        """Return where the element around a comment ends on the line of the comment, or -1."""
        element = self._engine.innermost
        if line_end is None:
            return -1
        return raw.find(f"</{element.tag}>".encode(), 0, line_end.start(1))

    def close_instruction(self, start: int) -> int:
        """Close an instruction that has no end before the next tag, or behind a > on its line.

        Returns where to read on. Raises Stop if there is neither.
        """
        raw = self._window.slice(start, start + _LONG_LINE)
        shown = cut(re.split(rb"[\r\n]", raw)[0].decode("utf-8", "replace").strip())
        message = f"the instruction {shown} has no end; write ?> behind it, or remove it"
        self._report("xml-unclosed", message, start, "<?")
        end = _INSTRUCTION_END.match(raw)
        if end is None or not self._may_reread():
            self._engine.abandon()
            raise Stop
        return start + end.end()

    def _close_nested(self, start: int, raw: bytes) -> int:
        """Report a comment inside a comment; return where the outer one ends."""
        self._report("not-well-formed", "a comment stands inside a comment; remove one", start)
        end = raw.find(_COMMENT_END, 4) + 3
        if end < 3:
            self._engine.abandon()
            raise Stop
        again = raw.find(_COMMENT_END, end)
        return start + (again + 3 if 0 <= again < (raw.find(b"<", end) % (len(raw) + 1)) else end)


def _end_of_text(data: bytes) -> int:
    """Return where a file ends that is cut in a text: before half a reference or character."""
    for size in (1, 2, 3):
        if is_cut_character(data[-size:]):
            return len(data) - size
    reference = _CUT_REFERENCE.search(data)
    return reference.start() if reference else len(data.rstrip())
