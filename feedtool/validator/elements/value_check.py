"""The checks of one value: its type, the values that are listed, its length."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import replace

from feedtool.findings.report import SEVERITIES
from feedtool.findings.suggestions import closest
from feedtool.values.fault import Fault
from feedtool.values.registry import build_checker
from feedtool.values.value_type import Checker
from feedtool.vocabulary import Limit, Value

# Values repeat in feeds a thousand times; one that is longer than this hardly does.
_MEMO_MAX_CHARS = 24
_MEMO_MAX_ENTRIES = 1000


class ValueCheck:
    """The checks of one value: type, list, length; remembers what it said of short values."""

    __slots__ = ("_check", "_limits", "_max_chars", "_memo", "_short", "_suggest")

    def __init__(self, value: Value, limits: Iterable[tuple[str, Limit]] = ()) -> None:
        self._check: Checker = build_checker(value)
        self._suggest = {text.lower(): text for text in value.suggest}
        self._max_chars = value.max_chars
        self._limits = tuple(limits)
        # A text with no more characters is within all limits; -1 where that cannot be said.
        bounds = [] if value.max_chars is None else [value.max_chars]
        self._short = min((*bounds, *(_harmless(limit) for _, limit in self._limits)), default=None)
        self._memo: dict[str, tuple[Fault, ...]] = {}

    def __call__(self, text: str) -> tuple[Fault, ...]:
        """Return what is wrong with `text`."""
        if len(text) > _MEMO_MAX_CHARS:
            return self._look(text)
        faults = self._memo.get(text)
        if faults is None:
            faults = self._look(text)
            if len(self._memo) >= _MEMO_MAX_ENTRIES:
                self._memo.clear()
            self._memo[text] = faults
        return faults

    def _look(self, text: str) -> tuple[Fault, ...]:
        faults = self._check(text)
        if not faults and self._suggest and text.lower() not in self._suggest:
            near = closest(text, self._suggest.values())
            hint = f'; did you mean "{near}"?' if near else ""
            faults = (Fault("value-unlisted", f"few apps know this value{hint}"),)
        if self._short is not None and len(text) > self._short:
            faults = (*faults, *self._measure(text))
        return faults

    def _measure(self, text: str) -> Iterator[Fault]:
        if self._max_chars is not None and len(text) > self._max_chars:
            says = f"{len(text):,} characters; apps cut it after {self._max_chars:,}"
            yield Fault("value-too-long", says, self._max_chars)
        beyond: dict[str, list[tuple[str, Fault]]] = {}
        for profile, limit in self._limits:
            if fault := _exceed(limit, text):
                beyond.setdefault(fault.rule, []).append((profile, fault))
        for found in beyond.values():
            # Of several limits the one that weighs most is told, for all who have one.
            worst = max(found, key=lambda pair: SEVERITIES.index(pair[1].severity))[1]
            yield replace(worst, profiles=tuple(dict.fromkeys(profile for profile, _ in found)))


def _harmless(limit: Limit) -> int:
    """Return up to how many characters a text is within a limit, whatever they are; or -1."""
    if limit.max_bytes is not None:
        return limit.max_bytes // 4
    return -1 if limit.max_chars is None else limit.max_chars


def _exceed(limit: Limit, text: str) -> Fault | None:
    """Return what a limit says of a text, None if it is within."""
    if limit.values and text.strip().lower() not in limit.values:
        expected = " or ".join(limit.values)
        says = f"expected {expected}; {limit.why}"
        return Fault("value-not-taken", says, override=limit.severity)
    if (
        limit.maximum is not None
        and re.fullmatch("[0-9]{1,30}", text)
        and int(text) > limit.maximum
    ):
        says = f"expected at most {limit.maximum:,}; {limit.why}"
        return Fault("number-too-large", says, override=limit.severity)
    if limit.max_chars is not None and len(text) > limit.max_chars:
        says = f"{len(text):,} characters; {limit.why}"
        return Fault("text-too-long", says, limit.max_chars, override=limit.severity)
    coded = b"" if limit.max_bytes is None else text.encode("utf-8", "replace")
    if limit.max_bytes is not None and len(coded) > limit.max_bytes:
        kept = coded[: limit.max_bytes].decode("utf-8", "ignore")
        says = f"{len(coded):,} bytes; {limit.why}"
        return Fault("text-too-long", says, len(kept), override=limit.severity)
    return None
