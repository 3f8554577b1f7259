"""Names the kind of a file, by its ending and by its first bytes."""

from functools import lru_cache

from feedtool.vocabulary import load_list

# First bytes by kind; the numbers are places in the file. Sources: the formats' own documents.
_MARKS: tuple[tuple[str, int, bytes], ...] = (
    ("WAV", 8, b"WAVE"),
    ("AVI", 8, b"AVI "),
    ("AIFF", 8, b"AIFF"),
    ("AIFF", 8, b"AIFC"),
    ("MP4", 4, b"ftyp"),
    ("MP4", 4, b"moov"),
    ("MP4", 4, b"mdat"),
    ("MP4", 4, b"wide"),
    ("Ogg", 0, b"OggS"),
    ("FLAC", 0, b"fLaC"),
    ("PDF", 0, b"%PDF"),
    ("Matroska", 0, b"\x1aE\xdf\xa3"),
    ("Windows Media", 0, b"\x30\x26\xb2\x75"),
    ("Flash", 0, b"FLV\x01"),
    ("MPEG video", 0, b"\x00\x00\x01\xba"),
    ("MPEG video", 0, b"\x00\x00\x01\xb3"),
    ("ZIP", 0, b"PK\x03\x04"),
    ("gzip", 0, b"\x1f\x8b"),
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
    "AVI": ("avi",),
    "AAC": ("aac",),
    "AIFF": ("aiff", "aif"),
    "PDF": ("pdf",),
    "Matroska": ("webm",),
    "Windows Media": ("wma", "wmv"),
    "Flash": ("flv",),
    "MPEG video": ("mpg", "mpeg"),
    "ZIP": ("epub",),
    "text": ("m3u8",),
}
_UTF16_MARKS = (b"\xff\xfe", b"\xfe\xff")
_KINDS = {ending: kind for kind, endings in _ENDINGS.items() for ending in endings}


def ending_of(name: str) -> str:
    """Return the ending of a file name or URL in lower case, without the dot.

    >>> ending_of("https://example.com/33.MP3?from=feed.xml"), ending_of("Why? Part #1.mp3")
    ('mp3', 'mp3')
    """
    if "://" in name:
        name = name.partition("?")[0].partition("#")[0].partition("://")[2]
        if "/" not in name:
            return ""
    stem, dot, ending = name.rpartition("/")[2].rpartition(".")
    return ending.lower() if stem and dot else ""


def guess_type(name: str) -> str | None:
    """Return the media type that the ending of a file name or URL stands for.

    >>> guess_type("https://example.com/33.MP3?x=1")
    'audio/mpeg'
    """
    return _type_of(ending_of(name))


@lru_cache(256)
def _type_of(ending: str) -> str | None:
    types = load_list("media-types-by-ending").get(ending)
    return str(types[0]) if types else None


def endings_of_type(media_type: str) -> tuple[str, ...]:
    """Return the endings of files of a media type.

    >>> endings_of_type("audio/aac"), endings_of_type("audio/x-secret")
    (('m4a', 'aac'), ())
    """
    types = load_list("media-types-by-ending")
    return tuple(ending for ending, known in types.items() if media_type.lower() in known)


def find_kind(start: bytes) -> str:
    """Return the kind of a file by its first bytes after tags: a key of `_ENDINGS`, "HTML" or "".

    >>> find_kind(b"<!DOCTYPE html><title>404</title>")
    'HTML'
    """
    for kind, place, mark in _MARKS:
        if start[place : place + len(mark)] == mark:
            return kind
    if start[:2] in _UTF16_MARKS and b"\0" in start and _decodes(start[:4096], "utf-16"):
        return "text"
    if start[:1] == b"\xff" and len(start) > 1 and start[1] & 0xE0 == 0xE0:
        # MPEG audio: the two bits after version are the layer; ADTS (bare AAC) has none.
        return "AAC" if start[1] & 0xF6 == 0xF0 else "MP3"
    if not _is_text(start):
        return ""
    head = start[:1024].lower()
    return "HTML" if b"<!doctype html" in head or b"<html" in head else "text"


def is_lfs_pointer(start: bytes) -> bool:
    """Return whether a file is what Git LFS leaves in a checkout in place of the real file."""
    return start.startswith(b"version https://git-lfs.github.com/spec/")


def kind_of(ending: str) -> str:
    """Return the kind of file that an ending names, "" if the ending is unknown."""
    return _KINDS.get(ending, "")


def endings_of(kind: str) -> tuple[str, ...]:
    """Return the endings of a kind, the usual one first."""
    return _ENDINGS.get(kind, ())


def _is_text(start: bytes) -> bool:
    if not start or any(byte < 32 and byte not in b"\t\n\r\f" for byte in start):
        return False
    # The last characters may be cut.
    return any(_decodes(start[: len(start) - cut], "utf-8") for cut in range(min(4, len(start))))


def _decodes(data: bytes, encoding: str) -> bool:
    try:
        data.decode(encoding)
    except UnicodeDecodeError:
        return False
    return True
