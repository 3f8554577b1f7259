"""`feedtool validate`: what it is given, side by side, again and again, and what it says at the end."""

import json
import os
import re
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from click.testing import Result
from sample import sample_feed

Run = Callable[..., Result]
COMMAND = [sys.executable, "-m", "feedtool", "validate"]
BROKEN = sample_feed(item="<ttl>5</ttl>")
CLEAN = sample_feed()


@pytest.fixture
def feeds(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    (tmp_path / "feeds").mkdir()
    Path("feeds/a.xml").write_bytes(BROKEN)
    Path("feeds/b.xml").write_bytes(CLEAN)
    return Path("feeds")


def test_folder_is_searched_and_all_is_summed_up(run: Run, feeds: Path) -> None:
    result = run("validate", "--profile", "rss", feeds, "nowhere.xml")
    assert result.exit_code == 2
    assert [
        line for line in result.stdout.splitlines() if re.match(r"\S+: \d|\d+ in|no", line)
    ] == [
        "feeds/a.xml: 1 item, 1 error",
        "feeds/b.xml: 1 item, no findings",
        "nowhere.xml: error: No such file or directory [unreadable]",
        "3 inputs: 1 with errors, 1 clean, 1 unreadable",
    ]


@pytest.mark.parametrize(
    ("names", "codes"),
    [(["b.xml"], 0), (["a.xml"], 1), (["a.xml", "b.xml"], 1), (["c.xml", "b.xml"], 2), (["c.xml", "a.xml"], 2)],
)  # fmt: skip
def test_worst_input_sets_the_exit_code(
    run: Run, feeds: Path, names: list[str], codes: int
) -> None:
    assert run("validate", "--profile", "rss", *(feeds / one for one in names)).exit_code == codes


def test_folder_without_feeds_is_an_unreadable_input_of_every_format(run: Run, feeds: Path) -> None:
    Path("empty").mkdir()
    result = run("validate", "empty", feeds / "b.xml", "--format", "json", "--profile", "rss")
    assert result.exit_code == 2
    document = json.loads(result.stdout)
    assert [one["unreadable"] for one in document["reports"]] == [True, False]
    assert result.stderr == (
        "empty: error: the folder has no feed: no show.yaml, no file that ends in .rss, and no "
        ".xml file that begins with <rss> [unreadable]\n"
    )


def test_standard_input_has_the_name_that_the_user_gives(run: Run) -> None:
    options = ("--profile", "rss", "--stdin-filename", "feeds/now.xml")
    result = run("validate", *options, "-", stdin=BROKEN)
    assert result.stdout.startswith("feeds/now.xml:")
    assert result.stdout.endswith("feeds/now.xml: 1 item, 1 error\n")


@pytest.mark.parametrize(
    ("arguments", "says"),
    [
        (["feeds/a.xml", "--stdin-filename", "x"], "--stdin-filename names standard input; write - as FEED"),
        (["feeds", "--url", "https://example.com/feed.xml"], "--url is the address of one feed, but there are 2"),
        (["-", "--watch"], "- can be read only once; --watch needs files"),
        (["feeds", "--watch", "--output", "json=r.json"], "--watch shows what changed, which is no whole report for --output"),
        (["feeds", "--jobs", "0"], "Invalid value for '-j' / '--jobs': 0 is not in the range x>=1."),
    ],
)  # fmt: skip
def test_wrong_use(run: Run, feeds: Path, arguments: list[str], says: str) -> None:
    result = run("validate", *arguments)
    assert (result.exit_code, result.stderr.splitlines()[-1]) == (2, f"Error: {says}")


def test_quiet_prints_findings_alone(run: Run, feeds: Path) -> None:
    lines = run("validate", "-q", "--profile", "rss", feeds).stdout.splitlines()
    assert lines[0].startswith("feeds/a.xml:")
    assert not [line for line in lines if "item" in line.partition(":")[0] or "inputs" in line]
    assert run("validate", "-q", "--profile", "rss", feeds / "b.xml").stdout == ""


def test_statistics_count_the_rules_that_were_broken(run: Run, feeds: Path) -> None:
    Path("feeds/c.xml").write_bytes(BROKEN.replace(b"<item>", b"<item><guid></guid>"))
    options = ("--profile", "rss", "--severity", "error", "--statistics")
    lines = run("validate", *options, feeds).stdout.splitlines()
    assert lines[-1] == "3 inputs: 2 with errors, 1 clean"
    assert "2  error    misplaced-element  An element is in the wrong place" in lines
    total = json.loads(run("validate", *options, "--format", "json", feeds).stdout)["total"]
    counts = [one["count"] for one in total["statistics"]]
    assert counts == sorted(counts, reverse=True)
    assert total["statistics"][0]["title"] == "An element is in the wrong place"


def test_output_keeps_the_order_of_the_inputs_with_several_jobs(run: Run, feeds: Path) -> None:
    for number in range(6):
        Path(f"feeds/{number}.xml").write_bytes(BROKEN + b" " * 1_000_000 * (6 - number))
    assert run("validate", "-j3", feeds).stdout == run("validate", "-j1", feeds).stdout


@pytest.fixture
def large(tmp_path: Path) -> list[str]:
    """Names of feeds that take seconds."""
    item = b"<item><title>x</title><guid>a b</guid><pubDate>now</pubDate></item>\n"
    data = CLEAN.replace(b"<item>", item * 30_000 + b"<item>", 1)
    names = [str(tmp_path / f"{number}.xml") for number in range(6)]
    for name in names:
        Path(name).write_bytes(data)
    return names


def workers_of(process: int) -> list[int]:
    found = []
    for status in Path("/proc").glob("[0-9]*/status"):
        try:
            if f"\nPPid:\t{process}\n" in status.read_text():
                found.append(int(status.parent.name))
        except OSError:
            continue
    return found


@pytest.mark.slow
@pytest.mark.skipif(not Path("/proc/self/status").exists(), reason="no /proc here")
@pytest.mark.parametrize("jobs", ["1", "2"])
def test_ctrl_c_ends_all_quietly(large: list[str], tmp_path: Path, jobs: str) -> None:
    report = tmp_path / "report.json"
    report.write_text("old")
    command = [*COMMAND, "-j", jobs, *large, "--output", f"json={report}"]
    process = subprocess.Popen(
        command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, start_new_session=True
    )
    temporary = report.with_name(".feedtool-tmp-report.json")
    workers: list[int] = []
    while not temporary.exists() or (jobs == "2" and not workers):
        assert process.poll() is None
        time.sleep(0.01)
        workers = workers_of(process.pid)
    os.killpg(process.pid, signal.SIGINT)
    _, errors = process.communicate()
    assert (process.returncode, errors) == (130, b"")
    assert report.read_text() == "old"
    assert not temporary.exists()
    assert not [one for one in workers if Path(f"/proc/{one}").exists()]


class Watched:
    """A command that watches, and the lines that it has printed."""

    def __init__(self, *arguments: str) -> None:
        self.process = subprocess.Popen(
            [*COMMAND, "--watch", "-q", "--profile", "rss", *arguments],
            stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True,
        )  # fmt: skip

    def wait(self) -> None:
        assert self.process.stderr is not None
        assert self.process.stderr.readline() == "waiting for changes; stop with Ctrl+C\n"

    def next(self) -> str:
        """Return the file of the next finding that is printed."""
        assert self.process.stdout is not None
        for line in self.process.stdout:
            if not line.startswith(" "):
                return line.partition(":")[0]
        return ""


@pytest.fixture
def watch() -> Iterator[Callable[..., Watched]]:
    started: list[Watched] = []

    def start(*arguments: str) -> Watched:
        started.append(Watched(*arguments))
        return started[-1]

    yield start
    for one in started:
        one.process.send_signal(signal.SIGINT)
        one.process.communicate()


@pytest.mark.slow
def test_watch_checks_what_changes_and_what_is_new(
    feeds: Path, product_squad: Path, watch: Callable[..., Watched]
) -> None:
    product_squad.rename(feeds / "squad")
    watched = watch("feeds")
    assert watched.next() == "feeds/a.xml"
    watched.wait()
    Path("feeds/b.xml").write_bytes(BROKEN)
    assert watched.next() == "feeds/b.xml"
    Path("feeds/new").mkdir()
    Path("feeds/new/c.xml").write_bytes(BROKEN)
    assert watched.next() == "feeds/new/c.xml"
    source = Path("feeds/squad/show.yaml")
    source.write_text(source.read_text("utf-8").replace("title:", "titel:"), "utf-8")
    assert watched.next() == "feeds/squad/show.yaml"


@pytest.mark.slow
def test_watch_checks_all_again_when_the_configuration_changes(
    feeds: Path, watch: Callable[..., Watched]
) -> None:
    watched = watch("feeds/a.xml")
    assert watched.next() == "feeds/a.xml"
    watched.wait()
    # It is above the folder of the feed, and first it is wrong.
    Path("feedtool.toml").write_text("fail-an = 1\n")
    assert watched.process.stderr is not None
    assert watched.process.stderr.readline() == "files have changed\n"
    assert watched.process.stderr.readline().startswith("feedtool.toml:1:1: error: ")
    watched.wait()
    Path("feedtool.toml").write_text("fail-on = 'info'\n")
    assert watched.next() == "feeds/a.xml"


@pytest.mark.slow
def test_watch_sees_a_file_that_an_editor_replaces(
    feeds: Path, watch: Callable[..., Watched]
) -> None:
    watched = watch("feeds/b.xml")
    watched.wait()
    Path("feeds/other").write_bytes(BROKEN)
    Path("feeds/other").replace("feeds/b.xml")
    assert watched.next() == "feeds/b.xml"
    watched.process.send_signal(signal.SIGINT)
    said = watched.process.communicate()[1].splitlines()
    assert said[:1] == ["files have changed"]
    assert said[1:] in ([], ["waiting for changes; stop with Ctrl+C"])
    assert watched.process.returncode == 130
