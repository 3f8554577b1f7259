"""How a rule in code is written: the decorator, and what a rule returns.

A rule is a function that is called at the end of the element that its decorator names. It sees the
closed element with its children and the memory of the feed, and returns what breaks a rule. In the
clean case, which is the common one, it returns nothing at once. It changes neither the faults of
other rules nor the element. What is said of a rule (severity, why, how to fix it, who demands it)
stands in `schemas/rules/`. An attribute or a text can be pointed at only inside a child of the
channel, before that child ends: the bytes of what lies before are gone.
"""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import NamedTuple

from feedtool.validator.elements.memory import FeedMemory
from feedtool.validator.elements.open_element import OpenElement
from feedtool.vocabulary import Severity

RuleFunction = Callable[[OpenElement, FeedMemory], "Iterable[ElementFault]"]


@dataclass(frozen=True, slots=True)
class ElementFault:
    """What breaks a rule: the message, and the element, its text or an attribute to point at.

    `severity` is the rule's own where it is not given.
    """

    rule: str
    message: str
    element: OpenElement
    attribute: str = ""
    value: str = ""
    severity: Severity | None = None
    in_text: bool = False


class Registration(NamedTuple):
    """A function, the child that the element must have, and the rules that a profile must list."""

    function: RuleFunction
    with_child: str
    if_demanded: tuple[str, ...]


_REGISTRY: dict[str, list[Registration]] = {}


def rule(
    *, on: str, with_child: str = "", if_demanded: tuple[str, ...] = ()
) -> Callable[[RuleFunction], RuleFunction]:
    """Register a function, to run at the end of the element with the record id `on`.

    With `with_child`, the name of a child, it runs only where the element has such a child. With
    `if_demanded`, ids of rules, it runs only for profiles that list at least one of these rules.
    """

    def register(function: RuleFunction) -> RuleFunction:
        _REGISTRY.setdefault(on, []).append(Registration(function, with_child, if_demanded))
        return function

    return register


def registered_rules() -> Mapping[str, Sequence[Registration]]:
    """Return the functions that were registered so far, by the id of their element."""
    return _REGISTRY


class ElementRules(NamedTuple):
    """The functions that run at the end of an element: always, or where there is a child."""

    always: tuple[RuleFunction, ...]
    with_child: tuple[tuple[str, RuleFunction], ...]


class Rulebook(dict[str, ElementRules]):
    """The functions to run for the chosen profiles, by the id of the element."""

    def __init__(
        self, rules: Mapping[str, Sequence[Registration]], demanded: Iterable[str]
    ) -> None:
        super().__init__()
        demanded = frozenset(demanded)
        for key, registrations in rules.items():
            chosen = [
                one for one in registrations
                if not one.if_demanded or not demanded.isdisjoint(one.if_demanded)
            ]  # fmt: skip
            if chosen:
                self[key] = ElementRules(
                    tuple(one.function for one in chosen if not one.with_child),
                    tuple((one.with_child, one.function) for one in chosen if one.with_child),
                )
