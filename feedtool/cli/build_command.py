"""`feedtool build`: a show's folder becomes public/feed.xml."""

import sys
from collections.abc import Iterator
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from feedtool.cli.common import parse_moment, print_source_error
from feedtool.validator.report import SourceError, printable

if TYPE_CHECKING:
    from feedtool.feed import BuildResult
    from feedtool.feed.promises import Accept

_EDITED = "with new title, notes or audio"


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
@click.option("--check", is_flag=True, help="Make and check the feed, write nothing.")
@click.option("--dry-run", is_flag=True, help="Say what subscribers would see, write nothing.")
@click.option("-q", "--quiet", is_flag=True, help="Say nothing when all is well.")
def command(shows: tuple[Path, ...], quiet: bool, check: bool, dry_run: bool, **given: Any) -> None:
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
            result = _build(folder, write=not (check or dry_run), **given)
        except SourceError as error:
            print_source_error(error, f"{folder.as_posix()}: not built")
            failed = True
        except OSError as why:
            place = why.filename or folder
            click.echo(f"{place}: error: {why.strerror or why} [unwritable]", err=True)
            failed = True
        else:
            lines = _tell_changes(result) if dry_run else _tell(result, written=not check)
            for line in () if quiet and not dry_run else lines:
                click.echo(line)
    sys.exit(2 if failed else 0)


def _build(
    folder: Path, *, at: datetime | None, accept: "tuple[Accept, ...]", write: bool
) -> "BuildResult":
    from feedtool.feed import build  # noqa: PLC0415 - pydantic and lxml, only this command's
    from feedtool.show import Cache, load_show  # noqa: PLC0415 - as above

    with Cache(folder, writable=write) as cache:
        result = build(
            load_show(folder, cache=cache), at=at, accept=accept, write=write, cache=cache
        )
    for finding in result.findings:
        if finding.severity != "info":
            click.echo(str(finding), err=True)
    return result


def _tell(result: "BuildResult", *, written: bool) -> Iterator[str]:
    state = "" if result.changed else ", unchanged"
    if not written:
        state = ", would change" if result.changed else ", unchanged"
    feed = result.feeds[0]
    plural = "" if feed.episodes == 1 else "s"
    yield f"{_name(result)}: {feed.episodes} episode{plural}{state}"
    for episode in result.held_back:
        yield f"held back until {episode.published.isoformat()}: {episode.title}"


def _tell_changes(result: "BuildResult") -> Iterator[str]:
    """Say what would change in the words of a subscriber."""
    changes = result.changes
    told = False
    for titles, what in (
        (changes.new, "new"),
        (changes.edited, _EDITED),
        (changes.removed, "removed"),
    ):
        if titles:
            told = True
            plural = "" if len(titles) == 1 else "s"
            shown = ", ".join(printable(title) for title in titles[:5])
            more = f" and {len(titles) - 5} more" if len(titles) > 5 else ""
            order = f"{what} episode{plural}" if what != _EDITED else f"episode{plural} {what}"
            yield f"{_name(result)}: {len(titles)} {order}: {shown}{more}"
    if not told:
        state = "what stands around the episodes changes" if result.changed else "nothing changes"
        yield f"{_name(result)}: {state}"


def _name(result: "BuildResult") -> str:
    assert result.folder is not None  # noqa: S101 - the command line reads folders
    return (result.folder / "public" / "feed.xml").as_posix()
