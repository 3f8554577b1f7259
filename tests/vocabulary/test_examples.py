"""Every example of the vocabulary, in a feed that is otherwise right."""

import pytest

from feedtool.validator import validate
from feedtool.vocabulary import Element, load_vocabulary

VOCABULARY = load_vocabulary()
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
}
SELF = '<atom:link rel="self" href="https://example.com/feed.xml"/>'
ITEM = {
    "title": "<title>The night ferry</title>",
    "description": "<description>Who rides at night?</description>",
    "enclosure": '<enclosure url="https://example.com/0.mp3" length="1234567" type="audio/mpeg"/>',
    "guid": '<guid isPermaLink="false">harbour-0000</guid>',
    "pubDate": "<pubDate>Tue, 03 Nov 2020 10:00:00 +0000</pubDate>",
    "itunes:duration": "<itunes:duration>3753</itunes:duration>",
    "itunes:explicit": "<itunes:explicit>false</itunes:explicit>",
}
OTHERS = {
    "image": {
        "url": "<url>https://example.com/l.png</url>",
        "title": "<title>Harbour Notes</title>",
        "link": "<link>https://example.com/</link>",
    },
    "textInput": {
        "title": "<title>Search</title>",
        "description": "<description>Find</description>",
        "name": "<name>q</name>",
        "link": "<link>https://example.com/find</link>",
    },
    "skipHours": {},
    "skipDays": {},
    "itunes:owner": {"itunes:email": "<itunes:email>ed@example.com</itunes:email>"},
    "itunes:category": {},
}


def wrap(element: Element, xml: str) -> bytes:
    """Put a fragment where its element stands, in place of the one that stands there."""
    parent = next(iter(element.parents))
    channel, item = dict(CHANNEL), dict(ITEM)
    if parent == "channel":
        channel[element.name] = xml
    elif parent == "item":
        item[element.name] = xml
    else:
        inside = {**OTHERS[parent], element.name: xml}
        attribute = ' text="Society &amp; Culture"' if parent == "itunes:category" else ""
        channel[parent] = f"<{parent}{attribute}>{''.join(inside.values())}</{parent}>"
    names = "".join(
        f' xmlns:{one.prefix}="{one.uri}"' for one in VOCABULARY.namespaces.values() if one.prefix
    )
    return (
        f'<rss version="2.0"{names}><channel>{"".join(channel.values())}{SELF}'
        f"<item>{''.join(item.values())}</item></channel></rss>"
    ).encode()


GOOD = [(one, xml) for one in VOCABULARY.elements.values() for xml in one.good]
BAD = [(one, bad) for one in VOCABULARY.elements.values() for bad in one.bad]


@pytest.mark.parametrize(("element", "xml"), GOOD, ids=[f"{e.id} {x}" for e, x in GOOD])
def test_good_example_has_no_finding(element: Element, xml: str) -> None:
    assert [str(one) for one in validate(wrap(element, xml)).findings] == []


@pytest.mark.parametrize(("element", "bad"), BAD, ids=[f"{e.id} {b.xml}" for e, b in BAD])
def test_bad_example_breaks_its_rule_alone(element: Element, bad) -> None:
    assert {one.rule for one in validate(wrap(element, bad.xml)).findings} == {bad.rule}


def test_every_element_has_an_example() -> None:
    bare = [
        one.id for one in VOCABULARY.elements.values()
        if not one.good and not one.retired and one.id not in ("rss", "channel", "item")
    ]  # fmt: skip
    assert bare == []
