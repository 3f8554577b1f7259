"""A small part of the campaign of interruptions; make soak runs the whole."""

import fcntl
import os
import signal
import subprocess
import time
from collections.abc import Iterator
from pathlib import Path

import pytest
from soak.campaign import Bench, disturb_some
from soak.crowd import (
    BUILD,
    FEEDTOOL,
    PREPARE,
    build_at_once,
    kill_by_chance,
    start,
    write_one_report,
)
from soak.faults import Faulty, why_not
from soak.scenarios import SCENARIOS, Scenario

pytestmark = pytest.mark.slow
_SHARE = 2


@pytest.fixture(scope="module")
def faulty(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Faulty]:
    with Faulty(tmp_path_factory.mktemp("faulty")) as process:
        yield process


@pytest.mark.skipif(bool(why_not()), reason=why_not())
@pytest.mark.parametrize("scenario", SCENARIOS, ids=lambda one: one.name)
def test_nothing_is_lost_whatever_call_fails(
    faulty: Faulty, scenario: Scenario, tmp_path: Path
) -> None:
    bench = Bench(faulty, scenario, tmp_path)
    disturb_some(bench, _SHARE, SCENARIOS.index(scenario))
    assert bench.calls > 3
    assert bench.counts["killed"] == _SHARE


def test_builds_that_are_killed_at_any_moment_lose_no_guid(tmp_path: Path) -> None:
    assert kill_by_chance(tmp_path, 3).total() >= 3


def test_commands_at_once_lose_nothing(tmp_path: Path) -> None:
    assert build_at_once(tmp_path, 2).total() > 4


def test_two_writers_of_one_report_do_not_tear_it(tmp_path: Path) -> None:
    write_one_report(tmp_path, 1)


@pytest.mark.parametrize(
    ("number", "code"), [(signal.SIGTERM, 143), (signal.SIGHUP, 129), (signal.SIGINT, 130)]
)
def test_a_signal_ends_a_build_that_waits(
    number: signal.Signals, code: int, tmp_path: Path
) -> None:
    PREPARE["first build"](tmp_path)
    (tmp_path / "show" / ".feedtool").mkdir()
    lock = os.open(tmp_path / "show" / ".feedtool" / "build.lock", os.O_RDWR | os.O_CREAT)
    fcntl.flock(lock, fcntl.LOCK_EX)
    process = start(tmp_path, BUILD)
    assert process.stderr is not None
    assert process.stderr.readline() == "waiting for another build of show\n"
    process.send_signal(number)
    assert process.communicate() == ("", "")
    assert process.returncode == code
    os.close(lock)


def test_a_signal_that_is_ignored_stays_ignored(tmp_path: Path) -> None:
    PREPARE["first build"](tmp_path)
    process = subprocess.Popen(
        ["nohup", *FEEDTOOL, *BUILD], cwd=tmp_path,
        stdout=subprocess.PIPE, stderr=subprocess.PIPE,
    )  # fmt: skip
    time.sleep(0.3)
    process.send_signal(signal.SIGHUP)
    process.communicate()
    assert process.returncode == 0
