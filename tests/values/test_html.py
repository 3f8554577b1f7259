"""HTML in descriptions and show notes."""

import pytest

from feedtool.values.html import check_html

CLEAN_HTML = [
    "<p>Text<br>more", "<ul><li>a<li>b</ul>", "<table><tr><td>x</table>", "<p>a<div>b</div></p>",
    "<p>a<ul><li>b</ul></p>", "<dl><dt>a<dd>b</dl>", "<p><b>a</b><p>b", "AT&T, R&D, a && b", "x -> y",
    '<img src="data:image/png;base64,AA==">', '<a name="x"></a>', "<a href='https://example.com'>x</a>",
    '<a href="https://example.com/?a=1&copy=2">x</a>', '<A HREF="HTTPS://EXAMPLE.COM">x</A>',
    '<a href="tel:+123">x</a>', "<p style='color:red'>x</p>", "&#8217; &rsquo; &nbsp;", "<!-- c -->x",
    "<p>&lt;p&gt; is a tag</p>", '<video controls src="https://example.com/1.mp4"></video>',
]  # fmt: skip


@pytest.mark.parametrize("text", CLEAN_HTML)
def test_usual_html_is_clean(text: str) -> None:
    assert [fault.rule for fault in check_html(text)] == []


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("<i>a<b>b</i>c</b>", [("html-unclosed", 4)]),
        ("<h2>x</h3>", [("html-unclosed", 0), ("html-stray-end", 5)]),
        ("see <https://example.com>", [("html-unknown-tag", 4)]),
        ('<a href="">x</a>', [("html-relative-link", 9)]),
        ('<a href="java\tscript:x">x</a>', [("html-script", 9)]),
        ("<script>if (a < b) '</p>'</script>", [("html-script", 0)]),
        ("a < b & c &bogus; &copy", [("html-angle-bracket", 2), ("html-entity", 10),
                                     ("html-entity", 18)]),
        ("<p>x <a href", [("html-truncated", 5)]),
        ("a &amp;amp; b", [("html-escaped-twice", 2)]),
        ("<b>" * 5000, [("html-unclosed", 3 * at) for at in range(100)]),
    ],
    ids=str,
)  # fmt: skip
def test_odd_html_is_told_at_its_place(text: str, expected: list[tuple[str, int]]) -> None:
    assert [(fault.rule, fault.index) for fault in check_html(text)] == expected
