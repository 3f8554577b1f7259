"""`build --locked`, and the warning of a machine that does not keep feed.lock."""

from collections.abc import Callable
from pathlib import Path

import pytest
from click.testing import Result

pytestmark = pytest.mark.slow

Run = Callable[..., Result]
WAY = (
    "; --locked publishes only what feed.lock records: run feedtool build show on your computer, and commit "
    "feed.lock [lock-outdated]"
)


def write(
    show: Path, slug: str, day: str = "2024-03-01", *, audio: str = "", keys: str = ""
) -> Path:
    path = show / "episodes" / f"{slug}.md"
    audio = f"{{url: https://media.example.com/{audio or slug}.mp3, length: 1000000, duration: 60}}"
    path.write_text(f"---\ntitle: {slug}\npublished: {day}\naudio: {audio}\n{keys}---\nWords.\n")
    return path


@pytest.fixture
def show(run: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    folder = Path("show")
    run("init", folder)
    for path in folder.glob("episodes/*"):
        path.unlink()
    write(folder, "a")
    write(folder, "b", "2024-03-02", keys="guid: b-1\n")
    assert run("build", folder).exit_code == 0
    return folder


def rename(show: Path, old: str) -> None:
    (show / "episodes" / f"{old}.md").rename(show / "episodes" / f"x{old}.md")


def append(show: Path, text: str) -> None:
    path = show / "show.yaml"
    path.write_text(path.read_text("utf-8") + text, "utf-8")


def move(show: Path) -> None:
    path = show / "show.yaml"
    text = path.read_text("utf-8").replace(
        "feed_url: ", "moved_from: https://old.example.com/f\nfeed_url: "
    )
    path.write_text(text.replace("/my-show/feed.xml", "/my-show/rss.xml"), "utf-8")


REFUSED: dict[str, tuple[Callable[[Path], object], list[str], str]] = {
    "new": (lambda show: write(show, "c"), [], "1 new episode (c)"),
    "new, with a guid": (lambda show: write(show, "c", keys="guid: c-1\n"), [], "1 new episode (c)"),
    "many new": (
        lambda show: [write(show, f"c{number}") for number in range(7)], [],
        "7 new episodes (c0, c1, c2, c3, c4 and 2 more)",
    ),
    "renamed": (lambda show: rename(show, "a"), [], "1 renamed episode (xa)"),
    "date": (lambda show: write(show, "a", "2024-02-01"), ["date"], "1 changed episode (a)"),
    "audio": (lambda show: write(show, "a", audio="n"), ["enclosure"], "1 changed episode (a)"),
    "gone": (
        lambda show: (show / "episodes" / "a.md").unlink(), ["vanished"], "1 removed episode (a)"
    ),
    "another feed": (
        lambda show: append(show, "feeds: {plus: {}}\n"), [],
        "2 changed episodes (a, b), the podcast:guid of a feed",
    ),
    "address": (move, [], "the address of the feed"),
    "no lock file": (
        lambda show: (show / "feed.lock").unlink(), [],
        "2 new episodes (a, b), the podcast:guid of a feed, the address of the feed",
    ),
}  # fmt: skip


@pytest.mark.parametrize("case", REFUSED)
def test_what_feed_lock_does_not_record_is_not_published(run: Run, show: Path, case: str) -> None:
    change, accepted, says = REFUSED[case]
    change(show)
    before = {path: path.read_bytes() for path in show.glob("[pf]*/**/*") if path.is_file()}
    options = [word for kind in accepted for word in ("--accept", kind)]
    result = run("build", show, "--locked", *options)
    assert result.exit_code == 2
    (line, last) = [one for one in result.stderr.splitlines() if "warning" not in one]
    assert line == f"show/feed.lock: error: the build would change feed.lock: {says}{WAY}"
    assert last == "show: not built: 1 error"
    assert all(path.read_bytes() == data for path, data in before.items())
    # The way that the message names.
    assert run("build", show, *options).exit_code == 0
    result = run("build", show, "--locked")
    assert result.exit_code == 0, result.stderr


ALLOWED = {
    "nothing": lambda show: None,
    "other words": lambda show: (show / "episodes" / "a.md").write_text(
        (show / "episodes" / "a.md").read_text("utf-8").replace("Words", "Better words"), "utf-8"
    ),
    "other facts": lambda show: append(show, "copyright: me\n"),
    "renamed, with a guid": lambda show: rename(show, "b"),
    "a draft": lambda show: write(show, "c", keys="draft: true\n"),
    "scheduled": lambda show: write(show, "c", "2924-01-01"),
}


@pytest.mark.parametrize("case", ALLOWED)
def test_edits_are_published(run: Run, show: Path, case: str) -> None:
    ALLOWED[case](show)
    result = run("build", show, "--locked")
    assert result.exit_code == 0, result.stderr


FORGOTTEN = (
    "show/feed.lock: warning: {} no guid: neither in feed.lock nor in the file; unless this machine commits "
    "feed.lock, apps get a new episode when the file is renamed; run feedtool build show --write-guids on your "
    "computer, and commit what it writes [lock-not-kept]\n"
)


def test_a_machine_that_forgets_feed_lock_is_told(
    run: Run, show: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (show / "feed.lock").unlink()
    write(show, "c", "2024-03-03")
    assert run("build", show, "--check").stderr == ""
    monkeypatch.setenv("CI", "true")
    result = run("build", show, "--check")
    assert result.exit_code == 0
    assert result.stderr == FORGOTTEN.format("2 published episodes (a, c) have")
    monkeypatch.delenv("CI")
    assert run("build", show, "--write-guids").exit_code == 0
    (show / "feed.lock").unlink()
    monkeypatch.setenv("CI", "true")
    assert run("build", show, "--check").stderr == ""


@pytest.mark.parametrize(
    ("at", "told"), [("2024-03-03T20:00", ""), ("2024-03-05", "1 published episode (c) has")]
)
def test_who_commits_feed_lock_after_each_build_is_not_told(
    run: Run, show: Path, monkeypatch: pytest.MonkeyPatch, at: str, told: str
) -> None:
    write(show, "c", "2024-03-03")
    monkeypatch.setenv("CI", "1")
    result = run("build", show, "--at", at)
    assert result.exit_code == 0
    assert result.stderr == (FORGOTTEN.format(told) if told else "")
    assert run("build", show, "--at", "2024-03-06").stderr == ""


@pytest.mark.parametrize("value", ["", "0", "false", "False"])
def test_a_computer_is_no_ci(
    run: Run, show: Path, monkeypatch: pytest.MonkeyPatch, value: str
) -> None:
    (show / "feed.lock").unlink()
    monkeypatch.setenv("CI", value)
    assert run("build", show, "--check").stderr == ""
