"""Names and declarations that namespaces forbid: an error at the exact place."""

import pytest
from sample import sample_feed

from feedtool.validator.validate import validate

RULES = ["namespace-forbidden", "bad-qualified-name", "attribute-doubled", "prefix-undeclared"]
XML = "http://www.w3.org/XML/1998/namespace"


def told(xml: str) -> list[tuple[str, str]]:
    """What is told of a piece of XML in an item, each with the text at its place."""
    feed = sample_feed(item=xml)
    findings = validate(feed, select=RULES).findings
    assert {(one.line, one.severity) for one in findings} <= {(1, "error")}
    return [
        (one.message, feed[(one.column or 1) - 1 :].split(b"=")[0].split(b">")[0].decode())
        for one in findings
    ]


@pytest.mark.parametrize(
    ("xml", "message", "at"),
    [
        ('<x:a xmlns:x=""/>',
         "xmlns:x: a prefix needs an address; write it, or remove this declaration", "xmlns:x"),
        ('<x:a xmlns:x="urn:x" xmlns:xml="urn:y"/>',
         "xmlns:xml: the prefix xml always has its own namespace; remove this declaration",
         "xmlns:xml"),
        ('<x:a xmlns:x="urn:x" xmlns:xmlns="urn:y"/>',
         "xmlns:xmlns: only XML itself uses xmlns; remove this declaration", "xmlns:xmlns"),
        (f'<x:a xmlns:x="urn:x" xmlns:y="{XML}"/>',
         "xmlns:y: only the prefix xml has that namespace; remove this declaration", "xmlns:y"),
        ('<x:a xmlns:x="urn:x" xmlns:2x="urn:y"/>',
         "xmlns:2x: a prefix begins with a letter and has no colon", "xmlns:2x"),
        ('<x:a xmlns:x="urn:x" xmlns:y:z="urn:y"/>',
         "xmlns:y:z: a prefix begins with a letter and has no colon", "xmlns:y:z"),
        ('<x:a:b xmlns:x="urn:x"/>',
         'the name "x:a:b" is not allowed: a name has one colon at most, between prefix and name',
         '<x:a:b xmlns:x'),
        ('<x:1b xmlns:x="urn:x"/>',
         'the name "x:1b" is not allowed: a name begins with a letter, also after the colon',
         '<x:1b xmlns:x'),
        ('<x:a xmlns:x="urn:x" x:b:c="1"/>',
         'the name "x:b:c" is not allowed: a name has one colon at most, between prefix and name',
         "x:b:c"),
        ('<x:a xmlns:x="urn:x" x:="1"/>',
         'the name "x:" is not allowed: a colon stands between a prefix and a name', "x:"),
        ('<x:a xmlns:x="urn:x" xmlns:y="urn:x" x:b="1" y:b="2"/>',
         'x:b and y:b are the same attribute, because both prefixes have the namespace "urn:x"; '
         "remove one of them", "y:b"),
        ('<category xmlns:x="urn:x" xmlns:y="urn:x" x:b="1" y:b="2">Boats</category>',
         'x:b and y:b are the same attribute, because both prefixes have the namespace "urn:x"; '
         "remove one of them", "y:b"),
        ('<x:a xmlns:x="urn:x" y:b="2"/>',
         'the prefix "y" is not declared; add xmlns:y="…" to rss', "y:b"),
    ],
)  # fmt: skip
def test_forbidden_name_is_told_at_its_place(xml: str, message: str, at: str) -> None:
    assert told(xml) == [(message, at)]


@pytest.mark.parametrize(
    "xml",
    [
        f'<x:a xmlns:x="urn:x" xmlns:xml="{XML}" xml:lang="en"/>',
        '<a xmlns="urn:x"><b xmlns=""/></a>',
        '<x:a xmlns:x="urn:x" xmlns:y="urn:y" x:b="1" y:b="2" b="3"/>',
        '<x:_a.1-b xmlns:x="urn:x"/>',
        '<x:été xmlns:x="urn:x"/>',
    ],
)
def test_allowed_name_is_silent(xml: str) -> None:
    assert told(xml) == []


def test_forbidden_declaration_is_told_once() -> None:
    assert len(told('<x:a xmlns:x=""/>' * 3)) == 1


def test_usual_prefix_without_an_address_still_has_its_elements() -> None:
    feed = sample_feed(item="<itunes:duration>1 h</itunes:duration>")
    uri = b"http://www.itunes.com/dtds/podcast-1.0.dtd"
    rules = [one.rule for one in validate(feed.replace(uri, b"")).findings]
    assert rules == ["namespace-forbidden", "bad-duration"]
