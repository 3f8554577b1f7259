"""`feedtool import` of a feed: a show from which a build makes the same feed again."""

import os
import sys
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, NoReturn

from feedtool.cli.built_show import read_built
from feedtool.cli.common import print_source_error
from feedtool.cli.feed_sources import name_source
from feedtool.cli.import_guests import ask_about_guests, ask_again
from feedtool.cli.import_words import describe_format, describe_merge, describe_new
from feedtool.cli.printing import put, say
from feedtool.cli.progress import Progress
from feedtool.findings.report import Finding, SourceError

if TYPE_CHECKING:
    from feedtool.importing.feed.move_in import Incoming
    from feedtool.importing.guests.forms import Form

_STEPS = 5
_MOST_ERRORS = 10


def is_feed(data: bytes) -> bool:
    """Tell whether data is a feed, in any format, rather than a page."""
    from feedtool.importing.converting.kinds import kind_of_feed  # noqa: PLC0415 - only for imports

    return kind_of_feed(data) is not None


@dataclass(frozen=True, slots=True)
class Wishes:
    """What the user wants of an import besides: see the options of the command."""

    fix: bool = False
    verify: bool = False
    keep_new_feed_url: bool = False
    keep_mine: bool = False
    interactive: bool = False
    guest_forms: Sequence["Form"] = ()


def import_feed(data: bytes, source: str, folder: Path, wishes: Wishes) -> int:
    """Make a show of a feed, or merge it into the show of the folder; print what was done.

    Returns the exit code: 1 if a build would not make all of the feed again, if the feed is broken,
    if RSS cannot say something of it, or if the author and the feed have changed the same.
    """
    from feedtool.importing.converting.convert import convert  # noqa: PLC0415 - pydantic, lxml
    from feedtool.importing.feed.move_in import read_incoming  # noqa: PLC0415 - as above

    name = name_source(source)
    url = source if "://" in source else ""
    try:
        converted = convert(data, name, url)
        rss = converted.data if converted else data
        former = rss
        rss = _fix(rss, url) if wishes.fix else rss
        is_sound = tell_faults(rss, name, converted.fault if converted else None)
        with Progress(folder.as_posix()) as progress:
            progress("reading the feed", 1, _STEPS)
            forms = wishes.guest_forms
            found = read_incoming(rss, file=name, url=url, converted=converted, guest_forms=forms)
            is_there = os.path.lexists(folder / "show.yaml")
            take = _merge if is_there else _make
            is_clean = take(found, folder, wishes, progress)
    except SourceError as error:
        print_source_error(error.findings, f"{folder.as_posix()}: nothing is imported")
        return 2
    except FileExistsError as why:
        says = "it is there already, without a show.yaml; name a new folder"
        _fail(f"{why.filename}: error: {says} [import-conflict]")
    except OSError as why:
        reason = f"{why.filename or folder}: error: {why.strerror}"
        _fail(f"{reason}; nothing is imported; fix this and run again [unwritable]")
    is_same = _verify(former, name, folder) if wishes.verify else True
    return 0 if is_sound and is_clean and is_same else 1


def _fix(data: bytes, url: str) -> bytes:
    """Return a feed without what `feedtool fix` mends without a guess; say what that was."""
    from feedtool.fixing.fix import fix  # noqa: PLC0415 - not for --help

    fixed = fix(data, url=url)
    rules = Counter(one.rule for one in fixed.fixed)
    for rule, number in rules.most_common():
        say(f"fixed: {number:,} × {rule} (feedtool explain {rule})")
    return fixed.data


def tell_faults(data: bytes, name: str, fault: Finding | None) -> bool:
    """Print beside what is wrong with the XML of a feed; return whether it has no such fault."""
    from feedtool.fixing.candidates import BROKEN  # noqa: PLC0415 - not for --help
    from feedtool.validator.validate import validate  # noqa: PLC0415 - as above

    report = validate(data, file=name)
    faults = [one for one in report.findings if one.rule in BROKEN and one.severity == "error"]
    faults = [fault] if fault else faults
    for one in faults[:_MOST_ERRORS]:
        say(str(one), err=True)
    if faults:
        says = "the feed is broken; it is read on after each fault, so look at what was imported"
        say(f"{name}: {says} (feedtool validate {name})", err=True)
    return not faults


def _make(feed: "Incoming", folder: Path, wishes: Wishes, progress: Progress) -> bool:
    from feedtool.importing.feed.move_in import (  # noqa: PLC0415 - pydantic, lxml
        make_files,
        move_in,
        write_new_show,
    )

    move = move_in(feed, progress=progress, keep_new_feed_url=wishes.keep_new_feed_url)
    files = make_files(move, feed)
    if wishes.interactive:
        progress.clear()
        ask_about_guests(files)
    write_new_show(files, folder)
    progress.clear()
    for line in (*describe_format(feed), *describe_new(move, files, feed, folder)):
        say(line)
    return not move.differences and not (feed.converted and feed.converted.left_out)


def _merge(feed: "Incoming", folder: Path, wishes: Wishes, progress: Progress) -> bool:
    from feedtool.importing.feed.merge_in import merge_in, write_merge  # noqa: PLC0415 - as above
    from feedtool.show.yaml_source import YamlFault  # noqa: PLC0415 - as above

    try:
        merge = merge_in(feed, folder, keep_mine=wishes.keep_mine, progress=progress)
    except YamlFault as fault:
        _fail(f"{folder.as_posix()}: error: {fault.message} (line {fault.line}) [bad-yaml]")
    if wishes.interactive:
        progress.clear()
        ask_again(folder, merge.files)
    write_merge(merge, folder)
    progress.clear()
    for line in (*describe_format(feed), *describe_merge(merge, folder)):
        say(line)
    return not (merge.conflicts or merge.unsure or merge.is_out_of_order)


def _verify(former: bytes, name: str, folder: Path) -> bool:
    """Compare the feed, as it was before --fix, with what a build of the written show makes."""
    from feedtool.comparing.compare import compare_feeds  # noqa: PLC0415 - only with --verify
    from feedtool.comparing.forms import write_text  # noqa: PLC0415 - as above
    from feedtool.importing.comparing.read_compared import read_compared  # noqa: PLC0415 - as above

    comparison = compare_feeds(read_compared(former, name), read_built(folder))
    put(write_text(comparison))
    return not comparison.danger


def _fail(message: str) -> NoReturn:
    say(message, err=True)
    sys.exit(2)
