"""Opens what commands read and write: normal files alone, without waiting, and up to a size.

A name may lead to a pipe that nobody writes to, to a device that never ends, to a folder, or to a
file that grows. Nothing else of the package opens files to read.
"""

import errno
import os
import stat
import sys
from io import BufferedReader, FileIO
from pathlib import Path
from typing import BinaryIO

NOT_NORMAL = "it is not a normal file"
_INSTEAD = "; to read what a program writes, name - and pipe it in"
_FOLDER = "it is a folder; expected a file"
# Feeds, which are read piece by piece.
MOST_BYTES = 500_000_000
# Audio, video and others of which only a few parts are read.
ANY_SIZE = 1 << 62
_BUFFER = 65536
_AT_ONCE = getattr(os, "O_NONBLOCK", 0) | getattr(os, "O_BINARY", 0)
_OWN = ("/dev/stdin", "/dev/fd/", "/proc/self/fd/")

Name = str | os.PathLike[str]


def open_normal(name: Name, most_bytes: int = MOST_BYTES, *, follow: bool = True) -> BinaryIO:
    """Open a normal file to read its bytes, at most `most_bytes` of them.

    Without `follow` the file must not be a link. Raises OSError with the reason, here or while the
    file is read.
    """
    descriptor, found = _open(name, _reading(follow=follow))
    if not stat.S_ISREG(found.st_mode):
        os.close(descriptor)
        is_folder = stat.S_ISDIR(found.st_mode)
        says = _FOLDER if is_folder else f"{NOT_NORMAL}{_INSTEAD}"
        raise OSError(errno.EINVAL, says, os.fspath(name))
    if found.st_size > most_bytes:
        os.close(descriptor)
        raise _too_large(most_bytes, name)
    return BufferedReader(_Bounded(descriptor, most_bytes), _BUFFER)


def read_bounded(path: Path, max_bytes: int, *, follow: bool = True) -> bytes:
    """Read a regular file of at most `max_bytes`: no pipe, no device.

    Without `follow` the file must not be a link. Raises OSError with the reason.
    """
    descriptor, found = _open(path, _reading(follow=follow))
    try:
        if not stat.S_ISREG(found.st_mode):
            raise OSError(errno.EINVAL, NOT_NORMAL, path.as_posix())
        # One call reads nearly all files, without making a stream.
        data = os.read(descriptor, min(found.st_size, max_bytes) + 1)
        if len(data) != found.st_size:
            with os.fdopen(descriptor, "rb", closefd=False) as stream:
                data += stream.read(max_bytes + 1 - len(data))
    finally:
        os.close(descriptor)
    if len(data) > max_bytes:
        raise OSError(errno.EFBIG, f"it has more than {max_bytes // 1_000_000} MB", path.as_posix())
    return data


def _reading(*, follow: bool) -> int:
    return os.O_RDONLY | _AT_ONCE | (0 if follow else getattr(os, "O_NOFOLLOW", 0))


def read_input(name: str, most_bytes: int) -> bytes:
    """Return the bytes of a normal file, or for `-` those of standard input.

    Raises OSError if there are more than `most_bytes`, or if nothing can be read.
    """
    if name != "-":
        with open_normal(name, most_bytes) as source:
            return read_whole(source, most_bytes)
    # Python has none if it was closed before the start.
    if sys.stdin is None:
        raise OSError(errno.EBADF, "standard input is closed", name)
    return read_whole(sys.stdin.buffer, most_bytes)


def read_whole(source: BinaryIO, most_bytes: int) -> bytes:
    """Return what a stream holds. Raises OSError if that is more than `most_bytes`."""
    data = source.read(most_bytes + 1)
    if len(data) > most_bytes:
        raise _too_large(most_bytes)
    return data


def open_output(path: Name, *, append: bool = False) -> BinaryIO:
    """Open a file, a device or a pipe to write to; a pipe must have a reader.

    What is there is kept only with `append`. Raises OSError with the reason.
    """
    keeps = os.O_APPEND if append else os.O_TRUNC
    descriptor, found = _open(path, os.O_WRONLY | os.O_CREAT | keeps | _AT_ONCE)
    if hasattr(os, "set_blocking") and not stat.S_ISREG(found.st_mode):
        # Only to open it must not wait: who reads a pipe may be slow.
        os.set_blocking(descriptor, True)
    return os.fdopen(descriptor, "ab" if append else "wb")


def is_of_this_process(name: str) -> bool:
    """Return whether a name means a file that only this process has open."""
    return name.startswith(_OWN)


def explain(why: OSError) -> str:
    """Return the reason of an error in words, without the name of the file."""
    return why.strerror or "it cannot be read"


class _Bounded(FileIO):
    """A file that gives no more bytes than a limit, even if it grows without end."""

    def __init__(self, descriptor: int, most_bytes: int) -> None:
        super().__init__(descriptor, "rb")
        self._most_bytes = self._left = most_bytes

    def readinto(self, buffer: "bytearray | memoryview") -> int:  # type: ignore[override]  # the buffers that BufferedReader has
        count = super().readinto(buffer)
        if count is None:
            raise OSError(errno.EAGAIN, NOT_NORMAL)
        self._left -= count
        if self._left < 0:
            raise _too_large(self._most_bytes)
        return count

    def readall(self) -> bytes:
        data = bytearray()
        piece = bytearray(_BUFFER)
        while count := self.readinto(piece):
            data += piece[:count]
        return bytes(data)

    def seek(self, offset: int, whence: int = 0, /) -> int:
        at = super().seek(offset, whence)
        self._left = self._most_bytes - at
        return at


def _open(name: Name, flags: int) -> tuple[int, os.stat_result]:
    try:
        descriptor = os.open(name, flags, 0o666)
    except ValueError as why:
        raise OSError(errno.EINVAL, "no file can have this name", os.fspath(name)) from why
    except OSError as why:
        if why.errno != errno.ENXIO:
            raise
        # A socket, or a pipe to write to that nobody reads.
        raise OSError(errno.EINVAL, NOT_NORMAL, os.fspath(name)) from None
    return descriptor, os.fstat(descriptor)


def _too_large(most_bytes: int, *name: Name) -> OSError:
    says = f"it has more than {most_bytes:,} bytes"
    return OSError(errno.EFBIG, says, *(os.fspath(one) for one in name))
