"""What is said to be added also works: its prefix is declared, or the message says how."""

import pytest

from feedtool.validator.validate import validate

_ITUNES = 'xmlns:itunes="http://www.itunes.com/dtds/podcast-1.0.dtd"'
_ATOM = 'xmlns:atom="http://www.w3.org/2005/Atom"'


def advised(root: str) -> list[tuple[str, str]]:
    """Return the findings that tell to declare a prefix: the element, and the declaration."""
    feed = f'<rss version="2.0"{root}><channel><item><title>1</title></item></channel></rss>'
    says = "; declare the prefix in rss: "
    return [
        (one.element, one.message.partition(says)[2])
        for one in validate(feed.encode(), profiles=["rss", "apple"]).findings
        if says in one.message
    ]


@pytest.mark.parametrize(
    ("root", "found"),
    [
        ("", [("itunes:image", _ITUNES), ("channel", _ATOM)]),
        (f" {_ITUNES}", [("channel", _ATOM)]),
        (f" {_ATOM}", [("itunes:image", _ITUNES)]),
        (f" {_ITUNES} {_ATOM}", []),
        (f" {_ITUNES} {_ATOM.replace(':atom', ':a10')}", []),
        (f" {_ITUNES.replace('dtds/podcast', 'DTDs/Podcast')} {_ATOM}", []),
    ],
)
def test_a_declaration_is_advised_once_and_only_where_it_is_missing(
    root: str, found: list[tuple[str, str]]
) -> None:
    assert advised(root) == found
