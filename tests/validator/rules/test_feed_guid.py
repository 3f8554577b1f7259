"""podcast:guid against the address of the feed."""

import uuid

import pytest

from feedtool.validator.validate import validate
from feedtool.values.podcast_guids import podcast_guid_of

FEED = """<rss version="2.0" xmlns:podcast="https://podcastindex.org/namespace/1.0"
 xmlns:atom="http://www.w3.org/2005/Atom"><channel><title>Harbour Notes</title>
<link>https://example.com/</link><description>Talks about small ports.</description>
<atom:link rel="self" href="{url}"/>
<podcast:guid>{guid}</podcast:guid>
<item><title>Part 1</title><guid isPermaLink="false">harbour-0001</guid></item></channel></rss>"""


@pytest.mark.parametrize(
    ("url", "guid"),
    [
        ("https://example.com/feed.xml", "d84ced82-1926-54c0-88c2-bb01dd35d7e3"),
        ("https://example.com/podcast/", "3acd0884-0ef4-59c7-852a-389d9a323a54"),
        ("https://EXAMPLE.com/Feed.xml", "3a162971-7f31-5e76-94d9-99ac05b743c4"),
        ("https://example.com/feed.xml?id=1", "681c842f-c261-5c42-bf70-f88c610deb14"),
    ],
)
def test_guid_of_the_address_is_right(url: str, guid: str) -> None:
    rules = [one.rule for one in validate(FEED.format(url=url, guid=guid).encode()).findings]
    assert not [rule for rule in rules if rule.startswith("guid-")]


PODCAST = uuid.UUID("ead4c236-bf58-58c6-a2c6-a6b28d128cb6")


@pytest.mark.parametrize(
    ("guid", "mistake"),
    [
        (uuid.uuid5(uuid.NAMESPACE_URL, "https://example.com/p/"), "the namespace of URLs"),
        (uuid.uuid5(uuid.NAMESPACE_URL, "example.com/p"), "the namespace of URLs"),
        (uuid.uuid5(PODCAST, "https://example.com/p/"), "the scheme left in"),
        (uuid.uuid5(PODCAST, "https://example.com/p"), "the scheme left in"),
        (uuid.uuid5(PODCAST, "example.com/p/"), "the slash left at the end"),
    ],
)
def test_wrong_computation_is_named(guid: uuid.UUID, mistake: str) -> None:
    url = "https://example.com/p/"
    report = validate(FEED.format(url=url, guid=guid).encode(), profiles=["rss"])
    told = [one for one in report.findings if one.rule.startswith("guid-")]
    assert [(one.rule, one.severity, one.line, one.column) for one in told] == [
        ("guid-miscomputed", "info", 5, 1)
    ]
    assert told[0].message == (
        f"podcast:guid was computed with {mistake}; the address of the feed gives "
        f"{podcast_guid_of(url)}. Keep it if the feed is listed already"
    )


def test_feed_that_has_moved_keeps_its_guid() -> None:
    feed = FEED.format(
        url="https://example.com/new.xml", guid=podcast_guid_of("https://old.example")
    )
    told = [one for one in validate(feed.encode(), profiles=["rss"]).findings]
    assert [(one.rule, one.severity) for one in told] == [("guid-not-from-url", "info")]
    old = validate(feed.encode(), profiles=["rss"], url="https://old.example").findings
    assert "guid-not-from-url" not in [one.rule for one in old]


@pytest.mark.parametrize(
    "url",
    ["https://https://example.com/feed.xml", "http://localhost/feed.xml", "https://{{host}}/feed.xml"],
)  # fmt: skip
def test_no_guid_follows_from_an_address_that_is_faulty_itself(url: str) -> None:
    feed = FEED.format(url=url, guid="d84ced82-1926-54c0-88c2-bb01dd35d7e3").encode()
    assert not [one for one in validate(feed).findings if one.rule.startswith("guid-")]
