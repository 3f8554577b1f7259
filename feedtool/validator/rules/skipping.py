"""Hours and days when apps do not read a feed: whether one is given twice, or all are given.

Source: https://www.rssboard.org/rss-specification (skipHours, skipDays)
"""

from collections.abc import Iterable, Iterator

from feedtool.findings.wording import cut
from feedtool.validator.elements.memory import FeedMemory
from feedtool.validator.elements.open_element import OpenElement
from feedtool.validator.elements.rule import ElementFault, rule


@rule(on="skipHours")
def find_repeated_hour(skip: OpenElement, memory: FeedMemory) -> Iterable[ElementFault]:
    """Report an hour that is given twice; 24 means 0."""
    yield from _find_repeated(skip, "hour", {"24": "0"})


@rule(on="skipDays")
def find_repeated_day(skip: OpenElement, memory: FeedMemory) -> Iterable[ElementFault]:
    """Report a day that is given twice."""
    yield from _find_repeated(skip, "day", {})


@rule(on="skipHours")
def find_no_hour(skip: OpenElement, memory: FeedMemory) -> Iterable[ElementFault]:
    """Report a feed that leaves out all hours."""
    yield from _find_full(skip, "hour", 24)


@rule(on="skipDays")
def find_no_day(skip: OpenElement, memory: FeedMemory) -> Iterable[ElementFault]:
    """Report a feed that leaves out all days."""
    yield from _find_full(skip, "day", 7)


def _find_repeated(skip: OpenElement, name: str, same: dict[str, str]) -> Iterator[ElementFault]:
    seen = set()
    for child in skip.all(name):
        text = child.text.strip().lstrip("0") or "0"
        text = same.get(text, text)
        if text in seen:
            message = f'{name} is "{cut(child.text.strip())}" a second time; remove it'
            yield ElementFault("skip-repeated", message, child, value=child.text, in_text=True)
        seen.add(text)


def _find_full(skip: OpenElement, name: str, number: int) -> Iterator[ElementFault]:
    if len({child.text.strip() for child in skip.all(name)}) >= number:
        yield ElementFault(
            "skip-always", f"{skip.tag} leaves no {name} when apps may read the feed", skip
        )
