"""Gives a date without a zone one, where the show has no time zone: a guess, marked in the file."""

from collections.abc import Iterable, Mapping
from dataclasses import replace
from datetime import UTC, date, datetime, time
from typing import Any

from feedtool.importing.page.yaml_entries import Entry
from feedtool.show.moments import MOMENT


def add_zone(entry: Entry, episodes: Iterable[Mapping[str, Any]]) -> Entry:
    """Return an entry whose date has a zone: its own, that of the newest episode, or UTC.

    `episodes` have the keys of the episodes of the show, as read from YAML.
    """
    moment = _read(entry.value)
    if moment is None or moment.tzinfo is not None:
        return entry
    found = (_read(one.get("published")) for one in episodes)
    newest = max((one for one in found if one is not None and one.tzinfo), default=None)
    whose = "that of the newest episode" if newest else "UTC, as the show names none"
    says = f"the time zone is {whose}"
    zone = newest.tzinfo if newest else UTC
    guess = f"{entry.guess}; {says}" if entry.guess else says
    return replace(entry, value=moment.replace(tzinfo=zone), guess=guess)


def _read(value: object) -> datetime | None:
    """Return a date as a page has it, or as a source may write it; None if it is none."""
    if isinstance(value, datetime):
        return value
    if isinstance(value, date):
        return datetime.combine(value, time())
    if not isinstance(value, str) or not MOMENT.fullmatch(value.strip()):
        return None
    try:
        return datetime.fromisoformat(value.strip().replace(" +", "+").replace(" -", "-"))
    except ValueError:
        return None
