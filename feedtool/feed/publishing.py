"""Writes `public/`: at any moment feed.xml is whole and everything that it links there exists.

New assets come first, then the lock file, then feed.xml, which is the commit point; what is no
longer needed goes last. A build that was killed leaves temporary files at the most, which the next
one removes.
"""

import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path, PurePosixPath

from feedtool.show.files import TEMPORARY, write_atomically
from feedtool.validator.report import Finding, SourceError


@contextmanager
def exclusive(folder: Path) -> Iterator[None]:
    """Let one build of a show at a time in; the system lets go when a build is killed."""
    cache = folder / ".feedtool"
    cache.mkdir(exist_ok=True)
    with (cache / "build.lock").open("wb") as stream:
        _lock(stream.fileno())
        yield


def _lock(descriptor: int) -> None:
    if os.name == "nt":
        import msvcrt  # noqa: PLC0415 - only there

        msvcrt.locking(descriptor, msvcrt.LK_LOCK, 1)  # type: ignore[attr-defined,unused-ignore]  # Windows
    else:
        import fcntl  # noqa: PLC0415 - only there

        fcntl.flock(descriptor, fcntl.LOCK_EX)


def publish(
    folder: Path, feed: bytes, lock: str, assets: dict[str, bytes], old_assets: tuple[str, ...]
) -> bool:
    """Write what is new; return whether feed.xml changed.

    `assets` are named from public/. Raises SourceError if a link in public/ leads out of it,
    OSError if something cannot be written; feed.xml is then the old one.
    """
    public = folder / "public"
    public.mkdir(exist_ok=True)
    for name in (*assets, "feed.xml"):
        _check_inside(folder, public, name)
    for name, data in sorted(assets.items()):
        write_atomically(public / name, data)
    write_atomically(folder / "feed.lock", lock.encode())
    changed = write_atomically(public / "feed.xml", feed)
    for name in sorted(set(old_assets) - set(assets)):
        if _is_inside(public, name):
            (public / name).unlink(missing_ok=True)
    _clean_up(folder, public)
    return changed


def _is_inside(public: Path, name: str) -> bool:
    pure = PurePosixPath(name)
    if pure.is_absolute() or ".." in pure.parts:
        return False
    return (public / name).parent.resolve().is_relative_to(public.resolve())


def _check_inside(folder: Path, public: Path, name: str) -> None:
    if public.is_symlink() or not _is_inside(public, name):
        place = f"{folder.as_posix()}/public"
        message = f"{name} would be written outside public/; replace the link by a folder"
        raise SourceError([Finding("path-outside-show", "error", message, place, where="source")])


def _clean_up(folder: Path, public: Path) -> None:
    """Remove what a killed build left behind."""
    for leftover in (*folder.glob(f"{TEMPORARY}*"), *public.rglob(f"{TEMPORARY}*")):
        leftover.unlink(missing_ok=True)
