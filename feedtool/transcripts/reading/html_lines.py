"""The lines that an element of HTML shows, each with what stands out at its start."""

import re
from dataclasses import dataclass, field
from itertools import islice
from typing import Any

from feedtool.transcripts.reading.turn_lines import Line, join_cells

_HIDDEN = frozenset({
    "script", "style", "noscript", "template", "svg", "iframe", "object", "head", "nav", "button",
    "select", "textarea", "audio", "video", "canvas", "dialog", "math", "footer", "aside",
})  # fmt: skip
_BLOCKS = frozenset({
    "address", "article", "blockquote", "body", "caption", "dd", "details", "div", "dl", "dt",
    "fieldset", "figcaption", "figure", "h1", "h2", "h3", "h4", "h5", "h6", "header", "hr", "html",
    "legend", "li", "main", "ol", "p", "pre", "section", "summary", "table", "tbody", "thead", "ul",
})  # fmt: skip
HEADINGS = frozenset({"h1", "h2", "h3", "h4", "h5", "h6"})
_STRONG = frozenset({"b", "strong", "cite", "dt"})
_SPEAKER = re.compile(r"(?:^|[\s_-])(?:speaker|author)(?:[_-]?name)?(?:$|\s)", re.IGNORECASE)
_MOST_TEXTS = 50
_MOST_OF_LABEL = 1_000
_SPACE = re.compile(r"[ \t\r\n\f\xa0]+")
_DURATION = re.compile(
    r"PT(?:([0-9]{1,4})H)?(?:([0-9]{1,6})M)?(?:([0-9]{1,9}(?:\.[0-9]{1,9})?)S)?", re.IGNORECASE
)


@dataclass(slots=True)
class HtmlLines:
    """Lines, numbered from 0, and the element of each."""

    lines: list[Line] = field(default_factory=list)
    elements: list[Any] = field(default_factory=list)


def read_html_lines(root: Any) -> HtmlLines:
    """Return the lines that an element shows, with an empty one around each block."""
    walker = _Walker()
    walker.walk(root)
    return walker.found


def is_shown(element: Any) -> bool:
    """Return whether a page shows an element as a part of its text."""
    if not isinstance(element.tag, str) or element.tag in _HIDDEN:
        return False
    if element.get("hidden") is not None or element.get("aria-hidden") == "true":
        return False
    return element.get("role") not in ("navigation", "search", "banner", "contentinfo")


def read_text(element: Any, most: int | None = None) -> str:
    """Return the text of an element as one line; `most` is how many of its texts are read."""
    return _SPACE.sub(" ", "".join(islice(element.itertext(), most))).strip()


def read_label(element: Any) -> str:
    """Return the text of an element that should be short, such as a name."""
    return read_text(element, _MOST_TEXTS)[:_MOST_OF_LABEL]


def read_time(element: Any) -> str:
    """Return the time of a `<time>` element as a clock, or else its text; a date is none.

    Source: https://html.spec.whatwg.org/multipage/text-level-semantics.html#the-time-element
    """
    found = _DURATION.fullmatch(element.get("datetime", "").strip())
    if found is None or not any(found.groups()):
        return read_label(element)
    seconds = int(found[1] or 0) * 3600 + int(found[2] or 0) * 60 + float(found[3] or 0)
    minutes, rest = divmod(seconds, 60)
    return f"{int(minutes) // 60}:{int(minutes) % 60:02}:{rest:06.3f}"


class _Walker:
    """Goes through an element and gathers its lines."""

    def __init__(self) -> None:
        self.found = HtmlLines()
        self._parts: list[str] = []
        self._has_text = False
        self._element: Any = None
        self._label = ""
        # The element that stands out at the start of the line, as long as it is open.
        self._open_label: Any = None

    def walk(self, root: Any) -> None:
        """Add the lines of an element."""
        from lxml import etree  # noqa: PLC0415 - 35 ms, only HTML needs it

        walk = etree.iterwalk(root, events=("start", "end"))
        for event, node in walk:
            if event == "end":
                self._end(node, is_root=node is root)
            elif not is_shown(node):
                walk.skip_subtree()
            elif node.tag in ("time", "tr"):
                walk.skip_subtree()
                self._add_whole(node)
            else:
                self._start(node)
        self._close_line()

    def _start(self, node: Any) -> None:
        if node.tag in _BLOCKS:
            self._close_block(node)
        elif node.tag == "br":
            self._close_line()
            self._element = node
        if self._open_label is None and self._is_label(node) and not self._has_text:
            self._open_label = node
            self._parts = []
        self._add(node.text)

    def _end(self, node: Any, *, is_root: bool) -> None:
        if node is self._open_label:
            self._label = _tidy(self._parts)
            self._open_label = None
            if "speaker" in node.get("class", "").lower():
                self._end_label()
        if node.tag in _BLOCKS:
            if node.tag == "dt":
                self._end_label()
            self._close_block(node)
        if not is_root:
            self._add(node.tail)

    def _end_label(self) -> None:
        self._add("" if _tidy(self._parts).endswith((":", "：")) else ":")

    def _add(self, text: str | None) -> None:
        if text:
            self._parts.append(text)
            self._has_text = self._has_text or bool(text.strip())

    def _add_whole(self, node: Any) -> None:
        """Add a time, or a row of a table as one line."""
        if node.tag == "time":
            self._add(f" [{read_time(node)}] ")
            return
        self._close_block(node)
        self._add(join_cells([read_text(cell) for cell in node if cell.tag in ("td", "th")]))
        self._close_block(node)

    @staticmethod
    def _is_label(node: Any) -> bool:
        return node.tag in _STRONG or bool(_SPEAKER.search(node.get("class", "")))

    def _close_block(self, node: Any) -> None:
        self._close_line()
        if self.found.lines and self.found.lines[-1].text:
            self._append("", node)
        self._element = node

    def _close_line(self) -> None:
        text = _tidy(self._parts)
        if text:
            self._append(text, self._element)
        self._parts = []
        self._has_text = False
        self._label = ""
        self._open_label = None

    def _append(self, text: str, element: Any) -> None:
        is_heading = element is not None and element.tag in HEADINGS
        number = len(self.found.lines)
        self.found.lines.append(Line(number, text, self._label if text else "", is_heading))
        self.found.elements.append(element)


def _tidy(parts: list[str]) -> str:
    return _SPACE.sub(" ", "".join(parts)).strip()
