"""A show and its episodes, as their author writes them: what keys there are and what they may hold.

The models with `Matter` in their name are the files (show.yaml, a people.yaml entry, the front
matter of an episode); `Show` and `Episode` add what the files around them tell. Values are checked
by the same functions as in a feed (`validator.values`).
"""

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Annotated, Any, Literal

from pydantic import (
    AfterValidator,
    BaseModel,
    BeforeValidator,
    ConfigDict,
    Discriminator,
    Field,
    GetJsonSchemaHandler,
    PrivateAttr,
    Tag,
    ValidationInfo,
)
from pydantic.json_schema import JsonSchemaValue
from pydantic_core import CoreSchema, PydanticCustomError

from feedtool.show.categories import Category, parse_category
from feedtool.show.moments import Moment, TimezoneName
from feedtool.show.roles import check_role
from feedtool.show.slugs import MAX_NAME, episode_name
from feedtool.validator.quantities import parse_duration
from feedtool.validator.values import TYPES, closest
from feedtool.vocabulary import load_list

_FEED_NAME = re.compile(r"[a-z0-9]+(?:-[a-z0-9]+)*")
Key = tuple[str | int, ...]
Place = tuple[int, int]
Host = Literal["netlify", "cloudflare", "apache", "vercel", "github-pages"]


@dataclass(frozen=True, slots=True, eq=False)
class SourceMap:
    """Where each key of a source file stands: (line, column) by path of keys, both from 1.

    All are equal: a person is the same wherever it is written.

    `places` may be what finds them, since most are never asked for. `digest` changes with the
    file; it is empty for what was made in Python.
    """

    file: str = ""
    places: Mapping[Key, Place] | Callable[[], Mapping[Key, Place]] = field(default_factory=dict)
    digest: str = ""

    def __eq__(self, other: object) -> bool:
        return isinstance(other, SourceMap)

    def __hash__(self) -> int:
        return 0

    def find(self, *key: str | int) -> Place:
        """Return the place of a key, or of the nearest key around it that is written."""
        places = self.places() if callable(self.places) else self.places
        while key and key not in places:
            key = key[:-1]
        return places.get(key, (1, 1))


def _checked(type_name: str) -> Callable[[str], str]:
    check = TYPES[type_name]

    def validate(text: str) -> str:
        for fault in check(text):
            if fault.severity == "error":
                raise PydanticCustomError(
                    fault.rule.replace("-", "_"), "{says}", {"says": fault.says}
                )
        return text.strip()

    return validate


FLAGS = {"true": True, "yes": True, "false": False, "no": False}


def _parse_flag(value: object) -> object:
    if isinstance(value, str) and value.strip().lower() in FLAGS:
        return FLAGS[value.strip().lower()]
    if isinstance(value, bool):
        return value
    raise PydanticCustomError("bad_boolean", "expected true or false")


def _check_feed_name(name: str) -> str:
    if name == "feed" or not _FEED_NAME.fullmatch(name):
        raise PydanticCustomError(
            "bad_feed_name", "expected lower-case letters, digits and hyphens, and not feed"
        )
    if len(name) > MAX_NAME:
        raise PydanticCustomError("bad_feed_name", f"expected at most {MAX_NAME} characters")
    return name


def _parse_seconds(value: object) -> object:
    if isinstance(value, str):
        try:
            return parse_duration(value.strip())
        except ValueError:
            raise PydanticCustomError(
                "bad_duration", "expected seconds or H:MM:SS, e.g. 52:10"
            ) from None
    return value


Text = Annotated[str, Field(min_length=1)]
Url = Annotated[str, AfterValidator(_checked("http-url"))]
AnyUrl = Annotated[str, AfterValidator(_checked("url"))]
Email = Annotated[str, AfterValidator(_checked("email"))]
Language = Annotated[str, AfterValidator(_checked("language"))]
MediaType = Annotated[str, AfterValidator(_checked("media-type"))]
Uuid = Annotated[str, AfterValidator(_checked("uuid"))]
Flag = Annotated[bool, BeforeValidator(_parse_flag)]
FeedName = Annotated[str, AfterValidator(_check_feed_name)]
Pixels = Annotated[int, Field(ge=16, le=3000)]
EpisodeType = Literal["full", "trailer", "bonus"]
Seconds = Annotated[int, BeforeValidator(_parse_seconds), Field(ge=0)]
CategoryPath = Annotated[Category, BeforeValidator(parse_category)]


@dataclass(frozen=True, slots=True)
class OrText:
    """Marks a field that may also be written as one text, for editors that read JSON Schema."""

    description: str

    def __get_pydantic_json_schema__(
        self, core: CoreSchema, handler: GetJsonSchemaHandler
    ) -> JsonSchemaValue:
        return {"anyOf": [{"type": "string", "description": self.description}, handler(core)]}


def _check_picture(name: str) -> str:
    """Accept the URL of a picture, and any name of a file; whether it is there is seen later."""
    return _checked("http-url")(name) if "://" in name else name


def _file_or_url(value: object) -> object:
    """Read `033.mp3` as {file: 033.mp3} and `https://…` as {url: …}."""
    if isinstance(value, str):
        return {"url" if "://" in value else "file": value}
    return value


def _find_person(value: object, info: ValidationInfo) -> object:
    """Read a short name as the person of that name in people.yaml."""
    if not isinstance(value, str):
        return value
    people: Mapping[str, Person] = (info.context or {}).get("people", {})
    if value in people:
        return people[value]
    near = closest(value, list(people))
    hint = f"; did you mean {near}?" if near else "; write {name: …} or add it to people.yaml"
    raise PydanticCustomError(
        "unknown_person", "no person of that short name stands in people.yaml{hint}", {"hint": hint}
    )


def _as_list(value: object) -> object:
    return value if isinstance(value, (list, tuple)) or value is None else [value]


def _check_prefix(text: str) -> str:
    names = list(load_list("analytics-prefixes"))
    if "://" not in text:
        if text in names:
            return text
        near = closest(text, names)
        known = f"a prefix such as https://example.com/t/, or one of {', '.join(names)}"
        hint = f'did you mean "{near}"?' if near else f"expected {known}"
        raise PydanticCustomError("unknown_prefix", "{hint}", {"hint": hint})
    text = _checked("http-url")(text)
    if not text.endswith("/") or "?" in text or "#" in text:
        raise PydanticCustomError("bad_prefix", "expected a URL that ends with /, without ? or #")
    return text


def _form_of_footer(value: object) -> str:
    if isinstance(value, Mapping):
        return "[mapping]"
    flag = isinstance(value, bool) or (isinstance(value, str) and value.lower() in FLAGS)
    return "[flag]" if flag else "[list]"


def _check_xml(text: str) -> str:
    from feedtool.show.foreign import parse_fragment  # noqa: PLC0415 - lxml, 27 ms, rarely needed

    try:
        parse_fragment(text)
    except ValueError as why:
        raise PydanticCustomError("bad_xml", "{says}", {"says": str(why)}) from None
    return text


Urls = Annotated[tuple[Url, ...], BeforeValidator(_as_list), OrText("a URL")]
Prefix = Annotated[str, AfterValidator(_check_prefix)]
Prefixes = Annotated[
    tuple[Prefix, ...], BeforeValidator(_as_list), OrText("a known service, or a URL")
]
Picture = Annotated[str, Field(min_length=1), AfterValidator(_check_picture)]
FooterSection = Literal["guests", "links", "transcript", "funding"]
# The tags stand in brackets, by which `explaining` knows that they are no keys of the file.
Footer = Annotated[
    Annotated[list[FooterSection], BeforeValidator(_as_list), Tag("[list]")]
    | Annotated[dict[FooterSection, Text], Tag("[mapping]")]
    | Annotated[Flag, Tag("[flag]")],
    Discriminator(_form_of_footer),
]
DescriptionFormat = Literal["plain", "html"]
Xml = Annotated[str, AfterValidator(_check_xml)]
Extra = Annotated[tuple[Xml, ...], BeforeValidator(_as_list)]


class Matter(BaseModel):
    """What every model here shares: unknown keys are errors, nothing changes after reading."""

    # Validators are made when first used, which saves a third of the time that this module takes.
    model_config = ConfigDict(extra="forbid", frozen=True, defer_build=True)


class FileMatter(Matter):
    """The keys of a whole file, which know where they stand."""

    _source: SourceMap = PrivateAttr(default_factory=SourceMap)

    @property
    def source(self) -> SourceMap:
        """Where the keys stand; empty for a model that was made in Python."""
        return self._source


class Person(FileMatter):
    """Somebody in a show. `role` is what the person does in life (CPO), not the part in the show.

    `picture` is a file of the show's folder or a URL.
    """

    name: Text
    role: Text | None = None
    organization: Text | None = None
    url: AnyUrl | None = None
    picture: Picture | None = None
    bio: str | None = None


class Owner(Matter):
    """Whom directories write to."""

    name: Text | None = None
    email: Email


class Funding(Matter):
    """A page where listeners can give money."""

    url: Url
    text: Text


class Audio(Matter):
    """The audio of an episode: a local `file`, or a `url` with the facts about it.

    `length` counts bytes, `duration` seconds.
    """

    file: Text | None = None
    url: Url | None = None
    length: Annotated[int, Field(ge=1)] | None = None
    type: MediaType | None = None
    duration: Seconds | None = None


class Transcript(Matter):
    """A transcript: a `file` of the show's folder, or a `url` that is published as it stands.

    `language` is the show's where a file does not give it; `type` and `rel` go with a URL.
    """

    file: Text | None = None
    url: Url | None = None
    type: MediaType | None = None
    language: Language | None = None
    rel: Text | None = None


class Chapters(Matter):
    """Chapters: a JSON `file` of the show's folder, published beside the feed, or a `url`."""

    file: Text | None = None
    url: Url | None = None


PersonRef = Annotated[Person, BeforeValidator(_find_person), OrText("a short name of people.yaml")]
People = Annotated[list[PersonRef], BeforeValidator(_as_list)]
Crew = dict[Annotated[str, AfterValidator(check_role)], People]
AudioRef = Annotated[Audio, BeforeValidator(_file_or_url), OrText("a file under audio/, or a URL")]
TranscriptRef = Annotated[Transcript, BeforeValidator(_file_or_url), OrText("a file, or a URL")]
ChaptersRef = Annotated[Chapters, BeforeValidator(_file_or_url), OrText("a JSON file, or a URL")]


def _as_lists(value: object) -> object:
    """Read `{seasons: 1}` as `{seasons: [1]}`."""
    if isinstance(value, dict):
        return {key: _as_list(one) for key, one in value.items()}
    return value


class Choice(Matter):
    """Which episodes a feed has: those that agree with each key that is given.

    `tags` are those of the episodes, `languages` take in their regions: `pt` also `pt-BR`.
    """

    seasons: list[Annotated[int, Field(ge=1)]] = []
    types: list[EpisodeType] = []
    languages: list[Language] = []
    tags: list[Text] = []


ChoiceOf = Annotated[Choice, BeforeValidator(_as_lists)]


class ShowMatter(FileMatter):
    """The keys of show.yaml that each of the show's feeds may have otherwise."""

    title: Text
    link: AnyUrl
    feed_url: Url
    description: Text
    language: Language
    categories: Annotated[list[CategoryPath], BeforeValidator(_as_list), Field(min_length=1)]
    artwork: Text
    owner: Owner
    base_url: Url | None = None
    media_url: Url | None = None
    timezone: TimezoneName | None = None
    author: Text | None = None
    hosts: list[PersonRef] = []
    cohosts: list[PersonRef] = []
    crew: Crew = {}
    description_format: DescriptionFormat | None = None
    footer: Footer = True
    footer_text: Text | None = None
    explicit: Flag = False
    type: Literal["episodic", "serial"] = "episodic"
    copyright: Text | None = None
    funding: list[Funding] = []
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
    seasons: dict[Annotated[int, Field(ge=1)], Text] = {}
    artwork_alt: Text | None = None
    artwork_sizes: Annotated[list[Pixels], BeforeValidator(_as_list)] = []
    media_dirs: Annotated[list[Text], BeforeValidator(_as_list)] = []
    only: ChoiceOf | None = None
    without: ChoiceOf | None = None
    limit: Annotated[int, Field(ge=1)] | None = None
    older: Literal["drop", "pages", "archives"] = "drop"
    extra: Extra = ()


class ShowFile(ShowMatter):
    """All keys of show.yaml; `feeds` holds, by name, the keys that another feed has otherwise."""

    feeds: dict[FeedName, dict[str, Any]] = {}


class EpisodeMatter(FileMatter):
    """The keys of an episode's front matter."""

    title: Text
    published: Moment
    audio: AudioRef
    number: Annotated[int, Field(ge=1)] | None = None
    season: Annotated[int, Field(ge=1)] | None = None
    guests: list[PersonRef] = []
    hosts: list[PersonRef] | None = None
    cohosts: list[PersonRef] | None = None
    crew: Crew | None = None
    description_format: DescriptionFormat | None = None
    footer: Footer | None = None
    footer_text: Text | None = None
    summary: Text | None = None
    link: AnyUrl | None = None
    transcript: Annotated[list[TranscriptRef], BeforeValidator(_as_list)] = []
    chapters: ChaptersRef | None = None
    artwork: Text | None = None
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


def _make_slug(data: dict[str, Any]) -> str:
    return episode_name(data.get("number"), str(data.get("title", "")))


class Episode(EpisodeMatter):
    """One episode: its front matter, the show notes (Markdown) and the name of its file.

    `elements` holds the keys that stand for one element each (`show.elements`). An episode that is
    made in Python takes its `slug` from number and title.
    """

    slug: str = Field(default_factory=_make_slug)
    notes: str = ""
    elements: Mapping[str, Any] = {}


@dataclass(frozen=True, slots=True)
class Draft:
    """An episode that is not to be published yet; it may still lack date and audio."""

    slug: str
    title: str
    number: int | None = None
    season: int | None = None


class Show(ShowMatter):
    """A show with its episodes, and the folder that its file names start from.

    Without a folder it can name no files, and is built without writing any.
    `elements` holds the keys that stand for one element each (`show.elements`), `people` those of
    people.yaml by their short names. `feeds` are the other feeds of the show by name, each a show
    whose keys differ; all have the same episodes, of which each chooses by `only` and `without`.
    """

    folder: Path | None = None
    episodes: list[Episode] = []
    drafts: list[Draft] = []
    people: Mapping[str, Person] = {}
    elements: Mapping[str, Any] = {}
    feeds: Mapping[str, "Show"] = {}

    def name_file(self, name: str) -> str:
        """Return a file of the show as messages name it."""
        return name if self.folder is None else f"{self.folder.as_posix()}/{name}"
