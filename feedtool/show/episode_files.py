"""The audio, transcripts and chapters of an episode, as its author names them."""

from functools import cache
from typing import Annotated, cast

from pydantic import (
    BeforeValidator,
    Discriminator,
    Field,
    PrivateAttr,
    Tag,
    TypeAdapter,
    ValidatorFunctionWrapHandler,
    WrapValidator,
)
from pydantic_core import PydanticCustomError

from feedtool.show.matter import Matter
from feedtool.show.scalars import format_scalar
from feedtool.show.value_types import (
    AnyUrl,
    Bytes,
    Flag,
    Geo,
    Language,
    MediaType,
    Offset,
    Osm,
    Picture,
    Seconds,
    Text,
    Url,
    file_or_url,
)
from feedtool.values.times import parse_time

# What `chapters` has for the lines of the episode's own notes.
FROM_NOTES = "notes"


class Audio(Matter):
    """The audio of an episode: a local `file`, or a `url` with the facts about it.

    `length` counts bytes, `duration` seconds; 0 says that nobody knows it, as of a stream.
    """

    file: Text | None = None
    url: Url | None = None
    length: Bytes | None = None
    type: MediaType | None = None
    duration: Seconds | None = None
    _others: "tuple[Audio, ...]" = PrivateAttr(())

    @property
    def others(self) -> "tuple[Audio, ...]":
        """The same audio in other formats: what follows in the list under `audio`."""
        return self._others


class Transcript(Matter):
    """A transcript: a `file` of the show's folder, or a `url` that is published as it stands.

    `language` is the show's where a file does not give it; `type` goes with a URL. `speakers` are
    the names, or the short names of people.yaml, of the speakers that a file names otherwise.
    """

    file: Text | None = None
    url: Url | None = None
    type: MediaType | None = None
    language: Language | None = None
    rel: Text | None = None
    speakers: dict[Text, Text] = Field(default_factory=dict)


def _refuse_text(value: object) -> object:
    """Say how the line of a chapter, such as `0:00 Intro`, is written as keys."""
    if not isinstance(value, str):
        return value
    start, _, title = value.strip().partition(" ")
    is_time = parse_time(start) is not None and title.strip() != ""
    right = f"start: {start}, title: {format_scalar(title.strip()[:40])}"
    says = f"expected {{{right}}}" if is_time else "expected {start: 0:00, title: Intro}"
    raise PydanticCustomError("bad_value", "{says}", {"says": says})


class Location(Matter):
    """A place that a chapter is about; `osm` is its number in OpenStreetMap."""

    name: Text
    geo: Geo | None = None
    osm: Osm | None = None


class Chapter(Matter):
    """A chapter that stands in the front matter; `start` and `end` count seconds.

    `image` is a file of the show's folder or a URL. With `toc: false` the chapter is in no list: it
    shows its picture or link, and needs no title.
    """

    start: Offset
    title: Text | None = None
    url: AnyUrl | None = None
    image: Picture | None = None
    end: Offset | None = None
    toc: Flag = True
    location: Location | None = None


class Chapters(Matter):
    """Chapters: a `file` of the show's folder in any form, or a `url` of JSON chapters.

    The file `notes` stands for the lines of the episode's own notes.
    """

    file: Text | None = None
    url: Url | None = None


OneAudio = Annotated[Audio, BeforeValidator(file_or_url)]


@cache
def _list_of_audio() -> TypeAdapter[list[Audio]]:
    return TypeAdapter(list[OneAudio])


def _read_audio(value: object, read: ValidatorFunctionWrapHandler) -> Audio:
    """Read a list as its first audio, which keeps the others."""
    if not isinstance(value, list):
        return cast("Audio", read(value))
    found = _list_of_audio().validate_python(value)
    if not found:
        raise PydanticCustomError("bad_value", "expected a file or a URL, not an empty list")
    # Audio that was made in Python may be in other lists.
    first = found[0].model_copy()
    first._others = tuple(found[1:])
    return first


AudioRef = Annotated[Audio, BeforeValidator(file_or_url), WrapValidator(_read_audio)]
TranscriptRef = Annotated[Transcript, BeforeValidator(file_or_url)]
ChaptersRef = Annotated[
    Annotated[Chapters, BeforeValidator(file_or_url), Tag("[file]")]
    | Annotated[list[Annotated[Chapter, BeforeValidator(_refuse_text)]], Tag("[list]")],
    Discriminator(lambda value: "[list]" if isinstance(value, list) else "[file]"),
]
