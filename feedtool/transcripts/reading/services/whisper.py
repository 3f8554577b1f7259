"""The JSON of Whisper and of programs around it: OpenAI's API, faster-whisper, WhisperX, stable-ts.

Segments may stand alone, as a list or in an object; words may be those of segments or of the whole.
Source: https://github.com/openai/whisper/blob/main/whisper/transcribe.py and
https://github.com/m-bain/whisperX/blob/main/whisperx/schema.py
"""

from collections.abc import Sequence
from typing import Any

from feedtool.transcripts.reading.grouping import Found, group_words, list_cues
from feedtool.transcripts.reading.language_names import read_language
from feedtool.transcripts.reading.spoken import (
    Faults,
    Keys,
    dig,
    put_unit_right,
    read_entries,
    starts_with,
)

FORM = "whisper"
_KEYS = Keys(words="words", speaker=("speaker", "speaker_id"))
_WORDS = Keys(text=("word", "text"), may_lack_times=True, glues=True)
_LISTS = ("segments", "word_segments", "words")


def looks_like(whole: Any) -> bool:
    """Return whether this has segments or words with start and end."""
    if isinstance(whole, list):
        return starts_with(whole, "start", "end", "text") and not starts_with(whole, "start_ms")
    if starts_with(dig(whole, "segments"), "start", "text"):
        return True
    return any(starts_with(dig(whole, key), "start", "end", "word") for key in _LISTS[1:])


def read(whole: Any, faults: Faults) -> Found:
    """Read the segments, or else the words."""
    language = read_language(dig(whole, "language"))
    path: Sequence[str] = ()
    if isinstance(whole, dict):
        key = next(key for key in _LISTS if whole.get(key))
        if key != "segments":
            return group_words(read_entries(whole[key], (key,), _WORDS, faults), language)
        path = (key,)
    found = read_entries(dig(whole, *path), tuple(path), _KEYS, faults, _WORDS)
    return list_cues(put_unit_right(found, _KEYS, faults), language)
