"""Writes `public/`: at any moment feed.xml is whole and everything that it links there exists.

New assets come first, then the lock file, then the feeds, feed.xml last, which is the commit point;
what is no longer needed goes after that. A build that was killed leaves a mark, temporary files and
files that are no longer needed at the most; the next one removes them.
"""

import os
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, replace
from pathlib import Path, PurePosixPath
from unicodedata import normalize

from feedtool.feed.assets import Asset
from feedtool.show import Cache, Lock, format_lock
from feedtool.show.cache import FOLDER
from feedtool.show.files import TEMPORARY, holds, write_all, write_atomically
from feedtool.show.lock import NAME
from feedtool.validator.report import Finding, SourceError

MAIN_FEED = "feed.xml"
_MARK = "unfinished"
# So that what is not yet written takes little memory.
_WRITTEN_AT_ONCE = 64


@dataclass(frozen=True, slots=True)
class Publication:
    """What is to be published: documents and assets by their name under public/, and the lock."""

    feeds: Mapping[str, bytes]
    assets: Mapping[str, Asset]
    lock: Lock

    def compare(self, folder: Path | None) -> "Written":
        """Return what publishing would write."""

        def is_there(name: str, data: bytes) -> bool:
            path = folder / "public" / name if folder is not None else None
            return path is not None and holds(path, data)

        return Written(frozenset(one for one in self.feeds if not is_there(one, self.feeds[one])))


@dataclass(frozen=True, slots=True)
class Written:
    """The feeds that changed, and whether an earlier build had been interrupted."""

    feeds: frozenset[str]
    cleaned_up: bool = False


@contextmanager
def exclusive(folder: Path) -> Iterator[None]:
    """Let one build of a show at a time in; the system lets go when a build is killed.

    Raises SourceError if a link would lead us elsewhere, OSError if the folder cannot be written.
    """
    inner = folder / FOLDER
    if inner.is_symlink():
        place = inner.as_posix()
        message = "is a link, and would be written to; remove it"
        raise SourceError([Finding("path-outside-show", "error", message, place, where="source")])
    inner.mkdir(parents=True, exist_ok=True)
    # A link must not make us write elsewhere.
    flags = os.O_RDWR | os.O_CREAT | getattr(os, "O_NOFOLLOW", 0)
    descriptor = os.open(inner / "build.lock", flags, 0o666)
    try:
        _lock(descriptor)
        yield
    finally:
        os.close(descriptor)


def _lock(descriptor: int) -> None:
    if os.name == "nt":
        import msvcrt  # noqa: PLC0415 - only there

        msvcrt.locking(descriptor, msvcrt.LK_LOCK, 1)  # type: ignore[attr-defined,unused-ignore]  # Windows
    else:
        import fcntl  # noqa: PLC0415 - only there

        fcntl.flock(descriptor, fcntl.LOCK_EX)


def publish(folder: Path, publication: Publication, old: Lock, cache: Cache) -> Written:
    """Write what is new, and remove what the old lock file lists and the new one does not.

    Raises SourceError if a link in public/ leads out of it, OSError if something cannot be written;
    feed.xml is then the old one.
    """
    public = folder / "public"
    public.mkdir(exist_ok=True)
    for name in (*publication.assets, *publication.feeds):
        _check_inside(folder, public, name)
    interrupted = _mark(folder)
    _write_assets(public, publication.assets, cache)
    names = (*publication.assets, *(name for name in publication.feeds if name != MAIN_FEED))
    lock = replace(publication.lock, assets=names)
    gone = sorted(set(old.assets) - set(names))
    # Until they are removed, the lock file remembers the files that go.
    _write_lock(folder, replace(lock, assets=(*names, *gone)))
    main_last = sorted(publication.feeds, key=lambda name: name == MAIN_FEED)
    changed = [
        name for name in main_last if write_atomically(public / name, publication.feeds[name])
    ]
    folded = {_fold(name): name for name in names}
    for name in gone:
        if _is_inside(public, name) and not _is_same(public, name, folded.get(_fold(name))):
            (public / name).unlink(missing_ok=True)
    if gone:
        _write_lock(folder, lock)
    _clean_up(folder, public)
    return Written(frozenset(changed), interrupted)


def _write_assets(public: Path, assets: Mapping[str, Asset], cache: Cache) -> None:
    """Write the assets that are not there yet as they are to be, some at a time."""
    missing = [
        (name, asset)
        for name, asset in sorted(assets.items())
        if cache.get("asset", name, asset.stamp) != _state(public / name)
    ]
    for start in range(0, len(missing), _WRITTEN_AT_ONCE):
        part = missing[start : start + _WRITTEN_AT_ONCE]
        write_all([(public / name, asset.make()) for name, asset in part])
        for name, asset in part:
            cache.put("asset", name, asset.stamp, _state(public / name))


def _state(path: Path) -> bytes:
    """Return what changes when a file is written by whoever."""
    try:
        found = path.lstat()
    except OSError:
        return b"none"
    return f"{found.st_size} {found.st_mtime_ns} {found.st_ino}".encode()


def _write_lock(folder: Path, lock: Lock) -> None:
    write_atomically(folder / NAME, format_lock(lock).encode("utf-8", "surrogatepass"))


def _mark(folder: Path) -> bool:
    """Leave a mark for the time of publishing; return whether an earlier build left one."""
    mark = folder / FOLDER / _MARK
    interrupted = mark.exists()
    if not interrupted:
        mark.write_bytes(b"")
    return interrupted


def _is_inside(public: Path, name: str) -> bool:
    pure = PurePosixPath(name)
    if pure.is_absolute() or ".." in pure.parts:
        return False
    return (public / name).parent.resolve().is_relative_to(public.resolve())


def _fold(name: str) -> str:
    return normalize("NFC", name).casefold()


def _is_same(public: Path, old: str, new: str | None) -> bool:
    """Tell whether an old name is the file of a new one, as where case makes no difference."""
    try:
        return new is not None and (public / old).samefile(public / new)
    except OSError:
        return False


def _check_inside(folder: Path, public: Path, name: str) -> None:
    if public.is_symlink() or not _is_inside(public, name):
        place = f"{folder.as_posix()}/public"
        message = f"{name} would be written outside public/; replace the link by a folder"
        raise SourceError([Finding("path-outside-show", "error", message, place, where="source")])


def _clean_up(folder: Path, public: Path) -> None:
    """Remove what a killed build left behind, and the mark."""
    for leftover in (*folder.glob(f"{TEMPORARY}*"), *public.rglob(f"{TEMPORARY}*")):
        if leftover.is_symlink() or not leftover.is_dir():  # a folder is none of ours
            leftover.unlink(missing_ok=True)
    (folder / FOLDER / _MARK).unlink(missing_ok=True)
