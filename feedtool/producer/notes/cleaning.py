"""Cleans HTML: what is harmless stays, and blocks that apps do not know become paragraphs.

Scripts, styles and event handlers are removed, and so are addresses with other schemes.
"""

import re
from functools import cache
from typing import Any

from feedtool.producer.notes.blocks import UNWRAPPED, unwrap_blocks
from feedtool.producer.notes.flatten import flatten
from feedtool.values.xml_characters import drop_forbidden

_TAGS = frozenset({
    "a", "b", "bdi", "bdo", "blockquote", "br", "caption", "code", "del", "em", "h1", "h2", "h3",
    "h4", "h5", "h6", "hr", "i", "img", "li", "ol", "p", "pre", "s", "strong", "sub", "sup",
    "table", "tbody", "td", "tfoot", "th", "thead", "tr", "u", "ul",
})  # fmt: skip
# Markdown sets no direction, and a cleaner that looks for none is faster.
_MARKDOWN_TAGS = _TAGS - {"bdi", "bdo", "caption", "tfoot", "u"}
_CELL = {"colspan", "rowspan"}
_ATTRIBUTES = {
    "a": {"href", "title"}, "img": {"src", "alt", "title"}, "li": {"value"},
    "ol": {"start", "reversed"}, "td": _CELL, "th": _CELL,
}  # fmt: skip
_WITH_ADDRESSES = frozenset({"a", "img"})
_DIRECTIONS = {"ltr", "rtl", "auto"}
SCHEMES = {"http", "https", "mailto", "tel"}
# Only a `span` with a direction has an effect.
_WITH_SPANS = _TAGS | {"span"}
_ALL_TAGS = _WITH_SPANS | UNWRAPPED
_TO_UNWRAP = re.compile(
    rf"<(?:(?:{'|'.join(sorted(UNWRAPPED))})[\s/>]|span\s[^<>]*\bdir\b)", re.IGNORECASE
)

# Up to here the cleaner takes no time, whatever the notes hold.
_MANY_TAGS = 1000
_MANY_CHARS = 20_000


def clean_html(html: str, *, as_written: bool) -> str:
    """Return the harmless part of HTML; `as_written` if some of it was written by the author.

    Markdown alone makes no blocks that apps do not know.
    """
    if as_written and _TO_UNWRAP.search(html):
        # What unwrapping sets free is cleaned again.
        return _clean(unwrap_blocks(_clean(_reduce(html, _ALL_TAGS), _ALL_TAGS)), _WITH_SPANS)
    return _clean(_reduce(html, _TAGS), _TAGS if as_written else _MARKDOWN_TAGS)


def _reduce(html: str, tags: frozenset[str]) -> str:
    many = html.count("<") > _MANY_TAGS or len(html) > _MANY_CHARS
    return flatten(html, tags, _WITH_ADDRESSES) if many else html


def _clean(html: str, tags: frozenset[str]) -> str:
    clean = str(_cleaner(tags).clean(html)).strip()
    if "&#" in html:
        # The cleaner reads numbers of characters that CommonMark does not: those without semicolon.
        # What is dropped may have hidden something, as in java&#1script:.
        dropped = drop_forbidden(clean)
        if dropped != clean:
            return str(_cleaner(tags).clean(dropped)).strip()
    return clean


@cache
def _cleaner(tags: frozenset[str]) -> Any:
    import nh3  # noqa: PLC0415 - only builds need it

    return nh3.Cleaner(
        tags=set(tags),
        attributes=_ATTRIBUTES,
        tag_attribute_values={tag: {"dir": _DIRECTIONS} for tag in tags if tags != _MARKDOWN_TAGS},
        url_schemes=SCHEMES,
        link_rel=None,
    )
