"""`feedtool build` in the folder of a show, with dates without zones, stopped, and with examples."""

import os
import signal
import subprocess
import sys
from collections.abc import Callable
from contextlib import nullcontext
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from feedtool.cli import cli
from feedtool.producer.publishing.publish import exclusive

Run = Callable[..., Result]


@pytest.fixture
def show(run: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A show in Pacific/Auckland (+13:00 in March) that is the current folder."""
    folder = tmp_path / "show"
    run("init", folder)
    text = (folder / "show.yaml").read_text("utf-8")
    text = text.replace("timezone: UTC", "timezone: Pacific/Auckland")
    (folder / "show.yaml").write_text(text, "utf-8")
    (folder / "episodes" / "001-the-first-episode.md").write_text(
        "---\ntitle: Tides\nnumber: 1\npublished: 2024-03-09T08:00\naudio: 001.mp3\n---\nNotes.\n",
        "utf-8",
    )
    monkeypatch.chdir(folder)
    return folder


def test_the_folder_of_a_show_needs_no_name(run: Run, show: Path) -> None:
    assert run("build").output == "public/feed.xml: 1 episode\n"
    assert run("build", ".").output == "public/feed.xml: 1 episode, unchanged\n"


def test_elsewhere_the_show_must_be_named(
    run: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    result = run("build")
    assert result.exit_code == 2
    assert "Error: there is no show.yaml here; name the folder of a show\n" in result.stderr


@pytest.mark.parametrize(
    ("at", "is_out"),
    [
        ("2024-03-09T07:59", False),
        ("2024-03-09T08:00", True),
        ("2024-03-08T18:59+00:00", False),
        ("2024-03-08T19:00+00:00", True),
        ("2024-03-09", False),
        ("2024-03-10", True),
    ],
)
def test_a_date_without_zone_is_in_the_zone_of_the_show(
    run: Run, show: Path, at: str, is_out: bool
) -> None:
    built = run("build", "--check", "--at", at).output
    assert (": 1 episode" in built) == is_out
    assert ("held back until 2024-03-09T08:00:00+13:00: Tides" in built) != is_out
    assert ("1 published" in run("show", ".", "--at", at).output) == is_out
    people = run("people", ".", "--at", at).output
    assert ("1" in people) == is_out
    assert run("validate", ".", "--at", at).output.endswith(
        ("1 item, no findings\n",) if is_out else ("0 items, 1 warning\n",)
    )


@pytest.mark.parametrize(
    "at",
    ["2024-03-09", "2024-03-09T08:00", "2024-03-09 08:00:30", "2024-03-09T08:00:00+02:00",
     "2024-03-09 08:00 +02:00", "2024-03-09T08:00Z"],
)  # fmt: skip
@pytest.mark.parametrize("command", ["new", "init"])
def test_new_and_init_take_each_form_of_published(
    run: Run, show: Path, tmp_path: Path, command: str, at: str
) -> None:
    if command == "new":
        path = Path(run("new", ".", "Second", "--at", at).output.strip())
    else:
        assert run("init", tmp_path / "other", "--at", at).exit_code == 0
        path = tmp_path / "other/episodes/001-the-first-episode.md"
    assert f"\npublished: {at}\n" in path.read_text("utf-8")
    assert run("build", path.parent.parent).exit_code == 0


@pytest.mark.parametrize(
    "at", ["tomorrow", "2024-02-30", "2024-W10", "20240309", "2024-03-09T25:00", ""]
)
def test_another_form_is_refused(run: Run, show: Path, at: str) -> None:
    result = run("new", ".", "Second", "--at", at)
    assert result.exit_code == 2
    says = f'"{at}" is not a date; expected e.g. 2022-06-01 or 2022-06-01T06:00:00+02:00\n'
    assert says in result.stderr
    assert len(list(show.glob("episodes/*"))) == 1


def test_untouched_examples_are_told(tmp_path: Path) -> None:
    folder = tmp_path / "my-show"
    CliRunner().invoke(cli, ["init", str(folder)])
    built = CliRunner().invoke(cli, ["build", str(folder)])
    assert built.exit_code == 0
    told = built.stderr.replace(f"{folder.as_posix()}/", "").splitlines()
    assert told == [
        'show.yaml:3:1: warning: title is "My show", as feedtool init wrote it; write your own '
        "[sample-value]",
        'show.yaml:5:1: warning: feed_url is "https://example.com/my-show/feed.xml", as feedtool '
        "init wrote it; write your own [sample-value]",
        'show.yaml:10:1: warning: description is "What the show is about, in one or two sentences. '
        'You may us…", as feedtool init wrote it; write your own [sample-value]',
        'show.yaml:12:1: warning: author is "Your name", as feedtool init wrote it; write your own '
        "[sample-value]",
        'show.yaml:15:3: warning: owner.email is "you@example.com", as feedtool init wrote it; '
        "write your own [sample-value]",
        "episodes/001-the-first-episode.md:4:1: warning: this is the example that feedtool init "
        "wrote; write your episode over it, or remove the file [sample-episode]",
    ]


def test_what_an_author_has_changed_is_not_told(run: Run, tmp_path: Path) -> None:
    run("init", tmp_path / "show")
    path = tmp_path / "show/episodes/001-the-first-episode.md"
    path.write_text(path.read_text("utf-8").replace("Show notes in", "My notes in"), "utf-8")
    assert run("build", tmp_path / "show").stderr == ""


@pytest.mark.parametrize("what", ["removed", "written over", "another episode"])
def test_the_example_may_go_without_a_word(run: Run, tmp_path: Path, what: str) -> None:
    """Nobody subscribes for it: removed, dated anew, or with other audio."""
    folder = tmp_path / "show"
    run("init", folder)
    run("build", folder)
    first = folder / "episodes/001-the-first-episode.md"
    other = "---\ntitle: Tides\npublished: 2024-03-09\naudio: 001.mp3\n---\nNotes.\n"
    if what == "written over":
        first.write_text(other, "utf-8")
    else:
        first.unlink()
    if what == "another episode":
        first.with_name("1-tides.md").write_text(other, "utf-8")
    built = run("build", folder)
    assert built.exit_code == 0, built.output
    number = "0 episodes" if what == "removed" else "1 episode"
    assert built.stdout == f"{folder.as_posix()}/public/feed.xml: {number}\n"
    assert run("build", folder).exit_code == 0


@pytest.mark.slow
@pytest.mark.parametrize("is_watch", [True, False], ids=["watch", "build"])
def test_ctrl_c_ends_a_build_with_130(show: Path, is_watch: bool) -> None:
    """The build that is stopped waits: for changes, or for another build of the show."""
    command = [sys.executable, "-m", "feedtool", "build", *(["--watch"] if is_watch else [])]
    environment = {**os.environ, "PYTHONUNBUFFERED": "1"}
    with exclusive(show, lambda what: None) if not is_watch else nullcontext():
        process = subprocess.Popen(
            command, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True, env=environment
        )
        assert process.stdout is not None
        waits = "waiting for"
        assert any(line.startswith(waits) for line in process.stdout)
        process.send_signal(signal.SIGINT)
        rest = process.communicate(timeout=60)[0]
    assert process.returncode == 130
    assert "Traceback" not in rest
