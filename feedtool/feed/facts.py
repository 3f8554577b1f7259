"""What the feed says and the sources do not spell out: addresses, measured audio, guids."""

import json
import uuid
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path, PurePosixPath
from unicodedata import normalize
from urllib.parse import quote, urljoin
from zoneinfo import ZoneInfo

from feedtool.feed.elements import ElementMaker
from feedtool.feed.pictures import PictureFinder
from feedtool.feed.titles import FIELDS, find_unknown_field
from feedtool.media import MediaFault, guess_type, measure_audio
from feedtool.show import Episode, Lock, Show, find_audio, find_inside, podcast_guid_of
from feedtool.show.files import read_text
from feedtool.show.model import Matter
from feedtool.show.yaml_source import YamlFault
from feedtool.transcript import format_html
from feedtool.validator.report import Finding, SourceError


@dataclass(frozen=True, slots=True)
class Link:
    """A file beside the feed: its URL, media type and language."""

    url: str
    type: str
    language: str = ""


@dataclass(slots=True)
class EpisodeFacts:
    """What an item needs beyond the episode's own words.

    `pictures` are the URLs of those in the show notes, by the names that the notes have for them.
    """

    guid: str
    audio_url: str
    audio_length: int
    audio_type: str
    duration_s: int
    artwork_url: str = ""
    transcripts: list[Link] = field(default_factory=list)
    chapters: Link | None = None
    pictures: dict[str, str] = field(default_factory=dict)


@dataclass(slots=True)
class Facts:
    """The same for the show; `assets` are the files to publish, by their name under public/.

    `pictures` are those of the description and the footer, `portraits` those of people, each by
    the name that the source has for it.
    """

    podcast_guid: str
    base_url: str
    artwork_url: str
    elements: ElementMaker
    episodes: dict[str, EpisodeFacts] = field(default_factory=dict)
    assets: dict[str, bytes] = field(default_factory=dict)
    pictures: dict[str, str] = field(default_factory=dict)
    portraits: dict[str, str] = field(default_factory=dict)

    def made_up_guid(self, slug: str) -> str:
        """Return the guid of an episode that never had one: the same for the same show and file."""
        return str(uuid.uuid5(uuid.UUID(self.podcast_guid), slug))


def gather(show: Show, lock: Lock, episodes: list[Episode]) -> Facts:
    """Measure audio, name every address and collect the files to publish.

    Raises SourceError with all that is wrong with files that the show names.
    """
    return _Gatherer(show, lock).run(episodes)


class _Gatherer:
    def __init__(self, show: Show, lock: Lock) -> None:
        self.show = show
        self.lock = lock
        base_url = show.base_url or urljoin(show.feed_url, ".")
        self.base_url = base_url if base_url.endswith("/") else base_url + "/"
        media_url = show.media_url or urljoin(self.base_url, "audio/")
        self.media_url = media_url if media_url.endswith("/") else media_url + "/"
        self.findings: list[Finding] = []
        self.assets: dict[str, bytes] = {}
        self.pictures = PictureFinder(show.folder, self._publish)

    def run(self, episodes: list[Episode]) -> Facts:
        show = self.show
        unknown = find_unknown_field(show.title_format)
        if unknown is not None:
            known = ", ".join(FIELDS)
            message = f'title_format has "{{{unknown[:40]}}}"; there are {known}'
            self._add("bad-title-format", message, show, "title_format")
        podcast_guid = show.podcast_guid or self.lock.podcast_guid or podcast_guid_of(show.feed_url)
        zone = ZoneInfo(show.timezone) if show.timezone else None
        elements = ElementMaker(self.base_url, zone, lambda name, path: "")
        artwork_url = self._artwork(show, show.artwork)
        facts = Facts(podcast_guid, self.base_url, artwork_url, elements)
        facts.pictures = self.pictures.of_text(show.description, show, "description")
        facts.pictures |= self.pictures.of_text(show.footer_text or "", show, "footer_text")
        facts.portraits = self.pictures.of_people(show, episodes)
        for episode in episodes:
            made = self._episode(episode, facts.made_up_guid(episode.slug))
            if made is not None:
                facts.episodes[episode.slug] = made
        self.findings += self.pictures.findings
        if self.findings:
            raise SourceError(self.findings)
        facts.assets = self.assets
        return facts

    def _add(self, rule: str, message: str, model: Matter, *key: str | int) -> None:
        line, column = model.source.find(*key)
        file = f"{self.show.folder.as_posix()}/{model.source.file}"
        self.findings.append(Finding(rule, "error", message, file, line, column, where="source"))

    def _episode(self, episode: Episode, made_up: str) -> EpisodeFacts | None:
        locked = self.lock.episodes.get(episode.slug)
        guid = episode.guid or (locked.guid if locked else made_up)
        audio = self._audio(episode, guid)
        if audio is None:
            return None
        audio.artwork_url = self._artwork(episode, episode.artwork) if episode.artwork else ""
        audio.transcripts = list(self._transcripts(episode))
        audio.chapters = self._chapters(episode)
        audio.pictures = self.pictures.of_text(episode.notes, episode, "notes")
        audio.pictures |= self.pictures.of_text(episode.footer_text or "", episode, "footer_text")
        return audio

    def _audio(self, episode: Episode, guid: str) -> EpisodeFacts | None:
        audio = episode.audio
        if audio.url is not None:
            kind = audio.type or guess_type(audio.url) or ""
            return EpisodeFacts(guid, audio.url, audio.length or 0, kind, audio.duration or 0)
        name = audio.file or ""
        path = find_audio(self.show.folder, name)
        try:
            facts = measure_audio(path if path is not None else self.show.folder / name)
        except (MediaFault, OSError) as why:
            self._add("audio-unreadable", f'audio is "{name[:60]}"; {why}', episode, "audio")
            return None
        inner = PurePosixPath(name.replace("\\", "/"))
        if inner.parts[:1] == ("audio",):
            inner = PurePosixPath(*inner.parts[1:])
        return EpisodeFacts(
            guid,
            self.media_url + _quote(inner.as_posix()),
            audio.length or facts.length_bytes,
            audio.type or facts.media_type,
            audio.duration or facts.duration_s,
        )

    def _artwork(self, model: Show | Episode, name: str) -> str:
        if "://" in name:
            return name
        path = find_inside(self.show.folder, name)
        if path is None:
            return ""
        if path.suffix.lower() not in (".jpg", ".jpeg", ".png"):
            message = f'artwork is "{name[:60]}"; expected a JPEG or PNG'
            self._add("bad-artwork", message, model, "artwork")
        return self._publish(f"artwork/{path.name}", path.read_bytes(), model, "artwork")

    def _publish(self, name: str, data: bytes, model: Matter, key: str) -> str:
        known = self.assets.setdefault(name, data)
        if known != data:
            message = f"two different files would be published as {name}; rename one"
            self._add("asset-name-duplicate", message, model, key)
        return self.base_url + _quote(name)

    def _transcripts(self, episode: Episode) -> Iterator[Link]:
        several = len(episode.transcript) > 1
        for index, transcript in enumerate(episode.transcript):
            path = find_inside(self.show.folder, transcript.file)
            text = self._transcript_text(episode, path, index)
            if text is None:
                continue
            language = transcript.language or self.show.language
            stem = f"transcripts/{episode.slug}" + (f".{language}" if several else "")
            html = format_html(text, language=language, title=episode.title)
            for ending, kind, data in ((".txt", "text/plain", text), (".html", "text/html", html)):
                url = self._publish(stem + ending, data.encode(), episode, "transcript")
                yield Link(url, kind, language)

    def _transcript_text(self, episode: Episode, path: Path | None, index: int) -> str | None:
        place: tuple[str | int, ...] = ("transcript", index)
        name = episode.transcript[index].file
        if path is None or path.suffix.lower() != ".txt":
            message = f'transcript is "{name[:60]}"; only plain text (.txt) is published as yet'
            self._add("transcript-unsupported", message, episode, *place)
            return None
        try:
            return read_text(path).strip() + "\n"
        except YamlFault as fault:
            place_in_file = f"{name}:{fault.line}:{fault.column}"
            self._add("transcript-unreadable", f"{place_in_file}: {fault.message}", episode, *place)
            return None

    def _chapters(self, episode: Episode) -> Link | None:
        chapters = episode.chapters
        if chapters is None:
            return None
        kind = "application/json+chapters"
        if chapters.url is not None:
            return Link(chapters.url, kind)
        path = find_inside(self.show.folder, chapters.file or "")
        if path is None or path.suffix.lower() != ".json":
            message = f'chapters is "{(chapters.file or "")[:60]}"; expected JSON chapters (.json)'
            self._add("chapters-unsupported", message, episode, "chapters")
            return None
        data = path.read_bytes()
        try:
            json.loads(data)
        except ValueError as why:
            message = f'chapters is "{(chapters.file or "")[:60]}", which is no JSON: {why}'
            self._add("chapters-unsupported", message, episode, "chapters")
            return None
        name = f"chapters/{episode.slug}.json"
        return Link(self._publish(name, data, episode, "chapters"), kind)


def _quote(name: str) -> str:
    # File names of some systems are decomposed; a URL must be the same wherever it is made.
    return quote(normalize("NFC", name), safe="/-._~")
