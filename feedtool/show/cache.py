"""Keeps what a build made, so that the next build does not make it again.

One SQLite file in the show's `.feedtool/`, safe to delete. What is kept is found by a kind and a
name, and is valid for one key: a digest of all that it was made from. Values are bytes that are
never run as code. Each has a checksum, which shows damage. A copy of the file is not believed: who
sends a pull request must not decide what a build takes for checked.
"""

import json
import os
import sqlite3
from collections.abc import Callable, Iterator, Mapping
from contextlib import closing, suppress
from functools import cache
from hashlib import blake2b
from importlib.util import find_spec
from pathlib import Path
from types import TracebackType
from typing import Any, Self

from feedtool._version import __version__
from feedtool.show.digest import digest
from feedtool.show.scalars import is_text

FOLDER = ".feedtool"
_NAME = "cache.sqlite"
# SQLite writes these beside it.
_BESIDE = ("-journal", "-wal", "-shm")
_FORMAT = 1
# What is made depends on them; a new version has other files.
_TOOLS = (
    "feedtool", "feedtool.schemas", "yaml", "comrak", "nh3", "lxml", "feedgen", "PIL",
)  # fmt: skip
_CREATE = """
    CREATE TABLE IF NOT EXISTS made (
        kind TEXT, name TEXT, key TEXT, value BLOB, checksum BLOB, PRIMARY KEY (kind, name)
    ) WITHOUT ROWID
"""

# Key, value, checksum; another program may have written anything.
_Row = tuple[Any, Any, Any]


class Cache:
    """The cache of one show; without a folder, or where it cannot be used, it holds nothing.

    Use it as a context manager: what was put is kept when the block ends, also by an exception.
    """

    def __init__(self, folder: Path | None, *, writable: bool = True) -> None:
        self._database = _open(folder, writable=writable) if folder is not None else None
        self._writable = writable
        self._used: set[tuple[str, str]] = set()
        self._read: dict[str, dict[str, _Row]] = {}

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        why: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        if self._database is not None and self._writable:
            with suppress(sqlite3.Error):
                self._database.commit()
        self._give_up()

    def get(self, kind: str, name: str, key: str) -> bytes | None:
        """Return the value that is kept under a name, None if no value is kept for this key."""
        if self._database is None:
            return None
        self._used.add((kind, name))
        try:
            found = self._find(self._database, kind, name)
        except sqlite3.Error:
            self._give_up()
            return None
        if found is None or found[0] != key or not isinstance(found[1], bytes):
            return None
        return found[1] if _checksum(found[1]) == found[2] else None

    def _find(self, database: sqlite3.Connection, kind: str, name: str) -> "_Row | None":
        """Return the row of a name. The first time, all rows of the kind are read at once.

        Most are used, once, which takes a quarter of the time; then they are forgotten.
        """
        if kind not in self._read:
            rows = database.execute(
                "SELECT name, key, value, checksum FROM made WHERE kind = ?", (kind,)
            )
            self._read[kind] = {one[0]: one[1:] for one in rows}
        found = self._read[kind].pop(name, None)
        if found is not None:
            return found
        row: _Row | None = database.execute(
            "SELECT key, value, checksum FROM made WHERE kind = ? AND name = ?", (kind, name)
        ).fetchone()
        return row

    def put(self, kind: str, name: str, key: str, value: bytes) -> None:
        """Keep a value under a name in place of what was there."""
        if self._database is None or not self._writable:
            return
        self._used.add((kind, name))
        self._read.get(kind, {}).pop(name, None)
        try:
            self._database.execute(
                "INSERT OR REPLACE INTO made VALUES (?, ?, ?, ?, ?)",
                (kind, name, key, value, _checksum(value)),
            )
        except sqlite3.Error:
            self._give_up()

    def remember(
        self,
        kind: str,
        name: str,
        key: str,
        make: Callable[[], Any],
        is_sound: Callable[[Any], bool],
    ) -> Any:
        """Return what was kept, or make it and keep it as JSON; what `make` raises is not kept.

        A kept value that is not sound was written by another program; it is made again.
        """
        kept = self.get(kind, name, key)
        if kept is not None:
            found = read_json(kept)
            if found is not None and is_sound(found):
                return found
        made = make()
        text = json.dumps(made, ensure_ascii=False, separators=(",", ":"))
        self.put(kind, name, key, text.encode("utf-8", "surrogatepass"))
        return made

    def forget_unused(self) -> None:
        """Remove what nobody has read or written since the cache was opened."""
        if self._database is None or not self._writable:
            return
        try:
            known = self._database.execute("SELECT kind, name FROM made").fetchall()
            unused = [one for one in known if one[0] != "tools" and one not in self._used]
            if unused:
                self._database.executemany("DELETE FROM made WHERE kind = ? AND name = ?", unused)
        except sqlite3.Error:
            self._give_up()

    def _give_up(self) -> None:
        """Continue without the cache if it cannot be read or written, such as on a full disk."""
        if self._database is not None:
            with suppress(sqlite3.Error):
                self._database.close()
        self._database = None


def read_json(data: bytes) -> Any:
    """Return the value of JSON in the cache; None if it is no JSON or holds half a character."""
    try:
        text = data.decode("utf-8")
        return None if "\\ud" in text else json.loads(text)
    except (ValueError, RecursionError):
        return None


def has_types(value: object, types: Mapping[str, type]) -> bool:
    """Tell whether a value has exactly these keys, each of its type, and texts that XML can hold.

    >>> has_types({"width": 3000}, {"width": int}), has_types({"width": True}, {"width": int})
    (True, False)
    """
    return (
        isinstance(value, dict)
        and value.keys() == types.keys()
        and all(type(one) is types[key] for key, one in value.items())
        and all(is_text(one) for one in value.values() if isinstance(one, str))
    )


def _open(folder: Path, *, writable: bool) -> sqlite3.Connection | None:
    """Open the cache of a show's folder; if damaged or of another version, it starts empty."""
    path = folder / FOLDER / _NAME
    beside = [path.with_name(_NAME + ending) for ending in _BESIDE]
    if any(one.is_symlink() for one in (path.parent, path, *beside)):
        return None
    if not writable:
        return _connect(path, "ro") if path.is_file() else None
    try:
        path.parent.mkdir(exist_ok=True)
        found = _connect(path, "rwc")
        if found is None:
            path.unlink(missing_ok=True)
            found = _connect(path, "rwc")
    except OSError:
        return None
    return found


def _connect(path: Path, mode: str) -> sqlite3.Connection | None:
    database = None
    if path.exists() and not path.is_file():
        return None  # to open a pipe may take forever
    try:
        uri = f"{path.resolve().as_uri()}?mode={mode}"
        database = sqlite3.connect(uri, uri=True, timeout=1)
        database.execute("PRAGMA trusted_schema = OFF")
        # The checksums show what a power failure has damaged.
        database.execute("PRAGMA synchronous = OFF")
        if mode != "ro":
            database.execute(_CREATE)
        # The file's number on this disk: a cache that came with a checkout, from strangers, has
        # another one, and is not believed.
        stamp = f"{_FORMAT} {tools_stamp()} {path.stat().st_ino}"
        if _schema(database) != _our_schema():
            # A trigger or a view could do anything.
            raise sqlite3.DatabaseError("the cache has another schema")
        found = database.execute("SELECT key FROM made WHERE kind = 'tools'").fetchone()
        if found is None or found[0] != stamp:
            if mode == "ro":
                database.close()
                return None
            database.execute("DELETE FROM made")
            database.execute(
                "INSERT INTO made VALUES ('tools', '', ?, x'', ?)", (stamp, _checksum(b""))
            )
    except (sqlite3.Error, OSError):
        if database is not None:
            database.close()
        return None
    return database


def _schema(database: sqlite3.Connection) -> list[Any]:
    return database.execute("SELECT type, name, tbl_name, sql FROM sqlite_master").fetchall()


@cache
def _our_schema() -> list[Any]:
    with closing(sqlite3.connect(":memory:")) as database:
        database.execute(_CREATE)
        return _schema(database)


@cache
def tools_stamp() -> str:
    """Return a text that changes with the version of feedtool, its files, or a library it uses."""
    parts = [__version__]
    for name in _TOOLS:
        spec = find_spec(name)
        if spec is None or spec.origin is None:
            continue
        if name.startswith("feedtool"):
            parts += sorted(_list_files(os.path.dirname(spec.origin)))  # noqa: PTH120 - see there
        else:
            parts.append(_stamp(name, os.stat(spec.origin)))  # noqa: PTH116 - as above
    return digest(*parts)


def _list_files(folder: str) -> Iterator[str]:
    """Yield the stamps of our modules and records; paths as texts take a quarter of the time."""
    with os.scandir(folder) as entries:
        for one in entries:
            if one.name.endswith((".py", ".json")):
                yield _stamp(one.path, one.stat())
            elif "." not in one.name and one.name != "__pycache__" and one.is_dir():
                yield from _list_files(one.path)


def _stamp(name: str, found: os.stat_result) -> str:
    return f"{name} {found.st_size} {found.st_mtime_ns}"


def _checksum(value: bytes) -> bytes:
    return blake2b(value, digest_size=8).digest()
