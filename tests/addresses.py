"""What the validator says about one address that stands in a feed."""

from xml.sax.saxutils import escape

from feedtool.findings.wording import cut
from feedtool.validator.validate import validate

_FEED = """<?xml version="1.0" encoding="UTF-8"?>
<rss version="2.0" xmlns:atom="http://www.w3.org/2005/Atom">
<channel>
<title>Harbour Notes</title>
<link>https://example.com/</link>
<description>Talks about small ports.</description>
<language>en</language>
<atom:link rel="self" href="https://example.com/feed.xml" type="application/rss+xml"/>
<item>
<title>The night ferry</title>
<description>Who rides at night?</description>
<guid isPermaLink="false">harbour-0001</guid>
<pubDate>Tue, 03 Nov 2020 18:00:00 +0000</pubDate>
<enclosure url="https://example.com/1.mp3" length="24986239" type="audio/mpeg"/>
<link>{}</link>
</item>
</channel>
</rss>
"""
_START = 7


def told(value: str) -> list[str]:
    """Return what is reported about an address in the link of an item.

    Each line has the severity, the rule and the words after `link is "…"; `. If the finding is about
    a part of the value, the line starts with the place of this part, counted from 0.
    """
    lines = []
    for found in validate(_FEED.format(escape(value)).encode(), profiles=["rss"]).findings:
        whole = f'link is "{cut(value)}"; '
        mark = f"{found.severity} {found.rule}: "
        if found.message.startswith(whole):
            lines.append(mark + found.message.removeprefix(whole))
            assert (found.line, found.column) == (15, _START)
        else:
            offset = (found.column or 0) - _START
            lines.append(f"{offset:+d} {mark}{found.message.removeprefix('link: ')}")
    return lines
