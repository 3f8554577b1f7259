"""Checksums in a lock file: each line that subscribers depend on has one, on a line of its own.

A line that is damaged or gone is found, and git still merges two branches line by line. What has no
checksum is taken as it is: the lock files of older versions have none.
"""

import json
import zlib
from collections.abc import Iterator, Mapping
from typing import Any

from feedtool.show.lock_check import LockFault

FORMAT = 2
# Their entries stand on a line each, and have a checksum each.
BLOCKS = ("feeds", "episodes", "probes")
_RESTORE = "; restore it from your history"


def checksum(text: str) -> str:
    """Return the checksum of a line, without its indent and its comma.

    >>> checksum('"podcast_guid": ""')
    '6dcc0c4f'
    """
    return f"{zlib.crc32(text.encode('utf-8', 'surrogatepass')):08x}"


def format_entry(key: str, value: object) -> str:
    """Return a key with its value as a lock file has them."""
    return f"{json.dumps(key, ensure_ascii=False)}: {json.dumps(value, ensure_ascii=False)}"


def find_damage(data: Mapping[str, Any], text: str) -> LockFault | None:
    """Return the first entry that is not the one that was written, in a lock file of right form."""
    return next(_find_damage(data, text), None)


def _find_damage(data: Mapping[str, Any], text: str) -> Iterator[LockFault]:
    if data["format"] == FORMAT and "checks" not in data:
        yield LockFault(("format",), f"the lock file is damaged (checks is missing){_RESTORE}")
    checks = data.get("checks", {})
    # To format all entries again would take ten times as long.
    lines = {checksum(line.strip(" ,\r")) for line in text.split("\n")} if checks else set()
    for name, value in checks.items():
        if value not in lines:
            yield from _compare(data, name, value)
    assets = data.get("assets", {})
    for name, value in assets.items() if isinstance(assets, dict) else ():
        if value != checksum(name):
            says = f"assets.{name[:60]} has the checksum of another name"
            yield LockFault(("assets", name), f"the lock file is damaged ({says}){_RESTORE}")


def _compare(data: Mapping[str, Any], name: str, value: str) -> Iterator[LockFault]:
    """Yield a fault if an entry is missing or has another checksum, however it is formatted."""
    block, _, key = name.partition(".")
    path = (block, key) if key and block in BLOCKS else (name,)
    within = data.get(block, {}) if len(path) == 2 else data
    if path[-1] not in within:
        yield LockFault(("checks", name), _explain(name, "is missing, and its checksum is here"))
    elif checksum(_format_part(path[-1], within[path[-1]])) != value:
        yield LockFault(path, _explain(name, "is not what was written"))


def _format_part(key: str, value: Any) -> str:
    # The order of what has moved counts.
    return format_entry(key, list(value.items()) if key == "moved" else value)


def _explain(name: str, says: str) -> str:
    return (
        f"the lock file is damaged ({name[:60]} {says}){_RESTORE}; if you changed it yourself, "
        f'remove the line "{name[:60]}" from checks'
    )
