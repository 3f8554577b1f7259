"""Rules that one element or attribute alone cannot tell, a file a topic.

A rule is a generator of problems, run at the end of the element that its decorator names; it sees
the closed element with its children and the facts of the feed, and changes neither another rule's
problems nor the element. What is said of it (severity, why, how to mend it) stands in
`schemas/rules.json`. An attribute or text can be pointed at only inside a child of the channel,
before that ends: the bytes of what lies before are gone.
"""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import cache

from feedtool.validator.frames import Frame
from feedtool.validator.report import Severity
from feedtool.validator.structure import Facts

RuleFunction = Callable[[Frame, Facts], "Iterator[Problem]"]
RegisteredRule = tuple[str, RuleFunction]

_REGISTRY: dict[str, list[tuple[str, str, RuleFunction]]] = {}


@dataclass(frozen=True, slots=True)
class Problem:
    """What a rule found: the message, and the element, its text or an attribute to point at.

    `severity` is the rule's own where it is not given. `other_rule` is the rule that is broken
    where an attribute decides which one holds.
    """

    message: str
    frame: Frame
    attribute: str = ""
    value: str = ""
    severity: Severity | None = None
    in_text: bool = False
    profiles: tuple[str, ...] = ()
    other_rule: str = ""


def rule(rule_id: str, *, on: str, profile: str = "") -> Callable[[RuleFunction], RuleFunction]:
    """Register a rule, to run at the end of the element with the record id `on`.

    With `profile` it runs only where that profile is asked for.
    """

    def register(function: RuleFunction) -> RuleFunction:
        _REGISTRY.setdefault(on, []).append((rule_id, profile, function))
        return function

    return register


@cache
def rules_by_element(profiles: tuple[str, ...]) -> dict[str, list[RegisteredRule]]:
    """Return the built-in rules of these profiles by the element at whose end they run."""
    from feedtool.validator.rules import (  # noqa: F401, PLC0415 - they import this module
        artwork,
        categories,
        channel,
        chapters,
        dates,
        enclosures,
        episodes,
        guids,
        items,
        language,
        links,
        media,
        moving,
        skipping,
    )

    chosen: dict[str, list[RegisteredRule]] = {}
    for element, registered in _REGISTRY.items():
        kept = [(key, run) for key, profile, run in registered if profile in ("", *profiles)]
        if kept:
            chosen[element] = kept
    return chosen


def profiles_of_rules() -> dict[str, str]:
    """Return which profile a rule in code belongs to, for those that belong to one."""
    rules_by_element(())
    return {key: profile for rules in _REGISTRY.values() for key, profile, _ in rules if profile}
