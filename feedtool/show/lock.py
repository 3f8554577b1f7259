"""The lock file: what was published, so that it stays what it was.

`feed.lock` is JSON with one line an episode, sorted, made to be committed and read in `git diff`.
Checksums at its end show what was damaged on a disk or lost in a merge.
"""

import json
import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import lru_cache
from pathlib import Path
from typing import Any

from feedtool.files.opening import read_bounded
from feedtool.findings.catalogue import make_finding
from feedtool.findings.report import SourceError
from feedtool.show.file_reading import find_conflict
from feedtool.show.lock_check import find_lock_fault, place_of_key
from feedtool.show.lock_checksums import FORMAT, checksum, find_damage, format_entry

# Without checksums; the assets are a list.
_OLD_FORMAT = 1
NAME = "feed.lock"
# The name of the feed in feed.xml; the other feeds of a show have names of their own.
MAIN_FEED = "feed"
_MAIN_ALONE = (MAIN_FEED,)
_MAX_BYTES = 20_000_000
_DIGITS = 19
_GUID = re.compile(r'    "(?:[^"\\]|\\.)*": \{"guid": ("(?:[^"\\]|\\.)*")')


@dataclass(frozen=True, slots=True)
class LockedEpisode:
    """What was published of an episode; `enclosure` holds url, length, type and duration.

    `permalink` is the guid's isPermaLink where it was adopted from another feed. `feeds` are the
    names of the show's feeds that have it, `feed` is the main feed. An episode that was taken out
    on request stays as `removed`: if it comes back, it has its guid. `chapters` are those in its
    audio, with the names of their pictures, for a build where the audio is not. `more_audio` has
    what `enclosure` has, of the same audio in other formats.
    """

    guid: str
    published: str
    enclosure: dict[str, str | int]
    hash: str
    removed: bool = False
    feeds: tuple[str, ...] = _MAIN_ALONE
    permalink: bool | None = None
    chapters: tuple[Mapping[str, Any], ...] = ()
    more_audio: tuple[Mapping[str, str | int], ...] = ()

    @property
    def audio(self) -> tuple[Mapping[str, str | int], ...]:
        """The enclosure and the same audio in other formats."""
        return (self.enclosure, *self.more_audio)


@dataclass(frozen=True, slots=True)
class Lock:
    """The lock file's content.

    `addresses` are those that feed.xml was published for, the oldest first, `feeds` has the
    podcast:guid of each other feed that the show has or had, `probes` what servers said about the
    audio at a URL (length, type, duration), and `assets` the files beside feed.xml that the last
    build wrote. `base_url` says where they are served, if that is not the folder of the last
    address, and `moved` has the old addresses of files and folders with those that they have now.
    """

    podcast_guid: str = ""
    episodes: dict[str, LockedEpisode] = field(default_factory=dict)
    assets: tuple[str, ...] = ()
    feeds: dict[str, str] = field(default_factory=dict)
    probes: dict[str, dict[str, str | int]] = field(default_factory=dict)
    addresses: tuple[str, ...] = ()
    base_url: str = ""
    moved: dict[str, str] = field(default_factory=dict)


def read_lock(path: Path, shown: str = "") -> Lock:
    """Read a lock file; a file that is missing gives an empty lock.

    Raises SourceError if it is not what `format_lock` writes: a guess would change guids.
    """
    try:
        # A link would be replaced by a file when the lock is written.
        text = read_bounded(path, _MAX_BYTES, follow=False).decode("utf-8")
    except FileNotFoundError:
        return Lock()
    except UnicodeDecodeError as why:
        before = why.object[: why.start].decode("utf-8")
        raise _damaged(shown, "it is not UTF-8", before.count("\n") + 1) from None
    except OSError as why:
        says = "it is a link" if path.is_symlink() else str(why.strerror)
        message = f"the lock file cannot be read ({says}); restore it from your history"
        raise _fault(shown, message) from None
    try:
        # A number of thousands of digits stays a text, which is refused at its place.
        data = json.loads(
            text,
            parse_int=lambda one: int(one) if len(one) < _DIGITS else one,
            object_pairs_hook=_refuse_twice,
        )
    except _TwiceError as why:
        key = re.escape(json.dumps(why.key, ensure_ascii=False))
        places = [one.start() for one in re.finditer(rf"^ *{key}:", text, re.MULTILINE)]
        line = text.count("\n", 0, places[-1]) + 1 if places else 1
        raise _damaged(shown, f'"{why.key[:60]}" is written twice', line) from None
    except json.JSONDecodeError as why:
        raise _explain_json(shown, text, why) from None
    except RecursionError:
        raise _damaged(shown, "values are nested too deep") from None
    fault = find_lock_fault(data, (_OLD_FORMAT, FORMAT)) or find_damage(data, text)
    if fault is not None:
        raise _fault(shown, fault.says, *place_of_key(fault.path, text))
    return _read(data)


class _TwiceError(Exception):
    def __init__(self, key: str) -> None:
        super().__init__(key)
        self.key = key


def _refuse_twice(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    """Refuse a key that is written twice, as after a merge: either could be the right one."""
    data: dict[str, Any] = {}
    for key, one in pairs:
        if key in data:
            raise _TwiceError(key)
        data[key] = one
    return data


def _read(data: dict[str, Any]) -> Lock:
    episodes = {
        slug: LockedEpisode(
            **{
                **entry,
                "feeds": tuple(entry.get("feeds", _MAIN_ALONE)),
                "chapters": tuple(entry.get("chapters", ())),
                "more_audio": tuple(entry.get("more_audio", ())),
            }
        )
        for slug, entry in data["episodes"].items()
    }
    feeds = {str(name): str(guid) for name, guid in data.get("feeds", {}).items()}
    probes = {str(url): dict(answer) for url, answer in data.get("probes", {}).items()}
    assets = tuple(data.get("assets", ()))
    addresses = tuple(data.get("addresses", ()))
    moved = {str(old): str(now) for old, now in data.get("moved", {}).items()}
    base_url = str(data.get("base_url", ""))
    return Lock(
        str(data["podcast_guid"]), episodes, assets, feeds, probes, addresses, base_url, moved
    )


def format_lock(lock: Lock) -> str:
    """Write a lock file, the same for the same content."""
    checks: dict[str, str] = {}

    def line(name: str, value: object) -> str:
        text = format_entry(name, value)
        checks[name] = checksum(text)
        return text

    def block(name: str, entries: Mapping[str, Any]) -> str:
        lines = {key: format_entry(key, one) for key, one in sorted(entries.items())}
        checks.update({f"{name}.{key}": checksum(one) for key, one in lines.items()})
        return _format_block(name, [*lines.values()])

    episodes = {slug: _entry(one) for slug, one in lock.episodes.items()}
    parts = [
        format_entry("format", FORMAT),
        line("podcast_guid", lock.podcast_guid),
        line("addresses", lock.addresses) if lock.addresses else "",
        line("base_url", lock.base_url) if lock.base_url else "",
        block("feeds", lock.feeds) if lock.feeds else "",
        block("episodes", episodes),
        block("probes", lock.probes) if lock.probes else "",
        _format_moved(lock.moved, checks) if lock.moved else "",
        _format_block("assets", [format_entry(one, checksum(one)) for one in sorted(lock.assets)]),
        _format_block("checks", [format_entry(*one) for one in sorted(checks.items())]),
    ]
    return "{\n  " + ",\n  ".join(filter(None, parts)) + "\n}\n"


def _format_moved(moved: Mapping[str, str], checks: dict[str, str]) -> str:
    """Return what has moved, in the order in which it did."""
    checks["moved"] = checksum(format_entry("moved", list(moved.items())))
    return _format_block("moved", [format_entry(*one) for one in moved.items()])


def _format_block(name: str, lines: list[str]) -> str:
    text = ",\n".join(f"    {one}" for one in lines)
    return f'"{name}": ' + (f"{{\n{text}\n  }}" if text else "{}")


def line_of(path: Path, guid: str) -> int:
    """Return the line on which an episode stands in a lock file, 1 if it does not."""
    try:
        return _lines_of(path, path.stat().st_mtime_ns).get(guid, 1)
    except OSError:
        return 1


@lru_cache(maxsize=1)
def _lines_of(path: Path, time_ns: int) -> Mapping[str, int]:
    del time_ns  # another time, another file
    lines = read_bounded(path, _MAX_BYTES).decode("utf-8", "replace").split("\n")
    found = ((_GUID.match(line), number) for number, line in enumerate(lines, 1))
    return {json.loads(match[1]): number for match, number in found if match is not None}


def _entry(episode: LockedEpisode) -> dict[str, Any]:
    entry: dict[str, Any] = {
        "guid": episode.guid,
        "published": episode.published,
        "enclosure": episode.enclosure,
        "hash": episode.hash,
    }
    if episode.permalink is not None:
        entry["permalink"] = episode.permalink
    if episode.feeds != _MAIN_ALONE:
        entry["feeds"] = list(episode.feeds)
    if episode.chapters:
        entry["chapters"] = list(episode.chapters)
    if episode.more_audio:
        entry["more_audio"] = list(episode.more_audio)
    return {**entry, "removed": True} if episode.removed else entry


_CONFLICT = (
    "git left a conflict here; take the file of the side that is published whole "
    "(git checkout --ours feed.lock, or --theirs), then build and commit it"
)


def _explain_json(file: str, text: str, why: json.JSONDecodeError) -> SourceError:
    conflict = find_conflict(text.replace("\r\n", "\n"))
    if conflict is not None:
        return _fault(file, _CONFLICT, conflict)
    return _damaged(file, why.msg, why.lineno, why.colno)


def _damaged(file: str, reason: str, line: int = 1, column: int = 1) -> SourceError:
    message = f"the lock file is damaged ({reason}); restore it from your history"
    return _fault(file, message, line, column)


def _fault(file: str, message: str, line: int = 1, column: int = 1) -> SourceError:
    return SourceError([make_finding("bad-lock", message, file or NAME, line, column)])
