"""Facts of an audio file: bytes, media type, duration, chapters, and what is wrong with it."""

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from feedtool.media.chapters import AudioChapter, read_chapters
from feedtool.media.mpeg import measure_mpeg
from feedtool.media.types import ending_of, endings_of, find_kind, guess_type
from feedtool.vocabulary import load_list

# A header may not count the tags around the audio, but a few kilobytes more are missing audio.
_SLACK_BYTES = 4096


class MediaFault(Exception):  # noqa: N818 - says what is wrong, becomes a finding
    """A file cannot be used; the text says what is wrong with it and how to mend it."""


@dataclass(frozen=True, slots=True)
class AudioFacts:
    """What the enclosure says of a file, its chapters, and what listeners may stumble over."""

    length_bytes: int
    media_type: str
    duration_s: int
    chapters: tuple[AudioChapter, ...] = ()
    warnings: tuple[str, ...] = ()


def measure_audio(path: Path) -> AudioFacts:
    """Read the facts of a local file; the duration is in whole seconds, at least 1.

    Raises MediaFault if it is no media file, is cut off, or is another kind than its ending says;
    OSError if it cannot be read.
    """
    media_type = guess_type(path.name)
    if media_type is None:
        known = ", ".join(f".{ending}" for ending in load_list("media-types-by-ending"))
        raise MediaFault(f"its ending tells no media type; expected one of {known}")
    size = path.stat().st_size
    with path.open("rb") as stream:
        kind = find_kind(stream.read(4096))
    _check_kind(kind, ending_of(path.name), size)
    if kind == "PDF":
        return AudioFacts(size, media_type, 0)
    _check_whole(path, kind, size)
    if kind == "MP3":
        return _measure_mp3(path, media_type, size)
    found = _open(path)
    length = float(getattr(getattr(found, "info", None), "length", 0) or 0)
    if length <= 0:
        raise MediaFault("no audio is found in it, or it is cut off before its first frame")
    return AudioFacts(size, media_type, max(round(length), 1), read_chapters(found))


def _check_kind(kind: str, ending: str, size: int) -> None:
    if size == 0:
        raise MediaFault("the file is empty; copy it again")
    if kind in ("text", "HTML"):
        what = "a web page" if kind == "HTML" else "a text file"
        raise MediaFault(f"it is {what}, not audio; put the audio in its place")
    endings = endings_of(kind)
    if kind and ending not in endings:
        if not endings:
            raise MediaFault(f"it is a {kind} file, not audio; put the audio in its place")
        raise MediaFault(f"it is {kind}, and its ending .{ending} says otherwise; "
                         f"rename it to .{endings[0]}")  # fmt: skip


def _measure_mp3(path: Path, media_type: str, size: int) -> AudioFacts:
    facts = measure_mpeg(path)
    if facts is None or facts.duration_s <= 0:
        raise MediaFault("no audio is found in it, or it is cut off before its first frame")
    if facts.announced_bytes > facts.found_bytes + _SLACK_BYTES:
        raise MediaFault(
            f"it is cut off: its header announces {facts.announced_bytes:,} bytes of audio, and "
            f"{facts.found_bytes:,} are there; copy or export it again"
        )
    warnings: tuple[str, ...] = ()
    if facts.is_variable:
        warnings = (
            "its bit rate varies and no header tells its length, so that players show a wrong "
            "duration and jump to wrong places; export it with a constant bit rate or a Xing "
            "header",
        )
    found = _open(path)
    seconds = max(round(facts.duration_s), 1)
    return AudioFacts(size, media_type, seconds, read_chapters(found), warnings)


def _open(path: Path) -> Any:
    import mutagen  # noqa: PLC0415 - 60 ms, only builds with local audio need it

    try:
        found = mutagen.File(path)
    except mutagen.MutagenError as why:
        raise MediaFault(f"it cannot be read as audio ({why}); export it again") from None
    if found is None:
        raise MediaFault("it is not audio of a kind that is known; put the audio in its place")
    return found


def _check_whole(path: Path, kind: str, size: int) -> None:
    """Look whether the parts that a file announces are all there."""
    pieces = {"MP4": _mp4_ends, "WAV": _wav_ends, "Ogg": _ogg_ends}.get(kind)
    if pieces is None:
        return
    for end in pieces(path):
        if end > size:
            raise MediaFault(
                f"it is cut off: {size:,} of {end:,} bytes are there; copy or export it again"
            )


def _mp4_ends(path: Path) -> Iterator[int]:
    """Yield where the boxes of an MP4 file end. Source: ISO/IEC 14496-12, 4.2."""
    place = 0
    with path.open("rb") as stream:
        while len(head := stream.read(8)) == 8:
            length = int.from_bytes(head[:4], "big")
            if length == 1:
                length = int.from_bytes(stream.read(8), "big")
            if length < 8:
                return  # 0: the box goes on to the end of the file
            place += length
            yield place
            stream.seek(place)


def _wav_ends(path: Path) -> Iterator[int]:
    """Yield where the chunks of a WAV file end; one of unknown length has 0 or all ones."""
    place = 12
    with path.open("rb") as stream:
        stream.seek(place)
        while len(head := stream.read(8)) == 8:
            length = int.from_bytes(head[4:], "little")
            if length in (0, 0xFFFFFFFF):
                return
            yield place + 8 + length
            place += 8 + length + length % 2
            stream.seek(place)


def _ogg_ends(path: Path) -> Iterator[int]:
    """Yield where the last page of an Ogg file ends. Source: RFC 3533, 6."""
    with path.open("rb") as stream:
        stream.seek(0, 2)
        start = max(stream.tell() - 128 * 1024, 0)
        stream.seek(start)
        tail = stream.read()
    at = tail.rfind(b"OggS")
    if at >= 0 and at + 27 <= len(tail):
        segments = tail[at + 26]
        lacing = tail[at + 27 : at + 27 + segments]
        yield start + at + 27 + segments + sum(lacing)
