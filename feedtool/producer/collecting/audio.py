"""The audio of an episode: a file is measured; for a URL the author or its server has the facts."""

from collections.abc import Iterator
from dataclasses import asdict
from pathlib import Path
from typing import Any

from feedtool.media.facts import (
    UNKNOWN_DURATION,
    AudioChapter,
    AudioFacts,
    InnerPicture,
    MediaFault,
)
from feedtool.media.types import guess_type
from feedtool.producer.addresses.file_addresses import address_of_audio_file
from feedtool.producer.collecting.absent_audio import recall_audio
from feedtool.producer.collecting.gathering import Gathering
from feedtool.producer.collecting.probes import missing_facts
from feedtool.producer.facts.assets import stamp_of_file
from feedtool.producer.facts.feed_facts import EpisodeAudio
from feedtool.show.cache import Cache, has_types
from feedtool.show.episode_checks import find_audio_faults
from feedtool.show.episode_files import Audio
from feedtool.show.missing_files import find_misspelling
from feedtool.show.model import Item
from feedtool.show.named_files import FileFault, find_audio
from feedtool.show.scalars import is_text

# Tags and players round, and pad the last frame.
_TOLERANCE_S = 2
_HINTS = {
    "length": "add the size of the file in bytes (0 if nobody knows it)",
    "duration": "add how long it is, e.g. 52:10",
    "type": "add the media type, e.g. audio/mpeg",
}

# The fields of AudioFacts and AudioChapter, as the cache has them.
_FACTS = {"length_bytes": int, "media_type": str, "duration_s": int, "chapters": list,
          "warnings": list}  # fmt: skip
_CHAPTER = {"start_ms": int, "title": str, "url": str, "is_hidden": bool, "image": str}
_OPTIONAL = {"picture", "end_ms", "location"}
_PICTURE = {"place": int, "length_bytes": int, "is_stuffed": bool, "name": str}


def gather_audio(gathering: Gathering, episode: Item, audio: Audio) -> EpisodeAudio | None:
    """Return an episode's audio, None if something is wrong with it, which is reported."""
    # Only an episode that was made in Python has not been checked yet.
    faults = list(find_audio_faults(audio)) if not episode.source.digest else []
    for rule, message, key in faults:
        gathering.add(rule, message, episode, *key)
    if faults:
        return None
    if audio.url is None:
        return _gather_file(gathering, episode, audio, audio.file or "")
    return _gather_url(gathering, episode, audio, audio.url)


def _gather_url(gathering: Gathering, episode: Item, audio: Audio, url: str) -> EpisodeAudio | None:
    answer = gathering.probes.get(url, {})
    missing = missing_facts(audio, answer)
    if missing and not gathering.is_reported("audio-unreachable", episode, "audio"):
        for name in missing:
            message = f'"audio.{name}" is missing; {_HINTS[name]}, or build with --probe'
            gathering.add("missing-key", message, episode, "audio")
    if missing:
        return None
    kind = audio.type or str(answer.get("type", "")) or guess_type(url) or ""
    length = audio.length or int(answer.get("length", 0))
    return EpisodeAudio(url, length, kind, audio.duration or int(answer.get("duration", 0)))


def _gather_file(
    gathering: Gathering, episode: Item, audio: Audio, name: str
) -> EpisodeAudio | None:
    try:
        path, url = locate_audio(gathering, name)
    except FileFault as fault:
        known = None if fault.is_taken else recall_audio(gathering, episode, audio, name)
        if known is None:
            gathering.add(fault.rule, fault.message, episode, "audio", "file")
        return known
    try:
        facts = remember_audio(gathering.cache, name, path, audio.type)
    except MediaFault as why:
        gathering.add("audio-unreadable", f'audio is "{name[:60]}"; {why}', episode, "audio")
        return None
    _warn(gathering, episode, audio, path, facts)
    for key, says in _find_contradictions(audio, facts):
        gathering.add(
            "audio-doubtful", f"audio.{key} is {says}; remove it, or replace the file", episode,
            "audio", key, severity="warning",
        )  # fmt: skip
    return EpisodeAudio(
        url,
        facts.length_bytes,
        audio.type or facts.media_type,
        audio.duration or facts.duration_s,
        facts.chapters,
    )


def _warn(gathering: Gathering, episode: Item, audio: Audio, path: Path, facts: AudioFacts) -> None:
    """Report what may disturb listeners, but for what the author has already given."""
    shown = f'audio is "{(audio.file or "")[:60]}"'
    for warning in facts.warnings:
        if warning != UNKNOWN_DURATION or not audio.duration:
            message = f"{shown}; {warning}"
            gathering.add("audio-doubtful", message, episode, "audio", severity="warning")
    says = find_misspelling(path, audio.file or "")
    if says is not None:
        message = f"{shown}; {says}"
        gathering.add("file-name-spelling", message, episode, "audio", severity="warning")


def _find_contradictions(audio: Audio, facts: AudioFacts) -> Iterator[tuple[str, str]]:
    """Yield each key that contradicts the file, and both values.

    The validator reports a type that does not agree with the ending of the file.
    """
    typed, measured = audio.duration, facts.duration_s
    if typed is not None and measured and abs(typed - measured) > _TOLERANCE_S:
        yield "duration", f"{typed} s, and {audio.file} lasts {measured} s"


def locate_audio(gathering: Gathering, name: str, key: str = "audio") -> tuple[Path, str]:
    """Return the path of a file of the show that a key names, and where it will be served.

    Raises FileFault if the file is missing.
    """
    show = gathering.show
    path = find_audio(show.folder, name, show.media_dirs, key)
    return path, address_of_audio_file(show, name)


def remember_audio(
    cache: Cache, name: str, path: Path, given_type: str | None = None
) -> AudioFacts:
    """Measure a file once for each size and time that it has; raises MediaFault.

    `given_type` counts where the ending of the file says nothing.
    """
    typed = given_type if given_type and guess_type(path.name) is None else ""

    def measure() -> dict[str, Any]:
        from feedtool.media.audio import measure_audio  # noqa: PLC0415 - 10 ms, seldom needed

        return asdict(measure_audio(path, typed or None))

    stamp = f"{stamp_of_file(path)} {typed}" if typed else stamp_of_file(path)
    found = cache.remember("audio", name, stamp, measure, _is_measured)
    chapters = tuple(map(_chapter, found.pop("chapters")))
    return AudioFacts(**found | {"chapters": chapters, "warnings": tuple(found["warnings"])})


def _is_measured(value: Any) -> bool:
    """Return whether a value of the cache has the form of `AudioFacts`."""
    return (
        has_types(value, _FACTS)
        and all(map(_is_chapter, value["chapters"]))
        and all(is_text(one) for one in value["warnings"])
    )


def _is_chapter(value: Any) -> bool:
    if not isinstance(value, dict) or not value.keys() >= _OPTIONAL:
        return False
    picture, end_ms = value["picture"], value["end_ms"]
    others = {key: one for key, one in value.items() if key not in _OPTIONAL}
    return (
        has_types(others, _CHAPTER)
        and (picture is None or has_types(picture, _PICTURE))
        and (end_ms is None or type(end_ms) is int)
        # No audio file says where its chapters play.
        and value["location"] is None
    )


def _chapter(value: dict[str, Any]) -> AudioChapter:
    picture = value.pop("picture")
    return AudioChapter(**value, picture=InnerPicture(**picture) if picture else None)
