"""Faults in the XML: how each is explained, and that reading goes on behind it."""

import pytest

from feedtool.validator.validate import validate

HEAD = '<rss version="2.0"><channel>\n'
TAIL = "<ttl>x</ttl>\n</channel></rss>"
GOES_ON = "bad-integer"


def faults_of(xml: str | bytes) -> tuple[list[str], list[bool]]:
    """Return the faults of the XML, and whether the finding after them is marked."""
    data = xml.encode() if isinstance(xml, str) else xml
    rules = [
        "not-well-formed", "xml-*", "bad-xml-declaration", "bad-encoding", "limit-exceeded",
        GOES_ON,
    ]  # fmt: skip
    findings = validate(data, profiles=["rss"], select=rules).findings
    faults = [f"{one.line}:{one.column} {one.message}" for one in findings if one.rule != GOES_ON]
    return faults, [one.recovered for one in findings if one.rule == GOES_ON]


@pytest.mark.parametrize(
    ("inside", "fault"),
    [
        ("<title>&#55357;&#56842; a</title>",
         "2:8 &#55357;&#56842; is a surrogate pair; write &#x1F60A;, which is 😊"),
        ("<title>a &#55357; b</title>",
         "2:10 &#55357; is half of a surrogate pair, not a character; remove it"),
        ("<title>a &# b</title>", "2:10 XML does not allow a bare &; write &amp;"),
        ("<title>a</title><!x>", "2:17 this declaration cannot be read; remove it"),
        ("<!-- a -- b -->", "2:1 -- is not allowed inside a comment"),
        ('<?xml version="1.0"?>',
         "2:1 an XML declaration stands inside <channel>; remove it"),
        ('<link a="&bogus;">https://example.com/</link>',
         "2:10 &bogus; is not known; write &amp; for an ampersand"),
        ('<link a="x & y">https://example.com/</link>',
         "2:12 XML does not allow a bare &; write &amp;"),
        ("<link a=“1”>https://example.com/</link>",
         '2:9 the quotes around an attribute are curly; write straight quotes: "'),
        ('<link a="1"b="2">https://example.com/</link>',
         "2:12 a space is missing before b"),
        ('<link a="1" a="2">https://example.com/</link>',
         "2:13 link has the attribute a twice; remove one"),
        ("<foo>x</bar>", "2:7 <foo> of line 2 is closed by </bar>; write </foo>"),
        ("<item><title>x</item>", "2:15 <title> of line 2 is not closed; add </title> here"),
        ("</b>", "2:1 </b> has no start tag before it; remove it"),
        ("<title>a \x01 b \x02</title>",
         "2:10 XML does not allow the control character U+0001; remove it"),
        ("<title>a \ufffe</title>",
         "2:10 XML does not allow the control character U+FFFE; remove it"),
    ],
)  # fmt: skip
def test_fault_is_explained_once_and_reading_goes_on(inside: str, fault: str) -> None:
    assert faults_of(f"{HEAD}{inside}{TAIL}") == ([fault], [True])


@pytest.mark.parametrize("wrong", [b"\xff", b"\xc3(", b"\xe2\x82(", b"\xf0\x9f\x9a(", b"\x80"])
def test_wrong_bytes_are_named(wrong: bytes) -> None:
    xml = f"{HEAD}<title>a ".encode() + wrong + f" b</title>{TAIL}".encode()
    fault = f"2:10 the byte 0x{wrong[0]:02X} is not UTF-8; save the file as UTF-8"
    assert faults_of(xml) == ([fault], [True])


@pytest.mark.parametrize(
    ("xml", "fault"),
    [
        (f"{HEAD}<title>x", "2:9 the file ends inside <title> of line 2; the rest is missing"),
        (f"{HEAD}<title>x</title>",
         "2:17 the file ends inside <channel> of line 1; the rest is missing"),
        (f"{HEAD}<title", "2:1 the file ends inside the tag <title; the rest is missing"),
        (f"{HEAD}<!-- x", "2:1 this comment has no end; write --> behind its text"),
    ],
    ids=["text", "after-a-tag", "tag", "comment"],
)  # fmt: skip
def test_end_of_a_truncated_file(xml: str, fault: str) -> None:
    faults, _ = faults_of(xml)
    assert faults == [fault]


def test_nothing_is_read_after_the_feed() -> None:
    faults, rest = faults_of(f"{HEAD}<ttl>5</ttl></channel></rss>\n <ttl>x</ttl>")
    assert faults == ["3:2 text or tags stand after </rss>; remove everything after </rss>"]
    assert rest == []


def test_reading_stops_after_too_many_faults() -> None:
    faults, rest = faults_of(f"{HEAD}<title>{'& ' * 600}</title>{TAIL}")
    assert len(faults) == 501
    assert faults[0] == "2:1 more than 500 faults in the XML; reading stops here"
    assert rest == []


def test_reading_stops_after_too_many_references() -> None:
    doctype = '<!DOCTYPE rss [<!ENTITY e "x">]>\n'
    faults, rest = faults_of(f"{doctype}{HEAD}<title>{'&e;' * 10_001}</title>{TAIL}")
    assert [one.partition(" ")[2] for one in faults] == [
        "entities are used too often; reading stops here"
    ]
    assert rest == []
