"""HTML of a page as the Markdown that an author would write, where that is rendered to the same."""

import re
from typing import Any

from feedtool.importing.feed.notes import as_markdown
from feedtool.importing.page.read_page import escape_line
from feedtool.importing.web.tree import parse_page
from feedtool.producer.notes.render import render_html

_MARKS = {"strong": "**", "b": "**", "em": "*", "i": "*"}
_BLANKS = (" ", "\t", "\r", "\n", "\f")
_LISTS = ("ul", "ol")
_BLOCK = re.compile(r"<(?:p|ul|ol|li|h[1-6]|blockquote|pre|table|hr|div)\b")
_SAME = (
    (r"(</?)b>", r"\1strong>"),
    (r"(</?)i>", r"\1em>"),
    (r"<li>\s*<p>([^<]*(?:<(?!/?(?:p|li|ul|ol)>)[^<]*)*)</p>\s*</li>", r"<li>\1</li>"),
    (r"<br>\n", "<br>"),
    (r"(?<=>)(?=<)", " "),
)
# More is rarely notes, and the rendering is compared.
_LONGEST = 50_000


class _NoMarkdownError(Exception):
    """An element has no simple form in Markdown."""


def write_markdown(html: str) -> str:
    """Return clean HTML as Markdown; what has no simple form there stays HTML.

    >>> write_markdown('<p>Ships <a href="https://example.com/x">of <b>Example</b></a></p>')
    'Ships [of **Example**](https://example.com/x)'
    """
    if html and not _BLOCK.search(html):
        html = f"<p>{html}</p>"
    as_html = as_markdown(html)
    if len(html) > _LONGEST:
        return as_html
    try:
        found = _write_blocks(
            next(iter(parse_page(f"<html><body>{html}</body></html>").iter("body")))
        )
    except _NoMarkdownError:
        return as_html
    same = _parts(render_html(found, "")) == _parts(render_html(as_html, ""))
    return found if same else as_html


def _parts(html: str) -> list[str]:
    """Return what is shown of HTML, whatever names its tags have and whatever blanks it has."""
    for pattern, same in _SAME:
        html = re.sub(pattern, same, html)
    return re.split(r"[ \n]+", html.strip())


def _write_blocks(parent: Any) -> str:
    if (parent.text or "").strip():
        return _write_line(parent)
    blocks = []
    for node in parent:
        if (node.tail or "").strip():
            raise _NoMarkdownError
        blocks.append(_write_block(node))
    return "\n\n".join(filter(None, blocks))


def _write_block(node: Any) -> str:
    if node.tag == "p":
        return _write_line(node)
    if node.tag == "hr":
        return "---"
    if found := re.fullmatch(r"h([1-6])", node.tag):
        return f"{'#' * int(found[1])} {_write_line(node)}"
    if node.tag in _LISTS and not node.attrib:
        marks = [f"{at}." if node.tag == "ol" else "-" for at in range(1, len(node) + 1)]
        return "\n".join(
            f"{mark} {_write_item(one)}" for mark, one in zip(marks, node, strict=True)
        )
    raise _NoMarkdownError


def _write_item(node: Any) -> str:
    """Write an item of one line; lists inside of lists stay HTML."""
    line = _write_line(node[0] if len(node) == 1 and node[0].tag == "p" else node)
    if "\n" in line or node.tag != "li":
        raise _NoMarkdownError
    return line


def _write_line(node: Any) -> str:
    if node.attrib:
        raise _NoMarkdownError
    return escape_line(_write_inline(node).strip())


def _write_inline(node: Any) -> str:
    parts = [_escape(node.text)]
    for child in node:
        parts += [_write_child(child), _escape(child.tail)]
    return "".join(parts)


def _write_child(child: Any) -> str:
    if child.tag == "br":
        return "\\\n"
    inner = _write_inline(child)
    if child.tag in _MARKS and not child.attrib and inner == inner.strip() != "":
        return f"{_MARKS[child.tag]}{inner}{_MARKS[child.tag]}"
    if (
        child.tag == "a"
        and [*child.attrib] == ["href"]
        and re.fullmatch(r"[^\s<>()\\]+", child.get("href"))
    ):
        return f"[{inner}]({child.get('href')})"
    raise _NoMarkdownError


def _escape(text: str | None) -> str:
    return re.sub(r"([\\`*_\[\]<>~])|(&(?=#?\w+;))", r"\\\1\2", " ".join(_spaced(text)))


def _spaced(text: str | None) -> list[str]:
    """Return the words of a text, with an empty one where it starts or ends with a blank."""
    found = text or ""
    words = re.findall(r"[^ \t\r\n\f]+", found)
    before, behind = found[:1] in _BLANKS, found[-1:] in _BLANKS
    return [*[""] * (before and bool(found)), *words, *[""] * (behind and bool(words))]
