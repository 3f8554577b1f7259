"""A feed whose clean items are not read again has exactly the findings of a feed that is read."""

import random
from collections.abc import Sequence
from datetime import UTC, datetime

import pytest

from feedtool.findings.report import Report
from feedtool.validator.validate import validate
from feedtool.validator.validate_items import Parts, validate_items

AT = datetime(2025, 1, 1, tzinfo=UTC)
HEAD = """<?xml version="1.0" encoding="UTF-8"?>
<rss version="2.0" xmlns:atom="http://www.w3.org/2005/Atom" xmlns:content="http://purl.org/rss/1.0/modules/content/" xmlns:itunes="http://www.itunes.com/dtds/podcast-1.0.dtd" xmlns:podcast="https://podcastindex.org/namespace/1.0" xmlns:slash="http://purl.org/rss/1.0/modules/slash/">
  <channel>
    <title>Harbour Notes</title>
    <link>https://example.com/</link>
    <description>Talks about small ports.</description>
    <language>en</language>
    <lastBuildDate>Sat, {day:02} Jun 2024 06:00:00 +0000</lastBuildDate>
    <itunes:author>Mira Holt</itunes:author>
    <itunes:image href="https://example.com/cover.jpg"/>
    <itunes:category text="Technology"/>
    <itunes:explicit>false</itunes:explicit>
    <itunes:type>{type}</itunes:type>
    <podcast:guid>d84ced82-1926-54c0-88c2-bb01dd35d7e3</podcast:guid>
    <podcast:locked>yes</podcast:locked>
    <atom:link rel="self" type="application/rss+xml" href="https://example.com/feed.xml"/>{extra}
"""
TAIL = b"  </channel>\n</rss>\n"
ITEM = """    <item>
      <title>{title}</title>
      <link>https://example.com/{link}</link>
      <description>{plain}</description>
      <pubDate>{date}</pubDate>
      <enclosure url="https://media.example.com/{file}.mp3" length="{length}" type="audio/mpeg"/>
      <guid isPermaLink="false">{guid}</guid>
      <itunes:title>{title}</itunes:title>
      <itunes:duration>{duration}</itunes:duration>
      <itunes:episode>{number}</itunes:episode>
      <itunes:episodeType>{kind}</itunes:episodeType>
      <podcast:person>Mira Holt</podcast:person>
      <content:encoded><![CDATA[<p>{notes}</p>
<p>More &amp; <a href="https://example.com/">a link</a>.</p>]]></content:encoded>{more}
    </item>
"""
# What an item may hold beside what every item has: most of it is a fault, alone or with others.
MORE = (
    "", "", "", "",
    "<itunes:season>2</itunes:season>",
    "<slash:comments>5</slash:comments>",
    "<itunes:keywords>a, b</itunes:keywords>",
    "<podcast:transcript url='https://example.com/a.vtt' type='text/vtt'/>",
    "<podcast:transcript url='https://example.com/a.srt' type='text/vtt'/>",
    "<podcast:alternateEnclosure type='video/mp4'><podcast:source uri='https://example.com/a.mp4'/>"
    "</podcast:alternateEnclosure>",
    "<podcats:person>Bo Lind</podcats:person>",
    "<odd:thing xmlns:odd='https://example.com/odd'>x</odd:thing>",
    "<m:content xmlns:m='http://search.yahoo.com/mrss/' url='https://example.com/a.mp3'/>",
    "<itunes:subtitel>x</itunes:subtitel>",
    "<Itunes:Order>1</Itunes:Order>",
    "<pubDate>Sat, 01 Jun 2024 06:00:00 +0000</pubDate>",
    "loose text",
    "<?php echo 1 ?>",
    "<?item 1?>",
    "<!-- feedtool: ignore guid-duplicate for a test -->",
    "<!-- a comment -->",
    "<item><title>x</title></item>",
    "<description><![CDATA[<div>x</div>]]></description>",
)  # fmt: skip


def make_item(choose: random.Random) -> bytes:
    """An item whose values are those of another item, or wrong, now and then."""

    def some(usual: str, *others: str) -> str:
        return choose.choice(others) if choose.random() < 0.1 else usual

    n = choose.randint(1, 40)
    return ITEM.format(
        title=some(f"Port number {n}", "Port number 3", "", "port number 4", "TBA"),
        link=some(f"{n}", "1", "1?utm_source=rss", ""),
        plain=some(f"About the port {n}.", "", "&lt;b&gt;bold&lt;/b&gt;", "x" * 4100),
        date=some(
            f"Sat, {n % 28 + 1:02} {'Jan' if n < 28 else 'Feb'} 2023 06:00:00 +0000",
            "Sun, 01 Jan 2023 06:00:00 +0000", "Fri, 01 Jan 2027 06:00:00 +0000", "yesterday",
        ),
        file=some(f"{n}", "1", "A"),
        length=some(f"{20_000_000 + n}", "20000000", "0", "3130"),
        guid=some(f"harbour-{n:05}", "harbour-00001", "HARBOUR-00001", "", "12"),
        duration=some(f"{1800 + n}", "30:00", "long", "1"),
        number=some(f"{n}", "1", "0"),
        kind=some("full", "trailer", "Full", "extra"),
        notes=some("Words. " * choose.randint(1, 60), "<script>x</script>", "&nbsp;", "Ã¼ber"),
        more="".join(f"\n      {one}" for one in (choose.choice(MORE),) if one),
    ).encode()  # fmt: skip


def make_head(choose: random.Random) -> bytes:
    extra = choose.choice(["", "", "\n    <item><title>Before all</title></item>", "\n    <x/>"])
    kind = choose.choice(["episodic", "serial"])
    return HEAD.format(day=choose.randint(1, 30), type=kind, extra=extra).encode()


def change(items: Sequence[bytes], choose: random.Random) -> list[bytes]:
    """The items after some edits: new ones, changed ones, some gone, two in another order."""
    found = [one for one in items if choose.random() < 0.9]
    found = [make_item(choose) if choose.random() < 0.1 else one for one in found]
    for _ in range(choose.randint(0, 2)):
        found.insert(choose.randint(0, len(found)), make_item(choose))
    if len(found) > 1 and choose.random() < 0.5:
        at = choose.randint(1, len(found) - 1)
        found[at - 1], found[at] = found[at], found[at - 1]
    return found


def compare(parts: Parts, known: dict[int, bytes]) -> tuple[Report, dict[int, bytes]]:
    """The report and the traces, after a comparison with what `validate` finds."""
    report, traces = validate_items(parts, known, file="feed.xml", at=AT)
    assert report == validate(parts.join(), file="feed.xml", at=AT)
    return report, traces


@pytest.mark.parametrize("seed", range(25))
def test_findings_are_those_of_a_whole_check_after_random_edits(seed: int) -> None:
    choose = random.Random(seed)
    head = make_head(choose)
    items = [make_item(choose) for _ in range(choose.randint(0, 12))]
    kept: dict[bytes, bytes] = {}
    for _ in range(5):
        known = {number: kept[one] for number, one in enumerate(items) if one in kept}
        _, traces = compare(Parts(head, items, TAIL), known)
        assert not traces.keys() & known.keys() or len(traces) >= len(known)
        kept |= {items[number]: trace for number, trace in traces.items()}
        items = change(items, choose)
        day = f"{choose.randint(1, 30):02} Jun".encode()
        head = head[: (at := head.index(b" Jun") - 2)] + day + head[at + len(day) :]


def clean_items(count: int) -> list[bytes]:
    return [
        ITEM.format(
            title=f"Port number {n}", link=n, plain=f"About the port {n}.", file=n,
            date=f"{['Sun', 'Mon', 'Tue', 'Wed', 'Thu', 'Fri', 'Sat'][(n - 1) % 7]}, {n:02} Jan 2023 06:00:00 +0000",
            length=20_000_000 + n, guid=f"harbour-{n:05}", duration=1800 + n, number=n,
            kind="full", notes="Words.", more="",
        ).encode()
        for n in range(count, 0, -1)
    ]  # fmt: skip


def clean_parts(count: int = 9) -> Parts:
    return Parts(HEAD.format(day=1, type="episodic", extra="").encode(), clean_items(count), TAIL)


def test_clean_items_have_traces_and_those_are_enough() -> None:
    parts = clean_parts()
    report, traces = compare(parts, {})
    assert (list(report.findings), sorted(traces)) == ([], list(range(9)))
    assert compare(parts, traces) == (report, {})


def test_an_item_with_a_finding_is_read_each_time() -> None:
    parts = clean_parts()
    parts.items[3] = parts.items[3].replace(b"<itunes:duration>1806", b"<itunes:duration>long")  # type: ignore[index]
    report, traces = compare(parts, {})
    assert ({one.rule for one in report.findings}, sorted(traces)) == (
        {"bad-duration"},
        [0, 1, 2, 4, 5, 6, 7, 8],
    )


@pytest.mark.parametrize(
    "damaged",
    [b"", b"[]", b"{}", b"null", b"[[],[]]", b"[[[-1,\"item\",\"item\",[],0,5,\"\"]],[[7,0,-1]]]",
     b"[[[-1,\"item\",\"item\",[],0,5,\"\"]],[[0,99,-1]]]", b"[[[-1,\"no such\",\"x\",[],0,5,\"\"]],[]]",
     b"[[[-1,\"item\",1,null,\"a\",5,0]],[[0,0,-1]]]", b"\xff", b"[" * 100_000],
)  # fmt: skip
def test_a_trace_that_makes_no_sense_is_not_used(damaged: bytes) -> None:
    parts = clean_parts()
    parts.items[0] = parts.items[0].replace(b"harbour-00009", b"harbour-00008")  # type: ignore[index]
    whole, traces = compare(parts, {})
    report, _ = compare(parts, {**traces, 4: damaged})
    assert report == whole
    assert [one.rule for one in report.findings] == ["guid-duplicate"]


def test_an_item_that_becomes_wrong_by_a_new_item_is_read_again() -> None:
    parts = clean_parts()
    _, traces = compare(parts, {})
    copy = parts.items[4].replace(b"/5.mp3", b"/55.mp3").replace(b"Port number 5", b"Another one")
    longer = Parts(parts.head, [copy, *parts.items], TAIL)
    report, _ = compare(longer, {number + 1: trace for number, trace in traces.items()})
    assert "guid-duplicate" in {one.rule for one in report.findings}
