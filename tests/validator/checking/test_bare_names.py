"""Elements of RSS that are meant as Apple's: one finding each, with what to write."""

import pytest
from sample import sample_feed

from feedtool.validator.validate import validate

CATEGORY = b'<itunes:category text="Technology"/>'
NO_CATEGORY = "text is not an attribute of category, but of itunes:category; write "


def told(feed: bytes) -> list[str]:
    findings = validate(feed, profiles=["rss", "apple", "podcast20"]).findings
    return [f"{one.severity}: {one.message}" for one in findings]


def test_category_with_a_name_of_apple_is_that_category() -> None:
    feed = sample_feed().replace(CATEGORY, b'<category text="Technology"/>')
    assert told(feed) == [f'error: {NO_CATEGORY}<itunes:category text="Technology"/>']


def test_category_beside_the_right_one_is_told_at_its_attribute() -> None:
    feed = sample_feed().replace(CATEGORY, CATEGORY + b'<category text="Arts"/>')
    (finding,) = validate(feed).findings
    assert finding.message == f'{NO_CATEGORY}<itunes:category text="Arts"/>'
    line = feed.decode().splitlines()[finding.line - 1]
    assert line[finding.column - 1 :].startswith('text="Arts"')


@pytest.mark.parametrize(
    "xml",
    [
        "<category>Ports</category>",
        '<category domain="https://example.com/tags">Ports</category>',
        "<link>https://example.com/</link>",
    ],
)
def test_elements_of_rss_are_themselves(xml: str) -> None:
    assert told(sample_feed(channel=xml)) == []


@pytest.mark.parametrize(
    ("xml", "says"),
    [
        ('<category text="Ferries">Ferries</category>', ["text is not an attribute of category"]),
        ('<link rel="alternate">https://example.com/</link>', ["rel is not an attribute of link"]),
    ],
)
def test_element_with_a_text_of_its_own_keeps_it(xml: str, says: list[str]) -> None:
    assert told(sample_feed(channel=xml)) == [f"warning: {one}" for one in says]
