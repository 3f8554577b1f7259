"""A feed becomes a Show: each element its field or key, and nothing is made up."""

import tracemalloc
from datetime import datetime
from pathlib import Path
from typing import Any

import pytest
from sample import NAMES

from feedtool import SourceError, build, read_show
from feedtool.importing.feed import notes as feed_notes
from feedtool.importing.feed.notes import as_markdown, text_as_markdown
from feedtool.producer.notes.render import render_html
from feedtool.show.categories import Category
from feedtool.show.episode_files import Audio, Chapters, Transcript
from feedtool.show.feed_show import FeedItem, FeedShow
from feedtool.show.model import Funding, Owner
from feedtool.show.person import Person


def feed(channel: str = "", *items: str) -> bytes:
    inner = "".join(f"<item>{one}</item>" for one in items)
    return f'<rss version="2.0"{NAMES}><channel>{channel}{inner}</channel></rss>'.encode()


def read(channel: str = "", *items: str) -> FeedShow:
    return read_show(feed(channel, *items))


def read_item(item: str, channel: str = "") -> FeedItem:
    return read(channel, item).episodes[0]


SHOW_CASES: dict[str, tuple[str, str, Any]] = {
    "title": ("<title> Fog &amp; <b>x</b></title>", "title", "Fog & <b>x</b>"),
    "feed_url": ('<atom:link rel="hub" href="h"/><atom:link rel="self" href="https://a.example/f"/>', "feed_url", "https://a.example/f"),
    "plain description": ("<description>Talks.</description>", "description", "Talks."),
    "HTML description": ("<description>&lt;p&gt;Talks.&lt;/p&gt;</description>", "description", "<p>Talks.</p>"),
    "owner": ("<itunes:owner><itunes:name>M</itunes:name><itunes:email>m@a.b</itunes:email></itunes:owner>", "owner", Owner.model_construct(name="M", email="m@a.b")),
    "owner without name": ("<itunes:owner><itunes:email>m@a.b</itunes:email></itunes:owner>", "owner", Owner.model_construct(name=None, email="m@a.b")),
    "managing editor": ("<managingEditor>m@a.b (M)</managingEditor>", "owner", Owner.model_construct(name="M", email="m@a.b")),
    "no owner": ("", "owner", Owner.model_construct(name=None, email="")),
    "categories": ('<itunes:category text="News"><itunes:category text="A"/><itunes:category text="B"/></itunes:category><itunes:category text="Fiction"/>', "categories", [Category("News", "A"), Category("News", "B"), Category("Fiction")]),
    "no category": ('<itunes:category text=""/>', "categories", []),
    "artwork": ('<itunes:image href="https://a.example/1.jpg"/>', "artwork", "https://a.example/1.jpg"),
    "artwork of RSS": ("<image><url>https://a.example/1.jpg</url></image>", "artwork", "https://a.example/1.jpg"),
    "explicit": ("<itunes:explicit>Yes</itunes:explicit>", "explicit", True),
    "clean": ("<itunes:explicit>clean</itunes:explicit>", "explicit", False),
    "serial": ("<itunes:type>Serial</itunes:type>", "type", "serial"),
    "odd type": ("<itunes:type>daily</itunes:type>", "type", "episodic"),
    "block": ("<itunes:block>yes</itunes:block>", "block", True),
    "complete": ("<itunes:complete>Yes</itunes:complete>", "complete", True),
    "not complete": ("<itunes:complete>No</itunes:complete>", "complete", False),
    "locked": ('<podcast:locked owner="a@b.c">yes</podcast:locked>', "locked", True),
    "not locked": ("", "locked", False),
    "podcast:guid": ("<podcast:guid>917393e3-1b1e-5cef-ace4-edaa54e1f810</podcast:guid>", "podcast_guid", "917393e3-1b1e-5cef-ace4-edaa54e1f810"),
    "odd podcast:guid": ("<podcast:guid>mine</podcast:guid>", "podcast_guid", None),
    "funding": ('<podcast:funding url="https://a.example/">Give</podcast:funding>', "funding", [Funding(url="https://a.example/", text="Give")]),
    "hosts": ('<podcast:person img="https://a.example/m.jpg">Mira</podcast:person><podcast:person role="Host" href="https://a.example/">Bo</podcast:person>', "hosts", [Person(name="Mira", picture="https://a.example/m.jpg"), Person(name="Bo", url="https://a.example/")]),
    "people who do something else": ('<podcast:person role="editor" group="audio post-production">Noor</podcast:person>', "hosts", []),
    "other namespace": ('<itunes:author xmlns:itunes="http://www.itunes.com/DTDs/Podcast-1.0.dtd">M</itunes:author>', "author", "M"),
    "CDATA": ("<copyright><![CDATA[A & B <c>]]></copyright>", "copyright", "A & B <c>"),
    "last build date of content": ("<lastBuildDate>Fri, 01 Mar 2024 00:00:00 GMT</lastBuildDate>", "elements", {"last_build_date": "Fri, 01 Mar 2024 00:00:00 GMT"}),
    "our generator": ("<generator>feedtool/0.1.0</generator>", "elements", {}),
    "another generator": ("<generator>Mill</generator>", "elements", {"generator": "Mill"}),
    "keys": ("<ttl>60</ttl><podcast:medium>music</podcast:medium><dc:rights>free</dc:rights>", "elements", {"ttl": "60", "medium": "music", "dc": {"rights": "free"}}),
    "one after another": ("<category>a</category><category domain='d'>b</category>", "elements", {"tags": ["a", {"domain": "d", "text": "b"}]}),
    "the first of what stands once": ("<ttl>60</ttl><ttl>90</ttl>", "elements", {"ttl": "60"}),
    "links": ('<atom:link rel="next" href="https://a.example/2"/>', "elements", {"links": [{"rel": "next", "href": "https://a.example/2"}]}),
    "an editor of its own": ("<managingEditor>a@b.c (A)</managingEditor><itunes:owner><itunes:email>m@a.b</itunes:email></itunes:owner>", "elements", {"managing_editor": "a@b.c (A)"}),
    "the usual image": ("<title>T</title><image><url>u</url><title>T</title></image>", "elements", {}),
    "an image with more": ("<title>T</title><image><url>u</url><title>S</title><width>9</width></image>", "elements", {"image": {"title": "S", "width": "9"}}),
    "foreign": ('<a:mood xmlns:a="https://a.example/ns" x="1">calm &amp; <a:b/></a:mood>', "extra", ('<a:mood xmlns:a="https://a.example/ns" x="1">calm &amp; <a:b/></a:mood>',)),
    "foreign attribute": ('<ttl a:x="1" xmlns:a="https://a.example/ns">60</ttl>', "extra", ('<ttl xmlns:a="https://a.example/ns" a:x="1">60</ttl>',)),
    "foreign within": ('<image><url>u</url></image><cloud><x/></cloud>', "extra", ("<cloud><x/></cloud>",)),
}  # fmt: skip


@pytest.mark.parametrize("case", SHOW_CASES)
def test_channel_becomes_fields_of_the_show(case: str) -> None:
    channel, field, value = SHOW_CASES[case]
    assert getattr(read(channel), field) == value


AUDIO = '<enclosure url="https://a.example/1.mp3" length="12" type="audio/mpeg"/>'
ITEM_CASES: dict[str, tuple[str, str, Any]] = {
    "itunes:title": ("<title>#1 Nets</title><itunes:title>Nets</itunes:title>", "title", "Nets"),
    "title as it is shown": ("<title>#1 Nets</title><itunes:title>Nets</itunes:title>", "title_display", "#1 Nets"),
    "title alone": ("<title>#1 Nets</title>", "title", "#1 Nets"),
    "equal titles": ("<title>Nets</title><itunes:title> Nets</itunes:title>", "title_display", None),
    "audio": (AUDIO + "<itunes:duration>1:02:03</itunes:duration>", "audio", Audio(url="https://a.example/1.mp3", length=12, type="audio/mpeg", duration=3723)),
    "odd audio": ('<enclosure url="https://a.example/1.mp3" length="12 MB"/><itunes:duration>long</itunes:duration>', "audio", Audio(url="https://a.example/1.mp3")),
    "no audio": ("", "audio", Audio()),
    "second enclosure": (AUDIO + AUDIO.replace("1.mp3", "2.ogg"), "extra", (AUDIO.replace("1.mp3", "2.ogg"),)),
    "zone": ("<pubDate>Fri, 01 Mar 2024 07:00:00 +0530</pubDate>", "published", datetime.fromisoformat("2024-03-01T07:00:00+05:30")),
    "German date": ("<pubDate>Fr, 01 Mär 2024 07:00:00 +0100</pubDate>", "published", datetime.fromisoformat("2024-03-01T07:00:00+01:00")),
    "ISO date": ("<pubDate>2024-03-01T07:00:00Z</pubDate>", "published", datetime.fromisoformat("2024-03-01T07:00:00+00:00")),
    "no date at all": ("<pubDate>yesterday</pubDate>", "published", None),
    "number": ("<itunes:episode>012</itunes:episode>", "number", 12),
    "podcast:episode": ('<podcast:episode display="Ch. 3">3</podcast:episode>', "number", 3),
    "number as it is shown": ('<podcast:episode display="Ch. 3">3</podcast:episode>', "number_display", "Ch. 3"),
    "half a number": ("<podcast:episode>1.5</podcast:episode>", "number", 1.5),
    "season": ("<podcast:season>2</podcast:season>", "season", 2),
    "type": ("<itunes:episodeType>Bonus</itunes:episodeType>", "type", "bonus"),
    "explicit as the show": ("<itunes:explicit>no</itunes:explicit>", "explicit", None),
    "explicit": ("<itunes:explicit>true</itunes:explicit>", "explicit", True),
    "guid": ('<guid isPermaLink="false">a b</guid>', "guid", "a b"),
    "guid that is a page": ("<guid>https://a.example/1</guid>", "guid_permalink", True),
    "guid that is the link": ("<guid>https://a.example/1</guid><link>https://a.example/1</link>", "guid_permalink", None),
    "guid that is no link": ('<guid isPermaLink="false">https://a.example/1</guid><link>https://a.example/1</link>', "guid_permalink", False),
    "guid that cannot be a page": ("<guid>1</guid>", "guid_permalink", None),
    "one line": ("<description>Who &amp;amp; why</description>", "summary", "Who &amp; why"),
    "one line is no notes": ("<description>Who</description>", "notes", ""),
    "HTML": ("<description>&lt;p&gt;Who&lt;/p&gt;</description>", "notes", "<p>Who</p>"),
    "several lines": ("<description>Who\n\nWhy</description>", "notes", "Who\n\nWhy"),
    "content:encoded": ("<description>Who</description><content:encoded><![CDATA[<p>Why</p>]]></content:encoded>", "notes", "<p>Why</p>"),
    "own summary": ("<description>Who</description><content:encoded><![CDATA[<p>Why</p>]]></content:encoded>", "summary", "Who"),
    "first paragraph": ("<description>Why</description><content:encoded><![CDATA[<p>W<b>h</b>y</p><p>x</p>]]></content:encoded>", "summary", None),
    "summary before the notes": ("<description><![CDATA[<p>Who &amp; how</p>\n<p>Why</p>]]></description><content:encoded><![CDATA[<p>Why</p>]]></content:encoded>", "summary", "Who & how"),
    "notes behind the summary": ("<description><![CDATA[<p>Who</p>\n<p>Why</p>]]></description><content:encoded><![CDATA[<p>Why</p>]]></content:encoded>", "description_format", "html"),
    "transcripts": ('<podcast:transcript url="https://a.example/1.vtt" type="text/vtt" language="en" rel="captions"/>', "transcript", [Transcript(url="https://a.example/1.vtt", type="text/vtt", language="en", rel="captions")]),
    "chapters": ('<podcast:chapters url="https://a.example/1.json" type="application/json+chapters"/>', "chapters", Chapters(url="https://a.example/1.json")),
    "guests": ('<podcast:person role="guest">Bo</podcast:person><podcast:person role="editor" group="writing">No</podcast:person>', "guests", [Person(name="Bo")]),
    "crew": ('<podcast:person role="Editor" group="Writing">No</podcast:person>', "crew", {"editor": [Person(name="No")]}),
    "others stay as they are": ('<podcast:person role="pilot" group="cast">No</podcast:person>', "extra", ('<podcast:person xmlns:podcast="https://podcastindex.org/namespace/1.0" role="pilot" group="cast">No</podcast:person>',)),
    "keys": ("<author>a@b.c (A)</author><itunes:keywords>a,b</itunes:keywords>", "elements", {"author_email": "a@b.c (A)", "itunes": {"keywords": "a,b"}}),
    "slug": ("<itunes:episode>7</itunes:episode><title>Fog é</title>", "slug", "007-fog-e"),
}  # fmt: skip


@pytest.mark.parametrize("case", ITEM_CASES)
def test_item_becomes_fields_of_the_episode(case: str) -> None:
    item, field, value = ITEM_CASES[case]
    assert getattr(read_item(item), field) == value


HOST = "<podcast:person>Mira</podcast:person>"
GUEST = '<podcast:person role="guest">Bo</podcast:person>'


@pytest.mark.parametrize(
    ("item", "hosts"),
    [
        ("", None), (HOST + GUEST, None), (HOST, [Person(name="Mira")]), (GUEST, []),
        (GUEST + HOST.replace("Mira", "Noor"), [Person(name="Noor")]),
    ],
)  # fmt: skip
def test_hosts_are_the_shows_where_the_feed_says_so(item: str, hosts: list[Person] | None) -> None:
    assert read_item(item, HOST).hosts == hosts


def test_a_feed_is_built_only_if_each_item_has_a_date() -> None:
    dated = "<title>Fog</title><pubDate>Fri, 01 Mar 2024 07:00:00 GMT</pubDate>"
    feed = read("", "<title>Nets</title>", dated, "<title>Ice</title><pubDate>soon</pubDate>")
    with pytest.raises(SourceError) as caught:
        build(feed)
    says = 'error: "published" is missing; the feed gives the item no date [missing-key]'
    assert [str(one) for one in caught.value.findings] == [
        f'the episode "Ice": {says}', f'the episode "Nets": {says}',
    ]  # fmt: skip


def test_names_of_seasons_come_from_the_items() -> None:
    item = '<itunes:season>{0}</itunes:season><podcast:season name="{1}">{0}</podcast:season>'
    show = read("", item.format(2, "Two"), item.format(1, "One"), item.format(1, "Uno"))
    assert show.seasons == {1: "Uno", 2: "Two"}


def test_episodes_come_oldest_first_with_slugs_of_their_own() -> None:
    item = "<title>News</title><pubDate>0{} Mar 2024 07:00:00 GMT</pubDate>"
    show = read("", item.format(3), "<title>News</title>", item.format(1), item.format(2))
    assert [one.slug for one in show.episodes] == ["e-news-3", "e-news-2", "e-news", "e-news-4"]
    assert [one.published and one.published.day for one in show.episodes] == [None, 1, 2, 3]


@pytest.mark.parametrize(
    ("data", "title"),
    [
        (b"<rss><channel><title>a & b&nbsp;c &foo; d</title></channel></rss>", "a & b\xa0c &foo; d"),
        (b"<rss><channel><title>ferry", "ferry"),
        (b"<rss><channel><title>a\x08b</title></channel></rss>", "ab"),
        ('<?xml version="1.0" encoding="windows-1252"?><rss><channel><title>é</title></channel></rss>'.encode("cp1252"), "é"),
        ('<?xml version="1.0" encoding="windows-1252"?><rss><channel><title>é</title></channel></rss>'.encode(), "é"),
        ("<rss><channel><title>é</title></channel></rss>".encode("utf-16"), "é"),
        ("\ufeff\n<rss><channel><title>é</title></channel></rss>".encode(), "é"),
        (b"<rss><channel><title>\xe9</title></channel></rss>", "\ufffd"),
        (b'<rss xmlns="http://backend.userland.com/rss2"><channel><title>x</title></channel></rss>', "x"),
        (b"<rss><channel><itunes:title>y</itunes:title><title>x</title></channel></rss>", "x"),
        (b"<rss><channel><title>a<!-- c -->b</title></channel></rss>", "ab"),
    ],
)  # fmt: skip
def test_feeds_with_faults_are_read_as_they_are_meant(data: bytes, title: str) -> None:
    assert read_show(data).title == title


def test_no_entity_is_expanded_and_nothing_is_loaded(tmp_path: Path) -> None:
    secret = tmp_path / "secret.txt"
    secret.write_text("secret")
    data = (
        f'<!DOCTYPE rss [<!ENTITY a "lol"><!ENTITY b "&a;&a;&a;"><!ENTITY c SYSTEM "{secret.as_uri()}">'
        "]><rss><channel><title>x&b;y&c;z</title></channel></rss>"
    ).encode()
    assert read_show(data).title == "x&b;y&c;z"


@pytest.mark.parametrize(
    ("data", "message"),
    [
        (b"", "f.xml:1:1: error: the file is empty; expected an RSS feed [not-a-feed]"),
        (b"<rss/>", "f.xml:1:1: error: rss has no channel; expected an RSS feed [not-a-feed]"),
        (b"\n\n<a><b/></a>", "f.xml:3:1: error: the outermost element is a; expected an RSS feed [not-a-feed]"),
        (b'<feed xmlns="http://www.w3.org/2005/Atom"/>', "f.xml:1:1: error: this is an Atom feed; expected an RSS feed [not-a-feed]"),
        (b'{"a": 1}', "f.xml:1:1: error: this is no XML (Start tag expected, '<' not found); expected an RSS feed [not-a-feed]"),
        (b"\x00\x01", "f.xml:1:1: error: the file is empty; expected an RSS feed [not-a-feed]"),
        (b" " * 50_000_001, "f.xml:1:1: error: the file is larger than 50 MB; expected a feed [not-a-feed]"),
    ],
    ids=["empty", "no channel", "XML", "Atom", "JSON", "bytes", "huge"],
)  # fmt: skip
def test_what_is_no_feed_is_told_with_its_place(data: bytes, message: str) -> None:
    with pytest.raises(SourceError) as caught:
        read_show(data, file="f.xml")
    assert [str(one) for one in caught.value.findings] == [message]


@pytest.mark.parametrize(
    "html",
    [
        "<p>a</p>\n<p>b</p>", "<ul>\n<li>a\n</li>\n</ul>", "<p>a</p>\n\n<p>b</p>",
        "<p><strong>a</strong> 5 * 3 * 2</p>",
    ],
)  # fmt: skip
def test_html_that_markdown_leaves_alone_stays_as_it_is(html: str) -> None:
    assert as_markdown(html) == html


@pytest.mark.parametrize(
    ("html", "rendered"),
    [
        ("Hello <b>x</b> *y*", "Hello <b>x</b> *y*"),
        ("plain", "plain"),
        ("<p>a</p>\n\n    <p>b</p>", "<p>a</p>\n    <p>b</p>"),
        ("<ul><li><pre>a\n\nb *c*</pre></li></ul>", "<ul><li><pre>a\n\nb *c*</pre></li></ul>"),
        ("<p>a</p>\n\n# no heading", "<p>a</p>\n# no heading"),
        ("a<br>\n\n- b", "a<br>\n- b"),
    ],
)  # fmt: skip
def test_html_is_guarded_from_markdown(html: str, rendered: str) -> None:
    markdown = as_markdown(html)
    assert markdown.startswith("<div>\n")
    assert render_html(markdown, "") == rendered
    assert render_html(as_markdown(rendered), "") == rendered


@pytest.mark.parametrize(
    ("text", "guarded"),
    [("Talks.", False), ("a\n\nb & c", False), ("5 *a* b", True), ("# 1", True), ("a <b>c</b>", True)],
)  # fmt: skip
def test_plain_text_stays_plain_unless_markdown_would_change_its_words(
    text: str, guarded: bool
) -> None:
    assert (text_as_markdown(text) != text) is guarded


@pytest.mark.slow
def test_real_feeds_are_read(shared_data: Path) -> None:
    paths = sorted(shared_data.glob("feeds/*.xml"))
    shows = {path.name: read_show(path.read_bytes()) for path in paths}
    assert len(shows) == 85
    assert sum(len(show.episodes) for show in shows.values()) > 4000
    for name, show in shows.items():
        assert show.episodes, name
        slugs = [one.slug for one in show.episodes]
        assert len(set(slugs)) == len(slugs), name
    assert [name for name, show in shows.items() if not show.title] == ["all-elements-empty.xml"]
    dated = [one for show in shows.values() for one in show.episodes if one.published is None]
    assert len(dated) < 10


@pytest.mark.slow
def test_odd_feeds_are_read_or_refused(shared_data: Path) -> None:
    paths = [*shared_data.glob("feedparser-cases/*/*"), *shared_data.glob("w3c-cases/dev/**/*.xml")]
    assert paths
    refused = []
    for path in paths:
        if path.is_file():
            try:
                read_show(path.read_bytes())
            except SourceError as error:
                refused.append(error.findings[0].rule)
    assert set(refused) == {"not-a-feed"}


def test_items_without_texts_take_little_memory_each() -> None:
    def measure(items: int) -> int:
        data = b"<rss version='2.0'><channel>" + b"<item/>" * items + b"</channel></rss>"
        tracemalloc.start()
        try:
            show = read_show(data)
            assert len(show.episodes) == items
            return tracemalloc.get_traced_memory()[0]
        finally:
            tracemalloc.stop()

    measure(10)
    assert (measure(2_000) - measure(1_000)) / 1_000 < 3_000


def test_notes_that_no_build_renders_are_not_rendered(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(feed_notes, "render_html", lambda *_: pytest.fail("rendered"))
    html = "<b>a</b>" * 20_000
    assert as_markdown(html) == f"<div>\n{html}\n</div>"
