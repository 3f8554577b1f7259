"""Checks inputs again when they change, and new ones when they appear."""

import os
from collections.abc import Callable, Iterable, Iterator, Sequence
from pathlib import Path

from feedtool.cli.changes import is_source, say_changed, say_waiting, wait_for_changes
from feedtool.inputs.discovery import base_of
from feedtool.inputs.input import Input
from feedtool.inputs.opening import real_path

Check = Callable[[Sequence[Input]], object]


def watch_inputs(names: Sequence[str], find: Callable[[], Sequence[Input]], check: Check) -> None:
    """Check what `find` finds for the names, and again what has changed, until Ctrl+C."""
    inputs = find()
    folders = {*_folders_of(names, inputs)}
    # Beside a single file, its whole folder would be watched.
    recursive = any(one.kind == "show" for one in inputs) or any(map(_is_wide, names))
    watcher = wait_for_changes(folders, recursive=recursive)
    next(watcher)  # from here on no change is missed, even during the check
    check(inputs)
    say_waiting()
    for paths in watcher:
        if not paths:
            continue
        known = {(one.kind, one.path) for one in inputs}
        inputs = find()
        due = [
            one for one in inputs if (one.kind, one.path) not in known or _has_changed(one, paths)
        ]
        if due:
            say_changed()
            check(due)
            say_waiting()


def _is_wide(name: str) -> bool:
    return os.path.isdir(name) or base_of(name) != name  # noqa: PTH112 - no exception for odd names


def _folders_of(names: Sequence[str], inputs: Iterable[Input]) -> Iterator[Path]:
    """Yield the folders to watch: those of the names, and those in which the inputs are."""
    places = [*map(base_of, names), *(one.path for one in inputs if one.kind != "fault")]
    for place in places:
        path = Path(real_path(place))
        folder = path if path.is_dir() else path.parent
        if folder.is_dir():
            yield folder


def _has_changed(one: Input, paths: Iterable[Path]) -> bool:
    place = Path(real_path(one.path))
    if one.kind == "show":
        return any(is_source(path, place) for path in paths)
    return place in paths
