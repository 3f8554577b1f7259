"""The files beside feed.xml: made only where what they come from has changed."""

from collections.abc import Callable
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from unicodedata import normalize

from feedtool.show.digest import digest


@dataclass(frozen=True, slots=True)
class Asset:
    """A file to publish: what makes its bytes, and a stamp that is the same as long as they are."""

    make: Callable[[], bytes]
    stamp: str


def asset_of_bytes(data: bytes) -> Asset:
    """Return an asset of bytes that are at hand."""
    return Asset(lambda: data, digest(data))


def asset_of_file(path: Path, make: Callable[[Path], bytes], *parts: str) -> Asset:
    """Return an asset that is made of a file and of `parts`.

    Raises OSError if the file is missing.
    """
    return Asset(partial(make, path), digest(stamp_of_file(path), *parts))


def stamp_of_file(path: Path) -> str:
    """Return what changes when a file is written: its path, size, times and place on the disk.

    Raises OSError if the file is missing.
    """
    found = path.stat()
    # The name of a folder may be no UTF-8.
    name = path.as_posix().encode("utf-8", "backslashreplace").decode()
    # A copy may keep the size and the time of what it replaces, but not when it came there.
    times = f"{found.st_mtime_ns} {found.st_ctime_ns}"
    return f"{name} {found.st_size} {times} {found.st_ino}"


def fold_name(name: str) -> str:
    """Return a name such that names which are one file on many systems are equal.

    >>> fold_name("Cover.PNG") == fold_name("cover.png")
    True
    """
    return normalize("NFC", name).casefold()
