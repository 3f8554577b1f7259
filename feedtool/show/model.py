"""A show and its episodes, as their author writes them: what keys there are and what they may hold.

The models with `Matter` in their name are the files (show.yaml, a people.yaml entry, the front
matter of an episode); `Show` and `Episode` add what the files around them tell. Values are checked
by the same functions as in a feed (`validator.values`).
"""

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
from feedtool.validator.quantities import parse_duration
from feedtool.validator.values import TYPES, closest

Key = tuple[str | int, ...]


@dataclass(frozen=True, slots=True)
class SourceMap:
    """Where each key of a source file stands: (line, column) by path of keys, both from 1."""

    file: str = ""
    places: Mapping[Key, tuple[int, int]] = field(default_factory=dict)

    def find(self, *key: str | int) -> tuple[int, int]:
        """Return the place of a key, or of the nearest key around it that is written."""
        while key and key not in self.places:
            key = key[:-1]
        return self.places.get(key, (1, 1))


def _checked(type_name: str) -> Callable[[str], str]:
    check = TYPES[type_name]

    def validate(text: str) -> str:
        for fault in check(text):
            if fault.severity == "error":
                raise PydanticCustomError(
                    fault.rule.replace("-", "_"), "{says}", {"says": fault.says}
                )
        return text

    return validate


_FLAGS = {"true": True, "yes": True, "false": False, "no": False}


def _parse_flag(value: object) -> object:
    if isinstance(value, str) and value.strip().lower() in _FLAGS:
        return _FLAGS[value.strip().lower()]
    if isinstance(value, bool):
        return value
    raise PydanticCustomError("bad_boolean", "expected true or false")


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
    return value if isinstance(value, list) or value is None else [value]


def _form_of_footer(value: object) -> str:
    if isinstance(value, Mapping):
        return "[mapping]"
    flag = isinstance(value, bool) or (isinstance(value, str) and value.lower() in _FLAGS)
    return "[flag]" if flag else "[list]"


def _check_xml(text: str) -> str:
    from feedtool.show.foreign import parse_fragment  # noqa: PLC0415 - lxml, 27 ms, rarely needed

    try:
        parse_fragment(text)
    except ValueError as why:
        raise PydanticCustomError("bad_xml", "{says}", {"says": str(why)}) from None
    return text


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

    model_config = ConfigDict(extra="forbid", frozen=True)

    _source: SourceMap = PrivateAttr(default_factory=SourceMap)

    @property
    def source(self) -> SourceMap:
        """Where the keys stand; empty for a model that was made in Python."""
        return self._source


class Person(Matter):
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
    """A transcript file of the show's folder; `language` is the show's where it is not given."""

    file: Text
    language: Language | None = None


class Chapters(Matter):
    """Chapters: a JSON `file` of the show's folder, published beside the feed, or a `url`."""

    file: Text | None = None
    url: Url | None = None


PersonRef = Annotated[Person, BeforeValidator(_find_person), OrText("a short name of people.yaml")]
People = Annotated[list[PersonRef], BeforeValidator(_as_list)]
Crew = dict[Annotated[str, AfterValidator(check_role)], People]
AudioRef = Annotated[Audio, BeforeValidator(_file_or_url), OrText("a file under audio/, or a URL")]
TranscriptRef = Annotated[Transcript, BeforeValidator(_file_or_url), OrText("a file of the show")]
ChaptersRef = Annotated[Chapters, BeforeValidator(_file_or_url), OrText("a JSON file, or a URL")]


class ShowMatter(Matter):
    """The keys of show.yaml."""

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
    new_feed_url: Url | None = None
    complete: Flag = False
    block: Flag = False
    verify: Text | None = None
    podcast_guid: Uuid | None = None
    seasons: dict[Annotated[int, Field(ge=1)], Text] = {}
    extra: Extra = ()


class EpisodeMatter(Matter):
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
    type: Literal["full", "trailer", "bonus"] = "full"
    block: Flag = False
    guid: Text | None = None
    draft: Flag = False
    number_display: Text | None = None
    extra: Extra = ()


class Episode(EpisodeMatter):
    """One episode: its front matter, the show notes (Markdown) and the name of its file.

    `elements` holds the keys that stand for one element each (`show.elements`).
    """

    slug: str
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
    """A show with its episodes, oldest first, and the folder that its file names start from.

    `elements` holds the keys that stand for one element each (`show.elements`), `people` those of
    people.yaml by their short names.
    """

    folder: Path
    episodes: list[Episode] = []
    drafts: list[Draft] = []
    people: Mapping[str, Person] = {}
    elements: Mapping[str, Any] = {}
