"""Rules that one element or attribute alone cannot tell, a file a topic.

A function here is called at the end of the element that its decorator names; it sees the closed
element with its children and the memory of the feed, and returns what breaks a rule: nothing at
once in the clean case, which is the common one. It changes neither another one's faults nor the
element. What is said of a rule (severity, why, how to mend it, whose demand it is) stands in
`schemas/rules/`. An attribute or text can be pointed at only inside a child of the channel,
before that ends: the bytes of what lies before are gone.
"""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from functools import cache
from typing import NamedTuple

from feedtool.findings.report import Severity
from feedtool.validator.checking.structure import FeedMemory
from feedtool.validator.elements.open_element import OpenElement
from feedtool.values.durations import parse_duration

RuleFunction = Callable[[OpenElement, FeedMemory], "Iterable[ElementFault]"]


class Registration(NamedTuple):
    """A function, the rules that only some profiles ask it for, and the child that it looks at."""

    function: RuleFunction
    tells: tuple[str, ...]
    holding: str


_REGISTRY: dict[str, list[Registration]] = {}


@dataclass(frozen=True, slots=True)
class ElementFault:
    """What breaks a rule: the message, and the element, its text or an attribute to point at.

    `severity` is the rule's own where it is not given.
    """

    rule: str
    message: str
    frame: OpenElement
    attribute: str = ""
    value: str = ""
    severity: Severity | None = None
    in_text: bool = False


def rule(
    *, on: str, tells: tuple[str, ...] = (), holding: str = ""
) -> Callable[[RuleFunction], RuleFunction]:
    """Register a function, to run at the end of the element with the record id `on`.

    With `tells`, the rules that it can break, it runs only for profiles that list one of them; with
    `holding`, the name of a child, only where there is one.
    """

    def register(function: RuleFunction) -> RuleFunction:
        _REGISTRY.setdefault(on, []).append(Registration(function, tells, holding))
        return function

    return register


def asks_for(frame: OpenElement, name: str) -> bool:
    """Return whether the vocabulary or a profile wants a child of this name and says so itself."""
    return any(need.element == name for need in frame.plan.needs)


def episode_seconds(item: OpenElement) -> int:
    """Return how long an episode is, 0 where that is not known."""
    try:
        return parse_duration(item.text_of("itunes:duration"))
    except ValueError:
        return 0


@cache
def rules_by_element() -> dict[str, list[Registration]]:
    """Return the built-in functions by the element at whose end they run."""
    from feedtool.validator.rules import (  # noqa: F401, PLC0415 - they import this module
        alternates,
        artwork,
        categories,
        channel,
        chapters,
        dates,
        enclosures,
        episodes,
        feed_guid,
        frequency,
        guids,
        items,
        language,
        licences,
        links,
        live,
        locations,
        media_rss,
        mediums,
        new_feed_url,
        payments,
        people,
        permissions,
        skipping,
        social,
        soundbites,
        standards,
        transcripts,
    )

    return _REGISTRY
