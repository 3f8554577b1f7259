"""Locks on open files: the system frees them when a process ends, however it ends."""

import errno
import os
import time

_TAKEN = (errno.EWOULDBLOCK, errno.EACCES, errno.EDEADLK)
_BETWEEN_TRIES_S = 0.05


def wait_for_lock(descriptor: int) -> None:
    """Lock a file when nobody else has it locked. Raises OSError as `lock_file` does."""
    # A signal that comes just before a call that waits for the lock would be seen after it.
    while not lock_file(descriptor):
        time.sleep(_BETWEEN_TRIES_S)


def lock_file(descriptor: int) -> bool:
    """Lock a file unless another process has it locked; return whether that worked.

    Raises OSError where the disk knows no locks.
    """
    try:
        if os.name == "nt":
            import msvcrt  # noqa: PLC0415 - only there

            msvcrt.locking(descriptor, msvcrt.LK_NBLCK, 1)  # type: ignore[attr-defined,unused-ignore]  # Windows
        else:
            import fcntl  # noqa: PLC0415 - only there

            fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except OSError as why:
        if why.errno in _TAKEN:
            return False
        raise
    return True
