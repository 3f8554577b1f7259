"""How time and memory grow with hostile input, beside clean input of the same size.

python benchmarks/hostile.py [TOPIC …]

Each generator of tests/hostile runs at 100 KB, 400 KB and 1.6 MB in a child with a limit for memory
and time. Growth is the processor's time of the step to four times the size, less that of an empty
input. A row that breaks a bound is measured again, of both the better counts, since the machine may do
other work; if it still breaks one, it is marked, and the exit code is 1.
"""

import sys
from dataclasses import replace
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
MOST_MB = {"media": 100, "pictures": 100}
# What is done in less can only be measured badly: starting alone varies by a quarter.
SHORTEST_S = 0.3


def judge(runs: list[Taken], base: Taken, same_size: list[Taken], most_mb: int) -> list[str]:
    """Return the bounds that runs of rising sizes break."""
    broken = []
    if any(run.code not in (0, 1, 2) for run in runs):
        broken.append(f"ends with {next(run.code for run in runs if run.code not in (0, 1, 2))}")
    if max(growths(runs, base)) > MOST_GROWTH:
        broken.append("growth")
    if max(runs[-1].peak - base.peak - runs[-1].input, 0) > most_mb * 1_000_000:
        broken.append("memory")
    if runs[-1].cpu_s > MOST_TIMES_CLEAN * same_size[-1].cpu_s:
        broken.append("time")
    return broken


def growths(runs: list[Taken], base: Taken) -> list[float]:
    """Return how many times as long each size takes as the one before."""
    spent = [max(run.cpu_s - base.cpu_s, SHORTEST_S) for run in runs]
    return [after / before for before, after in pairwise(spent)]


def better(one: Taken, other: Taken) -> Taken:
    return replace(one, cpu_s=min(one.cpu_s, other.cpu_s), peak=min(one.peak, other.peak))


def row(generator: Generator, base: Taken, same_size: list[Taken]) -> tuple[str, bool]:
    sizes = [size for size in SIZES if size <= (generator.most or size)]
    if len(sizes) < 2 and generator.most:
        sizes = [generator.most // 4, generator.most]
    runs = [measure(generator, size) for size in sizes]
    if judge(runs, base, same_size[: len(runs)], MOST_MB.get(generator.topic, 60)):
        runs = [
            better(run, measure(generator, size)) for run, size in zip(runs, sizes, strict=True)
        ]
    broken = judge(runs, base, same_size[: len(runs)], MOST_MB.get(generator.topic, 60))
    growth = " and ".join(f"{one:.1f}" for one in growths(runs, base))
    beside = (runs[-1].peak - base.peak - runs[-1].input) / 1e6
    return (
        f"| {generator.topic} | {generator.name} | {growth} | {max(beside, 0):.0f} MB "
        f"| {runs[-1].cpu_s / same_size[len(runs) - 1].cpu_s:.1f} | {', '.join(broken)} |"
    ), bool(broken)


def main() -> int:
    wanted = set(sys.argv[1:])
    generators = [one for one in load_generators() if not wanted or one.topic in wanted]
    bases, failed = {}, 0
    print(
        "| Topic | Input | Growth for 4 × the size | Memory above input | CPU beside clean | Broken |"
    )
    print("|---|---|---|---|---|---|")
    for generator in generators:
        if generator.topic not in bases:
            base = CLEAN[generator.topic]
            bases[generator.topic] = measure(base, 1), [measure(base, size) for size in SIZES]
        text, broken = row(generator, *bases[generator.topic])
        failed += broken
        print(text, flush=True)
    print(f"\n{len(generators)} kinds of input, {failed} beyond a bound")
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main())
