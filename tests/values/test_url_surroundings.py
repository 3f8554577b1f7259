"""What was pasted along with an address."""

import pytest
from addresses import told


@pytest.mark.parametrize(
    ("value", "line"),
    [
        ("https://example.com/1”", "error url-not-alone: quotes are part of the value; write only https://example.com/1"),
        ("“https://example.com/1”", "error url-not-alone: quotes are part of the value; write only https://example.com/1"),
        ('"https://example.com/1"', "error url-not-alone: quotes are part of the value; write only https://example.com/1"),
        ("'https://example.com/1'", "error url-not-alone: quotes are part of the value; write only https://example.com/1"),
        ("`https://example.com/1`", "error url-not-alone: quotes are part of the value; write only https://example.com/1"),
        ("«https://example.com/1»", "error url-not-alone: quotes are part of the value; write only https://example.com/1"),
        ('https://example.com/1"', "error url-not-alone: quotes are part of the value; write only https://example.com/1"),
        ('\\"https://example.com/1\\"', "error url-not-alone: quotes are part of the value; write only https://example.com/1"),
        ("(https://example.com/1)", "error url-not-alone: brackets are around the address; write only https://example.com/1"),
        ("[https://example.com/1]", "error url-not-alone: brackets are around the address; write only https://example.com/1"),
        ("<https://example.com/1>", "error url-not-alone: brackets are around the address; write only https://example.com/1"),
        ("https://example.com/1>", 'error url-not-alone: the ">" at the end is no part of the address; write https://example.com/1'),
        ("https://example.com/1)", 'warning url-not-alone: the ")" at the end belongs to a sentence, not to an address; remove it'),
        ("https://example.com/the-night-fer…", "error bad-url: the address is cut off at the end; write it whole"),
        ("https://example.com/the-night-fer...", "warning bad-url: the address is cut off at the end; write it whole"),
        ("https://example.com/1,", 'warning url-not-alone: the "," at the end belongs to a sentence, not to an address; remove it'),
        ("https://example.com/1;", 'warning url-not-alone: the ";" at the end belongs to a sentence, not to an address; remove it'),
        ("[the page](https://example.com/1)", "error url-not-alone: Markdown is not read here; write only https://example.com/1"),
        ("![cover](https://example.com/1.jpg)", "error url-not-alone: Markdown is not read here; write only https://example.com/1.jpg"),
        ("[boat](https://example.com/wiki/Ferry_(boat))", "error url-not-alone: Markdown is not read here; write only https://example.com/wiki/Ferry_(boat)"),
        ('<a href="https://example.com/1">the page</a>', 'error url-not-alone: HTML such as <a href="https://example.com/1"> is not read here; write only https://example.com/1'),
        ("<p>the page</p>", "error url-not-alone: <p> is HTML; expected only an address, e.g. https://example.com/1"),
        ("https://example.com/1<br>", "error url-not-alone: HTML such as <br> is not read here; write only https://example.com/1"),
        ("https://example.com/1</link>", "error url-not-alone: HTML such as </link> is not read here; write only https://example.com/1"),
        ("URL: https://example.com/1", 'error url-not-alone: "URL:" is no part of the address; write only https://example.com/1'),
        ("url=https://example.com/1", 'error url-not-alone: "url=" is no part of the address; write only https://example.com/1'),
        ('href="https://example.com/1"', 'error url-not-alone: "href=" is no part of the address; write only https://example.com/1'),
        ("See https://example.com/1", 'error url-not-alone: "See" is no part of the address; write only https://example.com/1'),
        ("https://example.com/1.jpg 500 375", 'error url-not-alone: "500 375" is no part of the address; write only https://example.com/1.jpg'),
        ("https://example.com/1.mp3 (44 MB)", 'error url-not-alone: "(44 MB)" is no part of the address; write only https://example.com/1.mp3'),
        ("https://example.com/my 1.jpg", "error bad-url: a space is not allowed in a URL; write %20"),
        ("https://example.com/my.mp3 of 2.mp3", "error bad-url: a space is not allowed in a URL; write %20"),
        ("https://example.com/v1.2 notes", "error bad-url: a space is not allowed in a URL; write %20"),
        ("https://example.com/1 https://example.com/2", "error url-not-alone: there are two addresses; write one of them"),
        ("https://example.com/1,https://example.com/2", "error url-not-alone: there are two addresses; write one of them"),
        ("https://example.com/1, https://example.com/2", "error url-not-alone: there are two addresses; write one of them"),
        ("https://example.com/1;https://example.com/2", "error url-not-alone: there are two addresses; write one of them"),
        ("https://example.com/1 and https://example.com/2", "error url-not-alone: there are two addresses; write one of them"),
        ("https://example.com/1\nhttps://example.com/2", "error url-not-alone: there are two addresses; write one of them"),
    ],
)  # fmt: skip
def test_address_is_told_with_its_cause_and_the_remedy(value: str, line: str) -> None:
    assert told(value) == [line]


@pytest.mark.parametrize(
    "value",
    [
        "https://example.com/wiki/Ferry_(boat)",
        "https://example.com/wiki/Harbour_Inc.",
        "https://example.com/why?",
        "https://example.com/a...b",
        "https://example.com/a..",
        "https://example.com/a,b",
        "https://example.com/a;b",
        "https://example.com/ships'",
        "https://example.com/hello!",
        "https://example.com/a(b)c",
        "https://example.com/(a)",
        "https://example.com/a*",
        "https://example.com/e1?a=(1,2)",
    ],
)  # fmt: skip
def test_near_miss_is_silent(value: str) -> None:
    assert told(value) == []
