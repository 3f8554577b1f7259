"""The publishing contract: whatever happens, feed.xml is whole and what it links in public/ exists."""

import os
import random
import re
import shutil
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from click.testing import Result
from lxml import etree

from feedtool.producer.publishing.publish import exclusive
from feedtool.show.lock_checksums import checksum, format_entry

pytestmark = pytest.mark.slow

Run = Callable[..., Result]
BUILD = [sys.executable, "-m", "feedtool", "build"]
BASE = "https://example.com/lighthouse/"
INTERRUPTED = ": an earlier build was interrupted; this build repaired it"


def check_published(folder: Path) -> int:
    """feed.xml is whole, and all that it and its pages link in public/; return how many links."""
    public = folder / "public"
    names, seen = ["feed.xml"], {"feed.xml"}
    while names:
        name = names.pop()
        text = (public / name).read_text("utf-8")
        assert etree.fromstring(text.encode()).find("channel/title") is not None
        for link in re.findall(
            f'"{BASE}((?:artwork|transcripts|chapters)/[^"]+|feed[^"]*xml)"', text
        ):
            assert (public / link).is_file(), (name, link)
            if link.endswith(".xml") and link not in seen:
                names.append(link)
            seen.add(link)
    return len(seen) - 1


def change(folder: Path, turn: int) -> None:
    """Change notes, a transcript, chapters and the channel; files come and go by turns."""
    show = folder / "show.yaml"
    text = re.sub(r"copyright: .*", f"copyright: Turn {turn}", show.read_text("utf-8"))
    text = re.sub(r"\n(limit|older): .*", "", text).rstrip("\n")
    text += f"\nlimit: {turn % 3 + 1}\nolder: {'pages' if turn % 2 else 'archives'}\n"
    show.write_text(text, "utf-8")
    (folder / "transcripts" / "s1e1.txt").write_text(f"Mira: Turn {turn}.\n" * 500, "utf-8")
    picture = folder / "artwork" / f"cover-{turn % 2}.png"
    shutil.copy(folder / "artwork" / "season-2.png", picture)
    text = re.sub(r"artwork: .*", f"artwork: artwork/{picture.name}", show.read_text("utf-8"))
    show.write_text(text, "utf-8")


def test_a_build_that_is_killed_at_any_moment(run: Run, lighthouse: Path) -> None:
    assert run("build", lighthouse).exit_code == 0
    chance = random.Random(33)
    interrupted = 0
    for turn in range(16):
        change(lighthouse, turn)
        process = subprocess.Popen([*BUILD, str(lighthouse)], stdout=subprocess.DEVNULL)
        # Until it writes, nothing can go wrong: wait for the mark, then for a moment more.
        mark = lighthouse / ".feedtool" / "unfinished"
        while process.poll() is None and not mark.exists():
            pass
        until = time.perf_counter() + chance.uniform(0, 0.02)
        while time.perf_counter() < until:
            pass
        process.send_signal(signal.SIGKILL)
        process.wait()
        interrupted += mark.exists()
        assert check_published(lighthouse) > 0
    assert interrupted > 3
    change(lighthouse, 16)
    marked = (lighthouse / ".feedtool" / "unfinished").exists()
    output = run("build", lighthouse).output
    assert (INTERRUPTED in output) == marked
    assert "Turn 16" in (lighthouse / "public" / "feed.xml").read_text("utf-8")
    assert check_published(lighthouse) > 5
    assert not list(lighthouse.rglob(".feedtool-tmp-*"))
    assert INTERRUPTED not in run("build", lighthouse).output
    # Nothing of the former turns is left: neither their pages nor their pictures.
    clean = lighthouse.parent / "clean"
    shutil.copytree(lighthouse, clean, ignore=shutil.ignore_patterns("public", ".feedtool"))
    assert run("build", clean).exit_code == 0
    published = [
        {
            path.relative_to(folder): path.read_bytes()
            for path in folder.rglob("*")
            if path.is_file()
        }
        for folder in (lighthouse / "public", clean / "public")
    ]
    assert published[0] == published[1]


@contextmanager
def mounted(*arguments: str, at: Path) -> Iterator[None]:
    """A file system of its own, where that is allowed."""
    done = subprocess.run(["mount", *arguments, str(at)], capture_output=True, check=False)
    if done.returncode:
        pytest.skip("mounting is not allowed here")
    try:
        yield
    finally:
        subprocess.run(["umount", str(at)], check=True)


@pytest.mark.skipif(sys.platform != "linux", reason="tmpfs is Linux's")
def test_a_full_disk_leaves_what_was_published(run: Run, lighthouse: Path, tmp_path: Path) -> None:
    """On a small disk that is filled up but for ever more kilobytes, until a build fits."""
    disk = tmp_path / "disk"
    disk.mkdir()
    with mounted("-t", "tmpfs", "-o", "size=2m", "none", at=disk):
        show = disk / "show"
        shutil.copytree(lighthouse, show)
        assert run("build", show).exit_code == 0
        feed = (show / "public" / "feed.xml").read_bytes()
        change(show, 1)
        (show / "transcripts" / "s1e1.txt").write_text("Mira: A long evening.\n" * 1000, "utf-8")
        full = 0
        for kilobytes in range(0, 400, 8):
            room = shutil.disk_usage(disk).free
            (disk / "filler").write_bytes(b"x" * max(room - kilobytes * 1024, 0))
            result = run("build", show)
            assert check_published(show) > 0
            (disk / "filler").unlink()
            if result.exit_code == 0:
                break
            full += 1
            assert (
                "error: No space left on device; the published files are complete; fix"
                in result.stderr
            )
            assert (show / "public" / "feed.xml").read_bytes() == feed
        assert full > 3
        assert run("build", show).exit_code == 0
        assert "Turn 1" in (show / "public" / "feed.xml").read_text("utf-8")
        assert not list(show.rglob(".feedtool-tmp-*"))


@contextmanager
def read_only(folder: Path) -> Iterator[None]:
    if os.geteuid() != 0:
        folder.chmod(0o500)
        yield
        folder.chmod(0o700)
        return
    with mounted("--bind", str(folder), at=folder):
        subprocess.run(["mount", "-o", "remount,ro,bind", str(folder)], check=True)
        yield


def test_a_folder_that_cannot_be_written(run: Run, lighthouse: Path) -> None:
    with read_only(lighthouse):
        result = run("build", lighthouse)
        assert result.exit_code == 2
        assert re.fullmatch(
            rf"{lighthouse.as_posix()}/\.feedtool: error: (Read-only file system|Permission denied); the "
            r"published files are complete; fix this and build again \[unwritable\]\n",
            result.stderr,
        )
        assert run("build", "--check", lighthouse).exit_code == 0
        assert run("show", lighthouse).exit_code == 0
    assert run("build", lighthouse).exit_code == 0
    feed = (lighthouse / "public" / "feed.xml").read_bytes()
    change(lighthouse, 1)
    with read_only(lighthouse):
        assert run("build", lighthouse).exit_code == 2
        assert (lighthouse / "public" / "feed.xml").read_bytes() == feed


def test_builds_at_once_wait_for_each_other(run: Run, lighthouse: Path) -> None:
    processes = [
        subprocess.Popen(
            [*BUILD, str(lighthouse)], stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True
        )
        for _ in range(4)
    ]
    results = [process.communicate() for process in processes]
    assert [process.returncode for process in processes] == [0] * 4
    feed = f"{lighthouse.as_posix()}/public/feed.xml: 6 episodes"
    assert sorted(out for out, _ in results) == [f"{feed}\n", *[f"{feed}, unchanged\n"] * 3]
    waiting = f"waiting for another build of {lighthouse.as_posix()}\n"
    assert {err for _, err in results} <= {"", waiting}
    assert check_published(lighthouse) > 5


def test_a_build_that_waits_says_so_once(lighthouse: Path) -> None:
    with exclusive(lighthouse, lambda what: None):
        process = subprocess.Popen(
            [*BUILD, str(lighthouse)], stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True
        )
        assert process.stderr is not None
        first = process.stderr.readline()
        assert process.poll() is None
    _, rest = process.communicate(timeout=60)
    assert (first, rest) == (f"waiting for another build of {lighthouse.as_posix()}\n", "")
    assert process.returncode == 0


@contextmanager
def unreadable(path: Path) -> Iterator[None]:
    if os.geteuid() != 0:
        path.chmod(0)
        yield
        path.chmod(0o600)
        return
    # Memory of a process that nobody can read at its first address.
    with mounted("--bind", "/proc/self/mem", at=path):
        yield


def test_a_file_that_cannot_be_read(run: Run, lighthouse: Path) -> None:
    with unreadable(lighthouse / "artwork" / "cover.png"):
        result = run("build", lighthouse)
    assert result.exit_code == 2
    assert re.fullmatch(
        rf"{lighthouse.as_posix()}/show.yaml:21:1: error: artwork is \"artwork/cover.png\"; it cannot be "
        r"read \((No such process|Permission denied)\) \[bad-artwork\]\n.*: not built: 1 error\n",
        result.stderr,
    )


@pytest.mark.parametrize("name", ["build.lock", "cache.sqlite", "unfinished"])
def test_links_in_the_cache_are_not_followed(run: Run, lighthouse: Path, name: str) -> None:
    secret = lighthouse.parent / "secret"
    secret.write_text("keep me", "utf-8")
    (lighthouse / ".feedtool").mkdir()
    (lighthouse / ".feedtool" / name).symlink_to(secret)
    run("build", lighthouse)
    assert secret.read_text("utf-8") == "keep me"


@pytest.mark.parametrize(
    "name",
    [
        "public/.feedtool-tmp-feed.xml",
        ".feedtool-tmp-feed.lock",
        "public/artwork/.feedtool-tmp-cover.png",
    ],
)
def test_links_under_temporary_names_are_not_followed(
    run: Run, lighthouse: Path, name: str
) -> None:
    victim = lighthouse.parent / "victim"
    victim.write_text("keep me", "utf-8")
    (lighthouse / "public" / "artwork").mkdir(parents=True)
    (lighthouse / name).symlink_to(victim)
    assert run("build", lighthouse).exit_code == 0
    assert victim.read_text("utf-8") == "keep me"
    assert not (lighthouse / "public" / "feed.xml").is_symlink()
    assert check_published(lighthouse) > 5


@pytest.mark.parametrize("name", ["feed.xml", "index.html", "img/logo.png"])
def test_a_lock_file_cannot_have_files_of_others_removed(
    run: Run, lighthouse: Path, name: str
) -> None:
    assert run("build", lighthouse).exit_code == 0
    path = lighthouse / "public" / name
    path.parent.mkdir(exist_ok=True)
    if not path.exists():
        path.write_text("mine", "utf-8")
    before = path.read_bytes()
    lock = lighthouse / "feed.lock"
    lock.write_text(
        lock.read_text("utf-8").replace(
            '"assets": {', f'"assets": {{\n    {format_entry(name, checksum(name))},'
        ),
        "utf-8",
    )
    assert run("build", lighthouse).exit_code == 0
    assert path.read_bytes() == before


def test_a_cache_folder_that_is_a_link_is_refused(run: Run, lighthouse: Path) -> None:
    elsewhere = lighthouse.parent / "elsewhere"
    elsewhere.mkdir()
    (lighthouse / ".feedtool").symlink_to(elsewhere)
    result = run("build", lighthouse)
    assert result.exit_code == 2
    assert "[path-outside-show]" in result.stderr
    assert list(elsewhere.iterdir()) == []
