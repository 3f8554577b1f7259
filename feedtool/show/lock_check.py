"""Checks the form of a lock file, so that its users can rely on it."""

import json
import re
import uuid
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from pathlib import PurePosixPath
from urllib.parse import urlsplit

from feedtool.findings.place import LineColumn
from feedtool.show.key_path import KeyPath
from feedtool.show.scalars import is_text


@dataclass(frozen=True, slots=True)
class LockFault:
    """What is wrong with a lock file; `path` are the keys that lead there."""

    path: KeyPath
    says: str


@dataclass(frozen=True, slots=True)
class _Kind:
    """A kind of value: what accepts it, and what a message calls it."""

    accepts: Callable[[object], bool]
    name: str


def _is_guid(value: object) -> bool:
    try:
        return isinstance(value, str) and len(value) < 100 and bool(uuid.UUID(value))
    except ValueError:
        return False


def _is_moment(value: object) -> bool:
    try:
        return isinstance(value, str) and datetime.fromisoformat(value).tzinfo is not None
    except ValueError:
        return False


def _is_count(value: object) -> bool:
    return isinstance(value, int) and not isinstance(value, bool) and value >= 0


def _is_address(value: object) -> bool:
    """Tell whether a text is an absolute URL whose parts can be told apart."""
    try:
        return (
            is_text(value)
            and (parts := urlsplit(str(value))).port != 0
            and bool(parts.scheme in ("http", "https") and parts.hostname)
        )
    except ValueError:
        return False


def _is_asset(value: object) -> bool:
    """Tell whether a name stays below public/."""
    if not isinstance(value, str) or not is_text(value) or not value:
        return False
    pure = PurePosixPath(value)
    return not pure.is_absolute() and ".." not in pure.parts


def _is_checksum(value: object) -> bool:
    return isinstance(value, str) and re.fullmatch("[0-9a-f]{8}", value) is not None


_WORDS = _Kind(is_text, "a text")
_SOME = _Kind(lambda value: is_text(value) and value != "", "a text")
_COUNT = _Kind(_is_count, "a whole number")
_FLAG = _Kind(lambda value: isinstance(value, bool), "true or false")
_GUID = _Kind(_is_guid, "a UUID")
_MOMENT = _Kind(_is_moment, "a date with its zone")
_ADDRESS = _Kind(_is_address, "the address of a file")
_ASSET = _Kind(_is_asset, "the name of a file in public/")
_CHECKSUM = _Kind(_is_checksum, "a checksum of 8 digits")
_FACTS = {"length": _COUNT, "type": _WORDS, "duration": _COUNT}
# An item of an adopted feed may have no enclosure.
_ENCLOSURE = {"url": _WORDS, **_FACTS}
_CHAPTER = {
    "start_ms": _COUNT,
    "end_ms": _COUNT,
    "title": _WORDS,
    "url": _WORDS,
    "is_hidden": _FLAG,
    "picture": _ASSET,
}
_NEEDED = {"guid": _SOME, "published": _MOMENT, "hash": _WORDS}
_EPISODE = {**_NEEDED, "removed": _FLAG, "permalink": _FLAG}
_KEYS = frozenset(
    ["format", "podcast_guid", "addresses", "base_url", "feeds", "episodes", "probes", "moved",
     "assets", "checks"]
)  # fmt: skip


def find_lock_fault(data: object, forms: Sequence[int]) -> LockFault | None:
    """Return the first fault in the data of a lock file, which must have one of these formats."""
    form = data.get("format") if isinstance(data, dict) else forms[-1]
    if isinstance(form, bool) or not isinstance(form, int) or form not in forms:
        known = " and ".join(map(str, forms))
        return LockFault(("format",), f"its format is {_show(form)}; this version reads {known}")
    fault = next(_find_faults(data), None)
    if fault is None:
        return None
    says = f"the lock file is damaged ({fault.says}); restore it from your history"
    return LockFault(fault.path, says)


def is_answer(value: object) -> bool:
    """Tell whether a value is a server's answer about audio: length, type, duration, or some."""
    return next(_find_in(value, _FACTS, ("probe",)), None) is None


def place_of_key(path: KeyPath, text: str) -> LineColumn:
    """Return line and column of the key that a path leads to, or of the nearest one around it."""
    at = 0
    for depth, step in enumerate(path):
        if isinstance(step, str):
            key = re.escape(json.dumps(step, ensure_ascii=False)) + r"\s*:"
            # As we write it, the outer keys begin a line; an episode may be called like a key.
            indent = re.escape("  " * (depth + 1))
            own_line = re.compile(rf"^{indent}(?={key})", re.MULTILINE)
            match = own_line.search(text, at) if depth < 2 else None
            match = match or re.compile(f"(?={key})").search(text, at)
            at = match.end() if match is not None else at
    return text.count("\n", 0, at) + 1, at - (text.rfind("\n", 0, at) + 1) + 1


def _find_faults(data: object) -> Iterator[LockFault]:
    if not isinstance(data, dict):
        yield LockFault((), "expected keys with values")
        return
    yield from _find_unknown(data, _KEYS, ())
    yield from _find_wrong_maps(data)
    guid = data.get("podcast_guid")
    if guid != "":
        yield from _find_wrong(guid, _GUID, ("podcast_guid",))
    for name, one in _entries(data.get("feeds", {})):
        yield from _find_wrong(one, _GUID, ("feeds", name))
    for name, one in _entries(data.get("episodes")):
        yield from _find_in_episode(one, ("episodes", name))
    for name, one in _entries(data.get("probes", {})):
        yield from _find_in(one, _FACTS, ("probes", name))
    for name, one in _entries(data.get("moved", {})):
        yield from _find_wrong(one, _ADDRESS, ("moved", name))
        yield from _find_wrong(name, _ADDRESS, ("moved", name))
    if "base_url" in data:
        yield from _find_wrong(data["base_url"], _ADDRESS, ("base_url",))
    yield from _find_in_list(data.get("addresses", []), _SOME, ("addresses",))
    # Each asset has its checksum, or none has, as in older versions.
    assets = data.get("assets", [])
    yield from _find_in_list([*assets] if isinstance(assets, dict) else assets, _ASSET, ("assets",))
    yield from _find_wrong_checksums(data)


def _find_wrong_checksums(data: Mapping[str, object]) -> Iterator[LockFault]:
    for key in ("assets", "checks"):
        for name, one in _entries(data.get(key)):
            yield from _find_wrong(one, _CHECKSUM, (key, name))


def _find_wrong_maps(data: Mapping[str, object]) -> Iterator[LockFault]:
    for key in ("feeds", "episodes", "probes", "moved", "checks"):
        for name, _ in _entries(data.get(key)):
            if not is_text(name):
                yield LockFault((key,), f"{key} has a key of characters that no text has")
        if not isinstance(data.get(key, None if key == "episodes" else {}), dict):
            yield LockFault((key,), f"{key} is {_show(data.get(key))}; expected keys with values")


def _entries(value: object) -> Iterator[tuple[str, object]]:
    if isinstance(value, dict):
        yield from value.items()


def _find_in_episode(entry: object, path: KeyPath) -> Iterator[LockFault]:
    inner = ("enclosure", "feeds", "chapters", "more_audio")
    own = {key: one for key, one in _entries(entry) if key not in inner}
    yield from _find_in(own if isinstance(entry, dict) else entry, _EPISODE, path, _NEEDED)
    if isinstance(entry, dict):
        enclosure = entry.get("enclosure")
        yield from _find_in(enclosure, _ENCLOSURE, (*path, "enclosure"), ("url",))
        yield from _find_in_list(entry.get("feeds", []), _SOME, (*path, "feeds"))
        for key, kinds, needed in (
            ("chapters", _CHAPTER, ("start_ms", "title")),
            ("more_audio", _ENCLOSURE, ("url",)),
        ):
            yield from _find_in_records(entry.get(key, []), kinds, (*path, key), needed)


def _find_in_records(
    value: object, kinds: Mapping[str, _Kind], path: KeyPath, needed: tuple[str, ...]
) -> Iterator[LockFault]:
    if not isinstance(value, list):
        yield LockFault(path, f"{_name(path)} is {_show(value)}; expected a list")
        return
    for index, one in enumerate(value):
        yield from _find_in(one, kinds, (*path, index), needed)


def _find_in(
    value: object,
    kinds: Mapping[str, _Kind],
    path: KeyPath,
    needed: Mapping[str, _Kind] | tuple[str, ...] = (),
) -> Iterator[LockFault]:
    if not isinstance(value, dict):
        yield LockFault(path, f"{_name(path)} is {_show(value)}; expected keys with values")
        return
    yield from _find_unknown(value, kinds, path)
    for key in needed:
        if key not in value:
            yield LockFault(path, f"{_name((*path, key))} is missing")
    for key, one in value.items():
        # All but one in a million values are right, and a lock file has thousands.
        if not (is_text(key) and kinds[key].accepts(one)):
            yield from _find_wrong(one, kinds[key], (*path, key))


def _find_unknown(
    value: Mapping[str, object], known: Mapping[str, _Kind] | frozenset[str], path: KeyPath
) -> Iterator[LockFault]:
    for key in value:
        if not is_text(key) or key not in known:
            yield LockFault((*path, key), f"{_name((*path, key))} is unknown")


def _find_in_list(value: object, kind: _Kind, path: KeyPath) -> Iterator[LockFault]:
    if not isinstance(value, list):
        yield LockFault(path, f"{_name(path)} is {_show(value)}; expected a list")
        return
    for index, one in enumerate(value):
        yield from _find_wrong(one, kind, (*path, index))


def _find_wrong(value: object, kind: _Kind, path: KeyPath) -> Iterator[LockFault]:
    if not is_text(str(path[-1])) or not kind.accepts(value):
        yield LockFault(path, f"{_name(path)} is {_show(value)}; expected {kind.name}")


def _name(path: KeyPath) -> str:
    return ".".join(str(step)[:60] for step in path if not isinstance(step, int))


def _show(value: object) -> str:
    if isinstance(value, list):
        return "a list"
    return "keys" if isinstance(value, dict) else json.dumps(value)[:60]
