"""Show notes: Markdown → HTML that apps show and that does no harm.

What apps do not show is written in another way: a table becomes a list, and footnotes lose the
links within the page, which lead nowhere in an app.
"""

import re
from collections.abc import Iterator, Mapping
from functools import cache
from html import escape, unescape
from typing import Any
from urllib.parse import urljoin

from feedtool.producer.notes.cleaning import SCHEMES, clean_html
from feedtool.producer.notes.list_numbers import number_items
from feedtool.producer.notes.typed_lines import break_timed_lines, drop_breaks, join_breaks
from feedtool.show.value_types import LineBreaks
from feedtool.values.xml_characters import drop_forbidden

_NUMBER = re.compile(r"&#(?:[0-9]{1,7}|[xX][0-9a-fA-F]{1,6});")
_MARKUP = re.compile(r"[<>*_`\[\]#&\\]|^[ \t]*(?:[-+*]|\d+\.)\s", re.MULTILINE)
_LINE_END = re.compile(
    r"</?(?:p|li|ol|ul|h[1-6]|blockquote|pre|table|caption|tr)(?: [^<>]*)?>|<(?:br|hr)>"
)
_BETWEEN_CELLS = re.compile(r"</t[dh]>\s*<t[dh](?: [^<>]*)?>")
_BLANK_LINES = re.compile(r"(<pre.*?(?:</pre>|\Z))|\n(?:[ \t]*\n)+", re.DOTALL)
_TAG = re.compile(r"<[^<>]*>")
FOOTNOTE_MARK = re.compile(r"<sup>\[[0-9]+\]</sup>")
_P = r'<p(?: dir="[a-zA-Z]+")?>'
# An item alone that has a number: a date at the start of a line, such as "13. Oktober".
_PARAGRAPH = re.compile(
    rf"{_P}(?P<text>[^<]*(?:<(?!/?p\b)[^<]*)*)</p>"
    r'|<ol start="[^"<]*"(?: [^<>]*)?>\s*<li(?: [^<>]*)?>'
    r"(?P<item>[^<]*(?:<(?!/?(?:li|ol|ul|p)\b)[^<]*)*)</li>\s*</ol>",
    re.DOTALL,
)
# As the cleaner writes them: lower case, double quotes, "<" only where a tag starts.
_RELATIVE_OR_WORDS = re.compile(r'="(?!https?://|mailto:|tel:)')
_WITH_VALUES = re.compile(r'<(?:a|img|li|ol|t[dh])(?: [a-z]+="[^"]*")*>')
_ODD_NUMBER = re.compile(r' (?:start|value|colspan|rowspan)="(?!-?[0-9]{1,9}")[^"]*"')
_RELATIVE = re.compile(r' (href|src)="(?!(?:https?|mailto|tel):)([^"]*)"', re.IGNORECASE)
_BARE_LINK = re.compile(r"<a>([^<]*(?:<(?!/?a\b)[^<]*)*)</a>")

_MOST_CELLS = 50_000
# The search for addresses reads on from each sign @: so many are no notes.
_MOST_MAILS = 1000
_MOST_FOOTNOTES = 2000


def render_html(
    markdown: str,
    base_url: str,
    pictures: Mapping[str, str] | None = None,
    *,
    line_breaks: LineBreaks | None = None,
) -> str:
    """Render Markdown and keep only harmless tags; relative links become absolute.

    `pictures` gives the URLs of those that `list_pictures` found. `line_breaks` says which ends of
    lines are line breaks: all, those that Markdown marks, or by default also those around lines
    that start with a time code.
    """
    html = clean_html(_render(markdown, line_breaks), as_written="<" in markdown)
    # Most notes have nothing to fix, and a look at every tag would take longer than the cleaner.
    if "<a>" in html or "<img" in html or _RELATIVE_OR_WORDS.search(html):
        html = _fix_values(html, base_url, pictures or {})
    # Removed markup leaves blank lines, which have a meaning in Markdown.
    return _BLANK_LINES.sub(lambda found: found[1] or "\n", html).strip()


def list_pictures(markdown: str) -> list[str]:
    """Return the addresses of pictures that name a file, not a site or a page, each once."""
    html = clean_html(_render(markdown), as_written="<" in markdown)
    found = (match[0] for match in _WITH_VALUES.finditer(html))
    names = [
        unescape(match[2])
        for tag in found
        if tag.startswith("<img")
        for match in _RELATIVE.finditer(tag)
    ]
    return list(dict.fromkeys(name for name in names if name and name[0] not in "/#?"))


def render_plain(markdown: str, base_url: str, *, line_breaks: LineBreaks | None = None) -> str:
    """Render Markdown as text without markup, paragraphs on lines of their own."""
    lines = _lines_of(number_items(render_html(markdown, base_url, line_breaks=line_breaks)))
    return "\n".join(line.strip() for line in lines if line.strip())


def render_description(
    markdown: str,
    base_url: str,
    *,
    form: str | None = None,
    pictures: Mapping[str, str] | None = None,
    line_breaks: LineBreaks | None = None,
) -> tuple[str, bool]:
    """Return a description and whether it is HTML.

    `form` is plain or html; without one, text with markup or several lines becomes HTML and plain
    text stays what it is.
    """
    text = drop_forbidden(markdown).strip()
    if form == "plain":
        return render_plain(text, base_url, line_breaks=line_breaks), False
    if form == "html" or _MARKUP.search(text) or "\n" in text:
        return render_html(text, base_url, pictures, line_breaks=line_breaks), True
    return text, False


def first_paragraph(html: str) -> str:
    """Return the first paragraph of rendered notes, or else all notes, as text on one line."""
    html = number_items(FOOTNOTE_MARK.sub("", html))
    for match in _PARAGRAPH.finditer(html):
        text = _on_one_line(match["text"] or match["item"] or "")
        if text:
            return text
    return _on_one_line(html)


def _on_one_line(html: str) -> str:
    return " ".join(" ".join(_lines_of(html)).split())


def _lines_of(html: str) -> list[str]:
    """Return the text of clean HTML, a line for each paragraph, item, row or line."""
    return text_of(_LINE_END.sub("\n", _BETWEEN_CELLS.sub(" · ", html))).split("\n")


def text_of(html: str) -> str:
    """Return clean HTML without its tags.

    >>> text_of("<p>a &amp; b</p>")
    'a & b'
    """
    return unescape(_TAG.sub("", html))


def _render(markdown: str, line_breaks: LineBreaks | None = None) -> str:
    from comrak import render_markdown  # noqa: PLC0415 - only builds need it

    # Written as a number such a character would pass.
    text = _NUMBER.sub(_allowed, drop_forbidden(markdown))
    broken = break_timed_lines(text) if line_breaks is None else text
    left_out = tuple(_list_left_out(text))
    html = str(render_markdown(broken, **_options(left_out, keep=line_breaks == "keep")))
    if broken is not text:
        html = drop_breaks(html)
    if line_breaks == "keep":
        html = join_breaks(html)
    if "footnote" in html:
        html = _write_footnotes(html)
    return _TABLE.sub(_write_table, html) if "<table>\n<thead>" in html else html


def _allowed(match: re.Match[str]) -> str:
    """Return an entity, or "" if XML cannot hold its character."""
    return match[0] if drop_forbidden(unescape(match[0])) else ""


def _list_left_out(text: str) -> Iterator[str]:
    """Yield the extensions of Markdown that would take too long for a text, or too much memory."""
    if text.count("@") > _MOST_MAILS:
        yield "autolink"
    # Short rows of a table are filled up.
    widest = max(line.count("|") for line in text.split("\n")) if "|" in text else 0
    if widest * (text.count("\n") + 1) > _MOST_CELLS:
        yield "table"
    if text.count("[^") > _MOST_FOOTNOTES:
        yield "footnotes"


def explain_left_out(markdown: str) -> str:
    """Return which parts of a text stay as they are written, since there are too many, or ""."""
    says = {
        "autolink": f"addresses without brackets are no links (more than {_MOST_MAILS:,} signs @)",
        "table": f"tables stay text (more than {_MOST_CELLS:,} cells)",
        "footnotes": f"footnotes stay text (more than {_MOST_FOOTNOTES:,} marks)",
    }
    return ", and ".join(says[one] for one in _list_left_out(markdown))


@cache
def _options(left_out: tuple[str, ...], *, keep: bool) -> dict[str, Any]:
    from comrak import ExtensionOptions, RenderOptions  # noqa: PLC0415 - only builds need it

    extensions, rendering = ExtensionOptions(), RenderOptions()
    # Not the filter of tags: it shows a script as text, where the cleaner takes it out.
    for name in ("table", "strikethrough", "autolink", "footnotes"):
        setattr(extensions, name, name not in left_out)
    rendering.unsafe_ = True
    rendering.hardbreaks = keep
    return {"extension_options": extensions, "render_options": rendering}


# As comrak writes them. No pattern reads on where another match could start, so hostile notes
# take no longer than others.
_TABLE = re.compile(
    r"<table>\n<thead>\n((?:(?!<table>).)*?)</thead>\n"
    r"(?:<tbody>\n((?:(?!<table>).)*?)</tbody>\n)?</table>",
    re.DOTALL,
)
_CELL = re.compile(r"<t[hd](?: align=\"[a-z]+\")?>((?:(?!<t[hd]).)*?)</t[hd]>\n", re.DOTALL)
_FOOTNOTE = re.compile(
    r'<sup class="footnote-ref"><a href="#fn[^"<>]*"(?: [a-z-]+(?:="[^"<>]*")?)*>([0-9]+)</a></sup>'
)
_BACK = re.compile(
    r' ?<a href="#fnref[^"<>]*" class="footnote-backref"(?: [a-z-]+(?:="[^"<>]*")?)*>'
    r"(?:(?!<a ).)*?</a>",
    re.DOTALL,
)
_FOOTNOTES = re.compile(
    r'<section class="footnotes"(?: data-footnotes)?>((?:(?!<section).)*?)</section>', re.DOTALL
)
_LONE = re.compile(r'<li id="fn[^"<>]*">\n<p>((?:(?!<p>|</li>).)*?)</p>\n</li>', re.DOTALL)


def _write_table(match: re.Match[str]) -> str:
    """Write a table as a list, a row an item: Apple Podcasts and Spotify drop tags of tables."""
    head, body = (
        [" · ".join(cell for cell in _CELL.findall(row) if cell) for row in part.split("</tr>\n")]
        for part in (match[1], match[2] or "")
    )
    heading = f"<p><b>{head[0]}</b></p>\n" if head[0] else ""
    rows = "".join(f"<li>{row}</li>\n" for row in body if row)
    return heading + (f"<ul>\n{rows}</ul>" if rows else "")


def _write_footnotes(html: str) -> str:
    """Write footnotes without links: the number in brackets, the list at the end."""
    html = _BACK.sub("", _FOOTNOTE.sub(r"<sup>[\1]</sup>", html))
    return _FOOTNOTES.sub(lambda match: "<hr>" + _LONE.sub(r"<li>\1</li>", match[1]), html)


def _fix_values(html: str, base_url: str, pictures: Mapping[str, str]) -> str:
    """Make addresses absolute, and drop numbers that are none.

    Links that lead nowhere become text, and pictures that are nowhere disappear.
    """

    def absolute(match: re.Match[str]) -> str:
        name, value = match[1], unescape(match[2])
        if value.startswith("#") or not value:
            return ""  # a place within the page, which apps do not have
        try:
            url = (pictures.get(value) if name == "src" else None) or urljoin(base_url, value)
            return f' {name}="{escape(url)}"' if url.partition(":")[0].lower() in SCHEMES else ""
        except ValueError:
            return ""

    def fix(match: re.Match[str]) -> str:
        tag = _RELATIVE.sub(absolute, _ODD_NUMBER.sub("", match[0]))
        return "" if tag.startswith("<img") and ' src="' not in tag else tag

    return _BARE_LINK.sub(r"\1", _WITH_VALUES.sub(fix, html))
