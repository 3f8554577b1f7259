"""The guid of an item: a text that is no address."""

import pytest
from sample import sample_feed

from feedtool import validate


@pytest.mark.parametrize(
    ("attribute", "remedy"),
    [("", "add"), (' isPermaLink="true"', "write")],
)
def test_guid_that_is_no_address_says_what_to_do_with_the_attribute(
    attribute: str, remedy: str
) -> None:
    feed = sample_feed(item=f"<guid{attribute}>harbour-1</guid>")
    found = validate(feed, select=["guid-not-url"]).findings
    assert [one.message for one in found] == [
        'guid is "harbour-1"; apps treat it as a web address, but it is not one; '
        f'{remedy} isPermaLink="false" and keep the text'
    ]
