"""Atom as RSS, element by element."""

import pytest
from other_feeds import Told, atom, channel_of, entry, item_of, tell

from feedtool.importing.converting.convert import convert


def notes_of(data: bytes) -> list[str]:
    return [text for _, text, _ in tell(item_of(data), "description", "content:encoded")]


def test_the_channel_says_what_the_feed_says() -> None:
    assert tell(channel_of(atom(more="<generator version='3'>Old Host</generator>"))) == [
        ("title", "Harbour Notes", {}),
        (
            "atom:link",
            "",
            {
                "href": "https://example.com/notes/feed.atom",
                "rel": "self",
                "type": "application/rss+xml",
            },
        ),
        ("link", "https://example.com/notes/", {}),
        ("description", "Ports & the people in them.", {}),
        ("language", "en", {}),
        ("copyright", "Mira Holt", {}),
        ("lastBuildDate", "Sun, 09 Jun 2024 06:00:00 +0000", {}),
        ("generator", "Old Host", {}),
        ("itunes:category", "", {"text": "Technology"}),
        ("managingEditor", "mira@example.com (Mira Holt)", {}),
        ("itunes:owner", "Mira Holtmira@example.com", {}),
        ("atom:author", "Mira Holthttps://example.com/miramira@example.com", {}),
        ("itunes:author", "Mira Holt", {}),
        ("itunes:image", "", {"href": "https://example.com/notes/cover.jpg"}),
        (
            "image",
            "https://example.com/notes/cover.jpgHarbour Noteshttps://example.com/notes/",
            {},
        ),
        ("atom:id", "tag:example.com,2024:harbour", {}),
    ]


def test_an_item_says_what_the_entry_says() -> None:
    more = (
        '<ship:name tons="9">Ena</ship:name><itunes:duration>600</itunes:duration>'
        '<podcast:person role="guest">Bo Lind</podcast:person>'
    )
    assert tell(item_of(atom(entry(7, more)))) == [
        ("title", "Pier 7", {}),
        ("link", "https://example.com/notes/7.html", {}),
        ("guid", "tag:example.com,2024:7", {"isPermaLink": "false"}),
        ("pubDate", "Fri, 07 Jun 2024 08:00:00 +0200", {}),
        ("atom:updated", "2024-06-07T09:30:00+02:00", {}),
        ("description", "Cranes at pier 7.", {}),
        ("content:encoded", "<p>Cranes at pier 7.</p>", {}),
        (
            "enclosure",
            "",
            {
                "url": "https://media.example.com/7.mp3",
                "length": "7000000",
                "type": "audio/mpeg",
            },
        ),
        ("{https://example.com/ships}name", "Ena", {"tons": "9"}),
        ("itunes:duration", "600", {}),
        ("podcast:person", "Bo Lind", {"role": "guest"}),
    ]


XHTML = 'type="xhtml"><div xmlns="http://www.w3.org/1999/xhtml">'
# What an entry holds, and what is in its item; an empty list for an element that is not there.
ENTRIES: dict[str, tuple[str, list[str], Told]] = {
    "a title in HTML loses its tags and references": (
        '<title type="html">Nets &amp;amp; &lt;b&gt;ropes&lt;/b&gt;</title>',
        ["title"],
        [("title", "Nets & ropes", {})],
    ),
    "a title in XHTML loses its tags": (
        f"<title {XHTML}Nets <b>&amp;</b> ropes</div></title>",
        ["title"],
        [("title", "Nets & ropes", {})],
    ),
    "a title in text keeps what looks like a tag": (
        "<title>How &lt;b&gt; works</title>",
        ["title"],
        [("title", "How <b> works", {})],
    ),
    "without a published date the updated one counts": (
        "<updated>2024-06-01T08:00:00.123-05:00</updated>",
        ["pubDate", "atom:updated"],
        [("pubDate", "Sat, 01 Jun 2024 08:00:00 -0500", {})],
    ),
    "a date that is none stays": (
        "<published>soon</published>",
        ["pubDate"],
        [("pubDate", "soon", {})],
    ),
    "audio comes before a picture, which stays a link": (
        '<link rel="enclosure" href="a.jpg" type="image/jpeg" title="Map"/>'
        '<link rel="enclosure" href="a.mp3" type="audio/mpeg"/>',
        ["enclosure", "atom:link"],
        [
            (
                "atom:link",
                "",
                {
                    "rel": "enclosure",
                    "href": "https://example.com/notes/a.jpg",
                    "type": "image/jpeg",
                    "title": "Map",
                },
            ),
            (
                "enclosure",
                "",
                {"url": "https://example.com/notes/a.mp3", "type": "audio/mpeg"},
            ),
        ],
    ),
    "audio as content is the enclosure": (
        '<content type="audio/mpeg" src="a.mp3"/>',
        ["enclosure", "atom:content"],
        [("enclosure", "", {"url": "https://example.com/notes/a.mp3", "type": "audio/mpeg"})],
    ),
    "content of another kind stays as it is": (
        '<content type="application/pdf" src="a.pdf"/>',
        ["enclosure", "atom:content"],
        [("atom:content", "", {"type": "application/pdf", "src": "https://example.com/notes/a.pdf"})],
    ),
    "other links stay": (
        '<link rel="related" href="x"/><link rel="alternate" href="y"/><link href="z" type="a/b"/>',
        ["link", "atom:link"],
        [
            ("atom:link", "", {"rel": "related", "href": "https://example.com/notes/x"}),
            ("link", "https://example.com/notes/y", {}),
            ("atom:link", "", {"href": "https://example.com/notes/z", "type": "a/b"}),
        ],
    ),
    "a relation may be written as an address": (
        '<link rel="http://www.iana.org/assignments/relation/alternate" href="y"/>',
        ["link"],
        [("link", "https://example.com/notes/y", {})],
    ),
    "a base of its own counts": (
        '<link href="y" xml:base="2024/"/>',
        ["link"],
        [("link", "https://example.com/notes/2024/y", {})],
    ),
    "a category with a label stays, too": (
        '<category term="a"/><category term="b" label="B" scheme="https://example.com/c"/>',
        ["category", "atom:category"],
        [
            ("category", "a", {}),
            ("category", "b", {"domain": "https://example.com/c"}),
            ("atom:category", "", {"term": "b", "label": "B", "scheme": "https://example.com/c"}),
        ],
    ),
    "an author whom the show does not name is told": (
        "<author><name>Bo Lind</name></author>",
        ["atom:author", "itunes:author"],
        [("atom:author", "Bo Lind", {}), ("itunes:author", "Bo Lind", {})],
    ),
    "rights, contributors and a source stay": (
        "<rights>R</rights><contributor><name>Al</name></contributor><source><id>s</id></source>",
        ["atom:rights", "atom:contributor", "atom:source"],
        [
            ("atom:rights", "R", {}),
            ("atom:contributor", "Al", {}),
            ("atom:source", "s", {}),
        ],
    ),
}  # fmt: skip


@pytest.mark.parametrize("claim", ENTRIES)
def test_entries(claim: str) -> None:
    inner, names, expected = ENTRIES[claim]
    assert tell(item_of(atom(f"<entry>{inner}</entry>")), *names) == expected


NOTES = {
    "summary and content": (
        '<summary>Cranes</summary><content type="html">&lt;p&gt;Nets&lt;/p&gt;</content>',
        ["Cranes", "<p>Nets</p>"],
    ),
    "a summary alone in text is the description": ("<summary>Nets &amp; ropes</summary>", ["Nets & ropes"]),
    "a summary alone in HTML is the notes": (
        '<summary type="html">&lt;p&gt;Nets&lt;/p&gt;</summary>',
        ["Nets", "<p>Nets</p>"],
    ),
    "text keeps its lines": (
        "<content>One\ntwo &lt;3\n\nthree</content>",
        ["One two <3", "<p>One<br>\ntwo &lt;3</p>\n<p>three</p>"],
    ),
    "XHTML is HTML": (
        f'<content {XHTML}<p>A<br/>b &lt; c <img src="i.png"/></p><!-- x --> tail</div></content>',
        ["A b < c", '<p>A<br>b &lt; c <img src="https://example.com/notes/i.png"></p> tail'],
    ),
    "XHTML with a prefix is HTML": (
        '<content type="xhtml"><x:div xmlns:x="http://www.w3.org/1999/xhtml" xml:base="in/">'
        '<x:a href="?a=1&amp;b=2" xml:lang="de">q</x:a> <x:a href="#p">p</x:a></x:div></content>',
        ["q p", '<a href="https://example.com/notes/in/?a=1&amp;b=2" lang="de">q</a> <a href="#p">p</a>'],
    ),
    "addresses in HTML become absolute": (
        "<content type=\"html\">&lt;a href=/a?b&amp;amp;c&gt;1&lt;/a&gt; &lt;img src='i.png'&gt; "
        '&lt;a href="mailto:x@example.com"&gt;m&lt;/a&gt; href="x"</content>',
        None,
    ),
}  # fmt: skip


@pytest.mark.parametrize("claim", NOTES)
def test_notes(claim: str) -> None:
    inner, expected = NOTES[claim]
    found = notes_of(atom(f"<entry>{inner}</entry>"))
    if expected is None:
        expected = [
            found[0],
            "<a href=\"https://example.com/a?b&amp;c\">1</a> <img src='https://example.com/notes/i.png'>"
            ' <a href="mailto:x@example.com">m</a> href="x"',
        ]
    assert found == expected


def test_addresses_start_where_the_feed_was_read_if_it_has_no_base() -> None:
    data = atom(entry(1)).replace(b' xml:base="https://example.com/notes/"', b"")
    assert (
        item_of(data, "https://example.org/a/f").findtext("link") == "https://example.org/a/1.html"
    )
    assert item_of(data).findtext("link") == "1.html"
    absolute = data.replace(b'"feed.atom"', b'"https://example.net/b/feed.atom"')
    assert item_of(absolute).findtext("link") == "https://example.net/b/1.html"


def test_atom_0_3_is_read() -> None:
    data = (
        b'<feed version="0.3" xmlns="http://purl.org/atom/ns#"><title>Harbour</title>'
        b"<tagline>Ports</tagline><copyright>M</copyright><modified>2004-06-01T08:00:00Z</modified>"
        b"<entry><title>Pier</title><id>p</id><issued>2004-06-01T08:00:00+02:00</issued>"
        b'<content type="text/html" mode="escaped">&lt;p&gt;Nets&lt;/p&gt;</content>'
        b"<author><name>Bo</name><url>https://example.com/bo</url></author></entry></feed>"
    )
    channel = channel_of(data)
    assert channel.findtext("description") == "Ports"
    assert channel.findtext("copyright") == "M"
    assert channel.findtext("item/pubDate") == "Tue, 01 Jun 2004 08:00:00 +0200"
    assert notes_of(data) == ["Nets", "<p>Nets</p>"]
    assert ("atom:author", "Bohttps://example.com/bo", {}) in tell(channel.find("item"))


def test_a_feed_that_declares_no_namespace_is_read() -> None:
    data = b"<feed><title>Harbour</title><entry><id>1</id><title>Pier</title></entry></feed>"
    assert item_of(data).findtext("title") == "Pier"


def test_markup_in_titles_is_told() -> None:
    title = '<title type="html">&lt;i&gt;a&lt;/i&gt;</title>'
    assert convert(atom(f"<entry>{title}</entry>")).left_out == ("markup in title (1 episode)",)
    assert convert(atom(entry(1))).left_out == ()
