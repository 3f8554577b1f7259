"""Show notes of a feed become Markdown where that gives the same HTML back."""

import pytest

from feedtool.importing.feed.markdown_notes import to_markdown

MARKDOWN = {
    "<p>Nets and <strong>boats</strong>.</p>": "Nets and **boats**.",
    "<p>One</p><p>Two</p>": "One\n\nTwo",
    '<p>See <a href="https://example.com/a?b=1&amp;c=2">the pier</a>.</p>': (
        "See [the pier](https://example.com/a?b=1&c=2)."
    ),
    "<ul><li>a</li><li>b</li></ul>": "- a\n- b",
    "<ol>\n<li>a</li>\n<li>b</li>\n</ol>": "1. a\n2. b",
    "<h2>Links</h2><p>none</p>": "## Links\n\nnone",
    "<p>1 &lt; 2 &amp; 3</p>": "1 < 2 & 3",
    "Plain words": "Plain words",
    "": "",
}
# What Markdown would say otherwise stays as it is.
HTML = [
    '<p class="x">a</p><custom>b</custom>',
    "<table><tr><td>1</td></tr></table>",
    "<p><em> a</em>b</p>",
    "<p>a</p>\n<pre>  x\n    y</pre>",
    "<p>_not_ *emphasized* [or](https://example.com/) # linked</p>",
    "<p>1. no list</p>",
    "<p>www.example.com is no link</p>",
    "<div>" * 900 + "deep" + "</div>" * 900,
    "<p>" + "<b>" * 3000,
    "<blockquote>" * 11 + "<p>deep</p>" + "</blockquote>" * 11,
    "<ul><li>" * 6 + "deep" + "</li></ul>" * 6,
    "<ul><li>" * 5 + "long\n" * 3000 + "</li></ul>" * 5,
    "<p>a gap" + " " * 100 + "of blanks</p>",
    "<p>long " + "x" * 100_000 + "</p>",
]


@pytest.mark.parametrize("html", MARKDOWN)
def test_html_that_markdown_can_say_becomes_markdown(html: str) -> None:
    assert to_markdown(html) == MARKDOWN[html]


@pytest.mark.parametrize("html", ["<p>" + "<i>" * 11, "<p>a" + " " * 90_000 + "b</p>"])
def test_what_would_take_long_is_not_converted(html: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("markdownify.markdownify", lambda *_, **__: pytest.fail("converted"))
    assert to_markdown(html) == html


@pytest.mark.parametrize("html", HTML, ids=lambda html: html[:20])
def test_other_html_stays(html: str) -> None:
    assert to_markdown(html) == html
