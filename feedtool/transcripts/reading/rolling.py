"""Captions that roll: each cue repeats the last lines of the one before, as YouTube writes them."""

from collections.abc import Sequence

from feedtool.findings.file_findings import FileFindings
from feedtool.transcripts.model import Cue, Word

_SAYS = (
    "cues repeat lines of the cue above, as YouTube writes them, and apps show these lines again; "
    "convert the file, and each line is there once"
)
_FEWEST = 3
# YouTube has a cue with a new line, and then one without it for a hundredth of a second.
_BRIEF_MS = 50
_SHARE_REPEATING = 0.7
_SHARE_GROWING = 0.3
# More lines do not fit on a screen.
_MOST_LINES = 4


def drop_repeats(
    cues: list[Cue], places: list[int], findings: FileFindings
) -> tuple[list[Cue], list[int]]:
    """Return cues that say each line once, and their places; others come back as they are.

    A repeated line stays where it came first, with the times that it has there. `places` are the
    lines of the cues; that of the first one that repeats something is reported.
    """
    if len(cues) <= _FEWEST:
        return cues, places
    counts = _count_repeats(cues)
    if not _do_roll(cues, counts):
        return cues, places
    first = next(place for place, count in zip(places, counts, strict=True) if count)
    findings.add("transcript-rolling", _SAYS, first, 1)
    kept: list[Cue] = []
    kept_places: list[int] = []
    for cue, count, place in zip(cues, counts, places, strict=True):
        rest = _drop_lines(cue, count)
        if rest.text or not count:
            kept.append(rest)
            kept_places.append(place)
    return kept, kept_places


def _do_roll(cues: Sequence[Cue], counts: Sequence[int]) -> bool:
    """Return whether captions roll, by the number of lines that each cue repeats."""
    growing = brief = 0
    for before, cue, count in zip(cues, cues[1:], counts[1:], strict=False):
        if count:
            has_more = count <= cue.text.count("\n")
            growing += has_more
            brief += not has_more and _is_brief(cue) and not _is_brief(before)
    pairs = len(cues) - 1
    if growing + brief < max(_FEWEST, _SHARE_GROWING * pairs):
        return False
    # After a pause nothing is repeated.
    return brief >= _SHARE_GROWING * pairs or sum(map(bool, counts)) >= _SHARE_REPEATING * pairs


def _is_brief(cue: Cue) -> bool:
    if cue.start_ms is None or cue.end_ms is None:
        return False
    return cue.end_ms - cue.start_ms <= _BRIEF_MS


def _count_repeats(cues: Sequence[Cue]) -> list[int]:
    """Return how many lines of each cue are the last ones of the cue before."""
    counts = []
    before: list[str] = []
    for cue in cues:
        lines = cue.text.split("\n") if cue.text else []
        most = min(len(lines), len(before), _MOST_LINES)
        counts.append(next((n for n in range(most, 0, -1) if before[-n:] == lines[:n]), 0))
        before = lines or before
    return counts


def _drop_lines(cue: Cue, count: int) -> Cue:
    if not count:
        return cue
    lines = cue.text.split("\n")
    markup = cue.markup.split("\n")
    return cue._replace(
        text="\n".join(lines[count:]),
        words=_drop_words(cue, lines[:count]),
        markup="\n".join(markup[count:]) if len(markup) == len(lines) else "",
    )


def _drop_words(cue: Cue, lines: Sequence[str]) -> Sequence[Word]:
    """Return the words without those of lines at their start, which have the time of the cue."""
    if not cue.words:
        return ()
    first = cue.words[0]
    rest = first.text.removeprefix(" ".join(" ".join(lines).split())).lstrip()
    return (first._replace(text=rest), *cue.words[1:]) if rest else cue.words[1:]
