"""The cover inside an episode's audio, which `artwork: audio` publishes as a file."""

from dataclasses import asdict
from pathlib import Path
from typing import TYPE_CHECKING, Any

from feedtool.findings.wording import cut
from feedtool.producer.collecting.absent_audio import find_published, report_lost
from feedtool.producer.collecting.artwork import (
    PICTURE_FACTS,
    Original,
    publish_artwork,
    read_picture,
    remember_picture,
)
from feedtool.producer.collecting.audio import locate_audio
from feedtool.producer.collecting.gathering import Gathering
from feedtool.producer.facts.assets import stamp_of_file
from feedtool.producer.facts.feed_facts import Artwork, EpisodeAudio
from feedtool.show.cache import has_types
from feedtool.show.model import Item

if TYPE_CHECKING:
    from feedtool.media.pictures import PictureFacts

_RULE = "bad-artwork"
_ENDINGS = {"JPEG": "jpg", "PNG": "png"}


def gather_inner_artwork(gathering: Gathering, episode: Item, audio: EpisodeAudio) -> Artwork:
    """Return the artwork that an episode takes from its audio; report what is wrong with it."""
    name = episode.audio.file if episode.audio is not None else None
    if name is None:
        says = "and the audio is no file of the show; save its cover as a file, and write its name"
        gathering.add(_RULE, f'artwork is "audio", {says}', episode, "artwork")
        return Artwork()
    if audio.is_absent:
        return _keep(gathering, episode)
    path, _ = locate_audio(gathering, name)
    shown = f'artwork is "audio"; the cover in {cut(name)}:'
    try:
        facts = _remember_cover(gathering, name, path)
    except ValueError as why:
        gathering.add(_RULE, f"{shown} {why}", episode, "artwork")
        return Artwork()
    return _publish(gathering, episode, shown, Original(path, "", _read_again), facts)


def _publish(
    gathering: Gathering, episode: Item, shown: str, original: Original, facts: "PictureFacts"
) -> Artwork:
    from feedtool.media.pictures import check_artwork  # noqa: PLC0415 - only for local pictures

    ending = _ENDINGS.get(facts.format, "")
    for severity, says in check_artwork(facts, ending):
        gathering.add(_RULE, f"{shown} {says}", episode, "artwork", severity=severity)
    if not ending:
        return Artwork()
    original = Original(original.path, f"{episode.slug}.{ending}", original.read)
    return publish_artwork(gathering, episode, original, facts)


def _keep(gathering: Gathering, episode: Item) -> Artwork:
    """Return the artwork that an earlier build took from audio that is not here now."""
    for ending in _ENDINGS.values():
        name = f"artwork/{episode.slug}.{ending}"
        path = find_published(gathering, name) if name in gathering.former_assets else None
        if path is not None:
            try:
                facts = remember_picture(gathering.cache, f"public/{name}", path)
            except ValueError:
                continue  # it is no cover that we wrote
            original = Original(path, path.name, read_picture)
            return publish_artwork(gathering, episode, original, facts)
    report_lost(gathering, episode, "artwork takes the cover from it", "artwork")
    return Artwork()


def _remember_cover(gathering: Gathering, name: str, path: Path) -> "PictureFacts":
    """Measure the cover inside audio once for each state of the file.

    Raises ValueError if there is none, or if it is no picture.
    """
    from feedtool.media.pictures import PictureFacts, check_pixels, measure_picture  # noqa: PLC0415 - as above

    def measure() -> dict[str, Any]:
        data = _read_cover(path)
        found = asdict(measure_picture(data))
        check_pixels(data)
        return found

    found = gathering.cache.remember(
        "cover", name, stamp_of_file(path), measure, lambda value: has_types(value, PICTURE_FACTS)
    )
    return PictureFacts(**found)


def _read_cover(path: Path) -> bytes:
    from feedtool.media.inner_tags import read_cover  # noqa: PLC0415 - seldom needed

    try:
        data = read_cover(path)
    except OSError as why:
        raise ValueError(f"it cannot be read ({why.strerror})") from None
    if data is None:
        raise ValueError("there is none; add it with your editor of tags, or name a picture")
    return data


def _read_again(path: Path) -> bytes:
    """Return the cover inside audio; raises OSError if it is gone since it was measured."""
    try:
        return _read_cover(path)
    except ValueError as why:
        raise OSError(5, str(why), path.as_posix()) from None
