"""Audio of many episodes that moves for one reason is one finding, which names the way on."""

import json
from collections.abc import Callable
from pathlib import Path

import pytest
from click.testing import Result
from make_audio import mp3
from shows import drop_checks, set_keys

from feedtool.values.podcast_guids import podcast_guid_of

pytestmark = pytest.mark.slow

Run = Callable[..., Result]
BASE = "https://example.com/show/"
START = "apps that know the old addresses fail unless these redirect"


def write(show: Path, number: int, audio: str) -> None:
    (show / "episodes" / f"{number}.md").write_text(
        f"---\ntitle: Part {number}\npublished: 2024-03-0{number}\naudio: {audio}\n---\nPart {number}.\n",
        "utf-8",
    )


@pytest.fixture
def published(run: Run, small_show: Path) -> Path:
    """A published show of three episodes with files."""
    (small_show / "episodes" / "1-ropes.md").unlink()
    (small_show / "audio").mkdir(exist_ok=True)
    for number in (1, 2, 3):
        (small_show / "audio" / f"{number}.mp3").write_bytes(mp3(400 + number))
        write(small_show, number, f"{number}.mp3")
    assert run("build", small_show).exit_code == 0
    return small_show


CASES = {
    "media_url": (
        "media_url: https://media.example.com/", 0, 1,
        'media_url is "https://media.example.com/"; with it the audio of 3 published episodes is at '
        f'"https://media.example.com/" and was at "{BASE}audio/"; {START}; keep media_url: '
        f"{BASE}audio/, or redirect them at example.com and build with --accept enclosure",
    ),
    "base_url": (
        "base_url: https://new.example.com", 0, 1,
        'base_url is "https://new.example.com"; with it the audio of 3 published episodes is at '
        f'"https://new.example.com/audio/" and was at "{BASE}audio/"; {START}; keep media_url: '
        f"{BASE}audio/, or redirect them at example.com and build with --accept enclosure",
    ),
    "feed_url": (
        "feed_url: https://new.example.com/feed.xml", 0, 1,
        'feed_url is "https://new.example.com/feed.xml"; with it the audio of 3 published episodes '
        f'is at "https://new.example.com/audio/" and was at "{BASE}audio/"; {START}; keep media_url: '
        f"{BASE}audio/, or redirect them at example.com and build with --accept enclosure",
    ),
    "same host": (
        "hosting: netlify\nfeed_url: https://example.com/new/feed.xml", 1, 1,
        'feed_url is "https://example.com/new/feed.xml"; with it the audio of 3 published episodes '
        f'is at "https://example.com/new/audio/" and was at "{BASE}audio/"; {START}; keep media_url: '
        f"{BASE}audio/, or write moved_from: {BASE}feed.xml, and hosting: netlify redirects all; or "
        "build with --accept enclosure",
    ),
    "same host, media_url": (
        "hosting: nginx\nmedia_url: https://example.com/audio", 1, 1,
        'media_url is "https://example.com/audio"; with it the audio of 3 published episodes is at '
        f'"https://example.com/audio/" and was at "{BASE}audio/"; {START}; keep media_url: '
        f"{BASE}audio/, or build with --accept enclosure, and hosting: nginx redirects them",
    ),
    "a host without redirects": (
        "hosting: github-pages\nmedia_url: https://example.com/audio/", 1, 1,
        'media_url is "https://example.com/audio/"; with it the audio of 3 published episodes is at '
        f'"https://example.com/audio/" and was at "{BASE}audio/"; {START}; keep media_url: '
        f"{BASE}audio/, or redirect them at example.com and build with --accept enclosure",
    ),
}  # fmt: skip


@pytest.mark.parametrize("case", CASES)
def test_new_address_of_a_folder_is_one_finding_at_its_key(
    run: Run, published: Path, case: str
) -> None:
    keys, down, column, message = CASES[case]
    line = set_keys(published, keys) + down
    result = run("build", published)
    assert result.exit_code == 2
    assert result.stderr == (
        f"{published.as_posix()}/show.yaml:{line}:{column}: error: {message} "
        f"[published-audio-moved]\n{published.as_posix()}: not built: 1 error\n"
    )
    for other in ("vanished", "guid", "date"):
        assert run("build", published, "--accept", other).exit_code == 2
    assert run("build", published, "--accept", "enclosure").exit_code == 0
    assert run("build", published).exit_code == 0


def test_kept_media_url_is_the_way_on(run: Run, published: Path) -> None:
    set_keys(published, f"base_url: https://new.example.com/\nmedia_url: {BASE}audio/")
    assert run("build", published).exit_code == 0


def test_moved_from_is_the_way_on_where_the_host_redirects(run: Run, published: Path) -> None:
    keys = f"feed_url: https://example.com/new/feed.xml\nmoved_from: {BASE}feed.xml"
    set_keys(published, keys)
    assert "[published-audio-moved]" in run("build", published).stderr
    set_keys(published, f"hosting: netlify\n{keys}")
    result = run("build", published)
    assert (result.exit_code, result.stderr) == (0, "")
    text = (published / "public" / "_redirects").read_text("ascii")
    assert "/show/audio/* https://example.com/new/audio/:splat 301!\n" in text


def test_single_episode_moves_with_the_key_too(run: Run, published: Path) -> None:
    for number in (2, 3):
        (published / "episodes" / f"{number}.md").unlink()
    run("build", published, "--accept", "vanished")
    set_keys(published, "media_url: https://media.example.com/")
    result = run("build", published)
    assert "with it the audio of 1 published episode is at" in result.stderr


def test_addresses_in_front_matter_that_move_together_are_one_finding(run: Run, show: Path) -> None:
    assert run("build", show).exit_code == 0
    for path in (show / "episodes").glob("*.md"):
        text = path.read_text("utf-8")
        path.write_text(text.replace("media.example.com/", "cdn.example.com/harbour/"), "utf-8")
    result = run("build", show)
    assert result.exit_code == 2
    assert result.stderr.count("error:") == 1
    assert (
        f"{show.as_posix()}/episodes/1-ropes.md:3:1: error: audio is at "
        '"https://cdn.example.com/harbour/" and was at "https://media.example.com/", as the audio of '
        f"2 published episodes; {START}; keep the old addresses, or redirect them at "
        "media.example.com and build with --accept enclosure [published-audio-moved]"
    ) in result.stderr


def test_show_that_comes_from_a_hoster_is_one_finding(run: Run, published: Path) -> None:
    path = published / "feed.lock"
    data = json.loads(drop_checks(path.read_text("utf-8")))
    for number in (1, 2, 3):
        url = f"https://cdn.hoster.example.com/{number * 4711}/audio.mp3"
        data["episodes"][str(number)]["enclosure"]["url"] = url
    path.write_text(json.dumps(data), "utf-8")
    result = run("build", published)
    assert result.stderr.count("error:") == 1
    assert (
        f'feed_url is "{BASE}feed.xml"; with it the audio of 3 published episodes is at '
        f'"{BASE}audio/" and was at "https://cdn.hoster.example.com/"; {START}; keep the old '
        "addresses, or redirect them at cdn.hoster.example.com and build with --accept enclosure"
    ) in result.stderr


def test_one_file_with_a_new_name_is_told_at_its_episode(run: Run, published: Path) -> None:
    (published / "audio" / "new.mp3").write_bytes(mp3(402))
    write(published, 2, "new.mp3")
    result = run("build", published)
    assert "[published-enclosure-changed]" in result.stderr
    assert "[published-audio-moved]" not in result.stderr


def test_moved_and_renamed_at_once_are_told_apart(run: Run, published: Path) -> None:
    (published / "audio" / "new.mp3").write_bytes(mp3(402))
    write(published, 2, "new.mp3")
    set_keys(published, "media_url: https://media.example.com/")
    result = run("build", published)
    assert result.stderr.count("[published-enclosure-changed]") == 1
    assert result.stderr.count("[published-audio-moved]") == 1
    assert "the audio of 2 published episodes" in result.stderr


def test_prefix_of_a_counting_service_is_no_move(run: Run, published: Path) -> None:
    set_keys(published, "prefixes: op3")
    assert run("build", published).exit_code == 0


def test_machine_without_feed_lock_is_told_once_too(
    run: Run, published: Path, tmp_path: Path
) -> None:
    feed = tmp_path / "out.xml"
    feed.write_bytes((published / "public" / "feed.xml").read_bytes())
    for name in ("feed.lock", "public/feed.xml"):
        (published / name).unlink()
    keys = f"feed_url: https://example.com/new/feed.xml\nmedia_url: {BASE}audio/"
    guid = podcast_guid_of(f"{BASE}feed.xml")
    set_keys(published, f"hosting: netlify\npodcast_guid: {guid}\n{keys}")
    assert run("build", "--check", published, "--against", feed).exit_code == 0
    path = published / "show.yaml"
    path.write_text(path.read_text("utf-8").replace(f"media_url: {BASE}audio/\n", ""), "utf-8")
    result = run("build", "--check", published, "--against", feed)
    assert result.exit_code == 2
    assert result.stderr.count("error:") == 1
    assert (
        f"keep media_url: {BASE}audio/, or write moved_from: {BASE}feed.xml, and hosting: netlify "
        "redirects all; or build with --accept enclosure [published-audio-moved]"
    ) in result.stderr
    assert run("build", published, "--against", feed, "--accept", "enclosure").exit_code == 0


@pytest.mark.parametrize("key", ["base_url", "media_url"])
@pytest.mark.parametrize("tail", ["?id=7", "#top", "?", "a?b#c"])
def test_address_of_a_folder_has_no_query(run: Run, small_show: Path, key: str, tail: str) -> None:
    url = f"https://example.com/show/{tail}"
    line = set_keys(small_show, f'{key}: "{url}"')
    result = run("build", small_show)
    assert result.exit_code == 2
    assert result.stderr == (
        f'{small_show.as_posix()}/show.yaml:{line}:{len(key) + 3}: error: {key} is "{url}"; expected '
        "the address of a folder, without ? or #, e.g. https://example.com/show/ [bad-folder-url]\n"
        f"{small_show.as_posix()}: not built: 1 error\n"
    )
