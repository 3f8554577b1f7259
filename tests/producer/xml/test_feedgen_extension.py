"""The pitfalls of feedgen: what it does alone, and that a feed of ours does right."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from click.testing import Result
from feedgen.feed import FeedGenerator
from lxml import etree
from shows import NS, set_keys, write_episode

pytestmark = pytest.mark.slow

Run = Callable[..., Result]


def feed_of(run: Run, show: Path) -> str:
    result = run("build", show)
    assert result.exit_code == 0, result.stderr
    return (show / "public" / "feed.xml").read_text("utf-8")


def channel_of(run: Run, show: Path) -> Any:
    return etree.fromstring(feed_of(run, show).encode()).find("channel")


def bare() -> Any:
    generator = FeedGenerator()
    generator.title("Show")
    generator.link(href="https://example.com/")
    generator.description("About")
    return generator


def bare_channel(generator: Any) -> Any:
    return etree.fromstring(generator.rss_str()).find("channel")


def test_newest_episode_comes_first_whatever_the_files_are_called(run: Run, show: Path) -> None:
    generator = bare()
    for title in ("new", "old"):
        generator.add_entry().title(title)
    assert [one.text for one in bare_channel(generator).iterfind("item/title")] == ["old", "new"]

    titles = [one.text for one in channel_of(run, show).iterfind("item/title")]
    assert titles == ["Of ropes", "Of nets"]


def test_nothing_of_feedgens_own_podcast_extension_is_written(run: Run, show: Path) -> None:
    text = feed_of(run, show)
    assert "<itunes:explicit>false</itunes:explicit>" in text
    assert text.count("<itunes:image ") == 1
    assert text.count("<itunes:author>") == 1


@pytest.mark.parametrize("flag", ["true", "false"])
def test_explicit_is_true_or_false(run: Run, show: Path, flag: str) -> None:
    generator = bare()
    generator.load_extension("podcast")
    with pytest.raises(ValueError, match="Invalid value for explicit tag"):
        generator.podcast.itunes_explicit(flag)

    set_keys(show, f"explicit: {flag}")
    channel = channel_of(run, show)
    assert [one.text for one in channel.iter(f"{{{NS['itunes']}}}explicit")] == [flag] * 3


@pytest.mark.parametrize(("flag", "written"), [("no", None), ("false", None), ("yes", "Yes")])
def test_block_no_blocks_nothing(run: Run, show: Path, flag: str, written: str | None) -> None:
    generator = bare()
    generator.load_extension("podcast")
    generator.podcast.itunes_block("no")
    assert bare_channel(generator).findtext("itunes:block", None, NS) == "yes"

    set_keys(show, f"block: {flag}")
    write_episode(show, "2-nets", f"published: 2024-03-02T18:00:00+05:30\nblock: {flag}\n")
    channel = channel_of(run, show)
    assert channel.findtext("itunes:block", None, NS) == written
    assert [one.findtext("itunes:block", None, NS) for one in channel.iterfind("item")] == [
        None, written,
    ]  # fmt: skip


TEXT_INPUT = (
    "text_input: {title: Find, description: Search all, name: q, link: https://example.com/find}"
)


def test_text_input_has_elements(run: Run, show: Path) -> None:
    generator = bare()
    generator.textInput("Find", "Search all", "q", "https://example.com/find")
    assert len(bare_channel(generator).find("textInput")) == 0

    set_keys(show, TEXT_INPUT)
    found = channel_of(run, show).find("textInput")
    assert [(one.tag, one.text) for one in found] == [
        ("title", "Find"),
        ("description", "Search all"),
        ("name", "q"),
        ("link", "https://example.com/find"),
    ]
    assert dict(found.attrib) == {}


def test_last_build_date_is_that_of_the_content(run: Run, show: Path) -> None:
    assert bare_channel(bare()).findtext("lastBuildDate")  # the clock, though nobody gave a date

    set_keys(show, "timezone: Europe/Paris")
    channel = channel_of(run, show)
    assert channel.findtext("lastBuildDate") == "Sat, 09 Mar 2024 00:00:00 +0100"
    assert channel.findtext("pubDate") is None


def test_last_build_date_is_not_there_without_content(run: Run, show: Path) -> None:
    for path in show.glob("episodes/*"):
        path.unlink()
    set_keys(show, "medium: publisher\nremote_items: [d84ced82-1926-54c0-88c2-bb01dd35d7e3]")
    assert channel_of(run, show).findtext("lastBuildDate") is None


def test_date_keeps_its_zone(run: Run, show: Path) -> None:
    items = channel_of(run, show).findall("item")
    assert items[1].findtext("pubDate") == "Sat, 02 Mar 2024 18:00:00 +0530"


@pytest.mark.parametrize("given", [None, "Our own press"])
def test_generator_and_docs_are_ours(run: Run, show: Path, given: str | None) -> None:
    channel = bare_channel(bare())
    assert channel.findtext("generator") == "python-feedgen"
    assert channel.findtext("docs") == "http://www.rssboard.org/rss-specification"

    if given:
        set_keys(show, f"generator: {given}")
    channel = channel_of(run, show)
    (generator,) = channel.findall("generator")
    assert generator.text == given or (given is None and generator.text.startswith("feedtool/"))
    assert channel.find("docs") is None


def test_second_enclosure_is_told_and_not_lost(run: Run, show: Path) -> None:
    generator = bare()
    entry = generator.add_entry()
    entry.title("Of ropes")
    for name in ("a", "b"):
        entry.enclosure(f"https://example.com/{name}.mp3", "1", "audio/mpeg")
    (lost,) = bare_channel(generator).iterfind("item/enclosure")
    assert lost.get("url") == "https://example.com/b.mp3"

    second = '<enclosure url="https://example.com/b.mp3" length="1000" type="audio/mpeg"/>'
    path = write_episode(show, "1-ropes", f"published: 2024-03-09\nextra: '{second}'\n")
    result = run("build", show)
    assert result.exit_code == 0
    assert result.stderr.startswith(
        f"{path.as_posix()}:3:8: warning: item has more than one enclosure, and apps differ in "
    )
    assert (show / "public" / "feed.xml").read_text("utf-8").count("<enclosure ") == 3


@pytest.mark.parametrize(
    ("description", "written"),
    [
        ("About *small* ports & piers", "<![CDATA[<p>About <em>small</em> ports &amp; piers</p>]]>"),
        ("About ports + piers", "About ports + piers"),
    ],
)  # fmt: skip
def test_markup_in_the_channels_description_is_cdata(
    run: Run, show: Path, description: str, written: str
) -> None:
    generator = bare()
    generator.description("<p>About</p>")
    assert b"CDATA" not in generator.rss_str()

    set_keys(show, f'description: "{description}"')
    assert f"<description>{written}</description>" in feed_of(run, show)


LINKS = """links:
  - {rel: hub, href: https://hub.example.com/}
  - {rel: next, href: https://example.com/show/feed-2.xml}"""


def test_hub_and_paging_links_are_kept(run: Run, show: Path) -> None:
    generator = bare()
    generator.link(href="https://hub.example.com/", rel="hub")
    generator.link(href="https://example.com/show/feed-2.xml", rel="next")
    assert bare_channel(generator).findall("atom:link", NS) == []

    set_keys(show, LINKS)
    links = channel_of(run, show).findall("atom:link", NS)
    assert [(one.get("rel"), one.get("href")) for one in links] == [
        ("self", "https://example.com/show/feed.xml"),
        ("hub", "https://hub.example.com/"),
        ("next", "https://example.com/show/feed-2.xml"),
    ]


def test_self_link_does_not_take_the_place_of_the_page(run: Run, show: Path) -> None:
    generator = bare()
    generator.link(href="https://example.com/feed.xml", rel="self")
    assert bare_channel(generator).findtext("link") == "https://example.com/feed.xml"

    assert channel_of(run, show).findtext("link") == "https://example.com/show/"


def test_artwork_with_an_ending_in_capitals_is_taken(run: Run, show: Path) -> None:
    generator = bare()
    generator.load_extension("podcast")
    generator.podcast.itunes_image("https://example.com/COVER.JPG")
    assert bare_channel(generator).find("itunes:image", NS) is None
    with pytest.raises(ValueError, match="must be png or jpg"):
        generator.add_entry().podcast.itunes_image("https://example.com/COVER.JPG")

    (show / "artwork" / "cover.png").rename(show / "artwork" / "COVER.PNG")
    set_keys(show, "artwork: artwork/COVER.PNG")
    write_episode(show, "1-ropes", "published: 2024-03-09\nartwork: https://example.com/1.JPG\n")
    channel = channel_of(run, show)
    image = channel.find("itunes:image", NS)
    assert image.get("href") == "https://example.com/show/artwork/COVER.PNG"
    assert channel.find("item/itunes:image", NS).get("href") == "https://example.com/1.JPG"


def test_owner_with_an_email_alone_is_kept(run: Run, show: Path) -> None:
    generator = bare()
    generator.load_extension("podcast")
    generator.podcast.itunes_owner(email="mira@example.com")
    assert bare_channel(generator).find("itunes:owner", NS) is None

    set_keys(show, "owner: {email: mira@example.com}")
    owner = channel_of(run, show).find("itunes:owner", NS)
    assert [(one.tag, one.text) for one in owner] == [
        (f"{{{NS['itunes']}}}email", "mira@example.com")
    ]


def test_every_item_has_a_guid_of_its_own(run: Run, show: Path) -> None:
    generator = bare()
    for guid in (None, "same", "same"):
        entry = generator.add_entry()
        entry.title("Of nets")
        entry.guid(guid)
    assert len(bare_channel(generator).findall("item/guid")) == 2

    guids = [one.text for one in channel_of(run, show).iterfind("item/guid")]
    assert len(set(guids)) == 2
    assert all(guids)


def test_the_same_guid_twice_is_an_error(run: Run, show: Path) -> None:
    write_episode(show, "1-ropes", "published: 2024-03-09\nguid: same\n")
    write_episode(show, "2-nets", "published: 2024-03-02\nguid: same\n")
    result = run("build", show)
    assert result.exit_code == 2
    assert result.stderr.startswith(
        f'{show.as_posix()}/episodes/2-nets.md:5:1: error: guid is "same", as in '
        "episodes/1-ropes.md, and apps would show only one of the two; remove this line from the "
        "copy, the newer of the two, and it gets a guid of its own [guid-duplicate]\n"
    )


def test_a_guid_that_is_no_address_says_so(run: Run, show: Path) -> None:
    generator = bare()
    entry = generator.add_entry()
    entry.title("Of nets")
    entry.guid("https://example.com/1", permalink=False)
    assert bare_channel(generator).find("item/guid").get("isPermaLink") == "false"

    given = "link: https://example.com/1\nguid: https://example.com/1\n"
    write_episode(show, "1-ropes", f"published: 2024-03-09\n{given}")
    flags = [one.get("isPermaLink") for one in channel_of(run, show).iterfind("item/guid")]
    assert flags == ["true", "false"]


AS_ISO = "e.g. 2022-06-01 or 2022-06-01T06:00:00+02:00"


@pytest.mark.parametrize(
    ("day", "hint"),
    [
        ("01/06/2022", AS_ISO),
        ("1.6.2022", "perhaps 2022-06-01: year-month-day"),  # with dots the day is always first
        ("June 2022", AS_ISO),
        ("2022", AS_ISO),
    ],
)
def test_ambiguous_dates_are_errors(run: Run, show: Path, day: str, hint: str) -> None:
    generator = bare()
    entry = generator.add_entry()
    entry.title("Of nets")
    entry.pubDate("01/06/2022 06:00 UTC")  # meant as 1 June
    assert bare_channel(generator).findtext("item/pubDate") == "Thu, 06 Jan 2022 06:00:00 +0000"

    path = write_episode(show, "1-ropes", f'published: "{day}"\n')
    result = run("build", show)
    assert result.exit_code == 2
    assert result.stderr.startswith(
        f'{path.as_posix()}:4:12: error: published is "{day}"; expected an ISO 8601 date, {hint}'
    )


@pytest.mark.parametrize(
    ("name", "hint"),
    [
        ("Tech", 'expected "Technology"'),
        ("Technolgy", 'did you mean "Technology"?'),
        ("Business/Management", 'expected "Business > Management"'),
        ("Drama", 'expected "Fiction > Drama"'),
        ("Business > Managment", 'did you mean "Business > Management"?'),
    ],
)
def test_categories_must_be_apples(run: Run, show: Path, name: str, hint: str) -> None:
    generator = bare()
    generator.load_extension("podcast")
    generator.podcast.itunes_category("Tech")
    assert bare_channel(generator).find("itunes:category", NS).get("text") == "Tech"

    line = set_keys(show, f"categories: [{name}]")
    result = run("build", show)
    assert result.exit_code == 2
    assert result.stderr.startswith(
        f'{show.as_posix()}/show.yaml:{line}:14: error: categories is "{name}"; {hint} '
        "[bad-category]\n"
    )


@pytest.mark.parametrize("prefix", ["itunes", "podcast", "atom", "content", "dc"])
def test_prefix_that_is_bound_elsewhere_changes_nothing_of_ours(
    run: Run, show: Path, prefix: str
) -> None:
    before = channel_of(run, show)
    mood = f'<{prefix}:mood xmlns:{prefix}="https://example.com/moods">calm</{prefix}:mood>'
    set_keys(show, f"extra: '{mood}'")
    write_episode(show, "1-ropes", f"published: 2024-03-09\nextra: '{mood}'\n")
    text = feed_of(run, show)
    after = etree.fromstring(text.encode()).find("channel")
    assert "ns0" not in text
    assert text.count(mood) == 2
    for one in list(after.iter("{https://example.com/moods}mood")):
        one.getparent().remove(one)
    assert [(one.tag, one.text) for one in after.iter() if (one.text or "").strip()] == [
        (one.tag, one.text) for one in before.iter() if (one.text or "").strip()
    ]
    assert run("validate", show / "public" / "feed.xml").exit_code == 0
