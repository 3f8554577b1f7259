"""JSON chapters, which `podcast:chapters` names: what they are called, and how they are written.

Source: https://github.com/Podcastindex-org/podcast-namespace/blob/main/docs/examples/chapters/jsonChapters.md
"""

import json
from collections.abc import Mapping, Sequence

from feedtool.media.facts import AudioChapter, ChapterPlace

MEDIA_TYPE = "application/json+chapters"


def format_chapters(
    chapters: Sequence[AudioChapter], about: Mapping[str, object] | None = None
) -> bytes:
    """Write JSON chapters, version 1.2: the same bytes for the same chapters.

    `about` is what is said of all of them, by the names that it has in JSON.

    >>> format_chapters([AudioChapter(1500, "Hello")]).decode().split()
    ['{', '"version":', '"1.2.0",', '"chapters":', '[', '{"startTime":', '1.5,', '"title":', '"Hello"}', ']', '}']
    """  # noqa: E501 - a doctest's output
    said = "".join(f'  "{key}": {_dump(value)},\n' for key, value in (about or {}).items())
    lines = ",\n".join(f"    {_dump(_entry(one))}" for one in chapters)
    listed = f"[\n{lines}\n  ]" if lines else "[]"
    return f'{{\n  "version": "1.2.0",\n{said}  "chapters": {listed}\n}}\n'.encode()


def _dump(value: object) -> str:
    return json.dumps(value, ensure_ascii=False)


def _entry(chapter: AudioChapter) -> dict[str, object]:
    entry: dict[str, object] = {"startTime": _seconds(chapter.start_ms)}
    if chapter.end_ms is not None:
        entry["endTime"] = _seconds(chapter.end_ms)
    if chapter.title:
        entry["title"] = chapter.title
    if chapter.image:
        entry["img"] = chapter.image
    if chapter.url:
        entry["url"] = chapter.url
    if chapter.is_hidden:
        entry["toc"] = False
    if chapter.location is not None:
        entry["location"] = _location(chapter.location)
    return entry


def _seconds(milliseconds: int) -> float | int:
    seconds, rest = divmod(milliseconds, 1000)
    return milliseconds / 1000 if rest else seconds


def _location(place: ChapterPlace) -> dict[str, str]:
    return {
        key: value
        for key, value in (("name", place.name), ("geo", place.geo), ("osm", place.osm))
        if value
    }
