"""Rules that one element or attribute alone cannot tell, a file a topic.

A rule is a generator of problems, run at the end of the element that its decorator names; it sees
the closed element with its children and the facts of the feed, and changes neither another rule's
problems nor the element. An attribute can be pointed at only inside a child of a channel or item:
the bytes of what lies before are gone.
"""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import cache

from feedtool.validator.frames import Frame
from feedtool.validator.report import Severity
from feedtool.validator.structure import Facts

RuleFunction = Callable[[Frame, Facts], "Iterator[Problem]"]

_REGISTRY: dict[str, list[tuple[str, RuleFunction]]] = {}


@dataclass(frozen=True, slots=True)
class Problem:
    """What a rule found: the message, and the element or attribute to point at."""

    message: str
    frame: Frame
    severity: Severity = "error"
    attribute: str = ""
    value: str = ""
    profiles: tuple[str, ...] = ()


def rule(rule_id: str, *, on: str) -> Callable[[RuleFunction], RuleFunction]:
    """Register a rule under its id, to run at the end of the element with the record id `on`."""

    def register(function: RuleFunction) -> RuleFunction:
        _REGISTRY.setdefault(on, []).append((rule_id, function))
        return function

    return register


@cache
def rules_by_element() -> dict[str, list[tuple[str, RuleFunction]]]:
    """Return the built-in rules by the element at whose end they run."""
    from feedtool.validator.rules import (  # noqa: F401, PLC0415 - they import this module
        categories,
        channel,
        enclosures,
        guids,
        items,
    )

    return _REGISTRY
