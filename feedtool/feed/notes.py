"""Show notes: Markdown → HTML that apps show and nobody can do harm with."""

import re
from functools import cache
from html import unescape
from typing import Any
from urllib.parse import urljoin

_TAGS = {
    "a", "b", "blockquote", "br", "code", "dd", "del", "dl", "dt", "em", "h1", "h2", "h3", "h4",
    "h5", "h6", "hr", "i", "img", "li", "ol", "p", "pre", "s", "strong", "sub", "sup", "table",
    "tbody", "td", "th", "thead", "tr", "u", "ul",
}  # fmt: skip
_ATTRIBUTES = {"a": {"href", "title"}, "img": {"src", "alt", "title"}}
_SCHEMES = {"http", "https", "mailto", "tel"}
# XML 1.0, 2.2: what may stand in a document at all.
_FORBIDDEN = re.compile(r"[^\t\n\r -\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
_MARKUP = re.compile(r"[<>*_`\[\]#&\\]|^\s*(?:[-+*]|\d+\.)\s", re.MULTILINE)
# Notes that came out of a feed are HTML: Markdown as well, and seldom with blank lines.
_HTML_START = re.compile(r"\s*<[a-z][a-z0-9]*[\s>]", re.IGNORECASE)
_BLANK_LINE = r"\n[ \t]*\n"
_PARAGRAPH_END = r"</(?:p|li|h[1-6]|blockquote|pre|tr|table|div)>"
_BLOCK_END = re.compile(r"</(?:p|li|h[1-6]|blockquote|pre|tr)>|<br ?/?>")
_BLANK_LINES = re.compile(r"(<pre.*?</pre>)|\n(?:[ \t]*\n)+", re.DOTALL)
_TAG = re.compile(r"<[^>]*>")


def drop_forbidden(text: str) -> str:
    """Remove the characters that XML cannot hold."""
    return _FORBIDDEN.sub("", text)


def render_html(markdown: str, base_url: str) -> str:
    """Render Markdown and keep only harmless tags; relative links become absolute."""
    # Not GitHub's own set: its filter shows a script as text, where the cleaner takes it out.
    from cmarkgfm.cmark import (  # noqa: PLC0415 - only builds need it
        markdown_to_html_with_extensions,
    )

    extensions = ["table", "strikethrough", "autolink"]
    html = markdown_to_html_with_extensions(drop_forbidden(markdown), _options(), extensions)
    # Markup that was taken out leaves blank lines, which Markdown would make something of.
    return _BLANK_LINES.sub(lambda found: found[1] or "\n", _sanitise(html, base_url)).strip()


def render_plain(markdown: str, base_url: str) -> str:
    """Render Markdown as text without markup, paragraphs on lines of their own."""
    html = _BLOCK_END.sub("\n", render_html(markdown, base_url))
    lines = unescape(_TAG.sub("", html)).split("\n")
    return "\n".join(line.strip() for line in lines if line.strip())


def render_description(markdown: str, base_url: str) -> tuple[str, bool]:
    """Return a description and whether it is HTML: plain text stays what it is."""
    text = drop_forbidden(markdown).strip()
    if _MARKUP.search(text) or "\n" in text:
        return render_html(text, base_url), True
    return text, False


def first_paragraph(markdown: str, base_url: str) -> str:
    """Return the first paragraph of the notes as text on one line."""
    html = _HTML_START.match(markdown) is not None
    ends = f"{_BLANK_LINE}|{_PARAGRAPH_END}" if html else _BLANK_LINE
    for part in re.split(ends, markdown.strip()):
        text = " ".join(render_plain(part, base_url).split())
        if text:
            return text
    return ""


@cache
def _options() -> int:
    from cmarkgfm.cmark import Options  # noqa: PLC0415 - only builds need it

    return int(Options.CMARK_OPT_UNSAFE | Options.CMARK_OPT_FOOTNOTES)


def _sanitise(html: str, base_url: str) -> str:
    import nh3  # noqa: PLC0415 - only builds need it

    def absolute(tag: str, attribute: str, value: str) -> str | None:
        del tag
        return urljoin(base_url, value) if attribute in ("href", "src") else value

    options: dict[str, Any] = {"tags": _TAGS, "attributes": _ATTRIBUTES, "link_rel": None}
    return nh3.clean(html, url_schemes=_SCHEMES, attribute_filter=absolute, **options)
