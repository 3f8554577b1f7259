"""Waits for changes of files."""

import logging
from collections.abc import Iterable, Iterator
from pathlib import Path

from watchfiles import watch

from feedtool.cli.printing import say
from feedtool.show.cache import FOLDER
from feedtool.show.folders import TEMPORARY
from feedtool.show.lock import NAME

# Files and folders of a show that a build itself writes.
_BUILT = frozenset(["public", FOLDER, NAME, ".git"])
_EVERY_MS = 200


def wait_for_changes(folders: Iterable[Path], *, recursive: bool = True) -> Iterator[set[Path]]:
    """Yield the files that have changed in folders, a few times a second, without end.

    The first set is empty; it comes when no change can be missed any more.
    """
    logging.getLogger("watchfiles").setLevel(logging.ERROR)  # it tells of Ctrl+C as a warning
    watcher = watch(
        *folders, watch_filter=None, rust_timeout=_EVERY_MS, yield_on_timeout=True,
        recursive=recursive,
    )  # fmt: skip
    for changes in watcher:
        yield {Path(name) for _, name in changes}


def say_waiting() -> None:
    """Say that nothing more comes until a file changes."""
    say("waiting for changes; stop with Ctrl+C", err=True)


def say_changed() -> None:
    """Say that what follows replaces what was said before: editors remove old problems."""
    say("files have changed", err=True)


def is_source(path: Path, show: Path) -> bool:
    """Return whether a file is a source of a show, and not what a build writes there."""
    return (
        path.is_relative_to(show)
        and not _BUILT & {*path.relative_to(show).parts[:1]}
        and not path.name.startswith(TEMPORARY)
    )
