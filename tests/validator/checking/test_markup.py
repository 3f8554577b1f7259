"""Raw tags in texts: one finding for each text, with the remedy that fits the element."""

import pytest
from sample import wrap

from feedtool.validator.validate import validate

XHTML = "http://www.w3.org/1999/xhtml"
CDATA = "apps lose a part of the text: put the HTML into CDATA, or write each < of it as &lt;"


def told(feed: bytes) -> list[str]:
    return [f"{one.severity} {one.rule}: {one.message}" for one in validate(feed).findings]


@pytest.mark.parametrize(
    ("parent", "xml", "message"),
    [
        ("item", "<title>Salt <b>and</b> <i>sea</i></title>",
         "title contains the raw tag <b>; title is plain text: remove the tag"),
        ("item", '<title><a href="/e1">Rope and tide</a></title>',
         "title contains the raw tag <a>; title is plain text: remove the tag"),
        ("item", "<title>Salt <port>and</port> sea</title>",
         "title contains the raw tag <port>; title is plain text: remove the tag"),
        ("item", "<description><p>Who rides?</p><p>All <b>do</b>.</p></description>",
         f"description contains the raw tag <p>; {CDATA}"),
        ("item", '<description>See <link rel="x"/> and <br/></description>',
         f"description contains the raw tag <link>; {CDATA}"),
        ("item", f'<description><x:div xmlns:x="{XHTML}">Who?</x:div></description>',
         f"description contains the raw tag <x:div>; {CDATA}"),
        ("item", f'<content:encoded><div xmlns="{XHTML}"><p>At the quay.</p></div></content:encoded>',
         f"content:encoded contains the raw tag <div>; {CDATA}"),
        ("channel", "<itunes:author><span>Mira Holt</span></itunes:author>",
         "itunes:author contains the raw tag <span>; itunes:author is plain text: remove the tag"),
        ("item", '<link><a href="https://example.com/0">Part 0</a></link>',
         "link contains the raw tag <a>; link holds nothing but an address: write it alone, without tags"),
        ("item", "<author><name>Mira Holt</name><email>mira@example.com</email></author>",
         "author contains the raw tag <name>; author is plain text: remove the tag"),
        ("item", "<pubDate>Tue, <b>03 Nov</b> 2020 10:00:00 +0000</pubDate>",
         "pubDate contains the raw tag <b>; pubDate is plain text: remove the tag"),
        ("item", '<guid isPermaLink="false"><x:id xmlns:x="urn:x">harbour-1</x:id></guid>',
         "guid contains the raw tag <x:id>; guid is plain text: remove the tag"),
    ],
)  # fmt: skip
def test_raw_tag_is_the_only_finding(parent: str, xml: str, message: str) -> None:
    assert told(wrap(parent, xml)) == [f"error markup-raw: {message}"]


def test_place_is_that_of_the_first_tag() -> None:
    feed = wrap("item", "<title>Salt <b>and</b> sea</title>")
    (finding,) = validate(feed).findings
    assert (finding.line, finding.column, finding.value) == (1, feed.index(b"<b>") + 1, "<b")
    assert finding.path == "/rss/channel/item[1]/title"


@pytest.mark.parametrize(
    "xml",
    [
        "<description><![CDATA[<p>Who rides at night?</p>]]></description>",
        "<description>&lt;p>Who rides at night?&lt;/p></description>",
        "<title>Boats &amp; ports, 1 &lt; 2</title>",
        "<title>Boats <!-- and --> ports</title>",
    ],
)
def test_escaped_markup_is_silent(xml: str) -> None:
    assert told(wrap("item", xml)) == []


def test_xhtml_of_atom_is_silent() -> None:
    summary = f'<atom:summary type="xhtml"><div xmlns="{XHTML}">Who?</div></atom:summary>'
    assert "markup-raw" not in [one.rule for one in validate(wrap("item", summary)).findings]


def test_element_of_the_feed_inside_a_text_is_misplaced() -> None:
    feed = wrap("item", '<title>Salt<enclosure url="https://example.com/1.mp3"/></title>')
    assert (
        "error misplaced-element: enclosure has no meaning in title; expected in item or "
        in (told(feed)[0])
    )
