"""Chapters of an episode: a JSON file or a list by the author, or those in the audio file.

Source: https://github.com/Podcastindex-org/podcast-namespace/blob/main/docs/examples/chapters/jsonChapters.md
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from functools import partial
from pathlib import Path

from feedtool.chapters.check import check_chapters
from feedtool.chapters.json_chapters import MEDIA_TYPE, format_chapters, read_chapters
from feedtool.files.opening import read_bounded
from feedtool.media.facts import AudioChapter, InnerPicture
from feedtool.producer.collecting.absent_audio import keep_published, report_lost
from feedtool.producer.collecting.audio import locate_audio
from feedtool.producer.collecting.gathering import Gathering
from feedtool.producer.collecting.pictures import publish_picture
from feedtool.producer.facts.assets import asset_of_bytes, asset_of_file
from feedtool.producer.facts.feed_facts import EpisodeAudio, Link
from feedtool.show.episode_files import Chapter
from feedtool.show.model import Item
from feedtool.values.fault import Fault

_MAX_BYTES = 5_000_000


def gather_chapters(gathering: Gathering, episode: Item, audio: EpisodeAudio) -> Link | None:
    """Return where an episode's chapters are published; report what is wrong with them.

    Without chapters by the author those in the audio file are published; an empty list prevents it.
    """
    chapters = episode.chapters
    published = _name_of(episode)
    if chapters is None:
        return _publish_inner(gathering, episode, audio, published)
    if isinstance(chapters, list):
        return _publish_listed(gathering, episode, audio, chapters, published)
    if chapters.url is not None:
        return Link(chapters.url, MEDIA_TYPE)
    name = chapters.file or ""
    path = gathering.find("chapters", name, episode, "chapters", "file")
    if path is None:
        return None
    if path.suffix.lower() != ".json":
        message = f'chapters is "{name[:60]}"; expected JSON chapters (.json)'
        gathering.add("chapters-unsupported", message, episode, "chapters")
        return None
    faults = list(_check_file(path, audio.duration_s))
    _report(gathering, episode, "chapters", f'chapters is "{name[:60]}"; ', faults)
    if any(fault.severity == "error" for fault in faults):
        return None
    asset = asset_of_file(path, _read)
    return Link(gathering.publish(published, asset, episode, "chapters"), MEDIA_TYPE)


def list_chapters(gathering: Gathering, episode: Item) -> tuple[AudioChapter, ...]:
    """Return the chapters that an episode has in the feed itself, if a feed of the show wants them.

    Only those that are published beside the feed are known.
    """
    show, own = gathering.show, episode.chapters_in_feed
    is_wanted = any(one.chapters_in_feed for one in (show, *show.feeds.values()))
    asset = gathering.assets.get(_name_of(episode))
    if asset is None or not (is_wanted if own is None else own):
        return ()
    return read_chapters(asset.make())


def _name_of(episode: Item) -> str:
    return f"chapters/{episode.slug}.json"


def _report(
    gathering: Gathering, episode: Item, key: str, before: str, faults: Iterable[Fault]
) -> None:
    for fault in faults:
        gathering.add(fault.rule, before + fault.says, episode, key, severity=fault.severity)


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
    faults = check_chapters(data, audio.duration_s)
    _report(gathering, episode, "audio", f'audio is "{name[:60]}"; ', faults)
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
    """Publish the chapters of the front matter."""
    if not chapters:
        return None
    listed = [_read_chapter(gathering, episode, *one) for one in enumerate(chapters)]
    data = format_chapters(sorted(listed, key=lambda one: one.start_ms))
    _report(gathering, episode, "chapters", "chapters: ", check_chapters(data, audio.duration_s))
    asset = asset_of_bytes(data)
    return Link(gathering.publish(published, asset, episode, "chapters"), MEDIA_TYPE)


def _read_chapter(
    gathering: Gathering, episode: Item, index: int, chapter: Chapter
) -> AudioChapter:
    """Return a chapter of the front matter, and publish its picture if that is a file."""
    image = chapter.image or ""
    if image and "://" not in image:
        key = ("chapters", index, "image")
        image, _ = publish_picture(gathering, "image", image, episode, *key) or ("", None)
    start_ms = round(chapter.start * 1000)
    return AudioChapter(start_ms, chapter.title, chapter.url or "", image=image)


def _read(path: Path) -> bytes:
    return read_bounded(path, _MAX_BYTES)


def _check_file(path: Path, duration_s: int) -> Iterator[Fault]:
    try:
        data = _read(path)
    except OSError as why:
        yield Fault("bad-chapters", f"it cannot be read ({why.strerror})")
    else:
        yield from check_chapters(data, duration_s)
