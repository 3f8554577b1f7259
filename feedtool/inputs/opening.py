"""Opens files that a user named, which may be anything: a folder, a pipe, a device."""

import errno
import os
import stat
from typing import BinaryIO

_OPEN_PIPES = ("/dev/stdin", "/dev/fd/", "/proc/self/fd/")


def open_file(name: str) -> BinaryIO:
    """Open a normal file to read its bytes, or a pipe that the shell has opened: `<(curl …)`.

    Raises OSError with the reason if the name is another thing: to open a pipe may take forever.
    """
    flags = os.O_RDONLY | getattr(os, "O_NONBLOCK", 0) | getattr(os, "O_BINARY", 0)
    try:
        descriptor = os.open(name, flags)
    except ValueError as why:
        raise OSError(errno.EINVAL, "no file can have this name", name) from why
    kind = os.fstat(descriptor).st_mode
    if stat.S_ISREG(kind):
        return os.fdopen(descriptor, "rb")
    if stat.S_ISFIFO(kind) and is_open_pipe(name):
        os.set_blocking(descriptor, True)
        return os.fdopen(descriptor, "rb")
    os.close(descriptor)
    raise OSError(errno.EINVAL, _explain(kind), name)


def read_whole(source: BinaryIO, most_bytes: int) -> bytes:
    """Return what a stream holds. Raises OSError if that is more than `most_bytes`."""
    data = source.read(most_bytes + 1)
    if len(data) > most_bytes:
        raise OSError(errno.EFBIG, f"it has more than {most_bytes:,} bytes")
    return data


def is_open_pipe(name: str) -> bool:
    """Return whether a name is one under which this process has a pipe, and no other process."""
    return name.startswith(_OPEN_PIPES)


def real_path(name: str) -> str:
    """Return the path of a file without links; a name that no file can have stays as it is."""
    try:
        return os.path.normcase(os.path.realpath(name))
    except ValueError:
        return name


def explain(why: OSError) -> str:
    """Return the reason of an error in words, without the name of the file."""
    return why.strerror or "it cannot be read"


def _explain(kind: int) -> str:
    """Say what is wrong with something that is no normal file."""
    if stat.S_ISDIR(kind):
        return "it is a folder; expected a file"
    return "it is no normal file; to check what a program writes, name - and pipe it in"
