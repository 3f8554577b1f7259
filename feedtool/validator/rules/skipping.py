"""Hours and days at which a feed need not be read.

Source: https://www.rssboard.org/rss-specification (skipHours, skipDays)
"""

from collections.abc import Iterable, Iterator

from feedtool.validator.checking.log import cut
from feedtool.validator.checking.structure import Facts
from feedtool.validator.elements.open_element import Frame
from feedtool.validator.rules import Problem, rule


@rule(on="skipHours")
def find_repeated_hour(skip: Frame, facts: Facts) -> Iterable[Problem]:
    """An hour twice; 24 is another word for 0."""
    yield from _find_repeated(skip, "hour", {"24": "0"})


@rule(on="skipDays")
def find_repeated_day(skip: Frame, facts: Facts) -> Iterable[Problem]:
    """A day twice."""
    yield from _find_repeated(skip, "day", {})


@rule(on="skipHours")
def find_no_hour(skip: Frame, facts: Facts) -> Iterable[Problem]:
    """All hours are left out."""
    yield from _find_full(skip, "hour", 24)


@rule(on="skipDays")
def find_no_day(skip: Frame, facts: Facts) -> Iterable[Problem]:
    """All days are left out."""
    yield from _find_full(skip, "day", 7)


def _find_repeated(skip: Frame, name: str, same: dict[str, str]) -> Iterator[Problem]:
    seen = set()
    for child in skip.all(name):
        text = child.text.strip().lstrip("0") or "0"
        text = same.get(text, text)
        if text in seen:
            message = f'{name} is "{cut(child.text.strip())}" a second time; remove it'
            yield Problem("skip-repeated", message, child, value=child.text, in_text=True)
        seen.add(text)


def _find_full(skip: Frame, name: str, number: int) -> Iterator[Problem]:
    if len({child.text.strip() for child in skip.all(name)}) >= number:
        yield Problem(
            "skip-always", f"{skip.tag} leaves no {name} at which the feed may be read", skip
        )
