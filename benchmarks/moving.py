"""How long the import of a feed takes, beside a build of the show that it makes.

python benchmarks/moving.py [FEED]

Without FEED, feeds of several sizes are made: time and memory must grow as they do. Each program is
a process of its own; its time is that of the processor.
"""

import os
import subprocess
import sys
import tempfile
from pathlib import Path
from typing import NamedTuple

from generate import make_feed

SIZES = (500, 2_000, 8_000)


class Run(NamedTuple):
    seconds: float
    peak_mb: float


def run(*arguments: str | Path) -> Run:
    command = [sys.executable, "-m", "feedtool", *map(str, arguments)]
    process = subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    _, status, usage = os.wait4(process.pid, 0)
    if os.waitstatus_to_exitcode(status) != 0:
        sys.exit(f"{' '.join(command)}: exit code {os.waitstatus_to_exitcode(status)}")
    return Run(usage.ru_utime + usage.ru_stime, usage.ru_maxrss / 1024)


def measure(name: str, data: bytes, folder: Path) -> None:
    feed, show = folder / f"{name}.xml", folder / name
    feed.write_bytes(data)
    moved = run("import", feed, "--into", show)
    again = run("import", feed, "--into", show)
    built = run("build", show)
    row = [f"{len(data) / 1e6:.1f} MB", f"{moved.seconds:.1f}", f"{moved.peak_mb:.0f} MB"]
    row += [f"{moved.seconds / built.seconds:.1f}", f"{again.seconds / built.seconds:.1f}"]
    print(f"| {name} | {' | '.join(row)} |", flush=True)


def main() -> None:
    print(
        "| feed | size | seconds | peak memory | times a first build | nothing new, times a build |"
    )
    print("|---|---|---|---|---|---|")
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        if len(sys.argv) > 1:
            measure(Path(sys.argv[1]).stem, Path(sys.argv[1]).read_bytes(), folder)
            return
        for size in SIZES:
            measure(f"{size:,} episodes", make_feed(size), folder)


if __name__ == "__main__":
    main()
