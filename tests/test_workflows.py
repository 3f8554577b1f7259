"""The example workflows and the GitLab job: right by their schemas, and their commands work."""

import os
import re
import shutil
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
import yaml
from github import Runner
from pytest_httpserver import HTTPServer

ROOT = Path(__file__).resolve().parents[1]
FOLDER = ROOT / "docs" / "ci" / "workflows"
GITLAB = ROOT / "docs" / "ci" / "gitlab.yml"
WORKFLOWS = sorted(path.name for path in FOLDER.glob("*.yml"))
HAS_BASH = shutil.which("bash") is not None

SCHEMAS = [
    *((f"docs/ci/workflows/{name}", schema) for name in WORKFLOWS for schema in ("vendor.github-workflows", "custom.github-workflows-require-timeout")),
    ("action.yml", "vendor.github-actions"),
    ("docs/ci/gitlab.yml", "vendor.gitlab-ci"),
]  # fmt: skip


def load(name: str) -> dict[Any, Any]:
    read: dict[Any, Any] = yaml.safe_load((FOLDER / name).read_text("utf-8"))
    return read


def steps_of(name: str, job: str) -> list[dict[str, Any]]:
    steps: list[dict[str, Any]] = load(name)["jobs"][job]["steps"]
    return steps


def scripts() -> list[tuple[str, str]]:
    found = [
        (f"{name} {step.get('name')}", step["run"])
        for name in WORKFLOWS
        for job in load(name)["jobs"].values()
        for step in job["steps"]
        if "run" in step
    ]
    action = yaml.safe_load((ROOT / "action.yml").read_text("utf-8"))
    found += [(step["id"], step["run"]) for step in action["runs"]["steps"] if "run" in step]
    job = yaml.safe_load(GITLAB.read_text("utf-8"))["feedtool"]
    return [*found, ("gitlab", "\n".join([*job["before_script"], *job["script"]]))]


SCRIPTS = dict(scripts())


def test_there_are_workflows() -> None:
    assert WORKFLOWS == ["netlify.yml", "nightly.yml", "pages.yml", "validate.yml"]


@pytest.mark.parametrize(("file", "schema"), SCHEMAS)
def test_file_is_right_by_the_schema_of_its_service(file: str, schema: str) -> None:
    pytest.importorskip("check_jsonschema")
    command = [sys.executable, "-m", "check_jsonschema", "--builtin-schema", schema, ROOT / file]
    result = subprocess.run(command, capture_output=True, text=True, check=False)
    assert result.returncode == 0, result.stdout


@pytest.mark.skipif(not HAS_BASH, reason="there is no bash")
@pytest.mark.parametrize("name", SCRIPTS)
def test_script_is_right_for_the_shell(name: str) -> None:
    script = SCRIPTS[name]
    assert "${{" not in script
    result = subprocess.run(
        ["bash", "-n"], input=script, capture_output=True, text=True, check=False
    )
    assert (result.returncode, result.stderr) == (0, "")
    if shutil.which("shellcheck"):
        command = ["shellcheck", "--shell=bash", "--exclude=SC2086", "-"]
        checked = subprocess.run(command, input=script, capture_output=True, text=True, check=False)
        assert checked.returncode == 0, checked.stdout


@pytest.mark.parametrize("name", WORKFLOWS)
def test_workflow_asks_for_few_permissions_and_names_major_versions(name: str) -> None:
    workflow = load(name)
    assert workflow["permissions"] in ({}, {"contents": "read"})
    for job in workflow["jobs"].values():
        for step in job["steps"]:
            if "uses" in step:
                assert re.fullmatch(r"[\w./-]+@v\d+", step["uses"])


@pytest.fixture
def runner(lighthouse: Path, tmp_path: Path) -> Runner:
    """A clone with the show, whose `feedtool` is that of the tests."""
    programs, temporary = tmp_path / "bin", tmp_path / "temp"
    temporary.mkdir()
    programs.mkdir()
    (programs / "feedtool").write_text(f'#!/bin/sh\nexec "{sys.executable}" -m feedtool "$@"\n')
    (programs / "feedtool").chmod(0o755)
    clone, origin = tmp_path / "clone", tmp_path / "origin.git"
    path = f"{programs}{os.pathsep}{os.environ['PATH']}"
    made = Runner(clone, temporary, environment={"PATH": path, "SHOW": "feeds/my-show"})
    made.environment |= {
        "HOME": str(temporary), "FEED_URL": "https://example.com/lighthouse/feed.xml",
        "GIT_CONFIG_NOSYSTEM": "1",
    }  # fmt: skip
    git(tmp_path, "init", "--quiet", "--bare", "--initial-branch=main", str(origin))
    git(tmp_path, "clone", "--quiet", str(origin), str(clone))
    shutil.copytree(lighthouse, clone / "feeds" / "my-show")
    (clone / ".gitignore").write_text("public/\n.feedtool/\n")
    git(clone, "add", ".")
    git(clone, "commit", "--quiet", "--message", "A show")
    git(clone, "push", "--quiet", "origin", "HEAD:main")
    git(clone, "branch", "--quiet", "--set-upstream-to=origin/main")
    return made


def git(folder: Path, *arguments: str) -> str:
    own = [
        "-c",
        "user.name=Mira Holt",
        "-c",
        "user.email=mira@example.com",
        "-c",
        "init.defaultBranch=main",
    ]
    command = ["git", *own, "-C", str(folder), *arguments]
    return subprocess.run(command, check=True, capture_output=True, text=True).stdout.strip()


def run_all(runner: Runner, name: str, job: str, *left_out: str) -> None:
    for step in steps_of(name, job):
        if "run" in step and step["name"] not in ("Install feedtool", *left_out):
            result = runner.run(step)
            assert result.returncode == 0, result.stdout + result.stderr


needs_git = pytest.mark.skipif(not HAS_BASH or not shutil.which("git"), reason="no bash or no git")


@needs_git
@pytest.mark.slow
@pytest.mark.parametrize(("name", "job"), [("pages.yml", "build"), ("netlify.yml", "publish")])
def test_show_is_validated_built_and_its_lock_committed(
    runner: Runner, name: str, job: str, httpserver: HTTPServer
) -> None:
    url = httpserver.url_for("/feed.xml")
    runner.environment["FEED_URL"] = url
    run_all(runner, name, job, "Deploy to Netlify")
    public = runner.workspace / "feeds" / "my-show" / "public"
    assert (public / "feed.xml").is_file()
    audio = sorted(path.name for path in (public / "audio").iterdir())
    assert audio == sorted(path.name for path in (public.parent / "audio").iterdir())
    assert git(runner.workspace, "log", "-1", "--format=%an: %s", "origin/main") == (
        "github-actions[bot]: Update feed.lock"
    )
    assert git(runner.workspace, "show", "--name-only", "--format=") == "feeds/my-show/feed.lock"
    assert git(runner.workspace, "status", "--porcelain") == ""
    assert runner.context["steps.compare.outputs.changed"] == "true"

    head = git(runner.workspace, "rev-parse", "HEAD")
    httpserver.expect_request("/feed.xml").respond_with_data((public / "feed.xml").read_bytes())
    run_all(runner, name, job, "Deploy to Netlify")
    assert git(runner.workspace, "rev-parse", "HEAD") == head
    assert runner.context["steps.compare.outputs.changed"] == "false"


@needs_git
@pytest.mark.parametrize(
    ("event", "changed", "deploys"),
    [("push", "false", True), ("schedule", "true", True), ("schedule", "false", False)],
)
def test_without_a_change_nothing_is_deployed_on_schedule(
    tmp_path: Path, event: str, changed: str, deploys: bool
) -> None:
    runner = Runner(tmp_path, tmp_path)
    runner.context = {
        "github.event_name": event, "needs.build.outputs.changed": changed,
        "steps.compare.outputs.changed": changed,
    }  # fmt: skip
    (deploy,) = [
        step
        for step in steps_of("netlify.yml", "publish")
        if step.get("name") == "Deploy to Netlify"
    ]
    assert runner.wants(deploy) == deploys
    assert runner.wants(load("pages.yml")["jobs"]["deploy"]) == deploys


@needs_git
def test_show_with_an_error_stops_the_workflow(runner: Runner) -> None:
    show = runner.workspace / "feeds" / "my-show" / "show.yaml"
    show.write_text(
        show.read_text("utf-8").replace("explicit: false", "explicit: perhaps"), "utf-8"
    )
    steps = {step.get("name"): step for step in steps_of("pages.yml", "build")}
    assert runner.run(steps["Validate the show"]).returncode == 2


@needs_git
def test_lock_is_not_pushed_over_the_work_of_others(runner: Runner, tmp_path: Path) -> None:
    other = tmp_path / "other"
    git(tmp_path, "clone", "--quiet", str(tmp_path / "origin.git"), str(other))
    git(other, "commit", "--quiet", "--allow-empty", "--message", "Meanwhile")
    git(other, "push", "--quiet")
    lock = runner.workspace / "feeds" / "my-show" / "feed.lock"
    lock.write_text("changed\n")
    steps = {step.get("name"): step for step in steps_of("pages.yml", "build")}
    assert runner.run(steps["Commit feed.lock"]).returncode == 1
    assert git(other, "log", "-1", "--format=%s", "origin/main") == "Meanwhile"


@needs_git
def test_published_feed_is_fetched_and_checked(
    runner: Runner, lighthouse: Path, httpserver: HTTPServer
) -> None:
    shown = subprocess.run(
        [sys.executable, "-m", "feedtool", "build", lighthouse], check=True, capture_output=True
    )
    assert shown.returncode == 0
    feed = (lighthouse / "public" / "feed.xml").read_bytes()
    steps = {step.get("name"): step for step in steps_of("nightly.yml", "check")}
    if shutil.which("curl"):
        httpserver.expect_request("/feed.xml").respond_with_data(feed)
        runner.environment["FEED_URL"] = httpserver.url_for("/feed.xml")
        assert runner.run(steps["Get the feed"]).returncode == 0
        assert (runner.workspace / "feed.xml").read_bytes() == feed
    (runner.workspace / "feed.xml").write_bytes(feed)
    runner.environment["FEED_URL"] = "https://example.com/lighthouse/feed.xml"
    assert runner.run(steps["Check the feed"]).returncode == 0
    runner.environment["FEED_URL"] = "https://example.com/elsewhere.xml"
    assert "self-link" in runner.run(steps["Check the feed"]).stdout


@needs_git
@pytest.mark.parametrize(
    ("files", "options", "code"),
    [
        ("feeds/my-show", "", 0),
        ("feeds/*/broken.xml", "", 1),
        ("feeds", "--select=bad-* --quiet", 0),
    ],
)
def test_gitlab_job_writes_its_reports(runner: Runner, files: str, options: str, code: int) -> None:
    (runner.workspace / "feeds" / "my-show" / "broken.xml").write_text("<rss><channel/>")
    job = yaml.safe_load(GITLAB.read_text("utf-8"))["feedtool"]
    runner.environment |= {"FEEDTOOL_FILES": files, "FEEDTOOL_OPTIONS": options}
    result = runner.run({"run": "\n".join(job["script"])})
    assert result.returncode == code, result.stdout + result.stderr
    for file in job["artifacts"]["reports"].values():
        assert (runner.workspace / file).stat().st_size > 0
