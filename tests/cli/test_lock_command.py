"""Adopting the guids of a feed that is already out there."""

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from click.testing import Result
from lxml import etree
from pytest_httpserver import HTTPServer

pytestmark = pytest.mark.slow

Run = Callable[..., Result]
FEED = """<?xml version="1.0" encoding="UTF-8"?>
<rss version="2.0" xmlns:itunes="http://www.itunes.com/dtds/podcast-1.0.dtd"
  xmlns:podcast="https://podcastindex.org/namespace/1.0"><channel>
<title>Harbour Notes</title><link>https://old.example.com/</link>
<description>Talks about small ports.</description>{channel}{items}</channel></rss>"""
PODCAST_GUID = "917393e3-1b1e-5cef-ace4-edaa54e1f810"


def item(
    guid: str = "", audio: str = "", title: str = "", day: str = "01 Mar 2024", more: str = ""
) -> str:
    parts = [f"<title>{title}</title>", f"<pubDate>{day} 00:00:00 +0000</pubDate>", more]
    if guid:
        parts.append(guid if guid.startswith("<") else f'<guid isPermaLink="false">{guid}</guid>')
    if audio:
        parts.append(f'<enclosure url="{audio}" length="1000000" type="audio/mpeg"/>')
    return f"<item>{''.join(parts)}</item>"


def write_feed(
    folder: Path, *items: str, channel: str = f"<podcast:guid>{PODCAST_GUID}</podcast:guid>"
) -> Path:
    path = folder / "old.xml"
    path.write_text(FEED.format(channel=channel, items="".join(items)), "utf-8")
    return path


def write(show: Path, slug: str, title: str, day: str = "2024-03-01", keys: str = "") -> None:
    audio = f"{{url: https://media.example.com/{slug}.mp3, length: 1000000, duration: 60}}"
    if "audio:" in keys:
        audio, keys = keys.removeprefix("audio: ").split("\n", 1)
    (show / "episodes" / f"{slug}.md").write_text(
        f'---\ntitle: "{title}"\npublished: {day}\naudio: {audio}\n{keys}---\nWords of {title}.\n',
        "utf-8",
    )


@pytest.fixture
def show(run: Run, tmp_path: Path) -> Path:
    """A show of two episodes that was never built."""
    folder = tmp_path / "show"
    run("init", folder)
    for path in folder.glob("episodes/*"):
        path.unlink()
    write(folder, "1-nets", "Nets")
    write(folder, "2-buoys", "Buoys", "2024-03-08")
    return folder


NETS = item("old-1", "https://media.example.com/1-nets.mp3", "Nets")
BUOYS = item("old-2", "https://media.example.com/2-buoys.mp3", "Buoys", "08 Mar 2024")


def locked(show: Path) -> dict[str, Any]:
    data: dict[str, Any] = json.loads((show / "feed.lock").read_text("utf-8"))
    return data


def guids(show: Path) -> dict[str, str]:
    """The guids of the episodes that were adopted or published."""
    return {slug: one["guid"] for slug, one in locked(show)["episodes"].items() if one["hash"]}


def built_guids(show: Path) -> list[tuple[str, str]]:
    feed = etree.parse(show / "public" / "feed.xml")
    return [(str(one.text), one.get("isPermaLink", "")) for one in feed.iter("guid")]


def test_a_show_that_moves_keeps_every_guid(run: Run, show: Path, tmp_path: Path) -> None:
    feed = write_feed(tmp_path, BUOYS, NETS, channel=f"<podcast:guid>{PODCAST_GUID}</podcast:guid>")
    result = run("lock", show, "--from", feed)
    assert (result.exit_code, result.stderr) == (0, "")
    assert result.stdout == f"{show.as_posix()}/feed.lock: 2 of 2 items adopted (2 by audio)\n"
    assert locked(show)["podcast_guid"] == PODCAST_GUID
    built = run("build", show)
    assert built.exit_code == 0, built.stderr
    assert built_guids(show) == [("old-2", "false"), ("old-1", "false")]
    assert PODCAST_GUID in (show / "public" / "feed.xml").read_text("utf-8")


def test_after_adopting_nothing_counts_as_edited(run: Run, show: Path, tmp_path: Path) -> None:
    run("lock", show, "--from", write_feed(tmp_path, BUOYS, NETS))
    output = run("build", "--dry-run", show).output
    assert "new title, notes or audio" not in output
    assert "new episode" not in output
    before = locked(show)["episodes"]
    run("build", show)
    assert locked(show)["episodes"] == before


def test_adopting_twice_changes_nothing(run: Run, show: Path, tmp_path: Path) -> None:
    feed = write_feed(tmp_path, BUOYS, NETS)
    run("lock", show, "--from", feed)
    before = (show / "feed.lock").read_bytes()
    result = run("lock", show, "--from", feed)
    assert (result.exit_code, (show / "feed.lock").read_bytes()) == (0, before)
    assert result.stdout.endswith(": 2 of 2 items adopted (2 by guid)\n")


def test_a_dry_run_writes_nothing(run: Run, show: Path, tmp_path: Path) -> None:
    result = run("lock", show, "--from", write_feed(tmp_path, NETS), "--dry-run")
    assert result.exit_code == 0
    assert result.stdout == (
        f"{show.as_posix()}/feed.lock: 1 of 1 item adopted (1 by audio), nothing written\n"
        'new: 2024-03-08 "Buoys" is not in the feed\n'
    )
    assert not (show / "feed.lock").exists()
    assert not (show / ".feedtool").exists()


AT = "https://media.example.com/1-nets.mp3"
MATCHES = {
    "guid in the front matter": ("guid", "guid: old-1\n", item("old-1", "https://x.example.com/9.mp3", "Else", "01 Jan 2020")),
    "guid with another number": ("guid", "guid: old-1\nnumber: 1\n", item("old-1", "", "Else", "01 Jan 2020", "<itunes:episode>7</itunes:episode>")),
    "same address": ("audio", "", item("g", AT, "Else", "01 Jan 2020")),
    "http": ("audio", "", item("g", AT.replace("https", "http"), "Else")),
    "query": ("audio", "", item("g", AT + "?source=feed&amp;x=1", "Else")),
    "one prefix": ("audio", "", item("g", "https://op3.dev/e/media.example.com/1-nets.mp3", "Else")),
    "prefixes": ("audio", "", item("g", "https://dts.podtrac.com/redirect.mp3/chrt.fm/track/AB12/op3.dev/e,pg=x/https://MEDIA.example.com/1-nets.mp3?a=b", "Else")),
    "file name": ("file name", "", item("g", "https://old.example.com/files/1-NETS.mp3", "Else", "02 Mar 2024")),
    "title": ("title", "", item("g", "https://old.example.com/a", "NETS", "02 Mar 2024")),
    "numbered title": ("title", "", item("g", "https://old.example.com/a", "#12 – “Nets”")),
    "day after": ("title", "number: 3\n", item("g", "https://old.example.com/a", "Nets", "02 Mar 2024", "<itunes:episode>4</itunes:episode>")),
    "other day, same number": ("title", "number: 3\n", item("g", "https://old.example.com/a", "Nets", "02 Mar 2023", "<itunes:episode>3</itunes:episode>")),
    "itunes:title": ("title", "", item("g", "https://old.example.com/a", "Harbour 1", more="<itunes:title>Nets</itunes:title>")),
}  # fmt: skip


@pytest.mark.parametrize("case", MATCHES)
def test_items_are_known_by_what_they_have_in_common(
    run: Run, show: Path, tmp_path: Path, case: str
) -> None:
    by, keys, feed_item = MATCHES[case]
    write(show, "1-nets", "Nets", keys=keys)
    result = run("lock", show, "--from", write_feed(tmp_path, feed_item))
    assert result.exit_code == 0, result.output
    assert f": 1 of 1 item adopted (1 by {by})\n" in result.stdout
    assert list(guids(show)) == ["1-nets"]


NO_MATCHES = {
    "other file, other title": item("g", "https://media.example.com/1-net.mp3", "Net", "05 Mar 2024"),
    "a service that nobody knows": item("g", "https://count.example.com/e/media.example.com/1-net.mp3", "Else", "05 Mar 2024"),
    "nothing": item("g", day="05 Mar 2024"),
}  # fmt: skip


@pytest.mark.parametrize("case", NO_MATCHES)
def test_an_item_without_an_episode_would_vanish(
    run: Run, show: Path, tmp_path: Path, case: str
) -> None:
    feed = write_feed(tmp_path, NO_MATCHES[case], BUOYS)
    result = run("lock", show, "--from", feed)
    assert result.exit_code == 1
    assert ": 1 of 2 items adopted (1 by audio)\nwould vanish: 2024-03-05 " in result.stdout
    assert 'new: 2024-03-01 "Nets" is not in the feed\n' in result.stdout
    assert guids(show) == {"2-buoys": "old-2"}


def test_an_item_of_the_same_moment_is_told_as_a_candidate(
    run: Run, show: Path, tmp_path: Path
) -> None:
    feed = write_feed(tmp_path, item("g", "https://old.example.com/FS227.mp3", "FS227 Net"), BUOYS)
    result = run("lock", show, "--from", feed)
    assert result.exit_code == 1
    unsure = 'unsure: 2024-03-01 "FS227 Net" could be episodes/1-nets.md; write guid: "g" into the right file\n'
    assert unsure in result.stdout
    assert guids(show) == {"2-buoys": "old-2"}


def test_nothing_is_measured_to_adopt_a_guid(run: Run, show: Path, tmp_path: Path) -> None:
    write(show, "1-nets", "Nets", keys="audio: https://media.example.com/1-nets.mp3\n")
    assert run("lock", show, "--from", write_feed(tmp_path, NETS, BUOYS)).exit_code == 0
    assert guids(show) == {"1-nets": "old-1", "2-buoys": "old-2"}
    entry = json.loads((show / "feed.lock").read_text("utf-8"))["episodes"]["1-nets"]
    assert entry["enclosure"]["length"] == 1000000
    assert "[missing-key]" in run("build", show).stderr


OLD = "https://old.example.com/"


def test_what_two_episodes_share_is_told_and_left_out(run: Run, show: Path, tmp_path: Path) -> None:
    write(show, "1-nets", "Questions", "2024-03-01T06:00:00Z")
    write(show, "2-buoys", "Questions", "2024-03-02T00:00:00Z")
    result = run("lock", show, "--from", write_feed(tmp_path, item("g", OLD, "Questions")))
    assert result.exit_code == 1
    assert result.stdout == (
        f"{show.as_posix()}/feed.lock: 0 of 1 item adopted\n"
        'unsure: 2024-03-01 "Questions" could be episodes/1-nets.md or episodes/2-buoys.md; write '
        'guid: "g" into the right file\n'
        'new: 2024-03-01 "Questions" is not in the feed\n'
        'new: 2024-03-02 "Questions" is not in the feed\n'
    )
    assert guids(show) == {}


@pytest.mark.parametrize(
    ("days", "more", "expected"),
    [
        (("2024-03-01", "2024-03-08"), "", {"1-nets": "a", "2-buoys": "b"}),
        (("2024-03-01", "2024-03-02"), "<itunes:episode>{}</itunes:episode>", {"1-nets": "a", "2-buoys": "b"}),
    ],
    ids=["by the day", "by the number"],
)  # fmt: skip
def test_day_and_number_decide_between_equal_titles(
    run: Run, show: Path, tmp_path: Path, days: tuple[str, str], more: str, expected: dict[str, str]
) -> None:
    write(show, "1-nets", "Questions", days[0], "number: 1\n")
    write(show, "2-buoys", "Questions", days[1], "number: 2\n")
    first = item("a", OLD, "Questions", "01 Mar 2024", more.format(1))
    second = item("b", OLD + "x", "Questions", f"0{days[1][-1]} Mar 2024", more.format(2))
    result = run("lock", show, "--from", write_feed(tmp_path, second, first))
    assert (result.exit_code, guids(show)) == (0, expected), result.output


def test_the_last_one_left_of_an_equal_title_is_no_match(
    run: Run, show: Path, tmp_path: Path
) -> None:
    write(show, "1-nets", "News")
    write(show, "2-buoys", "News", "2024-03-08")
    gone = item("gone", OLD + "x", "News", "01 Mar 2020")
    same = item("same", "https://media.example.com/2-buoys.mp3", "News", "08 Mar 2024")
    result = run("lock", show, "--from", write_feed(tmp_path, same, gone))
    assert result.exit_code == 1
    assert 'unsure: 2020-03-01 "News" could be episodes/1-nets.md; ' in result.stdout
    assert guids(show) == {"2-buoys": "same"}


def test_another_day_and_another_number_are_another_episode(
    run: Run, show: Path, tmp_path: Path
) -> None:
    write(show, "1-nets", "Nets", keys="number: 1\n")
    other = item("g", OLD, "Nets", "01 Mar 2020", "<itunes:episode>9</itunes:episode>")
    result = run("lock", show, "--from", write_feed(tmp_path, other))
    assert result.exit_code == 1
    assert 'unsure: 2020-03-01 "Nets" could be episodes/1-nets.md; ' in result.stdout


GUESSES = {
    "query": ("https://a.example.com/get.php?id=1", "Foghorns", "https://a.example.com/get.php?id=2", "Ferries"),
    "name of the file": ("https://a.example.com/8812/audio.mp3", "Foghorns", "https://b.example.com/audio.mp3", "Ferries"),
    "same title": ("https://a.example.com/1.mp3", "Trailer", "https://b.example.com/2.mp3", "Trailer"),
    "another year": ("https://a.example.com/1.mp3", "2023: a look back", "https://b.example.com/2.mp3", "2024: a look back"),
    "another number": ("https://a.example.com/1.mp3", "Episode 1 - Pilot", "https://b.example.com/2.mp3", "Episode 2 - Pilot"),
}  # fmt: skip


@pytest.mark.parametrize(
    ("case", "day"),
    [
        *((case, "01 Mar 2019") for case in GUESSES),
        # Without a date the numbers before the titles speak against it.
        ("another year", ""),
        ("another number", ""),
    ],
)
def test_what_is_alike_in_little_is_left_to_the_author(
    run: Run, show: Path, tmp_path: Path, case: str, day: str
) -> None:
    old, was, new, now = GUESSES[case]
    write(show, "1-nets", now, keys=f"audio: {{url: {new}, length: 1000000, duration: 60}}\n")
    feed_item = item("g", old, was, day or "01 Mar 2019")
    if not day:
        feed_item = feed_item.replace("<pubDate>01 Mar 2019 00:00:00 +0000</pubDate>", "")
    result = run("lock", show, "--from", write_feed(tmp_path, feed_item))
    assert result.exit_code == 1
    assert 'could be episodes/1-nets.md; write guid: "g" into the right file' in result.stdout
    assert guids(show) == {}


def test_a_guid_that_is_locked_is_kept_unless_forced(run: Run, show: Path, tmp_path: Path) -> None:
    run("build", show)
    before = guids(show)
    feed = write_feed(tmp_path, NETS, channel=f"<podcast:guid>{PODCAST_GUID}</podcast:guid>")
    result = run("lock", show, "--from", feed)
    assert result.exit_code == 1
    assert guids(show) == before
    own = locked(show)["podcast_guid"]
    assert result.stdout == (
        f"{show.as_posix()}/feed.lock: 0 of 1 item adopted\n"
        f'kept: podcast:guid has "{own}" in feed.lock, the feed has "{PODCAST_GUID}"; --force uses '
        "the guid of the feed\n"
        f'kept: episodes/1-nets.md has "{before["1-nets"]}" in feed.lock, the feed has "old-1"; '
        "--force uses the guid of the feed\n"
        'new: 2024-03-08 "Buoys" is not in the feed\n'
    )
    assert run("lock", show, "--from", feed, "--force").exit_code == 0
    assert guids(show) == before | {"1-nets": "old-1"}
    assert locked(show)["podcast_guid"] == PODCAST_GUID


def test_an_entry_of_a_file_that_is_gone_gives_way(run: Run, show: Path, tmp_path: Path) -> None:
    feed = write_feed(tmp_path, NETS, BUOYS)
    run("lock", show, "--from", feed)
    (show / "episodes" / "1-nets.md").unlink()
    write(show, "1-fishing", "Nets")
    assert run("lock", show, "--from", feed).exit_code == 0
    assert guids(show) == {"1-fishing": "old-1", "2-buoys": "old-2"}


@pytest.mark.parametrize(
    ("feed_item", "rule"),
    [
        (item("old-1", "https://old.example.com/audio/1-nets.mp3", "Nets"), "published-enclosure-changed"),
        (item("old-1", AT, "Nets", "02 Mar 2024"), "published-date-moved"),
    ],
)  # fmt: skip
def test_a_build_stops_where_enclosure_or_date_would_change(
    run: Run, show: Path, tmp_path: Path, feed_item: str, rule: str
) -> None:
    assert run("lock", show, "--from", write_feed(tmp_path, feed_item)).exit_code == 0
    result = run("build", show)
    assert result.exit_code == 2
    assert f"[{rule}]" in result.stderr
    assert result.stderr.count("error:") == 1


@pytest.mark.parametrize(
    ("guid", "keys", "built"),
    [
        ("<guid>https://old.example.com/1</guid>", "", "true"),
        ('<guid isPermaLink="true">https://old.example.com/1</guid>', "link: https://new.example.com/1\n", "true"),
        ('<guid isPermaLink="false">https://old.example.com/1</guid>', "", "false"),
        ('<guid isPermaLink="false">https://old.example.com/1</guid>', "link: https://old.example.com/1\n", "false"),
        ("<guid>tag:old.example.com,2024:1</guid>", "", "false"),
    ],
)  # fmt: skip
def test_a_guid_stays_the_link_that_it_was(
    run: Run, show: Path, tmp_path: Path, guid: str, keys: str, built: str
) -> None:
    write(show, "1-nets", "Nets", keys=keys)
    run("lock", show, "--from", write_feed(tmp_path, item(guid, AT, "Nets")))
    for _ in range(2):  # the lock that the build writes keeps it too
        result = run("build", show)
        assert result.exit_code == 0, result.stderr
        assert built_guids(show)[1] == (etree.fromstring(guid).text, built)
    (show / "episodes" / "1-nets.md").rename(show / "episodes" / "1-renamed.md")
    assert run("build", show).exit_code == 0
    assert built_guids(show)[1] == (etree.fromstring(guid).text, built)


def test_an_item_without_guid_is_known_by_its_audio(run: Run, show: Path, tmp_path: Path) -> None:
    assert run("lock", show, "--from", write_feed(tmp_path, item("", AT, "Nets"))).exit_code == 0
    assert guids(show) == {"1-nets": AT}


def test_guids_that_items_share_are_left_out(run: Run, show: Path, tmp_path: Path) -> None:
    feed = write_feed(tmp_path, NETS, BUOYS.replace("old-2", "old-1"), item(title="Fog"))
    write(show, "3-fog", "Fog")
    result = run("lock", show, "--from", feed)
    assert result.exit_code == 1
    assert guids(show) == {}
    assert (
        'unsure: 2024-03-01 "Nets" is episodes/1-nets.md and shares "old-1" with another item; '
        "write guid: into the right file\n"
    ) in result.stdout
    assert (
        'unsure: 2024-03-01 "Fog" is episodes/3-fog.md and has neither a guid nor audio, so '
        "nothing can be adopted\n"
    ) in result.stdout


def test_episodes_to_come_and_local_audio_are_matched_too(
    run: Run, lighthouse: Path, tmp_path: Path
) -> None:
    feed = write_feed(
        tmp_path,
        item(
            "fog",
            "https://old.example.com/s1e2.mp3",
            "S1E2 · Fog & amp; other visitors".replace("& amp;", "&amp;"),
            "29 Jan 2024",
        ),
        item("later", "https://old.example.com/x", "How the silence was recorded", "01 Apr 2025"),
    )
    result = run("lock", lighthouse, "--from", feed)
    assert result.exit_code == 0, result.output
    assert guids(lighthouse) == {"s1-02-fog": "fog", "s2-03-bonus": "later"}


def test_a_feed_is_fetched_or_read_from_standard_input(
    run: Run, show: Path, tmp_path: Path, httpserver: HTTPServer
) -> None:
    data = write_feed(tmp_path, NETS, BUOYS).read_bytes()
    httpserver.expect_request("/feed.xml").respond_with_data(
        data, content_type="application/rss+xml"
    )
    result = run("lock", show, "--from", httpserver.url_for("/feed.xml"), "--dry-run")
    assert (result.exit_code, "2 of 2 items adopted" in result.stdout) == (0, True)
    result = run("lock", show, "--from", "-", stdin=data)
    assert (result.exit_code, "2 of 2 items adopted" in result.stdout) == (0, True)


def test_what_cannot_be_read_is_told(
    run: Run, show: Path, tmp_path: Path, httpserver: HTTPServer
) -> None:
    httpserver.expect_request("/gone.xml").respond_with_data("", status=404)
    url = httpserver.url_for("/gone.xml")
    page = tmp_path / "page.html"
    page.write_text("<!DOCTYPE html>\n<html><title>x</title></html>")
    nothing = f"{show.as_posix()}: nothing adopted: 1 error\n"
    missing = tmp_path / "missing.xml"
    for source, message in (
        (url, f"{url}: error: answers 404 (Not Found); there is no such file; check the address [unreachable]\n{nothing}"),
        (page, f"{page}:2:1: error: this is a web page; expected an RSS feed [not-a-feed]\n{nothing}"),
        (missing, f"{missing}: error: No such file or directory [unreadable]\n"),
    ):  # fmt: skip
        result = run("lock", show, "--from", source)
        assert (result.exit_code, result.stderr) == (2, message)
    result = run("lock", show, "--from", "-", stdin=b"not a feed")
    assert result.exit_code == 2
    assert result.stderr.startswith("standard input:1:1: error: this is no XML ")
    assert not (show / "feed.lock").exists()
    assert run("lock", tmp_path / "nowhere", "--from", page).exit_code == 2
    assert run("lock", show).exit_code == 2


def test_a_feed_that_is_cut_off_is_refused(run: Run, show: Path, tmp_path: Path) -> None:
    """What is missing would get new guids."""
    run("build", show)
    text = (show / "public" / "feed.xml").read_text("utf-8")
    before = (show / "feed.lock").read_bytes()
    for end in (text.rindex("<item>"), text.rindex("<title>"), text.index("<item>")):
        cut = tmp_path / "cut.xml"
        cut.write_text(text[:end], "utf-8")
        result = run("lock", show, "--from", cut)
        assert result.exit_code == 2
        line = text[:end].count("\n") + 1
        assert result.stderr.splitlines()[0] == (
            f"{cut.as_posix()}:{line}:1: error: the feed ends before </rss>, so that items may be "
            "missing; get the whole feed [feed-cut]"
        )
    assert (show / "feed.lock").read_bytes() == before


def test_a_guid_that_new_wrote_gives_way_to_that_of_the_feed(
    run: Run, show: Path, tmp_path: Path
) -> None:
    """A file that was started or imported has a guid of its own, which nobody has seen yet."""
    write(show, "1-nets", "Nets", keys="guid: fresh-1\n")
    old = write_feed(tmp_path, NETS, BUOYS)
    result = run("lock", show, "--from", old)
    assert result.exit_code == 1
    assert (
        'kept: episodes/1-nets.md has guid: "fresh-1", the feed has "old-1"; apps know the episode by that '
        "of the feed: write guid: old-1\n"
    ) in result.output
    assert guids(show) == {"1-nets": "old-1", "2-buoys": "old-2"}
    assert run("build", show).exit_code == 2
    write(show, "1-nets", "Nets", keys="guid: old-1\n")
    assert run("lock", show, "--from", old).exit_code == 0
    assert run("build", show).exit_code == 0
