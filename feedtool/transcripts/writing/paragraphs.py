"""Puts the sentences of cues together to paragraphs, as a page and a text show them."""

from collections.abc import Iterator

from feedtool.transcripts.joining import join_cues, join_lines, join_sentences
from feedtool.transcripts.model import Cue, Transcript

_LONGEST_CHARS = 600
_PAUSE_MS = 3000


def join_paragraphs(transcript: Transcript) -> Iterator[Cue]:
    """Yield paragraphs as cues of one line.

    Captions are put together to whole sentences, and sentences of one speaker to paragraphs.
    Turns without an end are the paragraphs of their author and stay as they are.
    """
    cues = [one for one in transcript.cues if one.text.strip()]
    if not transcript.has_times:
        yield from (one._replace(text=join_lines(one.text.split("\n"))) for one in cues)
        return
    parts: list[Cue] = []
    for sentence in join_sentences(cues):
        if parts and _ends(parts, sentence):
            yield join_cues(parts)
            parts = []
        parts.append(sentence)
    if parts:
        yield join_cues(parts)


def _ends(parts: list[Cue], after: Cue) -> bool:
    last = parts[-1]
    return (
        last.speaker != after.speaker
        or sum(len(one.text) for one in parts) + len(after.text) > _LONGEST_CHARS
        or (after.start_ms or 0) - (last.end_ms or 0) > _PAUSE_MS
    )
