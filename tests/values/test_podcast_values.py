"""Values of Podcasting 2.0: what is right, what is wrong, and what is said of it."""

import uuid

import pytest

from feedtool.validator.validate import validate
from feedtool.values.iso_dates import parse_iso_date
from feedtool.values.podcast_guids import podcast_guid_of, wrong_guids_of
from feedtool.values.recurrences import parse_rrule, period_days
from feedtool.values.registry import find_type

FEED = """<rss version="2.0" xmlns:podcast="https://podcastindex.org/namespace/1.0"
 xmlns:atom="http://www.w3.org/2005/Atom"><channel><title>Harbour Notes</title>
<link>https://example.com/</link><description>Talks about small ports.</description>
<atom:link rel="self" href="{url}"/>
<podcast:guid>{guid}</podcast:guid>
<item><title>Part 1</title><guid isPermaLink="false">harbour-0001</guid></item></channel></rss>"""


@pytest.mark.parametrize(
    ("kind", "text", "expected"),
    [
        ("https-url", "https://example.com/a", []),
        ("https-url", "HTTPS://example.com/a", []),
        ("https-url", "http://example.com/a", ["url-not-https"]),
        ("https-url", "ipfs://bafy", ["bad-url"]),
        ("https-url", " https://example.com/a", ["value-padded"]),
        ("https-url", " mailto:mira@example.com", ["bad-url"]),
        ("secure-uri", "magnet:?xt=urn:btih:c12fe1c06bba254a9dc9f519b335aa7c1367a88a", []),
        ("secure-uri", "ipfs://bafy", []),
        ("secure-uri", "http://example.com/a", ["url-not-https"]),
        ("secure-uri", "a.mp3", ["bad-uri"]),
        ("host", "chat.example.com", []),
        ("host", "chat.example.com:6697", []),
        ("host", "https://chat.example.com/", ["bad-host"]),
        ("host", "localhost", ["bad-host"]),
        ("geo", "geo:-33.86,151.2", []),
        ("geo", "geo:53.55,9.99,12;crs=wgs84;u=100", []),
        ("geo", "geo:90,-180", []),
        ("geo", "geo:90.1,0", ["bad-geo"]),
        ("geo", "geo:0,180.5", ["bad-geo"]),
        ("geo", "geo:53.55, 9.99", ["bad-geo"]),
        ("geo", "", ["empty-value"]),
        ("osm", "R148838", []),
        ("osm", "W5013364#7", []),
        ("osm", "r148838", ["bad-osm"]),
        ("osm", "X1", ["bad-osm"]),
        ("country", "GB", []),
        ("country", "gb", ["value-case"]),
        ("country", "UK", ["country-unknown"]),
        ("country", "XX", ["country-unknown"]),
        ("seconds", "73", []),
        ("seconds", "73.5", []),
        ("seconds", "0", []),
        ("seconds", "1:13", ["bad-seconds"]),
        ("seconds", "-1", ["bad-seconds"]),
        ("seconds", "1,5", ["bad-seconds"]),
        ("seconds", "1e3", ["bad-seconds"]),
        ("ratio", "16/9", []),
        ("ratio", "16 / 9", []),
        ("ratio", "1.9", []),
        ("ratio", "0/1", ["bad-ratio"]),
        ("ratio", "1/0", ["bad-ratio"]),
        ("ratio", "16:9", ["bad-ratio"]),
        ("iso-date", "2021-09-26T07:30:00.000-0600", []),
        ("iso-date", "2021-09-26T07:30:00-06:00", []),
        ("iso-date", "2021-09-26T07:30Z", []),
        ("iso-date", "20210926T073000Z", []),
        ("iso-date", "2021-09-26", []),
        ("iso-date", "2021-09-26T07:30:00", ["date-without-zone"]),
        ("iso-date", "2021-02-30T07:30:00Z", ["bad-date"]),
        ("iso-date", "2021-09-26T24:30:00Z", ["bad-date"]),
        ("iso-date", "2021-09-26T07:30:00+25:00", ["bad-date"]),
        ("iso-date", "Sun, 26 Sep 2021 07:30:00 GMT", ["bad-date"]),
        ("rrule", "FREQ=WEEKLY", []),
        ("rrule", "FREQ=WEEKLY;", []),
        ("rrule", "freq=monthly;byday=1tu,-1fr;wkst=su", []),
        ("rrule", "FREQ=YEARLY;BYMONTH=1,2;BYMONTHDAY=-1;BYHOUR=9;UNTIL=20301231T000000Z", []),
        ("rrule", "INTERVAL=2", ["bad-rrule"]),
        ("rrule", "FREQ=FORTNIGHTLY", ["bad-rrule"]),
        ("rrule", "FREQ=WEEKLY;FREQ=DAILY", ["bad-rrule"]),
        ("rrule", "FREQ=WEEKLY;INTERVAL=0", ["bad-rrule"]),
        ("rrule", "FREQ=WEEKLY;COUNT=3;UNTIL=20301231", ["bad-rrule"]),
        ("rrule", "FREQ=MONTHLY;BYMONTHDAY=32", ["bad-rrule"]),
        ("rrule", "FREQ=MONTHLY;BYMONTHDAY=0", ["bad-rrule"]),
        ("rrule", "FREQ=WEEKLY;BYDAY=XX", ["bad-rrule"]),
        ("rrule", "FREQ=WEEKLY;INTERVAL=²", ["bad-rrule"]),
        ("rrule", "FREQ=MONTHLY;BYMONTHDAY=²", ["bad-rrule"]),
        ("rrule", "FREQ=MONTHLY;BYMONTHDAY=" + "9" * 900, ["bad-rrule"]),
        ("rrule", "RRULE:FREQ=WEEKLY", ["bad-rrule"]),
        ("rrule", "every Monday", ["bad-rrule"]),
        ("rrule", "FREQ=WEEKLY;BYWEEKNO=3", ["rrule-part"]),
        ("rrule", "FREQ=WEEKLY;UNTIL=2030-12-31", ["rrule-until"]),
        ("slug", "podcastindex", []),
        ("slug", "spotify, amazon", ["several-values"]),
        ("slug", "spotify amazon", ["several-values"]),
        ("srcset", "https://example.com/a.jpg 300w", []),
        ("srcset", "https://example.com/a,b.jpg 300w,\n https://example.com/c.jpg 600w", []),
        ("srcset", "https://example.com/a.jpg 2x", ["bad-srcset"]),
        ("srcset", "a.jpg 300w", ["bad-srcset"]),
        ("srcset", "", ["empty-value"]),
    ],
)
def test_value(kind: str, text: str, expected: list[str]) -> None:
    assert [fault.rule for fault in find_type(kind).check(text)] == expected


@pytest.mark.parametrize(
    ("kind", "text", "says"),
    [
        ("seconds", "1:13", "expected seconds, e.g. 73.5; write 73"),
        ("geo", "53.55, 9.99", "write geo:53.55,9.99"),
        ("osm", "relation/62782", "expected N, W or R and a number, e.g. R62782; write R62782"),
        ("country", "uk", 'expected two capital letters, e.g. "DE"; write GB'),
        ("ratio", "16:9", "write 16/9"),
        ("host", "irc://chat.example.com/a",
         "expected the name of a server alone, e.g. chat.example.com; write chat.example.com"),
        ("https-url", "http://example.com/a",
         "web players refuse http://; expected https://example.com/a"),
        ("rrule", "FREQ=WEEKLY;BYDAY=Monday",
         "expected BYDAY to be days such as MO or 1TU, with commas between"),
    ],
)  # fmt: skip
def test_value_is_put_right(kind: str, text: str, says: str) -> None:
    assert [fault.says for fault in find_type(kind).check(text)] == [says]


@pytest.mark.parametrize(
    ("text", "days"),
    [
        ("FREQ=DAILY", 1),
        ("FREQ=DAILY;BYDAY=MO,TU,WE,TH,FR", 1.4),
        ("FREQ=WEEKLY;INTERVAL=2", 14),
        ("FREQ=WEEKLY;BYDAY=MO,TH", 3.5),
        ("FREQ=MONTHLY;BYDAY=1TU", 30.44),
        ("FREQ=MONTHLY;BYMONTHDAY=1,15", 15.22),
        ("FREQ=YEARLY;BYMONTH=1,7", 182.625),
        ("FREQ=WEEKLY;INTERVAL=two", None),
    ],
)
def test_period_of_a_rule(text: str, days: float | None) -> None:
    assert period_days(parse_rrule(text)) == days


def test_moments_are_the_same_in_all_zones() -> None:
    moments = ("2021-09-26T07:30:00.5-0600", "2021-09-26T13:30:00Z", "20210926T143000+01")
    assert {parse_iso_date(moment) for moment in moments} == {1632663000.0}
    assert parse_iso_date("2021-13-26") is None


@pytest.mark.parametrize(
    ("url", "guid"),
    [
        ("https://example.com/feed.xml", "d84ced82-1926-54c0-88c2-bb01dd35d7e3"),
        ("https://example.com/podcast/", "3acd0884-0ef4-59c7-852a-389d9a323a54"),
        ("https://EXAMPLE.com/Feed.xml", "3a162971-7f31-5e76-94d9-99ac05b743c4"),
        ("https://example.com/feed.xml?id=1", "681c842f-c261-5c42-bf70-f88c610deb14"),
    ],
)
def test_guid_of_the_address_is_right(url: str, guid: str) -> None:
    assert podcast_guid_of(url) == guid
    rules = [one.rule for one in validate(FEED.format(url=url, guid=guid).encode()).findings]
    assert not [rule for rule in rules if rule.startswith("guid-")]


PODCAST = uuid.UUID("ead4c236-bf58-58c6-a2c6-a6b28d128cb6")


@pytest.mark.parametrize(
    ("guid", "mistake"),
    [
        (uuid.uuid5(uuid.NAMESPACE_URL, "https://example.com/p/"), "the namespace of URLs"),
        (uuid.uuid5(uuid.NAMESPACE_URL, "example.com/p"), "the namespace of URLs"),
        (uuid.uuid5(PODCAST, "https://example.com/p/"), "the scheme left in"),
        (uuid.uuid5(PODCAST, "https://example.com/p"), "the scheme left in"),
        (uuid.uuid5(PODCAST, "example.com/p/"), "the slash left at the end"),
    ],
)
def test_wrong_computation_is_named(guid: uuid.UUID, mistake: str) -> None:
    url = "https://example.com/p/"
    assert wrong_guids_of(url)[str(guid)] == mistake
    report = validate(FEED.format(url=url, guid=guid).encode(), profiles=["rss"])
    told = [one for one in report.findings if one.rule.startswith("guid-")]
    assert [(one.rule, one.severity, one.line, one.column) for one in told] == [
        ("guid-miscomputed", "info", 5, 1)
    ]
    assert told[0].message == (
        f"podcast:guid was computed with {mistake}; the address of the feed gives "
        f"{podcast_guid_of(url)}. Keep it if the feed is listed already"
    )


def test_feed_that_has_moved_keeps_its_guid() -> None:
    feed = FEED.format(
        url="https://example.com/new.xml", guid=podcast_guid_of("https://old.example")
    )
    told = [one for one in validate(feed.encode(), profiles=["rss"]).findings]
    assert [(one.rule, one.severity) for one in told] == [("guid-not-from-url", "info")]
    old = validate(feed.encode(), profiles=["rss"], url="https://old.example").findings
    assert "guid-not-from-url" not in [one.rule for one in old]


ITEM = """<item><title>Part {0}</title><guid isPermaLink="false">harbour-000{0}</guid>
<enclosure url="https://example.com/1.mp3" length="{1}" type="audio/mpeg"/>
<itunes:duration>{1}</itunes:duration><itunes:season>{1}</itunes:season>
<podcast:season>{1}</podcast:season><podcast:episode>{1}</podcast:episode>
<podcast:soundbite startTime="{1}" duration="{1}"/>
<podcast:alternateEnclosure type="audio/opus" length="{1}" bitrate="{1}" height="{1}"/>
<podcast:socialInteract protocol="irc" priority="{1}"/>
<podcast:image href="https://example.com/a.jpg" width="{1}" height="{1}" aspect-ratio="{1}/{1}"/>
<podcast:value type="lightning" method="keysend" suggested="{1}">
<podcast:valueRecipient type="node" address="{1}" split="{1}" customKey="{1}" fee="true"/>
<podcast:valueTimeSplit startTime="{1}" duration="{1}" remotePercentage="{1}"/></podcast:value></item>"""


@pytest.mark.parametrize("number", ["9" * 5000, "²", "٣", "-0", "1e999", "NaN", "inf", "0x10", ""])
def test_odd_numbers_everywhere_are_no_crash(number: str) -> None:
    feed = FEED.format(url="https://example.com/f", guid=podcast_guid_of("https://example.com/f"))
    feed = feed.replace(
        "xmlns:atom", 'xmlns:itunes="http://www.itunes.com/dtds/podcast-1.0.dtd" xmlns:atom'
    )
    items = "".join(ITEM.format(index, number) for index in (2, 3))
    frequency = (
        f'<podcast:updateFrequency dtstart="{number}" rrule="FREQ=DAILY;INTERVAL={number}"/>'
    )
    live = f'<podcast:liveItem status="live" start="{number}" end="{number}"/>'
    report = validate(
        feed.replace("<item>", f"{frequency}{live}{items}<item>", 1).encode(),
        profiles=["strict", "spotify"],
    )
    assert any(one.severity == "error" for one in report.findings)
