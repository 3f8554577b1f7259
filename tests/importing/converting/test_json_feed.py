"""JSON Feed as RSS, element by element."""

import json
from typing import Any

import pytest
from lxml import etree
from other_feeds import atom, channel_of, entry, item_of, json_feed, json_item, tell

from feedtool.importing.converting.convert import convert


def test_json_is_rss() -> None:
    item = json_item(
        7, summary="Cranes", tags=["a", "b"], image="https://example.com/7.jpg", language="de",
        date_modified="2024-06-07T09:30:00Z", external_url="https://example.org/7",
        authors=[{"name": "Bo Lind"}],
    )  # fmt: skip
    data = json_feed(
        item,
        favicon="https://example.com/f.ico",
        expired=True,
        hubs=[{"type": "WebSub", "url": "https://example.com/hub"}],
    )
    assert tell(channel_of(data)) == [
        ("title", "Harbour Notes", {}),
        ("link", "https://example.com/notes/", {}),
        ("description", "Ports & the people in them.", {}),
        ("language", "en", {}),
        ("atom:link", "", {"href": "https://example.com/notes/feed.json", "rel": "self", "type": "application/rss+xml"}),
        ("atom:link", "", {"href": "https://example.com/hub", "rel": "hub"}),
        ("itunes:image", "", {"href": "https://example.com/notes/cover.jpg"}),
        ("image", "https://example.com/notes/cover.jpgHarbour Noteshttps://example.com/notes/", {}),
        ("atom:icon", "https://example.com/f.ico", {}),
        ("atom:author", "Mira Holthttps://example.com/mira", {}),
        ("itunes:author", "Mira Holt", {}),
        ("itunes:complete", "yes", {}),
        *tell(channel_of(data), "item"),
    ]  # fmt: skip
    assert tell(item_of(data)) == [
        ("title", "Pier 7", {}),
        ("link", "https://example.com/notes/7.html", {}),
        ("atom:link", "", {"href": "https://example.org/7", "rel": "related"}),
        ("guid", "https://example.com/notes/7", {"isPermaLink": "false"}),
        ("pubDate", "Fri, 07 Jun 2024 08:00:00 +0200", {}),
        ("atom:updated", "2024-06-07T09:30:00+00:00", {}),
        ("description", "Cranes", {}),
        ("content:encoded", "<p>Cranes at pier 7.</p>", {}),
        ("itunes:duration", "420", {}),
        ("enclosure", "", {"url": "https://media.example.com/7.mp3", "length": "7000000", "type": "audio/mpeg"}),
        ("itunes:image", "", {"href": "https://example.com/7.jpg"}),
        ("dc:language", "de", {}),
        ("atom:author", "Bo Lind", {}),
        ("itunes:author", "Bo Lind", {}),
        ("category", "a", {}),
        ("category", "b", {}),
    ]  # fmt: skip


# What a feed or an item has besides, and what is said of it.
LEFT_OUT = {
    "nothing": ({}, {}, []),
    "an extension": ({"_ships": {"a": 1}}, {"_ship": 1}, ["_ships", "_ship (2 episodes)"]),
    "an empty extension": ({"_ships": {}}, {"_ship": ""}, []),
    "a comment": ({"user_comment": "This is a feed."}, {}, ["user_comment"]),
    "a cloud": ({"hubs": [{"type": "rssCloud", "url": "x"}]}, {}, ["hubs"]),
    "a picture of an author": ({"authors": [{"name": "A", "avatar": "x"}]}, {}, ["authors.avatar"]),
    "an author of version 1.0": ({"authors": None, "author": {"name": "A", "avatar": "x"}}, {}, ["authors.avatar"]),
    "a banner": ({}, {"banner_image": "x"}, ["banner_image (2 episodes)"]),
    "text beside HTML": ({}, {"content_text": "x"}, ["content_text beside content_html (2 episodes)"]),
    "a page without a name": ({}, {"authors": [{"url": "x"}]}, ["authors without a name (2 episodes)"]),
}  # fmt: skip


@pytest.mark.parametrize("name", LEFT_OUT)
def test_what_rss_cannot_say_is_told(name: str) -> None:
    feed, item, expected = LEFT_OUT[name]
    data = json_feed(json_item(2, **item), json_item(1, **item), **feed)
    assert [*convert(data).left_out] == expected


@pytest.mark.parametrize(
    ("data", "page"),
    [
        (atom(more='<link rel="next" href="2.atom"/>'), "https://example.com/notes/2.atom"),
        (json_feed(next_url="https://example.com/2.json"), "https://example.com/2.json"),
        (atom(entry(1)), ""),
        (json_feed(), ""),
    ],
)
def test_a_further_page_is_told_and_no_part_of_the_new_feed(data: bytes, page: str) -> None:
    assert convert(data).next_page == page
    assert b'rel="next"' not in convert(data).data


@pytest.mark.parametrize(
    "value",
    [None, True, 1, 1.5, "x", [], [1], {}, [[]], [None], {"a": {}}, "\ud800\x00", -0.0, 10**300],
)
@pytest.mark.parametrize("place", ["feed", "item"])
def test_values_of_a_wrong_kind_are_no_traceback(value: Any, place: str) -> None:
    keys = [*json.loads(json_feed()), "hubs", "author", "next_url", "favicon", "expired"]
    item = json_item(1, tags=[value], author=value, summary=value)
    for key in {*keys, *item} - {"version"}:
        data = json.loads(json_feed(json_item(2)))
        (data if place == "feed" else data["items"][0])[key] = value
        etree.fromstring(convert(json.dumps(data).encode()).data)


def test_numbers_are_read_as_text() -> None:
    item = item_of(json_feed(json_item(1, id=7, title=8.5)))
    assert (item.findtext("guid"), item.findtext("title")) == ("7", "8.5")


def test_seconds_have_no_fraction() -> None:
    attachment = {"url": "a", "mime_type": "audio/mpeg", "duration_in_seconds": 61.7}
    item = item_of(json_feed(json_item(1, attachments=[attachment])))
    assert tell(item, "itunes:duration") == [("itunes:duration", "61", {})]
