"""Encodings: byte order mark, zero bytes, declaration, and what contradicts."""

import pytest

from feedtool.validator.source.encoding import detect_encoding
from feedtool.validator.validate import validate

BOM = b"\xef\xbb\xbf"


def declared(label: str) -> bytes:
    return f'<?xml version="1.0" encoding="{label}"?><rss/>'.encode()


@pytest.mark.parametrize(
    ("head", "name", "skip", "rules"),
    [
        (b"<rss/>", "utf-8", 0, []),
        (declared("UTF-8"), "utf-8", 0, []),
        (declared("utf-8"), "utf-8", 0, []),
        (declared("utf8"), "utf-8", 0, ["encoding-name"]),
        (BOM + b"<rss/>", "utf-8", 3, ["byte-order-mark"]),
        (BOM + declared("utf8"), "utf-8", 3, ["byte-order-mark"]),
        (BOM + declared("ISO-8859-1"), "utf-8", 3, ["encoding-contradiction"]),
        (declared("ISO-8859-1"), "iso8859-1", 0, ["encoding-not-utf-8"]),
        (declared("windows-1252"), "cp1252", 0, ["encoding-not-utf-8"]),
        (declared("Shift_JIS"), "shift_jis", 0, ["encoding-not-utf-8"]),
        ("<rss/>".encode("utf-16"), "utf-16", 0, ["encoding-not-utf-8"]),
        ("<rss/>".encode("utf-16-le"), "utf-16-le", 0, ["encoding-not-utf-8"]),
        ("<rss/>".encode("utf-16-be"), "utf-16-be", 0, ["encoding-not-utf-8"]),
        ("<rss/>".encode("utf-32"), "utf-32", 0, ["encoding-not-utf-8"]),
    ],
)
def test_encoding_of_the_first_bytes(head: bytes, name: str, skip: int, rules: list[str]) -> None:
    encoding = detect_encoding(head)
    assert (encoding.name, encoding.skip, encoding.fault) == (name, skip, "")
    assert [rule for rule, _ in encoding.remarks] == rules


@pytest.mark.parametrize(
    ("label", "fault"),
    [
        ("martian", 'the encoding "martian" is not known; write UTF-8'),
        ("rot13", 'the encoding "rot13" is not known; write UTF-8'),
        ("zlib", 'the encoding "zlib" is not known; write UTF-8'),
        ("utf-16", 'the XML declaration says "utf-16", but the file is in a one-byte encoding; '
         "write UTF-8"),
    ],
)  # fmt: skip
def test_encoding_that_cannot_be_used(label: str, fault: str) -> None:
    encoding = detect_encoding(declared(label))
    assert (encoding.name, encoding.fault) == ("utf-8", fault)
    first = validate(declared(label), profiles=["rss"], select=["bad-encoding"]).findings
    assert [one.message for one in first] == [fault]


def test_contradiction_says_both_encodings() -> None:
    (remark,) = detect_encoding(BOM + declared("ISO-8859-1")).remarks
    assert remark[1] == (
        'the XML declaration says "ISO-8859-1", but the byte order mark says UTF-8; write UTF-8'
    )


@pytest.mark.parametrize("codec", ["utf-8", "utf-16", "utf-16-le", "utf-32", "iso8859-1", "cp1252"])
@pytest.mark.parametrize("chunk_bytes", [1, 3, 65536])
def test_places_are_the_same_in_every_encoding(codec: str, chunk_bytes: int) -> None:
    label = {"iso8859-1": "ISO-8859-1", "cp1252": "windows-1252"}.get(codec, "UTF-8")
    xml = f'<?xml version="1.0" encoding="{label}"?>\n<rss version="2.0"><channel>\n'
    xml += "<title>Hafén</title><ttl>é x</ttl></channel></rss>"
    findings = validate(
        xml.encode(codec), profiles=["rss"], select=["bad-integer"], chunk_bytes=chunk_bytes
    ).findings
    assert [(one.line, one.column, one.value) for one in findings] == [(3, 26, "é x")]
