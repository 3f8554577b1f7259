"""What the feed says and the sources do not spell out: addresses, measured audio, guids."""

import uuid
from dataclasses import dataclass, field

from feedtool.findings.report import Finding
from feedtool.media.facts import AudioChapter
from feedtool.producer.elements.element_keys import ElementMaker, Files
from feedtool.producer.facts.assets import Asset


@dataclass(frozen=True, slots=True)
class Link:
    """A file beside the feed: its URL, media type, language and what it is for."""

    url: str
    type: str
    language: str = ""
    rel: str = ""


@dataclass(frozen=True, slots=True)
class Rendition:
    """A copy of the artwork, `width` pixels wide and high."""

    url: str
    type: str
    width: int


@dataclass(frozen=True, slots=True)
class Artwork:
    """The artwork of a show or an episode, and its copies, the largest first."""

    url: str = ""
    renditions: tuple[Rendition, ...] = ()


@dataclass(slots=True)
class EpisodeFacts:
    """What an item needs beyond the episode's own words.

    `pictures` are the URLs of those in the show notes, by the names that the notes have for them,
    `files` those that elements name where they want a URL.
    """

    guid: str
    audio_url: str
    audio_length: int
    audio_type: str
    duration_s: int
    # Whether the guid is the address of the episode's page; None where its link tells.
    permalink: bool | None = None
    artwork: Artwork = field(default_factory=Artwork)
    transcripts: list[Link] = field(default_factory=list)
    chapters: Link | None = None
    pictures: dict[str, str] = field(default_factory=dict)
    audio_chapters: tuple[AudioChapter, ...] = ()
    files: Files = field(default_factory=dict)


@dataclass(slots=True)
class Facts:
    """The same for a feed of the show; `assets` are the files to publish, by name under public/.

    `warnings` are told and stop no build. `feeds` are the facts of the show's other feeds by name,
    `probes` what servers said of audio at a URL. `pictures` are those of the description and the
    footer, `portraits` those of people, each by the name that the source has for it, `files` those
    that elements of the channel name.
    """

    podcast_guid: str
    base_url: str
    artwork: Artwork
    elements: ElementMaker
    episodes: dict[str, EpisodeFacts] = field(default_factory=dict)
    assets: dict[str, Asset] = field(default_factory=dict)
    pictures: dict[str, str] = field(default_factory=dict)
    portraits: dict[str, str] = field(default_factory=dict)
    files: Files = field(default_factory=dict)
    warnings: list[Finding] = field(default_factory=list)
    feeds: "dict[str, Facts]" = field(default_factory=dict)
    probes: dict[str, dict[str, str | int]] = field(default_factory=dict)


def make_up_guid(podcast_guid: str, slug: str) -> str:
    """Return a guid for an episode: the same for the same show and file."""
    return str(uuid.uuid5(uuid.UUID(podcast_guid), slug))
