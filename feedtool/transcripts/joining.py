"""Joins sentences that are cut over several cues or turns of one speaker."""

import re
from collections.abc import Iterable, Iterator

from feedtool.transcripts.model import Cue

_SENTENCE_END = re.compile(r"[.!?…:»”\"')\]。！？」』）؟।۔]$")
# Letters of double width: Chinese and Japanese.
WIDE = "\u2e80-\u30ff\u3100-\u312f\u3400-\u9fff\uf900-\ufaff\uff00-\uff65\U00020000-\U0003ffff"
# They, Thai, Lao, Burmese and Khmer have no blanks between words, nor at the end of a line.
UNSPACED = rf"{WIDE}\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff"
_UNSPACED = re.compile(f"[{UNSPACED}]")


def join_sentences(cues: Iterable[Cue]) -> Iterator[Cue]:
    """Yield cues of whole sentences; no word is lost or moved, and none leaves its speaker.

    The times of a joined cue are the first start and the last end of its parts; its text is one
    line.

    >>> [one.text for one in join_sentences([Cue("The ferry"), Cue("is late."), Cue("Again.")])]
    ['The ferry is late.', 'Again.']
    """
    return map(join_cues, group_sentences(cues))


def group_sentences(cues: Iterable[Cue]) -> Iterator[list[Cue]]:
    """Yield the cues of each sentence."""
    parts: list[Cue] = []
    for cue in cues:
        if parts and not _continues(parts[-1], cue):
            yield parts
            parts = []
        parts.append(cue)
    if parts:
        yield parts


def join_cues(parts: list[Cue]) -> Cue:
    """Return several cues, one after the other, as one."""
    first = parts[0]
    return Cue(
        join_lines(line for one in parts for line in one.text.split("\n")),
        first.start_ms,
        parts[-1].end_ms,
        first.speaker,
        tuple(word for one in parts for word in one.words),
    )


def join_lines(lines: Iterable[str]) -> str:
    """Return lines as one, with a blank between them where their script has blanks.

    >>> join_lines(["The ferry", "is late."]), join_lines(["船は", "遅れています。"])
    ('The ferry is late.', '船は遅れています。')
    """
    joined: list[str] = []
    for line in filter(None, map(str.strip, lines)):
        if joined and not (_UNSPACED.match(joined[-1][-1]) and _UNSPACED.match(line)):
            joined.append(" ")
        joined.append(line)
    return "".join(joined)


def _continues(before: Cue, after: Cue) -> bool:
    """Return whether a cue goes on with a sentence of the cue before it."""
    if before.speaker != after.speaker:
        return False
    return not _SENTENCE_END.search(before.text.rstrip()) or after.text.lstrip()[:1].islower()
