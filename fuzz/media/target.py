import tempfile
from contextlib import suppress
from io import BytesIO
from pathlib import Path

from feedtool.media.audio import measure_stream
from feedtool.media.facts import MediaFault
from feedtool.media.id3_chapters import read_id3_chapters
from feedtool.media.inner_pictures import name_pictures
from feedtool.media.inner_tags import read_cover, read_tags
from feedtool.media.pictures import measure_picture

ENDINGS = ("mp3", "m4a", "flac", "ogg", "opus", "wav", "aiff", "aac", "webm", "png")
FILE = Path(tempfile.mkdtemp(prefix="fuzz-media-"), "file")


def run(data: bytes) -> None:
    """The first byte says as which kind the rest is read."""
    if not data:
        return
    ending, data = ENDINGS[data[0] % len(ENDINGS)], data[1:]
    if ending == "png":
        with suppress(ValueError):
            measure_picture(data)
        return
    stream = BytesIO(data)
    with suppress(MediaFault):
        found = measure_stream(stream, len(data), ending)
        list(name_pictures(stream, found.chapters, len(data)))
    list(name_pictures(stream, read_id3_chapters(stream), len(data)))
    if ending in ("mp3", "m4a", "flac"):
        FILE.write_bytes(data)
        read_tags(FILE)
        read_cover(FILE)
