"""`feedtool import` of an OPML list: a show in a folder of its own for each feed that it names."""

from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING

from feedtool.cli.common import print_findings, print_source_error
from feedtool.cli.feed_sources import name_source, read_document
from feedtool.cli.printing import say
from feedtool.cli.progress import Progress
from feedtool.findings.report import SourceError
from feedtool.findings.wording import cut

if TYPE_CHECKING:
    from feedtool.importing.feed.move_in import Move
    from feedtool.importing.subscriptions.read_opml import Subscription

_HEAD_BYTES = 4_000


@dataclass(slots=True)
class _Outcome:
    """How many feeds became shows, were there already, or failed; and the shows of the folder."""

    folder: Path
    shows: dict[str, Path]
    imported: int = 0
    differing: int = 0
    known: int = 0
    failed: list[str] = field(default_factory=list)


def is_opml(data: bytes) -> bool:
    """Tell whether data is an OPML list rather than a page or a feed."""
    head = data[:_HEAD_BYTES].replace(b"\0", b"").lower()
    before, found, _ = head.partition(b"<opml")
    return bool(found) and b"<html" not in before and b"<rss" not in before


def import_opml(data: bytes, source: str, folder: Path, *, allow_private: bool) -> int:
    """Make a show of each feed of a list, in a folder of its own; print each as it is done.

    Returns the exit code: 0 if all are shows now, 1 if some are not or would be built otherwise, 2
    if none is.
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
    from feedtool.importing.feed.move_in import move_in  # noqa: PLC0415 - pydantic, lxml

    place = name_source(feed.url)
    try:
        if feed.fault:
            outcome.failed.append(place)
            progress.clear()
            says = f'xmlUrl is "{cut(place)}"; {feed.fault}'
            say(f"{file}:{feed.line}:1: error: {says} [bad-url]", err=True)
            return
        if _is_known(feed.url, place, outcome, progress):
            return
        document = read_document(feed.url, allow_private=allow_private)
        move = move_in(document.data, file=place, url=feed.url)
        progress.clear()
        if not _is_known(_feed_url(move), place, outcome, progress):
            _write(move, feed, place, outcome)
    except SourceError as error:
        outcome.failed.append(place)
        progress.clear()
        print_findings(error.findings)
    except OSError as why:
        outcome.failed.append(place)
        progress.clear()
        reason = f"{why.filename or outcome.folder}: error: {why.strerror}"
        say(f"{reason}; {place} is not imported [unwritable]", err=True)


def _is_known(url: str, place: str, outcome: _Outcome, progress: Progress) -> bool:
    """Tell whether the folder has a show of this feed already, and say so."""
    path = outcome.shows.get(url)
    if path is None:
        return False
    outcome.known += 1
    progress.clear()
    say(f"{path.as_posix()}: it is there already ({place})")
    return True


def _write(move: "Move", feed: "Subscription", place: str, outcome: _Outcome) -> None:
    from feedtool.importing.feed.move_in import write_move  # noqa: PLC0415 - as above
    from feedtool.importing.subscriptions.show_folders import free_folder  # noqa: PLC0415 - as above

    path = free_folder(outcome.folder, _title(move) or feed.title or "show")
    write_move(move, path)
    outcome.shows[_feed_url(move)] = path
    outcome.shows[feed.url] = path
    outcome.imported += 1
    outcome.differing += bool(move.differences)
    count = f"{move.items:,} episode{'' if move.items == 1 else 's'}"
    differs = len(move.differences)
    more = f"; a build makes {differs:,} elements otherwise" if differs else ""
    say(f"{path.as_posix()}: {count} imported ({place}){more}")


def _title(move: "Move") -> str:
    return _value(move, "title")


def _feed_url(move: "Move") -> str:
    return _value(move, "feed_url")


def _value(move: "Move", key: str) -> str:
    """Return a text of show.yaml, as it is about to be written."""
    from feedtool.show.yaml_source import read_yaml  # noqa: PLC0415 - as above

    return str(read_yaml(move.files["show.yaml"].decode()).data.get(key) or "")


def _sum_up(outcome: _Outcome, of: int) -> int:
    parts = [f"{outcome.imported} of {of} feeds imported"]
    if outcome.known:
        parts.append(f"{outcome.known} there already")
    if outcome.failed:
        parts.append(f"{len(outcome.failed)} failed: {', '.join(map(cut, outcome.failed[:5]))}")
        more = len(outcome.failed) - 5
        parts.append(f"and {more} more" if more > 0 else "")
    say(f"{outcome.folder.as_posix()}: {'; '.join(filter(None, parts))}")
    if not (outcome.imported or outcome.known):
        return 2
    return 1 if outcome.failed or outcome.differing else 0
