"""Tells whether a transcript is certainly in another language than declared."""

from collections.abc import Iterator, Sequence

from feedtool.transcripts.checking.cue_faults import CueFaults, tell_at
from feedtool.values.other_language import find_other_script, find_other_words, primary_of

# A show may greet in another language, so pieces of the whole are looked at.
_PIECES = 8
_PIECE_CHARS = 4_000
# Speech is running text, so fewer words and letters than in lists of titles are certain.
_LETTERS_ENOUGH = 60
_WORDS_ENOUGH = 80


def find_other_language(texts: Sequence[str], declared: str) -> Iterator[CueFaults]:
    """Yield that the texts are not in the language that is declared, if that is certain."""
    code = primary_of(declared)
    if not code:
        return
    sample = _take_pieces(texts)
    script = find_other_script(sample, code, _LETTERS_ENOUGH)
    found = f"written in {script} letters" if script else ""
    if not script and (name := find_other_words(sample, code, _WORDS_ENOUGH)):
        found = f"in {name}"
    if found:
        yield tell_at(
            "transcript-other-language", 0,
            f'the language is "{declared}", but the text is {found}; '
            "declare the language of the text",
        )  # fmt: skip


def _take_pieces(texts: Sequence[str]) -> str:
    step = max(len(texts) // _PIECES, 1)
    pieces = []
    for first in range(0, len(texts), step):
        size, last = 0, first
        while last < min(first + step, len(texts)) and size < _PIECE_CHARS:
            size += len(texts[last]) + 1
            last += 1
        pieces += [text[:_PIECE_CHARS] for text in texts[first:last]]
    return " ".join(pieces)
