"""Recognizes input that is not XML at all, or a web page, by its first bytes."""

import re
from typing import NamedTuple

from feedtool.findings.place import LineColumn
from feedtool.validator.checking.roots import HTML, explain_root
from feedtool.validator.reading.prolog import Token, find_feed, place_in, scan_prolog
from feedtool.validator.source.encoding import Encoding

_WEB_PAGE = explain_root("html")
_PART = "this is HTML, not a feed; is the address right, or does the server report a fault?"

# Formats of whole files, by their first bytes.
_BINARY = (
    (rb"\x1f\x8b", "this is gzip data; unpack it first"),
    (rb"PK\x03\x04", "this is a ZIP file; unpack it first"),
    (rb"BZh[1-9]|\xfd7zXZ\0|\x28\xb5\x2f\xfd|7z\xbc\xaf", "this is packed data; unpack it first"),
    (rb"%PDF-", "this is a PDF document, not a feed"),
    (rb"\x89PNG|\xff\xd8\xff|GIF8[79]a|RIFF.{4}WEBP", "this is a picture, not a feed"),
    (rb"ID3[\2-\4]|\xff[\xf2\xf3\xfa\xfb]|fLaC\0|OggS\0|RIFF.{4}WAVE|FORM.{4}AIF",
     "this is an audio file, not a feed"),
    (rb".{4}ftyp", "this is an MP4 file, not a feed"),
)  # fmt: skip
# Formats of text, by their first characters behind blanks.
_TEXTUAL = (
    (r"\{\s*\"(?:[^\"]*\"\s*:\s*\"[^\"]*\"\s*,\s*\")*version\"\s*:\s*\"https?://jsonfeed\.org/",
     "this is a JSON Feed; podcast directories take RSS 2.0"),
    (r"[{\[]\s*(?:[\"{\[\]}]|-?\d|true\b|false\b|null\b|\Z)", "this is JSON, not an RSS feed"),
    (r"\{\\rtf", "this is an RTF document, not a feed; save it as plain text"),
    (r"#EXTM3U|\[playlist\]", "this is a playlist, not a feed"),
    (r"WEBVTT\b|\d+\s+\d\d:\d\d:\d\d,\d\d\d -->",
     "this is a transcript, not a feed; feedtool transcript check checks it"),
    (r"(?:%YAML[^\n]*\n)?---[ \t\r]*\n|(?:[a-z_]+:(?:[ \r][^<\n]*)?\n(?:[ \t-][^\n]*\n)*){2}",
     "this is YAML, not a feed"),
)  # fmt: skip
_CONTROL = re.compile(rb"[\0-\x08\x0e-\x1a\x1c-\x1f]")


class OtherFormat(NamedTuple):
    """What an input is instead of a feed, and where that shows."""

    says: str
    place: LineColumn = (1, 1)


def recognize_format(head: bytes, encoding: Encoding, *, complete: bool) -> OtherFormat | None:
    """Return the format that the first bytes of an input show, None if it may be a feed.

    `complete` says whether they are the whole input.
    """
    for pattern, says in _BINARY:
        if re.match(pattern, head, re.DOTALL):
            return OtherFormat(says)
    if not encoding.name.startswith(("utf-16", "utf-32")) and _is_binary(head):
        return OtherFormat("this is binary data, not text; expected an RSS feed")
    text = head[encoding.skip :].decode(encoding.name, "replace")
    start = text.lstrip("\ufeff \t\r\n\0")
    if not start:
        return OtherFormat("the file is empty; expected an RSS feed") if complete else None
    if text.startswith("\0"):
        says = "the file starts with a zero byte, so it is not text; expected an RSS feed"
        return OtherFormat(says)
    return _recognize_text(text, start, complete=complete)


def _recognize_text(text: str, start: str, *, complete: bool) -> OtherFormat | None:
    if start.startswith(("<?php", "<?=")):
        return OtherFormat("this is the source of a PHP program; the server must run it")
    if not start.startswith("<") and find_feed(text) < 0:
        for pattern, says in _TEXTUAL:
            if re.match(pattern, start):
                return OtherFormat(says)
    if "<" not in text and complete:
        return OtherFormat("this is text, not XML; expected an RSS feed")
    return _recognize_page(text)


def _is_binary(head: bytes) -> bool:
    """Return whether bytes hold more control characters than a text with a fault has."""
    return not head.lstrip().startswith(b"<") and 20 * len(_CONTROL.findall(head)) > len(head)


def _recognize_page(text: str) -> OtherFormat | None:
    """Return that a text is a web page, as its document type or its first element says."""
    page: Token | None = None
    for token in scan_prolog(text):
        raw = text[token.start : token.end].lower()
        if token.kind == "document type" and re.match(r"<!doctype\s+html\b", raw):
            page = page or token
        elif token.kind == "element":
            return _judge_element(text, token, raw[1:], page)
    return OtherFormat(_WEB_PAGE, place_in(text, page.start)) if page else None


def _judge_element(text: str, token: Token, name: str, page: Token | None) -> OtherFormat | None:
    if name in ("html", "head", "body") or (
        page and (HTML.fullmatch(name) or name in ("title", "link"))
    ):
        return OtherFormat(_WEB_PAGE, place_in(text, (page or token).start))
    if HTML.fullmatch(name) and find_feed(text, token.end) < 0:
        return OtherFormat(_PART, place_in(text, token.start))
    return None
