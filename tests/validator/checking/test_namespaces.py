"""Addresses of namespaces that are wrong, and what follows for their elements."""

import pytest

from feedtool.validator.validate import validate

ITUNES = "http://www.itunes.com/dtds/podcast-1.0.dtd"
CONTENT = "http://purl.org/rss/1.0/modules/content/"
MEDIA = "http://search.yahoo.com/mrss/"
SLASH = "http://purl.org/rss/1.0/modules/slash/"


def found(declared: str, inside: str = "", *rules: str) -> list[str]:
    feed = f'<rss version="2.0" {declared}><channel>{inside}</channel></rss>'
    select = rules or ["namespace-swapped", "namespace-alias", "namespace-misspelt"]
    findings = validate(feed.encode(), profiles=["rss", "apple"], select=select).findings
    return [f"{one.severity} {one.rule}: {one.message}" for one in findings]


@pytest.mark.parametrize(
    ("declared", "finding"),
    [
        (f'xmlns:media="{CONTENT}"',
         f'error namespace-swapped: xmlns:media is "{CONTENT}"; that address belongs to content; '
         f'apps that know media expect "{MEDIA}"'),
        (f'xmlns:content="{MEDIA}"',
         f'error namespace-swapped: xmlns:content is "{MEDIA}"; that address belongs to media; '
         f'apps that know content expect "{CONTENT}"'),
        ('xmlns:itunes="https://www.itunes.com/dtds/podcast-1.0.dtd"',
         'warning namespace-misspelt: xmlns:itunes is "https://www.itunes.com/dtds/podcast-1.0.dtd"'
         f'; expected "{ITUNES}"; apps that know only that address ignore its elements'),
        ('xmlns:slash="https://example.com/slash"',
         'info namespace-misspelt: xmlns:slash is "https://example.com/slash"; usually '
         f'"{SLASH}"; readers that look at the prefix only misread it'),
    ],
    ids=["swapped", "swapped-back", "misspelt", "somebody-else's"],
)  # fmt: skip
def test_wrong_address_is_explained(declared: str, finding: str) -> None:
    assert found(declared) == [finding]


@pytest.mark.parametrize(
    "declared",
    [f'xmlns:itunes="{ITUNES}"', f'xmlns:apple="{ITUNES}"', 'xmlns:x="https://example.com/x"',
     'xmlns:googleplay="https://www.google.com/schemas/play-podcasts/1.0/"'],
    ids=["usual", "another-prefix", "unknown", "of-a-service-that-is-gone"],
)  # fmt: skip
def test_right_and_unknown_addresses_are_not_reported(declared: str) -> None:
    assert found(declared) == []


@pytest.mark.parametrize(
    "declared",
    [f'xmlns:itunes="{ITUNES}"', 'xmlns:itunes="http://itunes.com/dtds/podcast-1.0.dtd/"',
     'xmlns:itunes="https://example.com/x"', ""],
    ids=["right", "misspelt", "wrong", "undeclared"],
)  # fmt: skip
def test_elements_are_checked_whatever_the_address(declared: str) -> None:
    duration = "<item><itunes:duration>12 min</itunes:duration></item>"
    assert len(found(declared, duration, "bad-duration")) == 1


def test_a_wrong_address_is_reported_once() -> None:
    odd = 'xmlns:itunes="http://itunes.com/dtds/podcast-1.0.dtd"'
    items = f"<item><itunes:author {odd}>Mira</itunes:author></item>" * 3
    assert len(found("", items)) == 1


def test_too_many_prefixes_end_the_reading() -> None:
    many = " ".join(f'xmlns:p{index}="https://example.com/{index}"' for index in range(500))
    assert found(many, "<ttl>x</ttl>", "limit-exceeded", "bad-integer") == [
        "error limit-exceeded: more than 500 prefixes are declared; reading stops here"
    ]
