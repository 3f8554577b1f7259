"""What kind of file it is: by its ending, and by its first bytes."""

from pathlib import PurePosixPath
from urllib.parse import urlsplit

from feedtool.vocabulary import load_list

# First bytes by kind; the numbers are places in the file. Sources: the formats' own documents.
_MARKS: tuple[tuple[str, int, bytes], ...] = (
    ("MP3", 0, b"ID3"),
    ("WAV", 8, b"WAVE"),
    ("AIFF", 8, b"AIFF"),
    ("MP4", 4, b"ftyp"),
    ("Ogg", 0, b"OggS"),
    ("FLAC", 0, b"fLaC"),
    ("PDF", 0, b"%PDF"),
    ("Matroska", 0, b"\x1aE\xdf\xa3"),
    ("ZIP", 0, b"PK\x03\x04"),
    ("PNG", 0, b"\x89PNG"),
    ("JPEG", 0, b"\xff\xd8\xff"),
)
# Endings by kind, the usual one first.
_ENDINGS = {
    "MP3": ("mp3",),
    "MP4": ("m4a", "m4b", "mp4", "m4v", "mov"),
    "Ogg": ("ogg", "oga", "opus", "ogv"),
    "FLAC": ("flac",),
    "WAV": ("wav",),
    "AAC": ("aac",),
    "AIFF": ("aiff", "aif"),
    "PDF": ("pdf",),
    "Matroska": ("webm",),
}


def ending_of(name: str) -> str:
    """Return the ending of a file name or URL in lower case, without the dot.

    >>> ending_of("https://example.com/33.MP3?x=1")
    'mp3'
    """
    return PurePosixPath(urlsplit(name).path).suffix[1:].lower()


def guess_type(name: str) -> str | None:
    """Return the media type that the ending of a file name or URL stands for.

    >>> guess_type("https://example.com/33.MP3?x=1")
    'audio/mpeg'
    """
    types = load_list("media-types-by-ending").get(ending_of(name))
    return str(types[0]) if types else None


def find_kind(start: bytes) -> str:
    """Return what a file is by its first bytes: a key of `_ENDINGS`, "text", "HTML" or "".

    >>> find_kind(b"<!DOCTYPE html><title>404</title>")
    'HTML'
    """
    for kind, place, mark in _MARKS:
        if start[place : place + len(mark)] == mark:
            return kind
    if start[:1] == b"\xff" and len(start) > 1 and start[1] & 0xE0 == 0xE0:
        # MPEG audio: the two bits after version are the layer; ADTS (bare AAC) has none.
        return "AAC" if start[1] & 0xF6 == 0xF0 else "MP3"
    head = start.lstrip()[:15].lower()
    if head.startswith((b"<!doctype html", b"<html")):
        return "HTML"
    return "text" if _is_text(start) else ""


def endings_of(kind: str) -> tuple[str, ...]:
    """Return the endings of a kind, the usual one first."""
    return _ENDINGS.get(kind, ())


def _is_text(start: bytes) -> bool:
    if not start or any(byte < 32 and byte not in b"\t\n\r\f" for byte in start):
        return False
    # The last characters may be cut.
    return any(_decodes(start[: len(start) - cut]) for cut in range(min(4, len(start))))


def _decodes(data: bytes) -> bool:
    try:
        data.decode("utf-8")
    except UnicodeDecodeError:
        return False
    return True
