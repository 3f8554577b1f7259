"""`feedtool build`: a show's folder becomes public/feed.xml."""

import sys
from datetime import UTC, datetime
from pathlib import Path

import click

from feedtool.cli.common import print_source_error
from feedtool.validator.report import SourceError


@click.command("build")
@click.argument(
    "shows", nargs=-1, required=True, type=click.Path(path_type=Path), metavar="SHOW..."
)
@click.option("--at", "at", metavar="DATE", help="Build as at this date (ISO 8601), not now.")
@click.option("-q", "--quiet", is_flag=True, help="Say nothing when all is well.")
def command(shows: tuple[Path, ...], at: str | None, quiet: bool) -> None:
    """Build feed.xml of a show from its folder, and what lies beside it in public/.

    The new feed is validated before it replaces the old one; with errors in the sources nothing is
    written. Episodes dated in the future are held back.

    Exit codes: 0 built, 2 errors in the sources.
    """
    moment = _parse_date(at)
    failed = False
    for folder in shows:
        try:
            _build(folder, moment, quiet=quiet)
        except SourceError as error:
            print_source_error(error, f"{folder.as_posix()}: not built")
            failed = True
        except OSError as why:
            place = why.filename or folder
            click.echo(f"{place}: error: {why.strerror or why} [unwritable]", err=True)
            failed = True
    sys.exit(2 if failed else 0)


def _build(folder: Path, at: datetime | None, *, quiet: bool) -> None:
    from feedtool.feed import build  # noqa: PLC0415 - pydantic and lxml, only this command's
    from feedtool.show import load_show  # noqa: PLC0415 - as above

    result = build(load_show(folder), at=at)
    for finding in result.findings:
        if finding.severity == "warning":
            click.echo(str(finding), err=True)
    if quiet:
        return
    state = "" if result.changed else ", unchanged"
    plural = "" if result.episodes == 1 else "s"
    click.echo(f"{result.feed.as_posix()}: {result.episodes} episode{plural}{state}")
    for episode in result.held_back:
        click.echo(f"held back until {episode.published.isoformat()}: {episode.title}")


def _parse_date(text: str | None) -> datetime | None:
    if text is None:
        return None
    try:
        moment = datetime.fromisoformat(text)
    except ValueError:
        message = f'"{text}" is no date; expected e.g. 2022-06-01 or 2022-06-01T06:00:00+02:00'
        raise click.BadParameter(message, param_hint="--at") from None
    return moment if moment.tzinfo is not None else moment.replace(tzinfo=UTC)
