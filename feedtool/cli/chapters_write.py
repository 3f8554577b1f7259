"""`feedtool chapters write`: puts chapters into an MP3 file, as ID3 frames."""

import sys
from collections.abc import Callable
from pathlib import Path
from typing import BinaryIO, NoReturn

import click

from feedtool.chapters.check import check_chapters
from feedtool.chapters.model import Reading
from feedtool.chapters.writing.id3 import make_tag
from feedtool.chapters.writing.mp3_file import ChangedAudioError, write_with_tag
from feedtool.chapters.writing.pictures import find_pictures
from feedtool.cli.chapters_convert import read_or_say
from feedtool.cli.common import print_findings
from feedtool.cli.printing import ask, can_ask, say
from feedtool.files.opening import ANY_SIZE, explain, open_normal
from feedtool.findings.file_findings import FileFindings
from feedtool.findings.report import Finding, place_of
from feedtool.inputs.discovery import find_files
from feedtool.media.audio import measure_audio
from feedtool.media.facts import AudioFacts, MediaFault
from feedtool.media.types import kind_of

# What keeps chapters out of a file, or puts them where nobody hears them.
_STOPS = frozenset(["chapter-past-end"])
_ONLY_MP3 = (
    "feedtool writes chapters into MP3 only; name the chapters in the episode (chapters: FILE) to "
    "publish them beside the audio, or export them with feedtool chapters convert --to mp4chaps "
    "for a program that tags M4A"
)


@click.command("write")
@click.argument("audio", type=click.Path(path_type=Path, readable=False))
@click.argument("chapters", type=click.Path(allow_dash=True, readable=False))
@click.option(
    "-o", "--output", "out", metavar="OUT", type=click.Path(path_type=Path, dir_okay=False),
    help="The file to write.  [default: AUDIO itself]",
)  # fmt: skip
@click.option("--force", is_flag=True, help="Replace chapters that AUDIO has, or OUT if it exists.")
def command(audio: Path, chapters: str, out: Path | None, *, force: bool) -> None:
    """Put chapters into an MP3 file, with their titles, links and pictures.

    AUDIO is an MP3 file. CHAPTERS has chapters in any form that feedtool reads, or is audio with
    chapters in it, or - for standard input. A picture that is a file beside CHAPTERS is embedded
    (JPEG or PNG); nothing is downloaded. The sound and all other tags stay as they are: the new
    file is written beside the old one and compared with it, before it takes its place.

    Exit codes: 0 the file is written; 2 it is not.
    """
    facts = _measure(audio)
    replaces = out is None and facts.chapters and not force
    if replaces and not _may_replace(audio, len(facts.chapters)):
        sys.exit(2)
    if out is not None and out.exists() and Path(chapters).exists() and out.samefile(chapters):
        raise click.UsageError(f"OUT is {out}, which has the chapters; name another file")
    (one, *more) = find_files([chapters], ("json",))
    if more:
        raise click.UsageError(f'"{chapters}" is several files; name one')
    findings = FileFindings(one.name)
    reading = read_or_say(one, findings, "not written")
    if reading is None or not _is_sound(reading, one.name, findings, facts):
        sys.exit(2)
    pictures, notes = find_pictures(reading.chapters, Path(chapters))
    for note in notes:
        say(f"{chapters}: note: {note}", err=True)
    target = out or audio

    def make(source: BinaryIO) -> bytes:
        return make_tag(source, reading.chapters, pictures, facts.duration_s)

    why = _write(audio, target, make, replaces=out is None or force)
    if why:
        _refuse(f"{target}: not written: {why}")
    say(f"{target}: {_count(len(reading.chapters))} written")


def _count(number: int) -> str:
    return f"{number} chapter{'' if number == 1 else 's'}"


def _measure(audio: Path) -> AudioFacts:
    """Return the facts of the audio, which must be a sound MP3 file."""
    is_named_mp3 = kind_of(audio.suffix.lower().lstrip(".")) == "MP3"
    try:
        facts = measure_audio(audio)
    except MediaFault as why:
        _refuse(f"{audio}: not written: {why if is_named_mp3 else _ONLY_MP3}")
    except OSError as why:
        _refuse(f"{audio}: not written: {explain(why)}")
    if facts.media_type != "audio/mpeg" or not is_named_mp3:
        _refuse(f"{audio}: not written: {_ONLY_MP3}")
    return facts


def _refuse(says: str) -> NoReturn:
    say(says, err=True)
    sys.exit(2)


def _may_replace(audio: Path, count: int) -> bool:
    """Ask whether the chapters that are there may go, or say how to allow it."""
    has = f"it has {_count(count)} already"
    if not can_ask():
        say(f"{audio}: not written: {has}; --force replaces them", err=True)
        return False
    return ask(f"{audio}: {has}. Replace them?")


def _is_sound(reading: Reading, name: str, findings: FileFindings, facts: AudioFacts) -> bool:
    """Say what is wrong with the chapters; return whether they can be written."""
    found = FileFindings(name)
    check_chapters(reading, found, duration_s=facts.duration_s)
    # Files beside the chapters are no addresses, but become pictures.
    shown = [
        one for one in found.found
        if one.severity != "info" and not _is_about_file(one)
    ]  # fmt: skip
    print_findings(sorted(shown, key=place_of))
    stops = [one for one in (*findings.found, *shown)
             if one.severity == "error" or one.rule in _STOPS]  # fmt: skip
    if stops:
        number = len(stops)
        them = "these faults" if number > 1 else "this fault"
        say(f"{name}: not written: correct {them} first", err=True)
    return not stops


def _is_about_file(one: Finding) -> bool:
    return one.rule == "chapter-bad-address" and one.message.startswith("img")


def _write(
    audio: Path, target: Path, tag_of: Callable[[BinaryIO], bytes], *, replaces: bool
) -> str:
    """Write the audio with its new tag to a file; return why that cannot be done, or ""."""
    from feedtool.show.file_writing import (  # noqa: PLC0415 - slow to load
        stream_atomically,
        stream_new,
    )

    try:
        with open_normal(audio, ANY_SIZE) as source:
            tag = tag_of(source)
            with stream_atomically(target) if replaces else stream_new(target) as stream:
                write_with_tag(source, stream, tag)
    except FileExistsError as why:
        return "the file exists; --force replaces it" if target.exists() else explain(why)
    except OSError as why:
        return explain(why)
    except ValueError as why:
        return str(why)
    except ChangedAudioError:
        return "the disk gave back other sound than was written; the file is as it was"
    return ""
