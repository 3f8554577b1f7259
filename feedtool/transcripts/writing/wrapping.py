"""Breaks texts into lines of captions: between words, as even as they can be.

Chinese and Japanese are broken between characters, but no line starts with a mark that closes or
ends with one that opens (kinsoku); Thai and its like so that no vowel or tone leaves its letter.
There is no break inside of words of other scripts, nor beside an emoji.

Source: W3C, Requirements for Japanese Text Layout, 3.1.7, https://www.w3.org/TR/jlreq/
"""

import re
import unicodedata
from collections.abc import Sequence
from functools import lru_cache

from feedtool.findings.cells import width_of
from feedtool.transcripts.joining import UNSPACED, join_lines

# All others may take two columns, or none.
_ODD = re.compile("[^\0-\u02ff\u0370-\u0482\u048a-\u0590\u2010-\u2027\u2030-\u205e\u20ac]")
_BLANKS = re.compile(r"[^\S\u00a0\u202f]+")
_PAIR = re.compile(f"(?<=[{UNSPACED}])(?=[{UNSPACED}])")
_NO_START = frozenset(
    "、。，．・：；？！）］｝〉》」』】〕〗〙〟％‰℃…‥ーぁぃぅぇぉっゃゅょゎァィゥェォッャュョヮヵヶ々〻゛゜ヽヾゝゞ〜"
    "ะาำๅๆฯະາຳຽໆฯ។៕ៗ၊။"
)
_NO_END = frozenset("（［｛〈《「『【〔〖〘〝￥＄￡＃เแโใไເແໂໃໄ\u17d2\u1039")
# They take the vowel from the letter before them, which ends the syllable.
_KILLERS = ("\u103a", "\u1039")
_SENTENCE_END = re.compile(r"[.!?…。！？؟।۔][»”\"')\]」』）]*$")
_CLAUSE_END = re.compile(r"[,;:–—、，；：،؛][»”\"')\]」』）]*$")
_DASH = re.compile(r"[-–—] ?(?=\w)")
# A text of more parts is filled line by line, which takes less time.
_ROUGH = 2000
# What another line costs.
_LINE = 10_000


_ODD_BLANKS = re.compile(r"\s\s|[\t\v\f]|^\s|\s$")
# How many columns two lines may differ more if the first ends with a mark.
_GAINS = {".": 12, "!": 12, "?": 12, ",": 8, ";": 8, ":": 8}
_MOST_GAIN = 12


def measure(text: str) -> int:
    """Return how many columns a text takes: two for a wide character, none for a mark above it.

    >>> measure("ferry"), measure("渡し船"), measure("e\u0301")
    (5, 6, 1)
    """
    if text.isascii() or _ODD.search(text) is None:
        return len(text)
    return sum(map(_measure_char, text))


_measure_char = lru_cache(maxsize=8192)(width_of)


def wrap(text: str, width: int, most_lines: int) -> list[str]:
    r"""Return a text as lines of at most `width` columns.

    Lines that fit are kept. Where a text needs more than `most_lines`, it gets them; a word that is
    longer than a line stays whole.

    >>> wrap("The night ferry leaves at ten, or not.", 32, 2)
    ['The night ferry', 'leaves at ten, or not.']
    """
    lines = text.split("\n")
    if fits(lines, width, most_lines):
        return lines
    if len(lines) == 1 and (halves := _halve(text, width)):
        return halves
    broken = [one for part in _split_dialogue(lines) for one in _break(part, width)]
    return lines if len(broken) >= len(lines) and fits(lines, width, len(lines)) else broken


def _halve(text: str, width: int) -> list[str]:
    """Return what `_break_in_two` does of an ordinary text, in a third of the time, or nothing."""
    # A blank that goes away is no column; the others are divided evenly.
    rest = len(text) - 1
    first, last = max(rest - width, 1), min(width, rest - 1)
    if first > last or not text.isascii() or _ODD_BLANKS.search(text):
        return []
    near = text.rfind(" ", first, rest // 2 + 1)
    if near < 0:
        near = text.find(" ", rest // 2, last + 1)
    if near < 0:
        return []
    # Farther from the middle no mark is worth it.
    most = abs(rest - 2 * near) + _MOST_GAIN
    at = text.find(" ", max(first, (rest - most) // 2))
    best, cost = near, float("inf")
    while 0 <= at <= last and 2 * at - rest <= most:
        uneven = abs(rest - 2 * at) - _GAINS.get(text[at - 1], 0)
        if uneven < cost:
            best, cost = at, uneven
        at = text.find(" ", at + 1)
    return [text[:best], text[best + 1 :]]


def fits(lines: Sequence[str], width: int, most_lines: int) -> bool:
    """Return whether lines are few and short enough."""
    return len(lines) <= most_lines and all(measure(one) <= width for one in lines)


def ends_sentence(text: str) -> bool:
    """Return whether a text ends with the end of a sentence."""
    return _SENTENCE_END.search(text) is not None


def ends_clause(text: str) -> bool:
    """Return whether a text ends with a comma or its like."""
    return _CLAUSE_END.search(text) is not None


def split_units(text: str) -> list[str]:
    """Return the parts of a text that stay whole, each with the blank behind it.

    >>> split_units("one two"), split_units("船は、来た。")
    (['one ', 'two'], ['船', 'は、', '来', 'た。'])
    """
    words = [f"{one} " for one in _BLANKS.split(text) if one]
    if words:
        words[-1] = words[-1][:-1]
    if _PAIR.search(text) is None:
        return words
    return [unit for word in words for unit in _split_word(word)]


def _split_dialogue(lines: Sequence[str]) -> list[str]:
    """Return a text for each speaker, whose lines start with a dash."""
    parts: list[list[str]] = []
    for line in lines:
        if parts and not _DASH.match(line):
            parts[-1].append(line)
        else:
            parts.append([line])
    return [join_lines(one) for one in parts]


def is_breakable(text: str, at: int) -> bool:
    """Return whether a line may end in front of an offset in a text."""
    return text[at - 1].isspace() or (_PAIR.match(text, at) is not None and _may_break(text, at))


def _split_word(word: str) -> list[str]:
    starts = [0, *(one.start() for one in _PAIR.finditer(word) if _may_break(word, one.start()))]
    return [word[start:end] for start, end in zip(starts, [*starts[1:], None], strict=True)]


def _may_break(text: str, at: int) -> bool:
    before, after = text[at - 1], text[at]
    return not (
        after in _NO_START
        or before in _NO_END
        or unicodedata.category(after).startswith("M")
        or text.startswith(_KILLERS, at + 1)
    )


def _break(text: str, width: int) -> list[str]:
    units = split_units(text)
    widths = [measure(one) for one in units]
    lines = _fill(units, widths, width)
    if len(lines) == 2:
        return _break_in_two(units, widths, width) or lines
    if len(lines) < 2 or len(units) > _ROUGH:
        return lines
    return _balance(units, widths, width, sum(widths) / len(lines))


def _fill(units: Sequence[str], widths: Sequence[int], width: int) -> list[str]:
    """Return lines that are as full as they can be."""
    lines: list[str] = []
    start = taken = 0
    for index, size in enumerate(widths):
        # The blank at the end of a line takes no room.
        if taken and taken + size - units[index].endswith(" ") > width:
            lines.append("".join(units[start:index]).rstrip())
            start, taken = index, 0
        taken += size
    lines.append("".join(units[start:]).rstrip())
    return lines


def _break_in_two(units: Sequence[str], widths: Sequence[int], width: int) -> list[str]:
    """Return two even lines, if possible with a mark at the end of the first one."""
    best, cost = 0, float("inf")
    left, right = 0, sum(widths)
    for index in range(1, len(units)):
        left += widths[index - 1]
        right -= widths[index - 1]
        unit = units[index - 1]
        before = unit.rstrip()
        blanks = len(unit) - len(before)
        if left - blanks > width or right > width:
            continue
        # Where words have no blanks between them, a blank is like a comma.
        gain = 12 * ends_sentence(before) + 8 * ends_clause(before) + 8 * blanks
        uneven = abs(left - blanks - right) - gain
        if uneven < cost:
            best, cost = index, uneven
    if not best:
        return []
    return ["".join(units[:best]).rstrip(), "".join(units[best:])]


def _balance(units: Sequence[str], widths: Sequence[int], width: int, target: float) -> list[str]:
    """Return the fewest lines that are near a target of columns, with marks at their ends."""
    costs = [0.0]
    starts = [0]
    for end in range(1, len(units) + 1):
        last = units[end - 1].rstrip()
        blanks = len(units[end - 1]) - len(last)
        bonus = 60 * ends_sentence(last) + 30 * ends_clause(last) + 30 * blanks
        taken = -blanks
        best, cost = end - 1, float("inf")
        for start in range(end - 1, -1, -1):
            taken += widths[start]
            if taken > width and start < end - 1:
                break
            found = costs[start] + (target - taken) ** 2 + _LINE - bonus
            if found < cost:
                best, cost = start, found
        costs.append(cost)
        starts.append(best)
    lines: list[str] = []
    end = len(units)
    while end:
        lines.append("".join(units[starts[end] : end]).rstrip())
        end = starts[end]
    return lines[::-1]
