"""The JSON of Whisper and of what is built on it: OpenAI's API, faster-whisper, WhisperX.

Segments may stand alone, as a list or in an object; words may be those of segments or of the whole.
Source: https://github.com/openai/whisper/blob/main/whisper/transcribe.py and
https://github.com/m-bain/whisperX/blob/main/whisperx/schema.py
"""

from typing import Any

from feedtool.transcripts.model import Cue
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
_LONE_KEYS = frozenset({"text", "language", "duration", "task", "usage", "segments", "words"})
_LISTS = ("segments", "word_segments", "words")


def looks_like(whole: Any) -> bool:
    """Return whether this has segments or words with start and end."""
    if isinstance(whole, list):
        return starts_with(whole, "start", "end", "text") and not starts_with(whole, "start_ms")
    if starts_with(dig(whole, "segments"), "start", "text"):
        return True
    if starts_with(dig(whole, "chunks"), "timestamp", "text") or _is_text_alone(whole):
        return True
    return any(starts_with(dig(whole, key), "start", "end", "word") for key in _LISTS[1:])


def read(whole: Any, faults: Faults) -> Found:
    """Read the segments, or else the words."""
    if isinstance(whole, list):
        return list_cues(
            put_unit_right(read_entries(whole, (), _KEYS, faults, _WORDS), _KEYS, faults)
        )
    language = read_language(whole.get("language"))
    if _is_text_alone(whole):
        lines = filter(None, map(str.strip, whole["text"].split("\n")))
        cues = [Cue(line) for line in lines]
        return Found(cues, [("text",)] * len(cues), language)
    key = next((key for key in _LISTS if whole.get(key)), "chunks")
    if key in _LISTS[1:]:
        return group_words(read_entries(whole[key], (key,), _WORDS, faults), language)
    entries = whole[key]
    if key == "chunks":
        entries = [_flatten(one) for one in entries]
    found = read_entries(entries, (key,), _KEYS, faults, _WORDS)
    return list_cues(put_unit_right(found, _KEYS, faults), language)


def _is_text_alone(whole: Any) -> bool:
    """Return whether this is all that OpenAI's API gives if it is asked for nothing more."""
    if not isinstance(whole, dict) or not isinstance(whole.get("text"), str):
        return False
    return whole.keys() <= _LONE_KEYS and not any(whole.get(key) for key in _LISTS)


def _flatten(chunk: Any) -> Any:
    """Return a chunk of Hugging Face's pipeline, which has start and end in one list."""
    if not isinstance(chunk, dict):
        return chunk
    start, end = dig(chunk, "timestamp", 0), dig(chunk, "timestamp", 1)
    return {**chunk, "start": start, "end": end}
