"""A small feed for comparisons, and what makes another of it."""

from collections.abc import Callable
from pathlib import Path

from click.testing import Result

Run = Callable[..., Result]

FOG = """<item><title>Fog</title><guid isPermaLink="false">h-3</guid>
<enclosure url="https://example.com/3.mp3" length="3000" type="audio/mpeg"/>
<pubDate>Tue, 17 Nov 2020 18:00:00 +0000</pubDate><description>Thick.</description>
<itunes:duration>90</itunes:duration><x:mood>calm</x:mood></item>
"""
TIDE = """<item><title>Tide</title><guid isPermaLink="false">h-2</guid>
<enclosure url="https://example.com/2.mp3" length="2000" type="audio/mpeg"/>
<pubDate>Tue, 10 Nov 2020 18:00:00 +0000</pubDate><description>High.</description></item>
"""
REEF = """<item><title>Reef</title><guid isPermaLink="false">h-1</guid>
<enclosure url="https://example.com/1.mp3" length="1000" type="audio/mpeg"/>
<pubDate>Tue, 03 Nov 2020 18:00:00 +0000</pubDate><description>Low.</description></item>
"""
NEW = FOG.replace("Fog", "Gale").replace("h-3", "h-4").replace("/3.mp3", "/4.mp3").replace(
    "17 Nov", "24 Nov"
).replace("Tue, 17", "Tue, 24")  # fmt: skip
HEAD = """<rss version="2.0" xmlns:itunes="http://www.itunes.com/dtds/podcast-1.0.dtd"
 xmlns:podcast="https://podcastindex.org/namespace/1.0" xmlns:atom="http://www.w3.org/2005/Atom"
 xmlns:x="https://example.com/x"><channel><title>Harbour Notes</title><language>en</language>
<atom:link rel="self" href="https://example.com/feed.xml"/>
<podcast:guid>d84ced82-1926-54c0-88c2-bb01dd35d7e3</podcast:guid>
<itunes:explicit>false</itunes:explicit><itunes:owner><itunes:email>mira@example.com</itunes:email>
</itunes:owner><lastBuildDate>Tue, 17 Nov 2020 18:00:00 +0000</lastBuildDate>
"""
OLD = f"{HEAD}{FOG}{TIDE}{REEF}</channel></rss>"


def swap(*pairs: tuple[str, str]) -> str:
    text = OLD
    for old, new in pairs:
        assert old in text, old
        text = text.replace(old, new)
    return text


def compare(run: Run, folder: Path, new: str, *options: object, old: str = OLD) -> Result:
    (folder / "old.xml").write_text(old, "utf-8")
    (folder / "new.xml").write_text(new, "utf-8")
    result = run("diff", folder / "old.xml", folder / "new.xml", *options)
    assert result.stderr == ""
    return result
