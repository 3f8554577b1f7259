"""What `lock --from` keeps of a feed beside its items: its guid, its address, what is no episode."""

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from click.testing import Result
from shows import set_keys

from feedtool.importing.adopting.adopt import adopt
from feedtool.importing.feed.read_show import read_show
from feedtool.show.lock import Lock
from feedtool.show.reading import load_show
from feedtool.values.podcast_guids import podcast_guid_of

pytestmark = pytest.mark.slow

Run = Callable[..., Result]
NEW = "https://example.com/show/feed.xml"
OLD = "https://old.example.com/harbour/rss"
OTHER = "https://feeds.example.com/harbour"
GUID = "917393e3-1b1e-5cef-ace4-edaa54e1f810"


def link(url: str) -> str:
    return f'<atom:link rel="self" href="{url}"/>'


def item(guid: str, title: str, moment: str, audio: str = "") -> str:
    enclosure = f'<enclosure url="{audio}" length="9" type="audio/mpeg"/>' if audio else ""
    date = f"<pubDate>{moment}</pubDate>" if moment else ""
    named = f'<guid isPermaLink="false">{guid}</guid>' if guid else ""
    return f"<item><title>{title}</title>{date}{named}{enclosure}</item>"


def feed(channel: str = "", *items: str) -> bytes:
    return (
        '<rss version="2.0" xmlns:itunes="http://www.itunes.com/dtds/podcast-1.0.dtd" '
        'xmlns:atom="http://www.w3.org/2005/Atom" '
        'xmlns:podcast="https://podcastindex.org/namespace/1.0"><channel>'
        f"<title>Harbour Notes</title>{channel}{''.join(items)}</channel></rss>"
    ).encode()


def write(show: Path, slug: str, title: str, moment: str, keys: str = "") -> None:
    audio = f"{{url: https://media.example.com/{slug}.mp3, length: 1000000, duration: 60}}"
    (show / "episodes" / f"{slug}.md").write_text(
        f'---\ntitle: "{title}"\npublished: {moment}\naudio: {audio}\n{keys}---\nWords.\n', "utf-8"
    )


@pytest.fixture
def show(run: Run, tmp_path: Path) -> Path:
    folder = tmp_path / "show"
    run("init", folder, "--feed-url", NEW)
    for path in folder.glob("episodes/*"):
        path.unlink()
    write(folder, "1-nets", "Nets", "2024-03-01T06:00:00Z")
    return folder


NETS = item(
    "old-1", "Nets", "Fri, 01 Mar 2024 06:00:00 +0000", "https://media.example.com/1-nets.mp3"
)
ROPES = item("old-2", "Ropes", "Fri, 08 Mar 2024 06:00:00 +0000", "https://old.example.com/2.mp3")


def lock_of(show: Path) -> dict[str, Any]:
    data: dict[str, Any] = json.loads((show / "feed.lock").read_text("utf-8"))
    return data


@pytest.mark.parametrize(
    ("channel", "read_from", "guid", "addresses"),
    [
        (f"<podcast:guid>{GUID}</podcast:guid>{link(OLD)}", OLD, GUID, (OLD,)),
        (link(OLD), "", podcast_guid_of(OLD), (OLD,)),
        ("", OLD, podcast_guid_of(OLD), (OLD,)),
        (link(OLD), OTHER, podcast_guid_of(OLD), (OLD, OTHER)),
        (link("feed.xml"), OTHER, podcast_guid_of(OTHER), (OTHER,)),
        (link("http://localhost:8000/feed.xml"), OTHER, podcast_guid_of(OTHER), (OTHER,)),
        (link(OLD), "http://127.0.0.1:8000/feed.xml", podcast_guid_of(OLD), (OLD,)),
        (link(OLD), "https://mira:secret@old.example.com/", podcast_guid_of(OLD), (OLD,)),
        ("", f"{OLD}#top", podcast_guid_of(OLD), (OLD,)),
        ("", "", "", ()),
    ],
    ids=[
        "guid of the feed", "self link of a file", "where it was read", "the self link is canonical",
        "relative self link", "self link of a test", "copy on this machine", "password", "fragment",
        "nothing",
    ],
)  # fmt: skip
def test_show_keeps_its_guid_and_its_address(
    show: Path, channel: str, read_from: str, guid: str, addresses: tuple[str, ...]
) -> None:
    adoption = adopt(load_show(show), read_show(feed(channel, NETS)), Lock(), read_from=read_from)
    assert (adoption.lock.podcast_guid, adoption.lock.addresses) == (guid, addresses)


def test_guid_made_of_the_old_address_is_built_and_told(
    run: Run, show: Path, tmp_path: Path
) -> None:
    path = tmp_path / "old.xml"
    path.write_bytes(feed(link(OLD), NETS))
    result = run("lock", show, "--from", path)
    assert (result.exit_code, result.stderr) == (0, "")
    assert result.stdout == (
        f"{show.as_posix()}/feed.lock: 1 of 1 item adopted (1 by audio)\n"
        f"podcast:guid: the feed has none, so it is made of the feed's own address, {OLD}\n"
        f"moved: the feed is at {OLD}, and feed_url is {NEW}; write moved_from: {OLD} into "
        "show.yaml, and redirect it there\n"
    )
    built = run("build", show)
    assert built.exit_code == 0
    assert (
        f"the feed was at {OLD}, where its followers still look; write moved_from" in built.stderr
    )
    text = (show / "public" / "feed.xml").read_text("utf-8")
    assert f"<podcast:guid>{podcast_guid_of(OLD)}</podcast:guid>" in text
    assert lock_of(show)["addresses"] == [OLD, NEW]
    set_keys(show, f"moved_from: {OLD}")
    assert run("build", show).stderr == ""
    assert run("lock", show, "--from", path).stdout.count("moved:") == 0


def test_feed_that_says_neither_guid_nor_address_is_told(
    run: Run, show: Path, tmp_path: Path
) -> None:
    path = tmp_path / "old.xml"
    path.write_bytes(feed("", NETS))
    told = (
        "podcast:guid: the feed has none and does not say its address, so the show gets a new one; "
        "write moved_from: with the address of the feed into show.yaml\n"
    )
    assert told in run("lock", show, "--from", path).stdout
    set_keys(show, f"moved_from: {OLD}")
    assert told not in run("lock", show, "--from", path).stdout


def test_other_guid_in_show_yaml_is_told(run: Run, show: Path, tmp_path: Path) -> None:
    path = tmp_path / "old.xml"
    path.write_bytes(feed(f"<podcast:guid>{GUID}</podcast:guid>", NETS))
    own = podcast_guid_of(NEW)
    set_keys(show, f"podcast_guid: {own}")
    result = run("lock", show, "--from", path, "--force")
    assert result.exit_code == 1
    assert (
        f'kept: podcast_guid is "{own}" in show.yaml, the feed has "{GUID}"; apps know the show by '
        f'that of the feed: write podcast_guid: "{GUID}"\n'
    ) in result.stdout


@pytest.mark.parametrize("to", ["https://gone.example.com/feed.xml", "feed.xml", "::error::gone"])
def test_dangling_new_feed_url_is_told_and_not_carried_over(
    run: Run, show: Path, tmp_path: Path, to: str
) -> None:
    path = tmp_path / "old.xml"
    path.write_bytes(feed(f"{link(NEW)}<itunes:new-feed-url>{to}</itunes:new-feed-url>", NETS))
    result = run("lock", show, "--from", path)
    assert result.exit_code == 0
    assert result.stdout.splitlines()[-1] == (
        f'new_feed_url: the feed sends its followers to "{to}", which is not feed_url of the '
        f"show; this is not adopted: have the old host say {NEW}"
    )
    assert run("build", show).exit_code == 0
    assert "new-feed-url" not in (show / "public" / "feed.xml").read_text("utf-8")


@pytest.mark.parametrize("to", [NEW, OLD])
def test_new_feed_url_that_leads_here_or_nowhere_else_is_no_news(
    run: Run, show: Path, tmp_path: Path, to: str
) -> None:
    path = tmp_path / "old.xml"
    path.write_bytes(feed(f"{link(OLD)}<itunes:new-feed-url>{to}</itunes:new-feed-url>", NETS))
    assert "\nnew_feed_url:" not in run("lock", show, "--from", path).stdout


def test_items_that_are_no_episodes_stop_the_build(run: Run, show: Path, tmp_path: Path) -> None:
    path = tmp_path / "old.xml"
    path.write_bytes(feed(link(NEW), NETS, ROPES))
    result = run("lock", show, "--from", path)
    assert result.exit_code == 1
    assert (
        'would vanish: 2024-03-08 "Ropes" has no episode in the show; feedtool build stops until it '
        "has one, or with --accept vanished\n"
    ) in result.stdout
    entry = lock_of(show)["episodes"]["e-ropes"]
    assert entry == {
        "guid": "old-2",
        "published": "2024-03-08T06:00:00+00:00",
        "enclosure": {
            "url": "https://old.example.com/2.mp3", "length": 9, "type": "audio/mpeg", "duration": 0,
        },
        "hash": "",
    }  # fmt: skip
    before = (show / "feed.lock").read_bytes()
    run("lock", show, "--from", path)
    assert (show / "feed.lock").read_bytes() == before
    built = run("build", show)
    assert built.exit_code == 2
    assert (
        f'{show.as_posix()}/feed.lock:7:5: error: the item "e-ropes" of the feed that was adopted has '
        'no episode; apps would take it out of their lists; write guid: "old-2" into the file of its '
        "episode, or build with --accept vanished [published-episode-gone]\n"
    ) in built.stderr
    assert built.stderr.count("[published-episode-gone]") == 1
    assert run("build", show, "--accept", "vanished").exit_code == 0
    assert lock_of(show)["episodes"]["e-ropes"]["removed"] is True
    assert run("build", show).exit_code == 0


@pytest.mark.parametrize("again", [False, True], ids=["by the build", "by lock"])
def test_item_gets_its_episode_by_the_guid_that_was_told(
    run: Run, show: Path, tmp_path: Path, again: bool
) -> None:
    path = tmp_path / "old.xml"
    path.write_bytes(feed(link(NEW), NETS, ROPES))
    run("lock", show, "--from", path)
    write(show, "2-knots", "Knots", "2024-03-08T06:00:00Z", "guid: old-2\n")
    if again:
        assert run("lock", show, "--from", path).exit_code == 0
    built = run("build", show, "--accept", "enclosure")
    assert built.exit_code == 0, built.stderr
    assert sorted(lock_of(show)["episodes"]) == ["1-nets", "2-knots"]
    assert lock_of(show)["episodes"]["2-knots"]["guid"] == "old-2"


def test_names_of_items_never_are_those_of_other_episodes(
    run: Run, show: Path, tmp_path: Path
) -> None:
    write(show, "e-ropes", "Something else", "2023-01-01")
    path = tmp_path / "old.xml"
    path.write_bytes(
        feed(link(NEW), NETS, ROPES, item("old-3", "Undated", ""), item("", "Nothing", ""))
    )
    assert run("lock", show, "--from", path).exit_code == 1
    episodes = lock_of(show)["episodes"]
    assert {slug: one["guid"] for slug, one in episodes.items()} == {
        "1-nets": "old-1", "e-ropes 2024-03-08": "old-2", "e-undated": "old-3",
    }  # fmt: skip
    assert episodes["e-undated"]["enclosure"]["url"] == ""
    built = run("build", show)
    assert built.exit_code == 2
    assert built.stderr.count("[published-episode-gone]") == 2


DAYS = range(1, 29)


def daily(
    titles: str, hour: int = 6, audio: str = "https://old.example.com/audio.mp3"
) -> list[str]:
    return [
        item(f"g{day}", titles.format(day), f"{day} Feb 2024 {hour:02}:00:00 +0000", audio)
        for day in DAYS
    ]


@pytest.mark.parametrize("titles", ["#{} Harbour today", "Harbour today {}", "{}. Harbour today"])
@pytest.mark.parametrize("hour", [6, 9], ids=["same moment", "other hour"])
def test_daily_show_is_matched_by_exact_title(
    run: Run, show: Path, tmp_path: Path, titles: str, hour: int
) -> None:
    for path in show.glob("episodes/*"):
        path.unlink()
    for day in DAYS:
        write(show, f"day-{day}", titles.format(day), f"2024-02-{day:02}T06:00:00Z")
    feed_file = tmp_path / "old.xml"
    feed_file.write_bytes(feed(link(NEW), *daily(titles, hour)))
    result = run("lock", show, "--from", feed_file)
    assert result.exit_code == 0, result.stdout
    assert {slug: one["guid"] for slug, one in lock_of(show)["episodes"].items()} == {
        f"day-{day}": f"g{day}" for day in DAYS
    }


def test_moment_decides_where_all_titles_of_a_daily_show_are_the_same(
    run: Run, show: Path, tmp_path: Path
) -> None:
    for path in show.glob("episodes/*"):
        path.unlink()
    for day in DAYS:
        write(show, f"day-{day}", "Harbour today", f"2024-02-{day:02}T06:00:00Z")
    feed_file = tmp_path / "old.xml"
    feed_file.write_bytes(feed(link(NEW), *daily("Harbour today")))
    result = run("lock", show, "--from", feed_file)
    assert result.exit_code == 0, result.stdout
    assert lock_of(show)["episodes"]["day-7"]["guid"] == "g7"


def test_yesterdays_item_never_becomes_todays_episode(run: Run, show: Path, tmp_path: Path) -> None:
    for path in show.glob("episodes/*"):
        path.unlink()
    for day in (*DAYS[:-1], 29):
        write(show, f"day-{day}", f"#{day} Harbour today", f"2024-02-{day:02}T06:00:00Z")
    feed_file = tmp_path / "old.xml"
    feed_file.write_bytes(feed(link(NEW), *daily("#{} Harbour today")))
    result = run("lock", show, "--from", feed_file)
    assert result.exit_code == 1
    assert "27 of 28 items adopted" in result.stdout
    assert 'unsure: 2024-02-28 "#28 Harbour today" could be episodes/day-29.md' in result.stdout
    assert "day-29" not in lock_of(show)["episodes"]
