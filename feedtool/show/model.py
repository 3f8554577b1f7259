"""A show and its episodes, as their author writes them: what keys there are and what they may hold.

The models with `Matter` in their name are the files (show.yaml, the front matter of an episode).
`Show` and `Episode` add what the files around them say. `Channel` and `Item` are what these share
with others that have the same keys: a live item may lack a date, as may what is read from a feed.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from functools import cache
from pathlib import Path
from typing import Annotated, Any, Literal, Self, get_args
from zoneinfo import ZoneInfo

from pydantic import BeforeValidator, ValidationInfo, model_validator

from feedtool.show.as_published import AsPublished
from feedtool.show.episode_files import AudioRef, ChaptersRef, TranscriptRef
from feedtool.show.ignores import Ignores
from feedtool.show.matter import FileMatter, Matter
from feedtool.show.moments import Moment, TimezoneName
from feedtool.show.person import Crew, CrewOfShow, People, PeopleOfShow, Person
from feedtool.show.slugs import episode_name, live_name
from feedtool.show.value_types import (
    AnyUrl,
    AudioFormat,
    Categories,
    DescriptionFormat,
    Email,
    EpisodeNumber,
    EpisodeType,
    Extra,
    FeedName,
    Flag,
    FolderUrl,
    Footer,
    Host,
    Language,
    LineBreaks,
    LongText,
    Notes,
    Number,
    Picture,
    Pixels,
    Prefixes,
    Seasons,
    Text,
    TranscriptFormat,
    TranscriptFormats,
    Url,
    Urls,
    Uuid,
    as_list,
)


class Owner(Matter):
    """Whom directories write to."""

    name: Text | None = None
    email: Email


class Funding(Matter):
    """A page where listeners can give money."""

    url: Url
    text: Text


def _as_lists(value: object) -> object:
    """Read `{seasons: 1}` as `{seasons: [1]}`."""
    if isinstance(value, dict):
        return {key: as_list(one) for key, one in value.items()}
    return value


class Choice(Matter):
    """Which episodes a feed has: those that agree with each key that is given.

    `tags` are those of the episodes, `languages` take in their regions: `pt` also `pt-BR`.
    """

    seasons: list[Number] = []
    types: list[EpisodeType] = []
    languages: list[Language] = []
    tags: list[Text] = []


ChoiceOf = Annotated[Choice, BeforeValidator(_as_lists)]


class ShowMatter(FileMatter):
    """The keys of show.yaml; each may have another value in another feed of the show."""

    title: Text
    link: AnyUrl
    feed_url: Url
    description: LongText
    language: Language
    categories: Categories
    artwork: Picture
    owner: Owner
    base_url: FolderUrl | None = None
    media_url: FolderUrl | None = None
    timezone: TimezoneName | None = None
    author: Text | None = None
    hosts: PeopleOfShow = []
    cohosts: PeopleOfShow = []
    crew: CrewOfShow = {}
    description_format: DescriptionFormat | None = None
    line_breaks: LineBreaks | None = None
    footer: Footer = True
    footer_text: LongText | None = None
    order: Literal["newest-first", "as-written"] = "newest-first"
    explicit: Flag = False
    type: Literal["episodic", "serial"] = "episodic"
    copyright: Text | None = None
    funding: Annotated[list[Funding], BeforeValidator(as_list)] = []
    locked: Flag = True
    title_format: Text = "{title}"
    itunes_title: Text | None = None
    moved_from: Urls = ()
    new_feed_url: Url | None = None
    complete: Flag = False
    block: Flag = False
    verify: Text | None = None
    podcast_guid: Uuid | None = None
    prefixes: Prefixes = ()
    hosting: Host | None = None
    seasons: Seasons = {}
    artwork_alt: Text | None = None
    transcript_formats: TranscriptFormats = list(get_args(TranscriptFormat))
    artwork_sizes: Annotated[list[Pixels], BeforeValidator(as_list)] = []
    media_dirs: Annotated[list[Text], BeforeValidator(as_list)] = []
    only: ChoiceOf | None = None
    without: ChoiceOf | None = None
    limit: Number | None = None
    older: Literal["drop", "pages", "archives"] = "drop"
    live_items: "LiveItems" = []
    chapters_in_feed: Flag = False
    audio: AudioFormat | None = None
    extra: Extra = ()
    ignore: Ignores = {}


# What all feeds of a show share: where the files lie, and how they are made and served.
WHOLE_SHOW = frozenset(
    [
        "base_url",
        "media_url",
        "timezone",
        "hosting",
        "artwork_sizes",
        "media_dirs",
        "ignore",
        "transcript_formats",
    ]
)


class ShowFile(ShowMatter):
    """All keys of show.yaml; `feeds` holds, by name of the feed, the keys that differ there."""

    feeds: dict[FeedName, dict[str, Any]] = {}


class ItemMatter(FileMatter):
    """The keys that every item may have; some kinds of items need a date and audio."""

    title: Text
    published: Moment | None
    audio: AudioRef | None
    number: EpisodeNumber | None = None
    season: Number | None = None
    guests: People = []
    hosts: People | None = None
    cohosts: People | None = None
    crew: Crew | None = None
    description_format: DescriptionFormat | None = None
    line_breaks: LineBreaks | None = None
    footer: Footer | None = None
    footer_text: LongText | None = None
    summary: LongText | None = None
    link: AnyUrl | None = None
    transcript: Annotated[list[TranscriptRef], BeforeValidator(as_list)] = []
    transcript_formats: TranscriptFormats | None = None
    chapters: ChaptersRef | None = None
    chapters_in_feed: Flag | None = None
    artwork: Picture | None = None
    artwork_alt: Text | None = None
    explicit: Flag | None = None
    type: EpisodeType = "full"
    language: Language | None = None
    updated: Moment | None = None
    block: Flag = False
    guid: Text | None = None
    guid_permalink: Flag | None = None
    title_display: Text | None = None
    draft: Flag = False
    number_display: Text | None = None
    extra: Extra = ()


class EpisodeMatter(ItemMatter):
    """The keys of an episode's front matter."""

    published: Moment
    audio: AudioRef
    ignore: Ignores = {}


class Item(ItemMatter):
    """What becomes an item of the feed: its keys, the show notes (Markdown), the name of its file.

    `elements` holds the keys that stand for one element each (`show.elements`).
    """

    slug: str = ""
    notes: Notes = ""
    elements: Mapping[str, Any] = {}

    @model_validator(mode="after")
    def _take_slug(self) -> Self:
        if not self.slug:
            # The only field that needs others.
            object.__setattr__(self, "slug", self._name())
        return self

    def _name(self) -> str:
        return episode_name(self.number, self.title)


class Episode(EpisodeMatter, Item):
    """One episode. An episode that is made in Python takes its `slug` from number and title."""


class LiveItem(Item):
    """A live stream: an item with a time and a state, whose date and audio may be missing.

    In show.yaml `notes` is a key of its own, and so is each element: `elements` gathers them.
    Its `slug` comes from title and day, as does the guid of a live item that has none.
    """

    published: Moment | None = None
    audio: AudioRef | None = None
    status: Literal["pending", "live", "ended"]
    start: Moment
    end: Moment | None = None

    @model_validator(mode="before")
    @classmethod
    def _take_elements(cls, data: Any, info: ValidationInfo) -> Any:
        if info.context is None or not isinstance(data, dict):
            return data  # made in Python
        return {
            **{key: one for key, one in data.items() if key in live_keys()},
            "elements": {key: one for key, one in data.items() if key not in live_keys()},
        }

    def _name(self) -> str:
        return live_name(self.start, self.title)


LiveItems = Annotated[list[LiveItem], BeforeValidator(as_list)]


@cache
def live_keys() -> frozenset[str]:
    """Return the keys of a live item in show.yaml that are fields of the model."""
    return frozenset(LiveItem.model_fields) - {"slug", "elements", "draft"}


@dataclass(frozen=True, slots=True)
class Draft:
    """An episode that must not be published yet; its date and audio may still be missing."""

    slug: str
    title: str
    number: int | float | None = None
    season: int | None = None
    audio: str | None = None
    published: datetime | None = None


@dataclass(frozen=True, slots=True)
class Unsound:
    """An episode whose file has errors; `item` holds the keys that are right."""

    slug: str
    file: str
    item: Item


class Channel(ShowMatter):
    """What becomes a channel of a feed: its keys, its items, and the folder of its files.

    Without a folder it can name no files, and is built without writing any.
    `elements` holds the keys that stand for one element each (`show.elements`), `people` those of
    people.yaml by their short names, `as_published` what an import keeps of a former feed. `feeds`
    are the other feeds of the show by name, each a show whose keys differ; all have the same
    episodes, of which each chooses by `only` and `without`.
    """

    folder: Path | None = None
    episodes: Sequence[Item] = []
    drafts: list[Draft] = []
    people: Mapping[str, Person] = {}
    elements: Mapping[str, Any] = {}
    feeds: Mapping[str, "Show"] = {}
    as_published: AsPublished = {}

    def name_file(self, name: str) -> str:
        """Return a file of the show as messages name it."""
        return name if self.folder is None else f"{self.folder.as_posix()}/{name}"

    def localize(self, moment: datetime | None) -> datetime | None:
        """Return a moment, in the show's `timezone` (default: UTC) if it has no zone."""
        if moment is None or moment.tzinfo is not None:
            return moment
        return moment.replace(tzinfo=ZoneInfo(self.timezone or "UTC"))


class Show(Channel):
    """A show with its episodes, each with its date and audio."""

    episodes: list[Episode] = []
