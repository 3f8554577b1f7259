"""The JSON of Podcasting 2.0.

Source: https://github.com/Podcastindex-org/podcast-namespace/blob/main/docs/examples/transcripts/transcripts.md
"""

import re
from typing import Any

from feedtool.transcripts.reading.grouping import Found, are_words, group_words, list_cues
from feedtool.transcripts.reading.spoken import (
    Faults,
    Keys,
    put_unit_right,
    read_entries,
    starts_with,
)
from feedtool.values.json_text import show_json

FORM = "json"
_KEYS = Keys("startTime", "endTime", ("body",), has_names=True)
_VERSION = re.compile(r"[0-9]{1,3}(?:\.[0-9]{1,3}){2}")


def looks_like(whole: Any) -> bool:
    """Return whether this has segments with the keys of Podcasting 2.0."""
    if not isinstance(whole, dict) or not isinstance(whole.get("segments"), list):
        return False
    segments = whole["segments"]
    if any(starts_with([one], "start", "text") for one in segments[:1]):
        return False
    objects = [one for one in segments[:20] if isinstance(one, dict)]
    return "version" in whole or any("startTime" in one or "body" in one for one in objects)


def read(whole: Any, faults: Faults) -> Found:
    """Read the segments; where each is a word, words are grouped into cues."""
    _check_version(whole, faults)
    segments = put_unit_right(
        read_entries(whole["segments"], ("segments",), _KEYS, faults), _KEYS, faults
    )
    return group_words(segments) if are_words(segments) else list_cues(segments)


def _check_version(whole: Any, faults: Faults) -> None:
    version = whole.get("version")
    if version is None:
        faults.add((), 'version is missing; add "version": "1.0.0"')
    elif not isinstance(version, str) or _VERSION.fullmatch(version) is None:
        faults.add(("version",), f'version is {show_json(version)}; expected "1.0.0"')
