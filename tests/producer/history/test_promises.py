"""What was published stays what it was, unless it is asked for."""

import json
from collections.abc import Callable
from pathlib import Path

import pytest
from click.testing import CliRunner, Result
from lxml import etree
from shows import drop_checks

from feedtool.cli import cli

pytestmark = pytest.mark.slow

Run = Callable[..., Result]
AUDIO = "{url: https://media.example.com/%s.mp3, length: 1000000, duration: 60}"


def write(show: Path, slug: str, *, title: str, audio: str = "", keys: str = "") -> Path:
    path = show / "episodes" / f"{slug}.md"
    audio = AUDIO % (audio or slug)
    day = "2024-03-01" if slug.startswith("1") else "2024-03-02"
    published = "" if "published:" in keys else f"published: {day}\n"
    path.write_text(
        f"---\ntitle: {title}\n{published}audio: {audio}\n{keys}---\nWords of {title}.\n"
    )
    return path


@pytest.fixture
def show(run: Run, tmp_path: Path) -> Path:
    """A show with two published episodes."""
    folder = tmp_path / "show"
    run("init", folder)
    for path in folder.glob("episodes/*"):
        path.unlink()
    write(folder, "1-nets", title="Nets")
    write(folder, "2-buoys", title="Buoys")
    assert run("build", folder).exit_code == 0
    return folder


def guids(show: Path) -> list[str]:
    feed = etree.parse(show / "public" / "feed.xml")
    return [str(one.text) for one in feed.iter("guid")]


def test_a_renamed_file_keeps_its_guid(run: Run, show: Path) -> None:
    before = guids(show)
    (show / "episodes" / "1-nets.md").rename(show / "episodes" / "001-fishing-nets.md")
    assert run("build", show).exit_code == 0
    assert guids(show) == before
    locked = json.loads((show / "feed.lock").read_text("utf-8"))["episodes"]
    assert sorted(locked) == ["001-fishing-nets", "2-buoys"]


def test_a_renamed_file_with_a_new_title_is_known_by_its_audio(run: Run, show: Path) -> None:
    before = guids(show)
    (show / "episodes" / "1-nets.md").unlink()
    write(show, "1-fishing", title="Fishing", audio="1-nets")
    assert run("build", show).exit_code == 0
    assert guids(show) == before


def test_another_episode_of_the_same_day_is_no_renamed_one(run: Run, show: Path) -> None:
    (show / "episodes" / "1-nets.md").unlink()
    write(show, "1-ropes", title="Ropes")
    assert run("build", show).exit_code == 2


def test_a_new_title_keeps_the_guid(run: Run, show: Path) -> None:
    before = guids(show)
    write(show, "1-nets", title="All about nets")
    assert run("build", show).exit_code == 0
    assert guids(show) == before


CASES = {
    "vanished": (
        lambda show: (show / "episodes" / "1-nets.md").unlink(),
        'feed.lock:6:5: error: the episode "1-nets" is published and gone from the show (or a draft '
        "now); apps would take it out of their lists; bring it back; if it has another file now, write "
        'guid: "NETS" into that, or build with --accept vanished [published-episode-gone]',
    ),
    "draft": (
        lambda show: write(show, "1-nets", title="Nets", keys="draft: true\n"),
        "vanished [published-episode-gone]",
    ),
    "guid": (
        lambda show: write(show, "1-nets", title="Nets", keys="guid: nets-1\n"),
        "; apps would show the episode as a new one, unheard, and download it again; set the guid "
        "back, or build with --accept guid [published-guid-changed]",
    ),
    "enclosure": (
        lambda show: write(show, "1-nets", title="Nets", audio="1-new"),
        'episodes/1-nets.md:4:1: error: audio is at "https://media.example.com/1-new.mp3" and was '
        'at "https://media.example.com/1-nets.mp3"; apps that know the old address fail unless it '
        "redirects to the new one; keep the old one, or build with --accept enclosure "
        "[published-enclosure-changed]",
    ),
    "date": (
        lambda show: write(show, "1-nets", title="Nets", keys="published: 2024-03-05\n"),
        "published is 2024-03-05T00:00:00+00:00 and was 2024-03-01T00:00:00+00:00; apps would move "
        "the episode to another place and may announce it again; set the date back, or build with "
        "--accept date [published-date-moved]",
    ),
    "date-to-come": (
        lambda show: write(show, "1-nets", title="Nets", keys="published: 2924-03-05\n"),
        "apps would remove it until then; set the date back, or build with --accept date",
    ),
}


@pytest.mark.parametrize("case", CASES)
def test_what_subscribers_would_notice_stops_the_build(run: Run, show: Path, case: str) -> None:
    change, message = CASES[case]
    before = (show / "public" / "feed.xml").read_bytes()
    lock = (show / "feed.lock").read_bytes()
    change(show)
    result = run("build", show)
    assert result.exit_code == 2
    assert message.replace("NETS", guids(show)[1]) in result.stderr
    assert result.stderr.endswith(": not built: 1 error\n")
    assert (show / "public" / "feed.xml").read_bytes() == before
    assert (show / "feed.lock").read_bytes() == lock
    kind = {"draft": "vanished", "date-to-come": "date"}.get(case, case)
    for other in {"vanished", "guid", "enclosure", "date"} - {kind}:
        assert run("build", show, "--accept", other).exit_code == 2
    assert run("build", show, "--accept", kind).exit_code == 0
    assert run("build", show).exit_code == 0


def test_an_episode_that_comes_back_has_its_guid(run: Run, show: Path) -> None:
    path = show / "episodes" / "1-nets.md"
    text = path.read_text("utf-8")
    lock = show / "feed.lock"
    old = json.loads(lock.read_text("utf-8"))["episodes"]["1-nets"]["guid"]
    locked = drop_checks(lock.read_text("utf-8"))
    lock.write_text(locked.replace(old, "nets-of-another-host"), "utf-8")
    assert run("build", show).exit_code == 0
    path.unlink()
    assert run("build", show, "--accept", "vanished").exit_code == 0
    assert "nets-of-another-host" not in guids(show)
    path.write_text(text, "utf-8")
    assert run("build", show).exit_code == 0
    assert "nets-of-another-host" in guids(show)


def test_a_dry_run_says_what_subscribers_would_see(run: Run, show: Path) -> None:
    feed = (show / "public" / "feed.xml").as_posix()
    assert run("build", "--dry-run", show).output == f"{feed}: nothing changes\n"
    files = {path: path.read_bytes() for path in show.rglob("*") if path.is_file()}
    written = [
        write(show, "2-fog", title="Fog"),
        write(show, "2-ice", title="Ice"),
        write(show, "1-nets", title="All about nets"),
    ]
    (show / "episodes" / "2-buoys.md").unlink()
    result = run("build", "--dry-run", "--accept", "vanished", show)
    assert result.exit_code == 0
    assert result.output == (
        f"{feed}: 1 removed episode: Buoys\n"
        f"{feed}: 2 new episodes: Ice, Fog\n"
        f"{feed}: 1 episode with a new title: All about nets\n"
        f"{feed}: 1 episode with new notes: All about nets\n"
    )
    for path, data in files.items():
        assert path in written or path.name == "2-buoys.md" or path.read_bytes() == data


def test_a_dry_run_tells_of_changes_around_the_episodes(run: Run, show: Path) -> None:
    path = show / "show.yaml"
    path.write_text(path.read_text("utf-8") + "medium: audiobook\n", "utf-8")
    output = run("build", "--dry-run", show).output
    assert output.endswith("feed.xml: podcast:medium of the show is new\n")


def test_check_writes_nothing_and_fails_with_errors(run: Run, show: Path) -> None:
    before = (show / "public" / "feed.xml").read_bytes()
    write(show, "2-fog", title="Fog")
    result = run("build", "--check", show)
    assert (result.exit_code, (show / "public" / "feed.xml").read_bytes()) == (0, before)
    assert result.output.endswith("feed.xml: 3 episodes, would change\n")
    write(show, "2-fog", title="Fog", keys="titel: x\n")
    assert run("build", "--check", show).exit_code == 2


def test_a_renamed_file_with_everything_new_is_told_with_its_guid(run: Run, show: Path) -> None:
    guid = guids(show)[1]
    (show / "episodes" / "1-nets.md").unlink()
    write(show, "1-drei", title="Drei", audio="1-drei")
    result = run("build", show)
    assert result.exit_code == 2
    mend = f'if episodes/1-drei.md of the same date is this one, write guid: "{guid}" into it, or build'
    assert mend in result.stderr
    write(show, "1-drei", title="Drei", audio="1-drei", keys=f"guid: {guid}\n")
    result = run("build", show, "--accept", "enclosure")
    assert result.exit_code == 0, result.stderr
    assert guids(show)[1] == guid


def test_a_lock_file_that_is_gone_does_not_change_guids(run: Run, show: Path) -> None:
    before = guids(show)
    (show / "feed.lock").unlink()
    assert run("build", show).output.endswith("feed.xml: 2 episodes, unchanged\n")
    (show / "feed.lock").unlink()
    (show / "episodes" / "1-nets.md").rename(show / "episodes" / "001-nets.md")
    result = run("build", show)
    assert result.exit_code == 2
    assert result.stderr.splitlines()[0] == (
        f"{show.as_posix()}/feed.lock: error: feed.lock is gone, and the feeds in public/ have a guid that "
        "would change; restore it from your history, or take the guids from the feed: feedtool lock "
        f"{show.as_posix()}/ --from {show.as_posix()}/public/feed.xml [lock-missing]"
    )
    assert guids(show) == before
    assert run("lock", show, "--from", show / "public" / "feed.xml").exit_code == 0
    assert run("build", show).exit_code == 0
    assert guids(show) == before


def rich(show: Path) -> Path:
    """A show with a guest, a transcript, another feed and no footer, as it was built."""
    append(show, "footer: false\nfeeds: {plus: {title: Plus}}\n")
    (show / "people.yaml").write_text("bo: {name: Bo Lind, url: 'https://example.com/bo'}\n")
    (show / "transcripts").mkdir(exist_ok=True)
    (show / "transcripts" / "nets.txt").write_text("Welcome.\n")
    write(show, "1-nets", title="Nets", keys="guests: [bo]\ntranscript: transcripts/nets.txt\n")
    result = run_build(show)
    assert result.exit_code == 0, result.stderr
    return show


def append(show: Path, text: str) -> None:
    path = show / "show.yaml"
    path.write_text(path.read_text("utf-8") + text, "utf-8")


def run_build(show: Path, *arguments: str) -> Result:
    return CliRunner().invoke(cli, ["build", *arguments, str(show)])


OLDER = "1 episode only on further pages, which Apple and Spotify do not read: Nets"
PERSON = ["href of podcast:person is gone from", "podcast:person changes in"]
KEYS = "guests: [bo]\ntranscript: transcripts/nets.txt\n"
DRY_RUNS = {
    "explicit": (
        lambda show: write(show, "1-nets", title="Nets", keys=f"{KEYS}explicit: true\n"),
        [f"{one}.xml: itunes:explicit changes in 1 episode: Nets" for one in ("feed", "plus")],
    ),
    "people.yaml": (
        lambda show: (show / "people.yaml").write_text("bo: {name: Bo Lindt}\n"),
        [
            f"{feed}.xml: {change} 1 episode: Nets" for feed in ("feed", "plus") for change in PERSON
        ],
    ),
    "a feed of its own": (
        lambda show: (show / "show.yaml").write_text(
            (show / "show.yaml").read_text().replace("title: Plus", "title: More")
        ),
        ["plus.xml: title of the show changes", "plus.xml: title in image of the show changes"],
    ),
    "title for all": (
        lambda show: append(show, 'title_format: "{title} – {guests}"\n'),
        [
            "feed.xml: 1 episode with a new title: Nets – Bo Lind",
            "plus.xml: 1 episode with a new title: Nets – Bo Lind",
        ],
    ),
    "transcript": (
        lambda show: (show / "transcripts" / "nets.txt").write_text("Welcome aboard.\n"),
        [": 2 other files would change: transcripts/1-nets.html, transcripts/1-nets.txt"],
    ),
    "transcript that goes": (
        lambda show: write(show, "1-nets", title="Nets", keys="guests: [bo]\n"),
        [
            "feed.xml: podcast:transcript is gone from 1 episode: Nets",
            "plus.xml: podcast:transcript is gone from 1 episode: Nets",
            ": 2 other files would be removed: transcripts/1-nets.html, transcripts/1-nets.txt",
        ],
    ),
    "limit": (
        lambda show: append(show, "limit: 1\n"),
        ["feed.xml: 1 removed episode: Nets", "plus.xml: 1 removed episode: Nets"],
    ),
    "further pages": (
        lambda show: append(show, "limit: 1\nolder: pages\n"),
        [
            f"feed.xml: {OLDER}",
            f"plus.xml: {OLDER}",
        ],
    ),
    "feed.xml that is not there": (
        lambda show: (show / "public" / "feed.xml").unlink(),
        ["feed.xml: the file is missing; compared with feed.lock only"],
    ),
    "a comment": (
        lambda show: append(show, "# All is well.\n"),
        ["feed.xml: nothing changes"],
    ),
}  # fmt: skip


@pytest.mark.parametrize("case", DRY_RUNS)
def test_a_dry_run_tells_all_that_changes(show: Path, case: str) -> None:
    change, lines = DRY_RUNS[case]
    change(rich(show))
    result = run_build(show, "--dry-run")
    assert result.stderr == ""
    public = f"{show.as_posix()}/public"
    expected = [f"{public}{'' if line[0] == ':' else '/'}{line}" for line in lines]
    assert result.output.splitlines() == expected


def test_check_and_build_tell_of_other_files(show: Path) -> None:
    (rich(show) / "transcripts" / "nets.txt").write_text("Welcome aboard.\n")
    names = "transcripts/1-nets.html, transcripts/1-nets.txt"
    public = f"{show.as_posix()}/public"
    last = run_build(show, "--check").output.splitlines()[-1]
    assert last == f"{public}: 2 other files would change: {names}"
    last = run_build(show).output.splitlines()[-1]
    assert last == f"{public}: 2 other files changed: {names}"
    assert "other file" not in run_build(show).output


def test_a_feed_that_is_gone_is_told_once(run: Run, show: Path) -> None:
    path = rich(show) / "show.yaml"
    guid = json.loads((show / "feed.lock").read_text("utf-8"))["feeds"]["plus"]
    text = path.read_text("utf-8")
    path.write_text(text.replace("feeds: {plus: {title: Plus}}\n", ""), "utf-8")
    result = run("build", show)
    assert result.exit_code == 2
    (line, _) = result.stderr.splitlines()
    assert line.endswith(
        "error: plus.xml is published and is no feed of the show any more; it would go, and its "
        "followers get nothing new; bring feeds.plus back, or build with --accept vanished "
        "[published-feed-gone]"
    )
    assert (show / "public" / "plus.xml").exists()
    assert run("build", show, "--accept", "vanished").exit_code == 0
    assert not (show / "public" / "plus.xml").exists()
    assert run("build", show).exit_code == 0
    path.write_text(text, "utf-8")
    assert run("build", show).exit_code == 0
    assert f">{guid}<" in (show / "public" / "plus.xml").read_text("utf-8")


def test_a_lost_lock_file_is_told_by_the_guids_of_all_feeds(run: Run, show: Path) -> None:
    append(show, "without: {types: bonus}\nfeeds: {plus: {title: Plus}}\n")
    write(show, "1-extra", title="Extra", keys="type: bonus\n")
    assert run("build", show).exit_code == 0
    (show / "episodes" / "1-extra.md").rename(show / "episodes" / "1-more.md")
    assert run("build", show).exit_code == 0
    (show / "feed.lock").unlink()
    result = run("build", show)
    assert result.exit_code == 2
    assert "the feeds in public/ have a guid that would change" in result.stderr


def test_live_items_need_no_lock_file(run: Run, show: Path) -> None:
    append(
        show,
        "live_items: {title: Live, status: pending, start: 2024-03-05T18:00, "
        "audio: {url: 'https://example.com/s', type: audio/mpeg}}\n",
    )
    assert run("build", show).exit_code == 0
    (show / "feed.lock").unlink()
    assert run("build", show).exit_code == 0


def test_an_entry_that_a_merge_has_doubled_is_told(run: Run, show: Path) -> None:
    lock = show / "feed.lock"
    text = lock.read_text("utf-8")
    (line,) = [one for one in text.split("\n") if one.startswith('    "1-nets"')]
    lock.write_text(text.replace(line, f"{line}\n{line}"), "utf-8")
    result = run("build", show)
    assert result.exit_code == 2
    assert result.stderr.splitlines()[0] == (
        f'{lock.as_posix()}:7:1: error: the lock file is damaged ("1-nets" is written twice); '
        "restore it from your history [bad-lock]"
    )
