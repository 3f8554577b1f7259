"""A build with what earlier builds kept is a build without it: same files, same findings."""

import random
import re
import shutil
import sqlite3
from collections.abc import Callable
from contextlib import closing
from datetime import UTC, datetime, timedelta
from hashlib import blake2b
from pathlib import Path

import pytest

from feedtool import SourceError, build, load_show
from feedtool.show.cache import Cache

pytestmark = pytest.mark.slow

SHOW = """\
title: Harbour Notes
link: https://example.com/
feed_url: https://example.com/feed.xml
description: Talks about small ports.
language: en
timezone: UTC
owner: {name: Mira Holt, email: ed@example.com}
categories: [Technology]
artwork: https://example.com/cover.jpg
"""
KINDS = ("vanished", "guid", "enclosure", "date")
NOW = datetime(2025, 1, 1, tzinfo=UTC)
Edit = Callable[[Path, random.Random], None]


def write_episode(folder: Path, number: int, choose: random.Random) -> None:
    def some(usual: str, *others: str) -> str:
        return choose.choice(others) if choose.random() < 0.03 else usual

    day = NOW - timedelta(days=40 - number)
    more = choose.choice(
        ["", "", "guests: [{name: Bo Lind}]", "season: 2", "type: trailer", "draft: yes",
         "explicit: yes", "language: de", "tags: [news]", "summary: TBA",
         "extra: '<slash:comments xmlns:slash=\"http://purl.org/rss/1.0/modules/slash/\">1</slash:comments>'"]
    )  # fmt: skip
    (folder / "episodes" / f"{number:03}-port.md").write_text(
        f"---\nnumber: {some(str(number), '3')}\ntitle: {some(f'Port {number}', 'Port 3', 'TBA')}\n"
        f"published: {some(f'{day:%Y-%m-%dT06:00:00Z}', '2026-01-01T06:00:00Z', 'soon')}\n"
        f"audio: {{url: https://example.com/{some(str(number), '3')}.mp3, "
        f"length: {some(str(20_000_000 + number), '3130', '20000000')}, duration: 52:10}}\n"
        f"{more}\n---\n"
        f"{some('Words. ' * choose.randint(1, 9), '<script>x</script>', '', 'See [x](http://x).')}\n",
        "utf-8",
    )


def some_episode(folder: Path, choose: random.Random) -> Path:
    paths = sorted((folder / "episodes").glob("*.md"))
    if not paths:
        write_episode(folder, 1, choose)
    return choose.choice(paths or [folder / "episodes" / "001-port.md"])


def add(folder: Path, choose: random.Random) -> None:
    write_episode(folder, choose.randint(1, 60), choose)


def remove(folder: Path, choose: random.Random) -> None:
    paths = sorted((folder / "episodes").glob("*.md"))
    if len(paths) > 3:
        choose.choice(paths).unlink()


def rename(folder: Path, choose: random.Random) -> None:
    path = some_episode(folder, choose)
    path.rename(path.with_name(f"{path.stem}-{choose.randint(1, 9)}.md"))


def word(folder: Path, choose: random.Random) -> None:
    path = some_episode(folder, choose)
    path.write_text(path.read_text("utf-8") + f"\nMore: {choose.random()}\n", "utf-8")


def show(folder: Path, choose: random.Random) -> None:
    more = choose.choice(
        ["", "limit: 4\nolder: pages\n", "limit: 4\nolder: archives\n", "type: serial\n",
         "feeds: {news: {only: {tags: news}}, all: {title: All}}\n", "footer: no\n",
         "hosts: [{name: Mira Holt}]\n", "extra: '<!-- feedtool: ignore guid-duplicate test -->'\n"]
    )  # fmt: skip
    (folder / "show.yaml").write_text(SHOW + more, "utf-8")


def truncate_cache(folder: Path, choose: random.Random) -> None:
    path = folder / ".feedtool" / "cache.sqlite"
    path.write_bytes(path.read_bytes()[: choose.randint(0, path.stat().st_size)])


def flip_bytes_of_cache(folder: Path, choose: random.Random) -> None:
    path = folder / ".feedtool" / "cache.sqlite"
    data = bytearray(path.read_bytes())
    for _ in range(20):
        data[choose.randrange(len(data))] ^= 1 << choose.randrange(8)
    path.write_bytes(data)


def write_nonsense_into_cache(folder: Path, choose: random.Random) -> None:
    """Values that are no traces, no items and no front matter, each with its right checksum."""
    values = (b"", b"[]", b"null", b"[[],[]]", b"itunes\n<x/>", b"\xff", b"[" * 5000)
    with closing(sqlite3.connect(folder / ".feedtool" / "cache.sqlite")) as cache:
        for kind, name in cache.execute("SELECT kind, name FROM made").fetchall():
            if kind != "tools" and choose.random() < 0.3:
                value = choose.choice(values)
                cache.execute(
                    "UPDATE made SET value = ?, checksum = ? WHERE kind = ? AND name = ?",
                    (value, blake2b(value, digest_size=8).digest(), kind, name),
                )
        cache.commit()


def pretend_that_another_version_wrote_the_cache(folder: Path, choose: random.Random) -> None:
    """What another version kept may be wrong here, although each value looks right."""
    item = b"itunes\n<item><title>Of another version</title></item>"
    with closing(sqlite3.connect(folder / ".feedtool" / "cache.sqlite")) as cache:
        cache.execute("UPDATE made SET key = '1 0.0' WHERE kind = 'tools'")
        checksum = blake2b(item, digest_size=8).digest()
        cache.execute(
            "UPDATE made SET value = ?, checksum = ? WHERE kind = 'item'", (item, checksum)
        )
        cache.commit()


EDITS: tuple[Edit, ...] = (add, add, add, word, word, word, remove, rename, show)
DAMAGES: tuple[Edit, ...] = (
    truncate_cache,
    flip_bytes_of_cache,
    write_nonsense_into_cache,
    pretend_that_another_version_wrote_the_cache,
)


def outcome(folder: Path, at: datetime) -> tuple[list[str], dict[str, bytes]]:
    """The findings of a build, and all files that it leaves."""
    with Cache(folder) as cache:
        try:
            built = build(load_show(folder, cache=cache), at=at, accept=KINDS, cache=cache)
            findings = [str(one) for one in built.findings]
        except SourceError as error:
            findings = [f"stopped: {one}" for one in error.findings]
        cache.forget_unused()
    files = [*folder.glob("public/**/*"), folder / "feed.lock"]
    return (
        [one.replace(folder.as_posix(), "") for one in findings],
        {str(one.relative_to(folder)): one.read_bytes() for one in files if one.is_file()},
    )


@pytest.mark.parametrize("seed", range(6))
def test_builds_with_and_without_a_cache_agree_after_random_edits(
    tmp_path: Path, seed: int
) -> None:
    choose = random.Random(seed)
    folder, fresh = tmp_path / "kept", tmp_path / "fresh"
    (folder / "episodes").mkdir(parents=True)
    show(folder, choose)
    for number in range(1, 12):
        write_episode(folder, number, choose)
    built = 0
    for _ in range(12):
        shutil.copytree(folder, fresh)
        shutil.rmtree(fresh / ".feedtool", ignore_errors=True)
        at = NOW + timedelta(days=choose.choice([-30, 0, 0, 0, 30]))
        found = outcome(folder, at)
        assert found == outcome(fresh, at)
        built += not any("stopped" in one for one in found[0])
        for name in re.findall(r"stopped: /(episodes/\S+?\.md)", "\n".join(found[0])):
            (folder / name).unlink(missing_ok=True)
        shutil.rmtree(fresh)
        for _ in range(choose.randint(0, 3)):
            choose.choice(EDITS)(folder, choose)
        if choose.random() < 0.3:
            choose.choice(DAMAGES)(folder, choose)
    assert built > 2


def test_an_item_without_faults_is_checked_once_and_an_edited_one_again(tmp_path: Path) -> None:
    choose = random.Random(1)
    (tmp_path / "episodes").mkdir()
    (tmp_path / "show.yaml").write_text(SHOW, "utf-8")
    for number in range(1, 6):
        write_episode(tmp_path, number, random.Random(4))
    outcome(tmp_path, NOW)
    kept = read_kept(tmp_path)
    assert len(kept) == 5
    word(tmp_path, choose)
    outcome(tmp_path, NOW)
    assert len(dict(kept).keys() & dict(read_kept(tmp_path)).keys()) == 5
    assert len({*kept} & {*read_kept(tmp_path)}) == 4


def test_a_cache_that_came_with_a_checkout_is_not_believed(tmp_path: Path) -> None:
    """It may be made to hide faults, or to bring words that no source has."""
    (tmp_path / "made" / "episodes").mkdir(parents=True)
    (tmp_path / "made" / "show.yaml").write_text(SHOW)
    for number in (1, 2):
        write_episode(tmp_path / "made", number, random.Random(1))
    outcome(tmp_path / "made", NOW)
    with closing(sqlite3.connect(tmp_path / "made" / ".feedtool" / "cache.sqlite")) as database:
        for kind, name, value in database.execute("SELECT kind, name, value FROM made").fetchall():
            spoiled = value.replace(b"Words", b"Spam!")
            check = blake2b(spoiled, digest_size=8).digest()
            database.execute(
                "UPDATE made SET value = ?, checksum = ? WHERE kind = ? AND name = ?",
                (spoiled, check, kind, name),
            )
        database.commit()  # fmt: skip
    shutil.copytree(tmp_path / "made", tmp_path / "checkout")
    for name in ("public/feed.xml", "feed.lock"):
        (tmp_path / "made" / name).unlink()
        (tmp_path / "checkout" / name).unlink()
    outcome(tmp_path / "made", NOW)
    outcome(tmp_path / "checkout", NOW)
    assert b"Spam!" in (tmp_path / "made" / "public" / "feed.xml").read_bytes()
    assert b"Spam!" not in (tmp_path / "checkout" / "public" / "feed.xml").read_bytes()


@pytest.mark.parametrize("name", ["cache.sqlite", "cache.sqlite-journal", "cache.sqlite-wal"])
def test_no_link_beside_the_cache_is_written_through(tmp_path: Path, name: str) -> None:
    victim = tmp_path / "victim"
    victim.write_bytes(b"mine")
    folder = tmp_path / "show" / ".feedtool"
    folder.mkdir(parents=True)
    (folder / name).symlink_to(victim)
    with Cache(tmp_path / "show") as cache:
        cache.put("notes", "a", "key", b"value")
    assert victim.read_bytes() == b"mine"
    assert (folder / name).is_symlink()


def read_kept(folder: Path) -> list[tuple[str, str]]:
    """Name and key of each item whose check is kept."""
    with closing(sqlite3.connect(folder / ".feedtool" / "cache.sqlite")) as cache:
        return cache.execute("SELECT name, key FROM made WHERE kind = 'checked'").fetchall()
