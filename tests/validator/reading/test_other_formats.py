"""Input that is no feed is told what it is, first and alone."""

import pytest

from feedtool.validator.validate import validate

PAGE = "this is a web page, not a feed; is the address right, or does it ask for a login?"
PART = "this is HTML, not a feed; is the address right, or does the server report a fault?"
TEXT = "this is text, not XML; expected an RSS feed"
PLAYLIST = "this is a playlist, not a feed"
TRANSCRIPT = "this is a transcript, not a feed; feedtool transcript check checks it"
PICTURE = "this is a picture, not a feed"
AUDIO = "this is an audio file, not a feed"
BODY = (
    "<html lang=en><head><meta charset=utf-8><title>Log in</title>"
    "<script>if (a < b && c) go()</script></head><body><p>Please log in<br></body></html>"
)
XHTML = '"-//W3C//DTD XHTML 1.0 Strict//EN" "http://www.w3.org/TR/xhtml1/DTD/xhtml1-strict.dtd"'


def told(data: bytes, **options: int) -> list[str]:
    found = validate(data, **options).findings
    return [f"{one.line}:{one.column} {one.rule} {one.message}" for one in found]


@pytest.mark.parametrize("size", [1, 37, 65536])
@pytest.mark.parametrize(
    ("text", "place"),
    [
        (f"<!doctype html>{BODY}", "1:1"),
        (f"<!DOCTYPE HTML>\n{BODY.upper()}", "1:1"),
        (f"<!DocType Html>\n{BODY}", "1:1"),
        (f'<!DOCTYPE HTML PUBLIC "-//W3C//DTD HTML 4.01//EN">\n{BODY}', "1:1"),
        (f"<!doctype html SYSTEM 'about:legacy-compat'>{BODY}", "1:1"),
        (f"\n\n <!doctype html>\n{BODY}", "3:2"),
        (f"<!-- from the cache -->\n<!doctype html>\n{BODY}", "2:1"),
        (f"\ufeff<!doctype html>\n{BODY}", "1:1"),
        (f"<!doctype html>\n<!-- {'x' * 9000} -->\n{BODY}", "1:1"),
        ("<!doctype html><meta charset=utf-8><title>404</title>", "1:1"),
        (BODY, "1:1"),
        ('<HTML XMLNS="x">', "1:1"),
        (f'<?xml version="1.0" encoding="UTF-8"?>\n<!DOCTYPE html PUBLIC {XHTML}>\n'
         '<html xmlns="http://www.w3.org/1999/xhtml"><head/></html>', "2:1"),
        (f'<?xml version="1.0" encoding="iso-8859-1">\n{BODY}', "2:1"),
        (f"404 Not Found\n{BODY}", "2:1"),
        ("<body onload=go()>", "1:1"),
    ],
)  # fmt: skip
def test_web_page_is_told_alone(text: str, place: str, size: int) -> None:
    assert told(text.encode(), chunk_bytes=size) == [f"{place} not-a-feed {PAGE}"]
    assert told(text.removeprefix("\ufeff").encode("utf-16")) == [f"{place} not-a-feed {PAGE}"]


@pytest.mark.parametrize(
    ("data", "says"),
    [
        (b"", "the file is empty; expected an RSS feed"),
        (b"\xef\xbb\xbf \r\n", "the file is empty; expected an RSS feed"),
        (b"<h1>502 Bad Gateway</h1>", PART),
        (b"<center><h1>502 Bad Gateway</h1></center><hr>", PART),
        (b"<script>location = '/'</script>", PART),
        (b"<p>Moved <a href=x>here</a>", PART),
        (b'{"error": "not found"}', "this is JSON, not an RSS feed"),
        (b"[]", "this is JSON, not an RSS feed"),
        (b'\n [{"id": 1}]', "this is JSON, not an RSS feed"),
        (b'{"version": "https://jsonfeed.org/version/1.1", "items": []}',
         "this is a JSON Feed; podcast directories take RSS 2.0"),
        (b'{"title": "Harbour", "version": "https://jsonfeed.org/version/1"}',
         "this is a JSON Feed; podcast directories take RSS 2.0"),
        (rb"{\rtf1\ansi Harbour}", "this is an RTF document, not a feed; save it as plain text"),
        (b"#EXTM3U\n#EXTINF:10,Harbour\na.mp3", PLAYLIST),
        (b"[playlist]\nFile1=a.mp3", PLAYLIST),
        (b"WEBVTT\n\n00:01.000 --> 00:02.000\nHello", TRANSCRIPT),
        (b"1\n00:00:01,000 --> 00:00:02,000\nHello", TRANSCRIPT),
        (b"<?php header('Content-Type: text/xml'); echo '<rss>'; ?>",
         "this is the source of a PHP program; the server must run it"),
        (b"---\ntitle: Harbour\n---\n", "this is YAML, not a feed"),
        (b"title: Harbour\r\nlink: https://example.com/\r\n", "this is YAML, not a feed"),
        (b"Error: no database", TEXT),
        (b"[error] no database", TEXT),
        (b"caf\xe9 closed", TEXT),
        (b"\x1f\x8b\x08\0", "this is gzip data; unpack it first"),
        (b"PK\x03\x04\x14\0", "this is a ZIP file; unpack it first"),
        (b"BZh91AY&SY", "this is packed data; unpack it first"),
        (b"%PDF-1.7\n", "this is a PDF document, not a feed"),
        (b"\x89PNG\r\n\x1a\n", PICTURE),
        (b"\xff\xd8\xff\xe0\0\x10JFIF", PICTURE),
        (b"GIF89a\1\0", PICTURE),
        (b"RIFF\0\0\0\0WEBPVP8 ", PICTURE),
        (b"ID3\x03\0\0\0", AUDIO),
        (b"\xff\xfb\x90\x64" * 9, AUDIO),
        (b"RIFF\0\0\0\0WAVEfmt ", AUDIO),
        (b"OggS\0\2", AUDIO),
        (b"\0\0\0\x20ftypM4A ", "this is an MP4 file, not a feed"),
        (b"\0\0\0\x3cftypM4A ", "this is an MP4 file, not a feed"),
        (bytes(range(1, 200)), "this is binary data, not text; expected an RSS feed"),
    ],
)  # fmt: skip
def test_other_formats_are_named(data: bytes, says: str) -> None:
    assert told(data) == [f"1:1 not-a-feed {says}"]


@pytest.mark.parametrize(
    ("root", "says"),
    [
        ('<feed xmlns="http://www.w3.org/2005/Atom"/>',
         "this is an Atom feed; podcast directories take RSS 2.0"),
        ('<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#"/>',
         "this is an RSS 1.0 (RDF) feed; podcast directories take RSS 2.0"),
        ("<opml/>", "this is an OPML list of feeds, not a feed"),
        ("<sitemapindex/>", "this is a site map, not a feed"),
        ('<xsl:stylesheet xmlns:xsl="http://www.w3.org/1999/XSL/Transform"/>',
         "this is a style sheet (XSLT), not a feed"),
        ("<Error><Code>AccessDenied</Code></Error>",
         "this is the error message of a server, not a feed; is the address right?"),
        ("<channel/>", 'the channel is not inside rss; expected <rss version="2.0"> around it'),
        ("<item/>", 'the item is not inside a feed; expected <rss version="2.0"><channel> around '
         "all items"),
        ("<RSS/>", 'the outermost element is "RSS"; expected rss'),
        ("<title>Harbour</title>", 'the outermost element is "title"; expected rss'),
        (f"<!-- {'x' * 9000} --><br/>",
         "HTML stands here (<br>), not a feed; is the address right?"),
    ],
)  # fmt: skip
def test_other_roots_are_named(root: str, says: str) -> None:
    assert [one.partition("not-a-feed ")[2] for one in told(root.encode())] == [says]


@pytest.mark.parametrize(
    "xml",
    [
        "<!-- <html> --><rss version='2.0'/>",
        "<!DOCTYPE html><rss version='2.0'/>",
        "<?p html?><rss version='2.0'/>",
        "Warning: { }\n<rss version='2.0'/>",
        "title: a\nlink: b\n<rss version='2.0'/>",
        "<b>Notice</b>: x <?xml version='1.0'?><rss version='2.0'/>",
    ],
)
def test_feed_with_odd_neighbours_is_read_as_a_feed(xml: str) -> None:
    found = told(xml.encode())
    assert not [one for one in found if "not-a-feed" in one]
    assert [one for one in found if "rss has no channel" in one]


@pytest.mark.parametrize(
    "data",
    [
        b"a:\r\n" + b" b\r\n" * 900 + b"<",
        b"{" + b'"a": "b", ' * 400 + b"x",
        b"<?xml " * 600,
        b"<?xml version='1.0' " + b"a" * 4000,
        b"<?x" + b"?" * 4000,
        b"<!DOCTYPE x [" + b"]" * 4000,
        b"< " * 2000 + b"?xml",
    ],
)
def test_hostile_starts_take_no_time(data: bytes) -> None:
    assert told(data)
