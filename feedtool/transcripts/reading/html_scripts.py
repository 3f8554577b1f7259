"""What a page does in browsers besides showing text: scripts, frames, forms and their like.

Parsers differ in how they read broken pages: what is in a comment for one of them is a tag for
another. So each `<` must begin a tag that is known to be harmless, whatever stands around it.
"""

import re
from collections.abc import Iterator
from html import unescape

from feedtool.values.html_names import COMMON

_TAGS = COMMON | {
    "html", "head", "body", "title", "meta", "link", "style", "main", "article", "section",
    "header", "footer", "nav", "aside", "hgroup", "address", "abbr", "dfn", "samp", "mark", "font",
    "tt", "strike", "bdi", "bdo", "ruby", "rb", "rp", "rt", "wbr", "caption", "col", "colgroup",
    "picture", "audio", "source", "details", "summary", "data",
}  # fmt: skip
_VALUE = r"(?:\"[^\"<>]*+\"|'[^'<>]*+'|[^\s\"'<>=`]++(?=[\s>]|\Z))"
_ATTRIBUTE = rf"\s++([A-Za-z][A-Za-z0-9:_.-]*+)(?:\s*+=\s*+({_VALUE}))?"
# A group that repeats takes memory for each time.
_TAG = re.compile(rf"</?([A-Za-z][A-Za-z0-9]*+)((?>(?:{_ATTRIBUTE}){{0,99}}))\s*+/?>")
_EACH = re.compile(rf"(?<!\s){_ATTRIBUTE}")
# What is in a comment is looked at, too.
_OTHER = re.compile(r"<!--|<!doctype\s[^<>\[\]]*+>|<\?xml\s[^<>]{0,200}\?>", re.IGNORECASE)
_START = re.compile(r"<[A-Za-z/!?]")
_ACTS = frozenset(("action", "background", "formaction", "ping", "srcdoc"))
_PRAGMAS = frozenset(("content-type", "content-language", "x-ua-compatible"))
_CHARSET = re.compile(r"charset\s*=\s*[\"']?(?!utf-?8\b)", re.IGNORECASE)
_UNSEEN = re.compile(r"[\x00-\x20]")
_SCRIPT = re.compile(r"(?:javascript|vbscript):", re.IGNORECASE)


def find_script(text: str) -> int | None:
    """Return where a page has something that may run in browsers; None if it only shows text.

    >>> find_script("<p>Hello <b>Mira</b>"), find_script("<p>Hello <img src=x onerror=a()>")
    (None, 9)
    """
    for start in _START.finditer(text):
        at = start.start()
        tag = _TAG.match(text, at)
        if tag is None and _OTHER.match(text, at) is None:
            return at
        if tag is not None and not _is_harmless(tag):
            return at
    return None


def _is_harmless(tag: re.Match[str]) -> bool:
    name = tag[1].lower()
    if name not in _TAGS:
        return False
    return not tag[2] or all(_may_have(name, *one) for one in _list_attributes(tag[2]))


def _list_attributes(text: str) -> Iterator[tuple[str, str]]:
    for one in _EACH.finditer(text):
        yield one[1].lower(), unescape(one[2] or "").strip("\"'")


def _may_have(tag: str, key: str, value: str) -> bool:
    if key.startswith("on") or key in _ACTS:
        return False
    if tag == "meta":
        is_other = key == "charset" and value.strip().lower() not in ("utf-8", "utf8")
        if is_other or _CHARSET.search(value):
            return False
        return key != "http-equiv" or value.strip().lower() in _PRAGMAS
    return not _SCRIPT.match(_UNSEEN.sub("", value[:200]))
