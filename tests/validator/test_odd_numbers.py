"""Numbers that programs stumble over, in every place that takes a number."""

import pytest

from feedtool.validator.validate import validate

FEED = """<rss version="2.0" xmlns:podcast="https://podcastindex.org/namespace/1.0"
 xmlns:atom="http://www.w3.org/2005/Atom"><channel><title>Harbour Notes</title>
<link>https://example.com/</link><description>Talks about small ports.</description>
<atom:link rel="self" href="https://example.com/feed.xml"/>
<podcast:guid>d84ced82-1926-54c0-88c2-bb01dd35d7e3</podcast:guid>
<item><title>Part 1</title><guid isPermaLink="false">harbour-0001</guid></item></channel></rss>"""
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
    feed = FEED.replace(
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
