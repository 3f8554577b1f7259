"""A missing attribute: the message says what belongs into it."""

import pytest

from feedtool.validator.validate import validate

_FEED = """<rss version="2.0" xmlns:itunes="http://www.itunes.com/dtds/podcast-1.0.dtd"
xmlns:podcast="https://podcastindex.org/namespace/1.0"><channel>
{}
</channel></rss>"""


@pytest.mark.parametrize(
    ("element", "message"),
    [
        (
            '<item><enclosure url="https://example.com/1.mp3" type="audio/mpeg"/></item>',
            'enclosure has no length; add length="…"; expected a whole number from 0',
        ),
        (
            '<itunes:image title="Ports"/>',
            'itunes:image has no href; add href="…"; expected an absolute URL, '
            "e.g. https://example.com/1",
        ),
        (
            '<item><podcast:soundbite startTime="1">Ports</podcast:soundbite></item>',
            'podcast:soundbite has no duration; add duration="…"; expected seconds, e.g. 73.5',
        ),
        ("<itunes:category/>", 'itunes:category has no text; add text="…"'),
    ],
)
def test_message_says_what_belongs_into_the_attribute(element: str, message: str) -> None:
    found = validate(_FEED.format(element).encode(), profiles=["rss", "apple", "podcast20"])
    assert [one.message for one in found.findings if one.rule == "missing-attribute"] == [message]
