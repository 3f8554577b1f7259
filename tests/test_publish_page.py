"""docs/publish.md from end to end: its commands make a feed of six MP3 files and push it."""

import os
import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest
import yaml
from github import Runner
from make_audio import mp3
from mutagen.id3 import COMM, ID3, TDRC, TIT2, TRCK

from feedtool import validate

ROOT = Path(__file__).resolve().parents[1]
PAGE = (ROOT / "docs" / "publish.md").read_text("utf-8")
WORKFLOW = ROOT / "docs" / "ci" / "workflows" / "pages.yml"
URL = "https://mira.github.io/my-show/feed.xml"
needs_programs = pytest.mark.skipif(
    not (shutil.which("bash") and shutil.which("git")), reason="there is no bash or no git"
)


def record(path: Path, number: int) -> None:
    """Write ten seconds of audio with the tags that an editor of audio gives it."""
    path.parent.mkdir(exist_ok=True)
    path.write_bytes(mp3(383))
    tags = ID3()
    for frame in (
        TIT2(text=f"Tide {number}"), TRCK(text=str(number)), TDRC(text=f"2024-03-{number:02}"),
        COMM(lang="eng", text=f"What tide {number} brought in."),
    ):  # fmt: skip
        tags.add(frame)
    tags.save(path)


@pytest.fixture
def runner(tmp_path: Path) -> Runner:
    """A home with six recordings, and with what the page asks for besides: pipx, curl, GitHub."""
    for number in range(1, 7):
        record(tmp_path / "recordings" / f"take {number}.mp3", number)
    (tmp_path / "recordings" / "next").mkdir()
    record(tmp_path / "recordings" / "next" / "take 7.mp3", 7)
    programs = tmp_path / "bin"
    programs.mkdir()
    for name, script in (
        ("feedtool", f'exec "{sys.executable}" -m feedtool "$@"'),
        ("pipx", "exit 0"),
        ("curl", f'[ "$1" = -o ] && cp "{WORKFLOW}" "$2"'),
    ):
        (programs / name).write_text(f"#!/bin/sh\n{script}\n")
        (programs / name).chmod(0o755)
    subprocess.run(
        ["git", "init", "--quiet", "--bare", "--initial-branch=main", tmp_path / "my-show.git"],
        check=True,
    )
    (tmp_path / ".gitconfig").write_text(
        "[user]\nname = Mira Holt\nemail = mira@example.com\n"
        f'[url "file://{tmp_path}/"]\ninsteadOf = https://github.com/mira/\n'
    )
    environment = {
        "PATH": f"{programs}{os.pathsep}{os.environ['PATH']}", "HOME": str(tmp_path),
        "GIT_CONFIG_NOSYSTEM": "1", "SHOW": ".", "FEED_URL": URL,
    }  # fmt: skip
    return Runner(tmp_path, tmp_path, environment=environment)


@pytest.mark.slow
@needs_programs
def test_commands_of_the_page_publish_a_show(runner: Runner) -> None:
    commands = re.findall(r"^```sh\n(.*?)^```$", PAGE, re.MULTILINE | re.DOTALL)
    assert len(commands) == 7
    # What the author does by hand: a description and a cover of their own.
    by_hand = (
        "sed -i.bak 's/What the show is about, in one.*/Talks about small ports./' show.yaml\n"
        "rm show.yaml.bak\n"
    )
    commands.insert(3, by_hand)
    result = subprocess.run(
        ["bash", "-e", "-o", "pipefail", "-c", "".join(commands)],
        cwd=runner.workspace, env={**os.environ, **runner.environment},
        capture_output=True, text=True, check=False,
    )  # fmt: skip
    assert result.returncode == 0, result.stdout + result.stderr
    assert "warning" not in result.stderr, result.stderr
    assert ".: 6 items, no findings\n" in result.stdout
    assert "Harbour Notes: 6 published\n" in result.stdout
    assert "public/feed.xml: 1 new episode: Tide 7\n" in result.stdout

    clone = runner.workspace / "clone"
    git = ["git", "clone", "--quiet", runner.workspace / "my-show.git", clone]
    subprocess.run(git, check=True)
    names = {path.relative_to(clone).as_posix() for path in clone.rglob("*") if path.is_file()}
    assert {"show.yaml", "feed.lock", "audio/take 7.mp3", "episodes/007-tide-7.md"} <= names
    assert not any(name.startswith(("public/", ".feedtool/")) for name in names)
    workflow = yaml.safe_load((clone / ".github/workflows/publish.yml").read_text("utf-8"))
    assert workflow["env"] == {"SHOW": ".", "FEED_URL": URL}

    runner.workspace = clone
    for step in workflow["jobs"]["build"]["steps"]:
        if step.get("name") in (
            "Validate the show",
            "Build the show",
            "Put the audio beside the feed",
        ):
            done = runner.run(step)
            assert done.returncode == 0, done.stdout + done.stderr
    feed = clone / "public" / "feed.xml"
    report = validate(feed.read_bytes(), profiles=["rss", "apple", "spotify", "podcast20"])
    assert (report.items, report.errors, report.warnings) == (7, [], [])
    enclosures = re.findall(r'<enclosure url="([^"]+)"', feed.read_text("utf-8"))
    start = URL.removesuffix("feed.xml")
    for url in enclosures:
        assert (feed.parent / url.removeprefix(start).replace("%20", " ")).is_file()
