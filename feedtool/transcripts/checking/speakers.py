"""Checks whether a transcript of several people says who speaks."""

import re
from collections.abc import Iterator, Sequence

from feedtool.transcripts.checking.cue_faults import Columns, CueFaults, tell_at

# Signs that another person speaks, as captions of television have them.
_CHANGE = re.compile(r"(?:^|\n)[ \t]*(?:>>|&gt;&gt;|[-–—] ?(?=\S))")
# Two dashes in one cue are two people; a single dash may be a list or a thought.
_TWO = 2
_ENOUGH = 3


def find_missing_speakers(columns: Columns, people: int) -> Iterator[CueFaults]:
    """Yield that no cue has a speaker, though several `people` are known, or the text shows so."""
    if any(columns.speakers):
        return
    if people >= _TWO:
        message = (
            f"no cue says who speaks, but the episode has {people} people; "
            "export the transcript with the names of the speakers"
        )
        yield tell_at("transcript-without-speakers", 0, message)
        return
    first = _find_dialogue(columns.texts)
    if first is not None:
        message = (
            "no cue says who speaks, but signs such as - and >> show that several people do; "
            "write their names"
        )
        yield tell_at("transcript-without-speakers", first, message)


def _find_dialogue(texts: Sequence[str]) -> int | None:
    """Return the first cue in which two people speak, None if it is not certain."""
    whole = "\n".join(texts)
    if ">>" not in whole and len(_CHANGE.findall(whole)) < _ENOUGH * _TWO:
        return None
    found = [
        index
        for index, text in enumerate(texts)
        if text.lstrip().startswith(">>") or len(_CHANGE.findall(text)) >= _TWO
    ]
    return found[0] if len(found) >= _ENOUGH else None
