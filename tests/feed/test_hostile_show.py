"""Shows whose files were made to do harm: each is told at its place, in little time and memory."""

import json
import os
from collections.abc import Callable
from pathlib import Path

import pytest
from click.testing import Result
from shows import write_episode

Run = Callable[..., Result]
GUID = "917393e3-1b1e-5cef-ace4-edaa54e1f810"
ENTRY = {
    "guid": "old-1",
    "published": "2024-03-09T00:00:00+00:00",
    "enclosure": {
        "url": "https://media.example.com/1-ropes.mp3", "length": 1000, "type": "audio/mpeg",
        "duration": 60,
    },
    "hash": "0123456789abcdef",
}  # fmt: skip


@pytest.fixture
def show(run: Run, tmp_path: Path) -> Path:
    """A show of one episode that was never built."""
    folder = tmp_path / "show"
    run("init", folder, "--feed-url", "https://example.com/show/feed.xml")
    for path in folder.glob("episodes/*"):
        path.unlink()
    write_episode(folder, "1-ropes", "published: 2024-03-09\n")
    return folder


def told(run: Run, show: Path, *more: str) -> list[str]:
    """Return the lines that a build says of what is wrong, without the folder's name."""
    result = run("build", show, *more)
    lines = [line.replace(f"{show.as_posix()}/", "") for line in result.stderr.splitlines()]
    return lines if result.exit_code == 2 else [f"exit code {result.exit_code}", *lines]


def lock_text(**changed: object) -> str:
    """Return a lock file; keys of its one episode are changed, those with _ are the file's own."""
    entry = ENTRY | {key: one for key, one in changed.items() if key[0] != "_"}
    whole: dict[str, object] = {"format": 1, "podcast_guid": GUID, "episodes": {"1-ropes": entry}}
    whole |= {key[1:]: one for key, one in changed.items() if key[0] == "_"}
    return json.dumps(whole, indent=0)


RESTORE = "; restore it from your history [bad-lock]"
LOCKS = {
    "nested": ("[" * 100_000, "1:1", "values are nested too deep"),
    "no keys": ("[]", "1:1", "expected keys with values"),
    "guid null": (lock_text(guid=None), "6:1", "episodes.1-ropes.guid is null; expected a text"),
    "guid a list": (lock_text(guid=[1]), "6:1", "episodes.1-ropes.guid is a list; expected a text"),
    "guid half a character": (
        lock_text(guid="\ud800"), "6:1",
        'episodes.1-ropes.guid is "\\ud800"; expected a text',
    ),
    "published junk": (
        lock_text(published="junk"), "7:1",
        'episodes.1-ropes.published is "junk"; expected a date with its zone',
    ),
    "published a number": (
        lock_text(published=5), "7:1",
        "episodes.1-ropes.published is 5; expected a date with its zone",
    ),
    "published without zone": (
        lock_text(published="2024-03-09T00:00:00"), "7:1",
        'episodes.1-ropes.published is "2024-03-09T00:00:00"; expected a date with its zone',
    ),
    "enclosure empty": (lock_text(enclosure={}), "8:1", "episodes.1-ropes.enclosure.url is missing"),
    "enclosure a text": (
        lock_text(enclosure="x"), "8:1",
        'episodes.1-ropes.enclosure is "x"; expected keys with values',
    ),
    "removed a text": (
        lock_text(removed="no"), "15:1",
        'episodes.1-ropes.removed is "no"; expected true or false',
    ),
    "episode a text": (
        lock_text(_episodes={"a": "x"}), "5:1", 'episodes.a is "x"; expected keys with values',
    ),
    "an unknown key": (lock_text(colour="red"), "15:1", "episodes.1-ropes.colour is unknown"),
    "episodes a list": (
        lock_text(_episodes=[]), "4:1", "episodes is a list; expected keys with values",
    ),
    "feeds of an episode": (
        lock_text(feeds=[1, "a"]), "15:1", "episodes.1-ropes.feeds is 1; expected a text",
    ),
    "feeds a text": (
        lock_text(feeds="feed"), "15:1", 'episodes.1-ropes.feeds is "feed"; expected a list',
    ),
    "podcast_guid junk": (
        lock_text(_podcast_guid="junk"), "3:1", 'podcast_guid is "junk"; expected a UUID',
    ),
    "podcast_guid null": (
        lock_text(_podcast_guid=None), "3:1", "podcast_guid is null; expected a UUID",
    ),
    "guid of a feed": (lock_text(_feeds={"pt": "x"}), "18:1", 'feeds.pt is "x"; expected a UUID'),
    "asset a number": (
        lock_text(_assets=[1]), "17:1", "assets is 1; expected the name of a file in public/",
    ),
    "asset with NUL": (
        lock_text(_assets=["a\0b"]), "17:1",
        'assets is "a\\u0000b"; expected the name of a file in public/',
    ),
    "asset outside": (
        lock_text(_assets=["../x"]), "17:1",
        'assets is "../x"; expected the name of a file in public/',
    ),
    "length of a probe": (
        lock_text(_probes={"u": {"length": "abc"}}), "19:1",
        'probes.u.length is "abc"; expected a whole number',
    ),
    "probe a list": (
        lock_text(_probes={"u": [1]}), "18:1", "probes.u is a list; expected keys with values",
    ),
    "duration without end": (
        lock_text(_probes={"u": {"duration": float("inf")}}), "19:1",
        "probes.u.duration is Infinity; expected a whole number",
    ),
}  # fmt: skip


@pytest.mark.parametrize("case", LOCKS)
def test_a_lock_file_of_another_form_is_told_at_its_line(run: Run, show: Path, case: str) -> None:
    text, place, says = LOCKS[case]
    (show / "feed.lock").write_text(text, "utf-8")
    damaged = f"feed.lock:{place}: error: the lock file is damaged ({says}){RESTORE}"
    assert told(run, show)[0] == damaged


def test_an_endless_number_in_a_lock_file_is_told_at_its_line(run: Run, show: Path) -> None:
    text = lock_text().replace("1000", "9" * 5000)
    (show / "feed.lock").write_text(text, "utf-8")
    assert told(run, show)[0] == (
        "feed.lock:10:1: error: the lock file is damaged (episodes.1-ropes.enclosure.length is "
        f'"{"9" * 59}; expected a whole number){RESTORE}'
    )


def test_a_lock_file_of_the_right_form_is_taken(run: Run, show: Path) -> None:
    more = lock_text(_probes={"u": {"length": 1, "type": "audio/mpeg", "duration": 2}})
    (show / "feed.lock").write_text(more, "utf-8")
    assert told(run, show) == ["exit code 0"]
    assert ">old-1</guid>" in (show / "public" / "feed.xml").read_text("utf-8")


def test_a_lock_file_that_is_not_utf_8_is_told(run: Run, show: Path) -> None:
    (show / "feed.lock").write_bytes(b'{\n"format": "\xff"}')
    assert told(run, show)[0] == (
        f"feed.lock:2:1: error: the lock file is damaged (it is not UTF-8){RESTORE}"
    )


def make_pipe(path: Path) -> None:
    os.mkfifo(path)


def make_link(path: Path) -> None:
    (path.parent / "elsewhere").write_text("x")
    path.symlink_to("elsewhere")


def make_huge(path: Path) -> None:
    with path.open("wb") as stream:
        stream.truncate(6_000_000_000)


ODD_FILES = {
    "a lock that is a pipe": (
        "feed.lock", make_pipe,
        f"feed.lock:1:1: error: the lock file cannot be read (it is no regular file){RESTORE}",
    ),
    "a lock that is a folder": (
        "feed.lock", Path.mkdir,
        f"feed.lock:1:1: error: the lock file cannot be read (it is no regular file){RESTORE}",
    ),
    "a lock that is a link": (
        "feed.lock", make_link,
        f"feed.lock:1:1: error: the lock file cannot be read (it is a link){RESTORE}",
    ),
    "a lock of 6 GB": (
        "feed.lock", make_huge,
        f"feed.lock:1:1: error: the lock file cannot be read (it has more than 20 MB){RESTORE}",
    ),
    "an episode that is a pipe": (
        "episodes/2-pipe.md", make_pipe,
        "episodes/2-pipe.md:1:1: error: episodes/2-pipe.md cannot be read (it is no regular file) "
        "[unreadable]",
    ),
    "people that are a pipe": (
        "people.yaml", make_pipe,
        "people.yaml:1:1: error: people.yaml cannot be read (it is no regular file) [unreadable]",
    ),
    "an episode of 6 GB": (
        "episodes/2-huge.md", make_huge,
        "episodes/2-huge.md:1:1: error: the file is larger than 1,000,000 bytes [bad-yaml]",
    ),
}  # fmt: skip


@pytest.mark.skipif(os.name == "nt", reason="there are no pipes")
@pytest.mark.parametrize("case", ODD_FILES)
def test_files_without_an_end_are_told(run: Run, show: Path, case: str) -> None:
    name, make, says = ODD_FILES[case]
    path = show / name
    path.unlink(missing_ok=True)
    make(path)
    assert told(run, show)[0] == says
