"""Lines that start with a time code stay lines, and all lines do where the author wants that."""

import pytest

from feedtool.producer.notes.render import LineBreaks, render_html

BASE = "https://example.com/"


@pytest.mark.parametrize(
    "line",
    ["0:00 Nets", "00:12:30 Nets", "(12:30) Nets", "[1:02:03] Nets", "75:10 - Nets", "12:30", "**0:00** Nets",
     "__0:00__ Nets", "[0:00](https://example.com/) Nets", "– 0:00 Nets", "• 0:00 Nets", "⏱️ 0:00 Nets", "▶ 0:00 Nets",
     "<b>0:00</b> Nets", r"\[0:00\] Nets", "  0:00 Nets", "0:00.5 Nets", "0:00–1:30 Nets", "0:00: Nets",
     "0:00 Nets https://example.com/a"],
)  # fmt: skip
def test_line_with_a_time_code_stays_a_line(line: str) -> None:
    html = render_html(f"Topics\n{line}\nThe end", BASE)
    assert html.startswith("<p>Topics<br>\n")
    assert html.endswith("<br>\nThe end</p>")
    assert html.count("<br>") == 2
    assert " <br>" not in html


@pytest.mark.parametrize(
    "line",
    ["12:30 pm we eat", "8:15 Uhr", "at 0:00 Nets", "1:5 Nets", "1:75 Nets", "0:00x", "1:2:3:4", "10:00 a.m. Nets",
     "1:10:100 Nets", "1:000"],
)  # fmt: skip
def test_other_lines_are_joined(line: str) -> None:
    assert "<br>" not in render_html(f"We meet\n{line}\nThe end", BASE)


@pytest.mark.parametrize(
    ("markdown", "html"),
    [
        ("> Topics\n> 0:00 Nets\n> 1:00 Ropes",
         "<blockquote>\n<p>Topics<br>\n0:00 Nets<br>\n1:00 Ropes</p>\n</blockquote>"),
        ("- Topics\n  0:00 Nets\n  1:00 Ropes\n- End",
         "<ul>\n<li>Topics<br>\n0:00 Nets<br>\n1:00 Ropes</li>\n<li>End</li>\n</ul>"),
        ("- 0:00 Nets\n- 1:00 Ropes\n  and more",
         "<ul>\n<li>0:00 Nets</li>\n<li>1:00 Ropes\nand more</li>\n</ul>"),
        ("0:00 Nets\n1:00 Ropes\n\nThe end", "<p>0:00 Nets<br>\n1:00 Ropes</p>\n<p>The end</p>"),
        ("0:00 Nets\\\n1:00 Ropes  \n2:00 Mist", "<p>0:00 Nets<br>\n1:00 Ropes<br>\n2:00 Mist</p>"),
        ("Topics<br>\n0:00 Nets<br />\n1:00 Ropes", "<p>Topics<br>\n0:00 Nets<br>\n1:00 Ropes</p>"),
        ("# Topics\n0:00 Nets\n***\n1:00 Ropes",
         "<h1>Topics</h1>\n<p>0:00 Nets</p>\n<hr>\n<p>1:00 Ropes</p>"),
        ("0:00 Nets\n---", "<h2>0:00 Nets</h2>"),
        ("0:00 | Nets\n---|---\n1:00 | Ropes",
         "<p><b>0:00 · Nets</b></p>\n<ul>\n<li>1:00 · Ropes</li>\n</ul>"),
        ("```\nlog\n0:00 Nets\nend\n```", "<pre><code>log\n0:00 Nets\nend\n</code></pre>"),
        ("Log:\n\n    a\n    0:00 Nets\n    b", "<p>Log:</p>\n<pre><code>a\n0:00 Nets\nb\n</code></pre>"),
        ("<p>\nTopics<br>\n0:00 Nets\n</p>", "<p>\nTopics<br>\n0:00 Nets\n</p>"),
        ("Tides[^1]\n0:00 Nets\n\n[^1]: Twice\n    1:00 a day", "<p>Tides<sup>[1]</sup><br>\n0:00 Nets</p>\n<hr>\n"
         "<ol>\n<li>Twice<br>\n1:00 a day</li>\n</ol>"),
        ("[a]: https://example.com/\n0:00 [Nets][a]", '<p>0:00 <a href="https://example.com/">Nets</a></p>'),
    ],
)  # fmt: skip
def test_time_codes_in_their_surroundings(markdown: str, html: str) -> None:
    assert render_html(markdown, BASE) == html


TEXT = "The tide rises\nand falls.\n0:00 Nets\n\n```\na\nb\n```\n- one\n  two"


def test_kept_line_that_ends_with_a_break_has_one() -> None:
    html = render_html("a<br>\nb<br /> \nc  \nd\\\ne", BASE, line_breaks="keep")
    assert html == "<p>a<br>\nb<br>\nc<br>\nd<br>\ne</p>"


@pytest.mark.parametrize(
    ("line_breaks", "first", "item"),
    [
        (None, "The tide rises\nand falls.<br>\n0:00 Nets", "one\ntwo"),
        ("join", "The tide rises\nand falls.\n0:00 Nets", "one\ntwo"),
        ("keep", "The tide rises<br>\nand falls.<br>\n0:00 Nets", "one<br>\ntwo"),
    ],
)
def test_author_chooses_what_line_ends_mean(
    line_breaks: LineBreaks | None, first: str, item: str
) -> None:
    assert render_html(TEXT, BASE, line_breaks=line_breaks) == (
        f"<p>{first}</p>\n<pre><code>a\nb\n</code></pre>\n<ul>\n<li>{item}</li>\n</ul>"
    )
