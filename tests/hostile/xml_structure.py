"""XML that is deep, wide, cut, repeated or declared without end."""

from pathlib import Path

from hostile.feeds import HEAD, TAIL, clean_feed, filled
from hostile.registry import clean, hostile_feed


@clean("xml", "validate", "feed.xml")
def _clean(folder: Path, size: int) -> None:
    (folder / "feed.xml").write_bytes(clean_feed(size))


@hostile_feed("xml")
def many_empty_channels(size: int) -> bytes:
    return b"<rss version='2.0'>" + filled(b"<channel/>", size) + b"</rss>"


@hostile_feed("xml")
def unclosed_items(size: int) -> bytes:
    return HEAD + filled(b"<item>", size) + TAIL


@hostile_feed("xml")
def comments_before_a_fault(size: int) -> bytes:
    return filled(b"<!-- -->", size) + b"<rss version='2.0'><channel></rss>"
