"""Feeds around a piece of XML: everything else in them is right."""

from lxml import etree

from feedtool.vocabulary import load_vocabulary

CHANNEL = {
    "title": "<title>Harbour Notes</title>",
    "link": "<link>https://example.com/</link>",
    "description": "<description>Talks about small ports.</description>",
    "language": "<language>en</language>",
    "itunes:author": "<itunes:author>Mira Holt</itunes:author>",
    "itunes:image": '<itunes:image href="https://example.com/cover.jpg"/>',
    "itunes:category": '<itunes:category text="Technology"/>',
    "itunes:explicit": "<itunes:explicit>false</itunes:explicit>",
    "podcast:guid": "<podcast:guid>d84ced82-1926-54c0-88c2-bb01dd35d7e3</podcast:guid>",
    "podcast:locked": "<podcast:locked>yes</podcast:locked>",
    "lastBuildDate": "<lastBuildDate>Tue, 03 Nov 2020 10:05:00 +0000</lastBuildDate>",
}
SELF = '<atom:link rel="self" href="https://example.com/feed.xml"/>'
ITEM = {
    "title": "<title>The night ferry</title>",
    "description": "<description>Who rides at night?</description>",
    "enclosure": '<enclosure url="https://example.com/0.mp3" length="61234567" type="audio/mpeg"/>',
    "guid": '<guid isPermaLink="false">harbour-0000</guid>',
    "pubDate": "<pubDate>Tue, 03 Nov 2020 10:00:00 +0000</pubDate>",
    "itunes:duration": "<itunes:duration>3753</itunes:duration>",
    "itunes:explicit": "<itunes:explicit>false</itunes:explicit>",
    "itunes:episode": "<itunes:episode>1</itunes:episode>",
}
# What stands in the elements that hold elements, beside the one that is looked at.
INSIDE = {
    "image": {
        "url": "<url>https://example.com/cover.jpg</url>",
        "title": "<title>Harbour Notes</title>",
        "link": "<link>https://example.com/</link>",
    },
    "textInput": {
        "title": "<title>Search</title>",
        "description": "<description>Find</description>",
        "name": "<name>q</name>",
        "link": "<link>https://example.com/find</link>",
    },
    "itunes:owner": {"itunes:email": "<itunes:email>ed@example.com</itunes:email>"},
    "atom:author": {"atom:name": "<atom:name>Mira Holt</atom:name>"},
    "podcast:value": {
        "podcast:valueRecipient": '<podcast:valueRecipient name="Mira Holt" type="lnaddress" '
        'address="mira@example.com" split="1"/>'
    },
    "podcast:alternateEnclosure": {
        "podcast:source": '<podcast:source uri="https://example.com/0.opus"/>'
    },
    "podcast:liveItem": {
        "title": "<title>Live from the quay</title>",
        "description": "<description>Questions and answers.</description>",
        "guid": '<guid isPermaLink="false">harbour-live-01</guid>',
        "enclosure": '<enclosure url="https://example.com/live.mp3" type="audio/mpeg" length="2000"/>',
        "podcast:contentLink": '<podcast:contentLink href="https://example.com/l">Watch</podcast:contentLink>',
    },
    "geo:Point": {"geo:lat": "<geo:lat>26.58</geo:lat>", "geo:long": "<geo:long>-97.8</geo:long>"},
}
ATTRIBUTES = {
    "podcast:value": ' type="lightning" method="lnaddress"',
    "podcast:valueTimeSplit": ' startTime="60" duration="60"',
    "podcast:alternateEnclosure": ' type="audio/opus" length="654321"',
    "podcast:liveItem": ' status="ended" start="2020-11-04T18:00:00Z" end="2020-11-04T19:00:00Z"',
    "itunes:category": ' text="Society &amp; Culture"',
    "media:embed": ' url="https://example.com/player"',
}
NAMES = "".join(
    f' xmlns:{one.prefix}="{one.uri}"'
    for one in load_vocabulary().namespaces.values()
    if one.prefix
)


def root_names(xml: str) -> list[str]:
    """The names of the outermost elements of a piece of XML; none if it is not well formed."""
    try:
        root = etree.fromstring(f"<x{NAMES}>{xml}</x>")
    except etree.XMLSyntaxError:
        return []
    return [
        f"{one.prefix}:{etree.QName(one).localname}" if one.prefix else one.tag
        for one in root.iterchildren(tag=etree.Element)
    ]


def sample_feed(channel: str = "", item: str = "") -> bytes:
    """A feed with these elements in place of those of the same name."""
    head = _replace(CHANNEL, channel)
    own = "" if 'rel="self"' in channel else SELF
    body = _replace(ITEM, item)
    return (
        f'<rss version="2.0"{NAMES}><channel>{head}{own}<item>{body}</item></channel></rss>'
    ).encode()


def _replace(defaults: dict[str, str], xml: str) -> str:
    names = root_names(xml)
    kept = [one for name, one in defaults.items() if name not in names]
    return "".join(kept) + xml


def wrap(parent: str, xml: str) -> bytes:
    """Put a piece of XML into an element of a feed, in place of what has its name there."""
    if parent == "rss":
        return sample_feed().replace(b"<channel>", f"{xml}<channel>".encode())
    if parent == "channel":
        return sample_feed(channel=xml)
    if parent == "item":
        return sample_feed(item=xml)
    inside = _replace(INSIDE.get(parent, {}), xml)
    whole = f"<{parent}{ATTRIBUTES.get(parent, '')}>{inside}</{parent}>"
    return wrap(next(iter(load_vocabulary().elements[parent].parents)), whole)
