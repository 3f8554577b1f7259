"""Breaks texts into lines of captions."""

import re

_BLANKS = re.compile(r"[^\S\u00a0\u202f]+")


def wrap(text: str, width: int, most_lines: int) -> list[str]:
    """Return a text as lines of at most `width`, as even as they can be.

    A text that needs more than `most_lines` gets them. Lines that fit are kept.
    """
    lines = text.split("\n")
    if len(lines) <= most_lines and all(len(one) <= width for one in lines):
        return lines
    words = [one for one in _BLANKS.split(text) if one]
    return _balance(words, width)


def _balance(words: list[str], width: int) -> list[str]:
    filled = _fill(words, width)
    if len(filled) < 2:
        return filled
    low = max(*map(len, words), sum(map(len, words)) // len(filled))
    low, high = min(low, width), width
    while low < high:
        middle = (low + high) // 2
        if len(_fill(words, middle)) > len(filled):
            low = middle + 1
        else:
            high = middle
    return _fill(words, high)


def _fill(words: list[str], width: int) -> list[str]:
    lines: list[list[str]] = []
    room = -1
    for word in words:
        if len(word) > room:
            lines.append([])
            room = width
        lines[-1].append(word)
        room -= len(word) + 1
    return [" ".join(one) for one in lines]
