"""The checks of one value: its type, the list of values that apps know, its length."""

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace

from feedtool.findings.report import SEVERITIES
from feedtool.findings.suggestions import may_suggest
from feedtool.values.enumerations import find_near_value
from feedtool.values.fault import Fault
from feedtool.values.registry import build_checker
from feedtool.values.value_type import Checker
from feedtool.vocabulary import Limit, Value, load_list

# Short values repeat in feeds a thousand times; longer values rarely do.
_MEMO_MAX_CHARS = 24
_MEMO_MAX_ENTRIES = 1000
_MOST_SHOWN = 20


class ValueCheck:
    """Checks one value: type, list, length. Remembers its answers for short values."""

    __slots__ = ("_check", "_limits", "_max_chars", "_memo", "_short", "_slips", "_suggest",
                 "_variants")  # fmt: skip

    def __init__(self, value: Value, limits: Iterable[tuple[str, Limit]] = ()) -> None:
        self._check: Checker = build_checker(value)
        self._suggest = {text.lower(): text for text in value.suggest}
        self._variants, self._slips = value.variants, value.slips
        self._max_chars = value.max_chars
        self._limits = tuple(limits)
        # A text of at most so many characters exceeds no limit; -1 if each text must be compared.
        bounds = [] if value.max_chars is None else [value.max_chars]
        self._short = min(
            (*bounds, *(_safe_chars(limit) for _, limit in self._limits)), default=None
        )
        self._memo: dict[str, tuple[Fault, ...]] = {}

    def __call__(self, text: str) -> tuple[Fault, ...]:
        """Return what is wrong with `text`."""
        if len(text) > _MEMO_MAX_CHARS:
            return self._find_faults(text)
        faults = self._memo.get(text)
        if faults is None:
            faults = self._find_faults(text)
            if len(self._memo) >= _MEMO_MAX_ENTRIES:
                self._memo.clear()
            # Without a budget for suggestions the answer is poorer than the next feed may get.
            if not faults or may_suggest():
                self._memo[text] = faults
        return faults

    def _find_faults(self, text: str) -> tuple[Fault, ...]:
        faults = self._check(text)
        if self._suggest and (faults or text.lower() not in self._suggest):
            faults = self._judge_unlisted(text, faults)
        if self._short is not None and len(text) > self._short:
            faults = (*faults, *self._find_excess(text))
        return faults

    def _judge_unlisted(self, text: str, faults: tuple[Fault, ...]) -> tuple[Fault, ...]:
        """Say which value of the open list is meant; some variants are as good as the value."""
        if faults and faults[0].rule != "bad-media-type":
            return faults
        # A media type may have parameters.
        name = text.partition(";")[0].strip().lower()
        if not faults and (name in self._suggest or name in self._list(self._variants)):
            return ()
        listed = tuple(self._suggest.values())
        meant = self._list(self._slips).get(name.lstrip("."))
        if meant is not None:
            hint = f'; write "{meant}"'
        else:
            near = find_near_value(name, listed)
            hint = f'; did you mean "{near}"?' if near else ""
        if faults:
            says = "expected type/subtype" + (hint or f", e.g. {listed[0]}")
            return (Fault("bad-media-type", says, instead=meant),)
        if not hint and len(listed) <= _MOST_SHOWN:
            are = "values are" if len(listed) > 1 else "value is"
            hint = f"; the usual {are} {', '.join(listed)}"
        instead = None if ";" in text else meant
        return (Fault("value-unlisted", f"few apps know this value{hint}", instead=instead),)

    @staticmethod
    def _list(name: str) -> Mapping[str, str]:
        values: Mapping[str, str] = load_list(name) if name else {}
        return values

    def _find_excess(self, text: str) -> Iterator[Fault]:
        if self._max_chars is not None and len(text) > self._max_chars:
            says = f"{len(text):,} characters; apps cut it after {self._max_chars:,}"
            yield Fault("value-too-long", says, self._max_chars)
        beyond: dict[str, list[tuple[str, Fault]]] = {}
        for profile, limit in self._limits:
            if fault := _fault_of_limit(limit, text):
                beyond.setdefault(fault.rule, []).append((profile, fault))
        for found in beyond.values():
            # Several profiles may have a limit: only the most serious is reported, for all of them.
            worst = max(found, key=lambda pair: SEVERITIES.index(pair[1].severity))[1]
            yield replace(worst, profiles=tuple(dict.fromkeys(profile for profile, _ in found)))


def _safe_chars(limit: Limit) -> int:
    """Return how many characters never exceed a limit; -1 if that depends on the characters."""
    if limit.max_bytes is not None:
        return limit.max_bytes // 4
    return -1 if limit.max_chars is None else limit.max_chars


def _fault_of_limit(limit: Limit, text: str) -> Fault | None:
    """Return the fault of a text that exceeds a limit, None if it does not."""
    if limit.values and not _is_taken(limit.values, text.strip().lower()):
        expected = " or ".join(limit.values)
        says = f"expected {expected}; {limit.why}"
        return Fault("value-not-taken", says, override=limit.severity, spec=limit.spec)
    if (
        limit.maximum is not None
        and re.fullmatch("[0-9]{1,30}", text)
        and int(text) > limit.maximum
    ):
        says = f"expected at most {limit.maximum:,}; {limit.why}"
        return Fault("number-too-large", says, override=limit.severity, spec=limit.spec)
    if limit.max_chars is not None and len(text) > limit.max_chars:
        says = f"{len(text):,} characters; {limit.why}"
        return Fault(
            "text-too-long", says, limit.max_chars, override=limit.severity, spec=limit.spec
        )
    coded = b"" if limit.max_bytes is None else text.encode("utf-8", "replace")
    if limit.max_bytes is not None and len(coded) > limit.max_bytes:
        kept = coded[: limit.max_bytes].decode("utf-8", "ignore")
        says = f"{len(coded):,} bytes; {limit.why}"
        return Fault("text-too-long", says, len(kept), override=limit.severity, spec=limit.spec)
    return None


def _is_taken(values: Iterable[str], name: str) -> bool:
    """Whether a value is on a list; one that is empty or a variant is reported as that."""
    return not name or name in values or name in load_list("media-type-variants")
