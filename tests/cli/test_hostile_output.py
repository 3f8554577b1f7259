"""Standard output and reports that cannot be written: a full disk, a reader that has gone."""

import subprocess
import sys
from pathlib import Path

import pytest
from sample import sample_feed

FEEDTOOL = f"'{sys.executable}' -m feedtool"
FULL = "standard output: error: No space left on device; the report was not written [unwritable]\n"

pytestmark = pytest.mark.skipif(not Path("/dev/full").exists(), reason="no /dev/full here")


def shell(command: str) -> "subprocess.CompletedProcess[str]":
    """Run a command line; `feedtool` in it is the one of the tests."""
    line = f"set -o pipefail; {command.replace('feedtool', FEEDTOOL)}"
    return subprocess.run(
        ["bash", "-c", line], capture_output=True, text=True, timeout=60, check=False
    )


@pytest.fixture
def feed(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    path = Path("feed.xml")
    path.write_bytes(sample_feed(item="<title> One</title><ttl>5</ttl>" * 2000))
    return path


@pytest.mark.parametrize(
    "command",
    [
        "validate feed.xml", "validate feed.xml --format json", "validate feed.xml --format github",
        "validate feed.xml --format html --output json=report.json", "fix --diff feed.xml",
        "fix - < feed.xml", "rules", "config", "explain apple", "schema",
        "--help", "validate --help",
    ],
)  # fmt: skip
@pytest.mark.parametrize("unbuffered", ["", "1"], ids=["buffered", "unbuffered"])
@pytest.mark.usefixtures("feed")
def test_full_disk_is_told(command: str, unbuffered: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PYTHONUNBUFFERED", unbuffered)
    result = shell(f"feedtool {command} > /dev/full")
    assert (result.stderr, result.returncode) == (FULL, 2)
    assert sorted(path.name for path in Path().iterdir()) == ["feed.xml"]


@pytest.mark.parametrize("outputs", ["html=/dev/full json=a.json", "json=a.json html=/dev/full"])
@pytest.mark.usefixtures("feed")
def test_the_report_that_cannot_be_written_is_the_one_that_is_named(outputs: str) -> None:
    options = " ".join(f"--output {one}" for one in outputs.split())
    result = shell(f"feedtool validate feed.xml {options} > /dev/null")
    says = "/dev/full: error: No space left on device; the report was not written [unwritable]\n"
    assert (result.stderr, result.returncode) == (says, 2)
    assert sorted(path.name for path in Path().iterdir()) == ["feed.xml"]


@pytest.mark.usefixtures("feed")
def test_a_reader_that_has_gone_is_no_fault_of_a_report() -> None:
    result = shell("feedtool validate feed.xml --format html --output json=a.json | head -n 1")
    assert (result.stderr, result.returncode) == ("", 1)
    assert sorted(path.name for path in Path().iterdir()) == ["feed.xml"]


@pytest.mark.parametrize(
    "command", ["validate feed.xml", "validate feed.xml --format json", "fix --diff feed.xml", "fix - < feed.xml"],
)  # fmt: skip
@pytest.mark.usefixtures("feed")
def test_standard_output_may_be_closed(command: str) -> None:
    result = shell(f"feedtool {command} >&-")
    assert "Traceback" not in result.stderr
    assert result.returncode == 1
