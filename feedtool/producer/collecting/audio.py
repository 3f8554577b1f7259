"""The audio of an episode: measured where it is a file, told by the author where it is a URL."""

from collections.abc import Iterator
from dataclasses import asdict
from pathlib import Path, PurePosixPath
from typing import TYPE_CHECKING, Any

from feedtool.media.facts import AudioChapter, AudioFacts, MediaFault
from feedtool.media.types import guess_type
from feedtool.producer.addresses.show_addresses import media_url_of
from feedtool.producer.collecting.probes import missing_facts
from feedtool.producer.facts.assets import quote_name, stamp_of_file
from feedtool.producer.facts.facts import EpisodeFacts
from feedtool.show.cache import Cache, has_types
from feedtool.show.episode_files import Audio
from feedtool.show.episodes import find_audio_faults
from feedtool.show.files import FileFault, find_audio
from feedtool.show.model import Item, Show
from feedtool.show.scalars import is_text

if TYPE_CHECKING:
    from feedtool.producer.collecting.collect import Gathering

# Tags and players round, and pad the last frame.
_TOLERANCE_S = 2
_HINTS = {
    "length": "add the size of the file in bytes",
    "duration": "add how long it is, e.g. 52:10",
    "type": "add the media type, e.g. audio/mpeg",
}

# The fields of AudioFacts and AudioChapter, as the cache has them.
_FACTS = {"length_bytes": int, "media_type": str, "duration_s": int, "chapters": list,
          "warnings": list}  # fmt: skip
_CHAPTER = {"start_ms": int, "title": str, "url": str, "is_hidden": bool, "image": str}


def gather_audio(
    gathering: "Gathering", episode: Item, audio: Audio, guid: str
) -> EpisodeFacts | None:
    """Return the facts of an episode's audio; what is wrong is told, and the answer None."""
    # Told when its file was read, but for an episode that was made in Python.
    faults = list(find_audio_faults(audio)) if not episode.source.digest else []
    for rule, message, key in faults:
        gathering.add(rule, message, episode, *key)
    if faults:
        return None
    if audio.url is None:
        return _gather_file(gathering, episode, audio, guid)
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
    gathering: "Gathering", episode: Item, audio: Audio, guid: str
) -> EpisodeFacts | None:
    name = audio.file or ""
    try:
        path, url = locate_audio(gathering, name)
    except FileFault as fault:
        gathering.add(fault.rule, fault.message, episode, "audio", "file")
        return None
    try:
        facts = remember_audio(gathering.cache, name, path)
    except MediaFault as why:
        gathering.add("audio-unreadable", f'audio is "{name[:60]}"; {why}', episode, "audio")
        return None
    for warning in facts.warnings:
        message = f'audio is "{name[:60]}"; {warning}'
        gathering.add("audio-doubtful", message, episode, "audio", severity="warning")
    for key, says in _find_contradictions(audio, facts):
        gathering.add(
            "audio-doubtful", f"audio.{key} is {says}; remove it, or replace the file", episode,
            "audio", key, severity="warning",
        )  # fmt: skip
    return EpisodeFacts(
        guid,
        url,
        facts.length_bytes,
        audio.type or facts.media_type,
        audio.duration or facts.duration_s,
        audio_chapters=facts.chapters,
    )


def _find_contradictions(audio: Audio, facts: AudioFacts) -> Iterator[tuple[str, str]]:
    """Yield each key that says something else than the file does, and both values.

    A type that does not agree with the ending of the file is told by the validator.
    """
    typed, measured = audio.duration, facts.duration_s
    if typed is not None and measured and abs(typed - measured) > _TOLERANCE_S:
        yield "duration", f"{typed} s, and {audio.file} lasts {measured} s"


def locate_audio(gathering: "Gathering", name: str) -> tuple[Path, str]:
    """Return the path of a file of the show, and where it will be served.

    Raises FileFault if there is none.
    """
    show = gathering.show
    return find_audio(show.folder, name, show.media_dirs), _address_of_file(show, name)


def address_of_audio(show: Show, audio: Audio) -> str:
    """Return where the audio of an episode is, or will be served."""
    if audio.url is not None or audio.file is None:
        return audio.url or ""
    return _address_of_file(show, audio.file)


def _address_of_file(show: Show, name: str) -> str:
    inner = PurePosixPath(name.replace("\\", "/"))
    if inner.parts[:1] == ("audio",):
        inner = PurePosixPath(*inner.parts[1:])
    return media_url_of(show) + quote_name(inner.as_posix())


def remember_audio(cache: Cache, name: str, path: Path) -> AudioFacts:
    """Measure a file once for each size and time that it has; raises MediaFault."""

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
