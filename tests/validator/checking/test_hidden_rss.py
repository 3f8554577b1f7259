"""Elements of RSS in a namespace: told once, with what to remove; extensions stay silent."""

import pytest
from sample import ITEM, sample_feed

from feedtool.validator.validate import validate

URI = "https://example.com/ns/site"
WHERE = f'is in the namespace "{URI}", so apps do not find it; RSS has no namespace: '
ENCLOSURE = ITEM["enclosure"].removeprefix("<enclosure ")


def told(feed: bytes) -> list[str]:
    findings = validate(feed).findings
    return [f"{one.severity} {one.rule}: {one.message}" for one in findings]


def hidden(message: str) -> list[str]:
    return [f"error element-in-namespace: {message}"]


def in_channel(xml: str) -> bytes:
    """A feed whose title is replaced by this piece of XML."""
    feed = sample_feed().replace(b"<title>Harbour Notes</title>", xml.encode(), 1)
    return feed.replace(b"<rss ", f'<rss xmlns:x="{URI}" '.encode())


def in_item(old: str, xml: str) -> bytes:
    """A feed in whose item a piece of XML replaces another."""
    feed = sample_feed()
    assert old.encode() in feed
    feed = feed.replace(old.encode(), xml.encode())
    return feed.replace(b"<rss ", f'<rss xmlns:x="{URI}" '.encode())


GUID = '<guid isPermaLink="false">harbour-0000</guid>'
DATE = "<pubDate>Tue, 03 Nov 2020 10:00:00 +0000</pubDate>"


@pytest.mark.parametrize(
    ("feed", "message"),
    [
        (in_channel(f'<title xmlns="{URI}">Harbour Notes</title>'),
         f"title {WHERE}remove this xmlns"),
        (in_channel("<x:title>Harbour Notes</x:title>"),
         f"x:title {WHERE}write <title> without the prefix"),
        (in_item(GUID, f'<guid xmlns="{URI}" isPermaLink="false">harbour-0000</guid>'),
         f"guid {WHERE}remove this xmlns"),
        (in_item(GUID, '<x:guid isPermaLink="false">harbour-0000</x:guid>'),
         f"x:guid {WHERE}write <guid> without the prefix"),
        (in_item(DATE, f'<pubDate xmlns="{URI}">Tue, 03 Nov 2020 10:00:00 +0000</pubDate>'),
         f"pubDate {WHERE}remove this xmlns"),
        (in_item(f"<enclosure {ENCLOSURE}", f'<enclosure xmlns="{URI}" {ENCLOSURE}'),
         f"enclosure {WHERE}remove this xmlns"),
        (in_item(f"<enclosure {ENCLOSURE}", f"<x:enclosure {ENCLOSURE}"),
         f"x:enclosure {WHERE}write <enclosure> without the prefix"),
        (in_item("<item>", f'<item xmlns="{URI}">'), f"item {WHERE}remove this xmlns"),
        (in_item("<item>", "<x:item>").replace(b"</item>", b"</x:item>"),
         f"x:item {WHERE}write <item> without the prefix"),
        (in_item("<channel>", f'<channel xmlns="{URI}">'), f"channel {WHERE}remove this xmlns"),
        (in_item("<channel>", "<x:channel>").replace(b"</channel>", b"</x:channel>"),
         f"x:channel {WHERE}write <channel> without the prefix"),
        (in_item("<guid", "<x:link>https://example.com/0</x:link><guid"),
         f"x:link {WHERE}write <link> without the prefix"),
        (in_item("<item>", "<x:image><x:url>https://example.com/a.jpg</x:url></x:image><item>"),
         f"x:image {WHERE}write <image> without the prefix"),
        (in_item("<item>", f'<copyright xmlns="{URI}">Mira Holt</copyright><item>'),
         f"copyright {WHERE}remove this xmlns"),
    ],
)  # fmt: skip
def test_hidden_element_is_the_only_finding(feed: bytes, message: str) -> None:
    assert told(feed) == hidden(message)


def test_place_is_that_of_the_cause() -> None:
    feed = in_channel(f'<title xmlns="{URI}">Harbour Notes</title>')
    (finding,) = validate(feed).findings
    start = feed.index(b'xmlns="')
    assert (finding.line, finding.column) == (1, start + 1)
    feed = in_channel("<x:title>Harbour Notes</x:title>")
    (finding,) = validate(feed).findings
    assert finding.column == feed.index(b"<x:title") + 1


@pytest.mark.parametrize("prefix", ["", "x"])
def test_faults_inside_a_hidden_item_are_reported(prefix: str) -> None:
    feed = in_item(">3753<", ">1 h<")
    if prefix:
        feed = feed.replace(b"<item>", b"<x:item>").replace(b"</item>", b"</x:item>")
        feed = feed.replace(b"<pubDate", b"<x:pubDate").replace(b"</pubDate", b"</x:pubDate")
    else:
        feed = feed.replace(b"<item>", f'<item xmlns="{URI}">'.encode())
    rules = [one.partition(":")[0] for one in told(feed)]
    assert rules == ["error element-in-namespace", "error bad-duration"]


@pytest.mark.parametrize(
    "xml",
    [
        f'<boats xmlns="{URI}"><title>Gull</title><item>x</item></boats>',
        "<x:boats><x:title>Gull</x:title><x:item>1</x:item></x:boats>",
        "<x:rank>5</x:rank><x:category>Boats</x:category><x:author>Olaf</x:author>",
        f'<title xmlns="{URI}">Gull</title>',
        "<media:title>Gull</media:title><dc:creator>Gull</dc:creator>",
        '<link xmlns="http://www.w3.org/2005/Atom" href="https://example.com/0" rel="related"/>',
    ],
)
@pytest.mark.parametrize("first", [True, False])
def test_extension_may_have_names_of_rss(xml: str, first: bool) -> None:
    title = "<title>The night ferry</title>"
    own = f"<link>https://example.com/0</link>{title}"
    feed = in_item(title, f"{xml}{own}" if first else f"{own}{xml}")
    assert told(feed) == []


def test_item_of_an_extension_after_items_is_silent() -> None:
    assert told(in_item("</item>", "</item><x:item>1</x:item>")) == []


def test_each_hidden_item_is_reported() -> None:
    item = '<x:item><title>{0}</title><guid isPermaLink="false">harbour-{0}</guid></x:item>'
    feed = in_item("</item>", "</item>").replace(b"<item>", b"<x:item>")
    feed = feed.replace(b"</item>", f"</x:item>{item.format('One tide')}".encode())
    findings = validate(feed, profiles=["rss"], select=["element-in-namespace"]).findings
    assert len(findings) == 2


@pytest.mark.parametrize(
    ("start", "end", "message"),
    [
        ('<rss xmlns="http://backend.userland.com/rss2" ', b"</rss>",
         'rss is in the namespace "http://backend.userland.com/rss2"; expected no namespace: '
         "remove this xmlns"),
        ('<old:rss xmlns:old="http://blogs.law.harvard.edu/tech/rss" ', b"</old:rss>",
         'old:rss is in the namespace "http://blogs.law.harvard.edu/tech/rss"; expected no '
         "namespace: write rss without the prefix"),
    ],
)  # fmt: skip
def test_root_in_a_namespace_is_one_finding(start: str, end: bytes, message: str) -> None:
    feed = sample_feed().replace(b"<rss ", start.encode()).replace(b"</rss>", end)
    assert told(feed) == [f"error namespace-on-rss: {message}"]


def test_atom_title_without_prefix_explains_a_missing_title() -> None:
    atom = "http://www.w3.org/2005/Atom"
    feed = in_channel(f'<title xmlns="{atom}">Harbour Notes</title>')
    assert told(feed) == hidden(
        f'title is in the namespace "{atom}", so apps do not find it; '
        "RSS has no namespace: remove this xmlns"
    )
