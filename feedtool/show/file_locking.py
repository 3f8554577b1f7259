"""Locks on open files: the system frees them when a process ends, however it ends."""

import errno
import os

# Windows gives up after ten seconds, with the last of these.
_TAKEN = (errno.EWOULDBLOCK, errno.EACCES, errno.EDEADLK)


def lock_file(descriptor: int, *, wait: bool = False) -> bool:
    """Lock a file; return whether that worked. With `wait` it may take several calls.

    Raises OSError where the disk knows no locks.
    """
    try:
        if os.name == "nt":
            import msvcrt  # noqa: PLC0415 - only there

            how = msvcrt.LK_LOCK if wait else msvcrt.LK_NBLCK  # type: ignore[attr-defined,unused-ignore]  # Windows
            msvcrt.locking(descriptor, how, 1)  # type: ignore[attr-defined,unused-ignore]  # Windows
        else:
            import fcntl  # noqa: PLC0415 - only there

            fcntl.flock(descriptor, fcntl.LOCK_EX | (0 if wait else fcntl.LOCK_NB))
    except OSError as why:
        if why.errno in _TAKEN:
            return False
        raise
    return True
