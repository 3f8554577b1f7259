"""An address in an attribute where the element needs children: one finding, with the remedy."""

import pytest

from feedtool.validator.validate import validate

_FEED = """<rss version="2.0" xmlns:itunes="http://www.itunes.com/dtds/podcast-1.0.dtd"><channel>
{}
</channel></rss>"""
_WRITE = "write <url>, <title> and <link> inside image"


def told(element: str) -> list[tuple[str, int, int, str, str]]:
    found = validate(_FEED.format(element).encode(), profiles=["rss", "apple"]).findings
    return [
        (one.rule, one.line, one.column, one.severity, one.message)
        for one in found
        if one.line == 2
    ]


@pytest.mark.parametrize(
    ("element", "message"),
    [
        (
            '<image href="https://example.com/cover.jpg"/>',
            f"image has the attribute href, which no app reads; {_WRITE}, or use itunes:image, "
            "which has href",
        ),
        (
            '<image url="https://example.com/cover.jpg"></image>',
            f"image has the attribute url, which no app reads; {_WRITE}",
        ),
        (
            '<image url="https://example.com/cover.jpg" title="Ports" width="9"/>',
            f"image has the attribute url, which no app reads; {_WRITE}",
        ),
        (
            '<image src="https://example.com/cover.jpg"/>',
            f"image has the attribute src, which no app reads; {_WRITE}",
        ),
    ],
)
def test_address_in_an_attribute_is_one_finding(element: str, message: str) -> None:
    assert told(element) == [("missing-element", 2, 8, "error", message)]


def test_other_attributes_and_children_are_told_each() -> None:
    lacking = '<image href="https://example.com/1.jpg"><url>https://example.com/1.jpg</url></image>'
    assert [rule for rule, *_ in told(lacking)] == [
        "missing-element",
        "missing-element",
        "unknown-attribute",
    ]
    assert [rule for rule, *_ in told('<image size="9"/>')] == ["missing-element"] * 3 + [
        "unknown-attribute"
    ]


def test_attributes_of_a_retired_element_are_silent() -> None:
    assert [rule for rule, *_ in told('<itunes:keywords text="harbour"/>')] == ["retired-element"]
