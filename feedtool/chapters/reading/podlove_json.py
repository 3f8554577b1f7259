"""Chapters in the JSON of Podlove and Auphonic: entries with `start`, a time that is a text.

Source: https://docs.podlove.org/podlove-web-player/v5/configuration (chapters) and
https://auphonic.com/help/api/details.html
"""

from collections.abc import Mapping
from typing import Any, NamedTuple

from feedtool.values.json_places import Path
from feedtool.values.times import parse_time

_KEYS = {"title": "title", "href": "url", "url": "url", "image": "img"}


class Listed(NamedTuple):
    """Entries as JSON chapters have them, and the path of their list."""

    entries: list[Any]
    path: Path


def find_podlove_chapters(whole: Any) -> Listed | None:
    """Return the chapters of JSON that has them in this form, None for any other JSON."""
    path: Path = () if isinstance(whole, list) else ("chapters",)
    listed = whole.get("chapters") if isinstance(whole, dict) else whole
    if not isinstance(listed, list) or not listed or not all(map(_is_entry, listed)):
        return None
    return Listed([_rename(one) for one in listed], path)


def _is_entry(value: object) -> bool:
    return (
        isinstance(value, dict) and isinstance(value.get("start"), str) and "startTime" not in value
    )


def _rename(entry: Mapping[str, Any]) -> dict[str, Any]:
    start_ms = parse_time(entry["start"].strip())
    found = {name: entry[key] for key, name in _KEYS.items() if entry.get(key)}
    return {"startTime": entry["start"] if start_ms is None else start_ms / 1000, **found}
