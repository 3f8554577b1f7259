"""Repairs elements that do not end where they should: end tags that are missing, misspelt, swapped.

What an element may hold decides how: a tag that may not stand in the open element, but may stand in
an element around it, shows that an end tag is missing before it.
"""

import re
from html import unescape
from typing import TYPE_CHECKING

from feedtool.findings.place import LineColumn, Position
from feedtool.findings.wording import cut
from feedtool.validator.checking.displaced import holder_of, may_hold
from feedtool.validator.checking.engine import Engine
from feedtool.validator.elements.open_element import OpenElement
from feedtool.validator.elements.plan import FOREIGN
from feedtool.validator.reading.broken_tags import read_broken_tag
from feedtool.validator.reading.outer_tags import OuterTags
from feedtool.validator.reading.raw_html import is_raw_html, report_raw_html, text_around
from feedtool.validator.reading.xml_faults import (
    first_closed,
    is_alike,
    is_blank,
    loose_ends,
    walk_tags,
)
from feedtool.validator.source.limits import LOOK_AHEAD_BYTES, ReadOn
from feedtool.values.html_names import TAGS

if TYPE_CHECKING:
    from collections.abc import Callable

_RULE = "xml-tag"
# A hostile feed has thousands of misplaced tags.
_MAX_LOOKS = 2000
# Text between elements that is a tag without its <, or such a tag and what follows it.
_BEHEADED = re.compile(
    r"\s*+(?P<slash>/?)\s*+(?P<name>[A-Za-z][\w:.-]*+)(?P<rest>[^<>]*+>.*)", re.DOTALL
)


class Nesting:
    """Closes and opens elements as the author of the feed meant it."""

    def __init__(self, engine: Engine, read_ahead: "Callable[[int], None]") -> None:
        self._engine = engine
        self._window = engine.cursor.window
        self._read_ahead = read_ahead
        self._looks = 0
        self._outer = OuterTags(engine)

    def _report(self, message: str, place: LineColumn, value: str = "") -> None:
        self._engine.report_malformed(_RULE, message, place, value)

    def ahead(self, offset: int) -> bytes:
        """Return the bytes behind an offset that are needed to explain a fault."""
        self._read_ahead(offset + LOOK_AHEAD_BYTES)
        return self._window.slice(offset, offset + LOOK_AHEAD_BYTES)

    def doubt_tag(self, parent: OpenElement, tag: str, place: Position) -> None:
        """Repair the elements that are open before a tag which may not stand inside them.

        Returns if the author nested the elements like this: then the tag is misplaced. Raises
        ReadOn after a repair.
        """
        self._looks += 1
        if self._looks > _MAX_LOOKS:
            return
        ahead = self.ahead(place[2])
        if parent.plan.id == "rss":
            self._outer.doubt(parent, tag, place, ahead)
            return
        if parent.plan is FOREIGN and is_alike(next(loose_ends(ahead), ""), parent.tag):
            return
        self._open_missing(parent, tag, place, ahead)
        holder = holder_of(parent, tag)
        if holder is None or (may_hold(parent, tag) and tag != parent.tag):
            return
        inner = self.inside(holder)
        closed = first_closed(ahead, self._engine.open_tags())
        if closed is not None and closed in [element.tag for element in inner]:
            return
        if len(inner) == 1 and tag == parent.tag:
            self._repair_twin(parent, holder, place, ahead)
        self.close_before(inner, holder, place[2])
        raise ReadOn(place[2])

    def inside(self, holder: OpenElement) -> list[OpenElement]:
        """Return the open elements inside an open element, the innermost first."""
        found = []
        element = self._engine.innermost
        while element is not holder and element.parent is not None:
            found.append(element)
            element = element.parent
        return found

    def _open_missing(self, parent: OpenElement, tag: str, place: Position, ahead: bytes) -> None:
        """Open an element whose start tag is missing before a tag that stands in it."""
        end = next(loose_ends(ahead), "")
        if not end or end in self._engine.open_tags() or not may_hold(parent, end):
            return
        shown = cut(end)
        engine = self._engine
        message = f"the start tag <{shown}> is missing before <{cut(tag)}>"
        doubt, engine.doubt_tag = engine.doubt_tag, None
        engine.collector.muted = True
        engine.open(end, [], place)
        engine.collector.muted = False
        engine.doubt_tag = doubt
        if not may_hold(engine.innermost, tag):
            engine.forget_innermost()
            return
        self._report(message, place[:2], f"<{tag}")
        raise ReadOn(place[2])

    def _repair_twin(
        self, parent: OpenElement, holder: OpenElement, place: Position, ahead: bytes
    ) -> None:
        """Repair a start tag inside an element of the same name: one too many, or an end tag."""
        tags = walk_tags(ahead)
        own, behind = next(tags, None), next(tags, None)
        if own is None or parent.plan is FOREIGN:
            return
        shown = cut(parent.tag)
        before = self._window.slice(parent.offset, place[2])
        if before.endswith(b"/"):
            self._repair_slash(parent, place, own.end)
        is_bare = not parent.text.strip() and not parent.children and not parent.attributes
        if is_bare and parent.plan.content != "empty":
            message = f"the start tag <{shown}> stands twice; remove one"
            self._report(message, place[:2], f"<{parent.tag}")
            raise ReadOn(place[2] + own.end)
        is_text = parent.plan.content == "text"
        has_attributes = ahead[: own.end] != f"<{parent.tag}>".encode()
        is_single = bool(parent.attributes) and has_attributes and not is_text
        if behind is None or is_single or not is_blank(ahead[own.end : behind.start]):
            return
        if is_text:
            is_end = not (behind.is_end and behind.name == parent.tag)
        else:
            is_end = behind.name == (holder.tag if behind.is_end else parent.tag) or (
                not behind.is_end
                and may_hold(holder, behind.name)
                and not may_hold(parent, behind.name)
            )
        if is_end:
            message = f"<{shown}> of line {parent.line} is closed by <{shown}>; write </{shown}>"
            self._report(message, place[:2], f"<{parent.tag}")
            self._engine.close()
            raise ReadOn(place[2] + own.end)

    def _repair_slash(self, parent: OpenElement, place: Position, size: int) -> None:
        """Repair an end tag whose slash stands before its <."""
        line, column = place[0], place[1] - 1
        self._engine.collector.withdraw((line, column), "unexpected-text")
        shown = cut(f"/<{parent.tag}>")
        message = f"{shown} is no end tag; write </{cut(parent.tag)}>"
        self._report(message, (line, column), shown)
        if parent.plan.content == "text":
            parent.text = parent.text.removesuffix("/")
        self._engine.close()
        raise ReadOn(place[2] + size)

    def close_before(self, inner: list[OpenElement], holder: OpenElement, offset: int) -> None:
        """Report the elements that have no end tag before an offset, and close them."""
        engine = self._engine
        told = [one for one in inner if not self._is_reported(one)]
        if told and not self._find_beheaded_end(told[0], offset):
            self._report_unclosed(told, offset)
        if told:
            engine.collector.excuse(holder, {name for one in told for name in one.children})
        elif inner:
            report_raw_html(engine, inner[-1], (inner[-1].line, inner[-1].column))
        self._strip(engine.innermost)
        while engine.innermost is not holder:
            engine.close()

    def _is_reported(self, element: OpenElement) -> bool:
        """Return whether an element without end tag is reported for something that says more."""
        text = text_around(element) if element.plan is FOREIGN else None
        return (
            element is self._outer.opened
            or is_raw_html(element)
            or (text is not None and self._engine.collector.has_reported("markup-raw", text))
        )

    def _strip(self, element: OpenElement) -> None:
        """Drop the blanks behind a text that has no end tag."""
        if element.plan.content == "text":
            self._take_text(element)
            element.text = element.text.rstrip()

    def _report_unclosed(self, told: list[OpenElement], offset: int) -> None:
        element = told[0]
        tag = cut(element.tag)
        if len(told) == 1 and wants_slash(element):
            start = self._window.slice(element.offset, offset)
            end = next((one.end for one in walk_tags(start)), 1)
            place = self._window.place_of(element.offset + end - 1)
            engine = self._engine
            # The slash may stand behind the tag.
            engine.collector.withdraw((place[0], place[1] + 1), "unexpected-text")
            if element.attributes and start[:end].endswith((b'/">', b"/'>")):
                # The slash stands inside the quotes. A tag that is broken has no attributes.
                engine.collector.withdraw_inside(element)
                element.attributes[-1] = element.attributes[-1].removesuffix("/")
            if "".join(engine.cursor.text).strip() == "/":
                engine.cursor.text.clear()
            self._report(f"{tag} is not closed; end its tag with /> instead of >", place)
            return
        before = self._window.slice(max(element.offset, self._window.start), offset)
        place = self._window.place_of(offset - len(before) + len(before.rstrip()))
        if element.plan is FOREIGN:
            self._engine.drop_stray(element)
            self._engine.collector.withdraw(element.place[:2], "unknown-element")
        if element.plan is FOREIGN and element.tag.lower() in TAGS:
            place = element.place[:2]
            message = f"the HTML tag <{tag}> stands outside of a text; remove it"
        elif len(told) == 1:
            message = f"<{tag}> of line {element.line} is not closed; add </{tag}> here"
        else:
            names = " and ".join(f"<{cut(one.tag)}> of line {one.line}" for one in told[:3])
            ends = "".join(f"</{cut(one.tag)}>" for one in told[:3])
            message = f"{names} are not closed; add {ends} here"
        self._report(message, place)

    def _find_beheaded_end(self, element: OpenElement, offset: int) -> bool:
        """Report an end tag that lacks its < and so ends up in the text of the element."""
        if element is not self._engine.innermost or element.plan.content != "text":
            return False
        tag = re.escape(element.tag)
        self._take_text(element)
        if self._find_end_inside(element, offset):
            return True
        found = re.search(rf"(?:/\s*+{tag}\s*+(?:>\s*+)?|{tag}>\s*+)\Z", element.text[-200:])
        if found is None:
            return False
        raw = self._window.slice(element.offset, offset)
        at = raw.rfind(found[0].strip().encode())
        shown = cut(found[0].strip())
        message = f'the end tag "{shown}" is broken; write </{cut(element.tag)}>'
        self._report(message, self._window.place_of(element.offset + max(at, 0)), shown)
        element.text = element.text.rstrip().removesuffix(found[0].strip())
        return True

    def _find_end_inside(self, element: OpenElement, offset: int) -> bool:
        """Report an end tag that is text: it is escaped, or stands in the CDATA section."""
        end_tag = f"</{element.tag}>"
        if not element.text.rstrip().endswith(end_tag):
            return False
        raw = self._window.slice(element.offset, offset).rstrip()
        shown = cut(end_tag)
        if raw.endswith(f"{end_tag}]]>".encode()):
            at, wrong = len(raw) - 3, "]]>"
            message = f"]]> stands behind {shown}; write it before {shown}"
        else:
            at = max(raw.rfind(b"&lt;/"), 0)
            wrong = raw[at:].decode("utf-8", "replace")
            message = f"the end tag {shown} is escaped; write it with < and >"
        self._report(message, self._window.place_of(element.offset + at), wrong)
        element.text = element.text.rstrip().removesuffix(end_tag)
        return True

    def _take_text(self, element: OpenElement) -> None:
        text = self._engine.cursor.text
        element.text += "".join(text)
        text.clear()

    def doubt_text(self, element: OpenElement, text: str, here: Position) -> None:
        """Repair a tag that lacks its <, so that it is text between elements.

        Returns if the text is something else; raises ReadOn after a repair.
        """
        found = _BEHEADED.fullmatch(text)
        self._looks += 1
        if found is None or self._looks > _MAX_LOOKS:
            return
        name = found["name"]
        base = max(element.offset, self._window.start)
        raw = self._window.slice(base, here[2])
        last = max((tag.end for tag in walk_tags(raw)), default=0)
        at = raw.find(f"{found['slash']}{name}".encode(), last)
        line, column = self._window.place_of(base + max(at, 0))
        message = f"the < before {cut(found['slash'] + name)} is missing"
        if found["slash"]:
            if name != element.tag:
                return
            self._report(message, (line, column))
            self._engine.close()
            raise ReadOn(here[2])
        if element is not self._engine.innermost or at < 0 or not may_hold(element, name):
            return
        self._report(message, (line, column), name)
        tag = read_broken_tag(b"<" + raw[at:])
        self._engine.open(
            name, [unescape(part) for pair in tag.attributes for part in pair],
            (line, column, base + at),
        )  # fmt: skip
        rest = found["rest"].partition(">")[2]
        if tag.is_empty:
            self._engine.close()
        elif rest.strip():
            self._engine.cursor.text.append(rest)
        raise ReadOn(here[2])


def wants_slash(element: OpenElement) -> bool:
    """Return whether an element without end tag is one of those that are a single tag."""
    plan = element.plan
    return plan.content == "empty" or (
        plan.content == "elements" and bool(element.attributes) and not element.children
        and bool(plan.required_attributes)
    )  # fmt: skip
