"""`feedtool validate --output`: reports in files, beside the one on standard output."""

import json
import os
import stat
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import IO

import pytest
from click.testing import Result
from sample import sample_feed

Run = Callable[..., Result]
BROKEN = sample_feed(item="<title> One</title><ttl>5</ttl>")


@pytest.fixture
def feed(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    path = Path("feed.xml")
    path.write_bytes(BROKEN)
    return path


def test_several_reports_of_one_run_are_those_of_several_runs(run: Run, feed: Path) -> None:
    Path("out").mkdir()
    result = run("validate", feed, "--output", "json=out/a.json", "--output", "text=b.txt")
    assert result.exit_code == 1
    assert Path("b.txt").read_text("utf-8") == result.stdout == run("validate", feed).stdout
    whole = run("validate", feed, "--format", "json").stdout
    assert Path("out/a.json").read_text("utf-8") == whole
    assert [*Path("out").iterdir()] == [Path("out/a.json")]


def test_each_format_shows_from_its_own_severity_on_unless_one_is_asked_for(
    run: Run, feed: Path
) -> None:
    def shown(*options: str) -> tuple[bool, bool]:
        result = run("validate", feed, "--output", "json=a.json", *options)
        found = json.loads(Path("a.json").read_text("utf-8"))["reports"][0]["findings"]
        return "info:" in result.stdout, any(one["severity"] == "info" for one in found)

    assert shown() == (False, True)
    assert shown("--severity", "info") == (True, True)
    assert shown("--severity", "error") == (False, False)


@pytest.mark.parametrize(
    ("outputs", "says"),
    [
        (["report.json"], '"report.json" is not FORMAT=FILE; write e.g. json=report.json'),
        (["json="], '"json=" is not FORMAT=FILE; write e.g. json=report.json'),
        (["jsn=a"], "there is no format jsn; did you mean json?"),
        (["json=-"], "- is standard output, which --format is for; name a file"),
        (["json=folder"], "folder is a folder; name a file in it"),
        (["json=none/a.json"], "none/a.json cannot be written: there is no folder none"),
        (["json=a", "text=./a"], "./a is named twice; each report needs a file of its own"),
        (["json=feed.xml"], "feed.xml is checked; a report would replace it"),
        (["json=link.xml"], "link.xml is checked; a report would replace it"),
        (["json=show/show.yaml"], "show/show.yaml is checked; a report would replace it"),
        (["json=show/episodes/1.md"], "show/episodes/1.md is checked; a report would replace it"),
    ],
)
def test_wrong_use(run: Run, feed: Path, outputs: list[str], says: str) -> None:
    Path("folder").mkdir()
    Path("show/episodes").mkdir(parents=True)
    Path("show/show.yaml").write_text("title: Tides\n")
    Path("link.xml").symlink_to("feed.xml")
    result = run("validate", feed, "show", *(f"--output={one}" for one in outputs))
    assert result.exit_code == 2
    assert result.stderr.endswith(f"{says}\n")
    assert feed.read_bytes() == BROKEN
    assert Path("show/show.yaml").read_text() == "title: Tides\n"


def test_report_in_the_folder_of_a_show_is_written_again(run: Run, product_squad: Path) -> None:
    report = product_squad / "report.json"
    for _ in range(2):
        assert run("validate", product_squad, "--output", f"json={report}").exit_code == 0
    assert json.loads(report.read_text("utf-8"))["total"]["inputs"] == 1


def test_old_report_keeps_its_permissions_and_a_link_stays_a_link(run: Run, feed: Path) -> None:
    Path("real.json").write_text("old")
    Path("real.json").chmod(0o640)
    Path("a.json").symlink_to("real.json")
    assert run("validate", feed, "--output", "json=a.json").exit_code == 1
    assert Path("a.json").is_symlink()
    assert stat.S_IMODE(Path("real.json").stat().st_mode) == 0o640
    assert json.loads(Path("real.json").read_text("utf-8"))["format"] == 1


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="no /dev/full here")
def test_report_that_cannot_be_written_is_told(run: Run, feed: Path) -> None:
    result = run("validate", feed, "--output", "json=/dev/full", "--output", "text=b.txt")
    assert result.exit_code == 2
    assert result.stderr == (
        "/dev/full: error: No space left on device; the report was not written [unwritable]\n"
    )


@pytest.mark.parametrize("form", ["json", "checkstyle"])
def test_reports_for_programs_are_utf_8_whatever_the_terminal_uses(feed: Path, form: str) -> None:
    feed.write_bytes(BROKEN.replace(b"> One<", "> Gezeiten ä 灯<".encode()))
    environment = {**os.environ, "PYTHONIOENCODING": "latin-1"}
    command = [sys.executable, "-m", "feedtool", "validate", "--format", form, "feed.xml"]
    done = subprocess.run(command, capture_output=True, env=environment, check=False)
    assert "Gezeiten ä 灯" in done.stdout.decode("utf-8")


@pytest.fixture
def on_github(monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("GITHUB_ACTIONS", "true")
    monkeypatch.setenv("GITHUB_STEP_SUMMARY", "summary.md")
    return Path("summary.md")


def test_on_github_text_comes_with_commands_and_a_summary(
    run: Run, feed: Path, on_github: Path
) -> None:
    on_github.write_text("# Before\n")
    result = run("validate", feed)
    assert "::error file=feed.xml,line=" in result.stdout
    assert result.stdout.count("feed.xml: 1 item, ") == 1
    assert result.stdout.index("feed.xml: 1 item, ") < result.stdout.index("::error")
    assert on_github.read_text("utf-8").startswith(
        "# Before\n## feedtool: 1 input: 1 with errors\n"
    )


def test_format_that_is_asked_for_comes_alone(run: Run, feed: Path, on_github: Path) -> None:
    assert "::error" not in run("validate", feed, "--format", "text").stdout
    json.loads(run("validate", feed, "--format", "json").stdout)
    assert not on_github.exists()
    assert "::error" in run("validate", feed, "--format", "github").stdout
    assert "1 with errors" in on_github.read_text("utf-8")


def test_format_github_needs_no_github(run: Run, feed: Path) -> None:
    assert "::error file=feed.xml" in run("validate", feed, "--format", "github").stdout


def test_summary_that_is_full_or_cannot_be_written_fails_nothing(
    run: Run, feed: Path, on_github: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    on_github.write_bytes(b"x" * 1024 * 1024)
    assert run("validate", feed).exit_code == 1
    added = on_github.read_bytes()[1024 * 1024 :]
    assert added == b"\nThe summary has no more space for the report of feedtool; the log has it.\n"
    monkeypatch.setenv("GITHUB_STEP_SUMMARY", "none/summary.md")
    result = run("validate", feed)
    assert result.exit_code == 1
    assert result.stderr == (
        "none/summary.md: warning: No such file or directory; the job has no summary\n"
    )


def run_into(stdout: IO[bytes] | int, *arguments: str) -> subprocess.CompletedProcess[bytes]:
    command = [sys.executable, "-m", "feedtool", "validate", *arguments]
    return subprocess.run(command, stdout=stdout, stderr=subprocess.PIPE, check=False)


@pytest.mark.parametrize("options", [[], ["--format=html", "--output=json=a.json"]], ids=str)
def test_pipe_without_a_reader_ends_quietly_and_no_report_is_half_written(
    feed: Path, options: list[str]
) -> None:
    reader, writer = os.pipe()
    os.close(reader)
    try:
        result = run_into(writer, *options, str(feed))
    finally:
        os.close(writer)
    assert (result.returncode, result.stderr) == (1, b"")
    assert [*Path().iterdir()] == [feed]


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="there is no /dev/full here")
@pytest.mark.parametrize("options", [[], ["--format=html", "--output=json=a.json"]], ids=str)
def test_output_that_is_full_is_told(feed: Path, options: list[str]) -> None:
    with Path("/dev/full").open("wb") as full:
        result = run_into(full, *options, str(feed))
    says = b"standard output: error: No space left on device; the report was not written [unwritable]\n"
    assert (result.returncode, result.stderr) == (2, says)
    assert [*Path().iterdir()] == [feed]
