"""Audio of published episodes that is not here, as in a checkout without it.

The lock file has its facts. What is taken belongs to the same episode, found by its identity, and
to a file of the same name.
"""

from collections.abc import Mapping
from pathlib import Path

from feedtool.files.opening import read_bounded
from feedtool.findings.wording import cut
from feedtool.media.facts import AudioChapter, InnerPicture
from feedtool.producer.addresses.analytics import bare_url
from feedtool.producer.addresses.file_addresses import address_of_audio_file
from feedtool.producer.addresses.show_addresses import media_url_of
from feedtool.producer.collecting.gathering import Gathering
from feedtool.producer.facts.assets import asset_of_file
from feedtool.producer.facts.feed_facts import EpisodeAudio
from feedtool.show.episode_files import Audio
from feedtool.show.file_reading import is_file
from feedtool.show.inside import find_inside
from feedtool.show.lock import LockedEpisode
from feedtool.show.locked_audio import any_ends_with
from feedtool.show.model import Item, Show

_MAX_BYTES = 50_000_000


def recall_audio(
    gathering: Gathering, episode: Item, audio: Audio, name: str
) -> EpisodeAudio | None:
    """Return what was published of an episode's audio; None if that is unknown, or of another file.

    A build that insists on the files has no such memory.
    """
    was = gathering.published(episode.slug)
    published = was.audio if was is not None else ()
    known = next((one for one in published if _is_of(gathering.show, one, name)), None)
    if was is None or known is None:
        return None
    length, kind = known.get("length"), known.get("type")
    if not length or not kind:
        return None
    gathering.absent.append(name)
    return EpisodeAudio(
        address_of_audio_file(gathering.show, name),
        int(length),
        audio.type or str(kind),
        audio.duration or int(known.get("duration", 0)),
        chapters=read_locked_chapters(was) if known is was.enclosure else (),
        is_absent=True,
    )


def read_locked_chapters(episode: LockedEpisode) -> tuple[AudioChapter, ...]:
    """Return the chapters in the audio of a published episode."""
    return tuple(
        AudioChapter(
            one["start_ms"],
            one["title"],
            one.get("url", ""),
            one.get("is_hidden", False),
            # Its bytes are in the audio; what was published has its name.
            picture=InnerPicture(0, 0, name=one["picture"]) if "picture" in one else None,
            end_ms=one.get("end_ms"),
        )
        for one in episode.chapters
    )


def _is_of(show: Show, was: Mapping[str, str | int], name: str) -> bool:
    """Return whether a file of that name was published: at its address, or at that of before."""
    old = bare_url(str(was["url"]), show.prefixes)
    if old == bare_url(address_of_audio_file(show, name), show.prefixes):
        return True
    return not old.startswith(media_url_of(show)) and any_ends_with([old], name)


def keep_published(gathering: Gathering, episode: Item, name: str, what: str) -> str | None:
    """Publish again what a build has made from audio that is not here now; return its URL.

    Returns None if nothing of that name was published. If public/ is not here either, the build
    stops: listeners would lose it.
    """
    if name not in gathering.former_assets:
        return None
    path = find_published(gathering, name)
    if path is not None:
        return gathering.publish(name, asset_of_file(path, _read), episode, "audio")
    report_lost(gathering, episode, f"public/{name} was made from it", what)
    return None


def find_published(gathering: Gathering, name: str) -> Path | None:
    """Return the path of a file under public/, None if it is missing."""
    folder = gathering.show.folder
    path = find_inside(folder, f"public/{name}") if folder is not None else None
    return path if path is not None and is_file(path) else None


def report_lost(gathering: Gathering, episode: Item, why: str, key: str) -> None:
    """Report audio that is not here, and without which listeners would lose something."""
    file = cut(episode.audio.file or "") if episode.audio is not None else ""
    message = (
        f'audio is "{file}", which is not here, and {why}; build once where the audio is, or bring '
        f"public/ here, or name a file in {key}"
    )
    gathering.add("file-missing", message, episode, "audio")


def _read(path: Path) -> bytes:
    return read_bounded(path, _MAX_BYTES)
