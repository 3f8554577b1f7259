"""Lock files and caches that somebody else wrote: told at their place, or as if there were none."""

import json
import sqlite3
from collections.abc import Callable
from contextlib import closing
from hashlib import blake2b
from pathlib import Path

import make_audio
import pytest
from click.testing import Result
from harmful_files import RESTORE, told, write_cover
from shows import set_keys, write_episode

pytestmark = pytest.mark.slow

Run = Callable[..., Result]


@pytest.fixture
def show(small_show: Path) -> Path:
    return small_show


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


def lock_text(**changed: object) -> str:
    """Return a lock file; keys of its one episode are changed, those with _ are the file's own."""
    entry = ENTRY | {key: one for key, one in changed.items() if key[0] != "_"}
    whole: dict[str, object] = {"format": 1, "podcast_guid": GUID, "episodes": {"1-ropes": entry}}
    whole |= {key[1:]: one for key, one in changed.items() if key[0] == "_"}
    return json.dumps(whole, indent=0)


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


def test_a_conflict_in_a_lock_file_is_told_at_its_line(run: Run, show: Path) -> None:
    lock = show / "feed.lock"
    first, line, rest = lock_text().split("\n", 2)
    both = f"<<<<<<< HEAD\n{line}\n=======\n{line}\n>>>>>>> other"
    lock.write_text(f"{first}\n{both}\n{rest}", "utf-8")
    result = run("build", show)
    assert result.exit_code == 2
    assert result.stderr.splitlines()[0] == (
        f"{show.as_posix()}/feed.lock:2:1: error: git left a conflict here; take the file of the "
        "side that is published whole (git checkout --ours feed.lock, or --theirs), then build and "
        "commit it [bad-lock]"
    )


def test_a_lock_file_that_is_not_utf_8_is_told(run: Run, show: Path) -> None:
    (show / "feed.lock").write_bytes(b'{\n"format": "\xff"}')
    assert told(run, show)[0] == (
        f"feed.lock:2:1: error: the lock file is damaged (it is not UTF-8){RESTORE}"
    )


WRONG_VALUES = [
    b"[", b"[" * 100_000, b"1", b"[]", b"null", b'{"title": 5}', b'{"title": "\\ud800"}',
    b'{"format": 1, "width": "x"}', b'{"length_bytes": "a", "chapters": [1]}', b"\xff",
    b'{"length": [1]}', b"itunes\n<item>", b"bad\n<item></item>", b"9" * 5000,
]  # fmt: skip


@pytest.mark.parametrize("value", WRONG_VALUES, ids=lambda value: repr(value[:30]))
def test_wrong_values_in_the_cache_are_as_none(run: Run, show: Path, value: bytes) -> None:
    set_keys(show, "artwork: art/cover.png\nartwork_sizes: [600]")
    write_cover(show / "art" / "cover.png")
    write_episode(
        show,
        "1-ropes",
        "published: 2024-03-09\naudio: ropes.wav\nguests: [{name: Bo, picture: art/cover.png}]\n",
    )
    (show / "ropes.wav").write_bytes(make_audio.wav(60))
    assert told(run, show)[0] == "exit code 0"
    feed = (show / "public" / "feed.xml").read_bytes()
    with closing(sqlite3.connect(show / ".feedtool" / "cache.sqlite")) as cache:
        checksum = blake2b(value, digest_size=8).digest()
        changed = cache.execute(
            "UPDATE made SET value = ?, checksum = ? WHERE kind IN "
            "('front', 'picture', 'artwork', 'audio', 'item')",
            (value, checksum),
        )
        assert changed.rowcount == 5
        cache.commit()
    assert told(run, show)[0] == "exit code 0"
    assert (show / "public" / "feed.xml").read_bytes() == feed


def test_a_cache_with_a_trigger_is_made_anew(run: Run, show: Path) -> None:
    told(run, show)
    path = show / ".feedtool" / "cache.sqlite"
    with closing(sqlite3.connect(path)) as cache:
        cache.execute(
            "CREATE TRIGGER slow AFTER INSERT ON made BEGIN "
            "DELETE FROM made WHERE (WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL "
            "SELECT i + 1 FROM n WHERE i < 100000000) SELECT count(*) FROM n) = 0; END"
        )
        cache.commit()
    assert told(run, show) == ["exit code 0"]
    with closing(sqlite3.connect(path)) as cache:
        assert [one for (one,) in cache.execute("SELECT name FROM sqlite_master")] == ["made"]


def test_an_entry_that_is_called_like_a_key_is_found(run: Run, show: Path) -> None:
    for slug in ("a", "hash"):
        write_episode(show, slug, "published: 2024-03-09\n")
    assert run("build", show).exit_code == 0
    lock = show / "feed.lock"
    lines = lock.read_text("utf-8").split("\n")
    number = next(number for number, one in enumerate(lines) if one.startswith('    "hash": '))
    lines[number] = lines[number].replace('"published": "2024', '"published": "x2024')
    lock.write_text("\n".join(lines), "utf-8")
    column = lines[number].index('"published"') + 1
    assert told(run, show)[0].startswith(f"feed.lock:{number + 1}:{column}: error: ")
