"""The lock file: what was published, so that it stays what it was.

`feed.lock` is JSON with one line an episode, sorted, made to be committed and read in `git diff`.
"""

import json
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from feedtool.validator.report import Finding, SourceError

FORMAT = 1
NAME = "feed.lock"


@dataclass(frozen=True, slots=True)
class LockedEpisode:
    """What was published of an episode; `enclosure` holds url, length, type and duration.

    `permalink` is the guid's isPermaLink where it was adopted from another feed. One that was taken
    out on request stays as `removed`: if it comes back, it has its guid.
    """

    guid: str
    published: str
    enclosure: dict[str, str | int]
    hash: str
    removed: bool = False
    permalink: bool | None = None


@dataclass(frozen=True, slots=True)
class Lock:
    """The lock file's content; `assets` are the files beside feed.xml that the last build wrote."""

    podcast_guid: str = ""
    episodes: dict[str, LockedEpisode] = field(default_factory=dict)
    assets: tuple[str, ...] = ()


def read_lock(path: Path, shown: str = "") -> Lock:
    """Read a lock file; one that is not there is empty.

    Raises SourceError if it is not what `format_lock` writes: a guess would change guids.
    """
    try:
        text = path.read_text(encoding="utf-8")
    except FileNotFoundError:
        return Lock()
    try:
        data = json.loads(text)
        if data["format"] != FORMAT:
            raise _fault(shown, f"its format is {data['format']}; this version reads {FORMAT}")
        episodes = {slug: LockedEpisode(**entry) for slug, entry in data["episodes"].items()}
        return Lock(str(data["podcast_guid"]), episodes, tuple(data.get("assets", ())))
    except json.JSONDecodeError as why:
        message = f"the lock file is damaged ({why.msg}); restore it from your history"
        raise _fault(shown, message, why.lineno, why.colno) from None
    except (KeyError, TypeError, AttributeError):
        message = "the lock file is damaged; restore it from your history"
        raise _fault(shown, message) from None


def format_lock(lock: Lock) -> str:
    """Write a lock file, the same for the same content."""

    def line(value: Any) -> str:
        return json.dumps(value, ensure_ascii=False)

    entries = ",\n".join(
        f"    {line(slug)}: " + line(_entry(e)) for slug, e in sorted(lock.episodes.items())
    )
    assets = ",\n".join(f"    {line(name)}" for name in sorted(lock.assets))
    return (
        f'{{\n  "format": {FORMAT},\n  "podcast_guid": {line(lock.podcast_guid)},\n'
        f'  "episodes": {{{_block(entries)}}},\n  "assets": [{_block(assets)}]\n}}\n'
    )


def line_of(path: Path, slug: str) -> int:
    """Return the line on which an episode stands in a lock file, 1 if it does not."""
    start = f"    {json.dumps(slug, ensure_ascii=False)}: "
    lines = path.read_text(encoding="utf-8").split("\n") if path.is_file() else []
    return next((number for number, one in enumerate(lines, 1) if one.startswith(start)), 1)


def _entry(episode: LockedEpisode) -> dict[str, Any]:
    entry: dict[str, Any] = {
        "guid": episode.guid,
        "published": episode.published,
        "enclosure": episode.enclosure,
        "hash": episode.hash,
    }
    if episode.permalink is not None:
        entry["permalink"] = episode.permalink
    return {**entry, "removed": True} if episode.removed else entry


def _block(text: str) -> str:
    return f"\n{text}\n  " if text else ""


def _fault(file: str, message: str, line: int = 1, column: int = 1) -> SourceError:
    finding = Finding("bad-lock", "error", message, file or NAME, line, column, where="source")
    return SourceError([finding])
