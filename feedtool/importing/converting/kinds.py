"""Tells by the first bytes in which format a feed is, if it is one."""

import re
from typing import Literal

from feedtool.validator.reading.prolog import scan_prolog
from feedtool.validator.source.detection import detect_encoding

Kind = Literal["RSS", "Atom", "JSON Feed", "RSS 1.0"]

_HEAD_BYTES = 16_000
# The outermost elements, in lower case and without prefix.
_ROOTS: dict[str, Kind] = {"rss": "RSS", "feed": "Atom", "rdf": "RSS 1.0"}
_VERSION = rb"jsonfeed\.org\\?/version"


def kind_of_feed(data: bytes) -> Kind | None:
    """Return the format of a feed, None if the data is no feed.

    >>> kind_of_feed(b'<?xml version="1.0"?><feed xmlns="http://www.w3.org/2005/Atom"/>')
    'Atom'
    >>> kind_of_feed(b"<html><body><rss></rss></body></html>"), kind_of_feed(b'{"title": "Nets"}')
    (None, None)
    """
    encoding = detect_encoding(data[:1024])
    text = data[encoding.skip : _HEAD_BYTES].decode(encoding.name, "ignore")
    text = text.lstrip("\ufeff \t\r\n\0")
    if text.startswith("{"):
        is_feed = re.search(_VERSION, data.replace(b"\0", b""))
        return "JSON Feed" if is_feed else None
    return _kind_of_xml(text)


def _kind_of_xml(text: str) -> Kind | None:
    root = next((one for one in scan_prolog(text) if one.kind == "element"), None)
    if root is not None:
        kind = _ROOTS.get(text[root.start + 1 : root.end].lower().rpartition(":")[2])
        # A text may speak of a <feed>; only RSS is found behind other things.
        if kind == "RSS" or (kind and text.startswith("<")):
            return kind
    # Servers print messages, even HTML, before a feed.
    before, found, _ = text.lower().partition("<rss")
    return "RSS" if found and "<html" not in before else None
