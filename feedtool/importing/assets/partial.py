"""A file while it is downloaded: NAME.part, and beside it what is known of it, NAME.part.json.

What is there when a download ends early is gone on with by the next one, also by that of another
process, as long as the server has the same version of the file.
"""

import errno
import json
import os
import stat
from contextlib import ExitStack
from dataclasses import asdict, dataclass, replace
from pathlib import Path
from types import TracebackType
from typing import Self

from feedtool.files.opening import NOT_NORMAL, read_bounded
from feedtool.show.file_locking import lock_file
from feedtool.show.file_writing import give_name, remove_file, write_atomically
from feedtool.show.folders import HAS_DESCRIPTORS, Folder, open_folder
from feedtool.values.json_text import read_json

PART = ".part"
STATE = ".part.json"
_STATE_BYTES = 64 * 1024
_STATE_VALUES = 100
_FLAGS = (
    os.O_RDWR | os.O_CREAT | getattr(os, "O_NOFOLLOW", 0) | getattr(os, "O_NONBLOCK", 0)
    | getattr(os, "O_BINARY", 0)
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class State:
    """What is known of a file that is not whole: its address, its version and length, 0 if unknown.

    `name` is the name that it gets, once it is whole and checked.
    """

    url: str
    validator: str = ""
    length: int = 0
    name: str = ""


def read_state(folder: Path, name: str) -> State | None:
    """Return what is known of the download to a name, None if there was none."""
    try:
        data = read_json(
            read_bounded(folder / f"{name}{STATE}", _STATE_BYTES, follow=False), _STATE_VALUES
        )
        state = State(**data) if isinstance(data, dict) else None
    except (OSError, ValueError, TypeError):
        return None
    if state is None or not all(isinstance(one, str) for one in (state.url, state.validator)):
        return None
    is_length = isinstance(state.length, int) and not isinstance(state.length, bool)
    return state if is_length and state.length >= 0 and isinstance(state.name, str) else None


class TakenError(Exception):
    """Another process is downloading the file."""


class Part:
    """The part of a file that is here; no other process writes to it as long as it is open."""

    def __init__(self, root: Path, name: str, url: str) -> None:
        """Open what is here of an address, under a name in the folder of a show.

        Raises TakenError, or OSError if something else is in its place.
        """
        self._root = root
        self._name = name
        self._stack = ExitStack()
        self.size = 0
        self.state = State(url)
        try:
            self._folder = self._stack.enter_context(open_folder((root / name).parent, root))
            known = read_state(root, name)
            # What belongs to it is written first: no process takes the file for its own without.
            if known is None or known.url != url:
                self._write_state(self.state)
                known = None
            self._descriptor = self._open()
            self.state = known or self.state
            self.size = os.fstat(self._descriptor).st_size
            if known is None:
                self._cut(0)
        except BaseException:
            self._stack.close()
            raise

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, why: BaseException | None, at: TracebackType | None
    ) -> None:
        self.close()

    @property
    def path(self) -> Path:
        """Where the part is."""
        return self._root / f"{self._name}{PART}"

    @property
    def is_whole(self) -> bool:
        """Whether all of the file is here, as far as its length is known."""
        return 0 < self.state.length == self.size

    def begin(self, validator: str, length: int) -> None:
        """Forget what is here, and begin a version of the file."""
        self._cut(0)
        self._write_state(State(self.state.url, validator, length))

    def append(self, data: bytes) -> None:
        """Write more of the file; a disk may take fewer bytes than it is given."""
        rest = memoryview(data)
        with self._folder.naming(self.path.name):
            os.lseek(self._descriptor, self.size, os.SEEK_SET)
            while rest:
                written = os.write(self._descriptor, rest)
                self.size += written
                rest = rest[written:]

    def name_as(self, name: str) -> bool:
        """Give the whole file its name in the same folder; return False if a file has the name.

        `discard` is to be called when the sources name it: until then the next download finds it.
        """
        with self._folder.naming(self.path.name):
            os.fsync(self._descriptor)
        self._write_state(replace(self.state, name=name))
        try:
            still = give_name(self._folder, self.path.name, Path(name).name)
        except FileExistsError:
            return False
        if still:
            self._folder.unlink(self.path.name)
        return True

    def discard(self) -> None:
        """Remove all of the download: what is known of it, and what has no other name."""
        if not HAS_DESCRIPTORS:
            self._close_file()
        self._folder.unlink(self.path.name)
        remove_file(self._root / f"{self._name}{STATE}", self._root)
        self.close()

    def close(self) -> None:
        """Close the file, which stays."""
        self._close_file()
        self._stack.close()

    def _close_file(self) -> None:
        descriptor, self._descriptor = getattr(self, "_descriptor", -1), -1
        if descriptor >= 0:
            os.close(descriptor)

    def _cut(self, size: int) -> None:
        with self._folder.naming(self.path.name):
            os.ftruncate(self._descriptor, size)
        self.size = size

    def _write_state(self, state: State) -> None:
        data = json.dumps(asdict(state), ensure_ascii=True, indent=1).encode()
        write_atomically(self._root / f"{self._name}{STATE}", data + b"\n", self._root)
        self.state = state

    def _open(self) -> int:
        descriptor = _open_normal(self._folder, self.path.name)
        try:
            is_ours = lock_file(descriptor) if HAS_DESCRIPTORS else True
        except OSError:
            is_ours = True  # the disk knows no locks
        found = self._folder.stat(self.path.name)
        if not is_ours or (found and not os.path.samestat(found, os.fstat(descriptor))):
            os.close(descriptor)
            raise TakenError
        return descriptor


def _open_normal(folder: Folder, name: str) -> int:
    descriptor = folder.open(name, _FLAGS)
    if not stat.S_ISREG(os.fstat(descriptor).st_mode):
        os.close(descriptor)
        raise OSError(errno.EINVAL, NOT_NORMAL, str(folder.path / name))
    return descriptor
