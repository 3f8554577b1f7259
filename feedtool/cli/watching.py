"""Builds shows again when their files change, or when the date of a scheduled episode has come."""

import os
from collections.abc import Callable, Mapping, Sequence
from contextlib import suppress
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING

import click
from watchfiles import watch

from feedtool.findings.report import SourceError
from feedtool.show.cache import FOLDER
from feedtool.show.file_writing import TEMPORARY
from feedtool.show.lock import NAME
from feedtool.show.reading import load_show

if TYPE_CHECKING:
    from feedtool.producer.result import BuildResult

# Files and folders that a build itself writes.
_OURS = frozenset(["public", FOLDER, NAME, ".git"])
_EVERY_MS = 200

Results = dict[Path, "BuildResult | None"]


def watch_shows(shows: Sequence[Path], build: Callable[[Sequence[Path]], Results]) -> None:
    """Build shows, and build each show again after a change, until the user stops it."""
    roots = _find_roots(shows)
    watcher = watch(
        *roots, watch_filter=None, rust_timeout=_EVERY_MS, yield_on_timeout=True,
        raise_interrupt=False,
    )  # fmt: skip
    next(watcher)  # from here on no change is missed, even during the build
    results = build(shows)
    click.echo("waiting for changes; stop with Ctrl+C", err=True)
    for changes in watcher:
        changed = {show for _, name in changes for show in _shows_of(Path(name), roots)}
        now = datetime.now(UTC)
        due = [show for show in shows if show in changed or _comes_out(results.get(show), now)]
        if due:
            results |= build(due)


def _find_roots(shows: Sequence[Path]) -> dict[Path, list[Path]]:
    """Return the folders to watch, each with the shows that use it."""
    roots: dict[Path, list[Path]] = {}
    for show in shows:
        roots.setdefault(show.resolve(), []).append(show)
        with suppress(SourceError):
            for name in load_show(show).media_dirs:
                if os.path.isdir(show / name):  # noqa: PTH112 - no exception for odd names
                    roots.setdefault((show / name).resolve(), []).append(show)
    return roots


def _shows_of(path: Path, roots: Mapping[Path, Sequence[Path]]) -> list[Path]:
    """Return the shows that use a file as a source."""
    return [
        show
        for root, shows in roots.items()
        if path.is_relative_to(root)
        and not _OURS & {*path.relative_to(root).parts[:1]}
        and not path.name.startswith(TEMPORARY)
        for show in shows
    ]


def _comes_out(result: "BuildResult | None", now: datetime) -> bool:
    """Return whether the date of an episode that was held back has come."""
    return result is not None and any(one.published <= now for one in result.held_back)
