"""Slips in the XML of a feed: each is fixed at its place, and all other bytes stay."""

import pytest
from plain_feed import FEED

from feedtool.fixing.fix import fix

# A part of the feed as somebody wrote it wrong, and as it is right if that is not as above.
SAFE = [
    ("&amp;", "&", ""),
    ("Mira Holt", "Mira&nbsp;Holt", "Mira&#160;Holt"),
    ("Mira Holt", "Mira &eacute Holt", "Mira &#233; Holt"),
    ("Mira Holt", "Mira &foobarbaz; Holt", "Mira &amp;foobarbaz; Holt"),
    ("Mira Holt", "Mira &#XE9; Holt", "Mira &#233; Holt"),
    ("Mira Holt", "Mira &#1; Holt", "Mira  Holt"),
    ("Mira Holt", "Mira &#xD83D;&#xDEA2; Holt", "Mira &#128674; Holt"),
    ("Mira Holt", "1 < 2 <3", "1 &lt; 2 &lt;3"),
    ("Mira Holt", "a ]]> b", "a ]]&gt; b"),
    ("Mira Holt", "Mira\x0b Holt\x01", "Mira Holt"),
    ("</title>\n    <link", "</Title>\n    <link", ""),
    ('type="audio/mpeg"/>', "type=audio/mpeg/>", ""),
    ('type="audio/mpeg"/>', 'type="audio/mpeg"/ >', ""),
    ('type="audio/mpeg"/>', 'type="audio/mpeg"', ""),
    ('length="24986239" type', 'length="24986239"type', ""),
    ('length="24986239"', "length=“24986239”", ""),
    ('length="24986239"', "length=&quot;24986239&quot;", ""),
    ('length="24986239"', "length=\"24986239'", ""),
    ('length="24986239"', 'length=="24986239"', ""),
    ('length="24986239"', 'length"24986239"', 'length="24986239"'),
    ('length="24986239"', 'length="24986239", ', 'length="24986239" '),
    ('length="24986239"', 'length="24986239" length="24986239"', ""),
    ('type="audio/mpeg"/>\n    </item>', 'type="audio/mpeg">\n    </item>', ""),
    ("</item>\n  </channel>", "</channel>\n  </item>", ""),
    ("</itunes:author>", "</itunes:author", ""),
    ("</itunes:author>", "&lt;/itunes:author&gt;", ""),
    ("    <itunes:author>", "    itunes:author>", ""),
    ("<itunes:author>Mira Holt", "< itunes:author>Mira Holt", ""),
]  # fmt: skip
UNSAFE = [
    ("Mira Holt</itunes:author>", "Mira Holt", ""),
    ("<title>The", "<titleT>he", ""),
    ("<title>The", "<titl>eThe", ""),
    ("    <itunes:author>", "    i<tunes:author>", ""),
    ("<itunes:author>Mira Holt", "<itunes:author/>Mira Holt", ""),
    ("<title>The night ferry", "<title><![CDATA[The night ferry", "<title><![CDATA[The night ferry]]>"),
    ("Mira Holt", "<b>Mira</b> Holt", "<![CDATA[<b>Mira</b> Holt]]>"),
    ("<itunes:author>", "<itunes:autor>", "<itunes:author>"),
    ("Mira Holt</itunes:author>", "Mira Holt</itunes:author></b>", ""),
    ("\n<rss", "\n<!-- a -- b -->\n<rss", "\n<!-- a - - b -->\n<rss"),
]  # fmt: skip


def break_feed(right: str, wrong: str) -> str:
    assert FEED.count(right) >= 1
    return FEED.replace(right, wrong, 1)


@pytest.mark.parametrize(("right", "wrong", "fixed"), SAFE, ids=[one[1] for one in SAFE])
@pytest.mark.parametrize("newline", ["\n", "\r\n"], ids=["LF", "CRLF"])
def test_a_slip_is_fixed_without_a_guess(right: str, wrong: str, fixed: str, newline: str) -> None:
    feed = break_feed(right, wrong).replace("\n", newline)
    expected = break_feed(right, fixed or right).replace("\n", newline)
    assert fix(feed.encode(), select=["xml-*"]).data.decode() == expected


@pytest.mark.parametrize(("right", "wrong", "fixed"), UNSAFE, ids=[one[1] for one in UNSAFE])
def test_a_slip_whose_place_is_a_guess_is_fixed_with_unsafe_alone(
    right: str, wrong: str, fixed: str
) -> None:
    rules = ["xml-*", "not-well-formed", "markup-raw"]
    feed = break_feed(right, wrong).encode()
    assert fix(feed, select=rules).data == feed
    assert fix(feed, select=rules).unsafe >= 1
    assert fix(feed, select=rules, unsafe=True).data.decode() == break_feed(right, fixed or right)
