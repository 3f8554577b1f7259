"""Values are fixed where they stand: the bytes at fault change, and no others."""

import pytest
from sample import wrap

from feedtool.fixing.fix import fix

NAMED = "<title>Ferry</title>"


def mend(xml: str, parent: str = "item", *, unsafe: bool = False, rule: str = "*") -> str:
    """Return markup after the fix of the feed around it, which must not change elsewhere."""
    feed = wrap(parent, xml)
    before, _, after = feed.partition(xml.encode())
    fixed = fix(feed, unsafe=unsafe, select=[rule]).data
    assert fixed.startswith(before)
    assert fixed.endswith(after)
    return fixed[len(before) : len(fixed) - len(after)].decode()


@pytest.mark.parametrize(
    ("rule", "wrong", "right"),
    [
        ("bad-date", "<pubDate>2020-11-03T10:00:00Z</pubDate>",
         "<pubDate>Tue, 03 Nov 2020 10:00:00 +0000</pubDate>"),
        ("bad-date", "<pubDate>\n  2020-11-03T10:00:00Z\n</pubDate>",
         "<pubDate>\n  Tue, 03 Nov 2020 10:00:00 +0000\n</pubDate>"),
        ("bad-date", "<pubDate><![CDATA[2020-11-03T10:00:00Z]]></pubDate>",
         "<pubDate><![CDATA[Tue, 03 Nov 2020 10:00:00 +0000]]></pubDate>"),
        ("date-weekday-wrong", "<pubDate>Mon, 03 Nov 2020 10:00:00 +0000</pubDate>",
         "<pubDate>Tue, 03 Nov 2020 10:00:00 +0000</pubDate>"),
        ("bad-duration", "<itunes:duration>12 min</itunes:duration>",
         "<itunes:duration>720</itunes:duration>"),
        ("bad-url", "<link>https://example.com/a b?c=1&amp;d=2</link>",
         "<link>https://example.com/a%20b?c=1&amp;d=2</link>"),
        ("bad-url", "<link><![CDATA[https://example.com/a b?c=1&d=2]]></link>",
         "<link><![CDATA[https://example.com/a%20b?c=1&d=2]]></link>"),
        ("url-invisible-character", "<link>https://example.com/\u200b1?c=1&#38;d=2</link>",
         "<link>https://example.com/1?c=1&#38;d=2</link>"),
        ("entity-in-text", "<title>Salt &amp;amp; Sea &quot;Kiel&quot;</title>",
         "<title>Salt &amp; Sea &quot;Kiel&quot;</title>"),
        ("entity-in-text", "<title><![CDATA[A &amp; B &eacute; C]]></title>",
         "<title><![CDATA[A & B é C]]></title>"),
        ("text-invisible", "<title>F\u200be\u200brry &#x27;x&#39;</title>",
         "<title>Ferry &#x27;x&#39;</title>"),
        ("text-direction", "<title>The \u202enight\u202c ferry</title>",
         "<title>The night ferry</title>"),
        ("markup-in-text", "<title>The &lt;b&gt;night&lt;/b&gt; ferry</title>",
         "<title>The night ferry</title>"),
        ("value-padded", "<title> The ferry\n</title>", "<title>The ferry</title>"),
        ("value-padded", "<title>\n <![CDATA[ The ferry ]]>\n</title>",
         "<title><![CDATA[The ferry]]></title>"),
        ("value-padded", "<title>\t&lt;3 ferries &#169; </title>",
         "<title>&lt;3 ferries &#169;</title>"),
        ("bad-boolean", "<guid isPermaLink = 'no' >x 1</guid>",
         "<guid isPermaLink = 'false' >x 1</guid>"),
        ("guid-not-url", NAMED + "<guid>urn:uuid:0a6c8a3e-6c4e-4d0e-9d5e-0b8f6a3c2d11</guid>",
         NAMED + '<guid isPermaLink="false">urn:uuid:0a6c8a3e-6c4e-4d0e-9d5e-0b8f6a3c2d11</guid>'),
        ("unknown-attribute", NAMED + '<guid ispermalink="true">https://example.com/1</guid>',
         NAMED + '<guid isPermaLink="true">https://example.com/1</guid>'),
        ("integer-leading-zero", "<itunes:episode>03</itunes:episode>",
         "<itunes:episode>3</itunes:episode>"),
        ("html-angle-bracket", "<description>&lt;p&gt;5 &lt; 6&lt;/p&gt; &#8217;</description>",
         "<description>&lt;p&gt;5 &amp;lt; 6&lt;/p&gt; &#8217;</description>"),
        ("html-style", "<description><![CDATA[<p  style='position:fixed' id=\"a\">F</p>]]></description>",
         "<description><![CDATA[<p id=\"a\">F</p>]]></description>"),
        ("html-event-attribute",
         "<description><![CDATA[<p onclick=\"x('a')\">F</p><p onload=y>G</p>]]></description>",
         "<description><![CDATA[<p>F</p><p>G</p>]]></description>"),
        ("html-script", "<description><![CDATA[F<script>if (a < b) {}</script> G]]></description>",
         "<description><![CDATA[F G]]></description>"),
        ("html-bad-link", "<description><![CDATA[<a href=\"https://example.com/a b\">F</a>]]></description>",
         "<description><![CDATA[<a href=\"https://example.com/a%20b\">F</a>]]></description>"),
        ("html-cdata", "<description>&lt;![CDATA[&lt;p&gt;F&lt;/p&gt;]]&gt;</description>",
         "<description>&lt;p&gt;F&lt;/p&gt;</description>"),
        ("url-invisible-character",
         "<description><![CDATA[<a href=\"https://example.com/\u200b1\">x\u200by</a>]]></description>",
         "<description><![CDATA[<a href=\"https://example.com/1\">x\u200by</a>]]></description>"),
        ("html-windows-reference", "<description>The ferry&amp;#146;s bell</description>",
         "<description>The ferry&amp;#8217;s bell</description>"),
    ],
)  # fmt: skip
def test_only_the_bytes_at_fault_change(rule: str, wrong: str, right: str) -> None:
    assert mend(wrong, rule=rule) == right


@pytest.mark.parametrize(
    ("rule", "wrong", "right"),
    [
        ("category-unknown", '<itunes:category text="society and culture"/>',
         '<itunes:category text="Society &amp; Culture"/>'),
        ("category-unknown", "<itunes:category text='Business'><itunes:category text='marketing'/></itunes:category>",
         "<itunes:category text='Business'><itunes:category text='Marketing'/></itunes:category>"),
        ("category-unknown", '<itunes:category text="TV &amp;amp; Film"/>',
         '<itunes:category text="TV &amp; Film"/>'),
        ("explicit-legacy-value", "<itunes:explicit>clean</itunes:explicit>",
         "<itunes:explicit>false</itunes:explicit>"),
        ("bad-language", "<language>en_us</language>", "<language>en-US</language>"),
        ("bad-yes-no", "<podcast:locked>true</podcast:locked>", "<podcast:locked>yes</podcast:locked>"),
        ("contact-form", "<webMaster>Mira Holt &lt;mira@example.com&gt;</webMaster>",
         "<webMaster>mira@example.com (Mira Holt)</webMaster>"),
    ],
)  # fmt: skip
def test_value_of_the_channel_is_fixed(rule: str, wrong: str, right: str) -> None:
    assert mend(wrong, "channel", rule=rule) == right


@pytest.mark.parametrize(
    ("rule", "wrong", "right"),
    [
        ("image-title-differs",
         "<image><url>https://example.com/a.jpg</url><title>Some rights reserved</title><link>https://example.com/</link></image>",
         "<image><url>https://example.com/a.jpg</url><title>Harbour Notes</title><link>https://example.com/</link></image>"),
        ("language-code-variant", "<language>zh-cmn-Hans</language>",
         "<language>cmn-Hans</language>"),
        ("image-link-differs",
         "<image><url>https://example.com/a.jpg</url><title>Harbour Notes</title><link>https://example.com/licence</link></image>",
         "<image><url>https://example.com/a.jpg</url><title>Harbour Notes</title><link>https://example.com/</link></image>"),
    ],
)  # fmt: skip
def test_guess_in_the_channel_is_made_only_if_asked_for(rule: str, wrong: str, right: str) -> None:
    assert mend(wrong, "channel", rule=rule) == wrong
    assert mend(wrong, "channel", rule=rule, unsafe=True) == right


@pytest.mark.parametrize(
    ("wrong", "right"),
    [
        ("<itunes:explicit> Yes </itunes:explicit>", "<itunes:explicit>true</itunes:explicit>"),
        ("<pubDate>Tue, 03 Nov 2020 10:00:00 EST\n</pubDate>",
         "<pubDate>Tue, 03 Nov 2020 10:00:00 -0500</pubDate>"),
        ("<copyright>&amp;copy; 2020 &lt;b&gt;Mira&lt;/b&gt; </copyright>",
         "<copyright>© 2020 Mira</copyright>"),
    ],
)  # fmt: skip
def test_what_a_fault_of_the_same_value_hides_is_fixed_too(wrong: str, right: str) -> None:
    assert mend(wrong, "channel") == right


@pytest.mark.parametrize(
    ("rule", "wrong", "right"),
    [
        ("html-escaped-twice", "<description>&amp;lt;p&amp;gt;F &amp;amp;amp; G&amp;lt;/p&amp;gt;</description>",
         "<description>&lt;p>F &amp;amp; G&lt;/p></description>"),
        ("html-escaped-twice", "<description>&lt;p&gt;F&amp;amp;nbsp;G&lt;/p&gt;</description>",
         "<description>&lt;p&gt;F&amp;nbsp;G&lt;/p&gt;</description>"),
        ("html-entity", "<description>Salt &amp;sea; Sea</description>",
         "<description>Salt &amp;amp;sea; Sea</description>"),
        ("html-unknown-tag", "<description><![CDATA[<o:p>F</o:p> G]]></description>",
         "<description><![CDATA[F G]]></description>"),
        ("text-mojibake", "<title>CafÃ© du port</title>", "<title>Café du port</title>"),
        ("bad-url", "<link>www.example.com/1</link>", "<link>https://www.example.com/1</link>"),
        ("bad-date", "<pubDate>03.11.2020 10:00:00 GMT</pubDate>",
         "<pubDate>Tue, 03 Nov 2020 10:00:00 +0000</pubDate>"),
        ("html-tracking-pixel",
         "<description><![CDATA[F<img src=\"https://example.com/1.gif\" width=\"1\" height=\"1\">]]></description>",
         "<description><![CDATA[F]]></description>"),
        ("html-angle-bracket", "<description>5 &lt; 6</description>",
         "<description>5 &amp;lt; 6</description>"),
        ("guid-not-url", NAMED + "<guid>ep-1</guid>",
         NAMED + '<guid isPermaLink="false">ep-1</guid>'),
        ("unknown-attribute", NAMED + '<guid ispermalink="false">ep-1</guid>',
         NAMED + '<guid isPermaLink="false">ep-1</guid>'),
        ("title-numbered", "<title>Episode 7: The ferry</title><itunes:episode>7</itunes:episode>",
         "<title>The ferry</title><itunes:episode>7</itunes:episode>"),
    ],
)  # fmt: skip
def test_guess_is_made_only_if_asked_for(rule: str, wrong: str, right: str) -> None:
    assert mend(wrong, rule=rule) == wrong
    assert mend(wrong, rule=rule, unsafe=True) == right


@pytest.mark.parametrize(
    "xml",
    [
        NAMED + "<guid> https://example.com/a b </guid>",
        NAMED + "<guid isPermaLink=\"false\">Salt &amp;amp; Sea</guid>",
        '<enclosure url="https://example.com/a b.mp3" length="24986239" type="audio/mpeg"/>',
        '<enclosure url=" https://example.com/1.mp3" length="24986239" type="audio/mpeg"/>',
        "<pubDate>03/11/2020 10:00:00 GMT</pubDate>",
        "<pubDate>2020-11-03</pubDate>",
        "<itunes:duration>1800000</itunes:duration>",
        "<title>How to use the &lt;b&gt; tag</title>",
        "<pubDate>Sun, 25 Oct 2020 02:30:00 Europe/Berlin</pubDate>",
        "<title>What &lt;br&gt; and &lt;p&gt; do</title>",
        "<title>How to use &lt;br&gt;</title>",
        "<description><![CDATA[<b>never closed]]></description>",
    ],
)  # fmt: skip
def test_what_nobody_may_or_can_know_stays(xml: str) -> None:
    for rule in ("bad-*", "value-*", "url-*", "guid-padded", "entity-*", "markup-*", "html-*"):
        assert mend(xml, rule=rule) == xml


def test_all_that_an_address_has_several_times_is_fixed() -> None:
    xml = "<link>https://example.com/\u200ba\u200b?x=1&amp;y=2</link>"
    assert mend(xml) == "<link>https://example.com/a?x=1&amp;y=2</link>"
    xml = "<link>https://example.com/a%2520b%2520c</link>"
    assert mend(xml) == xml
    assert mend(xml, unsafe=True) == "<link>https://example.com/a%20b%20c</link>"


def test_yes_that_would_hide_the_show_is_not_written() -> None:
    xml = "<podcast:block>true</podcast:block>"
    assert mend(xml, "channel", unsafe=True, rule="bad-yes-no") == xml


def test_description_moves_before_the_long_text() -> None:
    xml = "<content:encoded>Long</content:encoded><description>Short</description>"
    assert mend(xml, rule="description-after-content") == (
        "<description>Short</description><content:encoded>Long</content:encoded>"
    )
