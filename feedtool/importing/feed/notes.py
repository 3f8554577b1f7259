"""Show notes of a feed as an author would keep them: HTML, which is Markdown as well."""

import re

from feedtool.producer.notes.render import render_html, render_plain
from feedtool.show.value_types import MAX_NOTES_CHARS

_TAG = re.compile(r"</?[a-zA-Z][^<>]*>|<!--")
# A blank line ends a piece of HTML in Markdown.
_BLANK_LINE = re.compile(r"<pre.*?(?:</pre>|\Z)|\n(?=[ \t]*\n)", re.DOTALL | re.IGNORECASE)


def is_html(text: str) -> bool:
    """Tell whether a text holds markup."""
    return _TAG.search(text) is not None


def as_markdown(html: str) -> str:
    """Return HTML as Markdown that is rendered to the same HTML.

    That is the HTML itself where Markdown finds nothing of its own in it; else it is put into a
    div, which the rendering takes away again, without the blank lines that would end it; those of
    text as it is typed are written as references.
    """
    html = html.replace("\r\n", "\n").replace("\r", "\n").strip()
    if not html:
        return ""
    guarded = f"<div>\n{_BLANK_LINE.sub(_guard, html)}\n</div>"
    if len(html) > MAX_NOTES_CHARS:
        # No build renders so much, and to compare it would take long.
        return guarded
    return html if _words(render_html(html, "")) == _words(render_html(guarded, "")) else guarded


def _words(html: str) -> list[str]:
    """Return what counts of HTML: all of it but blanks, unless it holds text as it is typed."""
    return html.split("\n") if "<pre" in html else html.split()


def _guard(match: re.Match[str]) -> str:
    return re.sub(r"\n(?=[ \t]*\n)", "&#10;", match[0]) if match[0] != "\n" else ""


def text_as_markdown(text: str) -> str:
    """Return a description, which may be HTML or plain text, as Markdown of the same words."""
    plain = "" if is_html(text) else render_plain(text, "")
    return text if plain.split() == text.split() != [] else as_markdown(text)
