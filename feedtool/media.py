"""Facts of audio files: bytes, media type, duration."""

from dataclasses import dataclass
from pathlib import Path, PurePosixPath
from urllib.parse import urlsplit

# https://www.iana.org/assignments/media-types/, except where Apple asks for another name.
AUDIO_TYPES = {
    ".mp3": "audio/mpeg",
    ".m4a": "audio/x-m4a",
    ".mp4": "video/mp4",
    ".m4v": "video/x-m4v",
    ".mov": "video/quicktime",
    ".ogg": "audio/ogg",
    ".oga": "audio/ogg",
    ".opus": "audio/ogg; codecs=opus",
    ".flac": "audio/flac",
    ".wav": "audio/wav",
    ".aac": "audio/aac",
    ".pdf": "application/pdf",
}


@dataclass(frozen=True, slots=True)
class AudioFacts:
    """What the enclosure says of a file."""

    length_bytes: int
    media_type: str
    duration_s: int


def guess_type(name: str) -> str | None:
    """Return the media type that the ending of a file name or URL stands for.

    >>> guess_type("https://example.com/33.MP3?x=1")
    'audio/mpeg'
    """
    return AUDIO_TYPES.get(PurePosixPath(urlsplit(name).path).suffix.lower())


def measure(path: Path) -> AudioFacts:
    """Read the facts of a local file.

    Raises ValueError with the reason if it is no audio that can be read, OSError if it is missing.
    """
    import mutagen  # noqa: PLC0415 - 60 ms, only builds with local audio need it

    media_type = guess_type(path.name)
    if media_type is None:
        known = ", ".join(sorted(AUDIO_TYPES))
        raise ValueError(f"its ending tells no media type; expected one of {known}")
    size = path.stat().st_size
    try:
        found = mutagen.File(path)
    except mutagen.MutagenError as why:
        raise ValueError(f"it cannot be read as audio ({why})") from None
    length = getattr(getattr(found, "info", None), "length", 0)
    if not length:
        raise ValueError("it is not audio, or cut off before its first frame")
    return AudioFacts(size, media_type, max(round(length), 1))
