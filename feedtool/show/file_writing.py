"""Writes files so that each is whole at any moment, and on the disk before it is in place."""

import errno
import os
import stat
from collections.abc import Collection, Iterator, Sequence
from contextlib import ExitStack, contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path
from typing import BinaryIO

from feedtool.files.opening import open_normal, open_output
from feedtool.show.folders import (
    HAS_DESCRIPTORS,
    TEMPORARY,
    Folder,
    Temporary,
    open_folder,
    remove_leftover,
)

_SYNCED_AT_ONCE = 16
_PIECE_BYTES = 1_000_000
_NO_LINKS = (errno.EPERM, errno.ENOSYS, errno.EINVAL, errno.EOPNOTSUPP, errno.ENOTSUP, errno.EXDEV)


@dataclass(slots=True)
class _Staged(Temporary):
    """A file that is written under another name; `is_ours` until it has its own."""

    is_ours: bool = True

    def write(self, data: bytes) -> None:
        """Write bytes; a disk may take fewer than it is given."""
        rest = memoryview(data)
        with self.folder.naming(self.name):
            while rest:
                rest = rest[os.write(self.descriptor, rest) :]

    def keep_rights(self) -> None:
        """Give the file the permissions of the file that it replaces, and its owner if we may."""
        old = self.folder.stat(self.name)
        if old is None or not stat.S_ISREG(old.st_mode) or not HAS_DESCRIPTORS:
            return
        ours = os.fstat(self.descriptor)
        with suppress(OSError):
            if (ours.st_uid, ours.st_gid) != (old.st_uid, old.st_gid):
                os.fchown(self.descriptor, old.st_uid, old.st_gid)
        if stat.S_IMODE(ours.st_mode) != stat.S_IMODE(old.st_mode) & 0o777:
            with self.folder.naming(self.name):
                os.fchmod(self.descriptor, stat.S_IMODE(old.st_mode) & 0o777)

    def sync(self) -> None:
        """Wait until the file is on the disk."""
        with self.folder.naming(self.name):
            os.fsync(self.descriptor)
        if not HAS_DESCRIPTORS:
            self.close()

    def put_in_place(self) -> None:
        """Give the file its name, in place of the old file."""
        self.folder.replace(self.temporary, self.name)
        self.is_ours = False

    def put_beside(self) -> None:
        """Give the file its name if no file has it; raises FileExistsError."""
        self.is_ours = give_name(self.folder, self.temporary, self.name)

    def put_new(self) -> None:
        """Give the file its name if no file has it, on the disk as well, or take it away again.

        Raises OSError, FileExistsError if a file has the name.
        """
        try:
            self.put_beside()
            _sync_folders([self.folder])
        except FileExistsError:
            raise
        except BaseException:
            found = self.folder.stat(self.name)
            if found is not None and os.path.samestat(found, os.fstat(self.descriptor)):
                self.folder.unlink(self.name)
            raise

    def drop(self) -> None:
        """Remove the file if it is not in place, and close it."""
        if self.is_ours:
            self.remove()
        self.close()


def give_name(folder: Folder, name: str, new: str) -> bool:
    """Give a file another name if no file has that; raises FileExistsError.

    Returns whether it still has its old name, too, which can be removed.
    """
    try:
        folder.link(name, new)
    except OSError as why:
        if why.errno not in _NO_LINKS:
            raise
        if folder.stat(new) is not None:
            taken = str(folder.path / new)
            raise FileExistsError(errno.EEXIST, os.strerror(errno.EEXIST), taken) from None
        folder.replace(name, new)
        return False
    return True


def write_atomically(path: Path, data: bytes, within: Path | None = None) -> bool:
    """Write a file under another name, then rename it; a file that is equal stays as it is.

    Returns whether anything was written. Raises OSError; the file is then what it was.
    """
    return write_all([(path, data)], within) > 0


def write_all(files: Sequence[tuple[Path, bytes]], within: Path | None = None) -> int:
    """Write files as `write_atomically` does; all are on the disk before the first is put in place.

    To wait for the disk once is ten times as fast as once for each file. With `within`, no link
    leads us out of that folder. Returns how many were written. Raises OSError; all files are then
    old, or those before the one that failed are new.
    """
    staged: list[_Staged] = []
    folders: dict[Path, Folder] = {}
    with ExitStack() as stack:
        for path, data in files:
            if holds(path, data):
                continue
            folder = folders.get(path.parent)
            if folder is None:
                folder = stack.enter_context(open_folder(path.parent, within))
                folders[path.parent] = folder
            one = stack.enter_context(_staging(folder, path.name))
            staged.append(one)
            one.write(data)
            one.keep_rights()
        _sync(staged)
        for one in staged:
            one.put_in_place()
        _sync_folders(folders.values())
    return len(staged)


@contextmanager
def stream_atomically(path: Path) -> Iterator[BinaryIO]:
    """Yield a stream; what is written to it becomes the file when the block ends.

    If the block raises, the file is what it was. A link stays a link, the file that it leads to
    changes and keeps its permissions. A device or a pipe is written to at once. Raises OSError.
    """
    if path.exists() and not path.is_file():
        with open_output(path) as stream:
            yield stream
        return
    path = Path(os.path.realpath(path))
    with _streaming(path) as (staged, stream):
        yield stream
        stream.flush()
        staged.keep_rights()
        staged.sync()
        staged.put_in_place()
        _sync_folders([staged.folder])


@contextmanager
def stream_new(path: Path) -> Iterator[BinaryIO]:
    """Yield a stream; what is written to it becomes a new file when the block ends.

    Raises FileExistsError if a file has the name by then, OSError if it cannot be written.
    """
    with _streaming(path) as (staged, stream):
        yield stream
        stream.flush()
        staged.sync()
        staged.put_new()


@contextmanager
def _streaming(path: Path) -> Iterator[tuple[_Staged, BinaryIO]]:
    with (
        open_folder(path.parent) as folder,
        _staging(folder, path.name) as staged,
        open(staged.descriptor, "wb", closefd=False) as stream,
    ):
        yield staged, stream


@contextmanager
def _staging(folder: Folder, name: str) -> Iterator[_Staged]:
    staged = _Staged(folder, name)
    try:
        staged.open()
        yield staged
    finally:
        staged.drop()


def write_new(path: Path, data: bytes, within: Path) -> None:
    """Write a new file, whole or not at all; raises FileExistsError if a file has the name."""
    with open_folder(path.parent, within) as folder, _staging(folder, path.name) as staged:
        staged.write(data)
        staged.sync()
        staged.put_new()


def remove_file(path: Path, within: Path) -> None:
    """Remove a file if it exists; no link leads us out of a folder."""
    if path.parent.is_dir():
        with open_folder(path.parent, within) as folder:
            folder.unlink(path.name)


def remove_leftovers(folder: Path, within: Path, *, deep: bool = False) -> None:
    """Remove what killed processes left in a folder, with `deep` also in those below."""
    found = (folder.rglob if deep else folder.glob)(f"{TEMPORARY}*")
    for path in list(found):
        with open_folder(path.parent, within) as inner:
            remove_leftover(inner, path.name)


def holds(path: Path, data: bytes) -> bool:
    """Tell whether a file holds exactly these bytes; a link never does."""
    try:
        with open_normal(path, len(data), follow=False) as stream:
            # In pieces, as nobody needs the whole of an old feed beside the new one.
            return not any(
                stream.read(_PIECE_BYTES) != data[at : at + _PIECE_BYTES]
                for at in range(0, len(data) + 1, _PIECE_BYTES)
            )
    except OSError:
        return False


def _sync(staged: Sequence[_Staged]) -> None:
    """Wait until files are on the disk."""
    if len(staged) < 2:
        for one in staged:
            one.sync()
        return
    from concurrent.futures import ThreadPoolExecutor  # noqa: PLC0415 - only for many files

    with ThreadPoolExecutor(_SYNCED_AT_ONCE) as pool:
        list(pool.map(_Staged.sync, staged))


def _sync_folders(folders: Collection[Folder]) -> None:
    """Ensure, where the system can, that the new names survive a power failure."""
    for folder in folders:
        if folder.descriptor is not None:
            os.fsync(folder.descriptor)
