"""`feedtool lock`: adopts the guids of a feed that is already published."""

import sys
from collections import Counter
from collections.abc import Iterator
from contextlib import nullcontext
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

import click

from feedtool.cli.common import print_source_error
from feedtool.cli.feed_sources import allow_private_option, name_source, read_source
from feedtool.cli.printing import say
from feedtool.findings.report import SourceError
from feedtool.findings.wording import cut, printable
from feedtool.show.scalars import format_scalar
from feedtool.values.podcast_guids import podcast_guid_of

if TYPE_CHECKING:
    from feedtool.importing.adopting.adopt import Adoption, Kept, Unsure
    from feedtool.show.feed_show import FeedShow
    from feedtool.show.model import Item, Show

# A line names no more files that an item could be, and no longer guids and addresses.
_MOST_FILES = 5
_LONGEST = 300


@click.command("lock")
@click.argument("show", type=click.Path(path_type=Path))
@click.option(
    "--from", "source", metavar="URL|FILE", required=True,
    help="The published feed: its address, a file, or - for standard input.",
)  # fmt: skip
@allow_private_option
@click.option("--dry-run", is_flag=True, help="Say what would be adopted, but write nothing.")
@click.option(
    "--force", is_flag=True, help="Use the feed's guids even if feed.lock has other guids."
)
def command(show: Path, source: str, allow_private: bool, dry_run: bool, force: bool) -> None:
    """Adopt the guids of a feed that is already published, so that SHOW keeps its subscribers.

    Each item is matched with an episode of the show by the guid, by the address of the audio, by
    the file name of the audio, or by the title. If the match is certain, feed.lock keeps the guid,
    the date and the enclosure of the item, and feedtool build uses them. It also keeps the items
    that no episode matches, and feedtool build stops until they have their episodes. The show keeps
    its podcast:guid, and feed.lock remembers the address of the feed.

    Exit codes: 0 all items adopted, 1 some items not adopted (the others are), 2 something cannot
    be read.
    """
    from feedtool.producer.publishing.publish import UnwritableError  # noqa: PLC0415 - pydantic, as below

    try:
        outcome = _adopt(show, source, allow_private=allow_private, write=not dry_run, force=force)
    except SourceError as error:
        print_source_error(error.findings, f"{show.as_posix()}: nothing adopted")
        sys.exit(2)
    except OSError as why:
        place = why.filename or source
        says = f"{place}: error: {why.strerror or why}"
        end = (
            "; nothing is adopted; fix this and run again [unwritable]"
            if isinstance(why, UnwritableError)
            else " [unreadable]"
        )
        say(f"{says}{end}", err=True)
        sys.exit(2)
    adoption = outcome.adoption
    for line in (*_describe(adoption, show, dry_run=dry_run), *_describe_show(outcome)):
        say(line)
    sys.exit(1 if adoption.unsure or adoption.vanishing or adoption.kept else 0)


class _Outcome(NamedTuple):
    """A show, the feed that was read, where it was read, and what was adopted of it."""

    show: "Show"
    feed: "FeedShow"
    read_from: str
    adoption: "Adoption"


def _adopt(folder: Path, source: str, *, allow_private: bool, write: bool, force: bool) -> _Outcome:
    from feedtool.importing.adopting.adopt import adopt  # noqa: PLC0415 - pydantic, lxml, only this command's
    from feedtool.importing.converting.convert import convert  # noqa: PLC0415 - as above
    from feedtool.importing.feed.parsing import check_whole  # noqa: PLC0415 - as above
    from feedtool.importing.feed.read_show import read_show  # noqa: PLC0415 - as above
    from feedtool.producer.publishing.publish import exclusive, writing  # noqa: PLC0415 - as above
    from feedtool.show.file_writing import write_atomically  # noqa: PLC0415 - as above
    from feedtool.show.lock import format_lock, read_lock  # noqa: PLC0415 - as above
    from feedtool.show.reading import load_show  # noqa: PLC0415 - as above

    show = load_show(folder)
    data = read_source(source, allow_private=allow_private)
    file = name_source(source)
    read_from = source if "://" in source else ""
    converted = convert(data, file, read_from)
    feed = read_show(converted.data if converted else data, file=file)
    if converted is None:
        check_whole(data, file)
    path = folder / "feed.lock"
    with exclusive(folder, partial(say, err=True)) if write else nullcontext():
        lock = read_lock(path, path.as_posix())
        adoption = adopt(show, feed, lock, read_from=read_from, force=force)
        if write:
            with writing():
                write_atomically(path, format_lock(adoption.lock).encode(), folder)
    return _Outcome(show, feed, read_from, adoption)


def _describe(adoption: "Adoption", folder: Path, *, dry_run: bool) -> Iterator[str]:
    counts = Counter(adoption.adopted.values())
    ways = ", ".join(f"{number} by {by}" for by, number in counts.most_common())
    of = f"{len(adoption.adopted)} of {adoption.items} item{'' if adoption.items == 1 else 's'}"
    end = ", nothing written" if dry_run else ""
    yield f"{folder.as_posix()}/feed.lock: {of} adopted{f' ({ways})' if ways else ''}{end}"
    for unsure in adoption.unsure:
        yield f"unsure: {_show_item(unsure.item)} {_explain(unsure)}"
    for kept in adoption.kept:
        yield _explain_kept(kept)
    for item in adoption.vanishing:
        yield (
            f"would vanish: {_show_item(item)} has no episode in the show; feedtool build stops "
            "until it has one, or with --accept vanished"
        )
    for episode in adoption.new:
        yield f"new: {_show_item(episode)} is not in the feed"


def _explain_kept(kept: "Kept") -> str:
    guid, other = _shorten(kept.guid), _shorten(kept.other)
    if kept.in_show and kept.slug:
        return (
            f'kept: episodes/{kept.slug}.md has guid: "{guid}", the feed has "{other}"; apps know '
            f"the episode by that of the feed: write guid: {_shorten(format_scalar(kept.other))}"
        )
    if kept.in_show:
        return (
            f'kept: podcast_guid is "{guid}" in show.yaml, the feed has "{other}"; apps know the '
            f'show by that of the feed: write podcast_guid: "{other}"'
        )
    what = f"episodes/{kept.slug}.md" if kept.slug else "podcast:guid"
    return (
        f'kept: {what} has "{guid}" in feed.lock, the feed has "{other}"; --force uses the guid of '
        "the feed"
    )


def _describe_show(outcome: _Outcome) -> Iterator[str]:
    """Say what becomes of the show itself: its guid, the address it had, where it was going."""
    from feedtool.importing.adopting.adopt import list_addresses  # noqa: PLC0415 - as above

    show, feed, adoption = outcome.show, outcome.feed, outcome.adoption
    addresses = list_addresses(feed, outcome.read_from)
    own = _shorten(adoption.made_from)
    if own and adoption.lock.podcast_guid == podcast_guid_of(adoption.made_from):
        yield f"podcast:guid: the feed has none, so it is made of the feed's own address, {own}"
        if len({podcast_guid_of(one) for one in addresses}) > 1:
            yield (
                f"podcast:guid: the address that was read, {_shorten(addresses[-1])}, gives "
                f"another; if directories know the show by it, write podcast_guid: "
                f'"{podcast_guid_of(addresses[-1])}" into show.yaml'
            )
    elif not (adoption.lock.podcast_guid or show.podcast_guid or show.moved_from):
        yield (
            "podcast:guid: the feed has none and does not say its address, so the show gets a new "
            "one; write moved_from: with the address of the feed into show.yaml"
        )
    for url in addresses:
        if url not in (show.feed_url, show.new_feed_url, *show.moved_from):
            yield (
                f"moved: the feed is at {_shorten(url)}, and feed_url is {show.feed_url}; write "
                f"moved_from: {_shorten(url)} into show.yaml, and redirect it there"
            )
    target = (feed.new_feed_url or "").strip()
    if target and target not in (show.feed_url, *addresses):
        yield (
            f'new_feed_url: the feed sends its followers to "{_shorten(target)}", which is not '
            f"feed_url of the show; this is not adopted: have the old host say {show.feed_url}"
        )


def _explain(unsure: "Unsure") -> str:
    files = " or ".join(f"episodes/{slug}.md" for slug in unsure.slugs[:_MOST_FILES])
    if len(unsure.slugs) > _MOST_FILES:
        files += f" or one of {len(unsure.slugs) - _MOST_FILES} more"
    guid = _shorten(unsure.item.guid or unsure.item.audio.url or "")
    if unsure.why == "no guid":
        return f"is {files} and has neither a guid nor audio, so nothing can be adopted"
    if unsure.why == "guid shared":
        return f'is {files} and shares "{guid}" with another item; write guid: into the right file'
    return f'could be {files}; write guid: "{guid}" into the right file'


def _show_item(item: "Item") -> str:
    day = item.published.date().isoformat() if item.published else "(no date)"
    return f'{day} "{cut(item.title)}"'


def _shorten(text: str) -> str:
    """Return a value that the author may have to copy, unless nobody would copy so much."""
    return printable(text if len(text) <= _LONGEST else f"{text[: _LONGEST - 1]}…")
