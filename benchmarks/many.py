"""How long many feeds take with one process and with two, and how much memory all processes have.

python benchmarks/many.py [FEEDS]
"""

import subprocess
import sys
import tempfile
import time
from pathlib import Path

from generate import make_feed
from validate import CHILD

EPISODES = 300
COMMAND = [sys.executable, "-m", "feedtool", "validate", "--format", "json"]
# Four findings in each episode.
FAULTS = (
    (b"<itunes:explicit>false</itunes:explicit>\n      <itunes:image", b"<itunes:explicit>clean</itunes:explicit>\n      <itunes:image"),
    (b"<itunes:episodeType>full", b"<itunes:episodeType>whole"),
    (b' type="text/vtt"', b' type="text/vttx"'),
    (b'role="host"', b'role="hots"'),
)  # fmt: skip


def make_feeds(folder: Path, feeds: int, *, faulty: bool) -> Path:
    data = make_feed(EPISODES)
    for right, wrong in FAULTS if faulty else ():
        data = data.replace(right, wrong)
    folder.mkdir()
    for number in range(feeds):
        (folder / f"{number:04}.xml").write_bytes(data)
    return folder


def memory_of(processes: set[int]) -> int:
    """Return the memory of these processes and of those that they started, in kilobytes."""
    total = 0
    for status in Path("/proc").glob("[0-9]*/status"):
        try:
            fields = dict(line.split(":\t", 1) for line in status.read_text().splitlines())
        except OSError:  # it has ended
            continue
        if {int(fields["Pid"]), int(fields["PPid"])} & processes and "VmRSS" in fields:
            total += int(fields["VmRSS"].split()[0])
    return total


def run(folder: Path, jobs: int) -> tuple[float, int]:
    """Return the seconds that a run takes, and the peak memory of all its processes in kilobytes."""
    start, peak = time.perf_counter(), 0
    with tempfile.TemporaryFile() as out:
        command = [*COMMAND, "--jobs", str(jobs), str(folder)]
        process = subprocess.Popen(command, stdout=out, env=CHILD)
        while process.poll() is None:
            peak = max(peak, memory_of({process.pid}))
            time.sleep(0.05)
    return time.perf_counter() - start, peak


def main() -> None:
    feeds = int(sys.argv[1]) if len(sys.argv) > 1 else 200
    print(f"| {feeds} feeds of {EPISODES} episodes | jobs | seconds | ratio | peak memory |")
    print("|---|---|---|---|---|")
    with tempfile.TemporaryDirectory() as folder:
        for name, faulty in (("clean", False), (f"{4 * EPISODES:,} findings each", True)):
            place = make_feeds(Path(folder, name), feeds, faulty=faulty)
            runs = [[run(place, jobs) for jobs in (1, 2)] for _ in range(3)]
            base = min(one[0] for one, _ in runs)
            for jobs in (1, 2):
                seconds = min(pair[jobs - 1][0] for pair in runs)
                peak = max(pair[jobs - 1][1] for pair in runs)
                print(
                    f"| {name} | {jobs} | {seconds:.1f} | {seconds / base:.2f} | {peak / 1024:.0f} MB |"
                )


if __name__ == "__main__":
    main()
