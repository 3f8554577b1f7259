"""Checks inputs again when they or their configuration change, and new ones when they appear."""

import os
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import suppress
from pathlib import Path

from feedtool.cli.changes import is_source, say_changed, say_waiting, wait_for_changes
from feedtool.inputs.discovery import base_of
from feedtool.inputs.input import Input
from feedtool.inputs.paths import real_path

Check = Callable[[Sequence[Input]], object]


def watch_inputs(
    names: Sequence[str], find: Callable[[], Sequence[Input]], check: Check,
    list_settings: Callable[[], Iterable[str]],
) -> None:  # fmt: skip
    """Check what `find` finds for the names, and again what has changed, until Ctrl+C.

    When one of the files changes that `list_settings` names, all is checked again.
    """
    inputs = find()
    folders = {*_folders_of(names, inputs)}
    # Beside a single file, its whole folder would be watched.
    recursive = any(one.kind == "show" for one in inputs) or any(map(_is_wide, names))
    watcher = wait_for_changes(folders, recursive=recursive)
    next(watcher)  # from here on no change is missed, even during the check
    check(inputs)
    states = _states_of(list_settings())
    say_waiting()
    for paths in watcher:
        # These files may be far above the inputs, in folders that are too large to be watched.
        before, states = states, _states_of(list_settings())
        all_again = any(states[one] != before[one] for one in states.keys() & before.keys())
        if not paths and not all_again:
            continue
        known = {(one.kind, one.path) for one in inputs}
        inputs = find()
        due = [
            one
            for one in inputs
            if all_again or (one.kind, one.path) not in known or _has_changed(one, paths)
        ]
        if due:
            say_changed()
            check(due)
            say_waiting()


def _states_of(files: Iterable[str]) -> dict[str, tuple[int, int] | None]:
    """Return for each file what another version of it has not: its time and size."""
    states: dict[str, tuple[int, int] | None] = {}
    for file in files:
        states[file] = None
        with suppress(OSError):
            found = os.stat(file)  # noqa: PTH116 - no exception for odd names
            states[file] = found.st_mtime_ns, found.st_size
    return states


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
