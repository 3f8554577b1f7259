"""The JSON of Rev and Rev AI: monologues of speakers.

Source: https://docs.rev.ai/api/asynchronous/get-started/
"""

from typing import Any

from feedtool.transcripts.reading.grouping import Found, group_turns
from feedtool.transcripts.reading.speaker_names import name_speaker
from feedtool.transcripts.reading.spoken import (
    Faults,
    Keys,
    Spoken,
    attach_marks,
    dig,
    list_of,
    read_entries,
    starts_with,
)

FORM = "rev"
_KEYS = Keys("ts", "end_ts", ("value",), may_lack_times=True)


def looks_like(whole: Any) -> bool:
    """Return whether this has monologues with elements."""
    return starts_with(dig(whole, "monologues"), "elements")


def read(whole: Any, faults: Faults) -> Found:
    """Read the monologues; `speakers` has names where people wrote the transcript."""
    names = {str(dig(one, "id")): dig(one, "name") for one in list_of(whole.get("speakers"))}
    turns = []
    for index, one in enumerate(whole["monologues"]):
        label = dig(one, "speaker")
        speaker = name_speaker(names.get(str(label))) or name_speaker(label)
        elements = dig(one, "elements")
        if isinstance(elements, list):
            elements = attach_marks(elements, "value", lambda each: each.get("type") == "punct")
        words = read_entries(elements, ("monologues", index, "elements"), _KEYS, faults)
        turns.append(Spoken("", None, None, speaker, ("monologues",), index, words))
    return group_turns(one for one in turns if one.words)
