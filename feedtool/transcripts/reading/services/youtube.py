"""The captions of YouTube: `json3`, and the lists of youtube-transcript-api.

Source: https://github.com/jdepoix/youtube-transcript-api#api
"""

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
_LIST_KEYS = Keys()


def looks_like(whole: Any) -> bool:
    """Return whether this has events with a start, or a list of texts with a duration."""
    return starts_with(dig(whole, "events"), "tStartMs") or starts_with(
        whole, "text", "start", "duration"
    )


def read(whole: Any, faults: Faults) -> Found:
    """Read the events; the lines of automatic captions overlap, as they roll."""
    if isinstance(whole, list):
        entries = [_add_end(one) for one in whole]
        found = [one for one in read_entries(entries, (), _LIST_KEYS, faults) if one.text]
    else:
        entries = [_flatten(one) for one in whole["events"]]
        found = [one for one in read_entries(entries, ("events",), _KEYS, faults) if one.text]
    return list_cues([*map(_end_early, found, [*found[1:], None])])


def _add_end(entry: Any) -> Any:
    """Return an entry of a list with its end, which is as exact as its start."""
    start, duration = dig(entry, "start"), dig(entry, "duration")
    if not isinstance(start, int | float) or not isinstance(duration, int | float):
        return entry
    return {**entry, "end": round(start + duration, 3)}


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
