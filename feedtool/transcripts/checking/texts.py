"""Checks what cues say: nothing at all, the same again and again, markup that apps do not know."""

import re
from collections.abc import Iterator, Sequence
from itertools import groupby, islice, pairwise, repeat
from operator import eq

from feedtool.findings.wording import cut
from feedtool.transcripts.checking.cue_faults import Columns, CueFaults, tell_at

# Blanks, and characters that nobody sees.
_UNSEEN = " \t\n\r\x0b\x0c\xa0\u200b\u200c\u200d\u2060\ufeff\u3000"
# How often a text of so many words stands in a row before people cannot have said it: short answers
# and cheers come many times, whole sentences do not.
_REPEATS = ((1, 10), (3, 6), (10_000, 3))
# A word of scripts without blanks has about two characters.
_SPACELESS = re.compile("[\u3041-\u30ff\u3400-\u9fff\u0e01-\u0e5b\u1780-\u17ff\u0e80-\u0eff]{2}")
# What stands for sounds: [Music], (applause), *laughs*, ♪ la la ♪.
_SOUND = re.compile(r"\[[^\[\]]*\]|\([^()]*\)|\*[^*]*\*|【[^【】]*】|（[^（）]*）|♪[^♪]*♪?")
_LETTER = re.compile(r"[^\W_]")
_TAG = r"</?(?:font|b|i|u|s|em|strong|span|p|br|ruby|rt|c|a)(?:[ .][^<>\n]{0,200})?/?>"
_OVERRIDE = r"\{\\[a-zA-Z0-9][^{}\n]{0,100}\}"
_REFERENCE = r"&(?:nbsp|amp|lt|gt|quot|apos|lrm|rlm|#[0-9]{1,7}|#[xX][0-9a-fA-F]{1,6});"
_BOLD = r"(?<![\w*])\*\*[^\s*](?:[^*\n]{0,300}[^\s*])?\*\*(?![\w*])"
_LINK = r"\[[^\[\]\n]{1,200}\]\(https?://[^\s()]{1,300}\)"
_MARKUP = re.compile("|".join((_TAG, _OVERRIDE, _REFERENCE, _BOLD, _LINK)), re.IGNORECASE)
# Characters without which a text has no such markup.
_MARKS = ("<", "{\\", "&", "**", "](")


def find_text_faults(columns: Columns) -> Iterator[CueFaults]:
    """Yield what is wrong with the texts of cues."""
    texts = columns.texts
    empty = _list_empty(texts)
    if empty:
        yield CueFaults("transcript-empty-cue", empty, lambda _: _EMPTY)
    if len(empty) < len(texts) and not any(map(_has_words, texts)):
        found = next(text for text in texts if text.strip(_UNSEEN))
        yield tell_at(
            "transcript-without-words", 0,
            f'no cue has words, only sounds such as "{cut(found)}"; transcribe what is said',
        )  # fmt: skip
        return
    yield from _find_repeated(columns)
    yield from _find_markup(texts)


_EMPTY = "the cue has no text; write what is said, or remove the cue"


def _list_empty(texts: Sequence[str]) -> list[int]:
    if all(map(str.strip, texts, repeat(_UNSEEN))):
        return []
    return [index for index, text in enumerate(texts) if not text.strip(_UNSEEN)]


def _has_words(text: str) -> bool:
    """Return whether a text says something, instead of naming sounds."""
    return _LETTER.search(_SOUND.sub("", text)) is not None


def _find_repeated(columns: Columns) -> Iterator[CueFaults]:
    """Yield the second cue of each row of cues that say the same, and cues that are there twice."""
    texts = columns.texts
    if not any(map(eq, texts, islice(texts, 1, None))):
        return
    rows: dict[int, int] = {}
    twins: list[int] = []
    at = 0
    for text, group in groupby(texts):
        number = sum(1 for _ in group)
        if number > 1 and _has_words(text):
            if number >= _most_in_a_row(text):
                rows[at + 1] = number
            else:
                twins += _list_twins(columns, at, number)
        at += number

    def says(index: int) -> str:
        return (
            f'{rows[index]} cues in a row say "{cut(texts[index])}", as a program does that hears '
            "nothing; listen, and remove what nobody says"
        )

    if rows:
        yield CueFaults("transcript-repeated-cue", list(rows), says)
    if twins:
        yield CueFaults("transcript-repeated-cue", twins, lambda _: _TWIN)


_TWIN = "the cue has the same times and the same text as the cue above it; remove one of them"


def _most_in_a_row(text: str) -> int:
    words = len(text.split()) + len(_SPACELESS.findall(text))
    return next(number for most, number in _REPEATS if words <= most or number == _REPEATS[-1][1])


def _list_twins(columns: Columns, at: int, number: int) -> list[int]:
    """Return the cues of a row of equal texts whose times are those of the cue above."""
    times = [
        (columns.starts[index], columns.ends[index], columns.speakers[index])
        for index in range(at, at + number)
    ]
    return [
        at + position + 1
        for position, (one, other) in enumerate(pairwise(times))
        if one == other and one[0] is not None
    ]


def _find_markup(texts: Sequence[str]) -> Iterator[CueFaults]:
    """Yield cues with markup that apps show as it is, instead of what it means."""
    whole = "\n".join(texts)
    if not any(mark in whole for mark in _MARKS) or not _MARKUP.search(whole):
        return
    wrong = {index: found for index, text in enumerate(texts) if (found := _MARKUP.search(text))}

    def says(index: int) -> str:
        return f'the text has "{cut(wrong[index][0])}", which apps show as it is; remove it'

    if wrong:
        yield CueFaults("transcript-raw-markup", list(wrong), says)
