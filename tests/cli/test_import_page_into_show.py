"""`feedtool import` of a page into a show that came from a feed, and what `--set` writes."""

from collections.abc import Callable
from pathlib import Path

import pytest
from click.testing import Result
from web_pages import LANGUAGES, page

Run = Callable[..., Result]
EN = LANGUAGES["en"]
AUDIO = ["--set", "audio.length=50123456", "--set", "audio.duration=52:10"]
FEED_OF_A_SHOW = """\
<?xml version="1.0" encoding="UTF-8"?>
<rss version="2.0" xmlns:itunes="http://www.itunes.com/dtds/podcast-1.0.dtd"><channel>
<title>Harbour Notes</title><link>https://example.com/</link><language>en</language>
<description>Ports.</description><itunes:author>Mira Holt</itunes:author>
<itunes:explicit>false</itunes:explicit><itunes:image href="https://example.com/cover.jpg"/>
<itunes:category text="Technology"/>{}
</channel></rss>
"""
ITEM = """
<item><title>Pier {0}</title><guid isPermaLink="false">pier-{0}</guid>
<pubDate>{1}</pubDate><description>Cranes.</description>
<enclosure url="https://media.example.com/pier-{0}.mp3" length="1000" type="audio/mpeg"/></item>"""
NEW_YORK = ITEM.format(2, "Fri, 01 Mar 2024 08:00:00 -0500")
OSLO = ITEM.format(1, "Fri, 02 Feb 2024 08:00:00 +0100")
DAY = page(
    EN,
    '<meta property="article:published_time" content="2024-03-08">'
    '<meta property="og:audio" content="https://media.example.com/9.mp3">',
    "<p>About tides.</p>",
)
OF_NEWEST = "# guess: the time zone is that of the newest episode"
OF_UTC = "# guess: the time zone is UTC, as the show names none"


@pytest.mark.parametrize(
    ("items", "more", "written"),
    [
        (NEW_YORK + OSLO, [], f"published: 2024-03-08T00:00:00-05:00   {OF_NEWEST}"),
        ("", [], f"published: 2024-03-08T00:00:00+00:00   {OF_UTC}"),
        (OSLO, ["--set", "published=2024-03-09"],
         f"published: 2024-03-09T00:00:00+01:00   {OF_NEWEST}"),
        (OSLO, ["--set", "published=2024-03-09T06:00:00+02:00"],
         'published: "2024-03-09T06:00:00+02:00"'),
        (OSLO, ["--set", "timezone=Europe/Oslo"], "published: 2024-03-08"),
    ],
)  # fmt: skip
def test_a_page_into_a_show_without_a_time_zone_gets_a_date_with_one(
    run: Run, tmp_path: Path, items: str, more: list[str], written: str
) -> None:
    (tmp_path / "feed.xml").write_text(FEED_OF_A_SHOW.format(items), "utf-8")
    (tmp_path / "page.html").write_text(DAY, "utf-8")
    show = tmp_path / "show"
    assert run("import", tmp_path / "feed.xml", "--into", show).exit_code == 0
    result = run("import", tmp_path / "page.html", "--into", show, *AUDIO, *more)
    assert result.exit_code == 0, result.output
    text = (show / "episodes/e-tides-and-timetables.md").read_text("utf-8")
    assert [one for one in text.splitlines() if one.startswith("published:")] == [written]
    guess = written.partition("# guess: ")[2]
    assert not guess or f"\n  published: {guess}\n" in result.stdout
    built = run("build", show)
    assert "date-without-zone" not in built.output


def test_numbers_that_are_set_are_written_as_numbers(run: Run, tmp_path: Path) -> None:
    (tmp_path / "page.html").write_text(DAY, "utf-8")
    numbers = [
        "number=9",
        "season=2",
        "audio.length=40000000",
        "audio.duration=52:10",
        "title=2001",
    ]
    settings = [part for one in numbers for part in ("--set", f"episode.{one}")]
    for _ in range(2):
        result = run("import", tmp_path / "page.html", "--into", tmp_path / "show", *settings)
        assert result.exit_code == 0, result.output
    assert (
        (tmp_path / "show" / "episodes/009-tides-and-timetables.md")
        .read_text("utf-8")
        .startswith(
            "---\n# yaml-language-server: $schema=../.schemas/episode.schema.json\n"
            'number: 9\nseason: 2\ntitle: "2001"\npublished: 2024-03-08\n'
        )
    )
    audio = 'audio: {url: "https://media.example.com/9.mp3", length: 40000000, duration: "52:10"}\n'
    assert audio in (tmp_path / "show" / "episodes/009-tides-and-timetables.md").read_text("utf-8")
