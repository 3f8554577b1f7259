"""A transcript file of an episode: what it is, read only when it has changed, and what it becomes.

Its own form is published as its author wrote it; other forms are made from it.
"""

from collections.abc import Mapping
from dataclasses import asdict, dataclass, field
from errno import EIO
from functools import partial
from json import dumps
from pathlib import Path
from typing import Any

from feedtool.files.opening import read_bounded
from feedtool.findings.file_findings import FileFindings
from feedtool.media.types import ending_of
from feedtool.producer.facts.assets import Asset, asset_of_file, stamp_of_file
from feedtool.show.cache import Cache, has_types
from feedtool.show.digest import digest
from feedtool.show.scalars import is_text
from feedtool.transcripts.model import Transcript
from feedtool.transcripts.reading.decoding import decode_transcript
from feedtool.transcripts.reading.read import read_transcript
from feedtool.transcripts.renaming import list_speakers, rename_speakers
from feedtool.transcripts.writing.write import forms_of, write_transcript
from feedtool.vocabulary import load_list

MOST_BYTES = 20_000_000
# Faults that leave a file as its author wrote it.
_HARMLESS = frozenset(["transcript-encoding", "transcript-wrong-type"])
_TYPES = {"form": str, "forms": list, "is_timed": bool, "is_sound": bool, "speakers": list}


@dataclass(frozen=True, slots=True)
class TranscriptFacts:
    """What a file is: its form, what it can become, and who speaks in it.

    `is_sound` says that it has no fault of syntax, `is_timed` that each cue has both its times.
    """

    form: str
    forms: tuple[str, ...]
    is_timed: bool
    is_sound: bool
    speakers: tuple[str, ...]


@dataclass(slots=True)
class Shelf:
    """Keeps the transcript that was read last, because all its forms are made in a row."""

    _key: str = ""
    _transcript: Transcript | None = None

    def read(self, path: Path, media_type: str, findings: FileFindings) -> Transcript | None:
        """Return the transcript of a file, None if it cannot be read, which is reported.

        Raises OSError if there is no such file, or a larger one.
        """
        key = digest(stamp_of_file(path), media_type)
        if key != self._key:
            data = read_bounded(path, MOST_BYTES)
            reading = read_transcript(data, findings, path.name, media_type)
            self._key, self._transcript = key, reading.transcript if reading else None
        return self._transcript


@dataclass(frozen=True, slots=True)
class Wording:
    """What the forms of a transcript say beside its cues.

    `names` are the new names of speakers, `pages` the addresses of speakers' pages by their names.
    """

    language: str
    title: str
    audio_url: str
    names: Mapping[str, str] = field(default_factory=dict)
    pages: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class TranscriptFile:
    """A file that an episode names: `index` is its place among the transcripts."""

    index: int
    name: str
    path: Path
    media_type: str
    facts: TranscriptFacts
    wording: Wording
    shelf: Shelf

    @property
    def ending(self) -> str:
        """The ending with which its own form is published."""
        known = load_list("transcript-endings")
        written, form = ending_of(self.name), self.facts.form
        return written if known.get(written, "") == known.get(form) else form

    def is_own(self, form: str) -> bool:
        """Return whether a form is that of the file itself."""
        return form == self.facts.form

    def becomes(self, form: str) -> bool:
        """Return whether it can be published in a form."""
        return form in self.facts.forms or (self.is_own(form) and self._stays)

    @property
    def _stays(self) -> bool:
        return self.facts.is_sound and not self.wording.names

    def make(self, form: str) -> Asset:
        """Return the file to publish in a form."""
        if self.is_own(form) and self._stays:
            return asset_of_file(self.path, _tidy, form)
        wording = asdict(self.wording)
        if form != "html":
            wording = {key: wording[key] for key in ("names",)}
        parts = dumps(wording, sort_keys=True)
        make = partial(_write, file=self, form=form)
        return asset_of_file(self.path, make, form, self.media_type, parts)


class _UnreadableError(Exception):
    """A file is no transcript; what is wrong with it is reported."""


def remember_facts(
    cache: Cache, shelf: Shelf, path: Path, media_type: str, findings: FileFindings
) -> TranscriptFacts | None:
    """Return what a file is, None if it is no transcript; each state of it is read once.

    Raises OSError if there is no such file, or a larger one.
    """

    def read() -> dict[str, Any]:
        found = shelf.read(path, media_type, findings)
        if found is None:
            raise _UnreadableError
        faults = {one.rule for one in findings.found}
        return {
            "form": found.form,
            "forms": list(forms_of(found)),
            "is_timed": found.has_times,
            "is_sound": not faults - _HARMLESS,
            "speakers": list_speakers(found),
        }

    key = digest(stamp_of_file(path), media_type)
    try:
        known = cache.remember("transcript", path.as_posix(), key, read, _is_sound)
    except _UnreadableError:
        return None
    lists = {one: tuple(known[one]) for one in ("forms", "speakers")}
    return TranscriptFacts(**known | lists)


def _is_sound(value: Any) -> bool:
    """Return whether a value of the cache has the form of `TranscriptFacts`."""
    return has_types(value, _TYPES) and all(
        is_text(one) for one in (*value["forms"], *value["speakers"])
    )


def _tidy(path: Path) -> bytes:
    """Return the text of a file, without blanks around it, with the ends of lines that we use."""
    text = decode_transcript(read_bounded(path, MOST_BYTES), FileFindings(path.name))
    return (text.replace("\r\n", "\n").replace("\r", "\n").strip() + "\n").encode()


def _write(path: Path, file: TranscriptFile, form: str) -> bytes:
    found = file.shelf.read(path, file.media_type, FileFindings(file.name))
    if found is None:
        raise OSError(EIO, "the transcript was changed while it was published", str(path))
    said = file.wording
    renamed = rename_speakers(found, said.names)
    return write_transcript(
        renamed, form, language=said.language, title=said.title, audio_url=said.audio_url,
        people=said.pages,
    ).data  # fmt: skip
