"""`feedtool validate`: check feeds."""

import sys
from collections.abc import Sequence

import click

from feedtool.validator.checking import DEFAULT_PROFILES, validate
from feedtool.validator.report import SEVERITIES, Report


@click.command("validate")
@click.argument("feeds", nargs=-1, required=True, metavar="FEED...")
@click.option(
    "--profile", "profiles", multiple=True, metavar="NAME",
    help=f"Demands to check; may be repeated.  [default: {', '.join(DEFAULT_PROFILES)}]",
)  # fmt: skip
@click.option(
    "--format", "form", type=click.Choice(["text", "json"]), default="text", show_default=True,
    help="How the report is written.",
)  # fmt: skip
@click.option(
    "--fail-on", type=click.Choice(["error", "warning", "info"]), default="error",
    show_default=True, help="The least severity that makes the exit code 1.",
)  # fmt: skip
@click.option(
    "--max-findings", type=click.IntRange(1), default=10000, show_default=True,
    help="How many findings to keep for each feed.",
)  # fmt: skip
def command(
    feeds: Sequence[str], profiles: Sequence[str], form: str, fail_on: str, max_findings: int
) -> None:
    """Check feeds and say what is wrong, where, and how to mend it.

    FEED is a file, or - for standard input. Nothing is fetched.

    Exit codes: 0 nothing at or above --fail-on, 1 findings, 2 a feed that cannot be read.
    """
    _check_profiles(profiles)
    exit_code = 0
    reports: list[Report] = []
    for feed in feeds:
        try:
            report = _validate(feed, profiles or DEFAULT_PROFILES, max_findings, form == "text")
        except OSError as why:
            reason = why.strerror or "it cannot be read"
            click.echo(f"{feed}: error: {reason} [unreadable]", err=True)
            exit_code = 2
            continue
        reports.append(report)
        worst = report.worst()
        if worst and SEVERITIES.index(worst) >= [*SEVERITIES].index(fail_on):  # type: ignore[arg-type]  # click's choice
            exit_code = max(exit_code, 1)
        if form == "text":
            _print_text(report)
    if form == "json":
        from feedtool.formats.json import format_json  # noqa: PLC0415 - only this form needs it

        click.echo(format_json(reports))
    sys.exit(exit_code)


def _validate(feed: str, profiles: Sequence[str], max_findings: int, excerpts: bool) -> Report:
    source: str | bytes = feed
    if feed == "-":
        source = sys.stdin.buffer.read()
    return validate(
        source, profiles=profiles, file=feed, max_findings=max_findings, excerpts=excerpts
    )


def _print_text(report: Report) -> None:
    from feedtool.formats.text import format_text  # noqa: PLC0415 - only this form needs it

    for line in format_text(report, colour=sys.stdout.isatty()):
        click.echo(line)


def _check_profiles(names: Sequence[str]) -> None:
    """Refuse a profile that there is not, with the closest name."""
    if not names:
        return
    from feedtool.validator.values import closest  # noqa: PLC0415 - only with --profile
    from feedtool.vocabulary import load_vocabulary  # noqa: PLC0415 - as above

    known = list(load_vocabulary().profiles)
    for name in names:
        if name not in known:
            near = closest(name, known)
            hint = f"did you mean {near}?" if near else f"there are {', '.join(known)}"
            raise click.BadParameter(f"there is no profile {name}; {hint}", param_hint="--profile")
