"""Chapters of an episode: a file or a list by the author, lines of its notes, or in the audio.

Source: https://github.com/Podcastindex-org/podcast-namespace/blob/main/docs/examples/chapters/jsonChapters.md
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from functools import partial
from itertools import pairwise
from pathlib import Path

from feedtool.chapters.check import check_chapters, find_problems
from feedtool.chapters.json_chapters import MEDIA_TYPE, format_chapters
from feedtool.chapters.model import Problem
from feedtool.chapters.reading.json_form import read_json_chapters
from feedtool.chapters.reading.lines import find_timed_lines, reading_of_lines
from feedtool.chapters.reading.read import MOST_BYTES, read_chapters
from feedtool.chapters.writing.listing import find_unread
from feedtool.files.opening import explain, read_bounded
from feedtool.findings.file_findings import FileFindings
from feedtool.findings.report import place_of
from feedtool.findings.wording import cut
from feedtool.media.facts import AudioChapter, ChapterPlace, InnerPicture
from feedtool.producer.collecting.absent_audio import keep_published, report_lost
from feedtool.producer.collecting.audio import locate_audio
from feedtool.producer.collecting.gathering import Gathering
from feedtool.producer.collecting.pictures import publish_picture
from feedtool.producer.facts.assets import asset_of_bytes, asset_of_file
from feedtool.producer.facts.feed_facts import EpisodeAudio, Link
from feedtool.show.episode_files import FROM_NOTES, Chapter
from feedtool.show.model import Item
from feedtool.show.value_types import wants_section
from feedtool.vocabulary import find_rule

_MOST_SHOWN = 20
# Fewer lines with times are none of chapters.
_LEAST_IN_NOTES = 3


def gather_chapters(gathering: Gathering, episode: Item, audio: EpisodeAudio) -> Link | None:
    """Return where an episode's chapters are published; report what is wrong with them.

    Without chapters by the author those in the audio file are published; an empty list prevents it.
    """
    chapters = episode.chapters
    published = _name_of(episode)
    if chapters is None:
        link = _publish_inner(gathering, episode, audio, published)
        if link is None:
            _tell_of_notes(gathering, episode, audio)
        return link
    if isinstance(chapters, list):
        return _publish_listed(gathering, episode, audio, chapters, published)
    if chapters.url is not None:
        return Link(chapters.url, MEDIA_TYPE)
    if chapters.file == FROM_NOTES:
        return _publish_notes(gathering, episode, audio, published)
    name = chapters.file or ""
    path = gathering.find("chapters", name, episode, "chapters", "file")
    if path is None:
        return None
    return _publish_file(gathering, episode, audio, name, path)


def list_chapters(gathering: Gathering, episode: Item) -> tuple[AudioChapter, ...]:
    """Return the chapters that an episode has in the feed itself, if a feed of the show wants them.

    Only those that are published beside the feed are known.
    """
    show, own = gathering.show, episode.chapters_in_feed
    feeds = (show, *show.feeds.values())
    is_wanted = any(one.chapters_in_feed for one in feeds) if own is None else own
    footers = [one.footer for one in feeds] if episode.footer is None else [episode.footer]
    asset = gathering.assets.get(_name_of(episode))
    is_listed = any(wants_section(one, "chapters") for one in footers)
    if asset is None or not (is_wanted or is_listed):
        return ()
    reading = read_json_chapters(asset.make().decode(), FileFindings(""))
    found = sorted(reading.chapters if reading else (), key=lambda one: one.start_ms)
    if is_listed:
        for says in find_unread(found):
            message = f"footer lists the chapters; {says}"
            gathering.add("chapters-list-unread", message, episode, "footer", severity="info")
    return tuple(found)


def _name_of(episode: Item) -> str:
    return f"chapters/{episode.slug}.json"


def _publish_file(
    gathering: Gathering, episode: Item, audio: EpisodeAudio, name: str, path: Path
) -> Link | None:
    """Publish a file: JSON that apps read as it stands, other forms as JSON."""
    found = FileFindings(name, _MOST_SHOWN)
    reading = None
    try:
        reading = read_chapters(_read(path), found, name)
    except OSError as why:
        found.add("chapters-unreadable", f"it cannot be read ({explain(why)})")
    if reading is not None:
        check_chapters(reading, found, duration_s=audio.duration_s)
    _report_file(gathering, episode, found)
    if reading is None or any(one.severity == "error" for one in found.found):
        return None
    ordered = sorted(reading.chapters, key=lambda one: one.start_ms)
    if reading.is_as_apps_read and ordered == list(reading.chapters):
        asset = asset_of_file(path, _read)
    else:
        asset = asset_of_bytes(format_chapters(ordered, reading.about))
    return Link(gathering.publish(_name_of(episode), asset, episode, "chapters"), MEDIA_TYPE)


def _report_file(gathering: Gathering, episode: Item, found: FileFindings) -> None:
    """Report the findings of a file at the key that names it."""
    for one in sorted(found.found, key=place_of):
        place = f"{cut(found.file)}:{one.line}:{one.column}: " if one.line else ""
        before = place or f'chapters is "{cut(found.file)}"; '
        gathering.add(one.rule, before + one.message, episode, "chapters", severity=one.severity)
    for severity, count in found.dropped.items():
        message = (
            f'chapters is "{cut(found.file)}"; {count:,} more faults are not shown; '
            "correct these first"
        )
        gathering.add("bad-chapters", message, episode, "chapters", severity=severity)


def _report_problems(
    gathering: Gathering, episode: Item, key: str, before: str, problems: Iterable[Problem],
    order: Sequence[int] = (),
) -> None:  # fmt: skip
    """Report what is wrong with chapters that are in no file of their own.

    `order` has, for chapters of a list, the index that each has there.
    """
    found = list(problems)
    for one in found[:_MOST_SHOWN]:
        path = (key, order[one.index]) if order and one.index >= 0 else (key,)
        severity = one.severity or find_rule(one.rule).severity
        gathering.add(one.rule, before + one.message, episode, *path, severity=severity)
    if len(found) > _MOST_SHOWN:
        message = (
            f"{before}{len(found) - _MOST_SHOWN:,} more faults are not shown; correct these first"
        )
        gathering.add("bad-chapters", message, episode, key, severity="warning")


def _publish_notes(
    gathering: Gathering, episode: Item, audio: EpisodeAudio, published: str
) -> Link | None:
    """Publish the lines of times and titles in an episode's own notes."""
    found = find_timed_lines(episode.notes)
    if not found:
        message = (
            "chapters is notes, and the notes have no line with a time and a title; expected e.g. "
            "- 12:30 Topic"
        )
        gathering.add("chapters-unreadable", message, episode, "chapters")
        return None
    chapters = reading_of_lines(found).chapters
    problems = find_problems(chapters, audio.duration_s)
    _report_problems(gathering, episode, "chapters", "chapters of the notes: ", problems)
    data = format_chapters(sorted(chapters, key=lambda one: one.start_ms))
    asset = asset_of_bytes(data)
    return Link(gathering.publish(published, asset, episode, "chapters"), MEDIA_TYPE)


def _tell_of_notes(gathering: Gathering, episode: Item, audio: EpisodeAudio) -> None:
    """Tell of an episode without chapters whose notes look as if they had some."""
    found = [one.chapter.start_ms for one in find_timed_lines(episode.notes)]
    is_rising = all(one < after for one, after in pairwise(found))
    is_inside = not audio.duration_s or (found or [0])[-1] <= audio.duration_s * 1000
    if len(found) >= _LEAST_IN_NOTES and is_rising and is_inside:
        message = (
            f"the notes have {len(found)} lines with a time and a title; write chapters: notes, "
            "and apps show them as chapters"
        )
        gathering.add("chapters-in-notes", message, episode, "notes", severity="info")


def _publish_inner(
    gathering: Gathering, episode: Item, audio: EpisodeAudio, published: str
) -> Link | None:
    """Publish the chapters of the audio file, and their pictures beside them."""
    if not audio.chapters:
        kept = keep_published(gathering, episode, published, "chapters") if audio.is_absent else ""
        return Link(kept, MEDIA_TYPE) if kept else None
    name = (episode.audio.file or "") if episode.audio is not None else ""
    chapters = list(_publish_inner_pictures(gathering, episode, name, audio))
    data = format_chapters(chapters)
    problems = find_problems(chapters, audio.duration_s)
    _report_problems(gathering, episode, "audio", f'audio is "{cut(name)}"; ', problems)
    return Link(gathering.publish(published, asset_of_bytes(data), episode, "audio"), MEDIA_TYPE)


def _publish_inner_pictures(
    gathering: Gathering, episode: Item, name: str, audio: EpisodeAudio
) -> Iterator[AudioChapter]:
    """Yield chapters with the addresses of their pictures, which stand in the audio file."""
    urls: dict[str, str] = {}
    for chapter in audio.chapters:
        picture = chapter.picture
        if picture is not None and picture.name not in urls:
            published = f"chapters/{episode.slug}-{picture.name}"
            if audio.is_absent and published not in gathering.former_assets:
                report_lost(gathering, episode, "chapters have their pictures from it", "chapters")
                urls[picture.name] = ""
            elif audio.is_absent:
                kept = keep_published(gathering, episode, published, "chapters")
                urls[picture.name] = kept or ""
            else:
                path, _ = locate_audio(gathering, name)
                asset = asset_of_file(path, partial(_read_picture, picture), picture.name)
                urls[picture.name] = gathering.publish(published, asset, episode, "audio")
        yield chapter if picture is None else replace(chapter, image=urls[picture.name])


def _read_picture(picture: InnerPicture, path: Path) -> bytes:
    from feedtool.media.inner_pictures import read_inner_picture  # noqa: PLC0415 - seldom needed

    return read_inner_picture(picture, path)


def _publish_listed(
    gathering: Gathering,
    episode: Item,
    audio: EpisodeAudio,
    chapters: Sequence[Chapter],
    published: str,
) -> Link | None:
    """Publish the chapters of the front matter, in the order of their times."""
    if not chapters:
        return None
    read = [_read_chapter(gathering, episode, *one) for one in enumerate(chapters)]
    order = sorted(range(len(read)), key=lambda index: read[index].start_ms)
    listed = [read[index] for index in order]
    problems = find_problems(listed, audio.duration_s)
    _report_problems(gathering, episode, "chapters", "chapters: ", problems, order)
    asset = asset_of_bytes(format_chapters(listed))
    return Link(gathering.publish(published, asset, episode, "chapters"), MEDIA_TYPE)


def _read_chapter(
    gathering: Gathering, episode: Item, index: int, chapter: Chapter
) -> AudioChapter:
    """Return a chapter of the front matter, and publish its picture if that is a file."""
    image = chapter.image or ""
    if image and "://" not in image:
        key = ("chapters", index, "image")
        image, _ = publish_picture(gathering, "image", image, episode, *key) or ("", None)
    place = chapter.location
    return AudioChapter(
        round(chapter.start * 1000),
        chapter.title or "",
        chapter.url or "",
        chapter.toc is False,
        image,
        end_ms=None if chapter.end is None else round(chapter.end * 1000),
        location=ChapterPlace(place.name, place.geo or "", place.osm or "") if place else None,
    )


def _read(path: Path) -> bytes:
    return read_bounded(path, MOST_BYTES)
