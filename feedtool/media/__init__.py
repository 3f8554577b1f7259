"""Facts of media files: how long, how large, of which kind; nothing here writes a file."""

from feedtool.media.audio import measure_audio
from feedtool.media.chapters import format_chapters
from feedtool.media.facts import AudioChapter, AudioFacts, MediaFault
from feedtool.media.pictures import (
    PictureFacts,
    check_artwork,
    measure_picture,
    resize_picture,
)
from feedtool.media.types import guess_type

__all__ = [
    "AudioChapter",
    "AudioFacts",
    "MediaFault",
    "PictureFacts",
    "check_artwork",
    "format_chapters",
    "guess_type",
    "measure_audio",
    "measure_picture",
    "resize_picture",
]
