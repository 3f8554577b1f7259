"""A small feed whose XML is right, with an entry of each kind that slips are made in."""

FEED = """<?xml version="1.0" encoding="UTF-8"?>
<rss version="2.0" xmlns:itunes="http://www.itunes.com/dtds/podcast-1.0.dtd">
  <channel>
    <title>Harbour Notes</title>
    <link>https://example.com/?a=1&amp;b=2</link>
    <description>Talks about small ports.</description>
    <itunes:author>Mira Holt</itunes:author>
    <image><url>https://example.com/c.jpg</url><title>Harbour Notes</title><link>https://example.com/?a=1&amp;b=2</link></image>
    <item>
      <title>The night ferry</title>
      <guid isPermaLink="false">harbour-1</guid>
      <enclosure url="https://example.com/1.mp3" length="24986239" type="audio/mpeg"/>
    </item>
  </channel>
</rss>
"""
