"""How long validation takes, beside podcastparser reading the same bytes in the same run.

python benchmarks/validate.py
"""

import os
import resource
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from io import BytesIO
from pathlib import Path
from statistics import median
from xml.parsers.expat import ParserCreate

import podcastparser
from generate import make_feed

from feedtool import validate
from feedtool.validator.elements.plans import load_plans
from feedtool.validator.validate import DEFAULT_PROFILES, load_rulebook

# Children keep their compiled modules, as everywhere outside of a test environment.
CHILD = {key: value for key, value in os.environ.items() if key != "PYTHONDONTWRITEBYTECODE"}


def best(call: Callable[[], object], times: int) -> float:
    """Return the shortest of several runs, in seconds."""
    taken = []
    for _ in range(times):
        start = time.perf_counter()
        call()
        taken.append(time.perf_counter() - start)
    return min(taken)


def compare_starts(feed: Path) -> float:
    """Return the processor time of `validate` as a whole, compared with the imports alone.

    Both run by turns, because other programs slow them down, and the median of the ratios counts.
    """
    imports = [sys.executable, "-c", "import click, lxml.etree"]
    whole = [sys.executable, "-m", "feedtool", "validate", str(feed)]
    run(whole)  # compiles the modules
    return median(processor_time(whole) / processor_time(imports) for _ in range(25))


def processor_time(command: list[str]) -> float:
    """Return the seconds that a processor spends on a child."""
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    run(command)
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    return after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime


def run(command: list[str], folder: Path | None = None) -> None:
    subprocess.run(command, check=False, stdout=subprocess.DEVNULL, cwd=folder, env=CHILD)


def measure_memory(folder: str) -> float:
    """Return the peak memory of a child in MB; to be asked before this process grows itself."""
    large = Path(folder, "large.xml")
    make = f"import generate, pathlib; pathlib.Path({str(large)!r}).write_bytes"
    run([sys.executable, "-c", f"{make}(generate.make_feed(10_000))"], Path(__file__).parent)
    measure = (
        "import resource, subprocess, sys; subprocess.run(sys.argv[1:], stdout=sys.stderr); "
        "print(resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss)"
    )
    command = [sys.executable, "-c", measure, sys.executable, "-m", "feedtool", "validate"]
    done = subprocess.run([*command, str(large)], check=True, capture_output=True, text=True)
    return int(done.stdout) / 1024


def read_with_expat(data: bytes) -> None:
    """Read a feed with handlers that do nothing, in pieces as the validator does."""
    parser = ParserCreate()
    parser.buffer_text = parser.ordered_attributes = True
    parser.StartElementHandler = lambda tag, attributes: None
    parser.EndElementHandler = lambda tag: None
    parser.CharacterDataHandler = lambda text: None
    for start in range(0, len(data), 65536):
        parser.Parse(data[start : start + 65536], False)
    parser.Parse(b"", True)


def print_where() -> None:
    """Print where the time goes, by leaving out one part after the other. Must come last."""
    data = make_feed(1_000)
    plans = load_plans(DEFAULT_PROFILES).values()
    floor = best(lambda: read_with_expat(data), 15)
    parts = [("all", best(lambda: validate(data), 15))]
    load_rulebook(DEFAULT_PROFILES).clear()
    parts.append(("without rules", best(lambda: validate(data), 15)))
    for plan in plans:
        if plan.record and plan.record.value.type == "html":
            plan.check = None
    parts.append(("and without HTML", best(lambda: validate(data), 15)))
    for plan in plans:
        plan.check = None
        for attribute in plan.attributes.values():
            attribute.check = None
    parts.append(("and without values", best(lambda: validate(data), 15)))
    parts.append(("expat with empty handlers", floor))
    print("\n| 1,000 episodes | ratio to expat with empty handlers |\n|---|---|")
    for name, seconds in parts:
        print(f"| {name} | {seconds / floor:.2f} |")


def main() -> None:
    with tempfile.TemporaryDirectory() as folder:
        memory = measure_memory(folder)
        small = Path(folder, "small.xml")
        small.write_bytes(make_feed(10))
        start = compare_starts(small)
        print("| feed | validate | to podcastparser | to expat alone |\n|---|---|---|---|")
        for episodes, times in ((10, 200), (1_000, 15), (10_000, 3)):
            data = make_feed(episodes)
            found = {one.rule for one in validate(data).findings}
            assert found <= {"feed-large"}, "the benchmark's feed must be clean"
            other = best(lambda data=data: podcastparser.parse("", BytesIO(data)), times)
            floor = best(lambda data=data: read_with_expat(data), times)
            ours = best(lambda data=data: validate(data), times)
            print(
                f"| {episodes:,} episodes, {len(data) / 1e6:.2f} MB | {ours * 1e3:.1f} ms "
                f"| {ours / other:.2f} | {ours / floor:.2f} |"
            )
        print(f"\nwhole process, 10 episodes, against the imports alone: {start:.2f}")
        print(f"peak memory of a child that validates 10,000 episodes: {memory:.0f} MB")
    print_where()


if __name__ == "__main__":
    main()
