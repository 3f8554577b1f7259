"""`feedtool import` of a feed: a show from which a build makes the same feed again."""

import sys
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING, NoReturn

from feedtool.cli.common import print_source_error
from feedtool.cli.feed_sources import name_source
from feedtool.cli.printing import say
from feedtool.findings.report import SourceError
from feedtool.findings.wording import cut

if TYPE_CHECKING:
    from feedtool.importing.converting.rss_feed import Converted
    from feedtool.importing.feed.move_in import Move

_MOST_TOLD = 10
_WITH_ARTICLE = {"Atom": "an Atom feed", "JSON Feed": "a JSON Feed", "RSS 1.0": "an RSS 1.0 feed"}
# By whether the feed is in RSS already.
_SAME = {
    True: "a build makes the same feed again: no subscriber will notice",
    False: "a build makes an RSS feed with the same episodes, guids, dates and audio",
}


def is_feed(data: bytes) -> bool:
    """Tell whether data is a feed, in any format, rather than a page."""
    from feedtool.importing.converting.kinds import kind_of_feed  # noqa: PLC0415 - only for imports

    return kind_of_feed(data) is not None


def import_feed(data: bytes, source: str, folder: Path) -> int:
    """Make a show of a feed in a folder that has none; print what was made and what is left.

    Returns the exit code: 1 if a build would not make all of the feed again.
    """
    from feedtool.importing.converting.completing import let_builds_add  # noqa: PLC0415 - as below
    from feedtool.importing.converting.convert import convert  # noqa: PLC0415 - as below
    from feedtool.importing.feed.move_in import move_in, write_move  # noqa: PLC0415 - pydantic, lxml

    name = name_source(source)
    try:
        url = source if "://" in source else ""
        feed = convert(data, name, url)
        move = move_in(feed.data, file=name, url=url)
        if feed.was != "RSS":
            let_builds_add(move)
        write_move(move, folder)
    except SourceError as error:
        print_source_error(error.findings, f"{folder.as_posix()}: nothing is imported")
        return 2
    except FileExistsError as why:
        _fail(
            f"{why.filename}: error: it is there already; name a new folder, or adopt the feed: "
            f"feedtool lock {folder.as_posix()} --from {name} [import-conflict]"
        )
    except OSError as why:
        reason = f"{why.filename or folder}: error: {why.strerror}"
        _fail(f"{reason}; nothing is imported; fix this and run again [unwritable]")
    for line in _describe(move, feed, folder):
        say(line)
    return 1 if move.differences or feed.left_out else 0


def _fail(message: str) -> NoReturn:
    say(message, err=True)
    sys.exit(2)


def _describe(move: "Move", feed: "Converted", folder: Path) -> Iterator[str]:
    count = f"{move.items:,} episode{'' if move.items == 1 else 's'}"
    yield f"{folder.as_posix()}: {count} imported"
    others = [name for name in move.files if not name.startswith(("episodes/", "."))]
    yield f"written: {', '.join(sorted(others))} and {count} in episodes/"
    kept = [(tag, one) for elements in move.kept.values() for tag, one in elements.items()]
    if kept:
        reasons = Counter(one.why for _, one in kept if one.why)
        yield f"kept as published, in as-published.jsonl: {len(kept):,} elements"
        for rule, number in reasons.most_common(_MOST_TOLD):
            yield f"  {number:,} of them wrong: {rule} (feedtool explain {rule})"
    for name, keys in [*move.stand_ins.items()][:_MOST_TOLD]:
        yield f"not in the feed, to fill in: {folder.as_posix()}/{name}: {', '.join(keys)}"
    if len(move.stand_ins) > _MOST_TOLD:
        yield f"… and in {len(move.stand_ins) - _MOST_TOLD:,} more files"
    if move.new_feed_url:
        yield f"left out: the feed says that it moved to {cut(move.new_feed_url)}"
    for line in move.differences[:_MOST_TOLD]:
        yield f"differs: {cut(line)}"
    yield from _describe_format(feed)
    if not move.differences:
        yield _SAME[feed.was == "RSS"]
    yield f"now run: feedtool build {folder.as_posix()}"


def _describe_format(feed: "Converted") -> Iterator[str]:
    """Say what changes since the feed was not in RSS."""
    for name in feed.left_out[:_MOST_TOLD]:
        yield f"cannot be kept: {cut(name)}"
    if len(feed.left_out) > _MOST_TOLD:
        yield f"… and {len(feed.left_out) - _MOST_TOLD:,} more that cannot be kept"
    if feed.next_page:
        yield f"only this page is imported; a further page is at {cut(feed.next_page)}"
    if feed.was != "RSS":
        yield f"it was {_WITH_ARTICLE[feed.was]}; the show publishes RSS, with the same guids"
