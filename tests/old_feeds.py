"""Feeds of a former host, which tests import."""

HEAD = """\
<?xml version="1.0" encoding="UTF-8"?>
<rss version="2.0" xmlns:itunes="http://www.itunes.com/dtds/podcast-1.0.dtd"
  xmlns:podcast="https://podcastindex.org/namespace/1.0" xmlns:ship="https://example.com/ships"
  xmlns:content="http://purl.org/rss/1.0/modules/content/">
<channel>
<title>Harbour Notes</title><link>https://example.com/</link><language>en</language>
<description>Ports &amp; the people in them.</description>
<itunes:author>Mira Holt</itunes:author><itunes:explicit>no</itunes:explicit>
<itunes:owner><itunes:name>Mira Holt</itunes:name><itunes:email>mira@example.com</itunes:email></itunes:owner>
<itunes:image href="https://example.com/cover.jpg"/><itunes:category text="Technology"/>
<generator>Old Host 3</generator><lastBuildDate>Sat, 01 Jun 2024 06:00:00 GMT</lastBuildDate>
"""
TAIL = "</channel></rss>\n"


def item(number: int, more: str = "", *, date: str | None = None, guid: str | None = None) -> str:
    day = ["Fri", "Sat", "Sun", "Mon", "Tue", "Wed", "Thu"][number % 7]
    date = f"{day}, {number:02} Jun 2024 08:00:00 +0200" if date is None else date
    guid = f"<guid isPermaLink='false'>harbour-{number}</guid>" if guid is None else guid
    return (
        f"<item><title>Pier {number}</title>{guid}<pubDate>{date}</pubDate>"
        f'<enclosure url="https://media.example.com/{number}.mp3" length="{number}000" '
        f'type="audio/mpeg"/><itunes:duration>00:10:0{number}</itunes:duration>'
        f"<description>&lt;p&gt;Cranes at pier {number}.&lt;/p&gt;</description>{more}</item>\n"
    )


def feed(*items: str, channel: str = "") -> bytes:
    return "".join([HEAD, channel, *items, TAIL]).encode()
