"""The captions of YouTube as `json3`."""

from typing import Any

from feedtool.transcripts.reading.grouping import Found, list_cues
from feedtool.transcripts.reading.spoken import (
    Faults,
    Keys,
    Spoken,
    dig,
    list_of,
    read_entries,
    starts_with,
)

FORM = "youtube"
_KEYS = Keys("tStartMs", "end", unit_ms=1)


def looks_like(whole: Any) -> bool:
    """Return whether this has events with a start."""
    return starts_with(dig(whole, "events"), "tStartMs")


def read(whole: Any, faults: Faults) -> Found:
    """Read the events; the lines of automatic captions overlap, as they roll."""
    entries = [_flatten(one) for one in whole["events"]]
    found = [one for one in read_entries(entries, ("events",), _KEYS, faults) if one.text]
    return list_cues([*map(_end_early, found, [*found[1:], None])])


def _end_early(one: Spoken, after: Spoken | None) -> Spoken:
    """Return a line that ends where the next one starts."""
    next_ms = after.start_ms if after else None
    if one.start_ms is None or one.end_ms is None or next_ms is None:
        return one
    return one._replace(end_ms=next_ms) if one.start_ms < next_ms < one.end_ms else one


def _flatten(event: Any) -> Any:
    """Return an event with its end and with the text of its segments."""
    if not isinstance(event, dict):
        return event
    texts = [dig(one, "utf8") for one in list_of(event.get("segs"))]
    start, duration = event.get("tStartMs"), event.get("dDurationMs")
    end = start + duration if isinstance(start, int) and isinstance(duration, int) else None
    return {
        "tStartMs": start,
        "end": end,
        "text": "".join(one for one in texts if isinstance(one, str)),
    }
