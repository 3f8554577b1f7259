"""Blocks that apps do not know leave paragraphs or lines, in the notes and in plain text."""

import re

import pytest

from feedtool.producer.notes.blocks import UNWRAPPED
from feedtool.producer.notes.render import first_paragraph, render_html, render_plain
from feedtool.values.html import check_html

BASE = "https://example.com/"
CASES = {
    "text before, in and behind a div": (
        "<div>Tides<div>Nets</div>Ropes</div>", "<p>Tides</p>\n<p>Nets</p>\n<p>Ropes</p>",
    ),
    "a div alone needs no paragraph": ("<div>Tides <b>and</b></div>", "Tides <b>and</b>"),
    "Markdown in a div": ("<div>\n\n*Tides*\n\n</div>\n\nNets", "<p><em>Tides</em></p>\n<p>Nets</p>"),
    "text beside a paragraph": (
        "<section>Tides</section>\n<article><p>Nets</p></article>", "<p>Tides</p>\n<p>Nets</p>",
    ),
    "terms and what they mean": (
        "<dl><dt>Ebb<dd>It falls.<dt>Flood<dd>It rises.</dl>",
        "<p><b>Ebb</b></p>\n<p>It falls.</p>\n<p><b>Flood</b></p>\n<p>It rises.</p>",
    ),
    "a term with a paragraph": (
        "<dl><dt><p>Ebb</p></dt><dd>It falls.</dd></dl>", "<p>Ebb</p>\n<p>It falls.</p>",
    ),
    "items of a list": (
        "<ul><li><div>Ebb</div><div>Flood</div></li><li><div>Slack</div></li></ul>",
        "<ul><li>\n<p>Ebb</p>\n<p>Flood</p>\n</li><li>Slack</li></ul>",
    ),
    "a list below an item": (
        "<ul><li><div>Ebb</div><ul><li>Low</li></ul></li></ul>",
        "<ul><li>Ebb<ul><li>Low</li></ul></li></ul>",
    ),
    "details in an item of Markdown": (
        "- <details><summary>Ebb</summary>It falls.</details>\n- Flood",
        "<ul>\n<li>\n<p>Ebb</p>\n<p>It falls.</p>\n</li>\n<li>Flood</li>\n</ul>",
    ),
    "details with Markdown": (
        "<details open><summary>More</summary>\n\n- *Ebb*\n\n</details>\n\nEnd",
        "<p>More</p>\n<ul>\n<li><em>Ebb</em></li>\n</ul>\n<p>End</p>",
    ),
    "a picture and its words": (
        '<figure><img src="https://example.com/a.png" alt=""><figcaption>The quay</figcaption></figure>',
        '<p><img src="https://example.com/a.png" alt=""></p>\n<p>The quay</p>',
    ),
    "an address with lines": (
        "<address>Quay 1<br>Lyon</address>Telephone", "<p>Quay 1<br>Lyon</p>\n<p>Telephone</p>",
    ),
    "a form": (
        "<form><label>Name<input></label><select><option>Ebb<option>Flood</select><button>Go</button></form>",
        "<p>Name</p>\n<p>Ebb</p>\n<p>Flood</p>\n<p>Go</p>",
    ),
    "what a frame falls back to": (
        '<p>Look<iframe src="https://example.com/">at <a href="/m">the map</a></iframe>here</p>',
        "<p>Look<br>\nat the map<br>\nhere</p>",
    ),
    "a frame alone": ("<iframe src=https://example.com></iframe>y", "y"),
    "a script in a frame": ("Ebb<iframe><script>alert(1)</script></iframe>", "<p>Ebb<br>\nalert(1)</p>"),
    "a script that a frame would set free": (
        "<div>Ebb<noembed><scr<b>ipt>alert(1)</scr</b>ipt></noembed></div>", "<p>Ebb</p>\n<p>ipt&gt;alert(1)ipt&gt;</p>",
    ),
    "an old example": (
        "Ebb<xmp><b>Flood</b></xmp>", "<p>Ebb</p><pre>&lt;b&gt;Flood&lt;/b&gt;</pre>",
    ),
    "what a player falls back to": (
        "Look <video src=x>Download it</video>", "<p>Look <br>\nDownload it</p>",
    ),
    "within bold words": ("<b>Ebb<div>Flood</div></b>", "<p><b>Ebb</b></p>\n<p><b>Flood</b></p>"),
    "in a heading": ("<h2>Ebb<div>Flood</div></h2>", "<h2>Ebb<br>\nFlood</h2>"),
    "a line break before a block": ("<h2>Ebb<br><div>Flood</div></h2>", "<h2>Ebb<br>Flood</h2>"),
    "in text as it is typed": ("<pre>Ebb<div>Flood</div></pre>", "<pre>Ebb\nFlood</pre>"),
    "in a quotation": (
        "<blockquote>Ebb<div>Flood</div></blockquote>",
        "<blockquote>\n<p>Ebb</p>\n<p>Flood</p>\n</blockquote>",
    ),
    "in a cell": (
        "<table><caption>Tides</caption><tr><td><div>Ebb</div><div>Flood</div></td></tr></table>",
        "<table><caption>Tides</caption><tbody><tr><td>\n<p>Ebb</p>\n<p>Flood</p>\n</td></tr></tbody>"
        "</table>",
    ),
    "an old list": ("<menu><li>Ebb</menu>", "<ul><li>Ebb</li></ul>"),
    "the direction of a block": (
        "<div dir=rtl>Ebb<p>Flood</p><ul><li>Low</ul><p dir=ltr>High</p></div>",
        '<p dir="rtl">Ebb</p>\n<p dir="rtl">Flood</p><ul dir="rtl"><li>Low</li></ul><p dir="ltr">High</p>',
    ),
    "a direction in a direction": (
        '<div dir="rtl"><div>Ebb</div><div dir="ltr">Flood</div></div>',
        '<p dir="rtl">Ebb</p>\n<p dir="ltr">Flood</p>',
    ),
    "a direction in running text": (
        "<p>Ebb <span dir=rtl>Flood</span> <span style=x>Low</span> <bdo dir=ltr>1</bdo></p>",
        '<p>Ebb <span dir="rtl">Flood</span> Low <bdo dir="ltr">1</bdo></p>',
    ),
    "the direction of a block in running text": (
        "<h2>Ebb<div dir=rtl>Flood</div></h2>", '<h2>Ebb<br>\n<span dir="rtl">Flood</span></h2>',
    ),
    "code stays as it is": ("`<div>Ebb</div>`", "<p><code>&lt;div&gt;Ebb&lt;/div&gt;</code></p>"),
}  # fmt: skip


@pytest.mark.parametrize("case", CASES)
def test_blocks_leave_paragraphs_or_lines(case: str) -> None:
    markdown, html = CASES[case]
    assert re.sub(r"(?:\n?<p></p>)+\Z", "", render_html(markdown, BASE)) == html
    assert check_html(render_html(markdown, BASE)) == ()


@pytest.mark.parametrize("name", sorted(UNWRAPPED))
def test_words_around_a_block_are_never_glued(name: str) -> None:
    html = render_html(f"Ebb<{name}>Flood</{name}>Low", BASE)
    for text in (re.sub("<[^>]+>", " ", html), render_plain(html, BASE), first_paragraph(html)):
        assert not re.search("[bdw](?=Flood|Low)", text)
    assert f"<{name}" not in html


@pytest.mark.parametrize(
    ("markdown", "html", "plain"),
    [
        ("13. Oktober: Sturm.", '<ol start="13">\n<li>Oktober: Sturm.</li>\n</ol>', "13. Oktober: Sturm."),
        ("3) Ebb\n4) Flood", '<ol start="3">\n<li>Ebb</li>\n<li>Flood</li>\n</ol>', "3. Ebb\n4. Flood"),
        ("1. Ebb\n2. Flood", "<ol>\n<li>Ebb</li>\n<li>Flood</li>\n</ol>", "Ebb\nFlood"),
        ("0. Ebb", '<ol start="0">\n<li>Ebb</li>\n</ol>', "0. Ebb"),
        ("<ol reversed><li>Ebb<li>Flood</ol>", '<ol reversed=""><li>Ebb</li><li>Flood</li></ol>',
         "2. Ebb\n1. Flood"),
        ("<ol start=9 reversed type=a><li>Ebb<li value=4>Flood<li>Low</ol>",
         '<ol start="9" reversed=""><li>Ebb</li><li value="4">Flood</li><li>Low</li></ol>',
         "9. Ebb\n4. Flood\n3. Low"),
        ("5. Ebb\n   - Low\n   - High\n6. Flood",
         '<ol start="5">\n<li>Ebb\n<ul>\n<li>Low</li>\n<li>High</li>\n</ul>\n</li>\n<li>Flood</li>\n</ol>',
         "5. Ebb\nLow\nHigh\n6. Flood"),
        ("<ol start=x><li value='1 2'>Ebb</ol>", "<ol><li>Ebb</li></ol>", "Ebb"),
        ('<p dir="RTL">Ebb</p><p dir="up">Flood</p>', '<p dir="RTL">Ebb</p><p>Flood</p>', "Ebb\nFlood"),
        ("<table><tr><td colspan=2 dir=rtl>Ebb</td><th rowspan='x' colspan=-1>Flood</th></tr></table>",
         '<table><tbody><tr><td colspan="2" dir="rtl">Ebb</td><th colspan="-1">Flood</th></tr></tbody></table>',
         "Ebb · Flood"),
        ('Write start="x" and dir="y".', '<p>Write start="x" and dir="y".</p>', 'Write start="x" and dir="y".'),
    ],
)  # fmt: skip
def test_numbers_and_directions_stay(markdown: str, html: str, plain: str) -> None:
    assert render_html(markdown, BASE) == html
    assert render_plain(markdown, BASE) == plain
    assert check_html(html) == ()


@pytest.mark.parametrize(
    ("markdown", "text"),
    [
        ("13. Oktober: Sturm.\n\nMehr.", "13. Oktober: Sturm."),
        ("13. Oktober\n\n    Sturm.\n\nMehr.", "13. Oktober"),
        ("4. Ebb\n5. Flood\n\nMore.", "More."),
        ('<div>Ebb</div><p dir="rtl">Flood</p>', "Ebb"),
        ('<p dir="RTL">Ebb</p>', "Ebb"),
    ],
)
def test_first_paragraph_is_the_first_that_the_author_wrote(markdown: str, text: str) -> None:
    assert first_paragraph(render_html(markdown, BASE)) == text
