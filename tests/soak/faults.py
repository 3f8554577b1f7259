"""A process whose commands are failed, killed or misled at any call that changes files."""

import json
import os
import shutil
import subprocess
import sys
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Self

HERE = Path(__file__).parent


@dataclass(frozen=True)
class Fault:
    """What happens at one call: see `arm` in faults.c."""

    at: int = 0
    how: str = "c"
    code: int = 0
    swapped: str = ""
    outside: str = ""


@dataclass(frozen=True)
class Ended:
    """How a command ended: its exit code, or minus the signal; how many calls; what it said."""

    code: int
    calls: int
    stdout: str
    stderr: str


def why_not() -> str:
    """Return why faults cannot be made here, "" if they can."""
    if sys.platform != "linux":
        return "faults are made by preloading, as Linux does it"
    return "" if shutil.which("cc") else "cc is not installed"


class Faulty:
    """A process that runs commands, each in a copy of itself, with a fault."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        folder.mkdir(exist_ok=True)
        library = folder / "faults.so"
        source = HERE / "faults.c"
        subprocess.run(["cc", "-shared", "-fPIC", "-O1", "-o", library, source, "-ldl"], check=True)
        environment = {**os.environ, "LD_PRELOAD": str(library), "PYTHONWARNINGS": "ignore"}
        for name in ("CI", "GITHUB_ACTIONS", "GITHUB_STEP_SUMMARY"):
            environment.pop(name, None)
        self.process = subprocess.Popen(
            [sys.executable, HERE / "forking.py"],
            stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True, env=environment,
        )  # fmt: skip

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *why: object) -> None:
        self.process.communicate()

    def load(self, arguments: Sequence[object], cwd: Path) -> None:
        """Run a command in the process itself, so that its modules are loaded."""
        self._ask({"arguments": [str(one) for one in arguments], "cwd": str(cwd), "here": True})

    def run(self, arguments: Sequence[object], root: Path, fault: Fault = Fault()) -> Ended:
        """Run a command in a folder, in which the fault happens."""
        out, err = self.folder / "stdout", self.folder / "stderr"
        answer = self._ask(
            {
                "arguments": [str(one) for one in arguments], "cwd": str(root), "root": str(root),
                "at": fault.at, "how": fault.how, "code": fault.code, "swapped": fault.swapped,
                "outside": fault.outside, "stdout": str(out), "stderr": str(err),
            }
        )  # fmt: skip
        said = [one.read_text("utf-8", "replace") for one in (out, err)]
        return Ended(answer["code"], answer["calls"], *said)

    def _ask(self, order: dict[str, object]) -> dict[str, int]:
        assert self.process.stdin is not None
        assert self.process.stdout is not None
        self.process.stdin.write(json.dumps(order) + "\n")
        self.process.stdin.flush()
        answer: dict[str, int] = json.loads(self.process.stdout.readline())
        return answer
