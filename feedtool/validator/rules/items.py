"""Items as a whole. Source: https://www.rssboard.org/rss-specification (elements of item)."""

from collections.abc import Iterator

from feedtool.validator.frames import Frame
from feedtool.validator.rules import Problem, rule
from feedtool.validator.structure import Facts


@rule("item-without-title-or-description", on="item")
def find_nameless(item: Frame, facts: Facts) -> Iterator[Problem]:
    """RSS asks each item for a title or a description."""
    if "title" not in item.children and "description" not in item.children:
        message = "item has neither title nor description; add a title"
        yield Problem(message, item, profiles=("rss",))
