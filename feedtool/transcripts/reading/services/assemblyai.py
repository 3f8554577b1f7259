"""The JSON of AssemblyAI: times in milliseconds, utterances of speakers with letters.

Source: https://www.assemblyai.com/docs/api-reference/transcripts/get
"""

from typing import Any

from feedtool.transcripts.reading.grouping import Found, group_turns, group_words, list_cues
from feedtool.transcripts.reading.language_names import read_language
from feedtool.transcripts.reading.spoken import Faults, Keys, dig, read_entries, starts_with

FORM = "assemblyai"
_WORDS = Keys(unit_ms=1)
_TURNS = Keys(words="words", unit_ms=1)
_PARTS = ("utterances", "sentences", "paragraphs")


def looks_like(whole: Any) -> bool:
    """Return whether this has words, or parts with words, each with a text and a confidence."""
    return any(
        starts_with(dig(whole, key), "text", "start", "end", "confidence")
        for key in ("words", *_PARTS)
    )


def read(whole: Any, faults: Faults) -> Found:
    """Read utterances, which have speakers; else words, or sentences that were asked for alone."""
    language = read_language(dig(whole, "language_code"))
    for key in _PARTS:
        if whole.get(key):
            turns = read_entries(whole[key], (key,), _TURNS, faults, _WORDS)
            group = list_cues if key == "sentences" else group_turns
            return group(turns, language)
    return group_words(read_entries(whole["words"], ("words",), _WORDS, faults), language)
