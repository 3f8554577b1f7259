"""Reads files with an end to what they take, and texts as UTF-8."""

import errno
import os
import stat
from pathlib import Path

from feedtool.show.yaml_source import MAX_BYTES, YamlFault


def is_file(path: Path) -> bool:
    """Tell whether there is a file, also for a name that no file can have, such as a long one."""
    return os.path.isfile(path)  # noqa: PTH113 - Path.is_file raises for such a name


def read_bounded(path: Path, max_bytes: int, *, follow: bool = True) -> bytes:
    """Read a file with an end to what it takes: no pipe, no device, no more than `max_bytes`.

    Without `follow` it must not be a link either. Raises OSError that says why it was not read.
    """
    flags = os.O_RDONLY | getattr(os, "O_NONBLOCK", 0) | getattr(os, "O_BINARY", 0)
    if not follow:
        flags |= getattr(os, "O_NOFOLLOW", 0)
    try:
        descriptor = os.open(path, flags)
    except ValueError as why:
        raise OSError(errno.EINVAL, "no file can have this name", path.as_posix()) from why
    try:
        if not stat.S_ISREG(os.fstat(descriptor).st_mode):
            raise OSError(errno.EINVAL, "it is no regular file", path.as_posix())
        with os.fdopen(descriptor, "rb", closefd=False) as stream:
            data = stream.read(max_bytes + 1)
    finally:
        os.close(descriptor)
    if len(data) > max_bytes:
        raise OSError(errno.EFBIG, f"it has more than {max_bytes // 1_000_000} MB", path.as_posix())
    return data


def read_text(path: Path, max_bytes: int = MAX_BYTES) -> str:
    """Read a UTF-8 file with plain newlines, without byte order mark.

    Raises YamlFault if it is larger than 1 MB or not UTF-8, OSError if it cannot be read.
    """
    try:
        data = read_bounded(path, max_bytes)
    except OSError as why:
        if why.errno != errno.EFBIG:
            raise
        raise YamlFault(f"the file is larger than {max_bytes:,} bytes", 1, 1) from None
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError as why:
        before = data[: why.start].decode("utf-8")
        line = before.count("\n") + 1
        column = len(before) - (before.rfind("\n") + 1) + 1
        message = f"the byte 0x{data[why.start]:02X} is not UTF-8; save the file as UTF-8"
        raise YamlFault(message, line, column) from None
    return text.replace("\r\n", "\n").replace("\r", "\n")
