"""Many inputs: in order, with few reports in memory, and whatever happens to the processes."""

import os
import signal
import subprocess
import sys
import textwrap
from collections.abc import Iterator
from pathlib import Path

import pytest
from sample import sample_feed

import feedtool
from feedtool.findings.report import Report
from feedtool.inputs.discovery import find_inputs
from feedtool.inputs.many import Order, check_all, count_processors
from feedtool.inputs.options import CheckOptions

LARGE = sample_feed(item="<ttl>5</ttl>" + "<!-- -->" * 100) + b" " * 2_000_000
MANY = 7


@pytest.fixture(scope="module")
def feeds(tmp_path_factory: pytest.TempPathFactory) -> list[Path]:
    """Feeds of which the first takes longest, each large enough for a process of its own."""
    folder = tmp_path_factory.mktemp("feeds")
    paths = [folder / f"{number}.xml" for number in range(MANY)]
    for path in paths:
        path.write_bytes(LARGE)
    items = b"<item><title>x</title></item>" * 3000
    paths[0].write_bytes(LARGE.replace(b"<item>", items + b"<item>", 1))
    return paths


def test_reports_have_the_order_of_the_paths_and_are_those_of_one_process(
    feeds: list[Path],
) -> None:
    side_by_side = [*feedtool.validate_many(feeds, jobs=3, excerpts=True)]
    assert [one.file for one in side_by_side] == [str(path) for path in feeds]
    assert side_by_side == [*feedtool.validate_many(feeds, jobs=1, excerpts=True)]
    assert side_by_side[1] == feedtool.validate(feeds[1], excerpts=True)


def test_unreadable_and_shows_are_part_of_the_row(feeds: list[Path], product_squad: Path) -> None:
    (feeds[0].parent / "folder").mkdir(exist_ok=True)
    paths = [feeds[1], "nowhere.xml", product_squad, feeds[0].parent / "folder", *feeds[2:4]]
    reports = [*feedtool.validate_many(paths, jobs=2)]
    assert [(one.unreadable, one.unbuilt) for one in reports] == [
        (False, False), (True, False), (False, False), (False, True), (False, False), (False, False),
    ]  # fmt: skip
    assert reports[3].findings[0].rule == "show-missing"


def test_paths_are_taken_as_reports_are_read(feeds: list[Path]) -> None:
    taken = 0

    def paths() -> Iterator[Path]:
        nonlocal taken
        for _ in range(100):
            taken += 1
            yield feeds[1]

    reports = feedtool.validate_many(paths(), jobs=2)
    assert taken == 0
    next(reports)
    assert taken <= 6
    reports.close()  # type: ignore[attr-defined] - a generator


def test_options_are_checked_at_the_call() -> None:
    with pytest.raises(KeyError, match="no-such-rule"):
        feedtool.validate_many([], select=["no-such-rule"])
    with pytest.raises(KeyError, match="aple"):
        feedtool.validate_many([], profiles=["aple"])
    with pytest.raises(ValueError, match="jobs is 0"):
        feedtool.validate_many([], jobs=0)
    assert [*feedtool.validate_many([])] == []


def test_options_reach_the_processes(feeds: list[Path]) -> None:
    reports = feedtool.validate_many(feeds[1:4], jobs=2, profiles=["rss"], select=["guid-*"])
    assert {one.profiles for one in reports} == {("rss",)}


SCRIPT = """
    import feedtool, sys
    print(*(one.items for one in feedtool.validate_many(sys.argv[1:], jobs=2)))
"""


def test_script_without_a_guard_may_call_it(feeds: list[Path], tmp_path: Path) -> None:
    script = tmp_path / "script.py"
    script.write_text(textwrap.dedent(SCRIPT))
    command = [sys.executable, script, *feeds[1:4]]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    assert (done.stdout, done.stderr, done.returncode) == ("1 1 1\n", "", 0)


def orders_of(feeds: list[Path]) -> list[Order]:
    return [(one, CheckOptions()) for one in find_inputs(map(str, feeds))]


def children() -> set[int]:
    """Return the worker processes of this process."""
    found = set()
    for status in Path("/proc").glob("[0-9]*/status"):
        try:
            command = status.with_name("cmdline").read_bytes()
            if f"\nPPid:\t{os.getpid()}\n" in status.read_text() and b"inputs.worker" in command:
                found.add(int(status.parent.name))
        except OSError:
            continue
    return found


needs_proc = pytest.mark.skipif(not Path("/proc/self/status").exists(), reason="no /proc here")


@needs_proc
def test_process_that_dies_is_told_and_the_others_go_on(feeds: list[Path]) -> None:
    reports: list[Report] = []
    for report in feedtool.validate_many(feeds * 2, jobs=2):
        reports.append(report)
        if len(reports) == 1:
            for child in children():
                os.kill(child, signal.SIGKILL)
    assert [one.file for one in reports] == [str(path) for path in feeds * 2]
    lost = [one for one in reports if one.unreadable]
    assert 1 <= len(lost) <= 2
    assert {one.findings[0].message for one in lost} == {
        "the process that checked it was ended by SIGKILL, with no report"
    }


@needs_proc
def test_no_process_is_left_behind_when_the_reader_stops(feeds: list[Path]) -> None:
    reports = check_all(orders_of(feeds), 2)
    next(reports)
    assert children()
    reports.close()
    assert children() == set()


@needs_proc
def test_little_work_is_done_in_this_process(tmp_path: Path) -> None:
    paths = [tmp_path / f"{number}.xml" for number in range(20)]
    for path in paths:
        path.write_bytes(sample_feed())
    reports = feedtool.validate_many(paths, jobs=4)
    next(reports)
    assert children() == set()
    assert len([*reports]) == 19


def test_progress_counts_what_is_done(feeds: list[Path]) -> None:
    told: list[int] = []
    assert len([*check_all(orders_of(feeds), 1, told.append)]) == MANY
    assert told == [*range(MANY)]


def test_there_is_a_processor() -> None:
    assert 1 <= count_processors() <= (os.cpu_count() or 1)
