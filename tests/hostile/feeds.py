"""The clean feed around a hostile part."""

from datetime import UTC, datetime, timedelta

HEAD = b"""<?xml version="1.0" encoding="UTF-8"?>
<rss version="2.0" xmlns:content="http://purl.org/rss/1.0/modules/content/" xmlns:itunes="http://www.itunes.com/dtds/podcast-1.0.dtd" xmlns:podcast="https://podcastindex.org/namespace/1.0">
<channel>
<title>Harbour Notes</title>
<link>https://example.com/</link>
<description>Talks about small ports.</description>
<language>en</language>
<itunes:author>Mira Holt</itunes:author>
<itunes:image href="https://example.com/cover.jpg"/>
<itunes:category text="Technology"/>
<itunes:explicit>false</itunes:explicit>
<podcast:guid>d84ced82-1926-54c0-88c2-bb01dd35d7e3</podcast:guid>
"""
TAIL = b"</channel>\n</rss>\n"
_NOTES = (
    "<p>The ferry keeps its lamp lit <a href='https://example.com/{0}'>all night</a>.</p>\n" * 10
)


def filled(piece: bytes, size: int) -> bytes:
    """Return a piece as often as it fits."""
    return piece * max(size // len(piece), 1)


def item(number: int = 1, more: str = "") -> bytes:
    """Return an episode without findings, with more elements at its end."""
    date = datetime(2000, 1, 1, 6, tzinfo=UTC) + timedelta(hours=20 * number)
    return (
        f"<item><title>Day {number} at the pier</title>"
        f"<pubDate>{date:%a, %d %b %Y %H:%M:%S} +0000</pubDate>"
        f'<enclosure url="https://media.example.com/{number}.mp3" length="20000000" type="audio/mpeg"/>'
        f'<guid isPermaLink="false">harbour-{number}</guid>'
        f"<itunes:duration>1800</itunes:duration>{more}</item>\n"
    ).encode()


def clean_feed(size: int) -> bytes:
    """Return a feed of about `size` bytes without findings."""
    body, number = bytearray(), 0
    while len(body) < size:
        number += 1
        notes = _NOTES.format(number)
        body += item(number, f"<content:encoded><![CDATA[{notes}]]></content:encoded>")
    return HEAD + bytes(body) + TAIL
