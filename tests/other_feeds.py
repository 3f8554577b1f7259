"""Feeds of one invented show in Atom, JSON Feed and RSS 1.0."""

import json
from typing import Any

from lxml import etree

from feedtool.importing.converting.convert import convert
from feedtool.importing.feed.elements import name_of

ATOM_HEAD = """\
<?xml version="1.0" encoding="utf-8"?>
<feed xmlns="http://www.w3.org/2005/Atom" xmlns:itunes="http://www.itunes.com/dtds/podcast-1.0.dtd"
  xmlns:podcast="https://podcastindex.org/namespace/1.0" xmlns:ship="https://example.com/ships"
  xml:lang="en" xml:base="https://example.com/notes/">
<id>tag:example.com,2024:harbour</id><title>Harbour Notes</title>
<subtitle>Ports &amp; the people in them.</subtitle><updated>2024-06-09T06:00:00Z</updated>
<link rel="self" href="feed.atom" type="application/atom+xml"/><link href="./"/>
<author><name>Mira Holt</name><email>mira@example.com</email><uri>https://example.com/mira</uri></author>
<logo>cover.jpg</logo><rights>Mira Holt</rights><itunes:category text="Technology"/>
"""


def entry(number: int, more: str = "") -> str:
    return (
        f"<entry><id>tag:example.com,2024:{number}</id><title>Pier {number}</title>"
        f"<published>2024-06-{number:02}T08:00:00+02:00</published>"
        f"<updated>2024-06-{number:02}T09:30:00+02:00</updated>"
        f'<link href="{number}.html"/><link rel="enclosure" type="audio/mpeg" '
        f'href="https://media.example.com/{number}.mp3" length="{number}000000"/>'
        f'<content type="html">&lt;p&gt;Cranes at pier {number}.&lt;/p&gt;</content>{more}</entry>\n'
    )


def atom(*entries: str, more: str = "") -> bytes:
    return "".join([ATOM_HEAD, more, *entries, "</feed>\n"]).encode()


def json_item(number: int, **more: Any) -> dict[str, Any]:
    return {
        "id": f"https://example.com/notes/{number}",
        "url": f"https://example.com/notes/{number}.html",
        "title": f"Pier {number}",
        "content_html": f"<p>Cranes at pier {number}.</p>",
        "date_published": f"2024-06-{number:02}T08:00:00+02:00",
        "attachments": [
            {
                "url": f"https://media.example.com/{number}.mp3",
                "mime_type": "audio/mpeg",
                "size_in_bytes": number * 1_000_000,
                "duration_in_seconds": number * 60,
            }
        ],
        **more,
    }


def json_feed(*items: dict[str, Any], **more: Any) -> bytes:
    whole = {
        "version": "https://jsonfeed.org/version/1.1",
        "title": "Harbour Notes",
        "home_page_url": "https://example.com/notes/",
        "feed_url": "https://example.com/notes/feed.json",
        "description": "Ports & the people in them.",
        "icon": "https://example.com/notes/cover.jpg",
        "language": "en",
        "authors": [{"name": "Mira Holt", "url": "https://example.com/mira"}],
        **more,
        "items": list(items),
    }
    return json.dumps(whole).encode()


RSS1 = b"""\
<?xml version="1.0"?>
<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#" xmlns="http://purl.org/rss/1.0/"
  xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:enc="http://purl.oclc.org/net/rss_2.0/enc#"
  xmlns:ship="https://example.com/ships">
<channel rdf:about="https://example.com/notes/"><title>Harbour Notes</title>
<link>https://example.com/notes/</link><description>Ports.</description><dc:language>en</dc:language>
<image rdf:resource="https://example.com/c.jpg"/>
<items><rdf:Seq><rdf:li rdf:resource="https://example.com/notes/1"/></rdf:Seq></items></channel>
<image rdf:about="https://example.com/c.jpg"><title>Harbour Notes</title>
<url>https://example.com/c.jpg</url><link>https://example.com/notes/</link></image>
<item rdf:about="https://example.com/notes/1"><title>Pier 1</title>
<link>https://example.com/notes/1.html</link><description>Cranes.</description>
<dc:date>2024-06-01T08:00:00+02:00</dc:date><ship:name tons="9">Ena</ship:name>
<enc:enclosure rdf:resource="https://media.example.com/1.mp3" enc:type="audio/mpeg" enc:length="1000000"/>
</item></rdf:RDF>
"""

Told = list[tuple[str, str, dict[str, str]]]


def tell(parent: Any, *names: str) -> Told:
    """The children of these names: their name, all their text, and their attributes."""
    return [
        (name_of(one) or one.tag, "".join(one.itertext()), dict(one.attrib))
        for one in parent
        if not names or name_of(one) in names
    ]


def channel_of(data: bytes, url: str = "") -> Any:
    converted = convert(data, url=url)
    assert converted
    return etree.fromstring(converted.data).find("channel")


def item_of(data: bytes, url: str = "") -> Any:
    return channel_of(data, url).find("item")
