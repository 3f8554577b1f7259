"""What tools leave in descriptions."""

import pytest

from feedtool.values.leftovers import find_leftovers

LEFT = [
    ("**Rope** and tide", "text-markdown", 0),
    ("See ***this*** and **that one**.", "text-markdown", 19),
    ("All on [the quay](https://example.com/x).", "text-markdown", 7),
    ('<p>[a](<a href="https://example.com">https://example.com</a>)</p>', "text-markdown", 3),
    ("![](x) ![boat](https://example.com/b.jpg)", "text-markdown", 7),
    ("What we said.\n\n## Links\n* one", "text-markdown", 15),
    ("```python\nx = 1\n```", "text-markdown", 0),
    ('[caption id="a" width="3"]Quay[/caption]', "text-shortcode", 0),
    ("text [powerpress]", "text-shortcode", 5),
    ("text[/vc_column_text][/vc_row]", "text-shortcode", 4),
    ("[yop_poll id=”26”]", "text-shortcode", 0),
    ("[b]Ropes[/b]", "text-shortcode", 0),
    ("[url=https://example.com]Ropes[/url]", "text-shortcode", 0),
    ("{{ episode.title }} and more", "text-placeholder", 0),
    ("See {{ slug }}", "text-placeholder", 4),
    ("See ${showTitle}", "text-placeholder", 4),
    ("From %%post_title%% on", "text-placeholder", 5),
    ("{% block content %}", "text-placeholder", 0),
    ("Guest: [object Object]", "text-placeholder", 7),
    ("undefined", "text-placeholder", 0),
    (" null ", "text-placeholder", 1),
    ("Lorem ipsum dolor sit amet, and so on, with many more words, far beyond a line of text.",
     "text-dummy", 0),
    ("Insert description here", "text-dummy", 0),
    ("[Add your episode description here]", "text-dummy", 0),
    ("Your show notes go here. ", "text-dummy", 0),
    ("TODO", "text-dummy", 0),
    ("TBA.", "text-dummy", 0),
]  # fmt: skip
MEANT = [
    "One * star, a footnote**, and ** two", "2**3**4", "what the f**k, s**t", "__init__ and *thin*",
    "** loose **", "*** * ***", "#knots #ropes", "#1 of all ports", "# 12: the ferry", "C# and F#",
    "[1] and [2] (see below)", "[a](b)", "[video] [audio] [music]", "[rant] so [/rant]", "f[x] = y",
    "- one\n- two\n* three", "<code>**bold**</code>", "<pre>\n# a comment\n</pre>",
    '<code>[gallery ids="1"]</code>', '<img alt="**" src="https://example.com/a">',
    "a {b} c", "{{ x }} in templates", "costs $5 {or so}", "100%% sure", "null and void",
    "What to insert here", "The title of the description", "a talk about lorem and ipsum",
    "Add salt", "Write the name of the boat on its side, and the name of the port below it",
]  # fmt: skip


@pytest.mark.parametrize(("text", "rule", "index"), LEFT)
def test_leftovers_are_told_at_their_place(text: str, rule: str, index: int) -> None:
    assert [(fault.rule, fault.index) for fault in find_leftovers(text)] == [(rule, index)]


@pytest.mark.parametrize("text", MEANT)
def test_what_is_meant_is_left_alone(text: str) -> None:
    assert list(find_leftovers(text)) == []


def test_each_kind_is_told_once() -> None:
    text = "**a** and **b** and [powerpress] and [powerpress]"
    assert [fault.rule for fault in find_leftovers(text)] == ["text-markdown", "text-shortcode"]
