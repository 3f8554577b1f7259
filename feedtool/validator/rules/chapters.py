"""Chapters inside the feed. Source: https://podlove.org/simple-chapters/."""

from collections.abc import Iterable

from feedtool.validator.checking.structure import Facts
from feedtool.validator.elements.open_element import Frame
from feedtool.validator.rules import Problem, episode_seconds, rule
from feedtool.values.numbers import parse_npt


@rule(on="psc:chapters")
def find_disorder(chapters: Frame, facts: Facts) -> Iterable[Problem]:
    """A chapter starts before or with the one that it follows."""
    last = -1.0
    for chapter in chapters.all("psc:chapter"):
        start = parse_npt(chapter.get("start") or "")
        if start is None:
            continue
        if start <= last:
            message = (
                f'start of {chapter.tag} is "{chapter.get("start")}", not after the one before'
            )
            yield Problem(
                "chapters-unordered", message, chapter, "start", chapter.get("start") or ""
            )
        last = max(last, start)


@rule(on="item", holding="psc:chapters")
def find_late_chapter(item: Frame, facts: Facts) -> Iterable[Problem]:
    """A chapter starts when the episode is over."""
    chapters = item.children["psc:chapters"]
    end = episode_seconds(item)
    for chapter in chapters.all("psc:chapter"):
        start = parse_npt(chapter.get("start") or "")
        if end and start is not None and start >= end:
            message = (
                f'start of {chapter.tag} is "{chapter.get("start")}", after the end of the episode'
            )
            yield Problem(
                "chapter-after-end", message, chapter, "start", chapter.get("start") or ""
            )
