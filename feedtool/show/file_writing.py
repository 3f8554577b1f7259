"""Writes files so that each is whole at any moment, and on the disk before it is in place."""

import os
import shutil
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import BinaryIO

from feedtool.files.opening import open_output, read_bounded

TEMPORARY = ".feedtool-tmp-"
_SYNCED_AT_ONCE = 16


def write_atomically(path: Path, data: bytes) -> bool:
    """Write a file under another name, then rename it; a file that is equal stays as it is.

    Returns whether anything was written. Raises OSError; the file is then what it was.
    """
    return write_all([(path, data)]) > 0


def write_all(files: Sequence[tuple[Path, bytes]]) -> int:
    """Write files as `write_atomically` does; all are on the disk before the first is put in place.

    To wait for the disk once is ten times as fast as once for each file. Returns how many were
    written. Raises OSError; all files are then old, or those before the one that failed are new.
    """
    staged: list[tuple[Path, Path]] = []
    try:
        for path, data in files:
            if holds(path, data):
                continue
            path.parent.mkdir(parents=True, exist_ok=True)
            temporary = path.with_name(f"{TEMPORARY}{path.name}")
            staged.append((temporary, path))
            # A file of this name is left from a killed build, or is a link to elsewhere.
            temporary.unlink(missing_ok=True)
            with temporary.open("xb") as stream:
                stream.write(data)
        _sync([temporary for temporary, _ in staged])
        for temporary, path in staged:
            temporary.replace(path)
        # The new names survive a power failure, where the system can ensure that.
        _sync(list({path.parent for _, path in staged}) if os.name != "nt" else [])
    except OSError:
        for temporary, _ in staged:
            temporary.unlink(missing_ok=True)
        raise
    return len(staged)


@contextmanager
def stream_atomically(path: Path) -> Iterator[BinaryIO]:
    """Yield a stream; what is written to it becomes the file when the block ends.

    If the block raises, the file is what it was. A link stays a link, the file that it leads to
    changes and keeps its permissions. A device or a pipe is written to at once. Raises OSError.
    """
    path = Path(os.path.realpath(path))
    if path.exists() and not path.is_file():
        with open_output(path) as stream:
            yield stream
        return
    temporary = path.with_name(f"{TEMPORARY}{path.name}")
    temporary.unlink(missing_ok=True)
    try:
        with temporary.open("xb") as stream:
            yield stream
        if path.exists():
            shutil.copymode(path, temporary)
        _sync([temporary])
        temporary.replace(path)
    except BaseException:
        temporary.unlink(missing_ok=True)
        raise


def holds(path: Path, data: bytes) -> bool:
    """Tell whether a file holds exactly these bytes; a link never does."""
    try:
        return read_bounded(path, len(data), follow=False) == data
    except OSError:
        return False


def _sync(paths: Sequence[Path]) -> None:
    """Wait until files or folders are on the disk."""
    if len(paths) < 2:
        for path in paths:
            _sync_one(path)
        return
    from concurrent.futures import ThreadPoolExecutor  # noqa: PLC0415 - only for many files

    with ThreadPoolExecutor(_SYNCED_AT_ONCE) as pool:
        list(pool.map(_sync_one, paths))


def _sync_one(path: Path) -> None:
    descriptor = os.open(path, os.O_RDWR if path.is_file() else os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)
