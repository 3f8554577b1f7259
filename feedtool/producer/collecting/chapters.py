"""Chapters of an episode: a JSON file or a list of the author's, checked, or those in the audio.

Source: https://github.com/Podcastindex-org/podcast-namespace/blob/main/docs/examples/chapters/jsonChapters.md
"""

import json
from collections.abc import Iterable, Iterator, Sequence
from itertools import pairwise
from pathlib import Path
from typing import Any

from feedtool.findings.report import Severity
from feedtool.media.facts import AudioChapter
from feedtool.producer.collecting.gathering import Gathering
from feedtool.producer.collecting.pictures import publish_picture
from feedtool.producer.facts.assets import asset_of_bytes, asset_of_file
from feedtool.producer.facts.feed_facts import EpisodeAudio, Link
from feedtool.show.files import read_bounded
from feedtool.show.model import Chapter, Episode

_TYPE = "application/json+chapters"
_MAX_BYTES = 5_000_000


def gather_chapters(gathering: Gathering, episode: Episode, audio: EpisodeAudio) -> Link | None:
    """Return where an episode's chapters are published; what is wrong with them is told.

    Those in the audio file count where the author gives none; an empty list keeps them back.
    """
    chapters = episode.chapters
    published = f"chapters/{episode.slug}.json"
    if chapters is None:
        return _publish_inner(gathering, episode, audio.chapters, published)
    if isinstance(chapters, list):
        return _publish_listed(gathering, episode, audio, chapters, published)
    if chapters.url is not None:
        return Link(chapters.url, _TYPE)
    name = chapters.file or ""
    path = gathering.find("chapters", name, episode, "chapters", "file")
    if path is None:
        return None
    if path.suffix.lower() != ".json":
        message = f'chapters is "{name[:60]}"; expected JSON chapters (.json)'
        gathering.add("chapters-unsupported", message, episode, "chapters")
        return None
    faults = list(_check_file(path, audio.duration_s))
    _tell(gathering, episode, f'chapters is "{name[:60]}"; ', faults)
    if any(severity == "error" for severity, _ in faults):
        return None
    asset = asset_of_file(path, _read)
    return Link(gathering.publish(published, asset, episode, "chapters"), _TYPE)


def _tell(
    gathering: Gathering, episode: Episode, before: str, faults: Iterable[tuple[Severity, str]]
) -> None:
    for severity, says in faults:
        gathering.add("bad-chapters", before + says, episode, "chapters", severity=severity)


def _publish_inner(
    gathering: Gathering, episode: Episode, chapters: Sequence[AudioChapter], published: str
) -> Link | None:
    if not chapters:
        return None
    from feedtool.media.chapters import format_chapters  # noqa: PLC0415 - seldom needed

    asset = asset_of_bytes(format_chapters(chapters))
    return Link(gathering.publish(published, asset, episode, "audio"), _TYPE)


def _publish_listed(
    gathering: Gathering,
    episode: Episode,
    audio: EpisodeAudio,
    chapters: Sequence[Chapter],
    published: str,
) -> Link | None:
    """Publish the chapters of the front matter."""
    if not chapters:
        return None
    from feedtool.media.chapters import format_chapters  # noqa: PLC0415 - as above

    listed = [_read_chapter(gathering, episode, *one) for one in enumerate(chapters)]
    data = format_chapters(sorted(listed, key=lambda one: one.start_ms))
    _tell(gathering, episode, "chapters: ", check_chapters(data, audio.duration_s))
    asset = asset_of_bytes(data)
    return Link(gathering.publish(published, asset, episode, "chapters"), _TYPE)


def _read_chapter(
    gathering: Gathering, episode: Episode, index: int, chapter: Chapter
) -> AudioChapter:
    """Return a chapter of the front matter, its picture published where it is a file."""
    image = chapter.image or ""
    if image and "://" not in image:
        key = ("chapters", index, "image")
        image, _ = publish_picture(gathering, "image", image, episode, *key) or ("", None)
    start_ms = round(chapter.start * 1000)
    return AudioChapter(start_ms, chapter.title, chapter.url or "", image=image)


def _read(path: Path) -> bytes:
    return read_bounded(path, _MAX_BYTES)


def _check_file(path: Path, duration_s: int) -> Iterator[tuple[Severity, str]]:
    try:
        data = _read(path)
    except OSError as why:
        yield "error", f"it cannot be read ({why.strerror})"
    else:
        yield from check_chapters(data, duration_s)


def check_chapters(data: bytes, duration_s: int) -> Iterator[tuple[Severity, str]]:
    """Yield (severity, what is wrong) of JSON chapters; a duration of 0 is not known.

    >>> list(check_chapters(b'{"version": "1.2.0", "chapters": [{"startTime": "0:04"}]}', 60))
    [('error', 'startTime of chapter 1 is "0:04"; expected seconds, e.g. 64.5')]
    """
    try:
        whole = json.loads(data)
    except (ValueError, RecursionError) as why:
        yield "error", f"it is no JSON: {why}"
        return
    chapters = whole.get("chapters") if isinstance(whole, dict) else None
    if not isinstance(chapters, list) or not all(isinstance(one, dict) for one in chapters):
        yield "error", 'expected {"version": "1.2.0", "chapters": [{"startTime": 0, "title": …}]}'
        return
    faults = list(_find_wrong_times(chapters))
    yield from faults
    if not faults:
        yield from _find_doubtful(chapters, duration_s)


def _find_wrong_times(chapters: list[dict[str, Any]]) -> Iterator[tuple[Severity, str]]:
    for number, chapter in enumerate(chapters, 1):
        start = chapter.get("startTime")
        if isinstance(start, bool) or not isinstance(start, int | float) or not start >= 0:
            shown = "missing" if start is None else json.dumps(start, ensure_ascii=False)[:40]
            yield "error", f"startTime of chapter {number} is {shown}; expected seconds, e.g. 64.5"


def _find_doubtful(
    chapters: list[dict[str, Any]], duration_s: int
) -> Iterator[tuple[Severity, str]]:
    if not chapters:
        yield "warning", "it has no chapters"
    if any(later["startTime"] < one["startTime"] for one, later in pairwise(chapters)):
        yield "warning", "its chapters are not in the order of their startTime, which apps expect"
    for number, chapter in enumerate(chapters, 1):
        if not isinstance(chapter.get("title"), str) and chapter.get("toc") is not False:
            yield "warning", f"chapter {number} has no title"
        if duration_s and chapter["startTime"] > duration_s:
            start = chapter["startTime"]
            yield (
                "warning",
                f"chapter {number} starts at {start} s, after the end, {duration_s} s",
            )
        for key in ("img", "url"):
            value = chapter.get(key)
            if value is not None and not str(value).startswith(("https://", "http://")):
                yield "warning", f"{key} of chapter {number} is no whole address, which apps need"
