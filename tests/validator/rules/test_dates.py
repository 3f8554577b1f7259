"""The order of items: newest first, but for trailers that stand at the top."""

import pytest

from feedtool import validate

FEED = """<rss version="2.0" xmlns:itunes="http://www.itunes.com/dtds/podcast-1.0.dtd"><channel>
%s
</channel></rss>"""
ITEM = "<item><pubDate>%02d Nov 2020 10:00:00 +0000</pubDate><itunes:episodeType>%s</itunes:episodeType></item>"


@pytest.mark.parametrize(
    ("items", "message"),
    [
        ("1 trailer, 5 full, 4 full", ""),
        ("2 trailer, 1 trailer, 5 full", ""),
        ("1 full, 5 full, 4 full", "items are not ordered from new to old: see the dates in line 3"),
        ("1 trailer, 6 full, 4 full, 5 full", "items are not ordered from new to old: see the dates in line 5"),
        ("5 full, 1 trailer, 4 full", "items are not ordered from new to old: see the dates in line 4"),
        ("1 full, 2 full", "the oldest item stands first; expected the newest item first"),
    ],
)  # fmt: skip
def test_trailers_may_stand_before_newer_items(items: str, message: str) -> None:
    parts = (one.split() for one in items.split(", "))
    feed = FEED % "\n".join(ITEM % (int(day), kind) for day, kind in parts)
    found = validate(feed.encode(), select=["items-unordered"]).findings
    assert [one.message for one in found] == ([message] if message else [])


@pytest.mark.parametrize(
    ("date", "says"),
    [
        ("Thu, 01 Jan 1970 00:00:00 +0000", ", which programs write where a date was never set; write the real date"),
        ("Wed, 31 Dec 1969 19:00:00 -0500", ", which programs write where a date was never set; write the real date"),
        ("Sat, 01 Jan 1972 00:00:00 +0000", ", before feeds existed"),
        ("Mon, 01 Jan 1990 00:00:00 +0000", None),
    ],
)  # fmt: skip
def test_old_date_may_be_one_that_was_never_set(date: str, says: str | None) -> None:
    feed = FEED % f"<item><pubDate>{date}</pubDate></item>"
    found = validate(feed.encode(), select=["date-implausible"]).findings
    expected = [] if says is None else [("warning", 2, 16, f'pubDate is "{date}"{says}')]
    assert [(one.severity, one.line, one.column, one.message) for one in found] == expected


@pytest.mark.parametrize(
    ("date", "rule", "severity"),
    [
        ("Mon, 30 Nov -0001 00:00:00 +0000", "date-unset", "error"),
        ("Tue, 06 Jan 2026 09:00:00 -0234", "date-zone-nowhere", "warning"),
        ("Tue, 06 Jan 2026 09:00:00 +0000 ", "value-padded", "info"),
        ("Tue, 06 Jan 2026 09:00:00 BST", "bad-date", "error"),
        ("Tue, 06 Jan 2026 09:00:00 EST", "date-zone-obsolete", "info"),
        ("Tue, 06 Jan 2026 09:00 +0000", None, None),
    ],
)
def test_fault_of_a_date_is_as_serious_as_its_effect(
    date: str, rule: str | None, severity: str | None
) -> None:
    feed = FEED % f"<item><pubDate>{date}</pubDate></item>"
    found = [one for one in validate(feed.encode()).findings if one.element == "pubDate"]
    assert [(one.rule, one.severity) for one in found] == ([(rule, severity)] if rule else [])


def test_date_of_many_items_is_reported_once() -> None:
    feed = FEED % "\n".join([ITEM % (5, "full")] * 6)
    found = validate(feed.encode(), select=["date-shared"]).findings
    assert [(one.line, one.message) for one in found] == [
        (4, 'pubDate is "05 Nov 2020 10:00:00 +0000" in three or more items; apps cannot know their order')
    ]  # fmt: skip
