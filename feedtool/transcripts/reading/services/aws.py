"""The JSON of Amazon Transcribe.

Source: https://docs.aws.amazon.com/transcribe/latest/dg/how-input.html#how-output
"""

from collections.abc import Mapping
from typing import Any

from feedtool.transcripts.reading.grouping import Found, group_words
from feedtool.transcripts.reading.language_names import read_language
from feedtool.transcripts.reading.spoken import (
    Faults,
    Keys,
    attach_marks,
    dig,
    list_of,
    read_entries,
    starts_with,
)

FORM = "aws"
_KEYS = Keys("start_time", "end_time", ("content",), ("speaker_label",), takes_texts=True,
             may_lack_times=True)  # fmt: skip


def looks_like(whole: Any) -> bool:
    """Return whether this has items with alternatives among its results."""
    results = dig(whole, "results")
    return starts_with(dig(results, "items"), "alternatives") or (
        starts_with(dig(results, "transcripts"), "transcript")
    )


def read(whole: Any, faults: Faults) -> Found:
    """Read the words, each with the punctuation behind it, and group them."""
    results = whole["results"]
    items = results.get("items")
    if isinstance(items, list):
        speakers = _find_speakers(results)
        flat = [_flatten(one, speakers) for one in items]
        items = attach_marks(flat, "content", lambda one: one.get("type") == "punctuation")
    words = read_entries(items, ("results", "items"), _KEYS, faults)
    return group_words(words, read_language(results.get("language_code")))


def _flatten(item: Any, speakers: Mapping[str, Any]) -> Any:
    """Return an item with its likeliest text and with its speaker."""
    if not isinstance(item, dict):
        return item
    label = item.get("speaker_label") or speakers.get(str(item.get("start_time")))
    content = dig(item, "alternatives", 0, "content")
    return {**item, "content": content, "speaker_label": label}


def _find_speakers(results: Any) -> dict[str, Any]:
    """Return the labels of speakers by the start of their words; older files have them apart."""
    return {
        start: dig(item, "speaker_label") or dig(segment, "speaker_label")
        for segment in list_of(dig(results, "speaker_labels", "segments"))
        for item in list_of(dig(segment, "items"))
        if isinstance(start := dig(item, "start_time"), str)
    }
