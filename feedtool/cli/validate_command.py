"""`feedtool validate`: checks feeds."""

import sys
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Any

import click

from feedtool.cli.common import parse_moment
from feedtool.findings.report import SEVERITIES, Report, Severity, hide_below
from feedtool.findings.total import Total
from feedtool.formats.registry import FORMATS
from feedtool.formats.writing import Style, Writer
from feedtool.inputs.check import check_input
from feedtool.inputs.input import Input
from feedtool.inputs.options import CheckOptions
from feedtool.validator.validate import DEFAULT_PROFILES

_SEVERITIES: Sequence[str] = SEVERITIES


@click.command("validate")
@click.argument("feeds", nargs=-1, required=True, metavar="FEED...")
@click.option(
    "--profile", "profiles", multiple=True, metavar="NAME",
    help=f"A profile to check; may be repeated.  [default: {', '.join(DEFAULT_PROFILES)}]",
)  # fmt: skip
@click.option(
    "--format", "form", type=click.Choice(list(FORMATS)), default="text", show_default=True,
    help="The form of the report.",
)  # fmt: skip
@click.option(
    "--select", multiple=True, metavar="RULE",
    help="Report only this rule; may be repeated, * stands for any letters.",
)  # fmt: skip
@click.option(
    "--ignore", multiple=True, metavar="RULE",
    help="Do not report this rule; may be repeated, * stands for any letters.",
)  # fmt: skip
@click.option(
    "--url", default="", metavar="URL",
    help="The address of the feed, to compare with its link to itself.",
)  # fmt: skip
@click.option(
    "--at", metavar="DATE", callback=parse_moment,
    help="The date from which a date counts as future.  [default: now]",
)  # fmt: skip
@click.option(
    "--severity", type=click.Choice(_SEVERITIES[::-1]),
    help="The lowest severity to show. What is not shown is still counted.  "
    f"[default: {', '.join(f'{one.severity} for {name}' for name, one in FORMATS.items())}]",
)  # fmt: skip
@click.option(
    "--fail-on", type=click.Choice(_SEVERITIES[::-1]), default="error",
    show_default=True, help="The lowest severity that makes the exit code 1.",
)  # fmt: skip
@click.option(
    "--max-findings", type=click.IntRange(1), default=10000, show_default=True,
    help="How many findings of each severity to keep for each feed.",
)  # fmt: skip
def command(
    feeds: Sequence[str],
    form: str,
    severity: Severity | None,
    fail_on: str,
    max_findings: int,
    **options: Any,
) -> None:
    """Check feeds and say what is wrong, where, and how to fix it.

    FEED is a file, or - for standard input. Nothing is downloaded. feedtool rules lists the rules,
    feedtool explain RULE explains one rule. A comment <!-- feedtool: ignore RULE reason --> in the
    feed turns off a rule for the element after it.

    Exit codes: 0 no finding at or above --fail-on, 1 such findings, 2 a feed cannot be read.
    """
    for option in ("profiles", "select", "ignore"):
        _check_names(option, options[option])
    wanted = FORMATS[form]
    asked = CheckOptions(max_findings=max_findings, excerpts=wanted.excerpts, **options)
    checking = _Checking(severity or wanted.severity, fail_on)
    writer = wanted.make_writer(Style(colour=sys.stdout.isatty()))
    for piece in _write(writer, checking.reports_of(feeds, asked)):
        click.echo(piece, nl=False)
    sys.exit(checking.exit_code)


def _write(writer: Writer, reports: Iterable[Report]) -> Iterator[str]:
    total = Total()
    yield from writer.begin()
    for report in reports:
        total.add(report)
        yield from writer.add(report)
    yield from writer.end(total)


@dataclass
class _Checking:
    """Feeds that are checked while their reports are printed, and the exit code so far."""

    severity: Severity
    fail_on: str
    exit_code: int = 0

    def reports_of(self, feeds: Sequence[str], options: CheckOptions) -> Iterator[Report]:
        """Yield a report for each feed, also for a feed that cannot be read."""
        for feed in feeds:
            report = check_input(_read_input() if feed == "-" else Input(feed), options)
            worst = report.worst()
            if report.unreadable:
                self.exit_code = 2
            elif worst and _SEVERITIES.index(worst) >= _SEVERITIES.index(self.fail_on):
                self.exit_code = max(self.exit_code, 1)
            yield hide_below(report, self.severity)


def _read_input() -> Input:
    """Return standard input as an input."""
    if sys.stdin is None:
        return Input("-", "fault", fault="standard input is closed")
    return Input("-", "data", sys.stdin.buffer.read())


def _check_names(option: str, names: Sequence[str]) -> None:
    """Refuse an unknown profile or rule, and suggest the closest name."""
    if not names:
        return
    from fnmatch import fnmatchcase  # noqa: PLC0415 - only where a name is given

    from feedtool.findings.suggestions import suggest  # noqa: PLC0415 - as above
    from feedtool.vocabulary import load_rules, load_vocabulary  # noqa: PLC0415 - as above

    profiles = option == "profiles"
    known = list(load_vocabulary().profiles if profiles else load_rules("feed"))
    for name in names:
        if name in known or (not profiles and any(fnmatchcase(rule, name) for rule in known)):
            continue
        what = "profile" if profiles else "rule"
        listed = f"there are {', '.join(known)}" if profiles else "feedtool rules lists them"
        hint = suggest(name, known, listed, form="did you mean {}?")
        raise click.BadParameter(
            f"there is no {what} {name}; {hint}",
            param_hint="--profile" if profiles else f"--{option}",
        )
