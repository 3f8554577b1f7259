"""What is wrong with JSON chapters: what apps cannot read, and what listeners stumble over.

Source: https://github.com/Podcastindex-org/podcast-namespace/blob/main/docs/examples/chapters/jsonChapters.md
"""

from collections.abc import Iterator, Mapping, Sequence
from itertools import islice, pairwise
from typing import Any

from feedtool.chapters.json_chapters import MOST_SECONDS, MOST_VALUES
from feedtool.values.fault import Fault
from feedtool.values.json_text import read_json, show_json

_RULE = "bad-chapters"
_MOST_FAULTS = 20
_LONG_TITLE = 1000
_MOST_CHAPTERS = 10_000
_Chapters = Sequence[Mapping[str, Any]]


def check_chapters(data: bytes, duration_s: int) -> Iterator[Fault]:
    """Yield what is wrong with JSON chapters; `duration_s` is that of the audio, 0 if unknown.

    >>> data = b'{"version": "1.2.0", "chapters": [{"startTime": "0:04"}]}'
    >>> [fault.says for fault in check_chapters(data, 60)]
    ['startTime of chapter 1 is "0:04"; expected seconds, e.g. 64.5']
    """
    found = _find_faults(data, duration_s)
    yield from islice(found, _MOST_FAULTS)
    more = sum(1 for _ in found)
    if more:
        yield _warning(f"{more:,} more faults are not shown; correct these first")


def _find_faults(data: bytes, duration_s: int) -> Iterator[Fault]:
    try:
        whole = read_json(data, MOST_VALUES)
    except ValueError as why:
        yield _error(str(why))
        return
    chapters = whole.get("chapters") if isinstance(whole, dict) else None
    if not isinstance(chapters, list) or not all(isinstance(one, dict) for one in chapters):
        yield _error('expected {"version": "1.2.0", "chapters": [{"startTime": 0, "title": …}]}')
        return
    if len(chapters) > _MOST_CHAPTERS:
        says = f"it has {len(chapters):,} chapters; expected at most {_MOST_CHAPTERS:,}"
        yield _error(says)
        return
    if _has_wrong_start(chapters):
        yield from _find_wrong_starts(chapters)
        return
    yield from _check_order(chapters)
    for number, chapter in enumerate(chapters, 1):
        yield from _check_chapter(number, chapter, duration_s)


def _error(says: str) -> Fault:
    return Fault(_RULE, says)


def _warning(says: str) -> Fault:
    return Fault(_RULE, says, override="warning")


def _is_wrong(start: object) -> bool:
    if isinstance(start, bool) or not isinstance(start, int | float):
        return True
    return not 0 <= start <= MOST_SECONDS


def _has_wrong_start(chapters: _Chapters) -> bool:
    return any(_is_wrong(chapter.get("startTime")) for chapter in chapters)


def _find_wrong_starts(chapters: _Chapters) -> Iterator[Fault]:
    for number, chapter in enumerate(chapters, 1):
        start = chapter.get("startTime")
        if _is_wrong(start):
            shown = "missing" if start is None else show_json(start)
            yield _error(f"startTime of chapter {number} is {shown}; expected seconds, e.g. 64.5")


def _check_order(chapters: _Chapters) -> Iterator[Fault]:
    if not chapters:
        yield _warning("it has no chapters")
    if any(later["startTime"] < one["startTime"] for one, later in pairwise(chapters)):
        yield _warning("its chapters are not in the order of their startTime, which apps expect")


def _check_chapter(number: int, chapter: Mapping[str, Any], duration_s: int) -> Iterator[Fault]:
    start = chapter["startTime"]
    title = chapter.get("title")
    if not isinstance(title, str):
        if chapter.get("toc") is not False:
            yield _warning(f"chapter {number} has no title")
    elif len(title) > _LONG_TITLE:
        yield _warning(f"title of chapter {number} has {len(title):,} characters; shorten it")
    if duration_s and start > duration_s:
        yield _warning(f"chapter {number} starts at {start} s, after the end, {duration_s} s")
    for key in ("img", "url"):
        value = chapter.get(key)
        is_address = isinstance(value, str) and value.startswith(("https://", "http://"))
        if value is not None and not is_address:
            yield _warning(f"{key} of chapter {number} is not a full address, which apps need")
