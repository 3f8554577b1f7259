"""Repairs what an end tag shows that does not close the innermost element."""

import re

from feedtool.findings.place import LineColumn
from feedtool.findings.wording import cut
from feedtool.validator.checking.displaced import is_text_child, may_hold
from feedtool.validator.checking.engine import Engine
from feedtool.validator.elements.open_element import OpenElement
from feedtool.validator.elements.plan import FOREIGN
from feedtool.validator.reading.nesting import Nesting, wants_slash
from feedtool.validator.reading.raw_html import is_raw_html, report_raw_html
from feedtool.validator.reading.xml_faults import Tag, first_closed, is_alike, walk_tags
from feedtool.validator.source.limits import ReadOn

_RULE = "xml-tag"
# What is said of a name that turns out to be misspelt.
_OF_NAMES = ("unknown-element", "prefix-undeclared", "bad-qualified-name", "misplaced-element")


class EndTags:
    """Finds what an end tag was meant to close."""

    def __init__(self, engine: Engine, nesting: Nesting) -> None:
        self._engine = engine
        self._window = engine.cursor.window
        self._nesting = nesting

    def _report(self, message: str, place: LineColumn, value: str = "") -> None:
        self._engine.report_malformed(_RULE, message, place, value)

    def repair(self, name: str, start: int, end: int) -> int:
        """Repair what an end tag shows that does not close the innermost element.

        `start` and `end` are the offsets of the tag. Returns where to read on.
        """
        engine = self._engine
        innermost = engine.innermost
        at = self._window.place_of(start)
        if name == innermost.tag:
            # A repair opened the element.
            engine.close()
            return end
        pending = "".join(engine.cursor.text)
        if innermost.plan.content != "text" and ">" in pending and pending.strip():
            engine.cursor.text.clear()
            try:
                self._nesting.doubt_text(innermost, pending, (*at, start))
            except ReadOn:
                return start
            engine.cursor.text.append(pending)
        if name in engine.open_tags():
            return self._close_outer(name, at, start, end)
        return self._close_unknown(name, at, start, end)

    def _close_outer(self, name: str, at: LineColumn, start: int, end: int) -> int:
        """Close the elements that are open inside the one that an end tag names."""
        engine = self._engine
        outer = engine.innermost
        while outer.tag != name and outer.parent is not None:
            outer = outer.parent
        inner = self._nesting.inside(outer)
        behind = next(walk_tags(self._nesting.ahead(end)), None)
        tags = [one.tag for one in inner]
        follows = behind is not None and behind.is_end and behind.name == tags[0]
        if (
            len(tags) == 1
            and behind is not None
            and follows
            and not self._nesting.ahead(end)[: behind.start].strip()
        ):
            if not self._is_html(inner[0], at):
                message = (
                    f"</{cut(name)}> and </{cut(tags[0])}> are in the wrong order; "
                    f"write </{cut(tags[0])}></{cut(name)}>"
                )
                self._report(message, at)
            engine.close()
            engine.close()
            return end + behind.end
        if behind is not None and self._closes_innermost(inner[0], outer, behind):
            message = f"<{cut(tags[0])}> of line {inner[0].line} is closed by </{cut(name)}>"
            self._report(f"{message}; write </{cut(tags[0])}>", at, f"</{name}>")
            engine.close()
            return end
        self._nesting.close_before(inner, outer, start)
        engine.close()
        return end

    @staticmethod
    def _closes_innermost(element: OpenElement, outer: OpenElement, behind: Tag) -> bool:
        """Return whether the tag behind an end tag shows that it was to close another element."""
        parent = element.parent
        return (
            parent is not None
            and element.plan.content == "elements"
            and not behind.is_end
            and may_hold(parent, behind.name)
            and not may_hold(element, behind.name)
            and (outer.parent is None or not may_hold(outer.parent, behind.name))
        )

    def _is_html(self, element: OpenElement, at: LineColumn) -> bool:
        if is_raw_html(element):
            report_raw_html(self._engine, element, at)
            return True
        return False

    def _close_unknown(self, name: str, at: LineColumn, start: int, end: int) -> int:
        """Repair what an end tag shows whose element is not open."""
        engine = self._engine
        innermost = engine.innermost
        tag, ahead = innermost.tag, self._nesting.ahead(end)
        closed = first_closed(ahead, engine.open_tags())
        is_leaf = innermost.plan.content == "text" or innermost.plan is FOREIGN
        # At its end, rss is like a leaf.
        is_last = innermost.plan.id == "rss" and not ahead.strip()
        is_leaf = is_leaf or wants_slash(innermost) or is_last
        if self._rename(name):
            return end
        if (
            is_raw_html(innermost)
            and closed != tag
            and report_raw_html(engine, innermost, at, name)
        ):
            engine.close()
            return end
        if is_leaf and closed in (tag, None) and report_raw_html(engine, innermost, at, name):
            return end
        if (closed != tag or self._starts_sibling(ahead)) and (is_leaf or is_alike(name, tag)):
            message = f"<{cut(tag)}> of line {innermost.line} is closed by </{cut(name)}>"
            self._report(f"{message}; write </{cut(tag)}>", at, f"</{name}>")
            engine.close()
            # The last letters of the name may stand behind the tag.
            lost = tag.removeprefix(name).encode()
            return end + len(lost) if lost and ahead.startswith(lost) else end
        if not is_leaf and is_text_child(innermost, name):
            return self._repair_child(name, at, start, end, ahead)
        engine.cursor.text[:] = engine.cursor.text if is_leaf else []
        self._report(f"</{cut(name)}> has no start tag before it; remove it", at, f"</{name}>")
        return end

    def _starts_sibling(self, ahead: bytes) -> bool:
        """Return whether what follows is a tag that stands beside the innermost element."""
        element, behind = self._engine.innermost, next(walk_tags(ahead), None)
        if behind is None or behind.is_end or element.parent is None:
            return False
        is_next = not ahead[: behind.start].strip()
        return (
            is_next and may_hold(element.parent, behind.name) and not may_hold(element, behind.name)
        )

    def _rename(self, name: str) -> bool:
        """Repair a misspelt start tag whose end tag is right; return whether it is one."""
        engine = self._engine
        element, parent = engine.innermost, engine.innermost.parent
        if parent is None or may_hold(parent, element.tag) or not may_hold(parent, name):
            return False
        if not is_alike(name, element.tag):
            return False
        line, column = element.place[:2]
        lost = name.removesuffix(element.tag)
        engine.collector.withdraw((line, column), *_OF_NAMES)
        engine.collector.withdraw((line, column - len(lost)), "unexpected-text")
        message = f"</{cut(name)}> closes <{cut(element.tag)}>; write <{cut(name)}>"
        self._report(message, (line, column), f"<{element.tag}")
        child = parent.scope.child_written(parent.plan, name)
        if child is not None and name.startswith(element.tag) != element.tag.startswith(name):
            # Letters of the name may stand in the text, or letters of the text in the tag.
            engine.rename(name, child, checked=False)
        elif child is not None:
            engine.rename(name, child)
        engine.collector.excuse(element, {need.element for need in element.plan.needs})
        engine.collector.excuse(parent, {element.plan.name})
        engine.close()
        return True

    def _reopen(self, name: str, text: str) -> bool:
        """Give a text to the element before it, if a slash has closed that too early."""
        parent = self._engine.innermost
        child = parent.scope.child_written(parent.plan, name)
        element = parent.children.get(child.name) if child is not None else None
        element = element.twins[-1] if element is not None and element.twins else element
        if element is None or element.text or element.children or element.plan.content != "text":
            return False
        place = element.place[:2]
        self._engine.collector.withdraw(place, "empty-value", "missing-value")
        shown = cut(name)
        message = f"<{shown}/> ends here already; write <{shown}> without the slash"
        self._report(message, place, f"<{shown}")
        element.text = text.strip()
        return True

    def _repair_child(self, name: str, at: LineColumn, start: int, end: int, ahead: bytes) -> int:
        """Repair a child whose start tag is missing, or stands where its end tag should."""
        engine = self._engine
        text = "".join(engine.cursor.text)
        engine.cursor.text.clear()
        if text.strip() and self._reopen(name, text):
            return end
        tags = walk_tags(ahead)
        first, second = next(tags, None), next(tags, None)
        shown, message, resume = cut(name), "", end
        follows = first is not None and not first.is_end and first.name == name
        ends = second is not None and second.is_end and second.name == name
        if first is not None and follows and not ends and not text.strip():
            message = f"the tags of {shown} are swapped; write <{shown}>…</{shown}>"
            text = ahead[: first.start].decode("utf-8", "replace")
            resume = end + first.end
        escaped = re.match(rf"\s*<{re.escape(name)}(?:\s[^<>]*)?>", text)
        if escaped is not None and not message:
            message = f"the start tag of </{shown}> is escaped; write <{shown}> with < for &lt;"
            text = text[escaped.end() :]
        if not message and text.strip():
            message = f"</{shown}> has no start tag; add <{shown}> before its text"
        self._report(
            message or f"</{shown}> has no start tag before it; remove it", at, f"</{name}>"
        )
        if message:
            engine.collector.muted = True
            engine.open(name, [], (*at, start))
            engine.collector.muted = False
            if engine.innermost.plan.attributes:
                # The start tag may have had some.
                engine.collector.doubt(engine.innermost)
            engine.cursor.text.append(text.strip())
            engine.close()
        return resume
