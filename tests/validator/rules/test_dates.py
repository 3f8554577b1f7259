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
