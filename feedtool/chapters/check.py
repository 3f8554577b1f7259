"""What is wrong with JSON chapters: what apps cannot read, and what listeners stumble over.

Source: https://github.com/Podcastindex-org/podcast-namespace/blob/main/docs/examples/chapters/jsonChapters.md
"""

import json
from collections.abc import Iterator, Mapping, Sequence
from itertools import pairwise
from typing import Any

from feedtool.values.fault import Fault

_RULE = "bad-chapters"
_Chapters = Sequence[Mapping[str, Any]]


def check_chapters(data: bytes, duration_s: int) -> Iterator[Fault]:
    """Yield what is wrong with JSON chapters; `duration_s` is that of the audio, 0 if unknown.

    >>> data = b'{"version": "1.2.0", "chapters": [{"startTime": "0:04"}]}'
    >>> [fault.says for fault in check_chapters(data, 60)]
    ['startTime of chapter 1 is "0:04"; expected seconds, e.g. 64.5']
    """
    try:
        whole = json.loads(data)
    except (ValueError, RecursionError) as why:
        yield _error(f"it is no JSON: {why}")
        return
    chapters = whole.get("chapters") if isinstance(whole, dict) else None
    if not isinstance(chapters, list) or not all(isinstance(one, dict) for one in chapters):
        yield _error('expected {"version": "1.2.0", "chapters": [{"startTime": 0, "title": …}]}')
        return
    faults = list(_find_wrong_starts(chapters))
    yield from faults
    if not faults:
        yield from _check_order(chapters)
        for number, chapter in enumerate(chapters, 1):
            yield from _check_chapter(number, chapter, duration_s)


def _error(says: str) -> Fault:
    return Fault(_RULE, says)


def _warning(says: str) -> Fault:
    return Fault(_RULE, says, override="warning")


def _find_wrong_starts(chapters: _Chapters) -> Iterator[Fault]:
    for number, chapter in enumerate(chapters, 1):
        start = chapter.get("startTime")
        if isinstance(start, bool) or not isinstance(start, int | float) or not start >= 0:
            shown = "missing" if start is None else json.dumps(start, ensure_ascii=False)[:40]
            yield _error(f"startTime of chapter {number} is {shown}; expected seconds, e.g. 64.5")


def _check_order(chapters: _Chapters) -> Iterator[Fault]:
    if not chapters:
        yield _warning("it has no chapters")
    if any(later["startTime"] < one["startTime"] for one, later in pairwise(chapters)):
        yield _warning("its chapters are not in the order of their startTime, which apps expect")


def _check_chapter(number: int, chapter: Mapping[str, Any], duration_s: int) -> Iterator[Fault]:
    start = chapter["startTime"]
    if not isinstance(chapter.get("title"), str) and chapter.get("toc") is not False:
        yield _warning(f"chapter {number} has no title")
    if duration_s and start > duration_s:
        yield _warning(f"chapter {number} starts at {start} s, after the end, {duration_s} s")
    for key in ("img", "url"):
        value = chapter.get(key)
        if value is not None and not str(value).startswith(("https://", "http://")):
            yield _warning(f"{key} of chapter {number} is not a full address, which apps need")
