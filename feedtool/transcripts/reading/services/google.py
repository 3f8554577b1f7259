"""The JSON of Google's Speech-to-Text, versions 1 and 2.

Source: https://cloud.google.com/speech-to-text/docs/reference/rest/v1/speech/recognize
"""

from typing import Any

from feedtool.transcripts.reading.grouping import Found, group_words
from feedtool.transcripts.reading.language_names import read_language
from feedtool.transcripts.reading.spoken import (
    Faults,
    Keys,
    Spoken,
    dig,
    list_of,
    read_entries,
    starts_with,
)

FORM = "google"
_KEYS = Keys(text=("word",), takes_texts=True, has_names=True)


def looks_like(whole: Any) -> bool:
    """Return whether this has a list of results with alternatives that have transcripts."""
    return any(
        starts_with(dig(_list_results(whole), at, "alternatives"), "words") for at in (0, -1)
    )


def read(whole: Any, faults: Faults) -> Found:
    """Read the words; with speakers, the last result has all words once more."""
    results = _list_results(whole)
    path = ("response", "results") if "response" in whole else ("results",)
    parts: list[list[Spoken]] = []
    for index, one in enumerate(results):
        entries = [_flatten(word) for word in list_of(dig(one, "alternatives", 0, "words"))]
        inner = (*path, index, "alternatives", 0, "words")
        parts.append(read_entries(entries, inner, _KEYS, faults))
    if len(parts) > 1 and parts[-1] and all(one.speaker for one in parts[-1]):
        parts = parts[-1:]
    language = read_language(dig(results, 0, "languageCode") or dig(results, 0, "language_code"))
    return group_words([word for part in parts for word in part], language)


def _list_results(whole: Any) -> list[Any]:
    return list_of(dig(whole, "results") or dig(whole, "response", "results"))


def _flatten(word: Any) -> Any:
    """Return a word with the keys of all versions and libraries under one name."""
    if not isinstance(word, dict):
        return word
    tag = word.get("speakerTag") or word.get("speaker_tag")
    label = word.get("speakerLabel") or tag
    return {
        "word": word.get("word"),
        "start": _find_time(word, "start"),
        "end": _find_time(word, "end"),
        "speaker": f"Speaker {label}" if label else None,
    }


def _find_time(word: Any, which: str) -> Any:
    """Return a time in seconds; one of 0 is left out, and old versions divide it into two."""
    keys = (f"{which}Time", f"{which}_time", f"{which}Offset", f"{which}_offset")
    value = next((word[key] for key in keys if word.get(key) is not None), 0)
    seconds, nanos = dig(value, "seconds"), dig(value, "nanos")
    if not isinstance(value, dict):
        return value
    try:
        return float(seconds or 0) + float(nanos or 0) / 1e9
    except (TypeError, ValueError, OverflowError):
        return None
