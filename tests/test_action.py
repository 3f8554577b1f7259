"""action.yml: its steps, run by bash with the environment that GitHub gives them."""

import json
import shutil
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
import yaml
from github import Runner, evaluate

ROOT = Path(__file__).resolve().parents[1]
ACTION = yaml.safe_load((ROOT / "action.yml").read_text("utf-8"))
STEPS: dict[str, dict[str, Any]] = {step["id"]: step for step in ACTION["runs"]["steps"]}
FEED = """<rss version="2.0" xmlns:itunes="http://www.itunes.com/dtds/podcast-1.0.dtd" xmlns:atom="http://www.w3.org/2005/Atom">
<channel>
  <title>Harbour Notes</title>
  <link>https://example.com/</link>
  <description>Talks about small ports.</description>
  <atom:link rel="self" type="application/rss+xml" href="https://example.com/feed.xml"/>
  <item>
    <title>The night ferry</title>
    <guid isPermaLink="false">ferry</guid>
    <itunes:duration>{}</itunes:duration>
    <enclosure url="https://example.com/1.mp3" length="9123456" type="audio/mpeg"/>
  </item>
</channel>
</rss>
"""
BROKEN, RIGHT = FEED.format("12 min"), FEED.format("720")

pytestmark = pytest.mark.skipif(shutil.which("bash") is None, reason="there is no bash")
Check = Callable[..., "subprocess.CompletedProcess[str]"]


@pytest.fixture
def runner(tmp_path: Path) -> Runner:
    workspace, temporary = tmp_path / "work space", tmp_path / "temp"
    workspace.mkdir()
    temporary.mkdir()
    found = Runner(workspace, temporary)
    found.context = {
        "github.action_path": str(ROOT),
        "steps.install.outputs.python": sys.executable,
        "steps.install.outputs.folder": str(temporary),
    }
    return found


@pytest.fixture
def check(runner: Runner) -> Check:
    """The last step, with inputs; feedtool is that of the tests."""

    def run(**inputs: str) -> "subprocess.CompletedProcess[str]":
        for name, declared in ACTION["inputs"].items():
            given = inputs.get(name.replace("-", "_"), declared["default"])
            runner.context[f"inputs.{name}"] = given
        return runner.run(STEPS["check"])

    return run


def outputs(runner: Runner) -> dict[str, str]:
    found = {
        name: evaluate(declared["value"].removeprefix("${{").removesuffix("}}"), runner.context)
        for name, declared in ACTION["outputs"].items()
    }
    return {name: value for name, value in found.items() if value}


def test_no_expression_stands_in_a_script() -> None:
    assert [name for name, step in STEPS.items() if "${{" in step.get("run", "")] == []


def test_errors_fail_the_step_and_stand_at_their_lines(runner: Runner, check: Check) -> None:
    (runner.workspace / "feed.xml").write_text(BROKEN)
    result = check(profile="rss", sarif="out/feedtool.sarif")
    assert result.returncode == 1
    lines = [line for line in result.stdout.splitlines() if line.startswith("::error")]
    assert len(lines) == 1
    assert lines[0].startswith("::error file=feed.xml,line=10,endLine=10,col=22,endColumn=28,")
    assert 'itunes:duration is "12 min"' in lines[0]
    assert outputs(runner) == {
        "errors": "1", "warnings": "0", "known": "0", "exit-code": "1", "sarif": "out/feedtool.sarif",
    }  # fmt: skip
    sarif = json.loads((runner.workspace / "out" / "feedtool.sarif").read_text("utf-8"))
    assert sarif["version"] == "2.1.0"
    assert "itunes:duration" in (runner.temporary / "summary.md").read_text("utf-8")


def test_clean_feeds_pass(runner: Runner, check: Check) -> None:
    for name in ("one feed.xml", "deep/er/two.xml"):
        path = runner.workspace / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(RIGHT)
    result = check(files="one feed.xml\n\ndeep\r\n", profile="rss")
    assert (result.returncode, result.stderr) == (0, "")
    assert "2 inputs: 2 clean" in result.stdout
    assert outputs(runner) == {"errors": "0", "warnings": "0", "known": "0", "exit-code": "0"}


def test_known_findings_pass(runner: Runner, check: Check) -> None:
    (runner.workspace / "feed.xml").write_text(BROKEN)
    assert check(profile="rss", baseline="known.jsonl", args="--update-baseline").returncode == 0
    assert check(profile="rss", baseline="known.jsonl").returncode == 0
    assert outputs(runner) == {"errors": "0", "warnings": "0", "known": "1", "exit-code": "0"}


@pytest.mark.parametrize(
    ("inputs", "code", "says"),
    [
        ({"fail_on": "warning"}, 1, "missing-element"),
        ({"profile": "rss\npsp1"}, 1, "missing-element"),
        ({"profile": "rss"}, 0, "feed.xml: 1 item, no findings"),
        ({"args": "--select=bad-*\n--quiet"}, 0, ""),
        ({"files": "none.xml"}, 2, "none.xml"),
        ({"baseline": "none.jsonl"}, 2, "none.jsonl: there is no such file"),
        ({"profile": "aple"}, 2, "did you mean apple?"),
        ({"fail_on": "all"}, 2, "'all' is not one of"),
        ({"sarif": "a\nb"}, 2, "The input sarif must be the name of one file"),
        ({"args": "--nonsense"}, 2, "No such option"),
    ],
)
def test_inputs_reach_feedtool(
    runner: Runner, check: Check, inputs: dict[str, str], code: int, says: str
) -> None:
    (runner.workspace / "feed.xml").write_text(RIGHT)
    result = check(**inputs)
    assert result.returncode == code
    assert says in result.stdout + result.stderr


HOSTILE_NAMES = [
    "two words.xml",
    "$(touch pwned).xml",
    "`touch pwned`.xml",
    "';touch pwned;'.xml",
    '".xml',
    "-h.xml",
    "--baseline=x.xml",
    "a;b&c|d>e.xml",
    "::error::gone.xml",
    "%0A::error::gone.xml",
    "\\n$HOME.xml",
    "häfen ⚓.xml",
    "\x1b[2J.xml",
    "\u202egnp.xml",
    "~.xml",
]


@pytest.mark.parametrize("name", HOSTILE_NAMES)
def test_hostile_name_of_a_file_is_a_name(runner: Runner, check: Check, name: str) -> None:
    (runner.workspace / name).write_text(BROKEN)
    result = check(files=name, profile="rss")
    assert (result.returncode, result.stderr) == (1, "")
    assert outputs(runner)["errors"] == "1"
    assert [one.name for one in runner.workspace.iterdir()] == [name]
    commands = [line for line in result.stdout.splitlines() if line.lstrip().startswith("::")]
    assert all(line.startswith(("::error file=", "::warning file=")) for line in commands)
    assert "\x1b" not in result.stdout


def test_line_end_in_the_name_of_a_file_is_inert(runner: Runner, check: Check) -> None:
    (runner.workspace / "a\n::error::gone.xml").write_text(BROKEN)
    result = check(profile="rss")
    assert result.returncode == 1
    assert not any(line.startswith("::error::gone") for line in result.stdout.splitlines())
    assert outputs(runner)["errors"] == "1"


@pytest.mark.parametrize("name", ["profile", "fail_on", "baseline", "sarif", "args"])
@pytest.mark.parametrize(
    "text", ["$(touch pwned)", "`touch pwned`", '"; touch pwned; "', "'; touch pwned #"]
)
def test_hostile_input_is_no_command(runner: Runner, check: Check, name: str, text: str) -> None:
    (runner.workspace / "feed.xml").write_text(RIGHT)
    check(**{name: text})
    assert not (runner.workspace / "pwned").exists()


def poison(folder: Path, *names: str) -> None:
    """Write modules that end the program that imports them."""
    for name in names:
        (folder / name).write_text("raise SystemExit(9)\n")


def test_modules_of_the_repository_are_not_imported(runner: Runner, check: Check) -> None:
    poison(runner.workspace, "click.py", "json.py", "feedtool.py")
    (runner.workspace / "feed.xml").write_text(RIGHT)
    assert check(profile="rss").returncode == 0


def test_modules_of_the_repository_are_not_imported_while_python_is_found(runner: Runner) -> None:
    poison(runner.workspace, "venv.py", "ensurepip.py")
    assert runner.run(STEPS["find"]).returncode == 0
    assert "steps.find.outputs.python" in runner.context


@pytest.mark.parametrize(
    "version",
    ["0.1.0 --pre", "0.1; touch pwned", "$(touch pwned)", "--index-url=https://example.com", "0.1\n--pre", "@ https://example.com/x.whl"],
)  # fmt: skip
def test_input_version_must_be_a_version(runner: Runner, version: str) -> None:
    runner.context |= {"inputs.version": version, "steps.find.outputs.python": sys.executable}
    result = runner.run(STEPS["install"])
    assert (result.returncode, result.stderr) == (2, "")
    assert (
        result.stdout
        == "::error title=feedtool::The input version must be a version, such as 0.1.0\n"
    )
    assert [*runner.workspace.iterdir()] == []


def test_python_is_set_up_only_if_there_is_none(runner: Runner, tmp_path: Path) -> None:
    assert runner.run(STEPS["find"]).returncode == 0
    found = runner.context["steps.find.outputs.python"]
    assert subprocess.run([found, "-c", "import venv"], check=False).returncode == 0
    assert not runner.wants(STEPS["setup"])
    old = tmp_path / "old"
    old.mkdir()
    (old / "python3").write_text("#!/bin/sh\nexit 1\n")
    (old / "python3").chmod(0o755)
    none = Runner(runner.workspace, runner.temporary, environment={"PATH": str(old)})
    bash = shutil.which("bash")
    assert bash is not None
    (old / "bash").symlink_to(bash)
    assert none.run(STEPS["find"]).stdout == "No Python 3.11 or newer is here; it is set up.\n"
    assert none.wants(STEPS["setup"])


@pytest.mark.slow
def test_action_installs_itself_and_checks(runner: Runner, check: Check, tmp_path: Path) -> None:
    action = tmp_path / "action"
    ignore = shutil.ignore_patterns("__pycache__", "*.egg-info", "build")
    for name in ("feedtool", "schemas"):
        shutil.copytree(ROOT / name, action / name, ignore=ignore)
    for name in ("pyproject.toml", "README.md", "LICENSE"):
        shutil.copy(ROOT / name, action)
    for name in ("install.outputs.python", "install.outputs.folder"):
        del runner.context[f"steps.{name}"]
    runner.context["github.action_path"] = str(action)
    poison(runner.workspace, "venv.py", "ensurepip.py", "pip.py")
    runner.run(STEPS["find"])
    installed = runner.run(STEPS["install"])
    if installed.returncode and "No matching distribution" in installed.stderr:
        pytest.skip("pip cannot reach an index here")
    assert installed.returncode == 0, installed.stderr
    python = Path(runner.context["steps.install.outputs.python"])
    assert python.is_relative_to(runner.temporary)
    (runner.workspace / "feed.xml").write_text(BROKEN)
    result = check(profile="rss")
    assert (result.returncode, outputs(runner)["errors"]) == (1, "1")
