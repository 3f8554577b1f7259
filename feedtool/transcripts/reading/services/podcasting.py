"""The JSON of Podcasting 2.0.

Source: https://github.com/Podcastindex-org/podcast-namespace/blob/main/docs/examples/transcripts/transcripts.md
"""

import re
from itertools import pairwise
from typing import Any

from feedtool.transcripts.reading.grouping import Found, are_words, group_words, list_cues
from feedtool.transcripts.reading.spoken import (
    Faults,
    Keys,
    Spoken,
    put_unit_right,
    read_entries,
    starts_with,
)
from feedtool.values.json_text import show_json

FORM = "json"
_KEYS = Keys("startTime", "endTime", ("body",), has_names=True)
_ENDS = frozenset(".!?…。！？\"'”’»)]")
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
    return group_words(segments) if are_words(segments) else list_cues(_join_lines(segments))


def _join_lines(segments: list[Spoken]) -> list[Spoken]:
    """Return segments in which the lines of a caption are one, as Buzzsprout has them apart.

    They have the same speaker and times; a sentence goes on from one line to the next somewhere.
    """
    same = [_is_same_time(one, after) for one, after in pairwise(segments)]
    cut = (one.text for one, is_same in zip(segments, same, strict=False) if is_same)
    if not any(text[-1] not in _ENDS for text in cut):
        return segments
    joined = segments[:1]
    for one, is_same in zip(segments[1:], same, strict=True):
        if is_same:
            joined[-1] = joined[-1]._replace(text=f"{joined[-1].text}\n{one.text}")
        else:
            joined.append(one)
    return joined


def _is_same_time(one: Spoken, after: Spoken) -> bool:
    is_said = bool(one.text and after.text) and one.start_ms is not None
    return is_said and one.end_ms is not None and one[1:4] == after[1:4]


def _check_version(whole: Any, faults: Faults) -> None:
    version = whole.get("version")
    if version is None:
        faults.add((), 'version is missing; add "version": "1.0.0"')
    elif not isinstance(version, str) or _VERSION.fullmatch(version) is None:
        faults.add(("version",), f'version is {show_json(version)}; expected "1.0.0"')
