"""Facts of media files: how long, how large, of which kind; nothing here writes a file."""

from feedtool.media.audio import AudioFacts, MediaFault, measure_audio
from feedtool.media.chapters import AudioChapter
from feedtool.media.pictures import PictureFacts, measure_picture, resize_picture
from feedtool.media.types import guess_type

__all__ = [
    "AudioChapter",
    "AudioFacts",
    "MediaFault",
    "PictureFacts",
    "guess_type",
    "measure_audio",
    "measure_picture",
    "resize_picture",
]
