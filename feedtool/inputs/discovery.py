"""Finds what to check: by names of files, patterns, folders, and folders of shows."""

import os
from collections.abc import Callable, Collection, Iterable, Iterator
from functools import partial
from pathlib import Path

from feedtool.files.opening import explain, is_of_this_process
from feedtool.inputs.input import STDIN, Input
from feedtool.inputs.paths import real_path

SHOW_FILE = "show.yaml"
# What search leaves out besides hidden files and folders.
_LEFT_OUT = frozenset(["node_modules", "__pycache__"])
_PUBLIC = "public"
_NO_FEED = (
    "the folder has no feed: no show.yaml, no file that ends in .rss, and no .xml file that begins "
    "with <rss>"
)


# Yields the inputs of a folder, or the one that a file is.
Search = Callable[[str], Iterator[Input]]


def find_inputs(names: Iterable[str], stdin_name: str = "") -> list[Input]:
    """Return what the names mean, in their order, each thing once.

    A name is a file, a pattern, the folder of a show, a folder to search for feeds and shows, or
    `-` for standard input, which findings call `stdin_name`. What is missing or cannot be read is
    an input with a fault.
    """
    return _find(names, stdin_name, _find_in, _NO_FEED)


def find_files(
    names: Iterable[str], endings: Collection[str], stdin_name: str = "",
    other_folders: Collection[str] = (),
) -> list[Input]:  # fmt: skip
    """Return what the names mean, as `find_inputs`; a folder stands for its files of some endings.

    `endings` have no dot and are in small letters. Folders in it with the names of `other_folders`
    have files of the same endings that are something else; they are not searched.
    """

    def take(path: str) -> Iterator[Input]:
        if _ending_of(path) in endings:
            yield Input(path, path)

    search = partial(_search, take=take, has_shows=False, other_folders=other_folders)
    listed = ", ".join(f".{one}" for one in sorted(endings))
    return _find(names, stdin_name, search, f"the folder has no file that ends in {listed}")


def _find(names: Iterable[str], stdin_name: str, search: Search, empty: str) -> list[Input]:
    found: dict[tuple[str, str], Input] = {}
    for name in names:
        for one in _expand(name, stdin_name, search, empty):
            found.setdefault(_identify(one), one)
    return list(found.values())


def _identify(one: Input) -> tuple[str, str]:
    if one.kind == "fault" or one.path == STDIN:
        return one.kind, one.path
    return "", real_path(one.path)


def _expand(name: str, stdin_name: str, search: Search, empty: str) -> Iterator[Input]:
    """Yield the inputs that one name stands for."""
    if name == STDIN:
        yield Input(stdin_name or STDIN, STDIN, "stream")
    elif is_of_this_process(name):
        yield Input(name, name, "stream")
    elif os.path.isdir(name):  # noqa: PTH112 - no exception for odd names
        found = [*search(name)]
        yield from found or [_fault(name, empty)]
    elif os.path.lexists(name) or not _is_pattern(name):
        yield Input(name, name)
    else:
        yield from _match(name, search)


def _is_pattern(name: str) -> bool:
    return any(one in name for one in "*?[")


def base_of(name: str) -> str:
    """Return the folder of a pattern in which all is that it can match; another name as it is."""
    if os.path.lexists(name) or not _is_pattern(name):
        return name
    return str(_split(name)[0])


def _split(pattern: str) -> tuple[Path, Path]:
    """Return the folder before the first part that is a pattern, and the parts from there on."""
    parts = Path(pattern).parts
    first = next(index for index, part in enumerate(parts) if _is_pattern(part))
    return Path(*parts[:first]), Path(*parts[first:])


def _match(pattern: str, search: Search) -> Iterator[Input]:
    """Yield what a pattern finds that the shell left as it is, but no folder without feeds."""
    try:
        names = [*_glob(pattern)]
    except (ValueError, NotImplementedError, OSError):
        yield _fault(pattern, "this is no pattern; ** can only stand alone between two /")
        return
    except RecursionError:
        yield _fault(pattern, "the folders are too deep for **; name one of them to search it")
        return
    found = []
    for name in names:
        if not os.path.isdir(name):  # noqa: PTH112 - no exception for odd names
            found.append(Input(name, name))
        elif "**" not in pattern:
            found += search(name)
    yield from found or [_fault(pattern, "no file matches this pattern")]


def _glob(pattern: str) -> Iterator[str]:
    """Yield what matches a pattern, sorted, without what search leaves out.

    pathlib follows no links to folders for `**`, which may lead in a circle; glob does.
    """
    base, rest = _split(pattern)
    below = rest / "*" if rest.name == "**" else rest
    for path in sorted(base.glob(str(below))):
        inner = path.relative_to(base).parts
        if all(part in rest.parts or _is_searched(part) or _is_dotted(rest) for part in inner):
            yield str(path)


def _is_dotted(pattern: Path) -> bool:
    """Return whether a pattern asks for hidden files."""
    return any(part.startswith(".") for part in pattern.parts)


def _is_searched(name: str) -> bool:
    return not name.startswith(".") and name not in _LEFT_OUT


def _find_in(folder: str) -> Iterator[Input]:
    """Yield the show whose folder it is, or the feeds and shows that a search finds."""
    if _has_show(folder):
        yield Input(folder, folder, "show")
    else:
        yield from _search(folder, _take)


def _search(
    folder: str, take: Search, *, has_shows: bool = True, other_folders: Collection[str] = ()
) -> Iterator[Input]:
    """Yield what `take` takes of a folder and its folders, and the shows in it, sorted by name.

    What a show has in public/ comes from its other files, and is left out. Links to folders are not
    followed: they may lead out, or in a circle.
    """
    # What is still to look at, the next one last: no folder is too deep for a list.
    pending = [(folder, True)]
    while pending:
        path, is_folder = pending.pop()
        if not is_folder:
            yield from take(path)
            continue
        try:
            with os.scandir(path) as entries:
                listed = sorted(entries, key=lambda entry: entry.name, reverse=True)
        except OSError as why:
            yield _fault(path, explain(why))
            continue
        has_show = any(entry.name == SHOW_FILE for entry in listed)
        if has_show and has_shows:
            yield Input(path, path, "show")
        others = {*other_folders, _PUBLIC} if has_show else other_folders
        pending += _look_into(entry for entry in listed if not _is_folder_of(entry, others))


def _is_folder_of(entry: "os.DirEntry[str]", names: Collection[str]) -> bool:
    return entry.name in names and entry.is_dir(follow_symlinks=False)


def _look_into(entries: "Iterable[os.DirEntry[str]]") -> Iterator[tuple[str, bool]]:
    """Yield the paths of folders and files to search, and whether each is a folder."""
    for entry in entries:
        if not _is_searched(entry.name):
            continue
        if entry.is_dir(follow_symlinks=False):
            yield _tidy(entry.path), True
        elif _is_file(entry):
            yield _tidy(entry.path), False


def _is_file(entry: "os.DirEntry[str]") -> bool:
    try:
        return entry.is_file()
    except OSError:  # a link that leads in a circle
        return False


def _take(path: str) -> Iterator[Input]:
    """Yield a file if it is a feed, or ends as if it were one and cannot be read."""
    ending = _ending_of(path)
    if ending == "rss":
        yield Input(path, path)
    elif ending == "xml":
        from feedtool.inputs.sniffing import is_feed  # noqa: PLC0415 - only for folders

        try:
            if is_feed(path):
                yield Input(path, path)
        except OSError as why:
            yield _fault(path, explain(why))


def _ending_of(path: str) -> str:
    return os.path.splitext(path)[1].lower()[1:]  # noqa: PTH122 - paths are texts here


def _has_show(folder: str) -> bool:
    return os.path.isfile(os.path.join(folder, SHOW_FILE))  # noqa: PTH113, PTH118 - as above


def _tidy(path: str) -> str:
    """Return a path without `./` in front, as people and other tools write it."""
    return path.removeprefix(f".{os.sep}")


def _fault(name: str, fault: str) -> Input:
    return Input(name, name, "fault", fault=fault)
