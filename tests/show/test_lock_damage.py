"""Each damage of feed.lock is told at its place, or changes nothing; make soak tries all bytes."""

import json
import subprocess
from collections import Counter
from collections.abc import Callable, Iterator
from itertools import islice
from pathlib import Path

import pytest
from soak.lock_damage import DATA, LOCK, byte_changes, cuts, flips, judge, moved_lines

from feedtool import SourceError
from feedtool.show.lock import Lock, format_lock, read_lock


@pytest.mark.parametrize(
    ("damages", "step"),
    [(flips, 37), (cuts, 11), (moved_lines, 3), (byte_changes, 1009)],
    ids=["bits", "cuts", "lines", "bytes"],
)
def test_damage_is_told_or_changes_nothing(
    damages: Callable[[], Iterator[bytes]], step: int, tmp_path: Path
) -> None:
    path = tmp_path / "feed.lock"
    ends = Counter(judge(one, path) for one in islice(damages(), 0, None, step))
    assert ends["told"] > ends["same"]


def told(text: str, tmp_path: Path) -> str:
    path = tmp_path / "feed.lock"
    path.write_text(text, "utf-8")
    with pytest.raises(SourceError) as error:
        read_lock(path, "feed.lock")
    return str(error.value.findings[0])


TEXT = DATA.decode()
RESTORE = "; restore it from your history"


@pytest.mark.parametrize(
    ("old", "new", "message"),
    [
        (
            '"guid": "old-1"', '"guid": "old-3"',
            "10:5: error: the lock file is damaged (episodes.1-ropes is not what was written)"
            f'{RESTORE}; if you changed it yourself, remove the line "episodes.1-ropes" from checks',
        ),
        (
            TEXT.splitlines(keepends=True)[9], "",
            "26:5: error: the lock file is damaged (episodes.1-ropes is missing, and its checksum "
            f'is here){RESTORE}; if you changed it yourself, remove the line "episodes.1-ropes" '
            "from checks",
        ),
        (
            "917393e3", "917393e4",
            f"3:3: error: the lock file is damaged (podcast_guid is not what was written){RESTORE}; "
            'if you changed it yourself, remove the line "podcast_guid" from checks',
        ),
        (
            "artwork/cover.png", "artwork/dover.png",
            "21:5: error: the lock file is damaged (assets.artwork/dover.png has the checksum of "
            f"another name){RESTORE}",
        ),
        ('"format": 2', '"format": 3', "2:3: error: its format is 3; this version reads 1 and 2"),
    ],
    ids=["a value", "a line", "the show", "a file", "a later format"],
)  # fmt: skip
def test_damage_is_told_at_its_place(old: str, new: str, message: str, tmp_path: Path) -> None:
    assert told(TEXT.replace(old, new, 1), tmp_path) == f"feed.lock:{message} [bad-lock]"


def test_an_entry_without_checksum_is_taken_as_it_is(tmp_path: Path) -> None:
    data = json.loads(TEXT)
    del data["checks"]["episodes.1-ropes"]
    data["episodes"]["1-ropes"]["guid"] = "mine"
    path = tmp_path / "feed.lock"
    path.write_text(json.dumps(data), "utf-8")
    assert read_lock(path).episodes["1-ropes"].guid == "mine"


@pytest.mark.parametrize("indent", [None, 0, 4])
def test_a_lock_file_in_other_form_says_the_same(indent: int | None, tmp_path: Path) -> None:
    path = tmp_path / "feed.lock"
    path.write_text(json.dumps(json.loads(TEXT), indent=indent), "utf-8")
    assert read_lock(path) == LOCK


def test_a_lock_file_of_an_older_version_is_read(tmp_path: Path) -> None:
    data = json.loads(TEXT)
    data |= {"format": 1, "assets": list(data["assets"])}
    del data["checks"]
    path = tmp_path / "feed.lock"
    path.write_text(json.dumps(data, indent=2), "utf-8")
    assert read_lock(path) == LOCK


def merge(tmp_path: Path, base: Lock, ours: Lock, theirs: Lock) -> tuple[int, Path]:
    """Merge as git does; return the number of conflicts."""
    for name, lock in (("ours", ours), ("base", base), ("theirs", theirs)):
        (tmp_path / name).write_text(format_lock(lock), "utf-8")
    done = subprocess.run(
        ["git", "merge-file", "ours", "base", "theirs"], cwd=tmp_path, check=False
    )
    return done.returncode, tmp_path / "ours"


def test_git_merges_two_branches_that_add_an_episode_each(tmp_path: Path) -> None:
    (one, other) = LOCK.episodes.values()
    base = Lock(LOCK.podcast_guid, {f"e-{number}": one for number in "2468"})
    ours = Lock(LOCK.podcast_guid, {**base.episodes, "e-3": other}, ("a/3.txt",))
    theirs = Lock(LOCK.podcast_guid, {**base.episodes, "e-7": other})
    conflicts, merged = merge(tmp_path, base, ours, theirs)
    assert conflicts == 0
    assert read_lock(merged).episodes == {**ours.episodes, **theirs.episodes}


def test_all_checksums_are_not_lost_at_once(tmp_path: Path) -> None:
    start = TEXT.index(',\n  "checks"')
    text = f"{TEXT[:start]}\n}}\n"
    says = "feed.lock:2:3: error: the lock file is damaged (checks is missing); restore it from your history [bad-lock]"
    assert told(text, tmp_path) == says
    (tmp_path / "feed.lock").write_text(text.replace('"format": 2', '"format": 1'), "utf-8")
    assert read_lock(tmp_path / "feed.lock", "feed.lock").episodes
