"""Artwork: checked as directories do, copied to public/, and smaller copies on request."""

import errno
from collections.abc import Callable
from dataclasses import asdict, dataclass
from functools import partial
from pathlib import Path, PurePosixPath
from typing import TYPE_CHECKING, Any

from feedtool.files.opening import read_bounded
from feedtool.producer.collecting.gathering import Gathering
from feedtool.producer.facts.assets import asset_of_file, stamp_of_file
from feedtool.producer.facts.feed_facts import Artwork, Rendition
from feedtool.show.cache import Cache, has_types
from feedtool.show.model import Item, Show

if TYPE_CHECKING:
    from feedtool.media.pictures import PictureFacts

_MAX_BYTES = 50_000_000
# The fields of PictureFacts, as the cache has them.
PICTURE_FACTS = {"format": str, "width": int, "height": int, "mode": str, "length_bytes": int,
          "has_alpha": bool, "bits": int, "is_turned": bool, "is_animated": bool}  # fmt: skip


# What an episode writes for the picture inside its audio.
INNER = "audio"


def gather_artwork(gathering: Gathering, model: Show | Item, name: str) -> Artwork:
    """Return the addresses of a model's artwork; report what is wrong with a picture once."""
    if "://" in name:
        return Artwork(name)
    if name not in gathering.artworks:
        gathering.artworks[name] = _gather(gathering, model, name)
    return gathering.artworks[name]


def _gather(gathering: Gathering, model: Show | Item, name: str) -> Artwork:
    from feedtool.media.pictures import check_artwork  # noqa: PLC0415 - only for local pictures

    path = gathering.find("artwork", name, model, "artwork")
    if path is None:
        return Artwork()
    try:
        facts = remember_picture(gathering.cache, name, path, decode=True)
    except ValueError as why:
        gathering.add("bad-artwork", f'artwork is "{name[:60]}"; {why}', model, "artwork")
        return Artwork()
    for severity, says in check_artwork(facts, path.suffix[1:].lower()):
        message = f'artwork is "{name[:60]}"; {says}'
        gathering.add("bad-artwork", message, model, "artwork", severity=severity)
    return publish_artwork(gathering, model, Original(path, path.name, read_picture), facts)


@dataclass(frozen=True, slots=True)
class Original:
    """A picture to publish: its file, the name that it gets under artwork/, and what reads it."""

    path: Path
    name: str
    read: Callable[[Path], bytes]


def publish_artwork(
    gathering: Gathering, model: Show | Item, original: Original, facts: "PictureFacts"
) -> Artwork:
    """Enter artwork to publish, and the smaller copies that the show wants."""
    asset = asset_of_file(original.path, original.read)
    url = gathering.publish(f"artwork/{original.name}", asset, model, "artwork")
    return Artwork(url, tuple(_renditions(gathering, model, original, facts, url)))


def remember_picture(
    cache: Cache, name: str, path: Path, *, decode: bool = False
) -> "PictureFacts":
    """Measure a picture once for each size and time of its file.

    With `decode` its pixels must be whole too. Raises ValueError if the file is no picture.
    """
    from feedtool.media.pictures import PictureFacts, check_pixels, measure_picture  # noqa: PLC0415 - as above

    def measure() -> dict[str, Any]:
        data = read_picture(path)
        found = asdict(measure_picture(data))
        if decode:
            check_pixels(data)
        return found

    kind = "artwork" if decode else "picture"
    try:
        found = cache.remember(
            kind, name, stamp_of_file(path), measure, lambda value: has_types(value, PICTURE_FACTS)
        )
    except OSError as why:
        raise ValueError(
            f"{why.strerror}; make it a smaller file"
            if why.errno == errno.EFBIG
            else f"it cannot be read ({why.strerror})"
        ) from None
    return PictureFacts(**found)


def read_picture(path: Path) -> bytes:
    """Read the file of a picture; raises OSError if the file has more than 50 MB."""
    return read_bounded(path, _MAX_BYTES)


def _renditions(
    gathering: Gathering, model: Show | Item, original: Original, facts: "PictureFacts", url: str
) -> list[Rendition]:
    """Return the picture and the smaller copies that the show wants."""
    sizes = [size for size in gathering.show.artwork_sizes if size < facts.width]
    if not sizes:
        return []
    found = [Rendition(url, facts.media_type, facts.width)]
    for width in sorted(set(sizes), reverse=True):
        asset = asset_of_file(original.path, partial(_resize, width, original.read), str(width))
        pure = PurePosixPath(original.name)
        name = f"artwork/{pure.stem}-{width}{pure.suffix}"
        found.append(
            Rendition(
                gathering.publish(name, asset, model, "artwork_sizes"), facts.media_type, width
            )
        )
    return found


def _resize(width: int, read: Callable[[Path], bytes], path: Path) -> bytes:
    from feedtool.media.pictures import resize_picture  # noqa: PLC0415 - as above

    try:
        return resize_picture(read(path), width)
    except ValueError as why:  # it was whole when it was measured
        raise OSError(errno.EIO, str(why), path.as_posix()) from None
