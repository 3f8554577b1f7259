"""Chapters inside the feed: their order, and whether they start before the episode ends.

Source: https://podlove.org/simple-chapters/
"""

from collections.abc import Iterable

from feedtool.validator.elements.memory import FeedMemory
from feedtool.validator.elements.open_element import OpenElement
from feedtool.validator.elements.rule import ElementFault, rule
from feedtool.validator.rules.episode_length import episode_seconds
from feedtool.values.durations import parse_npt


@rule(on="psc:chapters")
def find_disorder(chapters: OpenElement, memory: FeedMemory) -> Iterable[ElementFault]:
    """Report a chapter that does not start after the chapter before it."""
    last = -1.0
    for chapter in chapters.all("psc:chapter"):
        start = parse_npt(chapter.get("start") or "")
        if start is None:
            continue
        if start <= last:
            message = (
                f'start of {chapter.tag} is "{chapter.get("start")}", not after the start of the '
                "chapter before"
            )
            yield ElementFault(
                "chapters-unordered", message, chapter, "start", chapter.get("start") or ""
            )
        last = max(last, start)


@rule(on="item", with_child="psc:chapters")
def find_late_chapter(item: OpenElement, memory: FeedMemory) -> Iterable[ElementFault]:
    """Report a chapter that starts after the end of the episode."""
    chapters = item.children["psc:chapters"]
    end = episode_seconds(item)
    for chapter in chapters.all("psc:chapter"):
        start = parse_npt(chapter.get("start") or "")
        if end and start is not None and start >= end:
            message = (
                f'start of {chapter.tag} is "{chapter.get("start")}", after the end of the episode'
            )
            yield ElementFault(
                "chapter-after-end", message, chapter, "start", chapter.get("start") or ""
            )
