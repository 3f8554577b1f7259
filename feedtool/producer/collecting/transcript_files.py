"""A transcript file of an episode: what it is, read only when it has changed, and what it becomes.

Its own form is published as its author wrote it; other forms are made from it.
"""

from collections.abc import Mapping
from dataclasses import asdict, dataclass, field
from errno import EIO
from functools import partial
from json import dumps
from pathlib import Path

from feedtool.files.opening import read_bounded
from feedtool.findings.file_findings import FileFindings
from feedtool.media.types import ending_of
from feedtool.producer.facts.assets import Asset, asset_of_file, stamp_of_file
from feedtool.show.digest import digest
from feedtool.transcripts.places import Reading
from feedtool.transcripts.reading.decoding import decode_transcript
from feedtool.transcripts.reading.read import read_transcript
from feedtool.transcripts.renaming import rename_speakers
from feedtool.transcripts.writing.write import write_transcript
from feedtool.vocabulary import load_list

MOST_BYTES = 20_000_000


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
    _reading: Reading | None = None

    def read(self, path: Path, media_type: str, findings: FileFindings) -> Reading | None:
        """Read the transcript of a file, None if it cannot be read, which is reported.

        Raises OSError if there is no such file, or a larger one.
        """
        self._key = digest(stamp_of_file(path), media_type)
        data = read_bounded(path, MOST_BYTES)
        self._reading = read_transcript(data, findings, path.name, media_type)
        return self._reading

    def recall(self, path: Path, media_type: str) -> Reading | None:
        """Return the transcript of a file that was read before, None if it cannot be read now.

        Raises OSError if there is no such file, or a larger one.
        """
        if self._key == digest(stamp_of_file(path), media_type):
            return self._reading
        return self.read(path, media_type, FileFindings(path.name))


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
        names = {"names": self.wording.names}
        # Only the page says more than the cues.
        parts = dumps(asdict(self.wording) if form == "html" else names, sort_keys=True)
        make = partial(_write, file=self, form=form)
        return asset_of_file(self.path, make, form, self.media_type, parts)


def _tidy(path: Path) -> bytes:
    """Return the text of a file, without blanks around it, with the ends of lines that we use."""
    text = decode_transcript(read_bounded(path, MOST_BYTES), FileFindings(path.name))
    return (text.replace("\r\n", "\n").replace("\r", "\n").strip() + "\n").encode()


def _write(path: Path, file: TranscriptFile, form: str) -> bytes:
    found = file.shelf.recall(path, file.media_type)
    if found is None:
        raise OSError(EIO, "the transcript was changed while it was published", str(path))
    said = file.wording
    renamed = rename_speakers(found.transcript, said.names)
    return write_transcript(
        renamed, form, language=said.language, title=said.title, audio_url=said.audio_url,
        people=said.pages,
    ).data  # fmt: skip
