"""`feedtool diff`: compares two feeds, or a show and a feed, as subscribers see them."""

import os
import sys
from pathlib import Path
from typing import TYPE_CHECKING

import click

from feedtool.cli.built_show import read_built
from feedtool.cli.common import STDOUT, naming, print_source_error
from feedtool.cli.feed_sources import allow_private_option, name_source, read_pages
from feedtool.cli.printing import put, say
from feedtool.findings.report import SourceError

if TYPE_CHECKING:
    from feedtool.comparing.model import ComparedFeed

_FORMATS = ("text", "json", "markdown")
_FEED = "public/feed.xml"


@click.command("diff")
@click.argument("feeds", nargs=-1, metavar="[OLD] [NEW]")
@click.option(
    "--format", "form", type=click.Choice(_FORMATS), default="text", show_default=True,
    help="The form of the report: text; JSON for programs; Markdown for a comment on a pull "
    "request.",
)  # fmt: skip
@click.option(
    "-o", "--output", type=click.Path(path_type=Path, dir_okay=False), metavar="FILE",
    help="Write the report to FILE instead of standard output.",
)  # fmt: skip
@allow_private_option
def command(feeds: tuple[str, ...], form: str, output: Path | None, allow_private: bool) -> None:
    """Say what subscribers would notice if the feed NEW took the place of the feed OLD.

    Each is a file, an address, - for standard input, or the folder of a show, whose feed is made
    in memory. A show alone is compared with its published feed, public/feed.xml; without any name,
    the show is the current folder.

    Episodes are matched by their guid, as apps do. It is a danger if episodes go or will be
    downloaded again, if podcast:guid changes, if followers are sent away, or if a tag is gone that
    directories need. Changed titles, notes, dates and other tags are told.

    Exit codes: 0 no danger, 1 danger, 2 wrong use or unreadable input.
    """
    old, new = _choose(feeds)
    _check_output(output, (old, new))
    from feedtool.comparing.compare import compare_feeds  # noqa: PLC0415 - not for --help
    from feedtool.comparing.forms import WRITERS  # noqa: PLC0415 - as above

    comparison = compare_feeds(
        _read(old, allow_private=allow_private), _read(new, allow_private=allow_private)
    )
    report = WRITERS[form](comparison)
    if output is None:
        with naming(STDOUT):
            put(report, as_utf8=form != "text")
    else:
        from feedtool.show.file_writing import stream_atomically  # noqa: PLC0415 - only for files

        with naming(output.as_posix()), stream_atomically(output) as stream:
            stream.write(report.encode("utf-8", "backslashreplace"))
    sys.exit(1 if comparison.danger else 0)


def _choose(feeds: tuple[str, ...]) -> tuple[str, str]:
    """Return what is compared with what."""
    if len(feeds) > 2:
        raise click.UsageError(f"two feeds are compared, and {len(feeds)} are named")
    if len(feeds) == 2:
        if feeds == ("-", "-"):
            raise click.UsageError("standard input can be read only once; name a file")
        return feeds[0], feeds[1]
    if not feeds and not os.path.lexists("show.yaml"):
        raise click.UsageError("name two feeds, or the folder of a show")
    show = feeds[0] if feeds else "."
    if not os.path.isdir(show):  # noqa: PTH112 - no exception for odd names
        raise click.UsageError(f"{show} is no folder of a show; name a second feed")
    return (Path(show) / _FEED).as_posix(), show


def _check_output(output: Path | None, inputs: tuple[str, str]) -> None:
    """Refuse to write over what is compared."""
    if output is None:
        return
    for one in inputs:
        if "://" not in one and os.path.realpath(one) == os.path.realpath(output):
            raise click.UsageError(f"--output {output} is one of the feeds; name another file")
        if os.path.isdir(one) and _is_inside(output, one):  # noqa: PTH112 - as below
            says = f"--output {output} is a file of a show that is compared; name another file"
            raise click.UsageError(says)


def _is_inside(output: Path, folder: str) -> bool:
    real = Path(os.path.realpath(folder))
    return os.path.lexists(output) and Path(os.path.realpath(output)).is_relative_to(real)


def _read(source: str, *, allow_private: bool) -> "ComparedFeed":
    """Return a feed to compare. If it cannot be read, say why and end the command with 2."""
    is_show = source != "-" and "://" not in source and os.path.isdir(source)  # noqa: PTH112
    try:
        return read_built(Path(source)) if is_show else _fetch(source, allow_private=allow_private)
    except SourceError as error:
        outcome = "not built" if is_show else "not compared"
        print_source_error(error.findings, f"{name_source(source)}: {outcome}")
    except OSError as why:
        hint = "; build the show first" if source.endswith(_FEED) else ""
        place = why.filename or name_source(source)
        say(f"{place}: error: {why.strerror or why}{hint} [unreadable]", err=True)
    sys.exit(2)


def _fetch(source: str, *, allow_private: bool) -> "ComparedFeed":
    from feedtool.importing.comparing.read_compared import (  # noqa: PLC0415 - lxml
        join_pages,
        list_further,
        read_compared,
    )

    pages = [*read_pages(source, read_compared, list_further, allow_private=allow_private)]
    return join_pages(name_source(source), pages)
