"""Bytes that the declared encoding cannot hold: told once, at their place, wherever they are."""

import pytest

from feedtool.findings.report import place_of
from feedtool.validator.validate import validate

FEED = """<?xml version="1.0" encoding="{}"?>
<rss version="2.0" xmlns:x="https://example.com/x"><channel><title>Harbour Notes</title>
<link>https://example.com/</link><description>Small ports.</description>
{}
<ttl>x</ttl></channel></rss>
"""
REMEDY = 'save the file as UTF-8, and declare encoding="UTF-8"'
SIZES = [1, 2, 37, 4099, 65536]
RULES = [
    "bad-encoding",
    "not-well-formed",
    "xml-*",
    "encoding-*",
    "text-*",
    "bad-integer",
    "limit-exceeded",
]


def write(label: str, inside: bytes) -> bytes:
    before, after = FEED.format(label, "|").encode().split(b"|")
    return before + inside + after


def told(data: bytes, size: int = 65536, rules: list[str] = RULES) -> list[str]:
    report = validate(data, profiles=["rss"], select=rules, chunk_bytes=size, excerpts=True)
    for one in report.findings:
        assert one.line is not None
        assert one.column is not None
        assert place_of(one) in report.excerpts
    return [f"{one.line}:{one.column} {one.rule} {one.message}" for one in report.findings]


GOES_ON = '5:6 bad-integer ttl is "x"'


@pytest.mark.parametrize("size", SIZES)
@pytest.mark.parametrize(
    ("inside", "column"),
    [
        (b"<copyright>caf\xe9, \xe9</copyright>", 15),
        (b"<copyright><![CDATA[caf\xe9 <b>]]></copyright>", 24),
        (b"<!-- caf\xe9 -->", 9),
        (b"<x:y>caf\xe9</x:y>", 9),
        (b"<x:y z='caf\xe9'/>", 12),
        (b"<?php caf\xe9?>", 10),
        (b"<source url='https://example.com/\xe9'>a</source>", 34),
    ],
)
def test_wrong_byte_is_told_in_all_places(inside: bytes, column: int, size: int) -> None:
    fault, last = told(write("us-ascii", inside), size)
    assert fault == f"4:{column} bad-encoding the byte 0xE9 is not us-ascii; {REMEDY}"
    assert last.startswith(GOES_ON)


@pytest.mark.parametrize("size", SIZES)
@pytest.mark.parametrize(
    ("label", "text", "column", "subject"),
    [
        ("windows-1252", b"caf\xe9 \x81 \x8d", 17, "the byte 0x81 is"),
        ("windows-1252", b"\x9d", 12, "the byte 0x9D is"),
        ("windows-1251", b"\xcf\xee\xf0\xf2 \x98", 17, "the byte 0x98 is"),
        ("ISO-8859-7", b"\xe1 \xff", 14, "the byte 0xFF is"),
        ("Shift_JIS", b"\x8d\x60 \x81 x", 14, "the byte 0x81 is"),
        ("GBK", b"\xb8\xdb \xff x", 14, "the byte 0xFF is"),
        ("GB2312", b"\xb8\xdb \x81\x40", 14, "the byte 0x81 is"),
        ("Big5", b"\xb4\xe4 \xa4 x", 14, "the byte 0xA4 is"),
        ("EUC-JP", b"\xb9\xc1 \xa4 x", 14, "the byte 0xA4 is"),
        ("EUC-KR", b"\xc7\xd7 \xff x", 14, "the byte 0xFF is"),
        ("ISO-2022-JP", b"a \xe9", 14, "the byte 0xE9 is"),
    ],
)
def test_bytes_that_an_encoding_lacks_are_told_once(
    label: str, text: bytes, column: int, subject: str, size: int
) -> None:
    fault, last = told(write(label, b"<copyright>" + text + b"</copyright>"), size)
    assert fault == f"4:{column} bad-encoding {subject} not {label}; {REMEDY}"
    assert last.startswith(GOES_ON)


@pytest.mark.parametrize(
    ("label", "text"),
    [
        ("windows-1252", "“café” – 5 €"),
        ("ISO-8859-1", "café"),
        ("ISO-8859-15", "café 5 €"),
        ("windows-1251", "Порт"),
        ("KOI8-R", "Порт"),
        ("macintosh", "café"),
        ("Shift_JIS", "港の便り"),
        ("EUC-JP", "港の便り"),
        ("ISO-2022-JP", "港の便り"),
        ("GBK", "港口消息"),
        ("GB18030", "港口消息 🚢"),
        ("Big5", "港口"),
        ("EUC-KR", "항구"),
    ],
)
@pytest.mark.parametrize("size", [1, 37, 65536])
def test_right_bytes_get_a_remark_alone(label: str, text: str, size: int) -> None:
    first, last = told(FEED.format(label, f"<copyright>{text}</copyright>").encode(label), size)
    assert first == (
        f"1:31 encoding-not-utf-8 the file is in {label}; expected UTF-8, the only encoding that "
        "some apps read"
    )
    assert last.startswith(GOES_ON)


@pytest.mark.parametrize("size", SIZES)
@pytest.mark.parametrize(
    ("data", "fault"),
    [
        (FEED.format("UTF-16", "").encode("utf-16") + b"\n",
         "6:1 bad-encoding the byte 0x0A is only a part of a character of UTF-16; "
         "save the file as UTF-8"),
        (FEED.format("UTF-16", "<copyright>a \ud83d b</copyright>").encode("utf-16", "surrogatepass"),
         "4:14 bad-encoding the bytes 0x3D 0xD8 are no character of UTF-16; save the file as UTF-8"),
        (FEED.format("UTF-16", "<!-- \udea2 -->").encode("utf-16-be", "surrogatepass"),
         "4:6 bad-encoding the bytes 0xDE 0xA2 are no character of UTF-16; save the file as UTF-8"),
        (FEED.format("UTF-32", "<copyright>a \ud83d b</copyright>").encode("utf-32", "surrogatepass"),
         "4:14 bad-encoding the bytes 0x3D 0xD8 0x00 0x00 are no character of UTF-32; "
         "save the file as UTF-8"),
    ],
)  # fmt: skip
def test_half_characters_of_wide_encodings(data: bytes, fault: str, size: int) -> None:
    assert fault in told(data, size)
    assert GOES_ON in " ".join(told(data, size))


@pytest.mark.parametrize("size", SIZES)
@pytest.mark.parametrize(
    ("inside", "faults"),
    [
        (b"<copyright>a\x0bb</copyright><webMaster>\x0c caf\xe9 \x0c</webMaster>",
         ["4:13 xml-character XML does not allow the control character U+000B; remove it",
          "4:43 bad-encoding the byte 0xE9 is not UTF-8; save the file as UTF-8"]),
        (b"<copyright>caf\xe9</copyright><webMaster>\xff \xe9 \x0b</webMaster>",
         ["4:15 bad-encoding the byte 0xE9 is not UTF-8; save the file as UTF-8",
          "4:43 xml-character XML does not allow the control character U+000B; remove it"]),
        (b"<copyright>\xed\xa0\xbd</copyright>",
         ["4:12 bad-encoding the byte 0xED is not UTF-8; save the file as UTF-8"]),
        (b"<copyright>\xc0\xaf</copyright>",
         ["4:12 bad-encoding the byte 0xC0 is not UTF-8; save the file as UTF-8"]),
    ],
)  # fmt: skip
def test_wrong_bytes_and_forbidden_characters_are_both_told(
    inside: bytes, faults: list[str], size: int
) -> None:
    *found, last = told(write("UTF-8", inside), size)
    assert found == faults
    assert last.startswith(GOES_ON)


@pytest.mark.parametrize("size", SIZES)
def test_wrong_byte_after_the_feed_is_told_alone(size: int) -> None:
    assert told(write("UTF-8", b"") + b"\xff <p>", size)[1:] == [
        "6:1 bad-encoding the byte 0xFF is not UTF-8; save the file as UTF-8"
    ]
    assert told(write("UTF-8", b"") + b"ab\xff", size)[1:] == [
        "6:1 not-well-formed text or tags stand after </rss>; remove everything after </rss>"
    ]


def test_excerpt_shows_the_line_in_its_own_encoding() -> None:
    data = FEED.format("windows-1251", "<copyright>Порт \x98</copyright>")
    raw = data.encode("cp1251", "replace").replace(b"?</copy", b"\x98</copy")
    excerpt = validate(raw, select=["bad-encoding"], excerpts=True).excerpts["-", 4, 17]
    assert excerpt.text == "<copyright>Порт �</copyright>"
    assert excerpt.text[excerpt.caret] == "�"
