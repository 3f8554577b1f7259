"""Reads the chapters inside an audio file, with its duration."""

from feedtool.chapters.model import Reading
from feedtool.findings.file_findings import FileFindings
from feedtool.media.audio import measure_stream, read_chapters
from feedtool.media.facts import Measured, MediaFault, Source
from feedtool.media.types import endings_of


def read_audio_chapters(
    stream: Source, size: int, kind: str, findings: FileFindings
) -> Reading | None:
    """Read the chapters of audio of a kind; of a damaged file those of its ID3 tag."""
    try:
        found = measure_stream(stream, size, endings_of(kind)[0])
    except MediaFault as why:
        found = Measured(0)
        if not read_chapters(stream, size, found):
            findings.add("chapters-unreadable", str(why))
            return None
    chapters = read_chapters(stream, size, found)
    return Reading("audio", chapters, duration_s=found.duration_s)
