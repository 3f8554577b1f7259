"""The guid of an item that a program wrote without a value."""

import pytest

from feedtool import validate

FEED = """<rss version="2.0"><channel><item>
<guid isPermaLink="false">{}</guid>
</item></channel></rss>"""


def told(guid: str) -> list[str]:
    return [
        f"{one.column} {one.severity} {one.rule}: {one.message}"
        for one in validate(FEED.format(guid).encode(), profiles=["rss"]).findings
        if one.element == "guid"
    ]


@pytest.mark.parametrize(
    "guid", ["undefined", "null", "None", "{{ id }}", "${episode.id}", "[object Object]", "{guid}"]
)
def test_a_guid_without_a_value_is_told(guid: str) -> None:
    assert told(guid) == [
        f'27 warning text-placeholder: guid is "{guid}", which a program wrote where it had no value; '
        "give each new episode a guid of its own, and keep those that are published"
    ]


@pytest.mark.parametrize(
    "guid",
    [
        "undefined-0001",
        "nullable",
        "{D84CED82-1926-54C0-88C2-BB01DD35D7E3}",
        "https://example.com/?p=1",
        "harbour{1}",
    ],
)
def test_a_guid_of_its_own_is_silent(guid: str) -> None:
    assert told(guid) == []
