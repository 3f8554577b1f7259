"""`feedtool build`: makes public/feed.xml and the files beside it from the folder of a show."""

import os
import sys
from collections.abc import Iterable, Sequence
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from feedtool.cli.common import parse_moment, print_findings, print_source_error
from feedtool.cli.feed_sources import allow_private_option, read_published
from feedtool.cli.outcomes import describe_changes, describe_outcome, describe_outcomes
from feedtool.cli.printing import say
from feedtool.cli.progress import Progress
from feedtool.findings.report import Report, Severity, SourceError, split_by_severity

if TYPE_CHECKING:
    from feedtool.producer.history.safeguards import Safeguards
    from feedtool.producer.result import BuildResult
    from feedtool.show.cache import Cache
    from feedtool.show.model import Show

_SAFEGUARDS = ("against", "locked", "write_guids")


@click.command("build")
@click.argument("shows", nargs=-1, type=click.Path(path_type=Path), metavar="[SHOW]...")
@click.option(
    "--at", metavar="DATE", callback=parse_moment,
    help="Build as if it were this date (ISO 8601), not now; without a zone, in that of the show.",
)  # fmt: skip
@click.option(
    "--accept",
    multiple=True,
    metavar="KIND",
    type=click.Choice(["vanished", "guid", "enclosure", "date"]),
    help="Allow a change that subscribers notice: vanished, guid, enclosure or date.",
)
@click.option(
    "--probe", is_flag=True,
    help="Ask servers for the length, type and duration of audio at a URL.",
)  # fmt: skip
@click.option(
    "--against", multiple=True, metavar="URL|FILE",
    help="Stop if a guid of this published feed would go or change.",
)  # fmt: skip
@allow_private_option
@click.option(
    "--locked", is_flag=True, help="Stop if the build would publish what feed.lock does not record."
)
@click.option(
    "--write-guids", is_flag=True,
    help="Write the guids of feed.lock into the files of episodes that have none.",
)  # fmt: skip
@click.option(
    "--audio-present", is_flag=True,
    help="Insist on the audio files: do not take the facts of missing ones from feed.lock.",
)  # fmt: skip
@click.option("--check", is_flag=True, help="Make and check the feed, but write nothing.")
@click.option("--dry-run", is_flag=True, help="Say what subscribers would see, but write nothing.")
@click.option("--watch", is_flag=True, help="Build again each time a file of a show changes.")
@click.option(
    "--severity", type=click.Choice(["error", "warning", "info"]), default="warning",
    show_default=True, help="The lowest severity to show. Errors in the sources always are.",
)  # fmt: skip
@click.option("-q", "--quiet", is_flag=True, help="Print findings only.")
def command(shows: tuple[Path, ...], watch: bool, **given: Any) -> None:
    """Build feed.xml and the files beside it in public/ from the folder of a show.

    Without SHOW, the show is the current folder.

    The build checks the new feed before it replaces the old feed. If the sources have an error, the
    build writes nothing. It holds back episodes with a date in the future. feed.lock remembers what
    was published: if a guid, an enclosure or a date would change, or if an episode is gone, the
    build stops and says what subscribers would see. Of the configuration, feedtool.toml, ignores
    and severities hold for the warnings that are shown.

    Exit codes: 0 built, 2 errors in the sources.
    """
    if watch and (given["check"] or given["dry_run"]):
        raise click.UsageError("--watch writes the feed; use it without --check and --dry-run")
    if not shows and not os.path.lexists("show.yaml"):
        hint = "rename show.yml" if os.path.lexists("show.yml") else "name the folder of a show"
        raise click.UsageError(f"there is no show.yaml here; {hint}")
    if watch and "-" in given["against"]:
        raise click.UsageError("--watch builds again; --against - can be read only once")
    if given["against"] and len(shows) > 1:
        raise click.UsageError("--against is the feed of one show; build the others by themselves")
    # A folder that is named twice, or by two names, is one show.
    unique: dict[Path, Path] = {}
    for folder in shows or (Path(),):
        unique.setdefault(folder.resolve(), folder)
    folders = list(unique.values())

    def build(folders: Sequence[Path]) -> "dict[Path, BuildResult | None]":
        return _build_all(folders, **given)

    if watch:
        from feedtool.cli.watching import watch_shows  # noqa: PLC0415 - 30 ms, only here

        watch_shows(folders, build)
        return
    sys.exit(2 if None in build(folders).values() else 0)


def _build_all(
    shows: Sequence[Path], *, quiet: bool, check: bool, dry_run: bool, **given: Any
) -> "dict[Path, BuildResult | None]":
    """Build shows and print the results. Return each result by folder; None if the build failed."""
    results = {folder: _build(folder, write=not (check or dry_run), **given) for folder in shows}
    built = [result for result in results.values() if result is not None]
    if dry_run:
        for result in built:
            _print(describe_changes(result))
    elif not quiet and len(shows) == 1:
        for result in built:
            _print(describe_outcome(result, written=not check))
    elif not quiet:
        _print(describe_outcomes(results, written=not check))
    return results


def _print(lines: Iterable[str]) -> None:
    for line in lines:
        say(line)


def _build(
    folder: Path, *, write: bool, severity: Severity, at: datetime | None, **given: Any
) -> "BuildResult | None":
    """Build a show. If it fails, print why and return None."""
    from feedtool.configuration.applying import Application  # noqa: PLC0415 - only this command's
    from feedtool.configuration.fault import ConfigurationError  # noqa: PLC0415 - as above
    from feedtool.configuration.finding import Finder  # noqa: PLC0415 - as above
    from feedtool.producer.build import build  # noqa: PLC0415 - pydantic and lxml
    from feedtool.producer.publishing.publish import UnwritableError  # noqa: PLC0415 - as above
    from feedtool.show.cache import Cache  # noqa: PLC0415 - as above

    # A folder that is not a show stays as it is.
    writable = write and os.path.lexists(folder / "show.yaml")
    configured = Application(Finder())
    try:
        settings = configured.settings_for(str(folder), str(folder))
        with Cache(folder, writable=writable) as cache, Progress(folder.as_posix()) as progress:
            show = _load(folder, cache, progress, at, given)
            result = build(
                show,
                at=show.localize(at),
                write=write,
                cache=cache,
                progress=progress,
                safeguards=_make_safeguards(given),
                **{name: value for name, value in given.items() if name not in _SAFEGUARDS},
            )
            cache.forget_unused()
    except (SourceError, ConfigurationError) as error:
        print_source_error(error.findings, f"{folder.as_posix()}: not built")
        return None
    except OSError as why:
        reason = f"{why.filename or folder}: error: {why.strerror or why}"
        if isinstance(why, UnwritableError):
            message = "the published files are complete; fix this and build again [unwritable]"
        else:
            message = "it cannot be read; fix this and build again [unreadable]"
        say(f"{reason}; {message}", err=True)
        return None
    report = configured.apply(Report(str(folder), result.findings), settings, str(folder))
    shown, _ = split_by_severity(report.findings, severity)
    print_findings(shown)
    return result


def _load(
    folder: Path, cache: "Cache", progress: Progress, at: datetime | None, given: dict[str, Any]
) -> "Show":
    """Load a show; raises SourceError with its errors, also those that a build meets later."""
    from feedtool.show.reading import UnsoundShowError, load_show  # noqa: PLC0415 - pydantic

    try:
        return load_show(folder, cache=cache)
    except UnsoundShowError as error:
        from feedtool.producer.build import find_errors  # noqa: PLC0415 - pydantic and lxml

        show = error.show
        raise SourceError(
            find_errors(
                show, error.findings, at=show.localize(at), cache=cache, progress=progress,
                probe=given["probe"], audio_present=given["audio_present"],
                allow_private=given["allow_private"],
            )
        ) from None  # fmt: skip


def _make_safeguards(given: dict[str, Any]) -> "Safeguards":
    from feedtool.producer.history.safeguards import Safeguards  # noqa: PLC0415 - pydantic

    return Safeguards(
        against=[
            read_published(one, allow_private=given["allow_private"]) for one in given["against"]
        ],
        locked=given["locked"],
        write_guids=given["write_guids"],
        # All services for continuous integration set this variable.
        forgetful=os.environ.get("CI", "").lower() not in ("", "0", "false"),
    )
