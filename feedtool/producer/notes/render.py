"""Show notes: Markdown → HTML that apps show and that does no harm.

What apps do not show is written in another way: a table becomes a list, and footnotes lose the
links within the page, which lead nowhere in an app.
"""

import re
from collections.abc import Mapping
from functools import cache
from html import escape, unescape
from typing import Any
from urllib.parse import urljoin

from feedtool.producer.notes.flatten import flatten
from feedtool.values.xml_characters import drop_forbidden

_TAGS = {
    "a", "b", "blockquote", "br", "code", "dd", "del", "dl", "dt", "em", "h1", "h2", "h3", "h4",
    "h5", "h6", "hr", "i", "img", "li", "ol", "p", "pre", "s", "strong", "sub", "sup", "table",
    "tbody", "td", "th", "thead", "tr", "u", "ul",
}  # fmt: skip
_ATTRIBUTES = {"a": {"href", "title"}, "img": {"src", "alt", "title"}}
SCHEMES = {"http", "https", "mailto", "tel"}
_NUMBER = re.compile(r"&#(?:[0-9]{1,7}|[xX][0-9a-fA-F]{1,6});")
_MARKUP = re.compile(r"[<>*_`\[\]#&\\]|^[ \t]*(?:[-+*]|\d+\.)\s", re.MULTILINE)
_BLOCK_END = re.compile(r"</(?:p|li|h[1-6]|blockquote|pre|tr)>|<br ?/?>")
_BLANK_LINES = re.compile(r"(<pre.*?</pre>)|\n(?:[ \t]*\n)+", re.DOTALL)
_TAG = re.compile(r"<[^>]*>")
FOOTNOTE_MARK = re.compile(r"<sup>\[[0-9]+\]</sup>")
_PARAGRAPH = re.compile(r"<p>(.*?)</p>", re.DOTALL)
# As the cleaner writes them: lower case, double quotes, "<" only where a tag starts.
_RELATIVE_OR_WORDS = re.compile(r'="(?!https?://|mailto:|tel:)')
_ADDRESS = re.compile(r'<(?:a|img)(?: [a-z]+="[^"]*")*>')
_RELATIVE = re.compile(r' (href|src)="(?!(?:https?|mailto|tel):)([^"]*)"', re.IGNORECASE)
_BARE_LINK = re.compile(r"<a>(.*?)</a>", re.DOTALL)

# Up to here the cleaner takes no time, whatever the notes hold.
_MANY_TAGS = 1000
_MANY_CHARS = 20_000
_MANY_CELLS = 500_000


def render_html(markdown: str, base_url: str, pictures: Mapping[str, str] | None = None) -> str:
    """Render Markdown and keep only harmless tags; relative links become absolute.

    `pictures` gives the URLs of those that `list_pictures` found.
    """
    html = _clean(_render(markdown))
    # Most notes have nothing to fix, and a look at every tag would take longer than the cleaner.
    if "<a>" in html or "<img" in html or _RELATIVE_OR_WORDS.search(html):
        html = _fix_addresses(html, base_url, pictures or {})
    # Removed markup leaves blank lines, which have a meaning in Markdown.
    return _BLANK_LINES.sub(lambda found: found[1] or "\n", html).strip()


def list_pictures(markdown: str) -> list[str]:
    """Return the addresses of pictures that name a file, not a site or a page, each once."""
    found = (match[0] for match in _ADDRESS.finditer(_clean(_render(markdown))))
    names = [
        unescape(match[2])
        for tag in found
        if tag.startswith("<img")
        for match in _RELATIVE.finditer(tag)
    ]
    return list(dict.fromkeys(name for name in names if name and name[0] not in "/#?"))


def render_plain(markdown: str, base_url: str) -> str:
    """Render Markdown as text without markup, paragraphs on lines of their own."""
    html = _BLOCK_END.sub("\n", render_html(markdown, base_url))
    lines = text_of(html).split("\n")
    return "\n".join(line.strip() for line in lines if line.strip())


def render_description(
    markdown: str,
    base_url: str,
    *,
    form: str | None = None,
    pictures: Mapping[str, str] | None = None,
) -> tuple[str, bool]:
    """Return a description and whether it is HTML.

    `form` is plain or html; without one, text with markup or several lines becomes HTML and plain
    text stays what it is.
    """
    text = drop_forbidden(markdown).strip()
    if form == "plain":
        return render_plain(text, base_url), False
    if form == "html" or _MARKUP.search(text) or "\n" in text:
        return render_html(text, base_url, pictures), True
    return text, False


def first_paragraph(html: str) -> str:
    """Return the first paragraph of rendered notes, or else all notes, as text on one line."""
    html = FOOTNOTE_MARK.sub("", html)
    for match in _PARAGRAPH.finditer(html):
        text = " ".join(text_of(match[1].replace("<br>", " ")).split())
        if text:
            return text
    return " ".join(text_of(_BLOCK_END.sub("\n", html)).split())


def text_of(html: str) -> str:
    """Return clean HTML without its tags.

    >>> text_of("<p>a &amp; b</p>")
    'a & b'
    """
    return unescape(_TAG.sub("", html))


def _render(markdown: str) -> str:
    from comrak import render_markdown  # noqa: PLC0415 - only builds need it

    # Written as a number such a character would pass.
    text = _NUMBER.sub(_allowed, drop_forbidden(markdown))
    html = str(render_markdown(text, **_options(tables=not _fills_tables(text))))
    if "footnote" in html:
        html = _write_footnotes(html)
    return _TABLE.sub(_write_table, html) if "<table>\n<thead>" in html else html


def _allowed(match: re.Match[str]) -> str:
    """Return an entity, or "" if XML cannot hold its character."""
    return match[0] if drop_forbidden(unescape(match[0])) else ""


def _fills_tables(text: str) -> bool:
    """Return whether a table whose short rows are filled up would have too many cells."""
    widest = max(line.count("|") for line in text.split("\n")) if "|" in text else 0
    return widest * (text.count("\n") + 1) > _MANY_CELLS


@cache
def _options(*, tables: bool) -> dict[str, Any]:
    from comrak import ExtensionOptions, RenderOptions  # noqa: PLC0415 - only builds need it

    extensions, rendering = ExtensionOptions(), RenderOptions()
    # Not the filter of tags: it shows a script as text, where the cleaner takes it out.
    extensions.table = tables
    extensions.strikethrough = extensions.autolink = True
    extensions.footnotes = rendering.unsafe_ = True
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


def _clean(html: str) -> str:
    if html.count("<") > _MANY_TAGS or len(html) > _MANY_CHARS:
        html = flatten(html, _TAGS, _ATTRIBUTES)
    clean = str(_cleaner().clean(html)).strip()
    if "&#" in html:
        # The cleaner reads numbers of characters that CommonMark does not: those without semicolon.
        # What is dropped may have hidden something, as in java&#1script:.
        dropped = drop_forbidden(clean)
        if dropped != clean:
            return str(_cleaner().clean(dropped)).strip()
    return clean


@cache
def _cleaner() -> Any:
    import nh3  # noqa: PLC0415 - only builds need it

    return nh3.Cleaner(
        tags=_TAGS, attributes=_ATTRIBUTES, url_schemes=SCHEMES, link_rel=None
    )  # fmt: skip


def _fix_addresses(html: str, base_url: str, pictures: Mapping[str, str]) -> str:
    """Make addresses absolute; links that lead nowhere become text, such pictures disappear."""

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
        tag = _RELATIVE.sub(absolute, match[0])
        return "" if tag.startswith("<img") and ' src="' not in tag else tag

    return _BARE_LINK.sub(r"\1", _ADDRESS.sub(fix, html))
