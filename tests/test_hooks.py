"""The hooks of .pre-commit-hooks.yaml: which files they get, and the real pre-commit with them."""

import os
import re
import shutil
import subprocess
import sys
from collections.abc import Callable
from dataclasses import dataclass
from importlib.util import find_spec
from pathlib import Path
from typing import Any

import pytest
import yaml

ROOT = Path(__file__).resolve().parents[1]
HOOKS = {
    one["id"]: one for one in yaml.safe_load((ROOT / ".pre-commit-hooks.yaml").read_text("utf-8"))
}
BROKEN = """<?xml version="1.0" encoding="UTF-8"?>
<rss version="2.0" xmlns:itunes="http://www.itunes.com/dtds/podcast-1.0.dtd">
<channel>
  <title>Harbour Notes</title>
  <link>https://example.com/</link>
  <description>Talks about small ports.</description>
  <item>
    <title>The night ferry</title>
    <guid isPermaLink="false">ferry</guid>
    <itunes:duration>12 min</itunes:duration>
  </item>
</channel>
</rss>
"""
_NO_INDEX = ("No matching distribution", "Could not find a version", "Connection")
needs_pre_commit = pytest.mark.skipif(
    find_spec("pre_commit") is None or not shutil.which("git"), reason="no pre-commit or no git"
)


@pytest.mark.parametrize("hook", HOOKS.values(), ids=HOOKS)
@pytest.mark.parametrize(
    ("name", "is_feed"),
    [
        ("feed.xml", True), ("public/feed.xml", True), ("my-feed.xml", True), ("feed.page-2.xml", True),
        ("podcast.xml", True), ("podcast_en.xml", True), ("rss.xml", True), ("shows/tides.rss", True),
        ("pom.xml", False), ("feedback.xml", False), ("newsfeeds.xml", False), ("feed.xml.bak", False),
        ("feed/notes.xml", False), ("feed.json", False),
    ],
)  # fmt: skip
def test_hook_gets_feeds_only(hook: dict[str, str], name: str, is_feed: bool) -> None:
    assert bool(re.search(hook["files"], name)) == is_feed


@pytest.mark.parametrize("hook", HOOKS.values(), ids=HOOKS)
def test_a_file_with_the_name_of_an_option_is_a_file(hook: dict[str, Any], tmp_path: Path) -> None:
    name = "--output=json=all.rss"
    (tmp_path / name).write_text(BROKEN)
    assert re.search(hook["files"], name)
    entry = hook["entry"].split()
    assert entry[0] == "feedtool"
    command = [sys.executable, "-m", *entry, *hook["args"], name]
    result = subprocess.run(command, cwd=tmp_path, capture_output=True, text=True, check=False)
    assert f"{name}:" in result.stdout + result.stderr
    assert [path.name for path in tmp_path.iterdir()] == [name]


@needs_pre_commit
def test_manifest_is_right_for_pre_commit() -> None:
    command = [
        sys.executable,
        "-m",
        "pre_commit",
        "validate-manifest",
        ROOT / ".pre-commit-hooks.yaml",
    ]
    result = subprocess.run(command, capture_output=True, text=True, check=False)
    assert (result.returncode, result.stdout) == (0, "")


def git(folder: Path, *arguments: str) -> str:
    own = [
        "-c",
        "user.name=Mira Holt",
        "-c",
        "user.email=mira@example.com",
        "-c",
        "core.hooksPath=.git/none",
    ]
    command = ["git", *own, "-C", folder, *arguments]
    return subprocess.run(command, check=True, capture_output=True, text=True).stdout.strip()


@dataclass(frozen=True)
class Published:
    """A repository with feedtool as users get it, its revision, and what pre-commit installs of it."""

    folder: Path
    revision: str
    home: Path


@pytest.fixture(scope="module")
def published(tmp_path_factory: pytest.TempPathFactory) -> Published:
    base = tmp_path_factory.mktemp("hooks")
    folder = base / "feedtool"
    ignore = shutil.ignore_patterns("__pycache__", "*.egg-info", "build")
    for name in ("feedtool", "schemas"):
        shutil.copytree(ROOT / name, folder / name, ignore=ignore)
    for name in ("pyproject.toml", "README.md", "LICENSE", ".pre-commit-hooks.yaml"):
        shutil.copy(ROOT / name, folder)
    git(base, "init", "--quiet", str(folder))
    git(folder, "add", ".")
    git(folder, "commit", "--quiet", "--message", "feedtool")
    return Published(folder, git(folder, "rev-parse", "HEAD"), base / "home")


@pytest.fixture
def repository(tmp_path: Path, published: Published) -> Path:
    """The repository of a user, with feeds, other files, and both hooks."""
    folder = tmp_path / "user"
    folder.mkdir()
    (folder / "feed.xml").write_text(BROKEN)
    (folder / "more $(touch pwned) podcast.xml").write_text(BROKEN)
    (folder / "pom.xml").write_text("<project/>")
    config = {
        "repos": [
            {"repo": str(published.folder), "rev": published.revision, "hooks": [
                {"id": "feedtool-fix", "args": ["--profile", "rss"]},
                {"id": "feedtool-validate", "args": ["--profile", "rss"]},
            ]}
        ]
    }  # fmt: skip
    (folder / ".pre-commit-config.yaml").write_text(yaml.safe_dump(config))
    git(tmp_path, "init", "--quiet", str(folder))
    git(folder, "add", ".")
    return folder


@pytest.fixture
def run_hook(repository: Path, published: Published) -> Callable[[str], str]:
    """Run a hook on all files of the repository; return the exit code and what it says."""

    def run(name: str) -> str:
        command = [sys.executable, "-m", "pre_commit", "run", "--all-files", "--color=never", name]
        environment = {**os.environ, "PRE_COMMIT_HOME": str(published.home)}
        for inherited in ("PYTHONPATH", "GIT_DIR", "GIT_INDEX_FILE"):
            environment.pop(inherited, None)
        result = subprocess.run(
            command, cwd=repository, env=environment, capture_output=True, text=True, timeout=600,
            check=False,
        )  # fmt: skip
        if any(words in result.stdout for words in _NO_INDEX):
            pytest.skip("pip cannot reach an index here")
        return f"{result.returncode}: {result.stdout}{result.stderr}"

    return run


@needs_pre_commit
@pytest.mark.slow
def test_hook_checks_the_feeds_of_a_repository(
    repository: Path, run_hook: Callable[[str], str]
) -> None:
    checked = run_hook("feedtool-validate")
    assert checked.startswith("1: ")
    assert 'feed.xml:10:22: error: itunes:duration is "12 min"' in checked
    assert "more $(touch pwned) podcast.xml:10:22: error:" in checked
    assert "pom.xml" not in checked
    assert not (repository / "pwned").exists()


@needs_pre_commit
@pytest.mark.slow
@pytest.mark.skipif(
    find_spec("feedtool.cli.fix_command") is None, reason="there is no feedtool fix"
)
def test_hook_fixes_the_feeds_of_a_repository(
    repository: Path, run_hook: Callable[[str], str]
) -> None:
    fixed = run_hook("feedtool-fix")
    assert "files were modified by this hook" in fixed
    assert (repository / "feed.xml").read_text() == BROKEN.replace("12 min", "720")
    assert (repository / "pom.xml").read_text() == "<project/>"
    assert run_hook("feedtool-fix").startswith("0: ")
    assert run_hook("feedtool-validate").startswith("0: ")
