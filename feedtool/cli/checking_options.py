"""Options that mean the same in each command that checks feeds."""

from collections.abc import Callable, Sequence
from functools import reduce
from typing import Any

import click

from feedtool.cli.common import check_names, parse_moment
from feedtool.cli.completion import complete_profiles, complete_rules
from feedtool.cli.targets import parse_outputs
from feedtool.configuration.finding import Finder
from feedtool.findings.report import MAX_FINDINGS, SEVERITIES
from feedtool.formats.registry import FORMATS
from feedtool.inputs.input import Input
from feedtool.validator.validate import DEFAULT_PROFILES

_SEVERITIES: Sequence[str] = SEVERITIES
_WORST_FIRST = _SEVERITIES[::-1]

profile_option = click.option(
    "--profile", "profiles", multiple=True, metavar="NAME", shell_complete=complete_profiles,
    help=f"A profile to check; may be repeated.  [default: {', '.join(DEFAULT_PROFILES)}]",
)  # fmt: skip
at_option = click.option(
    "--at", metavar="DATE", callback=parse_moment,
    help="The date from which a date counts as future.  [default: now]",
)  # fmt: skip
config_option = click.option(
    "--config", metavar="FILE", type=click.Path(readable=False),
    help="Use this configuration for all feeds, instead of the nearest feedtool.toml or "
    "pyproject.toml around each.",
)  # fmt: skip
no_config_option = click.option(
    "--no-config", "--isolated", is_flag=True, help="Use no configuration."
)

_REPORT_OPTIONS = (
    click.option(
        "--select", multiple=True, metavar="RULE", shell_complete=complete_rules,
        help="Report only this rule; may be repeated, * stands for any letters.",
    ),
    click.option(
        "--ignore", multiple=True, metavar="RULE", shell_complete=complete_rules,
        help="Do not report this rule; may be repeated, * stands for any letters.",
    ),
    click.option(
        "--severity", type=click.Choice(_WORST_FIRST),
        help="The lowest severity to show. What is not shown is still counted.  "
        f"[default: {', '.join(f'{one.severity} for {name}' for name, one in FORMATS.items())}]",
    ),
    click.option(
        "--fail-on", type=click.Choice(_WORST_FIRST),
        help="The lowest severity that makes the exit code 1.  [default: error]",
    ),
    click.option(
        "--max-findings", type=click.IntRange(1), metavar="N",
        help="How many findings of each severity to keep for each input.  "
        f"[default: {MAX_FINDINGS}]",
    ),
    click.option(
        "--format", "form", type=click.Choice(list(FORMATS)),
        help="The form of the report on standard output.  "
        "[default: text; on GitHub Actions text and github]",
    ),
    click.option(
        "--output", "outputs", multiple=True, metavar="FORMAT=FILE", callback=parse_outputs,
        help="Write a report to a file, too; may be repeated. A report that is there is replaced.",
    ),
    click.option(
        "-q", "--quiet", is_flag=True, help="Print findings only: no summary, no total."
    ),
    click.option(
        "--statistics", is_flag=True, help="Say at the end how often each rule was broken."
    ),
    click.option(
        "--stdin-filename", default="", metavar="NAME",
        help="The name of standard input in findings.",
    ),
)  # fmt: skip


def report_options(command: Callable[..., Any]) -> Callable[..., Any]:
    """Give a command the options for what is reported, and in which form."""
    return reduce(lambda one, add: add(one), reversed(_REPORT_OPTIONS), command)


def make_finder(config: str | None, *, no_config: bool) -> Finder:
    """Return what finds the configuration of a feed, as these options want it."""
    if config is not None and no_config:
        raise click.UsageError("--config names a configuration, --no-config wants none")
    return Finder(config, isolated=no_config)


def check_options(
    inputs: Sequence[Input], *, profiles: Sequence[str], select: Sequence[str],
    ignore: Sequence[str], url: str, **others: object,
) -> None:  # fmt: skip
    """Refuse names that nobody knows, and one address for several feeds."""
    del others
    has_shows = any(one.kind == "show" for one in inputs)
    check_names(profiles, select, ignore, everywhere=has_shows)
    if url and len(inputs) > 1:
        raise click.UsageError(f"--url is the address of one feed, but there are {len(inputs)}")
