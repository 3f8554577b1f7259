"""The JSON of Speechmatics (json-v2).

Source: https://docs.speechmatics.com/speech-to-text/batch/output
"""

from typing import Any

from feedtool.transcripts.reading.grouping import Found, group_words
from feedtool.transcripts.reading.language_names import read_language
from feedtool.transcripts.reading.spoken import Faults, Keys, attach_marks, dig, read_entries

FORM = "speechmatics"
_KEYS = Keys("start_time", "end_time", ("content",), has_names=True)


def looks_like(whole: Any) -> bool:
    """Return whether this has a list of results that are words or punctuation."""
    first = dig(whole, "results", 0)
    return dig(first, "type") in ("word", "punctuation", "entity") and (
        dig(first, "alternatives", 0, "content") is not None
    )


def read(whole: Any, faults: Faults) -> Found:
    """Read the words, each with the punctuation behind it, and group them."""
    flat = [_flatten(one) for one in whole["results"]]
    entries = attach_marks(flat, "content", lambda one: one.get("type") == "punctuation")
    language = read_language(dig(whole, "metadata", "transcription_config", "language"))
    return group_words(read_entries(entries, ("results",), _KEYS, faults), language)


def _flatten(result: Any) -> Any:
    """Return a result with its likeliest text; S1 is the first speaker, UU an unknown one."""
    if not isinstance(result, dict):
        return result
    label = str(dig(result, "alternatives", 0, "speaker") or "")
    speaker = f"Speaker {label[1:]}" if label[:1] == "S" and label[1:].isdecimal() else label
    content = dig(result, "alternatives", 0, "content")
    return {**result, "content": content, "speaker": "" if speaker == "UU" else speaker}
