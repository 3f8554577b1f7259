"""The list of all repairs: which function fixes the findings of which rule.

A repair gets a finding and the source around it, and yields the changes that fix the finding, or
nothing if it cannot fix this one. All changes of a finding are made together or not at all. A
repair never needs to check that it makes nothing worse: `fix` does that for all of them.
"""

from collections import defaultdict
from collections.abc import Callable, Iterable, Sequence
from functools import cache
from importlib import import_module
from typing import NamedTuple

from feedtool.findings.report import Finding
from feedtool.fixing.source import Change, Source
from feedtool.vocabulary import load_rules

# The files in `repairs/`.
TOPICS: tuple[str, ...] = (
    "attributes",
    "categories",
    "elements",
    "html",
    "namespaces",
    "prolog",
    "references",
    "tags",
    "texts",
    "values",
)  # fmt: skip

Repair = Callable[[Finding, Source], Iterable[Change]]


class Registered(NamedTuple):
    """A repair, and whether it is right without a guess."""

    repair: Repair
    is_safe: bool


_REPAIRS: dict[str, list[Registered]] = defaultdict(list)


def repairs(*rules: str, safe: bool | None = None) -> Callable[[Repair], Repair]:
    """Register a function as a repair of the findings of these rules.

    A rule whose record says "safe" has safe repairs alone. A rule whose record says "unsafe" may
    have both: of its repairs, those registered with `safe=True` are tried first, and without
    --unsafe they are the only ones. Without `safe`, a repair is what the record says.
    """

    def register(repair: Repair) -> Repair:
        for rule in rules:
            is_safe = load_rules("feed")[rule].fixable == "safe" if safe is None else safe
            _REPAIRS[rule].append(Registered(repair, is_safe))
            _REPAIRS[rule].sort(key=lambda one: not one.is_safe)
        return repair

    return register


@cache
def _load_topics() -> None:
    for topic in TOPICS:
        import_module(f"feedtool.fixing.repairs.{topic}")


def repairs_of(rule: str) -> Sequence[Registered]:
    """Return the repairs of a rule, the safe ones first."""
    _load_topics()
    return _REPAIRS.get(rule, ())


def repaired_rules() -> list[str]:
    """Return the rules that have a repair, in the order of their names."""
    _load_topics()
    return sorted(_REPAIRS)
