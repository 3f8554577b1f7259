"""Any input, in any pieces; one feed in any style of writing, with every place exact."""

import re
from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass, replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from styled import NOW, Element, Page, Spot, Style, valid_feed, write_references, write_text

from feedtool.findings.report import Finding, Report
from feedtool.validator.validate import validate

pytestmark = pytest.mark.slow


def check(data: bytes, **options: int) -> Report:
    return validate(data, at=NOW, excerpts=True, **options)


# What can be wrong with it.


@dataclass(frozen=True)
class Fault:
    """A value that is refused: of an attribute, or of the text where none is named."""

    path: str
    attribute: str
    value: str
    rule: str
    index: int = 0

    def put_into(self, feed: Element) -> Spot:
        """Make a feed wrong; return what the finding must point at."""
        element = feed.find(self.path)
        if self.attribute:
            element.attributes[self.attribute] = self.value
            return element, f"@{self.attribute}", 0
        element.content = self.value
        return (element, "text", self.index) if self.value.strip() else (element, "", 0)


FAULTS = [
    Fault("channel/link", "", "example.com", "bad-url"),
    Fault("channel/language", "", "english", "bad-language"),
    Fault("channel/language", "", "", "empty-value"),
    Fault("channel/ttl", "", "ünchanged & <new>", "bad-integer"),
    Fault("channel/ttl", "", "060", "integer-leading-zero"),
    Fault("channel/lastBuildDate", "", "2020-11-03T10:05:00Z", "bad-date"),
    Fault("channel/image/url", "", "/cover.jpg", "bad-url"),
    Fault("channel/atom:link", "type", "rss", "bad-media-type"),
    Fault("channel/itunes:owner/itunes:email", "", "Mira & Olaf", "bad-email"),
    Fault("channel/itunes:image", "href", "cover <1>.jpg", "bad-url"),
    Fault("channel/itunes:category", "text", "Ships & Häfen", "category-unknown"),
    Fault("channel/itunes:category/itunes:category", "text", "Ports", "category-unknown"),
    Fault("channel/itunes:explicit", "", "perhaps", "bad-explicit"),
    Fault("channel/itunes:explicit", "", "clean", "explicit-legacy-value"),
    Fault("channel/itunes:type", "", "Episodic", "value-case"),
    Fault("channel/podcast:guid", "", "9b024349", "bad-uuid"),
    Fault("channel/podcast:locked", "", "true", "bad-yes-no"),
    Fault("channel/podcast:locked", "owner", "Mira", "bad-email"),
    Fault("channel/item/title", "", " \n", "empty-value"),
    Fault("channel/item/link", "", "\n  example.com/0", "bad-url", 3),
    Fault("channel/item/description", "", "🚢 é & ü\n<p>At <port>night</port></p>", "html-unknown-tag", 14),
    Fault("channel/item/description", "", "Ports\n& <b>ferries", "html-unclosed", 8),
    Fault("channel/item/enclosure", "url", "0.mp3?a=1&b=2", "bad-url"),
    Fault("channel/item/enclosure", "url", "https://example.com/ü.mp3", "url-not-ascii"),
    Fault("channel/item/enclosure", "length", "12 MB", "bad-integer"),
    Fault("channel/item/enclosure", "length", "0", "enclosure-length-zero"),
    Fault("channel/item/enclosure", "length", "", "empty-value"),
    Fault("channel/item/enclosure", "type", "mp3", "bad-media-type"),
    Fault("channel/item/enclosure", "type", "video/mp4", "enclosure-type-mismatch"),
    Fault("channel/item/guid", "isPermaLink", "no", "bad-boolean"),
    Fault("channel/item/guid", "", "17", "guid-not-unique-enough"),
    Fault("channel/item/pubDate", "", "3rd of Növember", "bad-date"),
    Fault("channel/item/pubDate", "", "Mon, 03 Nov 2020 10:00:00 GMT", "date-weekday-wrong"),
    Fault("channel/item/itunes:duration", "", "12 min", "bad-duration"),
    Fault("channel/item/itunes:duration", "", "3753.4", "duration-fraction"),
    Fault("channel/item/itunes:explicit", "", "True?", "bad-explicit"),
    Fault("channel/item/itunes:episode", "", "II", "bad-integer"),
    Fault("channel/item/itunes:season", "", "-1", "bad-integer"),
    Fault("channel/item/itunes:episodeType", "", "half", "bad-value"),
    Fault("channel/item/itunes:image", "href", "//example.com/0.jpg", "bad-url"),
    Fault("channel/item/podcast:transcript", "url", "0.vtt", "bad-url"),
    Fault("channel/item/podcast:transcript", "type", "vtt", "bad-media-type"),
    Fault("channel/item/podcast:person", "href", "Mira's page", "bad-url"),
]  # fmt: skip


def drop(path: str) -> Callable[[Element], object]:
    parent, _, tag = path.rpartition("/")

    def change(feed: Element) -> None:
        outer = feed.find(parent)
        outer.content = [child for child in outer.children if child.tag != tag]

    return change


def add(path: str, element: Element) -> Callable[[Element], object]:
    return lambda feed: feed.find(path).children.append(element)


# Wrong in other than a value. The order of the list is that of their changes.
STRUCTURAL = {
    "unknown element": add("channel/item", Element("itunes:chapter", "Arrival")),
    "element of RSS that is none": add("channel", Element("salutation", "Hello")),
    "element of an item in the channel": add("channel", Element("enclosure")),
    "width that is no number": add("channel/image", Element("width", "wide")),
    "second title": add("channel", Element("title", "Häfen")),
    "unknown attribute": lambda feed: feed.find("channel/ttl").attributes.update(unit="min"),
    "attribute in wrong case": lambda feed: feed.find("channel/item/guid").attributes.update(ispermalink="no"),
    "no length": lambda feed: feed.find("channel/item/enclosure").attributes.pop("length"),
    "no language": drop("channel/language"),
    "no picture": drop("channel/itunes:image"),
    "no guid": drop("channel/item/guid"),
    "no e-mail": drop("channel/itunes:owner/itunes:email"),
}  # fmt: skip
CHANGES: list[Callable[[Element], object]] = [
    *(fault.put_into for fault in FAULTS), *STRUCTURAL.values(),
]  # fmt: skip


# Any bytes.

SNIPPETS = [
    "<rss version='2.0'>", "</rss>", "<channel>", "</channel>", "<item>", "</item>", "<title>", "</title>",
    "<description>", "</description>", "<pubDate>", "<guid isPermaLink='", "<enclosure url='", "<enclosure", "/>",
    "<itunes:category text='a&amp;b'>", "<podcast:person role=\"x\">", " xmlns:itunes=\"", " xmlns=''", " length='",
    "&", "&amp;", "&nbsp;", "&x;", "&#1;", "&#xD83D;", "&#xDE00;", "<", ">", "<![CDATA[", "]]>", "]]", "<!--", "--", "-->",
    "<!-- feedtool: ignore empty-value -->", "<!-- feedtool: ignore", "'", '"', "“", "x", " = ", "é", "🚢", "\u2028",
    "\n", "\r", "\r\n", "\t", "\0", "\x0b", "\ufffe", "\ufeff", "<?xml version='1.1'?>", "<?xml encoding='utf-16'?>",
    "<?p", "?>", "<!DOCTYPE rss>", "<!DOCTYPE x [<!ENTITY x '<title>'>]>", "<!ENTITY", "</", "</title", "</p>", "<p>",
    "&lt;b&gt;", "&lt;/", "&lt;a href=x", "Tue, 03 Nov 2020", "https://example.com/",
]  # fmt: skip
PLAIN = Page(valid_feed(), Style(indent="  ", short_tags=False))
SAMPLES = [
    PLAIN.data,
    Page(valid_feed(), Style(cdata=True, newline="\r\n", encoding="utf-8-sig")).data,
    Page(valid_feed(), Style(write=write_references, encoding="utf-16")).data,
    Page(valid_feed(), Style(quote="'", encoding="utf-16-be")).data,
    re.sub("[^\0-\xff]", "", PLAIN.text).replace("UTF-8", "iso-8859-1").encode("iso-8859-1"),
    PLAIN.text.replace("UTF-8", "windows-1252").encode(),
    PLAIN.text.replace("UTF-8", "Shift_JIS").encode("shift_jis", "replace"),
    PLAIN.text.replace("UTF-8", "us-ascii").encode("cp1252", "replace"),
]
STARTS = [
    "<?xml version='1.0'?>", "<?xml version='1.0' encoding='windows-1252'>", "<?XML encoding=“utf-16”?>", "< ?xml",
    "<?xml version='1.0'", "<xml version=1.0>", "?>", "<!-- x -->", "<!--", "<!DOCTYPE rss>", "<!doctype html>",
    "<html>", "<br>", "<b>", "<?xml-stylesheet href='a'>", "<?p?>", "\ufeff", "\n", "\r\n", " ", "\0", "é", "x", "{",
    "[", '"', "<rss version='2.0'>", "<", ">",
]  # fmt: skip
ODD_BYTES = [text.encode() for text in SNIPPETS] + [
    bytes([code]) for code in (0, 10, 38, 60, 128, 195, 240, 255)
]


@st.composite
def damaged(draw: st.DrawFn) -> bytes:
    """A valid feed, cut off, with pieces taken away, doubled or replaced."""
    data = draw(st.sampled_from(SAMPLES))
    for _ in range(draw(st.integers(1, 4))):
        start = draw(st.integers(0, len(data)))
        end = start + draw(st.sampled_from([0, 1, 2, 30]))
        put = draw(st.sampled_from([b"", data[start : start + 60], *ODD_BYTES]))
        data = data[:start] + put + data[end:]
    return data[: draw(st.integers(0, len(data)))] if draw(st.booleans()) else data


INPUTS = {
    "bytes": st.binary(max_size=300),
    "bytes in a feed": st.binary(max_size=60).map(lambda data: b"<rss><channel><title>" + data),
    "markup": st.lists(st.sampled_from(SNIPPETS), max_size=40).map(lambda parts: "".join(parts).encode()),
    "markup in a feed": st.lists(st.sampled_from(SNIPPETS), max_size=40).map(
        lambda parts: f"<rss version='2.0'><channel><item>{''.join(parts)}".encode()
    ),
    "starts of a feed": st.lists(st.sampled_from(STARTS), max_size=8).map(
        lambda parts: "".join(parts).encode() + b"<rss version='2.0'><channel><title>\xc3\xa9 \xe9"
    ),
    "damaged feeds": damaged(),
}  # fmt: skip
SIZES = st.sampled_from([1, 2, 3, 7, 37, 509])


@pytest.mark.parametrize("kind", INPUTS)
def test_any_bytes_give_the_same_report_in_any_pieces(kind: str) -> None:
    @settings(max_examples=100, deadline=None)
    @given(INPUTS[kind], SIZES)
    def hold(data: bytes, size: int) -> None:
        report = check(data)
        assert isinstance(report, Report)
        assert report.findings or kind == "damaged feeds"
        lines = data.count(b"\n") + data.count(b"\r") + 1
        for one in report.findings:
            assert str(one).isprintable()
            assert 1 <= (one.line or 1) <= lines
            assert (one.column or 1) >= 1
        assert check(data, chunk_bytes=size).findings == report.findings

    hold()


# Places.

NEWLINES = st.sampled_from(["\n", "\r\n", "\r"])
INDENTS = st.sampled_from(["", "  ", "\t"])
ENCODING_RULES = {
    "utf-8": [],
    "utf-8-sig": ["byte-order-mark"],
    "utf-16": ["encoding-not-utf-8"],
    "utf-16-le": ["encoding-not-utf-8"],
    "utf-16-be": ["encoding-not-utf-8"],
    "iso-8859-1": ["encoding-not-utf-8"],
    "windows-1251": ["encoding-not-utf-8"],
}
SHOWS = st.sampled_from(["Ports", "Häfen", "Гавани", "Häfen 🚢 гавани"])
STYLES = st.builds(
    Style,
    newline=NEWLINES,
    indent=INDENTS,
    between=st.sampled_from(["", "\n\n", "<!-- é > 1 -->", "<!-- ж -->\t", " <!-- <item>\n --> "]),
    quote=st.sampled_from(["'", '"']),
    equals=st.sampled_from(["=", " = ", "=\n  "]),
    before_attribute=st.sampled_from([" ", "  \t", "\n    "]),
    cdata=st.booleans(),
    write=st.sampled_from([write_text, write_references]),
    short_tags=st.booleans(),
    turned=st.booleans(),
    prefixes=st.fixed_dictionaries({}, optional={
        "itunes": st.sampled_from(["apple", "i", ""]),
        "podcast": st.sampled_from(["p20", "pödcast"]),
        "atom": st.sampled_from(["atom10", "a", ""]),
    }),
    encoding=st.sampled_from(list(ENCODING_RULES)),
)  # fmt: skip


def write(feed: Element, style: Style) -> Page:
    """A feed in a style; in UTF-8 where the encoding of the style lacks a character."""
    page = Page(feed, style)
    try:
        page.text.encode(style.encoding)
    except UnicodeEncodeError:
        return Page(feed, replace(style, encoding="utf-8"))
    return page


def place_of(finding: Finding) -> tuple[int, int]:
    return finding.line or 0, finding.column or 0


def told(page: Page) -> Counter[tuple[Spot, str, str, str]]:
    """What is found beside the encoding, each with what it points at instead of its place."""
    spots = {page.place(spot): spot for spot in page.spots}
    found = check(page.data).findings
    of_file = [one.rule for one in found if place_of(one) in ((1, 1), (1, 31))]
    assert of_file == ENCODING_RULES[page.style.encoding]
    return Counter(
        (spots[place_of(one)], one.rule, one.severity, re.sub(r"[^/@]+:", "", one.path))
        for one in found[len(of_file) :]
    )


@settings(max_examples=100, deadline=None)
@given(SHOWS, STYLES)
def test_valid_feed_stays_valid_however_it_is_written(show: str, style: Style) -> None:
    page = write(valid_feed(show), style)
    assert [one.rule for one in check(page.data).findings] == ENCODING_RULES[page.style.encoding]


@settings(max_examples=150, deadline=None)
@given(st.sampled_from(FAULTS), NEWLINES, INDENTS)
def test_bad_value_is_told_where_it_stands(fault: Fault, newline: str, indent: str) -> None:
    feed = valid_feed()
    spot = fault.put_into(feed)
    page = Page(feed, Style(newline=newline, indent=indent))
    found = [one for one in check(page.data).findings if one.rule == fault.rule]
    assert [place_of(one) for one in found] == [page.place(spot)]


@settings(max_examples=150, deadline=None)
@given(st.sets(st.sampled_from(range(len(CHANGES))), min_size=1, max_size=5), SHOWS, STYLES)
def test_faults_are_the_same_however_the_feed_is_written(
    changes: set[int], show: str, style: Style
) -> None:
    feed = valid_feed(show)
    for number in sorted(changes):
        CHANGES[number](feed)
    plain = told(Page(feed, Style()))
    assert plain
    assert told(write(feed, style)) == plain
