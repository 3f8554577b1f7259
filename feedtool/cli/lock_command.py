"""`feedtool lock`: adopts the guids of a feed that is already published."""

import sys
from collections import Counter
from collections.abc import Iterator
from contextlib import nullcontext
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

import click

from feedtool.cli.common import print_source_error
from feedtool.cli.feed_sources import read_source
from feedtool.findings.report import SourceError
from feedtool.findings.wording import inert, printable

if TYPE_CHECKING:
    from feedtool.importing.adopting.adopt import Adoption, Unsure
    from feedtool.show.model import Item


@click.command("lock")
@click.argument("show", type=click.Path(path_type=Path))
@click.option(
    "--from", "source", metavar="URL|FILE", required=True,
    help="The published feed: its address, a file, or - for standard input.",
)  # fmt: skip
@click.option("--dry-run", is_flag=True, help="Say what would be adopted, but write nothing.")
@click.option(
    "--force", is_flag=True, help="Use the feed's guids even if feed.lock has other guids."
)
def command(show: Path, source: str, dry_run: bool, force: bool) -> None:
    """Adopt the guids of a feed that is already published, so that SHOW keeps its subscribers.

    Each item is matched with an episode of the show by the guid, by the address of the audio, by
    the file name of the audio, or by the title. If the match is certain, feed.lock keeps the guid,
    the date and the enclosure of the item, and feedtool build uses them.

    Exit codes: 0 all items adopted, 1 some items not adopted (the others are), 2 something cannot
    be read.
    """
    from feedtool.producer.publishing.publish import UnwritableError  # noqa: PLC0415 - pydantic, as below

    try:
        adoption = _adopt(show, source, write=not dry_run, force=force)
    except SourceError as error:
        print_source_error(error.findings, f"{show.as_posix()}: nothing adopted")
        sys.exit(2)
    except OSError as why:
        place = why.filename or source
        rule = "unwritable" if isinstance(why, UnwritableError) else "unreadable"
        click.echo(f"{printable(str(place))}: error: {why.strerror or why} [{rule}]", err=True)
        sys.exit(2)
    for line in _describe(adoption, show, dry_run=dry_run):
        click.echo(inert(line))
    sys.exit(1 if adoption.unsure or adoption.vanishing or adoption.kept else 0)


def _adopt(folder: Path, source: str, *, write: bool, force: bool) -> "Adoption":
    from feedtool.importing.adopting.adopt import adopt  # noqa: PLC0415 - pydantic, lxml, only this command's
    from feedtool.importing.feed.parsing import check_whole  # noqa: PLC0415 - as above
    from feedtool.importing.feed.read_show import read_show  # noqa: PLC0415 - as above
    from feedtool.producer.publishing.publish import exclusive, writing  # noqa: PLC0415 - as above
    from feedtool.show.file_writing import write_atomically  # noqa: PLC0415 - as above
    from feedtool.show.lock import format_lock, read_lock  # noqa: PLC0415 - as above
    from feedtool.show.reading import load_show  # noqa: PLC0415 - as above

    show = load_show(folder)
    data, file = read_source(source), "standard input" if source == "-" else source
    feed = read_show(data, file=file)
    check_whole(data, file)
    path = folder / "feed.lock"
    say = partial(click.echo, err=True)
    with exclusive(folder, say) if write else nullcontext():
        adoption = adopt(show, feed, read_lock(path, path.as_posix()), force=force)
        if write:
            with writing():
                write_atomically(path, format_lock(adoption.lock).encode())
    return adoption


def _describe(adoption: "Adoption", folder: Path, *, dry_run: bool) -> Iterator[str]:
    counts = Counter(adoption.adopted.values())
    ways = ", ".join(f"{number} by {by}" for by, number in counts.most_common())
    of = f"{len(adoption.adopted)} of {adoption.items} item{'' if adoption.items == 1 else 's'}"
    end = ", nothing written" if dry_run else ""
    yield f"{folder.as_posix()}/feed.lock: {of} adopted{f' ({ways})' if ways else ''}{end}"
    for unsure in adoption.unsure:
        yield f"unsure: {_show_item(unsure.item)} {_explain(unsure)}"
    for kept in adoption.kept:
        what = f"episodes/{kept.slug}.md" if kept.slug else "podcast:guid"
        yield (
            f'kept: {what} has "{printable(kept.guid)}" in feed.lock, the feed has '
            f'"{printable(kept.other)}"; --force uses the guid of the feed'
        )
    for item in adoption.vanishing:
        yield f"would vanish: {_show_item(item)} has no episode in the show"
    for episode in adoption.new:
        yield f"new: {_show_item(episode)} is not in the feed"


def _explain(unsure: "Unsure") -> str:
    files = " or ".join(f"episodes/{slug}.md" for slug in unsure.slugs)
    guid = printable(unsure.item.guid or unsure.item.audio.url or "")
    if unsure.why == "no guid":
        return f"is {files} and has neither a guid nor audio, so nothing can be adopted"
    if unsure.why == "guid shared":
        return f'is {files} and shares "{guid}" with another item; write guid: into the right file'
    return f'could be {files}; write guid: "{guid}" into the right file'


def _show_item(item: "Item") -> str:
    day = item.published.date().isoformat() if item.published else "(no date)"
    return f'{day} "{printable(item.title)}"'
