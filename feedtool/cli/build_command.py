"""`feedtool build`: a show's folder becomes public/feed.xml."""

import sys
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING

import click

from feedtool.cli.common import parse_moment, print_source_error
from feedtool.validator.report import SourceError

if TYPE_CHECKING:
    from feedtool.feed.promises import Accept


@click.command("build")
@click.argument(
    "shows", nargs=-1, required=True, type=click.Path(path_type=Path), metavar="SHOW..."
)
@click.option(
    "--at", metavar="DATE", callback=parse_moment,
    help="Build as at this date (ISO 8601), not now.",
)  # fmt: skip
@click.option(
    "--accept",
    multiple=True,
    metavar="KIND",
    type=click.Choice(["vanished", "guid", "enclosure", "date"]),
    help="Let a change through that subscribers notice: vanished, guid, enclosure or date.",
)
@click.option("-q", "--quiet", is_flag=True, help="Say nothing when all is well.")
def command(
    shows: tuple[Path, ...], at: datetime | None, accept: "tuple[Accept, ...]", quiet: bool
) -> None:
    """Build feed.xml of a show from its folder, and what lies beside it in public/.

    The new feed is validated before it replaces the old one; with errors in the sources nothing is
    written. Episodes dated in the future are held back. feed.lock remembers what was published;
    where a guid, an enclosure or a date would change, or an episode is gone, the build stops and
    says what subscribers would see.

    Exit codes: 0 built, 2 errors in the sources.
    """
    failed = False
    for folder in shows:
        try:
            _build(folder, at, accept, quiet=quiet)
        except SourceError as error:
            print_source_error(error, f"{folder.as_posix()}: not built")
            failed = True
        except OSError as why:
            place = why.filename or folder
            click.echo(f"{place}: error: {why.strerror or why} [unwritable]", err=True)
            failed = True
    sys.exit(2 if failed else 0)


def _build(folder: Path, at: datetime | None, accept: "tuple[Accept, ...]", *, quiet: bool) -> None:
    from feedtool.feed import build  # noqa: PLC0415 - pydantic and lxml, only this command's
    from feedtool.show import load_show  # noqa: PLC0415 - as above

    result = build(load_show(folder), at=at, accept=accept)
    for finding in result.findings:
        if finding.severity != "info":
            click.echo(str(finding), err=True)
    if quiet:
        return
    state = "" if result.changed else ", unchanged"
    plural = "" if result.episodes == 1 else "s"
    click.echo(f"{result.feed.as_posix()}: {result.episodes} episode{plural}{state}")
    for episode in result.held_back:
        click.echo(f"held back until {episode.published.isoformat()}: {episode.title}")
