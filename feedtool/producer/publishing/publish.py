"""Writes `public/`: at any moment feed.xml is whole and everything that it links there exists.

New assets are written first, then the lock file, then the feeds; feed.xml comes last and is the
commit point. Files that are no longer needed are removed after that. A build that was killed leaves
at most a mark, temporary files and unneeded files; the next build removes them.
"""

import os
import re
import stat
from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, replace
from pathlib import Path, PurePosixPath

from feedtool.findings.catalogue import make_finding
from feedtool.findings.report import SourceError
from feedtool.producer.addresses.hosting import without_foreign
from feedtool.producer.addresses.served_feeds import COPY
from feedtool.producer.facts.assets import Asset, fold_name
from feedtool.show.cache import FOLDER, Cache
from feedtool.show.file_locking import lock_file, wait_for_lock
from feedtool.show.file_reading import is_file
from feedtool.show.file_writing import (
    holds,
    remove_file,
    remove_leftovers,
    write_all,
    write_atomically,
)
from feedtool.show.folders import open_folder
from feedtool.show.lock import MAIN_FEED, NAME, Lock, format_lock

_MAIN_DOCUMENT = f"{MAIN_FEED}.xml"
_MARK = "unfinished"
_LOCK = "build.lock"
_LOCK_FLAGS = os.O_RDWR | os.O_CREAT | getattr(os, "O_NOFOLLOW", 0) | getattr(os, "O_NONBLOCK", 0)
_OURS = re.compile(
    r"(?:artwork|transcripts|chapters|pictures|people)/.+"
    r"|[a-z0-9-]+(?:\.(?:page|archive)-[0-9]+)?\.xml"
    r"|_headers|_redirects|\.htaccess|\.nojekyll|vercel\.json|nginx\.conf"
    rf"|{COPY.pattern}"
)
# A few at a time take little memory.
_WRITTEN_AT_ONCE = 64


@dataclass(frozen=True, slots=True)
class Publication:
    """What a build publishes: documents and assets by their name under public/, and the lock."""

    feeds: Mapping[str, bytes]
    assets: Mapping[str, Asset]
    lock: Lock

    def compare(self, folder: Path | None, old: Lock, cache: Cache) -> "Difference":
        """Return what publishing would write, and remove of what the old lock file lists.

        Raises SourceError if a link in public/ leads out of it.
        """
        if folder is None:
            return Difference(frozenset(self.feeds), tuple(sorted(self.assets)))
        public = folder / "public"
        for name in (*self.assets, *self.feeds):
            _check_inside(folder, public, name)
        return Difference(
            frozenset(one for one in self.feeds if not holds(public / one, self.feeds[one])),
            tuple(
                name
                for name, asset in sorted(self.assets.items())
                if not _is_current(public / name, name, asset, cache)
            ),
            _list_gone(without_foreign(folder, old.assets), {*self.assets, *self.feeds}),
        )


@dataclass(frozen=True, slots=True)
class Difference:
    """The feeds and the other files under public/ that change, and the files that go."""

    feeds: frozenset[str]
    files: tuple[str, ...] = ()
    removed: tuple[str, ...] = ()


def _is_current(path: Path, name: str, asset: Asset, cache: Cache) -> bool:
    """Return whether a published file is up to date; a file that is still as we wrote it is."""
    if not is_file(path):
        return False
    return cache.get("asset", name, asset.stamp) == _state(path) or holds(path, asset.make())


class UnwritableError(OSError):
    """Something in a show's folder cannot be written; all other failures are those of reading."""


@contextmanager
def writing() -> Iterator[None]:
    """Raise UnwritableError for what fails inside."""
    try:
        yield
    except OSError as why:
        raise UnwritableError(why.errno, why.strerror, why.filename) from why


@contextmanager
def exclusive(folder: Path, on_waiting: Callable[[str], None]) -> Iterator[None]:
    """Run one build of a show at a time; the system frees the lock when a build is killed.

    `on_waiting` is called once if another build is running.

    Raises SourceError if a link would lead us elsewhere, OSError if the folder cannot be written.
    """
    inner = folder / FOLDER
    if inner.is_symlink():
        place = inner.as_posix()
        message = "is a link, and would be written to; remove it"
        raise SourceError([make_finding("path-outside-show", message, place)])
    descriptor = None
    try:
        with writing():
            descriptor = _open_lock(folder)
            if not lock_file(descriptor):
                on_waiting(f"waiting for another build of {folder.as_posix()}")
                descriptor = _wait_for(folder, descriptor)
        yield
    finally:
        if descriptor is not None:
            os.close(descriptor)


def _open_lock(folder: Path) -> int:
    """Open the file that a build locks; a link must not make us write elsewhere."""
    with open_folder(folder / FOLDER, folder) as inner:
        return inner.open(_LOCK, _LOCK_FLAGS)


def _wait_for(folder: Path, descriptor: int) -> int:
    """Return the locked file when the other builds have ended."""
    while True:
        wait_for_lock(descriptor)
        # Who removed the folder while we waited has made a new file, which the next build locks.
        found = _open_lock(folder)
        if os.path.sameopenfile(found, descriptor):
            os.close(found)
            return descriptor
        os.close(descriptor)
        descriptor = found


def publish(
    folder: Path, publication: Publication, difference: Difference, cache: Cache,
    write_sources: Callable[[], None],
) -> bool:  # fmt: skip
    """Write new files and remove old ones, as `Publication.compare` found them.

    `write_sources` is called when all is published. Returns whether an earlier build had been
    interrupted.

    Raises OSError if something cannot be written; feed.xml is then whole, and the old one if it is
    what cannot be written, or what comes before it.
    """
    public = folder / "public"
    interrupted = _mark(folder)
    _write_assets(folder, publication.assets, cache)
    names = (*publication.assets, *(name for name in publication.feeds if name != _MAIN_DOCUMENT))
    lock = replace(publication.lock, assets=names)
    gone = difference.removed
    # Until they are removed, the lock file remembers the files that go.
    _write_lock(folder, replace(lock, assets=(*names, *gone)))
    changed = [name for name in publication.feeds if name in difference.feeds]
    for name in sorted(changed, key=lambda name: name == _MAIN_DOCUMENT):
        write_atomically(public / name, publication.feeds[name], folder)
    folded = {fold_name(name): name for name in names}
    # Pages of a feed go before the files that they link.
    for name in sorted(gone, key=lambda name: not name.endswith(".xml")):
        if _is_inside(public, name) and not _is_same(public, name, folded.get(fold_name(name))):
            remove_file(public / name, folder)
    if gone:
        _write_lock(folder, lock)
    write_sources()
    _clean_up(folder, public)
    return interrupted


def _write_assets(folder: Path, assets: Mapping[str, Asset], cache: Cache) -> None:
    """Write the assets that are missing or out of date, some at a time."""
    public = folder / "public"
    missing = [
        (name, asset)
        for name, asset in sorted(assets.items())
        if cache.get("asset", name, asset.stamp) != _state(public / name)
    ]
    for start in range(0, len(missing), _WRITTEN_AT_ONCE):
        part = missing[start : start + _WRITTEN_AT_ONCE]
        write_all([(public / name, asset.make()) for name, asset in part], folder)
        for name, asset in part:
            cache.put("asset", name, asset.stamp, _state(public / name))


def _state(path: Path) -> bytes:
    """Return what changes when anybody writes a file."""
    try:
        found = path.lstat()
    except OSError:
        return b"none"
    return f"{found.st_size} {found.st_mtime_ns} {found.st_ctime_ns} {found.st_ino}".encode()


def _write_lock(folder: Path, lock: Lock) -> None:
    text = format_lock(lock).encode("utf-8", "surrogatepass")
    write_atomically(folder / NAME, text, folder)


def _mark(folder: Path) -> bool:
    """Leave a mark for the time of publishing; return whether an earlier build left one."""
    with open_folder(folder / FOLDER, folder) as inner:
        found = inner.stat(_MARK)
        if found is not None and stat.S_ISREG(found.st_mode):
            return True
        inner.unlink(_MARK)
        os.close(inner.open(_MARK, os.O_WRONLY | os.O_CREAT | os.O_EXCL))
    return False


def _list_gone(old: Sequence[str], names: Collection[str]) -> tuple[str, ...]:
    """Return the files of an earlier build that are not among the names."""
    return tuple(sorted(name for name in {*old}.difference(names) if _is_ours(name)))


def _is_ours(name: str) -> bool:
    """Return whether a build may have written a file of that name and may remove it."""
    return name != _MAIN_DOCUMENT and _OURS.fullmatch(name) is not None


def _is_inside(public: Path, name: str) -> bool:
    pure = PurePosixPath(name)
    if pure.is_absolute() or ".." in pure.parts:
        return False
    return (public / name).parent.resolve().is_relative_to(public.resolve())


def _is_same(public: Path, old: str, new: str | None) -> bool:
    """Return whether an old name is the file of a new one, as where case makes no difference."""
    try:
        return new is not None and (public / old).samefile(public / new)
    except OSError:
        return False


def _check_inside(folder: Path, public: Path, name: str) -> None:
    if public.is_symlink() or not _is_inside(public, name):
        place = f"{folder.as_posix()}/public"
        message = f"{name} would be written outside public/; replace the link by a folder"
        raise SourceError([make_finding("path-outside-show", message, place)])


def _clean_up(folder: Path, public: Path) -> None:
    """Remove what a killed build left behind, and the mark."""
    remove_leftovers(folder, folder)
    remove_leftovers(folder / "episodes", folder)
    remove_leftovers(public, folder, deep=True)
    remove_file(folder / FOLDER / _MARK, folder)
