"""Real processes that work on one show at once, and that are killed at moments of chance."""

import random
import shutil
import signal
import subprocess
import sys
import time
from collections import Counter
from collections.abc import Sequence
from pathlib import Path

from soak.campaign import check_published, list_temporary
from soak.scenarios import AT, SCENARIOS, write_sources

FEEDTOOL = [sys.executable, "-m", "feedtool"]
PREPARE = {one.name: one.prepare for one in SCENARIOS}
BUILD = ("build", *AT, "show")


def start(root: Path, arguments: Sequence[object]) -> subprocess.Popen[str]:
    """Start a command as a shell does."""
    return subprocess.Popen(
        [*FEEDTOOL, *map(str, arguments)], cwd=root, stdout=subprocess.PIPE, stderr=subprocess.PIPE,
        text=True,
    )  # fmt: skip


def run(root: Path, arguments: Sequence[object]) -> int:
    """Run a command as a shell does; return its exit code."""
    process = start(root, arguments)
    process.communicate()
    return process.returncode


def published(root: Path) -> dict[str, bytes]:
    """Return what is published and what is kept of it."""
    public = root / "show" / "public"
    files = [one for one in public.rglob("*") if one.is_file()]
    found = {one.relative_to(root).as_posix(): one.read_bytes() for one in files}
    return found | {"feed.lock": (root / "show" / "feed.lock").read_bytes()}


def kill_by_chance(folder: Path, times: int, seed: int = 17) -> Counter[str]:
    """Kill builds with a signal that nothing stops, at any moment of them; return what happened."""
    root, chance, counts = folder / "killed", random.Random(seed), Counter[str]()
    root.mkdir()
    PREPARE["build"](root)
    begun = time.perf_counter()
    assert run(root, BUILD) == 0
    takes = time.perf_counter() - begun
    mark = root / "show" / ".feedtool" / "unfinished"
    for turn in range(2, times + 2):
        write_sources(root, turn)
        process = start(root, BUILD)
        # Half of the builds are killed while they write.
        while turn % 2 and process.poll() is None and not mark.exists():
            time.sleep(0.001)
        time.sleep(chance.uniform(0, takes * (0.1 if turn % 2 else 1)))
        process.send_signal(signal.SIGKILL)
        process.communicate()
        counts["in time" if process.returncode else "too late"] += 1
        counts["while it wrote"] += mark.exists()
        check_published(root / "show")
    assert run(root, BUILD) == 0
    assert not list_temporary(root)
    # As if no build had been killed: each guid is what it was.
    clean = folder / "clean"
    shutil.copytree(root, clean, ignore=shutil.ignore_patterns("public", ".feedtool"))
    assert run(clean, BUILD) == 0
    assert published(root) == published(clean)
    assert b"old-guid-2" in published(root)["feed.lock"]
    shutil.rmtree(clean)
    shutil.rmtree(root)
    return counts


CROWDS: Sequence[Sequence[Sequence[object]]] = [
    (BUILD, BUILD),
    (BUILD, BUILD, BUILD),
    (BUILD, ("build", *AT, "--write-guids", "show")),
    (BUILD, ("fix", "--write", "show"), ("build", *AT, "--write-guids", "show")),
    (BUILD, ("lock", "show", "--from", "adopt.xml"), BUILD),
    (BUILD, ("new", "show", "Storms", "--at", "2024-06-01T06:00:00Z"), BUILD),
]


def build_at_once(folder: Path, rounds: int) -> Counter[str]:
    """Run several commands on one show while files arrive; return how they ended."""
    counts = Counter[str]()
    for number in range(rounds):
        root = folder / f"crowd-{number}"
        root.mkdir()
        PREPARE["build"](root)
        crowd = CROWDS[number % len(CROWDS)]
        if any(command[0] == "fix" for command in crowd):
            # Builds that come before it end with this error.
            language = root / "show" / "show.yaml"
            language.write_text(language.read_text().replace("language: en", "language: en_US"))
        processes = [start(root, one) for one in crowd]
        # In one step, as editors save.
        arriving = root / "show" / "transcripts" / "1.txt"
        arriving.with_suffix(".new").write_text("Mira: New words.\n")
        arriving.with_suffix(".new").replace(arriving)
        for process in processes:
            _, errors = process.communicate()
            assert "Traceback" not in errors, errors
            assert process.returncode in (0, 1, 2), errors
            counts[f"exit code {process.returncode}"] += 1
            counts["waited"] += "waiting for another build" in errors
        check_published(root / "show")
        for command in (("fix", "--write", "show"), BUILD):
            process = start(root, command)
            _, errors = process.communicate()
            assert process.returncode in (0, 1), errors
        assert not list_temporary(root)
        assert b"old-guid-2" in published(root)["feed.lock"]
        check_published(root / "show")
        shutil.rmtree(root)
    return counts


def write_one_report(folder: Path, rounds: int) -> Counter[str]:
    """Let processes write one report at once: it is that of one of them, whole."""
    counts = Counter[str]()
    root = folder / "reports"
    root.mkdir()
    PREPARE["fix feed"](root)
    arguments = ("validate", "feed.xml", "--output", "json=report.json")
    assert run(root, arguments) == 1
    report = (root / "report.json").read_bytes()
    for _ in range(rounds):
        processes = [start(root, arguments) for _ in range(4)]
        while any(process.poll() is None for process in processes):
            assert (root / "report.json").read_bytes() == report
            time.sleep(0.005)
        for process in processes:
            _, errors = process.communicate()
            assert (process.returncode, errors) == (1, "")
            counts["written"] += 1
        assert not list_temporary(root)
    return counts
