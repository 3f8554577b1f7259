"""HTML in descriptions and show notes."""

import pytest

from feedtool.values.html import check_html

CLEAN_HTML = [
    "<p>Text<br>more", "<ul><li>a<li>b</ul>", "<table><tr><td>x</table>", "<p>a<div>b</div></p>",
    "<p>a<ul><li>b</ul></p>", "<dl><dt>a<dd>b</dl>", "<p><b>a</b><p>b", "AT&T, R&D, a && b", "x -> y",
    '<img src="data:image/png;base64,AA==">', '<a name="x"></a>', "<a href='https://example.com'>x</a>",
    '<a href="https://example.com/?a=1&copy=2">x</a>', '<A HREF="HTTPS://EXAMPLE.COM">x</A>',
    '<a href="tel:+123">x</a>', "<p style='color:red'>x</p>", "&#8217; &rsquo; &nbsp;", "<!-- c -->x",
    "<p>&lt;p&gt; is a tag</p>", "<p>Write <code>&amp;amp;</code> for it</p>", "use &lt;b&gt; here",
    "<pre>&amp;lt;p&amp;gt;</pre>", '<a href="https://example.com" title="5 > 4">five</a> &lt;3',
    "<!-- a > b --><p>x</p>", "<!-->x", "AT&amp;T", '<p ones="1" once="2" only>x</p>',
    '<p title="<b>x</b> y">z</p>', '<a href="https://example.com">a</a> <a href="https://example.com">b</a>',
    '<img src="https://example.com/line.png" width="100" height="1">', "&#160; &#195;&nbsp;",
    '<a href="https://example.com" title=\'The "old" ferry\'>x</a>', '<video controls src="https://example.com/1.mp4"></video>',
]  # fmt: skip


@pytest.mark.parametrize("text", CLEAN_HTML)
def test_usual_html_is_clean(text: str) -> None:
    assert [fault.rule for fault in check_html(text)] == []


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("<i>a<b>b</i>c</b>", [("html-unclosed", 4)]),
        ("<!DOCTYPE html>\n<html><body><p>x</p></body></html>", [("html-document", 0)]),
        ("<p>x</p><body>y</body>", [("html-document", 8)]),
        ("<h2>x</h3>", [("html-unclosed", 0), ("html-stray-end", 5)]),
        ("see <https://example.com>", [("html-unknown-tag", 4)]),
        ('<a href="">x</a>', [("html-relative-link", 9)]),
        ('<a href="java\tscript:x">x</a>', [("html-script", 9)]),
        ("<script>if (a < b) '</p>'</script>", [("html-script", 0)]),
        ("a < b & c &bogus; &copy", [("html-angle-bracket", 2), ("html-entity", 10),
                                     ("html-entity", 18)]),
        ("<p>x <a href", [("html-truncated", 5)]),
        ("a &amp;amp; b", [("html-escaped-twice", 2)]),
        ("a &amp;#38; b &amp;amp;", [("html-escaped-twice", 2)]),
        ("caf&amp;eacute;", [("html-escaped-twice", 3)]),
        ("caf&amp;Eacute;", [("html-escaped-twice", 3)]),
        ("&lt;p&gt;Ferry", [("html-escaped-twice", 0)]),
        ("a &lt;b&gt;c&lt;/b&gt;", [("html-escaped-twice", 12)]),
        ("a&lt;br&gt;b&lt;br /&gt;c", [("html-escaped-twice", 1)]),
        ("<p>a &amp;nbsp; b</p>", [("html-escaped-twice", 5)]),
        ("<p>x <a href=\"https://example.co", [("html-truncated", 5)]),
        ('<a href="https://example.com>x</a> y', [("html-truncated", 8)]),
        ('<p class="a>x</p><p class="b">y</p>', [("html-truncated", 9)]),
        ('<a href="<a href="https://example.com">x</a>y</a>', [("html-truncated", 8)]),
        ("<p <b>x</b></p>", [("html-truncated", 0)]),
        ("x <!-- y", [("html-truncated", 2)]),
        ('<a href="https://example.com/"">x</a> y', [("html-stray-quote", 30)]),
        ('<a href="https://example.com" title="An "only" one">x</a>', [("html-stray-quote", 41)]),
        ('<a href=""https://example.com"">x</a>', [("html-stray-quote", 3)]),
        ('<p onclick="go()" onload=go()>x</p>', [("html-event-attribute", 3),
                                                  ("html-event-attribute", 18)]),
        ('<a href="https://example.com">x <a href="https://example.com">y</a></a>',
         [("html-nested-link", 32)]),
        ('<a href="https://example.com">x <a href="https://example.com">y</a>',
         [("html-unclosed", 0)]),
        ('<a href="https://example.com">x<a> y', [("html-unclosed", 31)]),
        ("It&#146;s &#x93;so&#x94;", [("html-windows-reference", 2)]),
        ("&#129; &#0; &#xD800;", [("html-entity", 0), ("html-entity", 7), ("html-entity", 12)]),
        ("caf&Atilde;&copy; &#146;", [("text-mojibake", 3)]),
        ("don&#226;&#128;&#153;t", [("text-mojibake", 3)]),
        ("donâ€&trade;t", [("text-mojibake", 3)]),
        ("cafÃ© &bogus;", [("text-mojibake", 3), ("html-entity", 6)]),
        ('<img src="https://example.com/a" width="1" height="1"/>', [("html-tracking-pixel", 0)]),
        ('<img src="https://example.com/a" height=0 width=0>', [("html-tracking-pixel", 0)]),
        ('<img src="https://example.com/a" style="display:none">', [("html-tracking-pixel", 0)]),
        ("<!-- wp:paragraph --><p>a</p><!-- /wp:paragraph -->", [("html-block-comment", 0)]),
        ("<script>a<b</script> c", [("html-script", 0)]),
        ("**a** <p>b", [("text-markdown", 0)]),
        ("<b>" * 5000, [("html-unclosed", 3 * at) for at in range(100)]),
    ],
    ids=str,
)  # fmt: skip
def test_odd_html_is_told_at_its_place(text: str, expected: list[tuple[str, int]]) -> None:
    assert [(fault.rule, fault.index) for fault in check_html(text)] == expected


@pytest.mark.parametrize(
    ("text", "says"),
    [
        ("It&#146;s", '&#146; is the code of "’" in Windows, not in HTML; write "’" or &#8217;'),
        (
            "<!DOCTYPE html><html>x</html>",
            "<!DOCTYPE> belongs to a whole page; expected a piece of text",
        ),
        ("&#129;", "&#129; is not a character; remove it"),
        (
            "a &amp;eacute;",
            "&amp;eacute; is escaped twice; apps show &eacute; as it is written; write &eacute; alone",
        ),
        (
            '<a href="https://example.com>x</a> y',
            "the quotation mark after href= is not closed; the text after it is lost; close it",
        ),
        (
            '<a href="https://example.com/"">x</a>',
            "a quotation mark too many in <a>; write &quot; inside a value",
        ),
        ("<p <b>x</b></p>", "<p> is not closed with > before <b>; that tag is lost; add >"),
        ('<a href="https://example.com">x<a>', "<a> is where a link should end; write </a>"),
        ("caf&Atilde;&copy;", '"cafÃ©" is UTF-8 that was read as Windows-1252; write "café"'),
    ],
)
def test_a_message_says_what_to_do(text: str, says: str) -> None:
    assert [fault.says for fault in check_html(text)] == [says]


@pytest.mark.parametrize("text", ["<script>" * 9000, "<a b='" * 9000, "<p " * 9000, "<!--" * 9000])
def test_hostile_html_takes_bounded_time(text: str) -> None:
    assert len(check_html(text)) <= 100


_SHOWN_LINK = '&lt;a href="https://example.com/{}"&gt;the ferry&lt;/a&gt;'


def test_escaped_links_among_tags_are_escaped_twice() -> None:
    text = f"<p>&lt;p&gt;{_SHOWN_LINK.format(1)}&lt;/p&gt;</p><p>{_SHOWN_LINK.format(2)}</p>"
    (fault,) = check_html(text)
    assert (fault.rule, fault.index) == ("html-escaped-twice", 12)
    assert fault.says == "the tags are escaped twice; apps show them as they are written"


@pytest.mark.parametrize(
    "text",
    [
        f"<p>A link is written as {_SHOWN_LINK.format(1)}.</p>",
        f"<p>{_SHOWN_LINK.format(1)} and again {_SHOWN_LINK.format(1)}</p>",
        f"<p><code>{_SHOWN_LINK.format(1)}</code> <code>{_SHOWN_LINK.format(2)}</code></p>",
        "<p>&lt;a href=one&gt;a&lt;/a&gt; &lt;a href=two&gt;b&lt;/a&gt;</p>",
    ],
)
def test_a_text_that_explains_links_is_silent(text: str) -> None:
    assert check_html(text) == ()
