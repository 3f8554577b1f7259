"""Texts of Atom: as plain text for titles, and as HTML for show notes.

Source: https://www.rfc-editor.org/rfc/rfc4287#section-3.1
"""

import re
from copy import deepcopy
from html import escape, unescape
from typing import Any, Literal

from lxml import etree

from feedtool.importing.converting.rss_feed import resolve
from feedtool.importing.feed.elements import split_tag
from feedtool.importing.feed.parsing import text_of
from feedtool.producer.notes.render import text_of as text_of_html

BASE = "{http://www.w3.org/XML/1998/namespace}base"
LANGUAGE = "{http://www.w3.org/XML/1998/namespace}lang"
# A longer base, joined with each address of the feed, would take much memory.
_LONGEST_BASE = 500
_XHTML = "{http://www.w3.org/1999/xhtml}"
_TAG = re.compile(r"<[a-zA-Z][^<>]*>")
_LINK = re.compile(r"""(\s(?:href|src)\s*=\s*)("[^"]*"|'[^']*'|[^\s"'<>=`]+)""", re.IGNORECASE)
# What has a scheme, leads to a place in the same text, or is empty stays as it is.
_ABSOLUTE = re.compile(r"[a-zA-Z][a-zA-Z0-9+.-]*:|#|\Z")
_FORMS: dict[str, Literal["text", "html", "xhtml"]] = {
    "": "text", "text": "text", "text/plain": "text", "html": "html", "text/html": "html",
    "xhtml": "xhtml", "application/xhtml+xml": "xhtml",
}  # fmt: skip


def join_base(base: str, node: Any) -> str:
    """Return the address from which relative addresses in an element start."""
    own = (node.get(BASE) or "").strip()
    joined = resolve(base, own) if own and len(own) <= _LONGEST_BASE else base
    return joined if len(joined) <= _LONGEST_BASE else base


def form_of(node: Any) -> Literal["text", "html", "xhtml"] | None:
    """Return the form of a text, None for data of another media type or at another address."""
    form = _FORMS.get((node.get("type") or "").strip().lower())
    if node.get("src") or node.get("mode") == "base64":
        return None
    # Of Atom 0.3, whose types are those of media.
    return "xhtml" if form == "html" and len(node) and node.get("mode") != "escaped" else form


def as_plain(node: Any) -> str:
    """Return a text, such as a title, without its markup, on one line."""
    form = form_of(node)
    if form == "xhtml":
        return " ".join("".join(node.itertext()).split())
    text = text_of(node)
    return " ".join((text_of_html(text) if form == "html" else text).split())


def has_markup(node: Any) -> bool:
    """Tell whether a text has tags, which a plain text cannot keep."""
    form = form_of(node)
    if form == "html":
        return _TAG.search(text_of(node)) is not None
    inner = node.iterdescendants(etree.Element)
    return form == "xhtml" and any(_local(one) != "div" for one in inner)


def as_html(node: Any, base: str) -> str:
    """Return a text as HTML whose addresses are absolute; "" for data of another kind."""
    form = form_of(node)
    if form == "xhtml":
        return _write_html(node, join_base(base, node))
    text = text_of(node)
    if form == "html":
        return _resolve_links(text, join_base(base, node))
    return text_as_html(text) if form == "text" else ""


def text_as_html(text: str) -> str:
    r"""Return plain text as HTML: paragraphs and ends of lines stay.

    A line in which HTML would be the same as the text stays as it is.

    >>> text_as_html("nets & 1 < 2"), text_as_html("nets & ropes"), text_as_html("a\nb\n\nc")
    ('nets &amp; 1 &lt; 2', 'nets & ropes', '<p>a<br>\nb</p>\n<p>c</p>')
    """
    if "\n" not in text.strip() and "<" not in text and unescape(text) == text:
        return text.strip()
    paragraphs = [
        "<br>\n".join(escape(line.strip(), quote=False) for line in one.strip().split("\n"))
        for one in re.split(r"\n[ \t]*\n", text.replace("\r\n", "\n"))
        if one.strip()
    ]
    if len(paragraphs) == 1 and "\n" not in paragraphs[0]:
        return paragraphs[0]
    return "\n".join(f"<p>{one}</p>" for one in paragraphs)


def _resolve_links(html: str, base: str) -> str:
    if not base:
        return html
    return _TAG.sub(lambda tag: _LINK.sub(lambda link: _resolve_link(link, base), tag[0]), html)


def _resolve_link(link: re.Match[str], base: str) -> str:
    value = link[2]
    quote = value[0] if value[0] in "\"'" else ""
    url = unescape(value.strip(quote) if quote else value)
    if _ABSOLUTE.match(url):
        return link[0]
    quote = quote or '"'
    return f"{link[1]}{quote}{escape(resolve(base, url))}{quote}"


def _write_html(node: Any, base: str) -> str:
    """Return what stands in an element, or in the div around it, as HTML."""
    around = deepcopy(node)
    inner = [one for one in around if isinstance(one.tag, str)]
    if len(inner) == 1 and _local(inner[0]) == "div" and not (around.text or "").strip():
        base = join_base(base, inner[0])
        around = inner[0]
    _plain_names(around, base)
    # A new root, since the old one declares namespaces that would be repeated.
    root = etree.Element("div")
    root.text = around.text
    root.extend(around)
    etree.cleanup_namespaces(root)
    html = etree.tostring(root, encoding="unicode", method="html")
    return str(html).removeprefix("<div>").removesuffix("</div>").strip()


def _plain_names(root: Any, base: str) -> None:
    """Take away namespaces of XHTML, and bases, with which all addresses are joined."""
    bases = {root: base}
    for one in root.iter(etree.Element):
        own = bases[one] = base if one is root else join_base(bases[one.getparent()], one)
        for name in ("href", "src"):
            if one.get(name) and not _ABSOLUTE.match(one.get(name)):
                one.set(name, resolve(own, one.get(name)))
        one.attrib.pop(BASE, None)
        if language := one.attrib.pop(LANGUAGE, None):
            one.set("lang", language)
        if one.tag.startswith(_XHTML):
            one.tag = _local(one)


def _local(node: Any) -> str:
    return split_tag(node.tag)[1].lower() if isinstance(node.tag, str) else ""
