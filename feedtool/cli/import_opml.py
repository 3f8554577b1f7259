"""`feedtool import` of an OPML list: a show in a folder of its own for each feed that it names."""

from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING

from feedtool.cli.common import print_findings, print_source_error
from feedtool.cli.feed_sources import name_source, read_document
from feedtool.cli.printing import say
from feedtool.cli.progress import Progress
from feedtool.findings.catalogue import make_finding
from feedtool.findings.report import SourceError
from feedtool.findings.wording import cut

if TYPE_CHECKING:
    from feedtool.importing.feed.move_in import Incoming
    from feedtool.importing.subscriptions.read_opml import Subscription

_HEAD_BYTES = 4_000
_MOST_TOLD = 5


@dataclass(slots=True)
class _Outcome:
    """How many feeds became shows or failed; the shows of the folder by the address of their feed.

    `taken` are the folders of this run, `differing` counts those that the user should look at.
    """

    folder: Path
    shows: dict[str, Path]
    taken: list[Path] = field(default_factory=list)
    imported: int = 0
    differing: int = 0
    failed: list[str] = field(default_factory=list)


def is_opml(data: bytes) -> bool:
    """Tell whether data is an OPML list rather than a page or a feed."""
    head = data[:_HEAD_BYTES].replace(b"\0", b"").lower()
    before, found, _ = head.partition(b"<opml")
    return bool(found) and b"<html" not in before and b"<rss" not in before


def import_opml(data: bytes, source: str, folder: Path, *, allow_private: bool) -> int:
    """Make a show of each feed of a list, in a folder of its own, or merge it into its show.

    Each is printed as it is done. Returns the exit code: 0 if all are imported, 1 if some are not
    or need a look, 2 if none is.
    """
    from feedtool.importing.subscriptions.read_opml import read_opml  # noqa: PLC0415 - lxml
    from feedtool.importing.subscriptions.show_folders import find_shows  # noqa: PLC0415 - as above

    try:
        feeds = read_opml(data, name_source(source))
    except SourceError as error:
        print_source_error(error.findings, f"{folder.as_posix()}: nothing is imported")
        return 2
    if (folder / "show.yaml").exists():
        says = "it is a show itself; name the folder in which the shows are to be"
        say(f"{folder.as_posix()}: error: {says} [import-conflict]", err=True)
        return 2
    outcome = _Outcome(folder, find_shows(folder))
    with Progress("import") as progress:
        for done, feed in enumerate(feeds):
            progress(feed.title or feed.url, done, len(feeds))
            _import_one(feed, name_source(source), outcome, progress, allow_private=allow_private)
    return _sum_up(outcome, len(feeds))


def _import_one(
    feed: "Subscription", file: str, outcome: _Outcome, progress: Progress, *, allow_private: bool
) -> None:
    """Import one feed. What goes wrong is told, and the next one follows."""
    from feedtool.show.yaml_source import YamlFault  # noqa: PLC0415 - pydantic

    place = name_source(feed.url)
    try:
        line = _take(feed, file, place, outcome, allow_private=allow_private)
        progress.clear()
        say(line)
        return
    except SourceError as error:
        progress.clear()
        print_findings(error.findings)
    except YamlFault as fault:
        progress.clear()
        says = f"{fault.message} (line {fault.line})"
        say(
            f"{place}: error: not merged, as a file of its show is wrong: {says} [bad-yaml]",
            err=True,
        )
    except OSError as why:
        progress.clear()
        reason = f"{why.filename or outcome.folder}: error: {why.strerror}"
        say(f"{reason}; {place} is not imported [unwritable]", err=True)
    outcome.failed.append(place)


def _take(
    feed: "Subscription", file: str, place: str, outcome: _Outcome, *, allow_private: bool
) -> str:
    """Import one feed, and return what was done. Raises SourceError, YamlFault or OSError."""
    from feedtool.importing.converting.convert import convert  # noqa: PLC0415 - pydantic, lxml
    from feedtool.importing.feed.move_in import read_incoming  # noqa: PLC0415 - pydantic, lxml

    if feed.fault:
        message = f'xmlUrl is "{cut(place)}"; {feed.fault}'
        raise SourceError([make_finding("bad-url", message, file, feed.line, 1)])
    document = read_document(feed.url, allow_private=allow_private)
    converted = convert(document.data, place, feed.url)
    rss = converted.data if converted else document.data
    incoming = read_incoming(rss, file=place, url=feed.url, converted=converted)
    urls = {incoming.show.feed_url or feed.url, feed.url}
    path = next((outcome.shows[url] for url in urls if url in outcome.shows), None)
    if path in outcome.taken:
        return f"{path.as_posix()}: {place} is the same feed once more"
    line = (
        _make(incoming, feed, place, outcome) if path is None else _merge(incoming, path, outcome)
    )
    outcome.imported += 1
    outcome.shows |= dict.fromkeys(urls, outcome.taken[-1])
    return line


def _make(incoming: "Incoming", feed: "Subscription", place: str, outcome: _Outcome) -> str:
    from feedtool.importing.feed.move_in import (  # noqa: PLC0415 - pydantic, lxml
        make_files,
        move_in,
        write_new_show,
    )
    from feedtool.importing.subscriptions.show_folders import free_folder  # noqa: PLC0415 - as above

    move = move_in(incoming)
    path = free_folder(outcome.folder, incoming.show.title or feed.title)
    write_new_show(make_files(move, incoming), path)
    outcome.taken.append(path)
    outcome.differing += bool(move.differences)
    count = f"{len(move.episodes):,} episode{'' if len(move.episodes) == 1 else 's'}"
    differs = f"; {len(move.differences):,} elements differ" if move.differences else ""
    return f"{path.as_posix()}: {count} imported from {place}{differs}"


def _merge(incoming: "Incoming", path: Path, outcome: _Outcome) -> str:
    from feedtool.importing.feed.merge_in import merge_in, write_merge  # noqa: PLC0415 - as above

    merge = merge_in(incoming, path)
    write_merge(merge, path)
    outcome.taken.append(path)
    unsure = len(merge.conflicts) + len(merge.unsure)
    outcome.differing += bool(unsure)
    told = f"{len(merge.added):,} new, {len(merge.updated):,} changed"
    return f"{path.as_posix()}: {told}" + (f", {unsure:,} for you to decide" if unsure else "")


def _sum_up(outcome: _Outcome, of: int) -> int:
    parts = [f"{outcome.imported} of {of} feeds imported"]
    if outcome.failed:
        more = len(outcome.failed) - _MOST_TOLD
        names = ", ".join(map(cut, outcome.failed[:_MOST_TOLD]))
        parts.append(
            f"{len(outcome.failed)} failed: {names}" + (f" and {more} more" if more > 0 else "")
        )
    if outcome.differing:
        parts.append(
            f"{outcome.differing} to look at: feedtool import FEED --into FOLDER says more of each"
        )
    say(f"{outcome.folder.as_posix()}: {'; '.join(parts)}")
    if not outcome.imported:
        return 2
    return 1 if outcome.failed or outcome.differing else 0
