"""Show notes in HTML as Markdown, where Markdown gives the same HTML back."""

import re

from feedtool.importing.feed.notes import is_html
from feedtool.producer.notes.render import render_html

# Notes of a usual episode are far below; what is larger, or deeper, stays HTML.
_MOST_CHARS = 100_000
_MOST_TAGS = 2_000
_BLOCK = re.compile(
    r" ?(</?(?:blockquote|br|div|h[1-6]|hr|li|ol|p|pre|table|td|tr|ul)\b[^<>]*+>) ?"
)
_BLANKS = re.compile(r"\s++")
# Each level is an indent of each line, and each line is read again on each level.
_MOST_LEVELS = 10
_MOST_INDENTS = 20_000
# Converting notes takes the square of the blanks in a row.
_GAP = re.compile(r"\s{100}")
_EDGE = re.compile(r"<(/?)([a-zA-Z][a-zA-Z0-9]*+)[^<>]*+>")
_EMPTY = frozenset(["br", "hr", "img", "wbr"])


def to_markdown(notes: str) -> str:
    """Return notes, which are HTML inside Markdown, as plain Markdown; else as they are.

    Both are rendered as a build does it, and compared: only blanks between blocks may differ.
    """
    if not is_html(notes) or len(notes) > _MOST_CHARS or notes.count("<") > _MOST_TAGS:
        return notes
    from markdownify import markdownify  # noqa: PLC0415 - with Beautiful Soup, for imports alone

    html = render_html(notes, "")
    if not _is_usual(html):
        return notes
    try:
        found = markdownify(html, heading_style="ATX", bullets="-", escape_misc=False).strip()
    except RecursionError:
        return notes
    return found if _plain(render_html(found, "")) == _plain(html) else notes


def _is_usual(html: str) -> bool:
    """Tell whether HTML is neither so deep, nor so long for its depth, that it takes minutes."""
    depth = deepest = 0
    for found in _EDGE.finditer(html):
        if found[2].lower() not in _EMPTY:
            depth += -1 if found[1] else 1
            deepest = max(deepest, depth)
    lines = html.count("\n") + html.count("<")
    is_flat = deepest <= _MOST_LEVELS and deepest * lines <= _MOST_INDENTS
    return is_flat and not _GAP.search(html)


def _plain(html: str) -> str:
    """Return HTML without the blanks that mean nothing."""
    if "<pre" in html:
        return html
    return _BLOCK.sub(r"\1", _BLANKS.sub(" ", html.replace("<br />", "<br>"))).strip()
