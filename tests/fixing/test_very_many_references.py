"""More wrong references than the validator reads: all are fixed in few rounds, and nothing else."""

from datetime import UTC, datetime

import pytest

from feedtool.fixing.fix import fix

NUMBER = 3000
AT = datetime(2026, 1, 1, tzinfo=UTC)
FEED = (
    '<rss version="2.0"><channel><title>T</title><link>https://example.com/</link>'
    "<description>{}<![CDATA[a&nbsp;b & c]]><!-- &nbsp; & --></description></channel></rss>\n"
)
HEAD = (
    b'<rss version="2.0"><channel><title>T</title><link>https://example.com/</link>'
    b"<description>A show.</description>\n"
)
TAIL = b"</channel></rss>\n"


@pytest.mark.parametrize(("wrong", "right"), [("&nbsp;", "&#160;"), ("a & b ", "a &amp; b ")])
def test_all_are_fixed_and_sections_and_comments_stay(wrong: str, right: str) -> None:
    data = FEED.format("x" + wrong * NUMBER + "&lt;").encode()
    fixed = fix(data, at=AT, select=["xml-reference"])
    assert fixed.data == FEED.format("x" + right * NUMBER + "&lt;").encode()
    assert len(fixed.fixed) == NUMBER
    assert len({(one.line, one.column) for one in fixed.fixed}) == NUMBER
    assert fix(fixed.data, at=AT, select=["xml-reference"]).data == fixed.data


def test_entities_that_the_feed_declares_stay() -> None:
    start = '<!DOCTYPE rss [<!ENTITY house "Harbour">]>\n'
    data = (start + FEED.format("&nbsp;" * NUMBER + "&house;")).encode()
    fixed = fix(data, at=AT, select=["xml-reference"])
    assert b"&house;" in fixed.data
    assert b"&nbsp;&" not in fixed.data


def test_nothing_later_is_fixed_unless_it_is_asked_for() -> None:
    data = FEED.format("&nbsp;" * NUMBER).encode()
    assert fix(data, at=AT, ignore=["xml-reference"]).data == data


@pytest.mark.parametrize(
    ("rule", "wrong", "right", "unsafe"),
    [
        ("xml-character", b"a < b ", b"a &lt; b ", False),
        ("xml-character", b"a\x01", b"a", False),
        ("bad-encoding", b"caf\xe9 ", "café ".encode(), True),
    ],
)
def test_thousands_of_wrong_characters_are_fixed_and_tags_between_stay(
    rule: str, wrong: bytes, right: bytes, unsafe: bool
) -> None:
    items = b"<item><title>%s</title><guid>a</guid><link>https://example.com/</link></item>\n" * 3
    data = HEAD + items.replace(b"%s", wrong * NUMBER) + TAIL
    fixed = fix(data, at=AT, select=[rule], unsafe=unsafe)
    assert fixed.data == HEAD + items.replace(b"%s", right * NUMBER) + TAIL
