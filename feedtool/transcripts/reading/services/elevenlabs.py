"""The JSON of ElevenLabs' Scribe: words, blanks and noises in one list.

Source: https://elevenlabs.io/docs/api-reference/speech-to-text/convert
"""

from typing import Any

from feedtool.transcripts.reading.grouping import Found, group_words
from feedtool.transcripts.reading.language_names import read_language
from feedtool.transcripts.reading.spoken import Faults, Keys, dig, read_entries, starts_with

FORM = "elevenlabs"
_KEYS = Keys(speaker=("speaker_id",), may_lack_times=True)


def looks_like(whole: Any) -> bool:
    """Return whether this has words that say what they are."""
    return starts_with(dig(whole, "words"), "text", "start", "type")


def read(whole: Any, faults: Faults) -> Found:
    """Read the words and group them; a blank has no words."""
    words = read_entries(whole["words"], ("words",), _KEYS, faults)
    return group_words(words, read_language(dig(whole, "language_code")))
