"""`--format` and `--output`: what reports to write where."""

import os
from collections.abc import Mapping, Sequence
from pathlib import Path

import click

from feedtool.cli.outputs import Target
from feedtool.formats.registry import FORMATS
from feedtool.inputs.discovery import SHOW_FILE
from feedtool.inputs.input import Input
from feedtool.inputs.paths import real_path

# What the source of a show consists of, besides the files that it names.
_SOURCES = frozenset([SHOW_FILE, "people.yaml", "feed.lock"])


def plan_targets(form: str | None, environment: Mapping[str, str]) -> list[Target]:
    """Return what to write besides the files that the user names.

    In a workflow on GitHub, text comes with commands that show findings at their lines. These
    commands come with a summary of the job.
    """
    if form is None and environment.get("GITHUB_ACTIONS") == "true":
        targets = [Target("text"), Target("github")]
    else:
        targets = [Target(form or "text")]
    summary = environment.get("GITHUB_STEP_SUMMARY")
    if summary and Target("github") in targets:
        targets.append(Target("markdown", Path(summary), is_summary=True))
    return targets


def parse_outputs(
    context: click.Context, option: click.Parameter, values: Sequence[str]
) -> list[Target]:
    """Read `FORMAT=FILE`, once or several times."""
    del context, option
    targets: dict[str, Target] = {}
    for value in values:
        name, equals, file = value.partition("=")
        if not equals or not file:
            raise click.BadParameter(f'"{value}" is not FORMAT=FILE; write e.g. json=report.json')
        target = Target(_check_format(name), _check_file(Path(file)))
        if targets.setdefault(real_path(file), target) is not target:
            raise click.BadParameter(f"{file} is named twice; each report needs a file of its own")
    return [*targets.values()]


def _check_format(name: str) -> str:
    if name in FORMATS:
        return name
    from feedtool.findings.suggestions import suggest  # noqa: PLC0415 - only for mistakes

    known = f"there are {', '.join(FORMATS)}"
    hint = suggest(name, FORMATS, known, form="did you mean {}?")
    raise click.BadParameter(f"there is no format {name}; {hint}")


def _check_file(file: Path) -> Path:
    if file.as_posix() == "-":
        raise click.BadParameter("- is standard output, which --format is for; name a file")
    if os.path.isdir(file):  # noqa: PTH112 - no exception for odd names
        raise click.BadParameter(f"{file} is a folder; name a file in it")
    if not os.path.isdir(file.parent):  # noqa: PTH112 - as above
        raise click.BadParameter(f"{file} cannot be written: there is no folder {file.parent}")
    return file


def refuse_inputs(targets: Sequence[Target], inputs: Sequence[Input]) -> None:
    """Refuse to write a report over something that is checked."""
    for target in targets:
        if target.file is None:
            continue
        path = real_path(str(target.file))
        for one in inputs:
            if path == real_path(one.path) or (
                one.kind == "show" and _is_source(Path(path), Path(real_path(one.path)))
            ):
                message = f"{target.file} is checked; a report would replace it"
                raise click.BadParameter(message, param_hint="--output")


def _is_source(path: Path, show: Path) -> bool:
    """Return whether a file is one that a show is made of."""
    if not path.is_relative_to(show):
        return False
    inner = path.relative_to(show).parts
    return inner[0] == "episodes" or inner[0] in _SOURCES
