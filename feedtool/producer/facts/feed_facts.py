"""What the feed says and the sources do not spell out: measured audio, addresses of files."""

from collections.abc import Mapping
from dataclasses import dataclass

from feedtool.media.facts import AudioChapter
from feedtool.producer.addresses.neighbours import Neighbour
from feedtool.producer.facts.local_files import Files


@dataclass(frozen=True, slots=True)
class Link:
    """A file beside the feed: its URL, media type, language and purpose."""

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


@dataclass(frozen=True, slots=True)
class EpisodeAudio:
    """The audio of an episode, with the chapters that stand in its file.

    A live item may have no audio (all is empty then) or a stream without length and duration.
    `is_absent` says that the file is not here, and that the facts are those of feed.lock.
    """

    url: str = ""
    length_bytes: int = 0
    type: str = ""
    duration_s: int = 0
    chapters: tuple[AudioChapter, ...] = ()
    is_absent: bool = False


@dataclass(frozen=True, slots=True)
class EpisodeFacts:
    """What an item needs beyond the episode's own words.

    `pictures` has the URLs of the pictures in the show notes, by the names that the notes use;
    `files` has the files that elements name in place of a URL. `listed_chapters` are the chapters
    themselves, where a feed of the show has them in its items. `more_audio` is the same audio in
    other formats: what follows in the list under `audio`, and then, if a feed of the show has one
    format, that of alternate enclosures.
    """

    audio: EpisodeAudio
    artwork: Artwork
    transcripts: tuple[Link, ...]
    chapters: Link | None
    pictures: Mapping[str, str]
    files: Files
    listed_chapters: tuple[AudioChapter, ...] = ()
    more_audio: tuple[EpisodeAudio, ...] = ()


@dataclass(frozen=True, slots=True)
class FeedFacts:
    """What a channel needs beyond the show's own words.

    `pictures` are those of the description and the footer, `portraits` those of people; both have
    URLs by the name in the source. `files` has the files that elements of the channel name,
    `neighbours` the shows that remote items name, by their path.
    """

    base_url: str
    artwork: Artwork
    pictures: Mapping[str, str]
    portraits: Mapping[str, str]
    files: Files
    neighbours: Mapping[str, Neighbour]
