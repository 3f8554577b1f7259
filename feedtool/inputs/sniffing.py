"""Tells by its first bytes whether an XML file is a feed: sitemaps, pictures and pages are not."""

import codecs
import re

from feedtool.files.opening import open_normal

_HEAD_BYTES = 65536
_SKIPPED = re.compile(
    r"<!--.*?(?:-->|\Z)|<\?.*?(?:\?>|\Z)|<!DOCTYPE[^<>\[]*(?:\[.*?(?:\]\s*>|\Z)|>)", re.S | re.I
)
_FIRST_TAG = re.compile(r"([^<]*)<(?:[\w.-]+:)?([\w.-]+)")
_RSS = re.compile(r"<(?:[\w.-]+:)?rss\b[^<>]*\bversion\s*=", re.I)
_ROOTS = frozenset(["rss", "channel"])
_MARKS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
    (b"<\0", "utf-16-le"),
    (b"\0<", "utf-16-be"),
)


def is_feed(path: str) -> bool:
    """Return whether a file begins as a feed does. Raises OSError if it cannot be read."""
    with open_normal(path) as source:
        return begins_as_feed(source.read(_HEAD_BYTES))


def begins_as_feed(head: bytes) -> bool:
    """Return whether the first element is `rss`, whatever its case, or a channel without `rss`.

    After text that does not belong there, such as the warning of a program, any `rss` will do.

        >>> begins_as_feed(b"<?xml version='1.0'?><!-- rss --><urlset>")
        False
        >>> begins_as_feed(b"Warning: <b>old</b><rss version='2.0'>")
        True
    """
    encoding = next((name for mark, name in _MARKS if head.startswith(mark)), "latin-1")
    text = _SKIPPED.sub("", head.decode(encoding, "replace"))
    first = _FIRST_TAG.match(text)
    if first is None:
        return False
    if first[2].lower() in _ROOTS:
        return True
    return bool(first[1].strip()) and _RSS.search(text) is not None
