"""What shells complete, by click's own mechanism."""

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

FEEDTOOL = Path(sys.executable).with_name("feedtool")
CASES = {
    "a command": ("feedtool va", "validate"),
    "an option": ("feedtool validate --sel", "--select"),
    "a rule to select": ("feedtool validate --select enclosure-length-z", "enclosure-length-zero"),
    "a rule to ignore": ("feedtool validate --ignore title-numb", "title-numbered"),
    "a profile": ("feedtool validate --profile psp", "psp1"),
    "a format": ("feedtool validate --format js", "json"),
    "a severity": ("feedtool validate --fail-on war", "warning"),
    "what explain knows": ("feedtool explain title-numb", "title-numbered"),
    "an element": ("feedtool explain enclos", "enclosure"),
    "a profile to show": ("feedtool profiles you", "youtube"),
    "a rule of config": ("feedtool config --select title-numb", "title-numbered"),
}


def ask(shell: str, kind: str, line: str = "") -> str:
    words = line.split(" ")
    environment = {
        **os.environ,
        "_FEEDTOOL_COMPLETE": f"{shell}_{kind}",
        "COMP_WORDS": line,
        "COMP_CWORD": str(len(words) - 1),
    }
    if shell == "fish":
        environment["COMP_CWORD"] = words[-1]
    done = subprocess.run([FEEDTOOL], env=environment, capture_output=True, text=True, check=False)
    assert "Traceback" not in done.stderr
    return done.stdout


@pytest.mark.parametrize("shell", ["bash", "zsh", "fish"])
@pytest.mark.parametrize(("line", "expected"), CASES.values(), ids=CASES)
def test_shell_is_told_what_may_follow(shell: str, line: str, expected: str) -> None:
    answer = ask(shell, "complete", line)
    found = (
        [one.split(",")[1].split("\t")[0] for one in answer.splitlines()]
        if shell != "zsh"
        else answer.splitlines()[1::3]
    )
    assert expected in found


@pytest.mark.parametrize("shell", ["bash", "zsh", "fish"])
def test_script_of_each_shell_is_written(shell: str) -> None:
    assert "_FEEDTOOL_COMPLETE" in ask(shell, "source")


@pytest.mark.parametrize("shell", ["bash", "zsh", "fish"])
def test_shell_accepts_its_script(shell: str, tmp_path: Path) -> None:
    program = shutil.which(shell)
    if program is None:
        pytest.skip(f"{shell} is not installed")
    script = tmp_path / "completion"
    script.write_text(ask(shell, "source"))
    done = subprocess.run([program, "-n", script], capture_output=True, text=True, check=False)
    assert (done.returncode, done.stderr) == (0, "")


@pytest.mark.parametrize(("line", "expected"), CASES.values(), ids=CASES)
def test_bash_completes_a_line(line: str, expected: str) -> None:
    bash = shutil.which("bash")
    if bash is None:
        pytest.skip("bash is not installed")
    script = f"""
    export PATH="{FEEDTOOL.parent}:$PATH"
    eval "$(_FEEDTOOL_COMPLETE=bash_source feedtool)"
    complete -p feedtool >/dev/null || exit 1
    COMP_WORDS=({line}); COMP_CWORD=$((${{#COMP_WORDS[@]}} - 1))
    _feedtool_completion feedtool "${{COMP_WORDS[$COMP_CWORD]}}"
    printf '%s\\n' "${{COMPREPLY[@]}}"
    """
    done = subprocess.run([bash, "-c", script], capture_output=True, text=True, check=True)
    assert expected in done.stdout.splitlines()


@pytest.mark.parametrize(("line", "expected"), CASES.values(), ids=CASES)
def test_fish_completes_a_line(line: str, expected: str, tmp_path: Path) -> None:
    fish = shutil.which("fish")
    if fish is None:
        pytest.skip("fish is not installed")
    script = f"""
    fish_add_path --path {FEEDTOOL.parent}
    _FEEDTOOL_COMPLETE=fish_source feedtool | source
    complete --do-complete '{line}'
    """
    done = subprocess.run(
        [fish, "-c", script], capture_output=True, text=True, check=True,
        env={**os.environ, "HOME": str(tmp_path)},
    )  # fmt: skip
    assert expected in {one.split("\t")[0] for one in done.stdout.splitlines()}


def test_files_are_completed_by_the_shell() -> None:
    assert ask("bash", "complete", "feedtool validate fee") == "file,fee\n"
    assert ask("bash", "complete", "feedtool validate --config fee") == "file,fee\n"
