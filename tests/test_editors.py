"""docs/editors.md and the tasks for Visual Studio Code: what they show works."""

import json
import re
import shlex
import subprocess
from collections.abc import Callable
from pathlib import Path
from shutil import which
from typing import Any

import pytest
from click.testing import Result

from feedtool.cli.changes import say_changed, say_waiting
from feedtool.findings.report import Finding

Run = Callable[..., Result]
DOCS = Path(__file__).resolve().parents[1] / "docs"
NAMES = ("file", "line", "column", "severity", "message", "code")


def read_tasks() -> dict[str, Any]:
    """Read JSON with comments: here they have lines of their own."""
    text = (DOCS / "vscode" / "tasks.json").read_text("utf-8")
    tasks = json.loads(re.sub(r"(?m)^\s*//.*$", "", text))["tasks"]
    return {one["label"].removeprefix("feedtool: "): one for one in tasks}


def matched(lines: list[str]) -> list[tuple[str | None, ...]]:
    """Return the parts of the lines that the pattern matches, by the JavaScript of editors."""
    pattern = read_tasks()["validate"]["problemMatcher"]["pattern"]
    order = [pattern[name] for name in NAMES]
    if which("node") is None:
        found = [re.match(pattern["regexp"], line) for line in lines]
        return [tuple(one[index] for index in order) for one in found if one is not None]
    script = (
        "const [pattern, lines] = JSON.parse(require('fs').readFileSync(0));"
        "const found = lines.map(line => new RegExp(pattern).exec(line));"
        "console.log(JSON.stringify(found.filter(one => one)))"
    )
    done = subprocess.run(
        ["node", "-e", script], input=json.dumps([pattern["regexp"], lines]).encode(),
        capture_output=True, check=True,
    )  # fmt: skip
    return [tuple(one[index] for index in order) for one in json.loads(done.stdout)]


@pytest.mark.parametrize(
    ("line", "parts"),
    [
        ('public/feed.xml:41:18: error: itunes:duration is "12 min"; expected seconds [bad-duration]',
         ("public/feed.xml", "41", "18", "error", 'itunes:duration is "12 min"; expected seconds', "bad-duration")),
        (r"C:\shows\feed.xml:4:1: warning: a: b [c] [title-padded]",
         (r"C:\shows\feed.xml", "4", "1", "warning", "a: b [c]", "title-padded")),
        ("C:/shows/feed.xml:4: info: no column [one-rule]",
         ("C:/shows/feed.xml", "4", None, "info", "no column", "one-rule")),
        ("feed.xml: error: feed.xml cannot be read (No such file) [unreadable]",
         ("feed.xml", None, None, "error", "feed.xml cannot be read (No such file)", "unreadable")),
        ("a: b/feed 1.xml:3:7: error: x: error: y [z] [bad-url]",
         ("a: b/feed 1.xml", "3", "7", "error", "x: error: y [z]", "bad-url")),
    ],
)  # fmt: skip
def test_the_pattern_reads_a_finding(line: str, parts: tuple[str | None, ...]) -> None:
    assert matched([line]) == [parts]


@pytest.mark.parametrize(
    "line",
    [
        "  8 | <title>error: a [b]</title>",
        "    |        ^^^^",
        "  118 | feed.xml:3:7: error: y [bad-url]",
        "    and 3 more of this kind: lines 13, 20, 31",
        "feed.xml: 2 items, 1 error, 1 warning",
        "2 inputs: 1 with errors, 1 clean",
    ],
)
def test_the_pattern_reads_nothing_else(line: str) -> None:
    assert matched([line]) == []


def test_each_finding_of_a_run_is_a_problem(run: Run, tmp_path: Path) -> None:
    path = tmp_path / "odd: name [1].xml"
    path.write_text(
        '<rss version="2.0"><channel>\n<title>A: b [c] error: d</title>\n<item/></channel></rss>',
        "utf-8",
    )
    result = run("validate", "--severity", "info", path, tmp_path / "nothing.xml")
    findings = json.loads(run("validate", "--format", "json", path).stdout)["reports"][0][
        "findings"
    ]
    found = matched([*result.stdout.splitlines(), *result.stderr.splitlines()])
    expected = {
        str(
            Finding(
                one["rule"], one["severity"], one["message"], str(path), one["line"], one["column"]
            )
        )
        for one in findings
    }
    told = {f"{one[0]}:{one[1]}:{one[2]}: {one[3]}: {one[4]} [{one[5]}]" for one in found if one[1]}
    assert told
    assert told <= expected
    assert (str(tmp_path / "nothing.xml"), None, None, "error") in {one[:4] for one in found}


def test_each_finding_of_a_build_is_a_problem(run: Run, lighthouse: Path) -> None:
    path = lighthouse / "show.yaml"
    path.write_text(path.read_text("utf-8").replace("language:", "langauge:", 1), "utf-8")
    result = run("build", lighthouse)
    found = matched([*result.stdout.splitlines(), *result.stderr.splitlines()])
    assert (path.as_posix(), "unknown-key") in {(one[0], one[5]) for one in found}


def test_all_tasks_read_findings_in_the_same_way() -> None:
    matchers = [one["problemMatcher"] for one in read_tasks().values()]
    assert all(one["pattern"] == matchers[0]["pattern"] for one in matchers)


def test_the_task_that_watches_knows_begin_and_end(capsys: pytest.CaptureFixture[str]) -> None:
    watch = read_tasks()["watch"]
    assert watch["isBackground"]
    background = watch["problemMatcher"]["background"]
    for say, name in ((say_changed, "beginsPattern"), (say_waiting, "endsPattern")):
        say()
        assert re.match(background[name], capsys.readouterr().err.rstrip("\n"))


@pytest.mark.parametrize("label", ["validate", "build", "watch"])
def test_tasks_call_commands_that_exist(run: Run, label: str) -> None:
    command, *rest = read_tasks()[label]["args"]
    shown = run(command, "--help").output
    assert all(one in shown for one in rest if one.startswith("--"))


def test_the_commands_of_the_page_run(
    run: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    (tmp_path / ".schemas").mkdir()
    text = (DOCS / "editors.md").read_text("utf-8")
    commands = re.findall(r"(?m)^feedtool (schema .*)$", text)
    assert len(commands) == 3
    for one in commands:
        assert run(*shlex.split(one)).exit_code == 0
    names = {path.name for path in (tmp_path / ".schemas").iterdir()}
    assert names == {f"{one}.schema.json" for one in ("show", "people", "episode")}


def test_the_settings_of_the_page_are_json() -> None:
    text = (DOCS / "editors.md").read_text("utf-8")
    (settings,) = re.findall(r"```json\n(.*?)```", text, re.DOTALL)
    assert json.loads(settings)["yaml.schemas"]
