"""How long validation takes, beside a bare lxml parse of the same bytes in the same run.

python benchmarks/validate.py
"""

import resource
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


def run(command: list[str]) -> None:
    subprocess.run(command, check=False, stdout=subprocess.DEVNULL)


def main() -> None:
    with tempfile.TemporaryDirectory() as folder:
        print("| feed | lxml parse | validate | ratio |\n|---|---|---|---|")
        for episodes, times in ((10, 200), (1_000, 15), (10_000, 3)):
            data = make_feed(episodes)
            assert validate(data).findings == [], "the benchmark's feed must be clean"
            bare = best(lambda data=data: etree.fromstring(data), times)
            ours = best(lambda data=data: validate(data), times)
            print(
                f"| {episodes:,} episodes, {len(data) / 1e6:.2f} MB | {bare * 1e3:.2f} ms "
                f"| {ours * 1e3:.2f} ms | {ours / bare:.2f} |"
            )
        small, large = Path(folder, "small.xml"), Path(folder, "large.xml")
        small.write_bytes(make_feed(10))
        large.write_bytes(make_feed(10_000))
        base = best(lambda: run([sys.executable, "-c", "import click, lxml.etree"]), 15)
        whole = best(lambda: run([sys.executable, "-m", "feedtool", "validate", str(small)]), 15)
        print(
            f"\nwhole process, 10 episodes, against `import click, lxml.etree`: {whole / base:.2f}"
        )
        run([sys.executable, "-m", "feedtool", "validate", str(large)])
        peak = resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss / 1024
        print(f"peak memory of a child that validates 10,000 episodes: {peak:.0f} MB")


if __name__ == "__main__":
    main()
