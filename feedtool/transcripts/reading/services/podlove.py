"""The transcripts of the Podlove Publisher and its web player.

Source: https://github.com/podlove/podlove-ui/blob/main/packages/types/transcript.d.ts
"""

from typing import Any

from feedtool.transcripts.reading.grouping import Found, list_cues
from feedtool.transcripts.reading.spoken import Faults, Keys, dig, read_entries, starts_with

FORM = "podlove"
_KEYS = Keys("start_ms", "end_ms", speaker=("voice", "speaker"), unit_ms=1, has_names=True)


def looks_like(whole: Any) -> bool:
    """Return whether this is a list with times in milliseconds, alone or in a configuration."""
    return starts_with(whole, "start_ms", "text") or (
        starts_with(dig(whole, "transcripts"), "start_ms", "text")
    )


def read(whole: Any, faults: Faults) -> Found:
    """Read the list; `voice` is the name of a speaker, `speaker` the id of a contributor."""
    if isinstance(whole, list):
        return list_cues(read_entries(whole, (), _KEYS, faults))
    return list_cues(read_entries(whole["transcripts"], ("transcripts",), _KEYS, faults))
