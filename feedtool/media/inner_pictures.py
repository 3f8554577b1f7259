"""Pictures inside audio files: naming them by their bytes, and reading them again."""

from collections.abc import Iterator, Sequence
from dataclasses import replace
from hashlib import blake2b
from pathlib import Path

from feedtool.files.opening import ANY_SIZE, open_normal
from feedtool.media.facts import AudioChapter, InnerPicture, Source
from feedtool.media.id3_frames import unstuff

# What apps show, by the first bytes.
_MARKS = (
    (b"\xff\xd8\xff", 0, "jpg"),
    (b"\x89PNG\r\n", 0, "png"),
    (b"GIF8", 0, "gif"),
    (b"WEBP", 8, "webp"),
)
_MAX_BYTES = 10_000_000
# All pictures of a file together; what chapters share counts once.
_MAX_ALL_BYTES = 200_000_000


def name_pictures(
    stream: Source, chapters: Sequence[AudioChapter], size: int
) -> Iterator[AudioChapter]:
    """Yield chapters with the names of their pictures, without those that apps cannot show.

    `size` is that of the file: pictures that lie over each other must not count for more.
    """
    most = min(size, _MAX_ALL_BYTES)
    known: dict[InnerPicture, InnerPicture | None] = {}
    read = 0
    for chapter in chapters:
        picture = chapter.picture
        if picture is not None and picture not in known:
            read += picture.length_bytes
            known[picture] = _name(stream, picture) if read <= most else None
        yield replace(chapter, picture=known[picture] if picture is not None else None)


def _name(stream: Source, picture: InnerPicture) -> InnerPicture | None:
    if picture.length_bytes > _MAX_BYTES:
        return None
    data = _read(stream, picture)
    for mark, at, ending in _MARKS:
        if data[at : at + len(mark)] == mark:
            return replace(picture, name=f"{blake2b(data, digest_size=8).hexdigest()}.{ending}")
    return None


def read_inner_picture(picture: InnerPicture, path: Path) -> bytes:
    """Return the bytes of a picture inside a file; raises OSError if it cannot be read."""
    with open_normal(path, ANY_SIZE) as stream:
        return _read(stream, picture)


def _read(stream: Source, picture: InnerPicture) -> bytes:
    stream.seek(picture.place)
    data = stream.read(picture.length_bytes)
    return unstuff(data) if picture.is_stuffed else data
