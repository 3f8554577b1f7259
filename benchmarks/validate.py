"""How long validation takes, beside a bare lxml parse of the same bytes in the same run.

python benchmarks/validate.py
"""

import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

from generate import make_feed
from lxml import etree

from feedtool import validate


def best(call: Callable[[], object], times: int) -> float:
    """Return the shortest of several runs, in seconds."""
    taken = []
    for _ in range(times):
        start = time.perf_counter()
        call()
        taken.append(time.perf_counter() - start)
    return min(taken)


def run(command: list[str], folder: Path | None = None) -> None:
    subprocess.run(command, check=False, stdout=subprocess.DEVNULL, cwd=folder)


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


def main() -> None:
    with tempfile.TemporaryDirectory() as folder:
        memory = measure_memory(folder)
        small = Path(folder, "small.xml")
        small.write_bytes(make_feed(10))
        base = best(lambda: run([sys.executable, "-c", "import click, lxml.etree"]), 15)
        whole = best(lambda: run([sys.executable, "-m", "feedtool", "validate", str(small)]), 15)
        print("| feed | lxml parse | validate | ratio |\n|---|---|---|---|")
        for episodes, times in ((10, 200), (1_000, 15), (10_000, 3)):
            data = make_feed(episodes)
            found = {one.rule for one in validate(data).findings}
            assert found <= {"feed-large"}, "the benchmark's feed must be clean"
            bare = best(lambda data=data: etree.fromstring(data), times)
            ours = best(lambda data=data: validate(data), times)
            print(
                f"| {episodes:,} episodes, {len(data) / 1e6:.2f} MB | {bare * 1e3:.2f} ms "
                f"| {ours * 1e3:.2f} ms | {ours / bare:.2f} |"
            )
        print(f"\nwhole process, 10 episodes, against the imports alone: {whole / base:.2f}")
        print(f"peak memory of a child that validates 10,000 episodes: {memory:.0f} MB")


if __name__ == "__main__":
    main()
