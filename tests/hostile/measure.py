"""Runs feedtool on a generated input in a child with limits, and says what it took."""

import json
import os
import subprocess
import sys
import tempfile
from dataclasses import dataclass
from pathlib import Path

from hostile.registry import Generator

LIMIT_BYTES = 2_000_000_000
LIMIT_CPU_S = 120
# VmHWM and not ru_maxrss, which a child inherits from the process that started it.
_CHILD = """
import json, os, re, resource, sys
resource.setrlimit(resource.RLIMIT_AS, ({bytes}, {bytes}))
resource.setrlimit(resource.RLIMIT_CPU, ({seconds}, {seconds}))
resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
from feedtool.__main__ import main
code = None
try:
    code = main()
except SystemExit as end:
    code = end.code
except BaseException as why:
    code = type(why).__name__
    raise
finally:
    used = resource.getrusage(resource.RUSAGE_SELF)
    peak = int(re.search(r"VmHWM:\\s+(\\d+)", open("/proc/self/status").read())[1])
    with open({told!r}, "w") as stream:
        json.dump([code, used.ru_utime + used.ru_stime, peak * 1024], stream)
"""


@dataclass(frozen=True, slots=True)
class Taken:
    """What one run took: `cpu_s` in seconds, `peak` and `input` in bytes.

    `code` is the exit code, or a word for what ended the run. `output` is what it printed.
    """

    code: int | str
    cpu_s: float
    peak: int
    input: int
    output: str


def measure(generator: Generator, size: int) -> Taken:
    """Write the input into a new folder and run the command there."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name, "input")
        folder.mkdir()
        generator.write(folder, size)
        written = sum(
            path.lstat().st_blocks * 512 if path.stat().st_size > 16 * size else path.lstat().st_size
            for path in folder.rglob("*") if path.is_file()
        )  # fmt: skip
        told = Path(name, "told.json")
        script = _CHILD.format(bytes=LIMIT_BYTES, seconds=LIMIT_CPU_S, told=str(told))
        command = [sys.executable, "-c", script, *generator.arguments]
        environment = {
            key: value for key, value in os.environ.items() if key != "PYTHONDONTWRITEBYTECODE"
        }
        ended = subprocess.run(
            command, cwd=folder, env=environment, stdin=subprocess.DEVNULL, check=False,
            stdout=subprocess.PIPE, stderr=subprocess.STDOUT,
        )  # fmt: skip
        output = ended.stdout.decode("utf-8", "replace")
        if not told.exists():
            return Taken(f"killed by signal {-ended.returncode}", LIMIT_CPU_S, 0, written, output)
        code, cpu_s, peak = json.loads(told.read_text("utf-8"))
        return Taken(code or 0, cpu_s, peak, written, output)
