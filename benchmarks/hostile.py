"""How time and memory grow with hostile input, beside clean input of the same size.

python benchmarks/hostile.py [TOPIC | NAME …]

Each generator of tests/hostile runs at 100 KB, 400 KB and 1.6 MB in a child with a limit for memory
and time; NAME is a part of its name. Growth is the processor's time of the step to four times the
size, less that of an empty input. A row that breaks a bound is measured again, of both the better
counts, since the machine may do other work; if it still breaks one, it is marked, and the exit code
is 1. What grows no faster than clean input does is not marked for its growth.
"""

import sys
from dataclasses import dataclass, replace
from itertools import pairwise
from pathlib import Path

# In the place of this folder, whose media.py is not what the generators import.
sys.path[0] = str(Path(__file__).parent.parent / "tests")
from hostile.measure import Taken, measure  # noqa: E402
from hostile.registry import CLEAN, Generator, load_generators  # noqa: E402

SIZES = (100_000, 400_000, 1_600_000)
MOST_GROWTH = 5.0
MOST_TIMES_CLEAN = 20.0
# A picture of 3,000 pixels each way has 36 MB of pixels, and a smaller copy is made from a copy.
# A tree of 400,000 elements takes so much.
MOST_MB = {"media": 100, "pictures": 100, "web pages": 150}
# What is done in less can only be measured badly: starting alone varies by a quarter.
SHORTEST_S = 0.3


@dataclass(frozen=True, slots=True)
class Row:
    """What a generator took at rising sizes, beside an empty and a clean input."""

    generator: Generator
    runs: list[Taken]
    base: Taken
    clean: list[Taken]

    @property
    def growth(self) -> list[float]:
        return growths(self.runs, self.base)

    @property
    def memory(self) -> int:
        return max(self.runs[-1].peak - self.base.peak - self.runs[-1].input, 0)

    @property
    def times_clean(self) -> float:
        return self.runs[-1].cpu_s / self.clean[-1].cpu_s

    @property
    def broken(self) -> list[str]:
        """The bounds that are broken."""
        codes = [run.code for run in self.runs if run.code not in (0, 1, 2)]
        usual = [max(MOST_GROWTH, 1.25 * one) for one in growths(self.clean, self.base)]
        most = 1_000_000 * MOST_MB.get(self.generator.topic, 60)
        tests = {
            f"ends with {codes[0] if codes else 0}": bool(codes),
            "growth": any(one > bound for one, bound in zip(self.growth, usual, strict=True)),
            "memory": self.memory > most,
            "time": self.times_clean > MOST_TIMES_CLEAN,
        }
        return [name for name, is_broken in tests.items() if is_broken]

    def __str__(self) -> str:
        growth = " and ".join(f"{one:.1f}" for one in self.growth)
        return (
            f"| {self.generator.topic} | {self.generator.name} | {growth} | {self.memory / 1e6:.0f} MB "
            f"| {self.times_clean:.1f} | {', '.join(self.broken)} |"
        )


def growths(runs: list[Taken], base: Taken) -> list[float]:
    """Return how many times as long each size takes as the one before."""
    spent = [max(run.cpu_s - base.cpu_s, SHORTEST_S) for run in runs]
    return [after / before for before, after in pairwise(spent)]


def better(one: Taken, other: Taken) -> Taken:
    return replace(one, cpu_s=min(one.cpu_s, other.cpu_s), peak=min(one.peak, other.peak))


def measure_row(generator: Generator, base: Taken, clean: list[Taken]) -> Row:
    sizes = [size for size in SIZES if size <= (generator.most or size)]
    if len(sizes) < 2 and generator.most:
        sizes = [generator.most // 4, generator.most]
    row = Row(generator, [measure(generator, size) for size in sizes], base, clean[: len(sizes)])
    if not row.broken:
        return row
    again = [
        better(run, measure(generator, size)) for run, size in zip(row.runs, sizes, strict=True)
    ]
    return replace(row, runs=again)


def summarize(rows: list[Row]) -> None:
    """Print for each topic the worst of all that it has."""
    print("\n| Topic | Kinds of input | Growth | Memory above input | CPU beside clean | Broken |")
    print("|---|---|---|---|---|---|")
    for topic in dict.fromkeys(row.generator.topic for row in rows):
        ours = [row for row in rows if row.generator.topic == topic]
        print(
            f"| {topic} | {len(ours)} | {max(max(row.growth) for row in ours):.1f} "
            f"| {max(row.memory for row in ours) / 1e6:.0f} MB "
            f"| {max(row.times_clean for row in ours):.1f} | {sum(bool(row.broken) for row in ours)} |"
        )


def main() -> int:
    wanted = sys.argv[1:]
    generators = [
        one for one in load_generators()
        if not wanted or one.topic in wanted or any(part in one.name for part in wanted)
    ]  # fmt: skip
    bases: dict[str, tuple[Taken, list[Taken]]] = {}
    rows = []
    print(
        "| Topic | Input | Growth for 4 × the size | Memory above input | CPU beside clean | Broken |"
    )
    print("|---|---|---|---|---|---|")
    for generator in generators:
        if generator.topic not in bases:
            base = CLEAN[generator.topic]
            bases[generator.topic] = measure(base, 1), [measure(base, size) for size in SIZES]
        rows.append(measure_row(generator, *bases[generator.topic]))
        print(rows[-1], flush=True)
    summarize(rows)
    return 1 if any(row.broken for row in rows) else 0


if __name__ == "__main__":
    sys.exit(main())
