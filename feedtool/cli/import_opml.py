"""`feedtool import` of an OPML list: a show in a folder of its own for each feed that it names."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING

from feedtool.cli.common import print_findings, print_source_error
from feedtool.cli.feed_sources import Document, name_source, read_document
from feedtool.cli.import_feed import is_feed, tell_faults
from feedtool.cli.import_words import (
    describe_changes,
    describe_doubts,
    describe_format,
    explain_move,
)
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
    progress: Progress
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
    with Progress("import") as progress:
        outcome = _Outcome(folder, find_shows(folder), progress)
        for done, feed in enumerate(feeds):
            progress(feed.title or feed.url, done, len(feeds))
            _import_one(feed, name_source(source), outcome, allow_private=allow_private)
    return _sum_up(outcome, len(feeds))


def _import_one(feed: "Subscription", file: str, outcome: _Outcome, *, allow_private: bool) -> None:
    """Import one feed. What goes wrong is told, and the next one follows."""
    from feedtool.show.yaml_source import YamlFault  # noqa: PLC0415 - pydantic

    place, progress = name_source(feed.url), outcome.progress
    try:
        lines = _take(feed, file, place, outcome, allow_private=allow_private)
        progress.clear()
        for line in lines:
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
) -> list[str]:
    """Import one feed, and return what to say. Raises SourceError, YamlFault or OSError."""
    from feedtool.importing.converting.convert import convert  # noqa: PLC0415 - pydantic, lxml
    from feedtool.importing.feed.move_in import read_incoming  # noqa: PLC0415 - pydantic, lxml

    if feed.fault:
        message = f'xmlUrl is "{cut(place)}"; {feed.fault}'
        raise SourceError([make_finding("bad-url", message, file, feed.line, 1)])
    document = read_document(feed.url, allow_private=allow_private)
    _check_feed(document, place)
    converted = convert(document.data, place, feed.url)
    rss = converted.data if converted else document.data
    incoming = read_incoming(rss, file=place, url=feed.url, converted=converted)
    urls = {incoming.show.feed_url or feed.url, feed.url}
    path = next((outcome.shows[url] for url in urls if url in outcome.shows), None)
    if path in outcome.taken:
        return [f"{path.as_posix()}: {place} is the same feed once more"]
    outcome.progress.clear()
    is_sound = tell_faults(rss, place, converted.fault if converted else None)
    if path is None:
        is_clean, line, more = _make(incoming, feed, place, outcome)
    else:
        is_clean, line, more = _merge(incoming, path, outcome)
    outcome.imported += 1
    outcome.differing += not (is_sound and is_clean)
    outcome.shows |= dict.fromkeys(urls, outcome.taken[-1])
    return [line, *(f"  {one}" for one in (*describe_format(incoming), *more))]


def _check_feed(document: Document, place: str) -> None:
    """Raise SourceError if a document is certainly something else than a feed."""
    from feedtool.importing.page.other_formats import name_other_format  # noqa: PLC0415 - few need it
    from feedtool.importing.web.tree import is_web_page  # noqa: PLC0415 - lxml
    from feedtool.values.page_decoding import decode_page  # noqa: PLC0415 - as above

    if is_feed(document.data):
        return
    says = name_other_format(document.data)
    if not says and is_web_page(decode_page(document.data, document.charset)):
        says = "this is a web page"
    if says:
        message = f"{says}; expected a feed{_name_feeds(document)}"
        raise SourceError([make_finding("not-a-feed", message, place, 1, 1)])


def _name_feeds(document: Document) -> str:
    """Return which feed a web page names, as words to go on with; "" if it names none."""
    from feedtool.cli.import_web import read_any_page  # noqa: PLC0415 - as above
    from feedtool.importing.page.read_page import PageError  # noqa: PLC0415 - as above

    try:
        feeds = read_any_page(document).web.feeds
    except PageError as error:
        feeds = error.feeds
    return f"; the page names {cut(feeds[0])}: write this address into the list" if feeds else ""


def _make(
    incoming: "Incoming", feed: "Subscription", place: str, outcome: _Outcome
) -> tuple[bool, str, Iterator[str]]:
    """Write a new show. Return whether it is the feed without loss, and what to say of it."""
    from feedtool.importing.feed.move_in import (  # noqa: PLC0415 - pydantic, lxml
        make_files,
        move_in,
        write_new_show,
    )
    from feedtool.importing.subscriptions.show_folders import free_folder  # noqa: PLC0415 - as above

    move = move_in(incoming)
    path = free_folder(outcome.folder, incoming.show.title or feed.title)
    files = make_files(move, incoming)
    write_new_show(files, path)
    outcome.taken.append(path)
    count = f"{len(move.episodes):,} episode{'' if len(move.episodes) == 1 else 's'}"
    line = f"{path.as_posix()}: {count} imported from {place}"
    is_clean = not (move.differences or (incoming.converted and incoming.converted.left_out))
    return is_clean, line, describe_doubts(move, files, incoming, path)


def _merge(incoming: "Incoming", path: Path, outcome: _Outcome) -> tuple[bool, str, Iterator[str]]:
    """Merge a feed into its show. Return whether nothing is left to decide, and what to say."""
    from feedtool.importing.feed.merge_in import merge_in, write_merge  # noqa: PLC0415 - as above

    merge = merge_in(incoming, path)
    write_merge(merge, path)
    outcome.taken.append(path)
    unsure = len(merge.conflicts) + len(merge.unsure)
    told = f"{len(merge.added):,} new, {len(merge.updated):,} changed"
    line = f"{path.as_posix()}: {told}" + (f", {unsure:,} for you to decide" if unsure else "")
    return not (unsure or merge.is_out_of_order), line, describe_changes(merge, path)


def _sum_up(outcome: _Outcome, of: int) -> int:
    parts = [f"{outcome.imported} of {of} feeds imported"]
    if outcome.failed:
        more = len(outcome.failed) - _MOST_TOLD
        names = ", ".join(map(cut, outcome.failed[:_MOST_TOLD]))
        parts.append(
            f"{len(outcome.failed)} failed: {names}" + (f" and {more} more" if more > 0 else "")
        )
    if outcome.differing:
        parts.append(f"{outcome.differing} to look at: see what is said of each above")
    say(f"{outcome.folder.as_posix()}: {'; '.join(parts)}")
    for line in _tell_next(outcome):
        say(line)
    if not outcome.imported:
        return 2
    return 1 if outcome.failed or outcome.differing else 0


def _tell_next(outcome: _Outcome) -> Iterator[str]:
    """Yield what to do with the shows now."""
    shows = [path.as_posix() for path in outcome.taken]
    if not shows:
        return
    is_few = len(shows) <= _MOST_TOLD
    each = " ".join(shows) if is_few else f"SHOW, for each show in {outcome.folder.as_posix()}"
    yield f"now run: feedtool build {each}"
    yield explain_move("its show.yaml", "the old one")
