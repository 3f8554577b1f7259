"""A guid that counts as a link but is none: the remedy fits the attribute that is there."""

import pytest

from feedtool.validator.validate import validate

_FEED = '<rss version="2.0"><channel>\n<item>\n{}\n</item></channel></rss>'
_SAYS = (
    'guid is "harbour-7"; apps treat it as a web address, but it is not one; {} and keep the text'
)


@pytest.mark.parametrize(
    ("guid", "advice"),
    [
        ("<guid>harbour-7</guid>", 'add isPermaLink="false"'),
        (
            '<guid isPermaLink="true">harbour-7</guid>',
            'write isPermaLink="false"',
        ),
    ],
)
def test_remedy_never_doubles_the_attribute(guid: str, advice: str) -> None:
    found = validate(_FEED.format(guid).encode(), profiles=["rss"]).findings
    assert [
        (one.line, one.column, one.severity, one.message)
        for one in found
        if one.rule == "guid-not-url"
    ] == [(3, 1, "error", _SAYS.format(advice))]


@pytest.mark.parametrize(
    "guid",
    ['<guid isPermaLink="false">harbour-7</guid>', "<guid>https://example.com/7</guid>"],
)
def test_a_guid_that_is_what_it_says_is_silent(guid: str) -> None:
    found = validate(_FEED.format(guid).encode(), profiles=["rss"]).findings
    assert [one.rule for one in found if one.element == "guid"] == []
