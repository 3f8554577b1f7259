"""Reading: places, pieces, encodings, faults in the XML, hostile input."""

from io import BytesIO
from pathlib import Path

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from feedtool.validator.validate import validate

FEED = """<?xml version="1.0" encoding="UTF-8"?>
<rss version="2.0" xmlns:atom="http://www.w3.org/2005/Atom">
<channel>
  <title>Häfen 🚢</title>
  <link>https://example.com/</link>
  <description>{}</description>
  <atom:link rel="self" href="https://example.com/feed.xml"/>
  <language>xx</language>
  <item>
    <title>Ferries</title>
    <guid isPermaLink="false">harbour-1</guid>
  </item>
</channel>
</rss>
"""


def places(data: bytes, **options: object) -> list[str]:
    found = validate(data, profiles=["rss"], **options).findings
    return [f"{one.line}:{one.column} {one.rule}" for one in found]


LANGUAGE = "8:13 bad-language"


@pytest.mark.parametrize(
    ("text", "fault", "message"),
    [
        ("ports & ferries", "6:22 xml-reference", "XML does not allow a bare &; write &amp;"),
        ("é &nbsp; x", "6:18 xml-reference",
         "&nbsp; is known in HTML only; write &#160; or the character"),
        ("&bogus;", "6:16 xml-reference",
         "&bogus; is not known; write &amp; for an ampersand"),
        ("1 <3 you", "6:18 xml-character", "XML does not allow a bare <; write &lt;"),
        ("a ]]> b", "6:18 xml-character", "]]> in text must be written ]]&gt;"),
        ("x</b>", "6:17 markup-raw",
         "description contains the raw tag <b>; put the HTML into CDATA, or write each < of it as "
         "&lt;"),
        ("x</bx>", "6:17 xml-tag", "</bx> has no start tag before it; remove it"),
        ("&#x0B;", "6:16 xml-reference",
         "&#x0B; is a control character, which XML cannot hold; remove it"),
        ("a\x0bb", "6:17 xml-character",
         "XML does not allow the control character U+000B; remove it"),
    ],
)  # fmt: skip
def test_fault_is_explained_and_reading_goes_on(text: str, fault: str, message: str) -> None:
    data = FEED.format(text).encode()
    assert places(data) == [fault, LANGUAGE]
    first, last = validate(data, profiles=["rss"]).findings
    assert first.message == message
    assert last.recovered


def test_clean_feed_has_nothing_recovered() -> None:
    data = FEED.format("Ports").encode()
    assert places(data) == [LANGUAGE]
    assert not validate(data).findings[0].recovered


def test_surrogate_pair_is_joined() -> None:
    assert places(FEED.format("&#xD83D;&#xDE00; &#233;").encode()) == [
        "6:16 xml-reference", LANGUAGE,
    ]  # fmt: skip


def test_unclosed_element_is_told_with_its_start() -> None:
    data = FEED.replace("</link>", "").format("x").encode()
    found = validate(data, profiles=["rss"]).findings
    assert [f"{one.line}:{one.column} {one.message}" for one in found] == [
        "5:29 <link> of line 5 is not closed; add </link> here",
        LANGUAGE.replace(" bad-language", ' language is "xx"; no language has this code; expected a code '
                         "such as en or pt-BR"),
    ]  # fmt: skip


def test_truncated_feed_ends_in_a_finding() -> None:
    data = FEED.format("x").encode()[:240]
    messages = [one.message for one in validate(data, profiles=["rss"]).findings]
    assert messages == [
        'the file ends inside the tag <atom:link rel="self" href="http; the rest is missing'
    ]


def test_text_after_the_feed() -> None:
    assert places((FEED.format("x") + "<p>Warning</p>").encode()) == [
        LANGUAGE, "15:1 not-well-formed",
    ]  # fmt: skip


def test_blank_line_before_the_declaration() -> None:
    found = validate(b"\n" + FEED.format("x").encode(), profiles=["rss"]).findings
    assert [f"{one.line}:{one.column} {one.rule}" for one in found] == [
        "2:1 bad-xml-declaration", "9:13 bad-language",
    ]  # fmt: skip
    assert found[0].message == "an empty line stands before the XML declaration; remove it"


def test_duplicate_attribute_is_read_once() -> None:
    data = FEED.format("x").replace('rel="self"', 'rel="self" rel="self"').encode()
    assert places(data) == ["7:25 xml-tag", LANGUAGE]


@pytest.mark.parametrize(
    ("data", "message"),
    [
        (b"", "the file is empty; expected an RSS feed"),
        (b" \n", "the file is empty; expected an RSS feed"),
        (b'{"version": "1.1"}', "this is JSON, not an RSS feed"),
        (b"\x1f\x8b\x08\x00", "this is gzip data; unpack it first"),
        (b"<!DOCTYPE html><html><p>Sign in", "this is a web page, not a feed; is the address right, or does it ask for a login?"),
        (b'<feed xmlns="http://www.w3.org/2005/Atom"/>', "this is an Atom feed; podcast directories take RSS 2.0"),
        (b"<opml/>", "this is an OPML list of feeds, not a feed"),
        (b"just words", "this is text, not XML; expected an RSS feed"),
    ],
)  # fmt: skip
def test_what_is_no_feed_is_told_what_it_is(data: bytes, message: str) -> None:
    found = validate(data).findings
    assert [one.rule for one in found][-1] == "not-a-feed"
    assert found[-1].message == message


@pytest.mark.parametrize(
    ("encoding", "remark"),
    [
        ("utf-8", []),
        ("utf-8-sig", ["1:1 byte-order-mark"]),
        ("utf-16", ["1:31 encoding-not-utf-8"]),
        ("iso-8859-15", ["1:31 encoding-not-utf-8"]),
        ("windows-1252", ["1:31 encoding-not-utf-8"]),
    ],
)
def test_columns_count_characters_in_every_encoding(encoding: str, remark: list[str]) -> None:
    text = FEED.format("ü").replace("UTF-8", encoding.removesuffix("-sig")).replace(" 🚢", "")
    assert places(text.encode(encoding)) == [*remark, LANGUAGE]


def test_wrong_bytes_are_told_once() -> None:
    data = FEED.format("caf\udce9 caf\udce9").encode("utf-8", "surrogateescape")
    assert places(data) == ["6:19 bad-encoding", LANGUAGE]


ENTITIES = '<!DOCTYPE rss [{}]>\n<rss version="2.0"><channel><title>{}</title></channel></rss>'


@pytest.mark.parametrize(
    ("declared", "used", "rule"),
    [
        ('<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;">', "&b;", "doctype-refused"),
        ('<!ENTITY x SYSTEM "file:///etc/passwd">', "&x;", "doctype-refused"),
        ('<!ENTITY % p SYSTEM "http://example.com/x.dtd"> %p;', "x", "doctype-refused"),
    ],
)
def test_entities_that_read_files_or_swell_are_refused(declared: str, used: str, rule: str) -> None:
    found = validate(ENTITIES.format(declared, used).encode()).findings
    assert rule in [one.rule for one in found]
    assert "root:" not in str(found)


def test_plain_entity_is_resolved() -> None:
    feed = ENTITIES.format('<!ENTITY ship "Ferry">', "&ship;")
    assert "empty-value" not in [one.rule for one in validate(feed.encode()).findings]


def test_deep_nesting_and_endless_text_stop_with_a_finding() -> None:
    deep = b'<rss version="2.0"><channel>' + b"<x:a>" * 5000
    assert validate(deep).findings[-1].rule == "limit-exceeded"
    tag = b'<rss version="2.0"><channel><title a="' + b"x" * 3_000_000
    assert validate(tag).findings[-1].rule == "limit-exceeded"
    long = b'<rss version="2.0"><channel><title>' + b"x" * 11_000_000 + b"</title></channel></rss>"
    assert "limit-exceeded" in [one.rule for one in validate(long).findings]


def test_pieces_do_not_show_in_results() -> None:
    data = FEED.format("a & b &nbsp; <![CDATA[ x \x0b ]]> <3 </i>").encode()
    whole = places(data)
    assert len(whole) > 4
    for size in (1, 2, 7, 64):
        assert places(data, chunk_bytes=size) == whole


@pytest.mark.slow
@settings(max_examples=100, deadline=None)
@given(st.binary(max_size=300))
def test_any_bytes_give_findings(data: bytes) -> None:
    assert validate(data).findings


SNIPPETS = st.lists(
    st.sampled_from([
        "<rss version='2.0'>", "</rss>", "<channel>", "</channel>", "<item>", "</item>", "<title>",
        "</title>", "&", "&amp;", "&nbsp;", "<", ">", "<![CDATA[", "]]>", "<!--", "--", "-->", "'",
        '"', "<enclosure url='x", "x", "é", "\n", "\r\n", "\x00", "<?xml version='1.0'?>", "<?p ?>",
        "<a:b>", "<itunes:image href=\"a&b\"/>", "&#xD83D;", "&#1;", "<!DOCTYPE x>", "\x1b[2J",
    ]),
    max_size=40,
)  # fmt: skip


@pytest.mark.slow
@settings(max_examples=150, deadline=None)
@example(["<!--", "<rss version='2.0'>", "-->", "]]>"])
@example(["<", "\x00", ">"])
@example(["<![CDATA[", "<rss version='2.0'>", "\x1b[2J", "<rss version='2.0'>"])
@given(SNIPPETS)
def test_any_markup_gives_the_same_findings_in_any_pieces(parts: list[str]) -> None:
    data = ("<rss version='2.0'><channel>" + "".join(parts)).encode()
    found = [str(one) for one in validate(data).findings]
    assert found
    assert found == [str(one) for one in validate(BytesIO(data), chunk_bytes=3).findings]
    assert all(one.isprintable() for one in found)


@pytest.mark.slow
def test_real_feeds_do_not_crash_and_pieces_do_not_show(shared_data: Path) -> None:
    for path in sorted(shared_data.glob("feeds/*.xml")):
        if path.stat().st_size < 100_000:
            whole = [str(one) for one in validate(path).findings]
            assert [str(one) for one in validate(path, chunk_bytes=997).findings] == whole, path


@pytest.mark.parametrize(
    "xml",
    ["<webfeeds:new a='x'><webfeeds:newer/></webfeeds:new>", "<x:y>&amp;<x:z/></x:y>"],
)
def test_elements_without_record_are_left_in_peace(xml: str) -> None:
    names = 'xmlns:webfeeds="http://webfeeds.org/rss/1.0" xmlns:x="https://example.com/x"'
    data = (
        FEED.format("x")
        .replace("<channel>", f"<channel>{xml}")
        .replace("xmlns:atom", f"{names} xmlns:atom")
    )
    assert places(data.encode()) == [LANGUAGE]


@pytest.mark.parametrize("size", [1, 3])
def test_half_a_character_is_not_the_end_of_the_input(size: int) -> None:
    data = ("just words\n" + FEED.format("x")).encode("utf-16")
    assert places(data, chunk_bytes=size) == places(data)
    assert "not-a-feed" not in " ".join(places(data))


def test_zero_in_the_second_byte_is_no_utf_16() -> None:
    data = b"-\0" + FEED.format("x").encode()
    assert places(data)[0] == "1:1 not-well-formed"
    assert places(data, chunk_bytes=1) == places(data)


def test_names_of_broken_tags_are_escaped_in_messages() -> None:
    data = '<rss version="2.0" a\u2069b="1"c="2"><channel/></rss>'.encode()
    found = [str(one) for one in validate(data).findings]
    assert any(r"a\u2069b is not an attribute of rss" in one for one in found)
    assert all(one.isprintable() for one in found)


def test_place_of_text_holds_around_an_element_without_record() -> None:
    data = FEED.format("<x:y xmlns:x='https://example.com/x'>1</x:y> one CafÃ©")
    assert places(data.encode()) == ["6:16 markup-raw", "6:68 text-mojibake", LANGUAGE]
    assert places(data.encode(), chunk_bytes=1) == places(data.encode())


@pytest.mark.parametrize("size", [1, 5, 65536])
def test_text_after_the_feed_is_told_at_its_start(size: int) -> None:
    data = (FEED.format("x") + '<!-- end --> name="').encode()
    assert places(data, chunk_bytes=size) == [LANGUAGE, "15:14 not-well-formed"]


@pytest.mark.parametrize(
    "data", [b"\0ID3", b"\xef\xbb\xbf<\0r", b'<?xml version="1.0" encoding="\0"?>x', b"\0"]
)
def test_zero_bytes_are_no_feed(data: bytes) -> None:
    for size in (1, 2, 65536):
        assert places(data, chunk_bytes=size)[-1].endswith("not-a-feed")


@pytest.mark.parametrize(
    ("text", "place"),
    [
        ("<![CDATA[abc]]><item>", "1:38"),
        ("<![CDATA[<b>abc]]><item>", "1:38"),
        ("<![CDATA[ ]]> abc<item>", "1:43"),
    ],
)
def test_loose_text_is_told_at_its_start(text: str, place: str) -> None:
    data = f"<rss version='2.0'><channel>{text}".encode()
    for size in (1, 3, 65536):
        assert f"{place} unexpected-text" in places(data, chunk_bytes=size)


@pytest.mark.parametrize(
    ("channel", "says"),
    [
        ("<title>A</title>lost words</itunes:author>", "2:27: error: </itunes:author> has no start tag; add <itunes:author> before its text [xml-tag]"),
        ("<explicit>false</itunes:explicit>", "2:1: error: </itunes:explicit> closes <explicit>; write <itunes:explicit> [xml-tag]"),
    ],
)  # fmt: skip
def test_a_lone_end_tag_may_have_a_prefix_that_nothing_declares(channel: str, says: str) -> None:
    data = f'<rss version="2.0"><channel>\n{channel}</channel></rss>'.encode()
    assert f"-:{says}" in [str(one) for one in validate(data).findings]
