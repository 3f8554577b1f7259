"""What holds for every fix: of any feed, in any encoding, with any line ends."""

import re
from collections import Counter
from datetime import UTC, datetime
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from lxml import etree
from plain_feed import FEED

from feedtool.findings.report import Report
from feedtool.fixing.fix import Fixed, add_edits, fix
from feedtool.validator.validate import validate

NOW = datetime(2026, 1, 1, tzinfo=UTC)
REAL = sorted((Path(__file__).parents[3] / "shared/data/feeds").glob("*.xml"))
NEWLINE = re.compile("\r\n|\r|\n")
FAULTS = (
    ("Mira Holt", "Mira & Holt&nbsp;"),
    ("<link>", "<Link>"),
    ("</link>", "</Link>"),
    ("version=", "Version="),
    ("www.itunes", "www.iTunes"),
)


def mend(data: bytes, **options) -> Fixed:
    return fix(data, at=NOW, unsafe=True, **options)


def identities(data: bytes) -> Counter[tuple[str, ...]]:
    """What apps know the items by, as another reader sees it."""
    root = etree.fromstring(data, etree.XMLParser(recover=True, huge_tree=True))
    return Counter(
        (
            str(item.findtext("{*}guid")),
            *sorted({str(one.get("url")) for one in item.iter("{*}enclosure")}),
        )
        for item in (root.iter("{*}item") if root is not None else ())
    )


def apply(text: str, report: Report, rule: str) -> str:
    """Make the edits of a rule, as an editor does: lines and columns from 1, the last one first."""
    starts = [0, *(match.end() for match in NEWLINE.finditer(text))]
    edits = sorted(
        {
            (starts[one.line - 1] + one.column - 1, starts[one.end_line - 1] + one.end_column - 1, one.text)
            for finding in report.findings if finding.rule == rule for one in finding.edits
        },
        reverse=True,
    )  # fmt: skip
    end = len(text) + 1
    for start, stop, new in edits:
        if stop > end or start == end:
            return ""  # Two findings have edits of the same place.
        text, end = text[:start] + new + text[stop:], start
    return text


def check_all(data: bytes, fixed: Fixed, before: Report) -> None:
    assert mend(fixed.data).data == fixed.data
    if not any(one.rule.startswith(("xml-", "not-", "bad-xml")) for one in before.findings):
        errors = Counter(one.rule for one in before.findings if one.severity == "error")
        left = Counter(one.rule for one in fixed.report.findings if one.severity == "error")
        assert left <= errors
        assert identities(fixed.data) == identities(data)


@pytest.mark.slow
@pytest.mark.skipif(not REAL, reason="the collection of public feeds is not here")
@pytest.mark.parametrize("path", REAL, ids=lambda path: path.stem)
def test_a_public_feed(path: Path) -> None:
    data = path.read_bytes()
    if len(data) > 700_000:
        pytest.skip("it takes long, and smaller feeds have the same faults")
    before = validate(data, at=NOW)
    fixed = mend(data)
    check_all(data, fixed, before)
    if fixed.refused or data.startswith(b"\xef\xbb\xbf"):
        return
    try:
        text = data.decode("utf-8")
    except UnicodeDecodeError:
        return
    report = add_edits(before, data)
    for rule in {one.rule for one in fixed.fixed}:
        edited = apply(text, report, rule)
        if edited and edited != text:
            after = validate(edited.encode(), at=NOW)
            assert messages(after, rule) != messages(before, rule)


def messages(report: Report, rule: str) -> Counter[tuple[str, str]]:
    return Counter((one.path, one.message) for one in report.findings if one.rule == rule)


@pytest.mark.parametrize("newline", ["\n", "\r\n", "\r"], ids=["LF", "CRLF", "CR"])
@pytest.mark.parametrize(
    ("codec", "label", "mark"),
    [
        ("utf-8", "UTF-8", b""),
        ("utf-16-le", "UTF-16", b"\xff\xfe"),
        ("utf-16-be", "UTF-16", b"\xfe\xff"),
        ("iso-8859-1", "ISO-8859-1", b""),
        ("cp1252", "windows-1252", b""),
        ("koi8-r", "KOI8-R", b""),
        ("shift_jis", "Shift_JIS", b""),
    ],
)
def test_encoding_and_line_ends_stay(codec: str, label: str, mark: bytes, newline: str) -> None:
    right = FEED.replace("UTF-8", label).replace("\n", newline)
    if codec == "iso-8859-1":
        right = right.replace("ports", "H\u00e4fen")
    wrong = right
    for good, bad in FAULTS:
        wrong = wrong.replace(good, bad, 1)
    fixed = mend(mark + wrong.encode(codec), ignore=["encoding-*", "bad-encoding"]).data
    expected = right.replace("Mira Holt", "Mira &amp; Holt&#160;")
    assert fixed == mark + expected.encode(codec)


def test_mixed_line_ends_stay() -> None:
    feed = FEED.replace("</title>\n", "</title>\r\n").replace("</item>\n", "</item>\r")
    wrong = feed.replace("Mira Holt", "Mira & Holt")
    assert mend(wrong.encode()).data.decode() == feed.replace("Mira Holt", "Mira &amp; Holt")


def test_a_character_that_the_encoding_lacks_is_written_as_a_reference() -> None:
    feed = FEED.replace("UTF-8", "ISO-8859-1").replace(
        "Mira Holt", "Mira &eacutee; &#XD83D;&#XDEA2;"
    )
    fixed = mend(feed.encode("latin-1"), select=["xml-*"]).data
    assert b"&#128674;" in fixed


def test_bytes_that_another_encoding_wrote_stay_where_nothing_is_fixed() -> None:
    feed = FEED.replace("ports", "p\udce9rts").replace("Mira Holt", "Mira & Holt")
    data = feed.encode("utf-8", "surrogateescape")
    assert fix(data, at=NOW, select=["xml-reference"]).data == data.replace(
        b"Mira &", b"Mira &amp;"
    )


def test_guids_and_addresses_of_enclosures_never_change() -> None:
    feed = FEED.replace("harbour-1", " Harbour 1 ").replace(
        "https://example.com/1.mp3", "http://ex\u00e4mple.com/a b.mp3"
    )
    data = feed.encode()
    assert identities(mend(data).data) == identities(data)


@pytest.mark.slow
@settings(max_examples=150, deadline=None)
@given(
    st.lists(
        st.tuples(
            st.integers(0, len(FEED) - 1),
            st.integers(0, 3),
            st.sampled_from(["", "<", ">", "&", '"', "/", " ", "&nbsp;", "]]>", "\x01", "<b>", "<!--", "x"]),
        ),
        min_size=1, max_size=3,
    )
)  # fmt: skip
def test_any_slips_of_the_keyboard(slips: list[tuple[int, int, str]]) -> None:
    text = FEED
    for at, length, new in slips:
        text = text[:at] + new + text[at + length :]
    data = text.encode()
    check_all(data, mend(data), validate(data, at=NOW))


@pytest.mark.parametrize(
    "feed",
    [
        b"",
        b"<",
        b"<rss",
        b"\xff\xfe<\x00r\x00\x00\xd8",
        b"<rss version='2.0'><channel>" + b"<a>" * 20_000,
        b"<rss version='2.0'><channel>" + b'<a b="' * 20_000,
        b"<rss version='2.0'><channel>" + b"<!DOCTYPE a [" * 5_000,
        b"<rss version='2.0'><channel><title>" + b"& < ]]>" * 3_000 + b"</title></channel></rss>",
        b"<rss version='2.0'><channel>" + b"<Ttl>1</Ttl>" * 500 + b"</channel></rss>",
        b"<rss version='2.0'><channel><title>" + b"&nbsp;" * 1_500 + b"</title></channel></rss>",
    ],
    ids=["empty", "bracket", "cut", "half a character", "deep", "quotes", "doctypes", "signs", "elements", "references"],
)  # fmt: skip
def test_hostile_feeds_come_to_an_end(feed: bytes) -> None:
    fixed = fix(feed, at=NOW)
    assert fixed.refused or fix(fixed.data, at=NOW).data == fixed.data
