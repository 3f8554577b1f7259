"""Each key of a show, in another feed of it: it counts there, or is refused there."""

import re
from collections.abc import Callable
from pathlib import Path

import pytest
from click.testing import Result
from shows import set_keys

from feedtool.show.model import WHOLE_SHOW, ShowMatter

pytestmark = pytest.mark.slow

Run = Callable[..., Result]
# What plus.xml has with the key, and feed.xml has not.
OWN = {
    "title": ("Plus", "<title>Plus</title>"),
    "link": ("https://plus.example.com/", "<link>https://plus.example.com/</link>"),
    "feed_url": ("https://plus.example.com/feed", 'href="https://plus.example.com/feed"'),
    "description": ("More of it.", "<description>More of it.</description>"),
    "language": ("fr", "<language>fr</language>"),
    "categories": ("[Arts]", '<itunes:category text="Arts"/>'),
    "artwork": ("https://example.com/plus.jpg", '<itunes:image href="https://example.com/plus.jpg"/>'),
    "artwork_alt": ("A plus", 'alt="A plus"'),
    "owner": ("{email: plus@example.com}", "<itunes:email>plus@example.com</itunes:email>"),
    "author": ("Bo Lind", "<itunes:author>Bo Lind</itunes:author>"),
    "hosts": ("[{name: Bo Lind}]", '>Bo Lind</podcast:person>'),
    "cohosts": ("[{name: Bo Lind}]", 'role="co-host"'),
    "crew": ("{editor: [{name: Bo Lind}]}", 'role="editor"'),
    "description_format": ("html", "<description><![CDATA[<p>Notes.</p>"),
    "line_breaks": ("keep", "Two<br>\nlines."),
    "footer": ("[links]", "<p><b>Links:</b>"),
    "footer_text": ("Bye.", "<p>Bye.</p>"),
    "explicit": ("true", "<itunes:explicit>true</itunes:explicit>"),
    "type": ("serial", "<itunes:type>serial</itunes:type>"),
    "copyright": ("Bo Lind", "<copyright>Bo Lind</copyright>"),
    "funding": ("[{url: https://example.com/give, text: Give}]",
                '<podcast:funding url="https://example.com/give">Give<'),
    "locked": ("false", ">no</podcast:locked>"),
    "title_format": ('"Plus: {title}"', "<title>Plus: Of ropes</title>"),
    "itunes_title": ("Plus", "<itunes:title>Plus</itunes:title>"),
    "moved_from": ("https://example.com/show/plus-old.xml",
                   "<itunes:new-feed-url>https://example.com/show/plus.xml</itunes:new-feed-url>"),
    "new_feed_url": ("https://next.example.com/plus.xml",
                     "<itunes:new-feed-url>https://next.example.com/plus.xml</itunes:new-feed-url>"),
    "complete": ("true", "<itunes:complete>Yes</itunes:complete>"),
    "block": ("true", "<itunes:block>Yes</itunes:block>"),
    "verify": ("plus-code", ">plus-code</itunes:applepodcastsverify>"),
    "podcast_guid": ("b9f8df4b-64be-5966-9f3b-a37e4ab1cdc6", ">b9f8df4b-64be-5966-9f3b-a37e4ab1cdc6<"),
    "prefixes": ("https://count.example.com/p/", 'url="https://count.example.com/p/media.example.com/'),
    "seasons": ("{1: Storms}", '<podcast:season name="Storms">1</podcast:season>'),
    "only": ("{seasons: 1}", ""),
    "without": ("{types: trailer}", ""),
    "limit": ("1", ""),
    "older": ("pages", ""),
    "order": ("as-written", ""),
    "extra": ("'<a:plus xmlns:a=\"https://example.com/a\">1</a:plus>'", "1</a:plus>"),
    "live_items": ("{title: Plus live, status: pending, start: 2024-01-08T19:00:00+01:00, "
                   "end: 2024-01-08T20:00:00+01:00, audio: {url: https://example.com/s, type: audio/mpeg}}",
                   "<title>Plus live</title>"),
    "chapters_in_feed": ("true", '<psc:chapter start="00:00:00.000" title="Knots"/>'),
    "audio": ("ogg", '<enclosure url="https://media.example.com/1.ogg" length="900000" type="audio/ogg"/>'),
    # Any element has a key as well.
    "medium": ("music", "<podcast:medium>music</podcast:medium>"),
}  # fmt: skip
WHOLE = {
    "base_url": "https://plus.example.com/",
    "media_url": "https://plus.example.com/audio/",
    "timezone": "Asia/Tokyo",
    "hosting": "netlify",
    "artwork_sizes": "[300]",
    "media_dirs": "[media]",
    "transcript_formats": "[vtt]",
    "ignore": "{bad-date: it is the day that is written}",
}


@pytest.fixture
def plus(run: Run, show: Path) -> Path:
    """A show with two episodes, and a place for the keys of another feed."""
    set_keys(show, "footer: false\nartwork_sizes: 300\nhosts: []\nauthor: Mira Holt")
    chapters = "chapters: [{start: 0:00, title: Knots}]\n"
    for path, keys in (
        ("1-ropes", f"season: 1\nnumber: 1\n{chapters}"),
        ("2-nets", "type: trailer\n"),
    ):
        file = show / "episodes" / f"{path}.md"
        text = file.read_text("utf-8").replace("published", f"{keys}published")
        ogg = "audio: [\\1, {url: https://media.example.com/1.ogg, length: 900000}]"
        text = re.sub(r"audio: (\{.*1-ropes.*\})", ogg, text)
        file.write_text(text, "utf-8")
    return show


def test_each_key_is_decided() -> None:
    assert WHOLE.keys() == WHOLE_SHOW
    assert OWN.keys() | WHOLE.keys() == ShowMatter.model_fields.keys() | {"medium"}


@pytest.mark.parametrize("key", OWN)
def test_a_key_of_a_feed_counts_there_alone(run: Run, plus: Path, key: str) -> None:
    value, expected = OWN[key]
    more = {
        "older": "    limit: 1\n",
        "line_breaks": "    description: |-\n      Two\n      lines.\n",
    }.get(key, "")
    set_keys(plus, f"feeds:\n  plus:\n    {key}: {value}\n{more}")
    result = run("build", plus)
    assert result.exit_code == 0, result.stderr
    feed, other = (
        (plus / "public" / f"{name}.xml").read_text("utf-8") for name in ("feed", "plus")
    )
    if key in ("only", "without", "limit", "older"):
        assert (feed.count("<item>"), other.count("<item>")) == (2, 1)
        assert ('rel="next"' in other) == (key == "older")
    elif key == "order":
        titles = [re.findall(r"<title>Of (\w+)", text) for text in (feed, other)]
        assert titles == [["ropes", "nets"], ["nets", "ropes"]]
    else:
        assert (expected in feed, expected in other) == (False, True)


@pytest.mark.parametrize("key", WHOLE)
def test_a_key_of_the_whole_show_is_refused_in_a_feed(run: Run, plus: Path, key: str) -> None:
    line = set_keys(plus, f"feeds:\n  plus:\n    title: Plus\n    {key}: {WHOLE[key]}")
    result = run("build", plus)
    assert result.exit_code == 2
    assert result.stderr.splitlines() == [
        f'{plus.as_posix()}/show.yaml:{line + 3}:5: error: "{key}" belongs to the whole show; move '
        "it up, out of feeds.plus [key-of-whole-show]",
        f"{plus.as_posix()}: not built: 1 error",
    ]


def test_old_addresses_of_a_feed_are_redirected(run: Run, plus: Path) -> None:
    old = "https://example.com/show/plus-old.xml"
    set_keys(plus, f"hosting: netlify\nfeeds: {{plus: {{moved_from: {old}}}}}")
    result = run("build", plus)
    assert (result.exit_code, result.stderr) == (0, "")
    lines = (plus / "public" / "_redirects").read_text("utf-8").splitlines()
    assert lines[1:] == ["/show/plus-old.xml https://example.com/show/plus.xml 301!"]


def test_what_feeds_share_is_told_once(run: Run, plus: Path) -> None:
    line = set_keys(plus, "hosts: [{name: Bo, picture: bo.jpg}]\nfeeds: {plus: {title: Plus}}")
    result = run("build", plus)
    assert result.stderr.splitlines() == [
        f'{plus.as_posix()}/show.yaml:{line}:20: error: picture is "bo.jpg"; there is no such file '
        "in the show's folder [file-missing]",
        f"{plus.as_posix()}: not built: 1 error",
    ]


@pytest.mark.parametrize(
    ("keys", "column", "name"),
    [("[nope]", 14, "nope"), ("nope", 1, "nope"), ("[audio, ../else]", 21, "../else")],
)
def test_folders_of_media_that_are_not_there(
    run: Run, show: Path, keys: str, column: int, name: str
) -> None:
    line = set_keys(show, f"media_dirs: {keys}")
    assert run("build", show).stderr.splitlines() == [
        f'{show.as_posix()}/show.yaml:{line}:{column}: error: media_dirs has "{name}"; there is no '
        "such folder [folder-missing]",
        f"{show.as_posix()}: not built: 1 error",
    ]
    set_keys(show, "media_dirs: [audio, ..]")
    assert run("build", show).exit_code == 0


@pytest.mark.parametrize("other", ["feed", "plus"])
def test_two_feeds_cannot_have_one_address(run: Run, plus: Path, other: str) -> None:
    line = set_keys(
        plus,
        "feeds:\n  plus: {title: Plus}\n"
        f"  more: {{title: More, feed_url: https://example.com/show/{other}.xml}}",
    )
    result = run("build", plus)
    assert result.exit_code == 2
    assert result.stderr.splitlines()[0] == (
        f"{plus.as_posix()}/show.yaml:{line + 2}:23: error: feed_url is "
        f'"https://example.com/show/{other}.xml", that of {other}.xml; give it its own '
        "[feed-url-shared]"
    )
