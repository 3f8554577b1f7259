"""Recognizes a file that is no episode page: a picture, audio, a document, packed data, JSON."""

import re
from collections.abc import Mapping
from typing import Any

from feedtool.transcripts.foreign import find_foreign
from feedtool.validator.reading.other_formats import recognize_format
from feedtool.validator.source.detection import detect_encoding
from feedtool.values.json_text import read_json

_HEAD_BYTES = 1024
_MOST_VALUES = 100_000
# What a page saved as text may look like, too, or what is recognized elsewhere.
_NAMED = (
    "PDF", "ZIP", "gzip", "packed", "picture", "audio", "MP4", "RTF", "playlist", "transcript",
    "PHP", "binary",
)  # fmt: skip
_OTHERS = (
    (rb"BEGIN:VCALENDAR", "this is a calendar (iCalendar)"),
    (rb"BEGIN:VCARD", "this is a contact (vCard)"),
    (rb"bplist00.{0,200}WebMainResource|bplist00(?=.{0,4096}WebResource)",
     "this is a web archive of Safari; save the page as its source (HTML)"),
    (rb"bplist00", "this is a property list"),
    (rb"SQLite format 3\0", "this is a database"),
    (rb"(?:From|MIME-Version|Snapshot-Content-Location):(?=.{0,1000}multipart/related)",
     "this is a web archive (MHTML); save the page as HTML instead"),
    (rb"From \S+@|(?:Return-Path|Received|Delivered-To|Message-ID):", "this is an e-mail"),
    (rb"---[ \t]*\r?\n(?:#[^\n]*\n)*[A-Za-z_]+:|# yaml-language-server:",
     "this is YAML, as the files of a show have it"),
)  # fmt: skip
_ROOT = re.compile(
    rb"(?>(?:\s|<!--.*?-->|<![A-Za-z][^>\[]*+(?:\[[^\]]*+\])?[^>]*+>|<\?[^>]*>)*)"
    rb"<([A-Za-z_][\w:.-]{0,40})",
    re.DOTALL,
)
_ROOTS = {
    "feed": "this is an Atom feed",
    "rdf:rdf": "this is an RSS 1.0 feed",
    "rss": "this is a feed",
    "opml": "this is an OPML list",
    "svg": "this is a picture (SVG)",
    "urlset": "this is a sitemap",
    "sitemapindex": "this is a sitemap",
    "plist": "this is a property list",
    "playlist": "this is a playlist (XSPF)",
}
_NO_ROOT = frozenset({"html", "head", "body", "div", "p", "span", "a", "b", "i", "em", "br"})


def name_other_format(data: bytes) -> str | None:
    """Return what a file is, if that is certainly no page.

    >>> name_other_format(b"%PDF-1.7"), name_other_format(b"[12] Tides")
    ('this is a PDF document', None)
    """
    head = data[:_HEAD_BYTES]
    start = head.removeprefix(b"\xef\xbb\xbf").lstrip()
    for pattern, says in _OTHERS:
        if re.match(pattern, start, re.DOTALL | re.IGNORECASE):
            return says
    if start.startswith((b"{", b"[")):
        return _name_json(data)
    if found := _name_root(start):
        return found
    return _name_recognized(head, complete=len(data) <= _HEAD_BYTES) or _name_document(data)


def _name_recognized(head: bytes, *, complete: bool) -> str | None:
    found = recognize_format(head, detect_encoding(head), complete=complete)
    if found is None or not any(name in found.says for name in _NAMED):
        return None
    if "ZIP" in found.says and (document := _name_document(head)):
        return document
    return found.says.partition(";")[0].partition(",")[0]


def _name_document(data: bytes) -> str | None:
    """Return what a document or a transcript of another program is called."""
    foreign = find_foreign(data[: 64 * _HEAD_BYTES], "")
    if foreign is None or foreign.startswith("a ZIP"):
        return None
    return f"this is {foreign.partition(';')[0]}"


def _name_json(data: bytes) -> str | None:
    """Return what JSON is about; a text may start with a number in brackets."""
    if data.startswith(b"{\\rtf"):
        return "this is an RTF document"
    if not data.rstrip().endswith((b"}", b"]")):
        return None
    try:
        whole = read_json(data, _MOST_VALUES, takes_nan=True)
    except ValueError:
        return "this is JSON" if re.match(rb'[\[{]\s*(?:["{\[\]}]|\Z)', data.lstrip()) else None
    return f"this is {_kind_of(whole)}" if isinstance(whole, dict) else "this is JSON"


def _kind_of(whole: Mapping[str, Any]) -> str:
    if "jsonfeed.org" in str(whole.get("version"))[:100]:
        return "a JSON Feed"
    if isinstance(whole.get("chapters"), list):
        return "JSON with the chapters of an episode"
    if isinstance(whole.get("segments"), list):
        return "JSON with the transcript of an episode"
    return "JSON"


def _name_root(start: bytes) -> str | None:
    """Return what XML is by its outermost element, None if that may be a web page's."""
    found = _ROOT.match(start)
    name = found[1].decode().lower() if found else ""
    if name in _ROOTS:
        return _ROOTS[name]
    if not start.startswith(b"<?xml") or not name or name in _NO_ROOT:
        return None
    return f"this is XML of another kind, whose outermost element is {name}"
