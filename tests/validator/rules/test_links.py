"""Rules about links that have only a part of an address."""

import pytest

from feedtool.validator.validate import validate

_FEED = """<rss version="2.0" xmlns:atom="http://www.w3.org/2005/Atom" xmlns:itunes="http://www.itunes.com/dtds/podcast-1.0.dtd">
<channel>
<atom:link rel="self" href="{}" type="application/rss+xml"/>
<itunes:new-feed-url>https://example.com/feed.xml</itunes:new-feed-url>
</channel>
</rss>
"""


def told(href: str, url: str) -> list[str]:
    report = validate(_FEED.format(href).encode(), url=url)
    rules = ("self-link-differs", "iri-relative", "feed-moving", "bad-url")
    return [found.rule for found in report.findings if found.rule in rules]


@pytest.mark.parametrize(
    ("href", "url", "rules"),
    [
        ("https://example.com/feed.xml", "https://example.com/feed.xml", []),
        ("/feed.xml", "https://example.com/feed.xml", ["iri-relative"]),
        ("/feed.xml", "", ["iri-relative"]),
        ("/other.xml", "https://example.com/feed.xml", ["self-link-differs", "iri-relative"]),
        ("https://example.com/other.xml", "https://example.com/feed.xml", ["self-link-differs"]),
        ("https://example.com/other.xml", "", ["feed-moving"]),
    ],
)
def test_part_of_an_address_is_completed_before_it_is_compared(
    href: str, url: str, rules: list[str]
) -> None:
    assert sorted(told(href, url)) == sorted(rules)
