"""How a rule in code is written: the decorator, and what a rule returns.

A rule is a function. Its decorator names an element, and the function runs at the end of each such
element. It sees the element with its children and the memory of the feed, and returns what breaks
the rule. Most elements are clean: for these it returns at once. It changes neither the element nor
the faults of other rules. The severity of a rule, why it matters and how to fix it are in
`schemas/rules/`. A fault can point at an attribute or a text only until the child of the channel
that holds it ends: after that its bytes are gone.
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
    """What breaks a rule: a message, and the place to point at.

    The place is the value of `attribute`, or the text with `in_text`, or else the start tag of
    `element`. With `index` and `length` it is only this part of the text. Without `severity` the
    rule's own severity holds. `once` is what a fault is known by that is reported once for several
    items, at one of them. `instead` and `doubtful` are as in Fault.
    """

    rule: str
    message: str
    element: OpenElement
    attribute: str = ""
    value: str = ""
    severity: Severity | None = None
    in_text: bool = False
    index: int = 0
    length: int = 0
    once: str = ""
    instead: str | None = None
    doubtful: bool = False


class Registration(NamedTuple):
    """A function, and when it runs: see the decorator."""

    function: RuleFunction
    with_child: str
    if_demanded: tuple[str, ...]


_REGISTRY: dict[str, list[Registration]] = {}


def rule(
    *, on: str, with_child: str = "", if_demanded: tuple[str, ...] = ()
) -> Callable[[RuleFunction], RuleFunction]:
    """Register a function that runs at the end of the element with the record id `on`.

    With `with_child`, the name of a child, it runs only if the element has such a child. With
    `if_demanded`, ids of rules, it runs only if a chosen profile lists one of these rules.
    """

    def register(function: RuleFunction) -> RuleFunction:
        _REGISTRY.setdefault(on, []).append(Registration(function, with_child, if_demanded))
        return function

    return register


def registered_rules() -> Mapping[str, Sequence[Registration]]:
    """Return the functions that are registered so far, by the id of their element."""
    return _REGISTRY


class ElementRules(NamedTuple):
    """The functions that run at the end of an element: always, or only with a certain child."""

    always: tuple[RuleFunction, ...]
    with_child: tuple[tuple[str, RuleFunction], ...]


class Rulebook(dict[str, ElementRules]):
    """The functions to run for the chosen profiles, by the id of their element."""

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
