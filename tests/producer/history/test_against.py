"""`build --against`: no guid of a feed that is out there goes, changes, or moves to another episode."""

import json
import shutil
from collections.abc import Callable
from pathlib import Path

import pytest
from click.testing import Result
from lxml import etree
from pytest_httpserver import HTTPServer
from renamed_show import (
    drop,
    guids,
    leave,
    publish,
    rename,
    rename_show,
    replace_all,
    swap,
    take_name,
    take_title,
    write,
)

pytestmark = pytest.mark.slow

Run = Callable[..., Result]
NETS, BUOYS = "b44476e7-427b-5119-86a1-470e7471659c", "a8c7a1ed-7db4-536a-8c73-ab6024ff83fd"
NEW = "apps would show it as a new one, unheard, and download it again; write guid: "


@pytest.fixture
def show(run: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A show with two episodes that is published as old.xml, built where feed.lock got lost."""
    monkeypatch.chdir(tmp_path)
    folder = Path("show")
    run("init", folder, "--feed-url", "https://example.com/my-show/feed.xml")
    for path in folder.glob("episodes/*"):
        path.unlink()
    write(folder, "a", "Nets", "2024-03-01")
    write(folder, "b", "Buoys", "2024-03-02")
    assert run("build", folder).exit_code == 0
    assert guids(folder) == {"Nets": NETS, "Buoys": BUOYS}
    publish(folder)
    return folder


MINE = "55403956-1213-5f1e-b5b5-d1a01cd58729"
VARIED = ("aaa7da55-db66-5340-9c4f-cb96b787db23", "1f678bb2-febd-58d6-8da8-daea09a9d58d")
STOPS: dict[str, tuple[Callable[[Path], object], str, list[str]]] = {
    "a renamed file": (
        rename, "guid",
        [f'show/episodes/x.md:2:1: error: guid is "{MINE}", and the feed at old.xml has "{NETS}" for this '
         f"episode; {NEW}{NETS} into this file, or build with --accept guid [published-guid-changed]"],
    ),
    "a renamed file, whose name a new episode has": (
        take_name, "guid",
        [f'show/episodes/x.md:2:1: error: guid is "{MINE}", and the feed at old.xml has "{NETS}" for this '
         f"episode; {NEW}{NETS} into this file, or build with --accept guid [published-guid-changed]"],
    ),
    "a renamed file, whose name and title a new episode has": (
        take_title, "guid",
        [f'show/episodes/x.md:2:1: error: guid is "{MINE}", and the feed at old.xml has "{NETS}" for this '
         f"episode; {NEW}{NETS} into this file, or build with --accept guid [published-guid-changed]"],
    ),
    "files that swap their names": (
        swap, "guid",
        [f'show/episodes/b.md:2:1: error: guid is "{VARIED[0]}", and the feed at old.xml has "{NETS}" for this '
         f"episode; {NEW}{NETS} into this file, or build with --accept guid [published-guid-changed]",
         f'show/episodes/a.md:2:1: error: guid is "{VARIED[1]}", and the feed at old.xml has "{BUOYS}" for this '
         f"episode; {NEW}{BUOYS} into this file, or build with --accept guid [published-guid-changed]"],
    ),
    "another guid in the file": (
        lambda show: write(show, "a", "Nets", "2024-03-01", keys="guid: nets-1\n"), "guid",
        ['show/episodes/a.md:5:1: error: guid is "nets-1", and the feed at old.xml has '
         f'"{NETS}" for this episode; {NEW}{NETS} into this file, or build with --accept guid '
         "[published-guid-changed]"],
    ),
    "an episode that is gone": (
        drop, "vanished",
        [f'old.xml: error: the episode "Nets" (guid "{NETS}") is in this feed and gone from the show (or a '
         "draft now); apps would take it out of their lists; bring it back; if it has another file now, write "
         f"guid: {NETS} into that, or build with --accept vanished [published-episode-gone]"],
    ),
    "a draft": (
        lambda show: write(show, "a", "Nets", "2024-03-01", keys="draft: true\n"), "vanished",
        [f'old.xml: error: the episode "Nets" (guid "{NETS}") is in this feed and gone from the show (or a '
         "draft now); apps would take it out of their lists; bring it back; if it has another file now, write "
         f"guid: {NETS} into that, or build with --accept vanished [published-episode-gone]"],
    ),
    "an episode of the same date alone": (
        replace_all, "vanished",
        [f'old.xml: error: the episode "Nets" (guid "{NETS}") is in this feed and gone from the show (or a '
         "draft now); apps would take it out of their lists; if episodes/x.md of the same date is this one, "
         f"write guid: {NETS} into it, or build with --accept vanished [published-episode-gone]"],
    ),
    "an episode that leaves the feed": (
        leave, "vanished",
        ['old.xml: error: the episode "Nets" (episodes/a.md) is in this feed and would be in feed.xml no '
         "longer; apps would take it out of their lists; bring it back, or build with --accept vanished "
         "[published-episode-gone]"],
    ),
    "other audio": (
        lambda show: write(show, "a", "Nets", "2024-03-01", audio="new"), "enclosure",
        ['show/episodes/a.md:4:1: error: audio is at "https://media.example.com/new.mp3", and at '
         '"https://media.example.com/Nets.mp3" in the feed at old.xml; apps that know the old address fail '
         "unless it redirects to the new one; keep the old one, or build with --accept enclosure [published-enclosure-changed]"],
    ),
    "another date": (
        lambda show: write(show, "a", "Nets", "2024-03-04"), "date",
        ["show/episodes/a.md:3:1: error: published is 2024-03-04T00:00:00+00:00, and the feed at old.xml has "
         "2024-03-01T00:00:00+00:00; apps would move the episode to another place and may announce it again; "
         "set the date back, or build with --accept date [published-date-moved]"],
    ),
    "a date to come": (
        lambda show: write(show, "a", "Nets", "2924-03-04", keys=f"guid: {NETS}\n"), "date",
        ["show/episodes/a.md:3:1: error: published is 2924-03-04T00:00:00+00:00, which has not come, and the "
         "feed at old.xml has 2024-03-01T00:00:00+00:00; apps would move the episode to another place and may "
         "announce it again; set the date back, or build with --accept date [published-date-moved]"],
    ),
}  # fmt: skip


@pytest.mark.parametrize("case", STOPS)
def test_what_subscribers_of_the_feed_would_notice_stops_the_build(
    run: Run, show: Path, case: str
) -> None:
    change, kind, lines = STOPS[case]
    assert run("build", show, "--against", "old.xml", "--check").exit_code == 0
    change(show)
    result = run("build", show, "--against", "old.xml")
    assert result.exit_code == 2
    assert result.stderr.splitlines()[:-1] == lines
    assert not (show / "public").exists()
    assert not (show / "feed.lock").exists()
    for other in {"vanished", "guid", "enclosure", "date"} - {kind}:
        assert run("build", show, "--against", "old.xml", "--accept", other).exit_code == 2
    assert run("build", show, "--against", "old.xml", "--accept", kind).exit_code == 0


@pytest.mark.parametrize("case", ["a renamed file", "a renamed file, whose name and title a new episode has",
                                  "files that swap their names", "another guid in the file"])  # fmt: skip
def test_the_way_that_the_message_names_keeps_the_guids(run: Run, show: Path, case: str) -> None:
    STOPS[case][0](show)
    for line in run("build", show, "--against", "old.xml").stderr.splitlines()[:-1]:
        path, guid = Path(line.partition(":")[0]), line.partition("write guid: ")[2].split()[0]
        text = path.read_text("utf-8").replace("guid: nets-1\n", "")
        path.write_text(text.replace("\naudio:", f"\nguid: {guid}\naudio:"), "utf-8")
    result = run("build", show, "--against", "old.xml")
    assert result.exit_code == 0, result.stderr
    shutil.copy(show / "public" / "feed.xml", "new.xml")
    old, new = ({one.findtext("guid"): one.find("enclosure").get("url") for one in etree.parse(name).iter("item")}
                for name in ("old.xml", "new.xml"))  # fmt: skip
    assert {guid: new[guid] for guid in old} == old


def test_new_episodes_and_edits_are_no_change_of_identity(run: Run, show: Path) -> None:
    write(show, "a", "All about nets", "2024-03-01", audio="Nets")
    write(show, "c", "Fog", "2024-03-09")
    write(show, "d", "Ice", "2924-03-09")
    assert run("build", show, "--against", "old.xml").exit_code == 0


def test_what_feed_lock_says_was_accepted(run: Run, show: Path) -> None:
    """A change that was accepted on a computer does not stop the machine that publishes it."""
    assert run("build", show).exit_code == 0
    write(show, "a", "Nets", "2024-03-05", audio="new")
    (show / "episodes" / "b.md").unlink()
    accepted = [word for kind in ("enclosure", "date", "vanished") for word in ("--accept", kind)]
    assert run("build", show, *accepted).exit_code == 0
    shutil.rmtree(show / "public")
    assert run("build", show, "--against", "old.xml").exit_code == 0


def test_a_guid_of_feed_lock_that_never_came_out(run: Run, show: Path) -> None:
    """A computer gave a renamed file a guid of its own, after a machine had published another."""
    rename(show)
    assert run("build", show).exit_code == 0
    shutil.rmtree(show / "public")
    result = run("build", show, "--against", "old.xml")
    assert f"write guid: {NETS} into this file, and build once with --against where feed.lock" in (
        result.stderr
    )
    write(show, "x", "Nets", "2024-03-01", keys=f"guid: {NETS}\n")
    assert run("build", show, "--against", "old.xml", "--check").exit_code == 0
    assert run("build", show).exit_code == 2
    assert run("build", show, "--against", "old.xml").exit_code == 0
    assert run("build", show).exit_code == 0
    assert guids(show)["Nets"] == NETS


def test_a_guid_that_stands_in_the_file_of_another_episode(run: Run, show: Path) -> None:
    rename(show)
    write(show, "a", "Fog", "2024-03-09", keys=f"guid: {NETS}\n")
    result = run("build", show, "--against", "old.xml")
    assert result.exit_code == 2
    (line, _) = result.stderr.splitlines()
    assert line.startswith("show/episodes/x.md:2:1: error: guid is")
    assert (
        f"write guid: {NETS} into this file, remove that line from episodes/a.md, or build with "
        "--accept guid [published-guid-changed]"
    ) in line
    write(show, "a", "Fog", "2024-03-09")
    write(show, "x", "Nets", "2024-03-01", keys=f"guid: {NETS}\n")
    assert run("build", show, "--against", "old.xml").exit_code == 0
    assert guids(show)["Nets"] == NETS
    assert guids(show)["Fog"] not in (NETS, BUOYS)


def test_an_episode_with_the_guid_of_one_that_is_gone(run: Run, show: Path) -> None:
    write(show, "a", "Fog", "2024-03-09", keys=f"guid: {NETS}\n")
    result = run("build", show, "--against", "old.xml")
    assert result.exit_code == 2
    (line, _) = result.stderr.splitlines()
    assert line.startswith(
        f'show/episodes/a.md:5:1: error: guid is "{NETS}", which is "Nets" in the feed at old.xml: other '
        "audio, another date and title; apps would not show this episode as a new one; write guid: "
    )
    assert (
        "; if it is the same episode after all, build with --accept guid [published-guid-changed]"
        in line
    )
    fresh = line.partition("write guid: ")[2].split()[0]
    write(show, "a", "Fog", "2024-03-09", keys=f"guid: {fresh}\n")
    result = run("build", show, "--against", "old.xml")
    assert "[published-episode-gone]" in result.stderr
    assert run("build", show, "--against", "old.xml", "--accept", "vanished").exit_code == 0


def test_a_new_episode_in_a_file_of_an_old_name_gets_a_guid_of_its_own(
    run: Run, show: Path
) -> None:
    write(show, "a", "Fog", "2024-03-09")
    result = run("build", show, "--against", "old.xml", "--accept", "vanished")
    assert result.exit_code == 0, result.stderr
    assert guids(show)["Fog"] not in (NETS, BUOYS)


def test_another_show_is_no_feed_of_this_one(run: Run, show: Path) -> None:
    rename_show(show)
    result = run("build", show, "--against", "old.xml")
    assert result.exit_code == 2
    (first, *_) = result.stderr.splitlines()
    assert first.startswith('show/show.yaml:3:1: error: podcast:guid is "')
    assert (
        "apps would show another show; if it is the feed of this show, write podcast_guid: "
        in first
    )
    guid = first.partition("write podcast_guid: ")[2].partition(",")[0]
    path = show / "show.yaml"
    path.write_text(f"{path.read_text('utf-8')}podcast_guid: {guid}\n", "utf-8")
    assert run("build", show, "--against", "old.xml").exit_code == 0


def test_a_feed_of_another_tool(run: Run, show: Path) -> None:
    """Without a guid, apps know an item by its audio; counting services do not matter."""
    Path("other.xml").write_text(
        '<rss version="2.0"><channel><title>x</title>'
        "<item><title>Nets</title><pubDate>Fri, 01 Mar 2024 00:00:00 GMT</pubDate>"
        '<enclosure url="https://op3.dev/e/media.example.com/Nets.mp3" length="1" type="audio/mpeg"/></item>'
        f"<item><title>B</title><guid>{BUOYS}</guid>"
        '<enclosure url="https://op3.dev/e/media.example.com/Buoys.mp3"/></item>'
        "<item><title>Neither guid nor audio</title></item></channel></rss>"
    )
    result = run("build", show, "--against", "other.xml")
    assert result.exit_code == 2
    (line, _) = result.stderr.splitlines()
    assert f'{NEW}"https://op3.dev/e/media.example.com/Nets.mp3" into this file' in line
    write(
        show,
        "a",
        "Nets",
        "2024-03-01",
        keys='guid: "https://op3.dev/e/media.example.com/Nets.mp3"\n',
    )
    assert run("build", show, "--against", "other.xml").exit_code == 0


@pytest.mark.parametrize("older", ["drop", "pages", "archives"])
def test_a_feed_that_is_cut_or_in_pages(run: Run, show: Path, older: str) -> None:
    """Episodes leave the feed by its limit, and further pages are read as well."""
    path = show / "show.yaml"
    path.write_text(f"{path.read_text('utf-8')}limit: 1\nolder: {older}\n", "utf-8")
    assert run("build", show, "--against", "old.xml").exit_code == 0
    shutil.copytree(show / "public", "out")
    shutil.rmtree(show / "public")
    (show / "feed.lock").unlink()
    write(show, "c", "Fog", "2024-03-09")
    assert run("build", show, "--against", "out/feed.xml", "--check").exit_code == 0
    rename(show)
    assert run("build", show, "--against", "out/feed.xml").exit_code == (
        0 if older == "drop" else 2
    )


def test_a_feed_at_an_address_with_its_pages(run: Run, show: Path, httpserver: HTTPServer) -> None:
    page = (
        '<rss version="2.0" xmlns:atom="http://www.w3.org/2005/Atom"><channel><title>x</title>'
        '<atom:link rel="next" href="{}"/>{}</channel></rss>'
    )
    item = '<item><title>{0}</title><guid>{1}</guid><enclosure url="https://media.example.com/{0}.mp3"/></item>'
    httpserver.expect_request("/feed.xml").respond_with_data(
        page.format("/page-2.xml", item.format("Buoys", BUOYS))
    )
    httpserver.expect_request("/page-2.xml").respond_with_data(
        page.format("/feed.xml", item.format("Nets", NETS))
    )
    url = httpserver.url_for("/feed.xml")
    assert run("build", show, "--against", url, "--allow-private", "--check").exit_code == 0
    rename(show)
    result = run("build", show, "--against", url, "--allow-private")
    assert result.exit_code == 2
    assert f'and the feed at {url} has "{NETS}" for this episode' in result.stderr


def test_another_feed_of_the_show_is_known_by_its_guid(run: Run, show: Path) -> None:
    leave(show)
    assert run("build", show).exit_code == 0
    shutil.copy(show / "public" / "plus.xml", "plus.xml")
    result = run("build", show, "--against", "plus.xml", "--against", "show/public/feed.xml")
    assert result.exit_code == 0, result.stderr
    shutil.rmtree(show / "public")
    (show / "feed.lock").unlink()
    assert run("build", show, "--against", "plus.xml").exit_code == 0


FAULTS = {
    "missing": (
        "nix.xml",
        "nix.xml: error: there is no such file; if the show is not published yet, build this one time without "
        "--against [unreadable]",
    ),
    "folder": ("show", "show: error: it is a folder; expected a file; it cannot be read"),
    "no feed": ("show/show.yaml", "show/show.yaml:1:1: error: this is no XML ("),
    "cut": ("cut.xml", "error: the feed ends before </rss>, so that items may be missing; get the whole feed"),
    "nobody answers": ("http://localhost:1/feed.xml", "http://localhost:1/feed.xml: error: localhost refuses"),
}  # fmt: skip


@pytest.mark.parametrize("case", FAULTS)
def test_a_feed_that_cannot_be_read_stops_the_build(run: Run, show: Path, case: str) -> None:
    source, message = FAULTS[case]
    Path("cut.xml").write_bytes(Path("old.xml").read_bytes()[:-200])
    result = run("build", show, "--against", source, "--allow-private")
    assert result.exit_code == 2
    assert message in result.stderr
    assert not (show / "public").exists()


def test_a_show_that_is_not_published_yet(run: Run, show: Path, httpserver: HTTPServer) -> None:
    httpserver.expect_request("/feed.xml").respond_with_data("none", status=404)
    url = httpserver.url_for("/feed.xml")
    result = run("build", show, "--against", url, "--allow-private")
    assert result.exit_code == 2
    assert result.stderr.splitlines()[0] == (
        f"{url}: error: answers 404 (NOT FOUND); there is no such file; check the address; if the show is not "
        "published yet, build this one time without --against [unreachable]"
    ).replace("NOT FOUND", "Not Found")


def test_the_feed_may_come_on_standard_input(run: Run, show: Path) -> None:
    old = Path("old.xml").read_bytes()
    assert run("build", show, "--against", "-", "--check", stdin=old).exit_code == 0
    rename(show)
    result = run("build", show, "--against", "-", stdin=old)
    assert "and the feed at standard input has" in result.stderr


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (["show", "other"], "--against is the feed of one show"),
        (["show", "--watch"], "--against - can be read only once"),
    ],
)
def test_wrong_use(run: Run, show: Path, arguments: list[str], message: str) -> None:
    result = run("build", *arguments, "--against", "-")
    assert result.exit_code == 2
    assert message in result.stderr


def test_hostile_texts_of_the_feed_are_inert(run: Run, show: Path) -> None:
    Path("hostile.xml").write_text(
        '<rss version="2.0"><channel><title>x</title><item><title>&#10;::error::x \u202e\u009b2J</title>'
        "<guid>a\n::warning::b</guid></item></channel></rss>",
        "utf-8",
    )
    result = run("build", show, "--against", "hostile.xml")
    assert result.exit_code == 2
    (line, _) = result.stderr.splitlines()
    assert not {"\u202e", "\u009b", "\n"}.intersection(line)
    assert json.dumps(line)
