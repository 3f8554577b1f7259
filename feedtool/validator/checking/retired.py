"""Elements that are retired: one finding for a feed, however many of them it has."""

from feedtool.validator.checking.check import Check
from feedtool.validator.elements.open_element import OpenElement
from feedtool.vocabulary import Element

_RULE = "retired-element"


class _Retired:
    """The first retired element; by prefix and tag, what to use instead of each."""

    def __init__(self) -> None:
        self.first: OpenElement | None = None
        self.advice: dict[str, dict[str, str]] = {}


def note_retired(check: Check, element: OpenElement, record: Element) -> bool:
    """Remember a retired element; return False if a comment in the feed silences it."""
    if check.collector.silences(element, _RULE):
        return False
    seen = check.memory.of(_Retired)
    seen.first = seen.first or element
    seen.advice.setdefault(record.namespace.prefix, {})[element.tag] = record.retired
    return True


def report_retired(check: Check) -> None:
    """Report all retired elements at the first of them; those of a namespace stand together."""
    seen = check.memory.of(_Retired)
    if seen.first is not None:
        message = "; ".join(map(_describe, seen.advice.values()))
        tags = sorted(tag for advice in seen.advice.values() for tag in advice)
        check.collector.add(_RULE, message, seen.first, once=" ".join(tags))


def _describe(advice: dict[str, str]) -> str:
    *others, last = advice
    tags = f"{', '.join(others)} and {last} are" if others else f"{last} is"
    return f"{tags} retired; {'; '.join(dict.fromkeys(advice.values()))}"
