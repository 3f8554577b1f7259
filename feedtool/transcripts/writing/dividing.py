"""Divides cues that are too long for captions where times of words say when each part starts."""

from collections.abc import Iterator, Sequence
from itertools import pairwise
from typing import NamedTuple

from feedtool.transcripts.joining import join_lines
from feedtool.transcripts.model import Cue, Word
from feedtool.transcripts.writing.wrapping import (
    ends_clause,
    ends_sentence,
    is_breakable,
    measure,
)

_PAUSE_MS = 300


class _Piece(NamedTuple):
    """Words between which there is no break, with what follows them up to the next piece."""

    text: str
    columns: int
    words: Sequence[Word]


def place_words(text: str, words: Sequence[Word]) -> list[int]:
    """Return where each word starts in a text; an empty list if one of them is not there.

    >>> place_words("One, two.", [Word("One", 0, 1), Word("two", 1, 2)])
    [0, 5]
    """
    at = 0
    found = []
    for word in words:
        said = word.text.strip()
        at = text.find(said, at)
        if at < 0 or not said:
            return []
        found.append(at)
        at += len(said)
    return found


def divide(cue: Cue, width: int, most_lines: int, indent: int = 0) -> Sequence[Cue]:
    """Return a cue as several that fit on the screen, or alone: no time is made up.

    Cuts are at ends of sentences, at commas, at pauses, or else between words. In front of the
    first cue stands something that takes `indent` columns.
    """
    text = join_lines(cue.text.split("\n"))
    pieces = _cut_to_pieces(text, cue)
    if not pieces:
        return (cue,)
    pieces[0] = pieces[0]._replace(columns=pieces[0].columns + indent)
    parts = list(_group(pieces, width, most_lines))
    cues = [
        cue._replace(
            text="".join(one.text for one in part).strip(),
            start_ms=part[0].words[0].start_ms,
            end_ms=part[-1].words[-1].end_ms,
            words=tuple(word for one in part for word in one.words),
            identifier="",
        )
        for part in parts
    ]
    cues[0] = cues[0]._replace(start_ms=cue.start_ms, identifier=cue.identifier)
    cues[-1] = cues[-1]._replace(end_ms=cue.end_ms)
    return cues if all((one.start_ms or 0) < (one.end_ms or 0) for one in cues) else (cue,)


def _cut_to_pieces(text: str, cue: Cue) -> list[_Piece]:
    starts = place_words(text, cue.words)
    if not starts or not _is_in_order(cue):
        return []
    begin = 0
    pieces = []
    for index, end in enumerate([*starts[1:], len(text)], 1):
        if end == len(text) or is_breakable(text, end):
            first = starts[begin] if begin else 0
            said = text[first:end]
            pieces.append(_Piece(said, measure(said), cue.words[begin:index]))
            begin = index
    return pieces


def _is_in_order(cue: Cue) -> bool:
    times = [time for one in cue.words for time in (one.start_ms, one.end_ms)]
    times = [cue.start_ms or 0, *times, cue.end_ms or 0]
    return all(before <= after for before, after in pairwise(times))


def _group(pieces: Sequence[_Piece], width: int, most_lines: int) -> Iterator[Sequence[_Piece]]:
    start = 0
    left = sum(one.columns for one in pieces)
    while start < len(pieces):
        end = _find_last(pieces, start, width, most_lines)
        if end < len(pieces):
            end = _find_best(pieces, start, end, left)
        yield pieces[start:end]
        left -= sum(one.columns for one in pieces[start:end])
        start = end


def _find_last(pieces: Sequence[_Piece], start: int, width: int, most_lines: int) -> int:
    """Return behind which piece a cue must end at the latest; it has one at least."""
    line = 1
    taken = 0
    for index in range(start, len(pieces)):
        piece = pieces[index]
        if taken and taken + piece.columns - piece.text.endswith(" ") > width:
            line, taken = line + 1, 0
            if line > most_lines:
                return index
        taken += piece.columns
    return len(pieces)


def _find_best(pieces: Sequence[_Piece], start: int, last: int, left: int) -> int:
    """Return behind which piece a cue ends best: with a sentence, and neither part too short."""
    most = sum(one.columns for one in pieces[start:last])
    best, gain = last, float("-inf")
    taken = 0
    for end in range(start + 1, last + 1):
        piece, after = pieces[end - 1], pieces[end]
        taken += piece.columns
        said = piece.text.rstrip()
        pause = after.words[0].start_ms - piece.words[-1].end_ms >= _PAUSE_MS
        rest = min((left - taken) / most, 0.5)
        found = taken / most + rest
        found += 0.8 * ends_sentence(said) + 0.4 * ends_clause(said) + 0.3 * pause
        if found > gain:
            best, gain = end, found
    return best
