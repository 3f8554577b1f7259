"""Places inside a text: the character that is meant, however the text is written."""

import pytest
from sample import sample_feed

from feedtool.validator.validate import validate

BEFORE = "<description>"


def place_after_description(inner: str, rule: str) -> tuple[int, int]:
    """Line and column of a finding, counted from the first character of the description."""
    data = sample_feed(item=f"\n{BEFORE}{inner}</description>")
    (finding,) = [one for one in validate(data, profiles=["rss"]).findings if one.rule == rule]
    assert finding.line is not None
    assert finding.column is not None
    first = data[: data.index(BEFORE.encode() + inner[:3].encode())].count(b"\n") + 1
    column = finding.column - len(BEFORE) if finding.line == first else finding.column
    return finding.line - first, column - 1


@pytest.mark.parametrize(
    ("inner", "rule", "expected"),
    [
        ("&lt;i&gt;", "html-unclosed", (0, 0)),
        ("ab &lt;i&gt;", "html-unclosed", (0, 3)),
        ("é🚢 &lt;i&gt;", "html-unclosed", (0, 3)),
        ("&#38;amp; &lt;i&gt;", "html-unclosed", (0, 10)),
        ("<![CDATA[<i>]]>", "html-unclosed", (0, 9)),
        ("<![CDATA[ab\ncd<i>]]>", "html-unclosed", (1, 2)),
        ("<![CDATA[ab\r\ncd\r\n<i>]]>", "html-unclosed", (2, 0)),
        ("ab\r\n &lt;i&gt;", "html-unclosed", (1, 1)),
        ("a<!-- c -->b<![CDATA[c]]><![CDATA[d<i>]]>", "html-unclosed", (0, 35)),
        ("a<?pi x?>b&lt;i&gt;", "html-unclosed", (0, 10)),
        ("&lt;a href=\"x\"&gt;y&lt;/a&gt;", "html-relative-link", (0, 12)),
        ("caf\u00c3\u00a9", "text-mojibake", (0, 3)),
    ],
)  # fmt: skip
def test_finding_points_at_the_character(inner: str, rule: str, expected: tuple[int, int]) -> None:
    assert place_after_description(inner, rule) == expected


@pytest.mark.parametrize(
    ("text", "line", "column"),
    [
        ("words", 1, 1),
        ("\n  words", 2, 3),
        ("\n<!-- < > -->\n words <i/>", 3, 2),
        ("<![CDATA[ words]]>", 1, 11),
        ("&lt;words", 1, 1),
    ],
)
def test_loose_text_is_told_where_it_stands(text: str, line: int, column: int) -> None:
    feed = f'<rss version="2.0"><channel>\n{text}<ttl>60</ttl></channel></rss>'
    findings = validate(feed.encode(), profiles=["rss"], select=["unexpected-text"]).findings
    assert [(one.line, one.column) for one in findings] == [(line + 1, column)]


def test_too_long_text_is_told_where_it_is_cut() -> None:
    text = "ä" * 1999 + "\n" + "é" * 10
    feed = sample_feed(channel=f"\n<description>{text}</description>")
    (finding,) = validate(feed, select=["text-too-long"]).findings
    # 1,999 letters of two bytes and a newline leave room for no whole letter more.
    assert (finding.line, finding.column) == (3, 1)
    assert finding.message.startswith("description: 4,019 bytes; Apple reads only 4,000")


def test_large_feed_is_told() -> None:
    notes = "<description>" + "Ports. " * 150_000 + "</description>"
    feed = sample_feed(item=notes)
    (finding,) = validate(feed, select=["feed-large"]).findings
    assert str(finding) == (
        "-:1:1: info: the feed is 1.1 MB large; apps load all of it each time [feed-large]"
    )
