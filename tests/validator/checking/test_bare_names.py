"""Elements of RSS that are meant as Apple's or Atom's: one finding each, with what to write."""

import pytest
from sample import sample_feed

from feedtool.validator.validate import validate

ARTWORK = b'<itunes:image href="https://example.com/cover.jpg"/>'
CATEGORY = b'<itunes:category text="Technology"/>'
HREF = 'href="https://example.com/cover.jpg"'
NO_IMAGE = "href is not an attribute of image, but of itunes:image; "
NO_CATEGORY = "text is not an attribute of category, but of itunes:category; "


def told(feed: bytes) -> list[str]:
    findings = validate(feed, profiles=["rss", "apple", "podcast20"]).findings
    return [f"{one.severity}: {one.message}" for one in findings]


def test_image_with_href_is_the_artwork_without_its_prefix() -> None:
    feed = sample_feed().replace(ARTWORK, f"<image {HREF}/>".encode())
    assert told(feed) == [f"error: {NO_IMAGE}write <itunes:image {HREF}/>"]


@pytest.mark.parametrize("before", [True, False], ids=["before", "after"])
def test_image_with_href_beside_the_artwork_is_one_error(before: bool) -> None:
    bare = f"<image {HREF}/>".encode()
    feed = sample_feed().replace(ARTWORK, ARTWORK + bare if before else bare + ARTWORK)
    advice = (
        "remove image, for itunes:image is there" if before else f"write <itunes:image {HREF}/>"
    )
    assert told(feed) == [f"error: {NO_IMAGE}{advice}"]


def test_category_with_a_name_of_apple_is_that_category() -> None:
    feed = sample_feed().replace(CATEGORY, b'<category text="Technology"/>')
    write = 'write <itunes:category text="Technology"/>'
    assert told(feed) == [f"error: {NO_CATEGORY}{write}"]


def test_image_with_an_empty_href_is_one_error() -> None:
    feed = sample_feed().replace(ARTWORK, b'<image href="" title="Harbour Notes"/>')
    assert told(feed) == [f'error: {NO_IMAGE}write <itunes:image href="…"/>']


def test_values_of_an_element_without_its_prefix_are_checked() -> None:
    feed = sample_feed().replace(ARTWORK, b'<image href="https://example.com/cover.webp"/>')
    assert [one.rule for one in validate(feed).findings] == ["unknown-attribute", "artwork-format"]


def test_link_with_rel_is_of_atom() -> None:
    link = '{}link rel="self" href="https://example.com/feed.xml"/>'
    feed = sample_feed().replace(link.format("<atom:").encode(), link.format("<").encode())
    message = "rel is not an attribute of link, but of atom:link; write "
    assert told(feed) == [f"error: {message}{link.format('<atom:')}"]


@pytest.mark.parametrize(
    "xml",
    [
        "<category>Ports</category>",
        '<category domain="https://example.com/tags">Ports</category>',
        "<image><url>https://example.com/cover.jpg</url><title>Harbour Notes</title>"
        "<link>https://example.com/</link></image>",
    ],
)
def test_elements_of_rss_are_themselves(xml: str) -> None:
    assert told(sample_feed(channel=xml)) == []


def test_category_with_a_text_of_its_own_keeps_it() -> None:
    feed = sample_feed(channel='<category text="Ferries">Ferries</category>')
    assert told(feed) == ["warning: text is not an attribute of category"]
