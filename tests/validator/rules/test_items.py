"""Texts of items: one cause is one finding."""

import pytest

from feedtool.validator.validate import validate

_FEED = """<rss version="2.0" xmlns:content="http://purl.org/rss/1.0/modules/content/"><channel>
<item><title>Ferries</title><content:encoded>Ports</content:encoded>{}</item>
</channel></rss>"""


@pytest.mark.parametrize(
    ("description", "profile", "rule"),
    [
        ("", "rss", "description-after-content"),
        ("", "apple", "missing-element"),
        ("<description>Ports</description>", "apple", "description-after-content"),
    ],
)
def test_an_absent_description_is_told_once(description: str, profile: str, rule: str) -> None:
    found = validate(_FEED.format(description).encode(), profiles=["rss", profile]).findings
    about = [one.rule for one in found if one.line == 2 and "description" in one.message]
    assert about == [rule]
