"""What a regular expression costs on its worst texts, and how that grows."""

import re
import signal
import time
from collections import deque
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from functools import cache

from regexes.found import Found, Use
from regexes.worst import Recipe, worst_recipes

_SMALL = 200
SIZES = (1_000, 8_000)
_RUNS = 5
_PATIENCE_S = 0.1
# Recipes that cost less for a character hardly grow; a few of each pattern are measured anyway, since
# the clock is not exact.
_CHEAP_S = 0.3e-6
_FEWEST = 3
_MOST = 6


class _TooLong(Exception):  # noqa: N818 - it is no fault
    """A pattern took longer than we wait."""


@dataclass(frozen=True, slots=True)
class Cost:
    """The seconds of the processor for two texts of the sizes `small` and `large`."""

    recipe: Recipe
    use: Use
    small: int
    large: int
    small_s: float
    large_s: float

    @property
    def growth(self) -> float:
        """How much more each character costs in the longer text; 1 if the pattern is linear."""
        return (
            (self.large_s / self.large) / (self.small_s / self.small)
            if self.large > self.small
            else 1.0
        )

    @property
    def each_s(self) -> float:
        return self.large_s / self.large


# What is linear takes about 1; a pattern that reads a text again at each place takes 8.
_MOST_GROWTH = 3.0
# Below, the clock says nothing.
_SHORTEST_S = 0.0005
# A place may look at a bounded part of what follows: as much as this pattern does.
_YARDSTICK = re.compile("(?:a{0,900}b)")


def grows(cost: Cost) -> bool:
    """Whether a pattern costs more for each character of a longer text, or too much for each."""
    longer = cost.growth > _MOST_GROWTH and cost.large_s > _SHORTEST_S
    return longer or cost.each_s > _bearable_s()


@cache
def _bearable_s() -> float:
    return min(_seconds(_YARDSTICK, "search", Recipe((("a", 1),)), 4_000) for _ in range(5)) / 4_000


def measures_again(found: Found, cost: Cost) -> bool:
    """Whether a cost still grows when it is measured with more care."""
    pattern = re.compile(found.pattern, found.flags)  # type: ignore[arg-type]
    return all(grows(measure(pattern, cost.use, cost.recipe, runs=_RUNS)) for _ in range(2))


def measure_worst(found: Found, use: Use) -> list[Cost]:
    """Return the costs of the worst texts of a pattern in one use."""
    pattern = re.compile(found.pattern, found.flags)  # type: ignore[arg-type]
    sizes = [min(size, use.most or size) for size in (_SMALL, *SIZES)]
    first = sorted(
        ((_seconds(pattern, use.method, one, sizes[0]) / sizes[0], one) for one in dict.fromkeys(worst_recipes(found.pattern, found.flags))),
        key=lambda pair: -pair[0],
    )  # fmt: skip
    costly = sum(each_s > _CHEAP_S for each_s, _ in first)
    chosen = first[: min(max(costly, _FEWEST), _MOST)]
    return [measure(pattern, use, one) for _, one in chosen]


def measure(pattern: re.Pattern[str], use: Use, recipe: Recipe, runs: int = 1) -> Cost:
    small, large = (min(size, use.most or size) for size in SIZES)
    small_s = min(_seconds(pattern, use.method, recipe, small) for _ in range(runs + 2))
    large_s = min(_seconds(pattern, use.method, recipe, large) for _ in range(runs))
    return Cost(recipe, use, small, large, small_s, large_s)


def _seconds(pattern: re.Pattern[str], method: str, recipe: Recipe, size: int) -> float:
    text = recipe.text(size)
    given = text if isinstance(pattern.pattern, str) else text.encode("latin-1", "replace")
    run = _runner(pattern, method)
    try:
        with _limited():
            start = time.thread_time()
            run(given)  # type: ignore[arg-type]
            return time.thread_time() - start
    except _TooLong:
        return _PATIENCE_S


def _runner(pattern: re.Pattern[str], method: str) -> Callable[[str], object]:
    if method in ("sub", "subn"):
        return lambda text: pattern.sub(text[:0], text)
    if method in ("finditer", "findall"):
        return lambda text: deque(pattern.finditer(text), 0)
    run: Callable[[str], object] = getattr(pattern, method)
    return run


@contextmanager
def _limited() -> Iterator[None]:
    def stop(number: int, frame: object) -> None:
        raise _TooLong

    before = signal.signal(signal.SIGVTALRM, stop)
    signal.setitimer(signal.ITIMER_VIRTUAL, _PATIENCE_S)
    try:
        yield
    finally:
        signal.setitimer(signal.ITIMER_VIRTUAL, 0)
        signal.signal(signal.SIGVTALRM, before)
