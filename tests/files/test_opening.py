"""What is opened by name is a normal file of a limited size: nothing else is read or waited for."""

import os
import signal
import socket
import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from click.testing import Result
from sample import sample_feed
from show_folder import EPISODE, SHOW

import feedtool
from feedtool.files.opening import open_normal, open_output, read_bounded, read_input
from feedtool.pytest_plugin import assert_valid_feed

pytestmark = [
    pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="there are no pipes and devices"),
    pytest.mark.usefixtures("_ended_by_an_alarm"),
]
NORMAL = "it is not a normal file"
INSTEAD = f"{NORMAL}; to read what a program writes, name - and pipe it in"
FOLDER = "it is a folder; expected a file"


@pytest.fixture
def _ended_by_an_alarm() -> Iterator[None]:
    """End a test that waits for a pipe; the time is far more than any of them takes."""

    def fail(*_: object) -> None:
        raise AssertionError("it waits, or does not end")

    before = signal.signal(signal.SIGALRM, fail)
    signal.alarm(150)
    yield
    signal.alarm(0)
    signal.signal(signal.SIGALRM, before)


@pytest.fixture
def here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    return tmp_path


def make_socket(path: Path) -> None:
    with socket.socket(socket.AF_UNIX) as one:
        one.bind(path.name)


ODD: dict[str, tuple[Callable[[Path], object], str]] = {
    "pipe": (os.mkfifo, INSTEAD),
    "socket": (make_socket, NORMAL),
    "folder": (Path.mkdir, FOLDER),
    "device": (lambda path: path.symlink_to("/dev/zero"), INSTEAD),
    "terminal": (lambda path: path.symlink_to("/dev/tty"), NORMAL),
    "huge file": (lambda path: os.truncate(os.open(path, os.O_CREAT | os.O_RDWR), 6_000_000_000), "it has more than 500,000,000 bytes"),
    "missing": (lambda path: None, "No such file or directory"),
}  # fmt: skip


@pytest.mark.parametrize("kind", [kind for kind in ODD if kind != "terminal"])
def test_only_normal_files_are_opened(here: Path, kind: str) -> None:
    make, says = ODD[kind]
    make(Path("x"))
    with pytest.raises(OSError, match=f"^.*{says}") as caught:
        open_normal("x")
    assert caught.value.strerror == says


def test_names_that_no_file_can_have_are_told() -> None:
    with pytest.raises(OSError, match="no file can have this name"):
        open_normal("a\0b")


def test_a_file_that_grows_is_read_up_to_the_limit(here: Path) -> None:
    Path("x").write_bytes(bytes(90))
    with open_normal("x", 100) as source:
        assert len(source.read(50)) == 50
        with Path("x").open("ab") as more:
            more.write(bytes(500_000))
        with pytest.raises(OSError, match="it has more than 100 bytes"):
            list(iter(lambda: source.read(50), b""))
    with pytest.raises(OSError, match="it has more than 100 bytes"):
        open_normal("x", 100)
    with pytest.raises(OSError, match="it has more than 0 MB"):
        read_bounded(Path("x"), 100)
    with open_normal("x", 500_090) as source:
        assert len(source.read()) == 500_090
        source.seek(0)
        assert len(source.read()) == 500_090


@pytest.mark.skipif(not Path("/proc/self/pagemap").exists(), reason="there is no /proc")
@pytest.mark.parametrize("name", ["pagemap", "mem", "kcore"])
def test_files_of_the_system_without_an_end_are_told(name: str) -> None:
    path = Path("/proc/kcore" if name == "kcore" else f"/proc/self/{name}")
    with pytest.raises(OSError):  # noqa: PT011 - the system says why in its own words
        read_input(str(path), 1_000_000)
    with pytest.raises(OSError):  # noqa: PT011 - as above
        read_bounded(path, 1_000_000)


def test_a_pipe_that_nobody_reads_is_not_written_to(here: Path) -> None:
    os.mkfifo("x")
    with pytest.raises(OSError, match=NORMAL):
        open_output("x")


@pytest.mark.parametrize("name", ["/dev/zero", "pipe", "."])
def test_the_library_reads_normal_files_alone(here: Path, name: str) -> None:
    os.mkfifo("pipe")
    with pytest.raises(OSError, match=rf"{NORMAL}|it is a folder"):
        feedtool.validate(name)
    with pytest.raises(AssertionError, match=f"{name} cannot be read: it is"):
        assert_valid_feed(name)


@pytest.fixture
def show(here: Path) -> Path:
    folder = here / "show"
    (folder / "episodes").mkdir(parents=True)
    (folder / "show.yaml").write_text(SHOW, "utf-8")
    (folder / "episodes" / "1-nets.md").write_text(f"{EPISODE}---\nNotes.\n", "utf-8")
    return folder


# What is named on the command line: `x` is what is not a normal file.
NAMED = {
    "validate x": f"x: error: {INSTEAD} [unreadable]",
    "validate x x.rss --jobs 2": f"x: error: {INSTEAD} [unreadable]",
    "validate feed.xml --config x": f"x: error: {NORMAL}; expected a file of TOML [unreadable]",
    "validate feed.xml --baseline x": f"Error: x: {NORMAL}",
    "validate feed.xml --output json=x": f"x: error: {NORMAL}; the report was not written [unwritable]",
    "fix x": f"x: {INSTEAD}",
    "import x --into new": f"x: error: {INSTEAD} [unreadable]",
    "lock show --from x": f"x: error: {INSTEAD} [unreadable]",
    "build show --against x": f"x: error: {INSTEAD}; it cannot be read; fix this and build again [unreadable]",
    "new show --audio x": f"x: {NORMAL}",
    "new show --audio x.mp3": f"x.mp3: {NORMAL}",
    "config . --config x": f"x: error: {NORMAL}; expected a file of TOML [unreadable]",
}  # fmt: skip


@pytest.mark.parametrize("command", NAMED)
def test_a_pipe_that_is_named_is_refused(
    run: Callable[..., Result], show: Path, command: str
) -> None:
    Path("feed.xml").write_bytes(sample_feed())
    for name in ("x", "x.rss", "x.mp3"):
        os.mkfifo(name)
    result = run(*command.split())
    assert result.exit_code == 2
    assert NAMED[command] in result.output.splitlines()


# Files of a show, and of the folder around it.
INNER = ("show.yaml", "people.yaml", "feed.lock", "feedtool.toml", "episodes/1-nets.md", "transcript.vtt", "chapters.json", "cover.jpg", "1.mp3", ".feedtool/cache.sqlite", ".feedtool/build.lock", "public/feed.xml", "pyproject.toml")  # fmt: skip
COMMANDS = ("build show --check", "build show", "validate show", "fix show", "show show", "people show", "config show", "lock show --from feed.xml", "new show Title")  # fmt: skip
KEYS = "transcript: transcript.vtt\nchapters: chapters.json\nartwork: cover.jpg\n"


@pytest.mark.slow
@pytest.mark.parametrize("name", INNER)
@pytest.mark.parametrize("command", COMMANDS)
def test_no_file_of_a_show_makes_a_command_wait(
    run: Callable[..., Result], show: Path, command: str, name: str
) -> None:
    Path("feed.xml").write_bytes(sample_feed())
    episode = EPISODE.replace("https://example.com/1.mp3, length: 1000000, duration: 60", "1.mp3")
    episode = episode.replace("{url: 1.mp3}", "1.mp3") + KEYS
    (show / "episodes" / "1-nets.md").write_text(f"{episode}---\nNotes.\n", "utf-8")
    path = show / name
    path.parent.mkdir(exist_ok=True)
    path.unlink(missing_ok=True)
    os.mkfifo(path)
    result = run(*command.split())
    assert result.exit_code in (0, 1, 2)
    assert result.output


def test_a_summary_of_a_job_that_is_a_pipe_is_told(
    run: Callable[..., Result], here: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    Path("feed.xml").write_bytes(sample_feed())
    os.mkfifo("summary")
    monkeypatch.setenv("GITHUB_ACTIONS", "true")
    monkeypatch.setenv("GITHUB_STEP_SUMMARY", "summary")
    result = run("validate", "feed.xml")
    assert result.exit_code == 0
    assert result.stderr == f"summary: warning: {NORMAL}; the job has no summary\n"


def shell(command: str) -> "subprocess.CompletedProcess[bytes]":
    line = command.replace("feedtool", f"'{sys.executable}' -m feedtool")
    return subprocess.run(["bash", "-c", line], capture_output=True, check=False)


@pytest.mark.skipif(not Path("/dev/fd/0").exists(), reason="there is no /dev/fd")
@pytest.mark.parametrize(
    ("command", "code", "says"),
    [
        ("feedtool validate <(cat feed.xml)", 2, INSTEAD),
        ("cat feed.xml | feedtool validate /dev/stdin", 2, INSTEAD),
        ("feedtool import <(cat feed.xml) --into new", 2, INSTEAD),
        ("feedtool validate /dev/stdin < feed.xml", 0, "/dev/stdin: 1 item, no findings"),
        ("cat feed.xml | feedtool validate -", 0, "-: 1 item, no findings"),
        ("feedtool import - --into new <&-", 2, "-: error: standard input is closed [unreadable]"),
        ("feedtool validate feed.xml --output json=/dev/null", 0, "no findings"),
        ("feedtool validate feed.xml -q --output json=/dev/stdout | cat", 0, '"format": 1'),
        ("feedtool validate feed.xml -q --output json=>(cat)", 0, '"format": 1'),
    ],
)
def test_pipes_of_a_shell(here: Path, command: str, code: int, says: str) -> None:
    Path("feed.xml").write_bytes(sample_feed())
    result = shell(command)
    assert says in (result.stdout + result.stderr).decode()
    assert result.returncode == code
