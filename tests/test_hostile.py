"""Every generator of hostile/ in small: a clear end, short lines, and steps that grow with the size."""

import sys
from collections.abc import Callable
from pathlib import Path

import pytest
from click.testing import Result
from hostile.registry import CLEAN, Generator, load_generators

SMALL = 4_000
LONGEST_LINE = 2_000
ALL = load_generators()
BASES: dict[str, int] = {}


def run_in(run: Callable[..., Result], generator: Generator, folder: Path, size: int) -> Result:
    folder.mkdir()
    generator.write(folder, size)
    # The command takes files from the folder in which it runs.
    with pytest.MonkeyPatch.context() as patch:
        patch.chdir(folder)
        return run(*generator.arguments)


def count_calls(call: Callable[[], object]) -> int:
    """Return how many functions are called: what takes steps without calls is measured elsewhere."""
    calls = 0

    def count(frame: object, event: str, what: object) -> None:
        nonlocal calls
        calls += event in ("call", "c_call")

    before = sys.getprofile()
    sys.setprofile(count)
    try:
        call()
    finally:
        sys.setprofile(before)
    return calls


def count_base(topic: str, run: Callable[..., Result], folder: Path) -> int:
    """Return how many calls the smallest clean input takes, once what is loaded once is loaded."""
    if topic not in BASES:
        run_in(run, CLEAN[topic], folder / "first", 1)
        BASES[topic] = count_calls(lambda: run_in(run, CLEAN[topic], folder / "base", 1))
    return BASES[topic]


@pytest.mark.slow
@pytest.mark.parametrize("generator", ALL, ids=[f"{one.topic}: {one.name}" for one in ALL])
def test_hostile_input_ends_clearly_in_steps_that_grow_with_its_size(
    generator: Generator, run: Callable[..., Result], tmp_path: Path
) -> None:
    results: list[Result] = []
    base = count_base(generator.topic, run, tmp_path)
    growing = [
        count_calls(lambda: results.append(run_in(run, generator, tmp_path / str(size), size)))  # noqa: B023 - called at once
        for size in (SMALL, 4 * SMALL)
    ]
    if not grow_with_size(growing, base):
        # What looks some way ahead of each fault takes more steps until the feed is longer than that.
        size = 16 * SMALL
        growing.append(
            count_calls(lambda: results.append(run_in(run, generator, tmp_path / "more", size)))
        )
    for result in results:
        assert result.exception is None or isinstance(result.exception, SystemExit)
        assert result.exit_code in (0, 1, 2)
        assert max(map(len, result.output.splitlines()), default=0) <= LONGEST_LINE
    assert grow_with_size(growing[-2:], base), growing


def grow_with_size(calls: list[int], base: int) -> bool:
    """Return whether four times the size takes about four times the calls beyond the base."""
    small, large = (count - base for count in calls)
    return large <= 6 * max(small, base)


@pytest.mark.parametrize("topic", CLEAN)
def test_clean_input_of_each_topic_is_clean(
    topic: str, run: Callable[..., Result], tmp_path: Path
) -> None:
    result = run_in(run, CLEAN[topic], tmp_path / "clean", SMALL)
    assert result.exit_code == 0, result.output
