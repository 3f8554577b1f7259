"""Opens folders, and makes and removes files in them, so that no link leads elsewhere meanwhile.

A path is looked up again each time it is used, and anybody who may write to a folder can put a link
in its place in between. So a folder is opened once, and its files are named from there.
"""

import os
import stat
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from errno import ELOOP
from itertools import count
from pathlib import Path

from feedtool.show.digest import digest
from feedtool.show.file_locking import lock_file

TEMPORARY = ".feedtool-tmp-"
# Windows names files by their whole paths alone, and does not rename open files.
HAS_DESCRIPTORS = os.name != "nt"
_NOFOLLOW = getattr(os, "O_NOFOLLOW", 0)
_NEW = os.O_RDWR | os.O_CREAT | os.O_EXCL | _NOFOLLOW | getattr(os, "O_BINARY", 0)
_OLD = os.O_RDONLY | _NOFOLLOW | getattr(os, "O_NONBLOCK", 0)
_FOLDER = os.O_RDONLY | getattr(os, "O_DIRECTORY", 0)
# With our prefix, no system takes a longer one.
_LONGEST_NAME = 200


@dataclass(frozen=True, slots=True)
class Folder:
    """An open folder; `descriptor` is None where the system opens no folders."""

    path: Path
    descriptor: int | None

    def name(self, name: str) -> str:
        """Return a file of the folder as the functions of the system take it."""
        return name if self.descriptor is not None else str(self.path / name)

    def stat(self, name: str) -> os.stat_result | None:
        """Return the state of a file, not of what it links to; None if it does not exist."""
        try:
            return os.stat(self.name(name), dir_fd=self.descriptor, follow_symlinks=False)
        except FileNotFoundError:
            return None

    def open(self, name: str, flags: int) -> int:
        """Open a file; raises OSError, which says the whole path."""
        with self.naming(name):
            return os.open(self.name(name), flags, 0o666, dir_fd=self.descriptor)

    def replace(self, name: str, new: str) -> None:
        """Give a file another name, in place of the file that has it."""
        with self.naming(new):
            os.replace(
                self.name(name), self.name(new),
                src_dir_fd=self.descriptor, dst_dir_fd=self.descriptor,
            )  # fmt: skip

    def link(self, name: str, new: str) -> None:
        """Give a file a second name; raises FileExistsError if a file has it."""
        with self.naming(new):
            os.link(
                self.name(name), self.name(new),
                src_dir_fd=self.descriptor, dst_dir_fd=self.descriptor, follow_symlinks=False,
            )  # fmt: skip

    def unlink(self, name: str) -> None:
        """Remove a file, if it exists."""
        with self.naming(name), suppress(FileNotFoundError):
            os.unlink(self.name(name), dir_fd=self.descriptor)

    @contextmanager
    def naming(self, name: str) -> Iterator[None]:
        """Say the whole path of a file in what is raised inside."""
        try:
            yield
        except OSError as why:
            raise OSError(why.errno, why.strerror, str(self.path / name)) from why


@contextmanager
def open_folder(path: Path, within: Path | None = None) -> Iterator[Folder]:
    """Open a folder, which is made if it is missing.

    With `within`, links lead nowhere outside that folder, also if they come while we work.
    Raises OSError.
    """
    if not HAS_DESCRIPTORS:
        path.mkdir(parents=True, exist_ok=True)
        yield Folder(path, None)
        return
    descriptor = _open_below(path, within) if within is not None else _open(path)
    try:
        yield Folder(path, descriptor)
    finally:
        os.close(descriptor)


def _open(path: Path) -> int:
    path.mkdir(parents=True, exist_ok=True)
    return os.open(path, _FOLDER)


def _open_below(path: Path, within: Path) -> int:
    """Open a folder step by step from another one, and follow no link on the way."""
    root = within.resolve()
    try:
        # Links that stay inside are the user's choice; what they say is looked up only here.
        parts = path.resolve().relative_to(root).parts
    except ValueError:
        raise OSError(ELOOP, f"a link leads out of {within.as_posix()}", str(path)) from None
    descriptor = os.open(root, _FOLDER)
    try:
        for part in parts:
            with suppress(FileExistsError):
                os.mkdir(part, dir_fd=descriptor)
            inner = os.open(part, _FOLDER | _NOFOLLOW, dir_fd=descriptor)
            os.close(descriptor)
            descriptor = inner
    except OSError as why:
        os.close(descriptor)
        raise OSError(why.errno, why.strerror, str(path)) from why
    return descriptor


@dataclass(slots=True)
class Temporary:
    """A file under another name than `name`, to be renamed.

    As long as it is open, no other process uses or removes it. A file of that name that a killed
    process left is replaced.
    """

    folder: Folder
    name: str
    temporary: str = ""
    descriptor: int = -1

    def open(self) -> None:
        """Make the file; raises OSError."""
        for number in count():
            self.temporary = temporary_name(self.name, number)
            while remove_leftover(self.folder, self.temporary):
                with suppress(FileExistsError):
                    self.descriptor = self.folder.open(self.temporary, _NEW)
                    if _keep(self.folder, self.temporary, self.descriptor):
                        return
                    self.close()

    def close(self) -> None:
        """Close the file; from then on it counts as left over."""
        if self.descriptor >= 0:
            descriptor, self.descriptor = self.descriptor, -1
            os.close(descriptor)

    def remove(self) -> None:
        """Remove the file, also where a signal came while it was made."""
        if not HAS_DESCRIPTORS:
            self.close()
        with suppress(OSError):
            if self.descriptor >= 0 or not HAS_DESCRIPTORS:
                self.folder.unlink(self.temporary)
            elif self.temporary:
                remove_leftover(self.folder, self.temporary)


def temporary_name(name: str, number: int = 0) -> str:
    """Return the name under which a file is written; processes at one time have other numbers.

    >>> temporary_name("feed.xml"), temporary_name("feed.xml", 1)
    ('.feedtool-tmp-feed.xml', '.feedtool-tmp-1-feed.xml')
    """
    short = name if len(os.fsencode(name)) <= _LONGEST_NAME else digest(os.fsencode(name))
    return f"{TEMPORARY}{f'{number}-' if number else ''}{short}"


def remove_leftover(folder: Folder, name: str) -> bool:
    """Remove a file under a temporary name, unless a process writes it; return whether it is gone.

    A link is removed, never followed; a folder of that name stays, as we make none.
    """
    found = folder.stat(name)
    if found is None or stat.S_ISDIR(found.st_mode):
        return found is None
    if not stat.S_ISREG(found.st_mode):
        folder.unlink(name)
        return True
    try:
        descriptor = folder.open(name, _OLD)
    except OSError:
        # It is gone, or of another user, or a link by now.
        folder.unlink(name)
        return True
    try:
        if not _keep(folder, name, descriptor):
            return False
        if HAS_DESCRIPTORS:
            folder.unlink(name)
    finally:
        os.close(descriptor)
    if not HAS_DESCRIPTORS:
        folder.unlink(name)
    return True


def _keep(folder: Folder, name: str, descriptor: int) -> bool:
    """Lock an open file; return whether it is ours, and still the one of that name."""
    if not HAS_DESCRIPTORS:
        return True
    try:
        if not lock_file(descriptor):
            return False
    except OSError:
        return True  # the disk knows no locks
    found, ours = folder.stat(name), os.fstat(descriptor)
    return found is not None and (found.st_dev, found.st_ino) == (ours.st_dev, ours.st_ino)
