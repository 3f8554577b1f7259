"""Adopting the guids of a feed that is already out there."""

import json
from collections.abc import Callable
from pathlib import Path

import pytest
from click.testing import Result
from lxml import etree
from old_feed import (
    AT,
    BUOYS,
    NETS,
    PODCAST_GUID,
    built_guids,
    guids,
    item,
    locked,
    start_show,
    write,
    write_feed,
)
from pytest_httpserver import HTTPServer

pytestmark = pytest.mark.slow

Run = Callable[..., Result]


@pytest.fixture
def show(run: Run, tmp_path: Path) -> Path:
    return start_show(run, tmp_path / "show")


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


def test_nothing_is_measured_to_adopt_a_guid(run: Run, show: Path, tmp_path: Path) -> None:
    write(show, "1-nets", "Nets", keys="audio: https://media.example.com/1-nets.mp3\n")
    assert run("lock", show, "--from", write_feed(tmp_path, NETS, BUOYS)).exit_code == 0
    assert guids(show) == {"1-nets": "old-1", "2-buoys": "old-2"}
    entry = json.loads((show / "feed.lock").read_text("utf-8"))["episodes"]["1-nets"]
    assert entry["enclosure"]["length"] == 1000000
    assert "[missing-key]" in run("build", show).stderr


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
    url = httpserver.url_for("/feed.xml")
    result = run("lock", show, "--from", url, "--dry-run", "--allow-private")
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
        result = run("lock", show, "--from", source, "--allow-private")
        assert (result.exit_code, result.stderr) == (2, message)
    result = run("lock", show, "--from", "-", stdin=b"not a feed")
    assert result.exit_code == 2
    assert result.stderr.startswith("standard input:1:1: error: this is no XML ")
    assert not (show / "feed.lock").exists()
    assert run("lock", tmp_path / "nowhere", "--from", page).exit_code == 2
    assert run("lock", show).exit_code == 2


@pytest.mark.parametrize("host", ["::1", "::ffff:127.0.0.1", "::"])
def test_an_address_that_begins_with_colons_is_told_whole(run: Run, show: Path, host: str) -> None:
    result = run("lock", show, "--from", f"http://[{host}]/feed.xml")
    assert result.exit_code == 2
    assert f"/feed.xml: error: {host} is " in result.stderr


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
