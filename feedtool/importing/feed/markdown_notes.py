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


def to_markdown(notes: str) -> str:
    """Return notes, which are HTML inside Markdown, as plain Markdown; else as they are.

    Both are rendered as a build does it, and compared: only blanks between blocks may differ.
    """
    if not is_html(notes) or len(notes) > _MOST_CHARS or notes.count("<") > _MOST_TAGS:
        return notes
    from markdownify import markdownify  # noqa: PLC0415 - with Beautiful Soup, for imports alone

    html = render_html(notes, "")
    try:
        found = markdownify(html, heading_style="ATX", bullets="-", escape_misc=False).strip()
    except RecursionError:
        return notes
    return found if _plain(render_html(found, "")) == _plain(html) else notes


def _plain(html: str) -> str:
    """Return HTML without the blanks that mean nothing."""
    if "<pre" in html:
        return html
    return _BLOCK.sub(r"\1", _BLANKS.sub(" ", html.replace("<br />", "<br>"))).strip()
