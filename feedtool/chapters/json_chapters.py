"""JSON chapters, which `podcast:chapters` names: what they are called, and how they are written.

Source: https://github.com/Podcastindex-org/podcast-namespace/blob/main/docs/examples/chapters/jsonChapters.md
"""

import json
from collections.abc import Sequence

from feedtool.media.facts import AudioChapter

MEDIA_TYPE = "application/json+chapters"


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
