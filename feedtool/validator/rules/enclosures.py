"""The media of items. Source: https://www.rssboard.org/rss-enclosures-use-case."""

from collections.abc import Iterator

from feedtool.validator.frames import Frame
from feedtool.validator.rules import Problem, rule
from feedtool.validator.structure import Facts


@rule("enclosure-length-zero", on="enclosure")
def find_zero_length(enclosure: Frame, facts: Facts) -> Iterator[Problem]:
    """A length of 0 says that the size is not known."""
    if enclosure.get("length") == "0":
        message = 'length of enclosure is "0"; expected the size of the file in bytes'
        yield Problem(message, enclosure, "warning", "length", "0")


@rule("enclosure-repeated", on="item")
def find_second(item: Frame, facts: Facts) -> Iterator[Problem]:
    """Apps play one enclosure, some the first and some the last."""
    for enclosure in item.all("enclosure")[1:]:
        message = (
            "item has more than one enclosure and apps differ in which they play; "
            "expected one, others as podcast:alternateEnclosure"
        )
        yield Problem(message, enclosure, "warning")
