"""Encodings: byte order mark, zero bytes, declaration, and what contradicts."""

import pytest

from feedtool.validator.source.detection import detect_encoding
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
    assert (encoding.name, encoding.skip) == (name, skip)
    assert [one.rule for one in encoding.remarks] == rules


@pytest.mark.parametrize(
    ("head", "rule", "place", "says"),
    [
        (declared("martian"), "bad-encoding", (1, 31),
         'the encoding "martian" is not known; write encoding="UTF-8"'),
        (declared("rot13"), "bad-encoding", (1, 31),
         'the encoding "rot13" is not known; write encoding="UTF-8"'),
        (declared("zlib"), "bad-encoding", (1, 31),
         'the encoding "zlib" is not known; write encoding="UTF-8"'),
        (declared("utf-16"), "encoding-contradiction", (1, 31),
         'the XML declaration says "utf-16", but the file is not in UTF-16; '
         'change the declaration to encoding="UTF-8"'),
        (BOM + declared("ISO-8859-1"), "encoding-contradiction", (1, 31),
         'the XML declaration says "ISO-8859-1", but the byte order mark says UTF-8; '
         'change the declaration to encoding="UTF-8"'),
        (b"\n \n" + declared("utf8"), "encoding-name", (3, 31),
         'the encoding is "utf8"; expected "UTF-8", the name that every app knows'),
        (declared("UTF-8").decode().encode("utf-16"), "bad-encoding", (1, 31),
         'the XML declaration says "UTF-8", but the file is in UTF-16; save the file as UTF-8'),
        (declared("UTF-8").decode().encode("utf-16-be"), "bad-encoding", (1, 31),
         'the XML declaration says "UTF-8", but the file is in UTF-16; save the file as UTF-8'),
        (declared("windows-1252").decode().encode("utf-32"), "bad-encoding", (1, 31),
         'the XML declaration says "windows-1252", but the file is in UTF-32; '
         "save the file as UTF-8"),
        (declared("UTF-16").decode().encode("utf-16-le"), "encoding-not-utf-8", (1, 31),
         "the file is in UTF-16 without byte order mark; expected UTF-8, the only encoding that "
         "some apps read"),
        (declared("UTF-16").decode().encode("utf-16"), "encoding-not-utf-8", (1, 31),
         "the file is in UTF-16; expected UTF-8, the only encoding that some apps read"),
    ],
)  # fmt: skip
def test_remark_stands_where_the_encoding_is_named(
    head: bytes, rule: str, place: tuple[int, int], says: str
) -> None:
    assert [one[:3] for one in detect_encoding(head).remarks] == [(rule, says, place)]


@pytest.mark.parametrize(
    ("head", "name"),
    [
        (declared("Windows-31J"), "cp932"),
        (declared("TIS-620"), "tis-620"),
        (b'<?xml encoding="windows-1252" version="1.0"?>', "cp1252"),
        (b"<?xml version='1.0' encoding=koi8-r?>", "koi8-r"),
        (b'<?xml version="1.0" charset="iso-8859-2"?>', "iso8859-2"),
        (b'<?XML VERSION="1.0" ENCODING="ISO-8859-2"?>', "iso8859-2"),
        ("<?xml version=“1.0” encoding=“windows-1252”?>".encode("cp1252"), "cp1252"),
        (b'<!-- x -->\n<?xml version="1.0" encoding="windows-1251"?>', "cp1251"),
        (b'<rss><x><?xml version="1.0" encoding="windows-1251"?>', "utf-8"),
        (b'<?xml version="1.0" encoding="" standalone="yes"?>', "utf-8"),
        (b"\n\0<\0r\0s\0", "utf-16-le"),
        (b"<\0\0\0r\0\0\0", "utf-32-le"),
        (b"\0\0\0<\0\0\0r", "utf-32-be"),
        (b"-\0<rss/>", "utf-8"),
    ],
)
def test_name_of_an_encoding_is_read_in_faulty_declarations(head: bytes, name: str) -> None:
    assert detect_encoding(head).name == name


@pytest.mark.parametrize("codec", ["utf-8", "utf-16", "utf-16-le", "utf-32", "iso8859-1", "cp1252"])
@pytest.mark.parametrize("chunk_bytes", [1, 3, 65536])
def test_places_are_the_same_in_every_encoding(codec: str, chunk_bytes: int) -> None:
    labels = {"utf-8": "UTF-8", "iso8859-1": "ISO-8859-1", "cp1252": "windows-1252"}
    label = labels.get(codec, codec[:6])
    xml = f'<?xml version="1.0" encoding="{label}"?>\n<rss version="2.0"><channel>\n'
    xml += "<title>Hafén</title><ttl>é x</ttl></channel></rss>"
    findings = validate(
        xml.encode(codec), profiles=["rss"], select=["bad-integer"], chunk_bytes=chunk_bytes
    ).findings
    assert [(one.line, one.column, one.value) for one in findings] == [(3, 26, "é x")]
