"""Runs the scripts of actions and workflows as GitHub does, as far as a machine without it can."""

import os
import re
import subprocess
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

_EXPRESSION = re.compile(r"\$\{\{(.*?)\}\}", re.DOTALL)
Context = Mapping[str, str]


def evaluate(expression: str, context: Context) -> str:
    """The value of an expression; "" is false. It knows ||, &&, ==, != and !, but no brackets."""
    for operator in ("||", "&&"):
        if operator in expression:
            value = ""
            for part in expression.split(operator):
                value = evaluate(part, context)
                if bool(value) == (operator == "||"):
                    return value
            return value
    for operator in ("==", "!="):
        left, found, right = expression.partition(operator)
        if found:
            same = evaluate(left, context) == evaluate(right, context)
            return "true" if same == (operator == "==") else ""
    return _evaluate_word(expression.strip(), context)


def _evaluate_word(word: str, context: Context) -> str:
    if word.startswith("!"):
        return "" if evaluate(word[1:], context) else "true"
    return word.strip("'") if word.startswith("'") else context.get(word, "")


def fill(text: str, context: Context) -> str:
    return _EXPRESSION.sub(lambda match: evaluate(match[1], context), text)


@dataclass
class Runner:
    """A machine for steps. `context` holds the values that expressions name."""

    workspace: Path
    temporary: Path
    context: dict[str, str] = field(default_factory=dict)
    environment: dict[str, str] = field(default_factory=dict)

    def wants(self, step: Mapping[str, Any]) -> bool:
        """Whether the condition of a step holds."""
        condition = str(step.get("if", "true")).removeprefix("${{").removesuffix("}}")
        return condition == "true" or bool(evaluate(condition, self.context))

    def run(self, step: Mapping[str, Any]) -> "subprocess.CompletedProcess[str]":
        """Run the script of a step, and take its outputs into the context."""
        output, script = self.temporary / "output.txt", self.temporary / "script.sh"
        output.write_text("")
        script.write_text(step["run"], "utf-8")
        # https://docs.github.com/actions, jobs.<job_id>.steps[*].shell
        flags = ["--noprofile", "--norc", "-e", "-o", "pipefail"] if "shell" in step else ["-e"]
        result = subprocess.run(
            ["bash", *flags, script], cwd=self.workspace, env=self._environment(step, output),
            capture_output=True, encoding="utf-8", errors="surrogateescape", timeout=300, check=False,
        )  # fmt: skip
        for line in output.read_text("utf-8").splitlines():
            name, _, value = line.partition("=")
            self.context[f"steps.{step.get('id')}.outputs.{name}"] = value
        return result

    def _environment(self, step: Mapping[str, Any], output: Path) -> dict[str, str]:
        own = {name: fill(str(value), self.context) for name, value in step.get("env", {}).items()}
        kept = ("PATH", "HOME", "LANG", "PIP_CERT", "PIP_FIND_LINKS", "PIP_CACHE_DIR")
        return {
            **{name: os.environ[name] for name in kept if name in os.environ},
            "CI": "true",
            "GITHUB_ACTIONS": "true",
            "GITHUB_OUTPUT": str(output),
            "GITHUB_STEP_SUMMARY": str(self.temporary / "summary.md"),
            "GITHUB_WORKSPACE": str(self.workspace),
            "RUNNER_TEMP": str(self.temporary),
            **self.environment,
            **own,
        }
