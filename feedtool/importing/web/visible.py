"""What a web page shows: elements as lines of text, and as HTML for show notes."""

import re
from collections.abc import Iterable, Sequence
from html import escape
from itertools import islice
from typing import Any

from feedtool.importing.feed.markdown_notes import to_markdown as html_to_markdown
from feedtool.importing.feed.notes import as_markdown, is_html
from feedtool.importing.page.read_page import to_markdown
from feedtool.importing.web.tree import parse_page
from feedtool.importing.web.values import read_url
from feedtool.producer.notes.cleaning import clean_html

_HIDDEN = frozenset({
    "script", "style", "noscript", "template", "svg", "iframe", "object", "head", "nav", "form",
    "button", "select", "textarea", "audio", "video", "canvas", "dialog", "math",
})  # fmt: skip
_BLOCKS = frozenset({
    "address", "article", "aside", "blockquote", "caption", "dd", "details", "div", "dl", "dt",
    "fieldset", "figcaption", "figure", "footer", "h1", "h2", "h3", "h4", "h5", "h6", "header",
    "hr", "legend", "li", "main", "ol", "p", "pre", "section", "summary", "table", "tr", "ul",
})  # fmt: skip
# Blocks with a blank line around them, as paragraphs have it in a text.
_PARAGRAPHS = frozenset({
    "blockquote", "dl", "figure", "h1", "h2", "h3", "h4", "h5", "h6", "hr", "ol", "p", "pre",
    "table", "ul",
})  # fmt: skip
# Markdown knows one of two names.
_SAME = {"b": "strong", "i": "em"}
_BLOCK = re.compile(r"<(?:p|ul|ol|li|h[1-6]|blockquote|pre|table|hr)\b")
_SPACE = re.compile(r"[ \t\r\n\f\xa0]+")


def is_shown(element: Any) -> bool:
    """Tell whether a page shows an element, as far as the element itself says it."""
    if not isinstance(element.tag, str) or element.tag in _HIDDEN:
        return False
    return element.get("hidden") is None and element.get("aria-hidden") != "true"


def read_lines(elements: Sequence[Any], most: int | None = None) -> list[str]:
    """Return the lines of text that elements and texts show, an empty one between paragraphs.

    `most` is how many starts and ends of elements are looked at.
    """
    parts: list[str] = []
    for element in elements[:most]:
        if isinstance(element, str):
            parts.append(_plain(element))
        else:
            _add_text(element, parts, most)
    lines = [" ".join(line.split()) for line in "".join(parts).split("\n")]
    return _join_marks(lines)


def _join_marks(lines: list[str]) -> list[str]:
    """Put the mark of an item of a list before its first line, and one empty line at most."""
    found: list[str] = []
    for line in lines:
        if line and found and found[-1] == "•":
            found[-1] = f"• {line}"
        elif (line or (found and found[-1])) and not (not line and found[-1] == "•"):
            found.append(line)
    return [line for line in found if line != "•"]


def read_start(element: Any, most: int) -> str:
    """Return the text at the start of an element, as far as `most` starts and ends in it reach."""
    from lxml import etree  # noqa: PLC0415 - 35 ms, only web pages need it

    parts = []
    for event, node in islice(etree.iterwalk(element, events=("start", "end")), most):
        text = node.text if event == "start" else node.tail
        parts.append("" if node is element and event == "end" else text or "")
    return "".join(parts)


def _add_text(element: Any, parts: list[str], most: int | None) -> None:
    """Add the texts of an element to `parts`, with line ends around blocks."""
    from lxml import etree  # noqa: PLC0415 - 35 ms, only web pages need it

    walk = etree.iterwalk(element, events=("start", "end"))
    for event, node in islice(walk, most):
        if event == "start":
            if is_shown(node):
                parts += (_edge(node), "•\n" if node.tag == "li" else "", _plain(node.text))
            else:
                walk.skip_subtree()
        else:
            parts.append(_edge(node) if is_shown(node) else "")
            parts.append(_plain(node.tail) if node is not element else "")


def _edge(node: Any) -> str:
    if node.tag in _PARAGRAPHS:
        return "\n\n"
    return "\n" if node.tag in _BLOCKS or node.tag == "br" else ""


def _plain(text: str | None) -> str:
    return _SPACE.sub(" ", text or "")


def read_notes(text: str, base: str) -> str:
    """Return a text of a page, HTML or plain, as Markdown; its addresses become whole."""
    if not is_html(text):
        return to_markdown(text.replace("\r\n", "\n").split("\n"))
    html = clean_html(_complete_addresses(text, base), as_written=True)
    if html and not _BLOCK.search(html):
        html = f"<p>{html}</p>"
    return html_to_markdown(as_markdown(html))


def to_lines(text: str) -> list[str]:
    """Return the lines of a text that may be HTML."""
    return read_lines([_parse(text)]) if is_html(text) else text.splitlines()


def read_html(element: Any) -> str:
    """Return what is inside an element as HTML."""
    return f"{escape(element.text or '')}{read_html_of(element)}".strip()


def read_html_of(elements: Iterable[Any]) -> str:
    """Return elements as HTML, without those that a page does not show."""
    from lxml import etree  # noqa: PLC0415 - 35 ms, only web pages need it

    parts = []
    for one in elements:
        if is_shown(one):
            parts.append(str(etree.tostring(one, encoding="unicode", method="html")))
        else:
            parts.append(escape(one.tail or ""))
    return "".join(parts).strip()


def _complete_addresses(html: str, base: str) -> str:
    body = _parse(html)
    for name in ("href", "src"):
        for element in body.iter("a", "img"):
            if name in element.attrib:
                element.set(name, read_url(element.get(name), base) or "")
    for element in body.iter(*_SAME):
        element.tag = _SAME[element.tag]
    return read_html(body)


def _parse(html: str) -> Any:
    """Return a body with the elements of a piece of HTML."""
    root = parse_page(f"<!DOCTYPE html><html><body>{html}</body></html>")
    return next(iter(root.iter("body")))
