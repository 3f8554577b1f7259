"""JSON chapters, which `podcast:chapters` names: what they are called, and how they are written.

Source: https://github.com/Podcastindex-org/podcast-namespace/blob/main/docs/examples/chapters/jsonChapters.md
"""

import json
from collections.abc import Mapping, Sequence
from typing import Any

from feedtool.media.facts import AudioChapter
from feedtool.values.json_text import read_json

MEDIA_TYPE = "application/json+chapters"
# A thousand hours.
MOST_SECONDS = 3_600_000
# Ten thousand chapters have fewer.
MOST_VALUES = 200_000


def format_chapters(chapters: Sequence[AudioChapter]) -> bytes:
    """Write JSON chapters, version 1.2: the same bytes for the same chapters.

    >>> format_chapters([AudioChapter(1500, "Hello")]).decode().split()
    ['{', '"version":', '"1.2.0",', '"chapters":', '[', '{"startTime":', '1.5,', '"title":', '"Hello"}', ']', '}']
    """  # noqa: E501 - a doctest's output
    lines = ",\n".join(f"    {json.dumps(_entry(one), ensure_ascii=False)}" for one in chapters)
    listed = f"[\n{lines}\n  ]" if lines else "[]"
    return f'{{\n  "version": "1.2.0",\n  "chapters": {listed}\n}}\n'.encode()


def _entry(chapter: AudioChapter) -> dict[str, object]:
    seconds, rest = divmod(chapter.start_ms, 1000)
    entry: dict[str, object] = {"startTime": chapter.start_ms / 1000 if rest else seconds}
    if chapter.title:
        entry["title"] = chapter.title
    if chapter.image:
        entry["img"] = chapter.image
    if chapter.url:
        entry["url"] = chapter.url
    if chapter.is_hidden:
        entry["toc"] = False
    return entry


def read_chapters(data: bytes) -> tuple[AudioChapter, ...]:
    """Return the chapters of JSON in which `check_chapters` finds no error, in order.

    >>> read_chapters(b'{"chapters": [{"startTime": 1.5, "title": "Hello"}]}')[0].start_ms
    1500
    """
    listed = read_json(data, MOST_VALUES)["chapters"]
    return tuple(map(_read_entry, sorted(listed, key=lambda one: one["startTime"])))


def _read_entry(entry: Mapping[str, Any]) -> AudioChapter:
    def text(key: str) -> str:
        value = entry.get(key)
        return value if isinstance(value, str) else ""

    start_ms = round(entry["startTime"] * 1000)
    is_hidden = entry.get("toc") is False
    return AudioChapter(start_ms, text("title"), text("url"), is_hidden, text("img"))
