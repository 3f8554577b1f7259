"""What stands beside an episode's audio: transcripts in each form, and chapters."""

import json
from collections.abc import Iterator, Sequence
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from feedtool.feed.assets import Asset, asset_of_bytes, asset_of_file
from feedtool.feed.facts import Link
from feedtool.media.chapters import format_chapters
from feedtool.media.facts import AudioChapter
from feedtool.show import Episode
from feedtool.show.files import read_text
from feedtool.show.yaml_source import YamlFault
from feedtool.transcript import format_html, guess_transcript_type

if TYPE_CHECKING:
    from feedtool.feed.gathering import Gathering

_CHAPTERS = "application/json+chapters"


def gather_transcripts(gathering: "Gathering", episode: Episode) -> Iterator[Link]:
    """Yield the published forms of an episode's transcripts; what is wrong with them is told."""
    several = sum(one.file is not None for one in episode.transcript) > 1
    for index, transcript in enumerate(episode.transcript):
        if transcript.url is not None:
            kind = transcript.type or guess_transcript_type(transcript.url) or ""
            language, rel = transcript.language or "", transcript.rel or ""
            yield Link(transcript.url, kind, language, rel)
            continue
        place = ("transcript", index)
        name = transcript.file or ""
        path = gathering.find("transcript", name, episode, *place, "file")
        if path is None:
            continue
        if path.suffix.lower() != ".txt":
            message = f'transcript is "{name[:60]}"; only plain text (.txt) is published as yet'
            gathering.add("transcript-unsupported", message, episode, *place)
            continue
        language = transcript.language or episode.language or gathering.show.language
        text = asset_of_file(path, _read_transcript)
        page = partial(_format_page, language=language, title=episode.title)
        html = asset_of_file(path, page, language, episode.title)
        stem = f"transcripts/{episode.slug}" + (f".{language}" if several else "")
        if not _is_sound(gathering, f"{stem}.txt", text, episode, index):
            continue
        for ending, kind, asset in ((".txt", "text/plain", text), (".html", "text/html", html)):
            url = gathering.publish(stem + ending, asset, episode, *place)
            yield Link(url, kind, language)


def _read_transcript(path: Path) -> bytes:
    return (read_text(path).strip() + "\n").encode()


def _format_page(path: Path, *, language: str, title: str) -> bytes:
    return format_html(read_text(path).strip() + "\n", language=language, title=title).encode()


def _is_sound(
    gathering: "Gathering", name: str, asset: Asset, episode: Episode, index: int
) -> bool:
    """Tell whether a transcript can be read, once for each state of its file."""
    if gathering.cache.get("sound", name, asset.stamp) is not None:
        return True
    try:
        asset.make()
    except YamlFault as fault:
        file = episode.transcript[index].file
        message = f"{file}:{fault.line}:{fault.column}: {fault.message}"
        gathering.add("transcript-unreadable", message, episode, "transcript", index)
        return False
    gathering.cache.put("sound", name, asset.stamp, b"")
    return True


def gather_chapters(
    gathering: "Gathering", episode: Episode, in_audio: Sequence[AudioChapter]
) -> Link | None:
    """Return where an episode's chapters are published; what is wrong with them is told.

    Those in the audio file count where the author gives none.
    """
    chapters = episode.chapters
    published = f"chapters/{episode.slug}.json"
    if chapters is None:
        if not in_audio:
            return None
        made = asset_of_bytes(format_chapters(in_audio))
        return Link(gathering.publish(published, made, episode, "audio"), _CHAPTERS)
    if chapters.url is not None:
        return Link(chapters.url, _CHAPTERS)
    name = chapters.file or ""
    path = gathering.find("chapters", name, episode, "chapters", "file")
    if path is None:
        return None
    if path.suffix.lower() != ".json":
        message = f'chapters is "{name[:60]}"; expected JSON chapters (.json)'
        gathering.add("chapters-unsupported", message, episode, "chapters")
        return None
    try:
        json.loads(path.read_bytes())
    except ValueError as why:
        message = f'chapters is "{name[:60]}", which is no JSON: {why}'
        gathering.add("chapters-unsupported", message, episode, "chapters")
        return None
    asset = asset_of_file(path, Path.read_bytes)
    return Link(gathering.publish(published, asset, episode, "chapters"), _CHAPTERS)
