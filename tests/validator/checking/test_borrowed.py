"""Elements of RSS in the form of another vocabulary: one finding that says what to write."""

import pytest

from feedtool import validate

FEED = """<rss version="2.0" xmlns:itunes="http://www.itunes.com/dtds/podcast-1.0.dtd" xmlns:atom="http://www.w3.org/2005/Atom">
<channel>
<title>Harbour Notes</title>
<description>Talks about small ports.</description>
{}
</channel>
</rss>
"""
LINK = "<link>https://example.com/</link>"
SELF = '<atom:link rel="self" type="application/rss+xml" href="https://example.com/feed.xml"/>'
ART = '<itunes:image href="https://example.com/1.jpg"/>'
TEXT = (
    "1 error element-borrowed: link holds its address in href, as in Atom; RSS reads only its text: "
    "write <link>https://example.com/</link>"
)


def told(xml: str) -> list[str]:
    rules = ["element-borrowed", "unknown-*", "empty-value", "missing-attribute", "repeated-element",
             "self-*", "missing-element", "unexpected-text"]  # fmt: skip
    return [
        f"{one.column} {one.severity} {one.rule}: {one.message}"
        for one in validate(FEED.format(xml).encode(), profiles=["rss"], select=rules).findings
    ]


@pytest.mark.parametrize(
    ("xml", "line"),
    [
        (f'<link href="https://example.com/"/>{SELF}', TEXT),
        (f'<link rel="alternate" type="text/html" href="https://example.com/"/>{SELF}', TEXT),
        (f'<link href="https://example.com/"/>{LINK}{SELF}', TEXT),
        (f'<link rel="self" href="https://example.com/feed.xml"/>{LINK}',
         '1 error element-borrowed: link with href is atom:link; write <atom:link rel="self" href="https://example.com/feed.xml"/>'),
        (f'<link rel="hub" href="https://hub.example.com/"/>{LINK}{SELF}',
         '1 error element-borrowed: link with href is atom:link; write <atom:link rel="hub" href="https://hub.example.com/"/>'),
        (f'{LINK}{SELF}<link rel="self" href="https://example.com/feed.xml"/>',
         f"{len(LINK + SELF) + 1} error element-borrowed: link with href is atom:link, which channel "
         "has already; remove this link"),
        (f"<image>https://example.com/1.jpg</image>{LINK}{SELF}",
         "8 error unexpected-text: image may hold elements only; "
         'found the text "https://example.com/1.jpg"'),
    ],
)  # fmt: skip
def test_one_finding_says_what_to_write(xml: str, line: str) -> None:
    assert told(xml) == [line]


@pytest.mark.parametrize(
    "xml",
    [
        LINK + SELF,
        LINK + SELF + ART,
        f"{LINK}{SELF}<image><url>https://example.com/1.jpg</url><title>Harbour Notes</title>{LINK}</image>",
    ],
)
def test_the_right_form_is_silent(xml: str) -> None:
    assert told(xml) == []
