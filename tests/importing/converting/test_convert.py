"""Which format a feed is in, what is refused, and RSS 1.0."""

import pytest
from other_feeds import (
    ATOM_HEAD,
    RSS1,
    atom,
    channel_of,
    entry,
    item_of,
    json_feed,
    json_item,
    tell,
)

from feedtool.findings.report import SourceError
from feedtool.importing.converting.convert import convert
from feedtool.importing.converting.kinds import kind_of_feed


def test_rss_1_is_rss() -> None:
    channel = channel_of(RSS1)
    assert tell(channel)[:-1] == [
        ("title", "Harbour Notes", {}),
        ("link", "https://example.com/notes/", {}),
        ("description", "Ports.", {}),
        ("dc:language", "en", {}),
        ("image", "Harbour Noteshttps://example.com/c.jpghttps://example.com/notes/", {}),
        ("language", "en", {}),
    ]
    assert tell(channel.find("item")) == [
        ("guid", "https://example.com/notes/1", {"isPermaLink": "false"}),
        ("enclosure", "", {"url": "https://media.example.com/1.mp3", "length": "1000000", "type": "audio/mpeg"}),
        ("title", "Pier 1", {}),
        ("link", "https://example.com/notes/1.html", {}),
        ("description", "Cranes.", {}),
        ("dc:date", "2024-06-01T08:00:00+02:00", {}),
        ("{https://example.com/ships}name", "Ena", {"tons": "9"}),
        ("pubDate", "Sat, 01 Jun 2024 08:00:00 +0200", {}),
    ]  # fmt: skip


HEAD = ATOM_HEAD.partition("\n")[2]
KINDS = {
    "Atom": [
        atom(), HEAD.encode(), b"\xef\xbb\xbf" + atom(), b"<!-- <rss> --><feed/>", b"<a:feed>",
        HEAD.encode("utf-16"), HEAD.encode("utf-16-le"), b"<!DOCTYPE feed [<!ENTITY a 'b'>]><feed>",
        b"<?xml-stylesheet href='a'?>\n<feed\nxmlns='x'>", b"<feed",
    ],
    "JSON Feed": [
        json_feed(), b"\n " + json_feed(), b"\xef\xbb\xbf" + json_feed(), json_feed().decode().encode("utf-16"),
        b'{"items": [], "version": "https:\\/\\/jsonfeed.org\\/version\\/1"}',
    ],
    "RSS 1.0": [RSS1, b"<rdf:RDF xmlns='x'>"],
    "RSS": [b"<rss>", b"Warning: x in y.php\n<rss version='2.0'>", "<rss>".encode("utf-16"), b"<br />Warning<rss>"],
    None: [
        b"", b"{", b'{"a": 1}', b"[1]", b"<html><feed></html>", b"<html><rss></html>", b"Episode 7", b"<opml/>",
        b"<feeds/>", b"<entry/>", b"\x00" * 9, b"<!--", b"<feedback>", b"%PDF-1.7 <feed>", b"a <feed> of nets",
    ],
}  # fmt: skip


@pytest.mark.parametrize(
    ("kind", "data"), [(kind, one) for kind, row in KINDS.items() for one in row]
)
def test_the_kind_of_feed_is_told_by_its_content(kind: str | None, data: bytes) -> None:
    assert kind_of_feed(data) == kind


REFUSED = {
    "no JSON": (b'{"version": "https://jsonfeed.org/version/1",', "it is no JSON: "),
    "JSON that is no feed": (b'{"a": "https://jsonfeed.org/version/1"}', 'the "version" of this JSON'),
    "nested JSON": (b'{"version": "https://jsonfeed.org/version/1", "a": ' + b"[" * 100_000, "nested too deep"),
    "many values": (b'{"version": "https://jsonfeed.org/version/1", "a": [' + b"," * 1_000_000, "more than 1,000,000 values"),
    "bytes that are no UTF-8": (b'{"version": "https://jsonfeed.org/version/1", "a": "\xff"}', "is not UTF-8"),
    "a huge text": (json_feed(json_item(1, content_html="x" * 9_000_001)), "an item has a text of more than 9 MB"),
    "addresses that grow": (
        atom("<entry xml:base='https://example.com/" + "a" * 450 + "/'><content type='html'>" + "&lt;a href=b>" * 30_000 + "</content></entry>"),
        "an item has a text of more than 9 MB",
    ),
    "many items": (json_feed(*[{} for _ in range(20_001)]), "the feed has 20,001 items"),
    "many entries": (atom(*["<entry/>"] * 20_001), "the feed has 20,001 items"),
}  # fmt: skip


@pytest.mark.parametrize("name", REFUSED)
def test_what_cannot_be_read_is_refused(name: str) -> None:
    data, says = REFUSED[name]
    with pytest.raises(SourceError) as caught:
        convert(data, "old")
    (finding,) = caught.value.findings
    assert says in finding.message
    assert (finding.file, finding.rule) == ("old", "not-a-feed")


def test_entities_are_not_expanded() -> None:
    bomb = b"<!DOCTYPE feed [<!ENTITY a 'lol'><!ENTITY b '&a;&a;'><!ENTITY c SYSTEM 'file:///etc/passwd'>]>"
    data = bomb + b"<feed xmlns='http://www.w3.org/2005/Atom'><title>&b;&c;</title></feed>"
    assert channel_of(data).findtext("title") == "&b;&c;"


def test_an_entry_that_is_not_closed_is_read_as_far_as_possible() -> None:
    data = atom(entry(1)).partition(b"</content>")[0]
    assert item_of(data).findtext("title") == "Pier 1"
