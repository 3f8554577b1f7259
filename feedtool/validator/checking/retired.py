"""Elements that are retired: one finding for each namespace, however many items have them."""

from dataclasses import dataclass, field

from feedtool.validator.checking.check import Check
from feedtool.validator.elements.open_element import OpenElement
from feedtool.vocabulary import Element

_RULE = "retired-element"


@dataclass(slots=True)
class _Retired:
    """By prefix, the first retired element; by tag, what to use instead of each."""

    first: dict[str, OpenElement] = field(default_factory=dict)
    advice: dict[str, dict[str, str]] = field(default_factory=dict)


def note_retired(check: Check, element: OpenElement, record: Element) -> bool:
    """Remember a retired element; return False if a comment in the feed silences it."""
    if check.collector.silences(element, _RULE):
        return False
    seen = check.memory.of(_Retired)
    prefix = record.namespace.prefix
    seen.first.setdefault(prefix, element)
    seen.advice.setdefault(prefix, {})[element.tag] = record.retired
    return True


def report_retired(check: Check) -> None:
    """Report the retired elements of each namespace, at the first of them."""
    seen = check.memory.of(_Retired)
    for prefix, first in seen.first.items():
        *others, last = seen.advice[prefix]
        tags = f"{', '.join(others)} and {last} are" if others else f"{last} is"
        advice = "; ".join(dict.fromkeys(seen.advice[prefix].values()))
        check.collector.add(_RULE, f"{tags} retired; {advice}", first)
