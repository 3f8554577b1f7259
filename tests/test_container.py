"""The Containerfile, as far as a machine without a container engine can tell."""

import shlex
import shutil
import subprocess
import sys
import tomllib
from fnmatch import fnmatchcase
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[1]
TEXT = (ROOT / "Containerfile").read_text("utf-8")
LINES = [
    line.split(maxsplit=1)
    for line in TEXT.replace("\\\n", " ").splitlines()
    if line and line[0] != "#"
]
IGNORED = [
    line
    for line in (ROOT / ".dockerignore").read_text("utf-8").splitlines()
    if line and line[0] != "#"
]
STAGES = [at for at, (word, _) in enumerate(LINES) if word == "FROM"]


def reaches_the_build(name: str) -> bool:
    """Whether .dockerignore lets a file of the top folder through: the last pattern wins."""
    reaches = True
    for pattern in IGNORED:
        if fnmatchcase(name, pattern.removeprefix("!")):
            reaches = pattern.startswith("!")
    return reaches


def test_it_has_two_stages_of_slim_images_and_no_root() -> None:
    assert len(STAGES) == 2
    assert all("python:" in LINES[at][1] and "-slim" in LINES[at][1] for at in STAGES)
    last = dict(LINES[STAGES[1] :])
    assert last["USER"].split(":")[0] not in ("root", "0")
    assert last["WORKDIR"] == "/work"
    assert last["ENTRYPOINT"] == '["feedtool"]'


def copied() -> list[str]:
    return [
        name
        for word, rest in LINES[: STAGES[1]]
        if word == "COPY"
        for name in shlex.split(rest)[:-1]
    ]


def test_what_it_copies_is_there_and_not_ignored() -> None:
    assert copied()
    assert [
        name for name in copied() if not (ROOT / name).exists() or not reaches_the_build(name)
    ] == []
    for name in (".git", ".venv", "tests", "feeds", "docs", "action.yml"):
        assert not reaches_the_build(name)


@pytest.mark.skipif(shutil.which("bash") is None, reason="there is no bash")
def test_its_commands_are_right_for_the_shell() -> None:
    for word, rest in LINES:
        if word == "RUN":
            result = subprocess.run(
                ["bash", "-n"], input=rest, capture_output=True, text=True, check=False
            )
            assert (result.returncode, result.stderr) == (0, "")


def test_the_package_is_whole_from_what_it_copies(tmp_path: Path) -> None:
    for name in copied():
        source = ROOT / name
        if source.is_dir():
            shutil.copytree(source, tmp_path / name, ignore=shutil.ignore_patterns("__pycache__"))
        else:
            shutil.copy(source, tmp_path / name)
    project = tomllib.loads((tmp_path / "pyproject.toml").read_text("utf-8"))
    places = project["tool"]["setuptools"]["package-dir"]
    for package in project["tool"]["setuptools"]["packages"]:
        path = package.replace("feedtool.schemas", places["feedtool.schemas"]).replace(".", "/")
        assert (tmp_path / path / "__init__.py").is_file(), package
    command = [
        sys.executable,
        "-c",
        "import runpy; print(runpy.run_path('feedtool/_version.py')['__version__'])",
    ]
    assert subprocess.run(command, cwd=tmp_path, capture_output=True, check=True).stdout.strip()


def test_docker_reads_it() -> None:
    """`docker build --check` reads the file without building it."""
    if (
        shutil.which("docker") is None
        or subprocess.run(["docker", "info"], capture_output=True, check=False).returncode
    ):
        pytest.skip("docker does not run here")
    command = ["docker", "build", "--check", "--file", "Containerfile", "."]
    assert subprocess.run(command, cwd=ROOT, capture_output=True, check=False).returncode == 0
