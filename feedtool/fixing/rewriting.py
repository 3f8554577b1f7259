"""Rewrites a value part by part, and knows which characters of the source this changes."""

import re
from bisect import bisect_right
from collections.abc import Callable, Iterable, Iterator
from html import unescape
from itertools import islice
from typing import NamedTuple

from feedtool.fixing.escaping import escape
from feedtool.fixing.markup import Value
from feedtool.fixing.source import Change, Source, WholeValue
from feedtool.values.value_type import Checker

_REFERENCE = re.compile(r"&(?:#\d{1,7}|#x[0-9A-Fa-f]{1,6}|amp|lt|gt|quot|apos);")
_MOST_PASSES = 200
# So many characters are read in all passes over a long value.
_MOST_READ_CHARS = 2_000_000
_FEWEST_PASSES = 6


# So many changes of a kind are made each for itself; more that stand near each other become one.
_MOST_SINGLE = 1000
_NEAR_CHARS = 500


class _Kept(NamedTuple):
    """A piece of the text as it is now that stands in the first text too."""

    at: int
    origin: int
    length: int


class Rewriting:
    """A text whose parts are replaced, all that are known at once."""

    def __init__(self, text: str) -> None:
        self.text = text
        self._kept = [_Kept(0, 0, len(text))]
        self._length = len(text)

    def replace(self, parts: Iterable[tuple[int, int, str]]) -> None:
        """Replace parts of the text as it is now: start, end and new text, in order.

        What a new text keeps of its part does not change.
        """
        made: list[str] = []
        kept: list[_Kept] = []
        done = shift = number = 0
        for start, end, new in parts:
            old = self.text[start:end]
            same = old.find(new) if new else -1
            stays = (start + same, start + same + len(new)) if same >= 0 else (start, start)
            spans = ((done, start, shift), (*stays, shift - max(same, 0)))
            for low, high, moved in spans:
                number = self._keep(low, high, moved, number, kept)
            made += (self.text[done:start], new)
            done = end
            shift += len(new) - (end - start)
        self._keep(done, len(self.text), shift, number, kept)
        self.text = "".join([*made, self.text[done:]])
        self._kept = kept

    def _keep(self, start: int, end: int, shift: int, number: int, kept: list[_Kept]) -> int:
        """Note what is kept of a part that moves; return the first piece that may go on after it.

        `number` is the first piece that may stand in the part.
        """
        while number < len(self._kept):
            at, origin, length = self._kept[number]
            low, high = max(at, start), min(at + length, end)
            if low < high:
                kept.append(_Kept(low + shift, origin + low - at, high - low))
            if at + length > end:
                break
            number += 1
        return number

    def parts(self) -> Iterator[tuple[int, int, str]]:
        """Yield start and end of each part of the first text that has changed, with the new text.

        >>> rewriting = Rewriting("a b c")
        >>> rewriting.replace([(1, 2, "--")])
        >>> [*rewriting.parts()]
        [(1, 2, '--')]
        """
        done = origin = 0
        for one in [*self._kept, _Kept(len(self.text), self._length, 0)]:
            if one.at > done or one.origin > origin:
                yield origin, one.origin, self.text[done : one.at]
            done, origin = one.at + one.length, one.origin + one.length


def rewrite(text: str, check: Checker, rule: str) -> Rewriting | None:
    """Replace all parts of a text that break a rule; None if one of them has no remedy.

    A checker may report only some of them: it is asked until it reports none.
    """
    rewriting = Rewriting(text)
    passes = _MOST_READ_CHARS // (len(text) + 1)
    for _ in range(min(max(passes, _FEWEST_PASSES), _MOST_PASSES)):
        found = [one for one in check(rewriting.text) if one.rule == rule]
        if not found:
            return rewriting
        if any(one.instead is None or not one.length for one in found):
            return None
        parts: list[tuple[int, int, str]] = []
        first = len(rewriting.text)
        # Of two that overlap, the later one is replaced.
        for fault in sorted(found, key=lambda one: one.index, reverse=True):
            end = fault.index + fault.length
            if end <= first:
                parts.append((fault.index, end, fault.instead or ""))
                first = fault.index
        rewriting.replace(reversed(parts))
    return None


def rewrite_value(
    source: Source, value: Value, check: Checker, rule: str, *, doubtful: bool = False
) -> WholeValue:
    """Return the changes of a value that replace all parts that break a rule.

    A value with a hundred faults has a hundred findings, and all of them have the same changes:
    these are found once. `doubtful` tells two checks of one rule apart.
    """
    key = (rule, value.start, doubtful)
    if key not in source.rewritten:
        rewriting = rewrite(value.text, check, rule)
        raw = source.text[value.start : value.end]
        changes = () if rewriting is None else changes_of(value, raw, rewriting)
        source.rewritten[key] = WholeValue(changes)
    return source.rewritten[key]


def changes_of(value: Value, raw: str, rewriting: Rewriting) -> Iterator[Change]:
    """Yield the changes of the source that make a value, written as `raw`, what it has become."""
    place = _same if value.form == "cdata" else _place_in(raw)
    singles = (
        Change(place(start), place(end), escape(new, value.form))
        for start, end, new in rewriting.parts()
    )
    for start, end, new in join_near(singles, raw):
        yield Change(value.start + start, value.start + end, new)


def join_near(changes: Iterable[Change], text: str) -> Iterator[Change]:
    """Yield changes in order; after the first thousand, those near each other become one.

    A text of a million wrong characters would have a million changes. No tag is between those that
    are joined.

    >>> [*join_near([Change(0, 1, "A"), Change(2, 3, "C")], "abc")]
    [Change(start=0, end=1, text='A'), Change(start=2, end=3, text='C')]
    """
    changes = iter(changes)
    yield from islice(changes, _MOST_SINGLE)
    first = next(changes, None)
    if first is None:
        return
    start, end, parts = first.start, first.end, [first.text]
    for one in changes:
        between = text[end : min(one.start, end + _NEAR_CHARS)]
        if one.start - end >= _NEAR_CHARS or "<" in between or ">" in between:
            yield Change(start, end, "".join(parts))
            start, parts = one.start, [one.text]
        else:
            parts += [between, one.text]
        end = one.end
    yield Change(start, end, "".join(parts))


def _same(index: int) -> int:
    return index


def _place_in(raw: str) -> Callable[[int], int]:
    """Return what says where a character of a text starts that is written with references."""
    # Behind each reference: the index in the text, and that in the source.
    texts, places, shift = [0], [0], 0
    for match in _REFERENCE.finditer(raw):
        length = len(unescape(match[0]))
        texts.append(match.start() - shift + length)
        places.append(match.end())
        shift += match.end() - match.start() - length

    def place(index: int) -> int:
        at = bisect_right(texts, index) - 1
        return places[at] + index - texts[at]

    return place
