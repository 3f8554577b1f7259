"""Rewrites a value part by part, and knows which characters of the source this changes."""

import re
from collections.abc import Iterator, Sequence
from html import unescape
from itertools import pairwise

from feedtool.fixing.escaping import escape
from feedtool.fixing.markup import Value
from feedtool.fixing.source import Change, Source
from feedtool.values.value_type import Checker

_REFERENCE = re.compile(r"&(?:#\d{1,7}|#x[0-9A-Fa-f]{1,6}|amp|lt|gt|quot|apos);")
_MOST_PASSES = 200


class Rewriting:
    """A text whose parts are replaced one after the other."""

    def __init__(self, text: str) -> None:
        self.text = text
        # Of each character, its index in the first text; -1 if it is new.
        self._origins = [*range(len(text))]
        self._length = len(text)

    def replace(self, start: int, end: int, new: str) -> None:
        """Replace a part of the text as it is now; what it keeps of the part does not change."""
        old = self.text[start:end]
        kept = old.find(new) if new else -1
        if kept >= 0:
            origins = self._origins[start + kept : start + kept + len(new)]
        else:
            origins = [-1] * len(new)
        self.text = self.text[:start] + new + self.text[end:]
        self._origins[start:end] = origins

    def parts(self) -> Iterator[tuple[int, int, str]]:
        """Yield start and end of each part of the first text that has changed, with the new text.

        >>> rewriting = Rewriting("a b c")
        >>> rewriting.replace(1, 2, "--")
        >>> [*rewriting.parts()]
        [(1, 2, '--')]
        """
        kept = [(at, origin) for at, origin in enumerate(self._origins) if origin >= 0]
        ends = [(-1, -1), *kept, (len(self.text), self._length)]
        for (at, origin), (next_at, next_origin) in pairwise(ends):
            if next_origin - origin > 1 or next_at - at > 1:
                yield origin + 1, next_origin, self.text[at + 1 : next_at]


def rewrite(text: str, check: Checker, rule: str) -> Rewriting | None:
    """Replace all parts of a text that break a rule; None if one of them has no remedy.

    A checker may report only the first of them: it is asked until it reports none.
    """
    rewriting = Rewriting(text)
    for _ in range(_MOST_PASSES):
        found = [one for one in check(rewriting.text) if one.rule == rule]
        if not found:
            return rewriting
        if any(one.instead is None or not one.length for one in found):
            return None
        first = len(rewriting.text)
        # From the last to the first: what is before a part keeps its place.
        for fault in sorted(found, key=lambda one: one.index, reverse=True):
            end = fault.index + fault.length
            if end <= first:
                rewriting.replace(fault.index, end, fault.instead or "")
                first = fault.index
    return None


def rewrite_value(
    source: Source, value: Value, check: Checker, rule: str, *, doubtful: bool = False
) -> Sequence[Change]:
    """Return the changes of a value that replace all parts that break a rule.

    A value with a hundred faults has a hundred findings, and all of them have the same changes:
    these are found once. `doubtful` tells two checks of one rule apart.
    """
    key = (rule, value.start, doubtful)
    if key not in source.rewritten:
        rewriting = rewrite(value.text, check, rule)
        raw = source.text[value.start : value.end]
        changes = () if rewriting is None else tuple(changes_of(value, raw, rewriting))
        source.rewritten[key] = changes
    return source.rewritten[key]


def changes_of(value: Value, raw: str, rewriting: Rewriting) -> Iterator[Change]:
    """Yield the changes of the source that make a value, written as `raw`, what it has become."""
    places = [*range(len(raw) + 1)] if value.form == "cdata" else [*_places(raw)]
    for start, end, new in rewriting.parts():
        yield Change(
            value.start + places[start], value.start + places[end], escape(new, value.form)
        )


def _places(raw: str) -> Iterator[int]:
    """Yield where each character of a text starts that is written with references, and the end."""
    done = 0
    for match in _REFERENCE.finditer(raw):
        yield from range(done, match.start())
        yield from [match.start()] * len(unescape(match[0]))
        done = match.end()
    yield from range(done, len(raw) + 1)
