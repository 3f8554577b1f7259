"""The whole campaign; `make soak` runs it, `make test` a small part of it."""

import argparse
import sys
import time
from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import ProcessPoolExecutor
from functools import partial
from itertools import islice
from pathlib import Path
from tempfile import TemporaryDirectory

from soak.campaign import Bench, disturb
from soak.crowd import build_at_once, kill_by_chance, write_one_report
from soak.faults import Faulty, why_not
from soak.lock_damage import byte_changes, cuts, flips, judge, moved_lines
from soak.scenarios import SCENARIOS, Scenario

Part = Callable[[Path, int], Iterable[tuple[str, Counter[str]]]]

_KILLS = 200
_CROWDS = 24
_REPORTS = 10
# Of the calls at which all is tried: elsewhere a command is killed, and its disk is full or broken.
_SHARE = 6
_DAMAGES = (flips, cuts, moved_lines, byte_changes)
# A disk in memory: what fails is the call, not the disk.
_MEMORY = Path("/dev/shm")  # noqa: S108 - TemporaryDirectory makes a folder of its own there


def main() -> None:
    """Run all parts, or those that are named: a scenario, "chance", "crowd", "reports", "lock damage"."""
    if why_not():
        sys.exit(f"the campaign cannot run here: {why_not()}")
    parser = argparse.ArgumentParser(prog="soak", description=__doc__)
    parser.add_argument("parts", nargs="*", metavar="PART", help=", ".join(PARTS))
    parser.add_argument("--stride", type=int, default=1, help="interrupt at each third call: 3")
    parser.add_argument("--processes", type=int, default=2, help="parts that run at once")
    given = parser.parse_args()
    where = _MEMORY if _MEMORY.is_dir() else None
    failed = []
    with (
        TemporaryDirectory(prefix="feedtool-soak-", dir=where) as folder,
        ProcessPoolExecutor(given.processes) as pool,
    ):
        runs = {
            name: pool.submit(_run, name, Path(folder, name.replace(" ", "-")), given.stride)
            for name in given.parts or PARTS
        }
        for name, run in runs.items():
            if run.exception() is not None:
                failed.append(name)
                print(f"{name}: {run.exception()}", flush=True)
    sys.exit(f"failed: {', '.join(failed)}" if failed else 0)


def _run(name: str, folder: Path, stride: int) -> None:
    begun = time.monotonic()
    folder.mkdir()
    for what, counts in PARTS[name](folder, stride):
        listed = ", ".join(f"{number} {kind}" for kind, number in sorted(counts.items()))
        print(f"{what}: {listed} ({time.monotonic() - begun:.0f} s)", flush=True)


def _interrupt(scenario: Scenario, folder: Path, stride: int) -> Iterator[tuple[str, Counter[str]]]:
    with Faulty(folder / "faulty") as faulty:
        bench = Bench(faulty, scenario, folder / "bench")
        disturb(bench, _SHARE, stride)
        yield f"{scenario.name}, {bench.calls} calls", bench.counts


def _damage(folder: Path, stride: int) -> Iterator[tuple[str, Counter[str]]]:
    for damages in _DAMAGES:
        some = islice(damages(), 0, None, stride)
        ends = Counter(judge(data, folder / "feed.lock") for data in some)
        yield f"feed.lock, {damages.__name__}", ends


PARTS: dict[str, Part] = {
    **{one.name: partial(_interrupt, one) for one in SCENARIOS},
    "chance": lambda folder, _: [("killed by chance", kill_by_chance(folder, _KILLS))],
    "crowd": lambda folder, _: [("several at once", build_at_once(folder, _CROWDS))],
    "reports": lambda folder, _: [("one report at once", write_one_report(folder, _REPORTS))],
    "lock damage": _damage,
}


if __name__ == "__main__":
    main()
