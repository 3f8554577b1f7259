"""How long this checkout takes beside an earlier revision, in one run.

python benchmarks/compare.py REVISION [TIMES]

Both are run by turns in processes of their own, and the shortest run counts: a ratio above 1 says
that this checkout is slower. Times are those of the processor, in milliseconds.
"""

import io
import os
import resource
import subprocess
import sys
import tarfile
import tempfile
from pathlib import Path

from generate import forget, make_feed, make_show

HERE = Path(__file__).resolve().parent.parent
# The same calls must exist in both: the public interface and the command line alone.
_BUILD = "import sys; sys.argv[1:] = ['build', {show!r}]; from feedtool.cli import main; main()"
TASKS = {
    "bare python": "pass",
    "import feedtool.findings": "import {findings}",
    "validate a small feed": "import sys; sys.argv[1:] = ['validate', {small!r}]; "
    "from feedtool.cli import main; main()",
    "validate 1,000 episodes": "import feedtool; feedtool.validate({large!r})",
    "build 1,000 episodes": _BUILD,
    "build them again": _BUILD,
}


def unpack(revision: str, folder: Path) -> Path:
    """Write the files of a revision into a folder, ready to be imported."""
    command = ["git", "-C", str(HERE), "archive", revision]
    data = subprocess.run(command, check=True, stdout=subprocess.PIPE).stdout
    with tarfile.open(fileobj=io.BytesIO(data)) as archive:
        archive.extractall(folder, filter="data")
    return folder


def prepare(folder: Path) -> Path:
    """Make the schemas importable from a folder, as the packaging does."""
    link = folder / "feedtool" / "schemas"
    if not link.exists():
        link.symlink_to(folder / "schemas")
    return folder


def measure(root: Path, code: str) -> float:
    """Return the processor's time that a child takes, in seconds."""
    env = {**os.environ, "PYTHONPATH": str(root)}
    env.pop("PYTHONDONTWRITEBYTECODE", None)
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    quiet = subprocess.DEVNULL
    subprocess.run(
        [sys.executable, "-c", code], check=False, stdout=quiet, stderr=quiet, env=env, cwd="/"
    )
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    return (after.ru_utime + after.ru_stime) - (before.ru_utime + before.ru_stime)


def copy_of(root: Path, folder: Path) -> Path:
    """Return a copy of this checkout's package, as it is in the working tree."""
    command = [
        "git",
        "-C",
        str(root),
        "ls-files",
        "-co",
        "--exclude-standard",
        "feedtool",
        "schemas",
    ]
    for name in subprocess.run(command, check=True, capture_output=True, text=True).stdout.split():
        if (root / name).is_file():
            (folder / name).parent.mkdir(parents=True, exist_ok=True)
            (folder / name).write_bytes((root / name).read_bytes())
    return folder


def main() -> None:
    revision = sys.argv[1] if len(sys.argv) > 1 else "HEAD"
    times = int(sys.argv[2]) if len(sys.argv) > 2 else 7
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        old = prepare(unpack(revision, folder / "old"))
        new = prepare(copy_of(HERE, folder / "new"))
        (folder / "small.xml").write_bytes(make_feed(3))
        (folder / "large.xml").write_bytes(make_feed(1000))
        shows = {root: folder / f"show-{root.name}" for root in (old, new)}
        for show in shows.values():
            make_show(show, 1000)
        findings = {
            root: "feedtool.findings.report"
            if (root / "feedtool/findings").exists()
            else "feedtool.validator.report"
            for root in (old, new)
        }
        print(f"| what | {revision} | this checkout | ratio |\n|---|---|---|---|")
        for what, code in TASKS.items():
            taken: dict[Path, list[float]] = {old: [], new: []}
            for _ in range(times):
                for root, found in taken.items():
                    filled = code.format(
                        findings=findings[root], show=str(shows[root]),
                        small=str(folder / "small.xml"), large=str(folder / "large.xml"),
                    )  # fmt: skip
                    if what == "build 1,000 episodes":
                        forget(shows[root])
                    found.append(measure(root, filled))
            before, after = min(taken[old]) * 1000, min(taken[new]) * 1000
            print(f"| {what} | {before:.0f} | {after:.0f} | {after / before:.2f} |", flush=True)


if __name__ == "__main__":
    main()
