"""Joins cues to paragraphs, as a page and a text show them."""

from collections.abc import Iterator
from itertools import pairwise
from math import ceil

from feedtool.transcripts.joining import group_sentences, join_cues, join_lines
from feedtool.transcripts.model import Cue, Transcript
from feedtool.transcripts.writing.captions import count_blocks, count_words
from feedtool.transcripts.writing.cleaning import clean_line, clean_text
from feedtool.transcripts.writing.losses import Losses

_MOST_CHARS = 600
_PAUSE_MS = 3000


def join_paragraphs(transcript: Transcript, losses: Losses) -> list[Cue]:
    """Return paragraphs as cues of one line, with clean names.

    Captions become whole sentences, and sentences of one speaker paragraphs; text without full
    stops, as YouTube writes it, is divided between captions. Captions name a speaker only where
    another one begins. Turns without an end are the paragraphs of their author and stay as they
    are.

    Source: https://github.com/Podcastindex-org/podcast-namespace/blob/main/docs/examples/transcripts/transcripts.md
    """
    cues = [_clean(one) for one in transcript.cues]
    said = [one for one in cues if one.text]
    losses.add("left out: {} without text", "cue", len(cues) - len(said))
    if transcript.has_times:
        sentences = list(group_sentences(_carry_on(said)))
        pieces = [piece for one in sentences for piece in _divide(one)]
        joined = list(_join(pieces))
        if len(joined) < len(said):
            count = f"{len(joined):,} paragraph" + "s" * (len(joined) != 1)
            what = " of whole sentences" if len(pieces) == len(sentences) else ""
            losses.add(f"joined into {count}{what}, each with its start: {{}}", "cue", len(said))
        losses.add("left out: ends of {}", "paragraph", len(joined))
    else:
        joined = said
    count_words(transcript.cues, losses)
    count_blocks(transcript, losses)
    return joined


def _clean(cue: Cue) -> Cue:
    text = join_lines(clean_text(cue.text).split("\n"))
    return cue._replace(text=text, speaker=clean_line(cue.speaker))


def _carry_on(cues: list[Cue]) -> Iterator[Cue]:
    """Yield cues; those that name no speaker and follow at once get the one before them.

    Where a name is repeated, a cue without one is nobody's.
    """
    if any(one.speaker and one.speaker == after.speaker for one, after in pairwise(cues)):
        yield from cues
        return
    before = Cue("")
    for cue in cues:
        if not cue.speaker and before.speaker and not _is_pause(before, cue):
            before = cue._replace(speaker=before.speaker)
        else:
            before = cue
        yield before


def _divide(sentence: list[Cue]) -> Iterator[Cue]:
    """Yield a sentence as one cue; text without full stops in parts that are about even."""
    parts: list[Cue] = []
    total = sum(len(one.text) for one in sentence)
    fair = total / ceil(total / _MOST_CHARS)
    chars = 0.0
    for cue in sentence:
        is_full = chars + len(cue.text) / 2 > fair
        if total > _MOST_CHARS and parts and (is_full or _is_pause(parts[-1], cue)):
            yield join_cues(parts)
            parts = []
            chars = max(0, chars - fair)
        parts.append(cue)
        chars += len(cue.text)
    yield join_cues(parts)


def _join(sentences: list[Cue]) -> Iterator[Cue]:
    parts: list[Cue] = []
    chars = 0
    for sentence in sentences:
        chars += len(sentence.text)
        if parts and (chars > _MOST_CHARS or _ends(parts[-1], sentence)):
            yield join_cues(parts)
            parts = []
            chars = len(sentence.text)
        parts.append(sentence)
    if parts:
        yield join_cues(parts)


def _ends(last: Cue, after: Cue) -> bool:
    return last.speaker != after.speaker or _is_pause(last, after)


def _is_pause(last: Cue, after: Cue) -> bool:
    return (after.start_ms or 0) - (last.end_ms or 0) > _PAUSE_MS
