"""Rules about pictures: whether web players load them."""

import pytest

from feedtool.validator.validate import validate

_FEED = """<rss version="2.0" xmlns:itunes="http://www.itunes.com/dtds/podcast-1.0.dtd" xmlns:podcast="https://podcastindex.org/namespace/1.0">
<channel>
{}
<item>
{}
</item>
</channel>
</rss>
"""
_IMAGE = "<image><url>{}</url><title>Harbour Notes</title><link>https://example.com/</link></image>"


def told(channel: str, item: str) -> list[str]:
    """Return the findings about pictures that are not on https."""
    report = validate(_FEED.format(channel, item).encode())
    return [
        f"{found.line}:{found.column} {found.severity} {found.rule}: {found.message}"
        for found in report.findings
        if found.rule in ("artwork-not-secure", "url-not-https")
    ]


@pytest.mark.parametrize(
    ("channel", "item", "line"),
    [
        (
            '<itunes:image href="http://example.com/cover.jpg"/>', "",
            "3:21 info artwork-not-secure: the picture of itunes:image starts with http://; "
            "web players do not load it; expected https://",
        ),
        (
            "", '<itunes:image href="HTTP://example.com/1.webp"/>',
            "5:21 info artwork-not-secure: the picture of itunes:image starts with http://; "
            "web players do not load it; expected https://",
        ),
        (
            _IMAGE.format("http://example.com/cover.jpg"), "",
            "3:13 info artwork-not-secure: the picture of image starts with http://; "
            "web players do not load it; expected https://",
        ),
        (
            "", '<podcast:image href="http://example.com/1.jpg"/>',
            '5:22 warning url-not-https: href of podcast:image is "http://example.com/1.jpg"; '
            "Podcasting 2.0 takes only https://; expected https://example.com/1.jpg",
        ),
    ],
)  # fmt: skip
def test_picture_on_http_is_told(channel: str, item: str, line: str) -> None:
    assert told(channel, item) == [line]


@pytest.mark.parametrize(
    ("channel", "item"),
    [
        ('<itunes:image href="https://example.com/cover.jpg"/>', ""),
        (_IMAGE.format("HTTPS://example.com/cover.jpg"), ""),
        ("", '<itunes:image href="https://example.com/http://1.jpg"/>'),
        ("", '<itunes:image href="cover.jpg"/>'),
        ("", '<itunes:image href="http://https://example.com/1.jpg"/>'),
    ],
)
def test_picture_on_https_or_nowhere_is_not(channel: str, item: str) -> None:
    assert told(channel, item) == []
