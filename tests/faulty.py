"""A small feed that is right, into which tests put one fault of the XML."""

from datetime import UTC, datetime

from feedtool.findings.report import Finding
from feedtool.validator.validate import validate

NOW = datetime(2021, 1, 1, tzinfo=UTC)
FEED = """<?xml version="1.0" encoding="UTF-8"?>
<rss version="2.0" xmlns:itunes="http://www.itunes.com/dtds/podcast-1.0.dtd" xmlns:atom="http://www.w3.org/2005/Atom" xmlns:podcast="https://podcastindex.org/namespace/1.0" xmlns:content="http://purl.org/rss/1.0/modules/content/">
<channel>
  <title>Harbour Notes</title>
  <link>https://example.com/</link>
  <description>Talks about small ports.</description>
  <language>en</language>
  <atom:link rel="self" type="application/rss+xml" href="https://example.com/feed.xml"/>
  <itunes:author>Mira Holt</itunes:author>
  <itunes:image href="https://example.com/cover.jpg"/>
  <itunes:category text="Technology"/>
  <itunes:category text="Society &amp; Culture">
    <itunes:category text="Documentary"/>
  </itunes:category>
  <itunes:explicit>false</itunes:explicit>
  <itunes:owner>
    <itunes:name>Mira Holt</itunes:name>
    <itunes:email>mira@example.com</itunes:email>
  </itunes:owner>
  <item>
    <title>The night ferry</title>
    <link>https://example.com/1</link>
    <guid isPermaLink="false">harbour-0001</guid>
    <pubDate>Tue, 03 Nov 2020 10:00:00 +0000</pubDate>
    <description>Who rides at night?</description>
    <content:encoded><![CDATA[<p>Who <b>rides</b> at night?</p>]]></content:encoded>
    <!-- the file -->
    <enclosure url="https://example.com/1.mp3" length="35234567" type="audio/mpeg"/>
    <itunes:duration>3753</itunes:duration>
    <itunes:explicit>false</itunes:explicit>
  </item>
  <item>
    <title>The day ferry</title>
    <link>https://example.com/2</link>
    <guid isPermaLink="false">harbour-0002</guid>
    <pubDate>Wed, 04 Nov 2020 10:00:00 +0000</pubDate>
    <description>Who rides at day?</description>
    <enclosure url="https://example.com/2.mp3" length="27654321" type="audio/mpeg"/>
    <itunes:duration>2753</itunes:duration>
    <itunes:explicit>false</itunes:explicit>
  </item>
</channel>
</rss>
"""


def findings_of(data: bytes, **options: int) -> list[Finding]:
    return list(validate(data, at=NOW, **options).findings)


ALWAYS = {(one.rule, one.message) for one in findings_of(FEED.encode())}


def new_findings(feed: str) -> list[str]:
    """What a changed feed has beside the findings of the feed as it was, the same in any pieces."""
    data = feed.encode()
    found = [str(one) for one in findings_of(data)]
    assert [str(one) for one in findings_of(data, chunk_bytes=7)] == found
    return [
        f"{one.line}:{one.column} {one.rule} {one.message}"
        for one in findings_of(data)
        if (one.rule, one.message) not in ALWAYS
    ]
