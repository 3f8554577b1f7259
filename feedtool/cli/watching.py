"""Builds shows again when their files change, or when the date of a scheduled episode has come."""

import os
from collections.abc import Callable, Mapping, Sequence
from contextlib import suppress
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING

from feedtool.cli.changes import is_source, say_changed, say_waiting, wait_for_changes
from feedtool.findings.report import SourceError
from feedtool.show.reading import load_show

if TYPE_CHECKING:
    from feedtool.producer.result import BuildResult

Results = dict[Path, "BuildResult | None"]


def watch_shows(shows: Sequence[Path], build: Callable[[Sequence[Path]], Results]) -> None:
    """Build shows, and build each show again after a change, until Ctrl+C ends the command."""
    roots = _find_roots(shows)
    watcher = wait_for_changes(roots)
    next(watcher)  # from here on no change is missed, even during the build
    results = build(shows)
    say_waiting()
    for paths in watcher:
        changed = {show for path in paths for show in _shows_of(path, roots)}
        now = datetime.now(UTC)
        due = [show for show in shows if show in changed or _comes_out(results.get(show), now)]
        if due:
            say_changed()
            results |= build(due)
            say_waiting()


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
    return [show for root, shows in roots.items() if is_source(path, root) for show in shows]


def _comes_out(result: "BuildResult | None", now: datetime) -> bool:
    """Return whether the date of an episode that was held back has come."""
    return result is not None and any(one.published <= now for one in result.held_back)
