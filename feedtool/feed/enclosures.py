"""The audio of an episode: measured where it is a file, told by the author where it is a URL."""

from dataclasses import asdict
from pathlib import Path, PurePosixPath
from typing import TYPE_CHECKING, Any

from feedtool.feed.assets import quote_name, stamp_of_file
from feedtool.feed.facts import EpisodeFacts
from feedtool.feed.moving import media_url_of
from feedtool.feed.probes import missing_facts
from feedtool.media.facts import AudioChapter, AudioFacts, MediaFault
from feedtool.media.types import guess_type
from feedtool.show import Audio, Episode, Show, find_audio
from feedtool.show.cache import Cache, has_types
from feedtool.show.scalars import is_text

if TYPE_CHECKING:
    from feedtool.feed.gathering import Gathering

_HINTS = {
    "length": "add the size of the file in bytes",
    "duration": "add how long it is, e.g. 52:10",
    "type": "add the media type, e.g. audio/mpeg",
}

# The fields of AudioFacts and AudioChapter, as the cache has them.
_FACTS = {"length_bytes": int, "media_type": str, "duration_s": int, "chapters": list,
          "warnings": list}  # fmt: skip
_CHAPTER = {"start_ms": int, "title": str, "url": str, "is_hidden": bool}


def gather_audio(gathering: "Gathering", episode: Episode, guid: str) -> EpisodeFacts | None:
    """Return the facts of an episode's audio; what is wrong is told, and the answer None."""
    audio = episode.audio
    if audio.url is None:
        return _gather_file(gathering, episode, guid, audio.file or "")
    answer = gathering.probes.get(audio.url, {})
    missing = missing_facts(audio, answer)
    if missing and not gathering.is_told("audio-unreachable", episode, "audio"):
        for name in missing:
            message = f'"audio.{name}" is missing; {_HINTS[name]}, or build with --probe'
            gathering.add("missing-key", message, episode, "audio")
    if missing:
        return None
    kind = audio.type or str(answer.get("type", "")) or guess_type(audio.url) or ""
    length = audio.length or int(answer.get("length", 0))
    return EpisodeFacts(
        guid, audio.url, length, kind, audio.duration or int(answer.get("duration", 0))
    )


def _gather_file(
    gathering: "Gathering", episode: Episode, guid: str, name: str
) -> EpisodeFacts | None:
    show, audio = gathering.show, episode.audio
    dirs = [show.folder / one for one in show.media_dirs] if show.folder is not None else []
    path = find_audio(show.folder, name, dirs) if show.folder is not None else None
    if path is None:
        message = f'audio is "{name[:60]}"; there is no such file'
        gathering.add("file-missing", message, episode, "audio", "file")
        return None
    try:
        facts = _measure(gathering.cache, name, path)
    except MediaFault as why:
        gathering.add("audio-unreadable", f'audio is "{name[:60]}"; {why}', episode, "audio")
        return None
    for warning in facts.warnings:
        message = f'audio is "{name[:60]}"; {warning}'
        gathering.add("audio-doubtful", message, episode, "audio", severity="warning")
    return EpisodeFacts(
        guid,
        address_of_audio(show, audio),
        audio.length or facts.length_bytes,
        audio.type or facts.media_type,
        audio.duration or facts.duration_s,
        audio_chapters=facts.chapters,
    )


def address_of_audio(show: Show, audio: Audio) -> str:
    """Return where the audio of an episode is, or will be served."""
    if audio.url is not None or audio.file is None:
        return audio.url or ""
    inner = PurePosixPath(audio.file.replace("\\", "/"))
    if inner.parts[:1] == ("audio",):
        inner = PurePosixPath(*inner.parts[1:])
    return media_url_of(show) + quote_name(inner.as_posix())


def _measure(cache: Cache, name: str, path: Path) -> AudioFacts:
    """Measure a file once for each size and time that it has."""

    def measure() -> dict[str, Any]:
        from feedtool.media.audio import measure_audio  # noqa: PLC0415 - 10 ms, seldom needed

        return asdict(measure_audio(path))

    found = cache.remember("audio", name, stamp_of_file(path), measure, _is_measured)
    chapters = tuple(AudioChapter(**one) for one in found.pop("chapters"))
    return AudioFacts(**found | {"chapters": chapters, "warnings": tuple(found["warnings"])})


def _is_measured(value: Any) -> bool:
    """Tell whether a value of the cache has the form of `AudioFacts`."""
    return (
        has_types(value, _FACTS)
        and all(has_types(one, _CHAPTER) for one in value["chapters"])
        and all(is_text(one) for one in value["warnings"])
    )
