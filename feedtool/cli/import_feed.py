"""`feedtool import` of a feed: a show from which a build makes the same feed again."""

import os
import sys
from pathlib import Path
from typing import NoReturn

from feedtool.cli.common import print_source_error
from feedtool.cli.feed_sources import name_source
from feedtool.cli.import_words import describe_merge, describe_new
from feedtool.cli.printing import say
from feedtool.findings.report import SourceError


def is_feed(data: bytes) -> bool:
    """Tell whether data is a feed rather than a page."""
    head = data[:4_000].lower()
    return b"<rss" in head and b"<html" not in head.partition(b"<rss")[0]


def import_feed(data: bytes, source: str, folder: Path) -> int:
    """Make a show of a feed, or merge it into the show of the folder; print what was done.

    Returns the exit code: 1 if a build would not make all of the feed again, or if the author and
    the feed have changed the same.
    """
    name = name_source(source)
    url = source if "://" in source else ""
    try:
        if os.path.lexists(folder / "show.yaml"):
            return _merge(data, name, url, folder)
        return _make(data, name, url, folder)
    except SourceError as error:
        print_source_error(error.findings, f"{folder.as_posix()}: nothing is imported")
        return 2
    except FileExistsError as why:
        says = "it is there already, without a show.yaml; name a new folder"
        _fail(f"{why.filename}: error: {says} [import-conflict]")
    except OSError as why:
        reason = f"{why.filename or folder}: error: {why.strerror}"
        _fail(f"{reason}; nothing is imported; fix this and run again [unwritable]")


def _make(data: bytes, name: str, url: str, folder: Path) -> int:
    from feedtool.importing.feed.move_in import (  # noqa: PLC0415 - pydantic, lxml
        make_files,
        move_in,
        read_incoming,
        write_new_show,
    )

    feed = read_incoming(data, file=name, url=url)
    move = move_in(feed)
    files = make_files(move, feed)
    write_new_show(files, folder)
    for line in describe_new(move, files, feed, folder):
        say(line)
    return 1 if move.differences else 0


def _merge(data: bytes, name: str, url: str, folder: Path) -> int:
    from feedtool.importing.feed.merge_in import merge_in, write_merge  # noqa: PLC0415 - as above
    from feedtool.importing.feed.move_in import read_incoming  # noqa: PLC0415 - as above
    from feedtool.show.yaml_source import YamlFault  # noqa: PLC0415 - as above

    try:
        merge = merge_in(read_incoming(data, file=name, url=url), folder)
    except YamlFault as fault:
        _fail(f"{folder.as_posix()}: error: {fault.message} (line {fault.line}) [bad-yaml]")
    write_merge(merge, folder)
    for line in describe_merge(merge, folder):
        say(line)
    return 1 if merge.conflicts or merge.unsure else 0


def _fail(message: str) -> NoReturn:
    say(message, err=True)
    sys.exit(2)
