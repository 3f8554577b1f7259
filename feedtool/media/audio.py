"""Facts of an audio file: bytes, media type, duration, chapters, and what is wrong with it."""

from dataclasses import replace
from math import inf
from pathlib import Path

from feedtool.files.opening import ANY_SIZE, open_normal
from feedtool.media.adts import measure_adts
from feedtool.media.chapters import limit_warnings
from feedtool.media.facts import (
    UNKNOWN_DURATION,
    AudioChapter,
    AudioFacts,
    Measured,
    MediaFault,
    Source,
)
from feedtool.media.flac import measure_flac
from feedtool.media.id3_chapters import read_id3_chapters
from feedtool.media.inner_pictures import name_pictures
from feedtool.media.mp4 import measure_mp4
from feedtool.media.mpeg import measure_mpeg
from feedtool.media.ogg import measure_ogg
from feedtool.media.riff import measure_aiff, measure_wav
from feedtool.media.tags import after_tags
from feedtool.media.types import (
    ending_of,
    endings_of,
    endings_of_type,
    find_kind,
    guess_type,
    is_lfs_pointer,
    kind_of,
)
from feedtool.vocabulary import load_list

# Formats whose reader needs only parts of the file.
_READERS = {
    "AIFF": measure_aiff,
    "FLAC": measure_flac,
    "MP4": measure_mp4,
    "Ogg": measure_ogg,
    "WAV": measure_wav,
}
_HEAD_BYTES = 4096


def measure_audio(path: Path, given_type: str | None = None) -> AudioFacts:
    """Read the facts of a local file; the duration is in whole seconds, at least 1.

    `given_type` is the media type that the author gives; it counts where the ending says nothing.

    Raises MediaFault if it is no media file, is cut off, or is another kind than its ending says;
    OSError if it cannot be read.
    """
    media_type = guess_type(path.name) or given_type
    if media_type is None:
        known = ", ".join(f".{ending}" for ending in load_list("media-types-by-ending"))
        raise MediaFault(
            f"its ending stands for no media type; expected one of {known}, or a type beside it"
        )
    with open_normal(path, ANY_SIZE) as stream:
        size = stream.seek(0, 2)
        ending = ending_of(path.name)
        if not guess_type(path.name):
            ending = _ending_by_content(stream, media_type)
        found = measure_stream(stream, size, ending)
        chapters = read_chapters(stream, size, found)
    warnings = (*found.warnings, *limit_warnings(chapters))
    seconds = max(round(found.duration_s), 1) if found.duration_s else 0
    return AudioFacts(size, media_type, seconds, chapters, warnings)


def read_chapters(stream: Source, size: int, found: Measured) -> tuple[AudioChapter, ...]:
    """Return the chapters of a stream that was measured: those of its format, or of an ID3 tag."""
    read = found.chapters or read_id3_chapters(stream)
    return _drop_last_end(tuple(name_pictures(stream, read, size)), found.duration_s)


def _drop_last_end(
    chapters: tuple[AudioChapter, ...], duration_s: float
) -> tuple[AudioChapter, ...]:
    """Return chapters of which none says that it ends where the audio does, as tags round it."""
    last_ms = (duration_s - 1) * 1000 if duration_s else inf
    return tuple(
        replace(one, end_ms=None) if one.end_ms is not None and one.end_ms >= last_ms else one
        for one in chapters
    )


def _ending_by_content(stream: Source, given_type: str) -> str:
    """Return the ending that a file should have, "" for a kind of file that has no reader."""
    stream.seek(after_tags(stream))
    found = find_kind(stream.read(_HEAD_BYTES))
    promised = endings_of_type(given_type)
    kinds = [kind_of(ending) for ending in promised]
    if endings_of(found) and promised and found not in kinds:
        says = f"it is {found}, and its type {given_type} says otherwise"
        raise MediaFault(f"{says}; correct the type, or put the right file in its place")
    if found in kinds:
        return promised[kinds.index(found)]
    return next(iter(promised or endings_of(found)), "")


def measure_stream(stream: Source, size: int, ending: str, *, sample: bool = False) -> Measured:
    """Measure a stream as the kind of file that its ending names.

    `sample` reads only parts of the stream, where reading all is too slow. The duration is 0 for
    kinds that have none. Chapters of ID3 tags are left to `read_id3_chapters`.

    Raises MediaFault if it is no media file, is cut off, or is another kind.
    """
    kind = _find_kind(stream, size, ending)
    if kind in ("PDF", "ZIP"):
        return Measured(0)
    if kind == "MP3":
        found = measure_mpeg(stream, size, sample=sample)
    elif kind == "AAC":
        found = measure_adts(stream, size, sample=sample)
    elif kind in _READERS:
        found = _READERS[kind](stream, size, sample=sample)
    else:
        return Measured(0, (), (UNKNOWN_DURATION,))
    if found.duration_s <= 0 and UNKNOWN_DURATION not in found.warnings:
        raise MediaFault("no audio is found in it; export it again")
    return found


def _find_kind(stream: Source, size: int, ending: str) -> str:
    """Return the kind of a stream, which must be the kind that the ending names.

    Raises MediaFault if it is another.
    """
    if not size:
        raise MediaFault("the file is empty; copy it again")
    stream.seek(after_tags(stream))
    head = stream.read(_HEAD_BYTES)
    found, promised = find_kind(head), kind_of(ending)
    if found == promised:
        return found
    if found in ("text", "HTML"):
        raise MediaFault(_explain_text(found, head))
    # Other bytes may stand before the first frame; the readers of frames skip them.
    if not found and promised in ("MP3", "AAC"):
        return promised
    if not found and not promised:
        return found
    if not found:
        raise MediaFault(f"it is no {promised} file, as its ending .{ending} says; "
                         "put the audio in its place")  # fmt: skip
    endings = endings_of(found)
    if not endings or found in ("PDF", "ZIP"):
        raise MediaFault(f"it is a {found} file, not audio; put the audio in its place")
    raise MediaFault(f"it is {found}, and its ending .{ending} says otherwise; "
                     f"rename it to .{endings[0]}")  # fmt: skip


def _explain_text(kind: str, head: bytes) -> str:
    if is_lfs_pointer(head):
        return "it is a pointer of Git LFS, not the audio; run git lfs pull"
    what = "a web page" if kind == "HTML" else "a text file"
    return f"it is {what}, not audio; put the audio in its place"
