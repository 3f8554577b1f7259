"""The whole campaign; `make soak` runs it, `make test` a small part of it."""

import sys
import time
from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from functools import partial
from pathlib import Path
from tempfile import TemporaryDirectory

from soak.campaign import run_campaign
from soak.crowd import build_at_once, kill_by_chance, write_one_report
from soak.faults import Faulty, why_not
from soak.lock_damage import byte_changes, cuts, flips, judge, moved_lines
from soak.scenarios import SCENARIOS, Scenario

Part = Callable[[], Iterable[tuple[str, Counter[str]]]]

_KILLS = 200
_CROWDS = 24
_REPORTS = 10
# Of the calls at which all is tried: elsewhere a command is killed, and its disk is full or broken.
_SHARE = 6
_DAMAGES = (flips, cuts, moved_lines, byte_changes)


def main() -> None:
    """Run all parts, or those that are named: a scenario, "chance", "crowd", "reports", "lock damage"."""
    if why_not():
        sys.exit(f"the campaign cannot run here: {why_not()}")
    named = sys.argv[1:]
    with TemporaryDirectory(prefix="feedtool-soak-") as name:
        folder = Path(name)
        parts = {**_scenarios(folder), **_others(folder)}
        for part in named or parts:
            begun = time.monotonic()
            for what, counts in parts[part]():
                listed = ", ".join(f"{number} {kind}" for kind, number in sorted(counts.items()))
                print(f"{what}: {listed} ({time.monotonic() - begun:.0f} s)", flush=True)


def _scenarios(folder: Path) -> dict[str, Part]:
    def run(scenario: Scenario) -> Iterator[tuple[str, Counter[str]]]:
        with Faulty(folder / "faulty") as faulty:
            campaign = run_campaign(faulty, [scenario], folder, _SHARE, whole=True)
            for name, calls, counts in campaign:
                yield f"{name}, {calls} calls", counts

    return {one.name: partial(run, one) for one in SCENARIOS}


def _others(folder: Path) -> dict[str, Part]:
    def damage() -> Iterator[tuple[str, Counter[str]]]:
        for damages in _DAMAGES:
            ends = Counter(judge(data, folder / "feed.lock") for data in damages())
            yield f"feed.lock, {damages.__name__}", ends

    return {
        "chance": lambda: [("killed by chance", kill_by_chance(folder, _KILLS))],
        "crowd": lambda: [("several at once", build_at_once(folder, _CROWDS))],
        "reports": lambda: [("one report at once", write_one_report(folder, _REPORTS))],
        "lock damage": damage,
    }


if __name__ == "__main__":
    main()
