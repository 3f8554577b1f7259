"""Commands that write new files where the system lets no byte be written."""

import resource
import subprocess
import sys
from pathlib import Path

import pytest


def run_without_room(folder: Path, *arguments: str) -> subprocess.CompletedProcess[str]:
    """Run a command that may not make a file longer than nothing."""
    return subprocess.run(
        [sys.executable, "-m", "feedtool", *arguments], cwd=folder, capture_output=True, text=True, check=False,
        preexec_fn=lambda: resource.setrlimit(resource.RLIMIT_FSIZE, (0, 0)),
    )  # fmt: skip


@pytest.mark.parametrize(
    ("arguments", "says"),
    [
        (["init", "new"], "new: error: File too large; no show was started [unwritable]\n"),
        (["new", "show", "Storms"], "show: error: File too large; nothing was written [unwritable]\n"),
        (["schema", "-o", "a.rng"], "a.rng: error: File too large; the schema was not written [unwritable]\n"),
    ],
)  # fmt: skip
def test_a_file_that_cannot_be_written_is_told_in_one_line(
    arguments: list[str], says: str, tmp_path: Path
) -> None:
    subprocess.run([sys.executable, "-m", "feedtool", "init", "show"], cwd=tmp_path, check=True, capture_output=True)  # fmt: skip
    before = sorted(tmp_path.rglob("*"))
    result = run_without_room(tmp_path, *arguments)
    assert (result.returncode, result.stdout, result.stderr) == (2, "", says)
    assert sorted(tmp_path.rglob("*")) == before
