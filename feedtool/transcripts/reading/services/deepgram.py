"""The JSON of Deepgram: words of channels, and where they were asked for, utterances.

Source: https://developers.deepgram.com/reference/speech-to-text-api/listen
"""

from typing import Any

from feedtool.transcripts.reading.grouping import Found, group_turns, group_words, merge
from feedtool.transcripts.reading.language_names import read_language
from feedtool.transcripts.reading.speaker_names import name_speaker
from feedtool.transcripts.reading.spoken import (
    Faults,
    Keys,
    Spoken,
    dig,
    list_of,
    read_entries,
    starts_with,
)

FORM = "deepgram"
_WORDS = Keys(text=("punctuated_word", "word"))
_UTTERANCES = Keys(text=("transcript",), words="words")


def looks_like(whole: Any) -> bool:
    """Return whether this has channels with alternatives, or utterances, among its results."""
    results = dig(whole, "results")
    return starts_with(dig(results, "channels"), "alternatives") or (
        starts_with(dig(results, "utterances"), "transcript")
    )


def read(whole: Any, faults: Faults) -> Found:
    """Read the utterances, or else the words of each channel."""
    results = whole["results"]
    channels = list_of(results.get("channels"))
    language = read_language(
        dig(channels, 0, "detected_language") or dig(channels, 0, "alternatives", 0, "languages", 0)
    )
    if starts_with(results.get("utterances"), "transcript"):
        path = ("results", "utterances")
        found = read_entries(results["utterances"], path, _UTTERANCES, faults, _WORDS)
        return group_turns(found, language)
    several = len(channels) > 1
    parts = [
        group_words(_read_channel(one, index, faults, is_speaker=several))
        for index, one in enumerate(channels)
    ]
    return merge(parts, language)


def _read_channel(channel: Any, index: int, faults: Faults, *, is_speaker: bool) -> list[Spoken]:
    """Return the words of a channel; where there are several, each is that of one speaker."""
    path = ("results", "channels", index, "alternatives", 0, "words")
    words = read_entries(dig(channel, "alternatives", 0, "words"), path, _WORDS, faults)
    if not is_speaker:
        return words
    return [one._replace(speaker=one.speaker or name_speaker(index)) for one in words]
