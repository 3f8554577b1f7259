"""What a feed may hold of one kind, and that what lies beyond is told at its place."""

from io import BytesIO

import pytest

from feedtool import validate
from feedtool.findings.report import MAX_FINDINGS
from feedtool.validator.checking.collector import Collector
from feedtool.validator.checking.engine import Engine
from feedtool.validator.elements.memory import MAX_COMPARED, FeedMemory
from feedtool.validator.elements.open_element import OpenElement
from feedtool.validator.elements.plans import load_plans
from feedtool.validator.reading.reader import Reader
from feedtool.validator.validate import load_rulebook

START = b"<rss version='2.0'>\n<channel>\n"
END = b"</channel></rss>"
CATEGORY = b"<category>a</category>\n"


def _attributes(number: int) -> bytes:
    return b"<item" + b"".join(b" a%d=''" % one for one in range(number)) + b"/>"


LIMITS = [
    ("1,001 attributes", START + _attributes(1001) + END, "3:1",
     "item has more than 1,000 attributes"),
    ("1,001 attributes of rss", b"<rss" + _attributes(1001)[5:], "1:1",
     "rss has more than 1,000 attributes"),
    ("a name of 10,001 letters", START + b"<" + b"a" * 10_001 + b"/>" + END, "3:1",
     f"a name in the tag {'a' * 59}… is longer than 10,000 characters"),
    ("an attribute of 10,001 letters", START + b"<item " + b"a" * 10_001 + b"=''/>" + END, "3:1",
     "a name in the tag item is longer than 10,000 characters"),
    ("categories of the channel", START + CATEGORY * 20_002 + END, "20004:1",
     "channel holds more than 20,000 repeated elements"),
    ("categories of an item", START + b"<item>\n" + CATEGORY * 20_002 + b"</item>" + END, "20005:1",
     "item holds more than 20,000 repeated elements"),
    ("channels", b"<rss version='2.0'>\n" + b"<channel/>\n" * 20_002, "20003:1",
     "rss holds more than 20,000 repeated elements"),
    ("comments in a document type", b"<!DOCTYPE rss [\n" + b"<!-- a -->\n" * 10_000 + b"]>", "5001:11",
     "the document type has more than 10,000 parts; remove it"),
    ("attributes in a document type", b"<!DOCTYPE rss [<!ATTLIST rss" + b" a CDATA ''\n" * 10_000,
     "1666:12", "the document type has more than 10,000 parts; remove it"),
    ("parameters in a document type", b"<!DOCTYPE rss [\n" + b"<!ENTITY % p ''>\n" * 10_000, "",
     "the document type has more than 10,000 parts; remove it"),
]  # fmt: skip


@pytest.mark.parametrize(
    ("feed", "place", "message"), [one[1:] for one in LIMITS], ids=[one[0] for one in LIMITS]
)
def test_what_is_too_much_ends_the_reading(feed: bytes, place: str, message: str) -> None:
    last = [one for one in validate(feed).findings if one.rule == "limit-exceeded"]
    assert [one.severity for one in last] == ["error"]
    assert last[0].message == f"{message}; reading stops here"
    assert place in ("", f"{last[0].line}:{last[0].column}")


BESIDE = [
    ("1,000 attributes", START + _attributes(1000) + END),
    ("repeated elements of many items",
     START + (b"<item>" + CATEGORY * 300 + b"</item>") * 100 + END),
    ("a document type of a thousand names",
     b"<!DOCTYPE rss [" + b"".join(b"<!ENTITY e%d 'a'>" % n for n in range(1000)) + b"]>" + START + END),
]  # fmt: skip


@pytest.mark.parametrize("feed", [one[1] for one in BESIDE], ids=[one[0] for one in BESIDE])
def test_what_is_within_the_limits_is_read(feed: bytes) -> None:
    assert not [one for one in validate(feed).findings if one.rule == "limit-exceeded"]


FAULTS = b"<item><title>a & b</title><guid>c < d</guid></item>" + END
PLACES = [
    ("many columns", START + b" " * 100_000 + FAULTS, [(3, 100_016), (3, 100_035)]),
    ("many lines", START + b"\n" * 100_000 + b" " + FAULTS, [(100_003, 17), (100_003, 36)]),
    ("carriage returns", START + b"\r" * 100_000 + FAULTS, [(100_003, 16), (100_003, 35)]),
    ("letters of several bytes", START + "é🛥".encode() * 20_000 + FAULTS, [(3, 40_016), (3, 40_035)]),
    ("a prefix of letters of two bytes",
     START + b"<item><title>a & b</title><\xc3\xa9:\xc3\xa9><\xc3\xa9 a='&'/> & </\xc3\xa9:\xc3\xa9>", [(3, 16), (3, 38), (3, 43)]),
]  # fmt: skip


@pytest.mark.parametrize(
    ("feed", "places"), [one[1:] for one in PLACES], ids=[one[0] for one in PLACES]
)
def test_faults_are_told_at_their_places_however_far_behind(
    feed: bytes, places: list[tuple[int, int]]
) -> None:
    faults = ("xml-reference", "xml-character")
    found = [(one.line, one.column) for one in validate(feed).findings if one.rule in faults]
    assert found == places


def test_a_declaration_behind_text_is_not_taken_for_one_at_the_start() -> None:
    found = validate(b"a\n<?xml version='1.0'?>\n" + START + END, select=["bad-xml-*", "not-well*"])
    assert [str(one) for one in found.findings] == [
        '-:1:1: error: text stands before the feed: "a"; remove it [not-well-formed]'
    ]


def test_a_report_holds_so_many_findings_by_default() -> None:
    durations = b"<item><itunes:duration>a</itunes:duration></item>\n" * (MAX_FINDINGS + 5)
    head = START.replace(b">", b" xmlns:itunes='http://www.itunes.com/dtds/podcast-1.0.dtd'>", 1)
    report = validate(head + durations + END, select=["bad-duration"])
    severity = report.findings[0].severity
    assert len(report.findings) == MAX_FINDINGS == 10_000
    assert (report.truncated, report.dropped) == (True, {severity: 5})
    assert report.count(severity) == MAX_FINDINGS + 5
    whole = validate(head + durations + END, select=["bad-duration"], max_findings=None)
    assert (len(whole.findings), whole.truncated) == (MAX_FINDINGS + 5, False)


def _engine() -> Engine:
    names = ("rss",)
    plans = load_plans(names)
    collector = Collector("-", None, plans.demands)
    return Engine(plans, load_rulebook(names), collector, FeedMemory(0.0))


def test_nothing_is_kept_of_items_that_have_ended() -> None:
    engine = _engine()
    feed = START + b"<item>a</item>\n<item><title>b & c</title></item>\n" * 20 + END
    Reader(engine).read(BytesIO(feed))
    assert engine.collector.excused == {}
    assert engine.items == 40


def test_more_items_than_are_compared_are_told() -> None:
    engine = _engine()
    engine.memory.is_full = True
    Reader(engine).read(BytesIO(START + END))
    assert "-:1:1: warning: only the first 100,000 different guids, titles, addresses and " \
        "dates are compared with the others; split the feed [limit-exceeded]" in map(
            str, engine.collector.close()
        )  # fmt: skip


def test_a_memory_takes_no_more_texts_than_it_may(element: OpenElement) -> None:
    memory = FeedMemory(0.0)
    assert all(memory.recall("guid", str(one), element) is None for one in range(MAX_COMPARED))
    assert not memory.is_full
    assert memory.recall("guid", "one more", element) is None
    assert memory.is_full
    assert memory.recall("guid", "one more", element) is None
    assert memory.recall("guid", "7", element) == (1, True)


def test_a_collector_remembers_a_bounded_number_of_names() -> None:
    collector = Collector("-", None, {})
    assert all(collector.is_first(one) for one in range(20_000))
    assert not collector.is_first(7)
    assert collector.is_first(19_999)


@pytest.fixture
def element() -> OpenElement:
    return _engine().innermost
