"""Reads the texts of a show: UTF-8, up to a maximum size."""

import errno
import os
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from contextvars import ContextVar
from pathlib import Path
from types import MappingProxyType

from feedtool.files.opening import read_bounded
from feedtool.show.yaml_source import MAX_BYTES, YamlFault

_instead: ContextVar[Mapping[str, bytes]] = ContextVar("instead", default=MappingProxyType({}))


@contextmanager
def read_instead(files: Mapping[str, bytes]) -> Iterator[None]:
    """Read these bytes in place of files, by their absolute paths: how a change would turn out."""
    token = _instead.set(files)
    try:
        yield
    finally:
        _instead.reset(token)


def is_file(path: Path) -> bool:
    """Tell whether a file exists; a name that no file can have, as it is too long, is no error."""
    return os.path.isfile(path)  # noqa: PTH113 - Path.is_file raises for such a name


def read_text(path: Path, max_bytes: int = MAX_BYTES) -> str:
    """Read a UTF-8 file with plain newlines, without byte order mark.

    Raises YamlFault if the file is too large or not UTF-8, OSError if it cannot be read.
    """
    try:
        instead = _instead.get()
        data = instead.get(str(path.absolute())) if instead else None
        data = data or read_bounded(path, max_bytes)
    except OSError as why:
        if why.errno != errno.EFBIG:
            raise
        raise YamlFault(f"the file is larger than {max_bytes:,} bytes", 1, 1) from None
    if data[:2] in (b"\xff\xfe", b"\xfe\xff"):
        raise YamlFault("the file is UTF-16; save it as UTF-8", 1, 1)
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError as why:
        before = data[: why.start].decode("utf-8")
        line = before.count("\n") + 1
        column = len(before) - (before.rfind("\n") + 1) + 1
        message = f"the byte 0x{data[why.start]:02X} is not UTF-8; save the file as UTF-8"
        raise YamlFault(message, line, column) from None
    text = text.replace("\r\n", "\n").replace("\r", "\n") if "\r" in text else text
    conflict = find_conflict(text)
    if conflict is not None:
        message = (
            "git left a conflict here; keep the lines of one side, or of both, and remove the "
            "lines with <<<<<<<, ======= and >>>>>>>"
        )
        raise YamlFault(message, conflict, 1)
    return text


def find_conflict(text: str) -> int | None:
    """Return the line on which a conflict starts that git left in a text, None without one."""
    if "<<<<<<< " not in text:
        return None
    start, is_split = 0, False
    for number, line in enumerate(text.split("\n"), 1):
        if line.startswith("<<<<<<< "):
            start, is_split = number, False
        elif line == "=======":
            is_split = start > 0
        elif is_split and line.startswith(">>>>>>> "):
            return start
    return None
