"""JSON Schemas of the keys that are fields of a model: what the build reads by their types."""

from collections.abc import Iterator
from types import NoneType, UnionType
from typing import Annotated, Any, Literal, Union, get_args, get_origin, get_type_hints

from pydantic import BeforeValidator

from feedtool.show import episode_files, person, value_types
from feedtool.show.ignores import Ignores
from feedtool.show.keys import FLAGS
from feedtool.show.matter import Matter
from feedtool.show.model import (
    WHOLE_SHOW,
    Choice,
    ChoiceOf,
    EpisodeMatter,
    Funding,
    LiveItem,
    LiveItems,
    Owner,
    ShowFile,
    live_keys,
)
from feedtool.show.moments import Moment, Period, TimezoneName
from feedtool.show.roles import role_keys
from feedtool.show.schema_values import (
    Schema,
    ending_pattern,
    keys_schema,
    one_or_list,
    ref,
    url_ending_pattern,
    whole,
)
from feedtool.values.value_type import any_case
from feedtool.vocabulary import load_list

# The definition of each type that has a name.
_NAMED: tuple[tuple[Any, str], ...] = (
    (value_types.Text, "text"),
    (value_types.LongText, "text"),
    (value_types.LongTextOrNothing, "textOrNothing"),
    (value_types.Notes, "notes"),
    (value_types.Number, "number"),
    (value_types.EpisodeNumber, "episodeNumber"),
    (value_types.TranscriptFormats, "transcriptFormats"),
    (value_types.Bytes, "bytes"),
    (value_types.AudioFormat, "audioFormat"),
    (value_types.Pixels, "pixels"),
    (value_types.Url, "url"),
    (value_types.AnyUrl, "webAddress"),
    (value_types.FolderUrl, "folderUrl"),
    (value_types.Prefix, "urlStart"),
    (value_types.Email, "email"),
    (value_types.Language, "language"),
    (value_types.MediaType, "mediaType"),
    (value_types.Uuid, "uuid"),
    (value_types.Geo, "type:geo"),
    (value_types.Osm, "type:osm"),
    (value_types.Flag, "flag"),
    (value_types.Seconds, "seconds"),
    (value_types.Offset, "offset"),
    (value_types.CategoryPath, "category"),
    (value_types.Picture, "picture"),
    (value_types.Footer, "footer"),
    (value_types.Xml, "xml"),
    (value_types.Seasons, "seasons"),
    (Ignores, "ignores"),
    (Moment, "date"),
    (TimezoneName, "timezone"),
    (str, "textOrNothing"),
    (person.PersonRef, "personOrName"),
    (person.Crew, "crew"),
    (episode_files.AudioRef, "audio"),
    (episode_files.TranscriptRef, "transcript"),
    (episode_files.ChaptersRef, "chapters"),
    (ChoiceOf, "choice"),
    (episode_files.Location, "chapterPlace"),
    (Funding, "funding"),
    (Owner, "owner"),
    (LiveItem, "liveItem"),
    (LiveItems, "liveItems"),
    (person.People, "people"),
    (person.PeopleOfShow, "peopleOfShow"),
    (person.CrewOfShow, "crewOfShow"),
    (Period, "period"),
)
_FILE = r"(?![\s\S]*://)[\s\S]*[^/]"
# Under which names the records of keys describe the keys of each model.
_GROUPS: dict[type[Matter], tuple[str, ...]] = {
    ShowFile: ("show",),
    EpisodeMatter: ("episode",),
    LiveItem: ("live item", "episode"),
    person.Person: ("person",),
    person.Stint: ("person in a show", "person"),
    Owner: ("owner",),
    Funding: ("funding",),
    Choice: ("choice",),
    episode_files.Audio: ("audio",),
    episode_files.Transcript: ("transcript",),
    episode_files.Chapters: ("chapters",),
    episode_files.Chapter: ("chapter",),
    episode_files.Location: ("chapter location",),
}


def show_properties() -> Schema:
    """Return the keys of show.yaml; those of other feeds are these keys again."""
    properties = _properties(ShowFile, [one for one in ShowFile.model_fields if one != "feeds"])
    feeds = {
        "type": "object",
        "maxProperties": 100,
        "propertyNames": ref("feedName"),
        "additionalProperties": ref("feed"),
    }
    return {**properties, "feeds": {**feeds, **_words(ShowFile, "feeds")}}


def episode_properties() -> Schema:
    """Return the keys of the front matter of an episode."""
    return _properties(EpisodeMatter, list(EpisodeMatter.model_fields))


def live_properties() -> Schema:
    """Return the keys of a live item that are fields of its model."""
    return _properties(LiveItem, [one for one in LiveItem.model_fields if one in live_keys()])


def required_keys(model: type[Matter]) -> list[str]:
    """Return the keys that a model cannot do without."""
    return [name for name, one in model.model_fields.items() if one.is_required()]


def feed_definition(properties: Schema) -> Schema:
    """Return the keys of another feed of a show: those of the show but for what all feeds share."""
    own = [key for key in properties if key != "feeds" and key not in WHOLE_SHOW]
    return {
        "description": "The keys of the show whose values differ in this feed.",
        **keys_schema({key: {"$ref": f"#/properties/{key}"} for key in own}, []),
    }


def model_definitions() -> dict[str, Schema]:
    """Return the definitions of values that have keys of their own, by name."""
    return {
        "person": _whole(person.Person, "A person."),
        "personOrName": {
            "anyOf": [
                {**ref("text"), "description": "A short name of people.yaml."},
                ref("person"),
            ]
        },
        "people": one_or_list(ref("personOrName")),
        "crew": _crew("people"),
        "roleName": _role_name(),
        "personInShow": {
            "anyOf": [
                {**ref("text"), "description": "A short name of people.yaml."},
                _person_in_show(),
            ]
        },
        "peopleOfShow": one_or_list(ref("personInShow")),
        "crewOfShow": _crew("peopleOfShow"),
        "owner": _whole(Owner, "The person to whom directories write."),
        "funding": _whole(Funding, "A page where listeners can give money."),
        "choice": _choice(),
        "ignores": {
            "type": "object",
            "propertyNames": {"pattern": whole(r"[a-z0-9*][a-z0-9*-]*")},
            "additionalProperties": ref("text"),
        },
        "seasons": {
            "type": "object",
            "propertyNames": {"pattern": whole(r"\s*\+?0*[1-9][0-9]*(?:_[0-9]+)*\s*")},
            "additionalProperties": ref("text"),
        },
        "footer": _footer(),
        "oneAudio": _one_audio(),
        "audio": one_or_list(ref("oneAudio"), 1),
        "transcript": _transcript(),
        "transcriptUrl": {
            "type": "string",
            "pattern": whole(url_ending_pattern(list(load_list("transcript-endings")))),
        },
        "transcriptFormats": one_or_list({"enum": list(get_args(value_types.TranscriptFormat))}, 1),
        "chapter": _chapter(),
        "chapterPlace": _whole(episode_files.Location, "A place that a chapter is about."),
        "chapters": _chapters(),
        "liveItems": one_or_list(ref("liveItem")),
    }


def _whole(model: type[Matter], doc: str) -> Schema:
    properties = _properties(model, list(model.model_fields))
    return {"description": doc, **keys_schema(properties, required_keys(model))}


def _properties(model: type[Matter], names: list[str]) -> Schema:
    """Return the schema of each key of a model, with the words for the author."""
    types = get_type_hints(model, include_extras=True)
    return {name: {**_schema_of(types[name]), **_words(model, name)} for name in names}


def _words(model: type[Matter], name: str) -> Schema:
    """Return what a key means, examples of its value, and its default."""
    records = load_list("show-keys")
    record = next(records[one][name] for one in _GROUPS[model] if name in records[one])
    words = {"description": record["doc"], "examples": record["examples"]}
    default = model.model_fields[name].default
    return {**words, "default": default} if isinstance(default, str | bool) else words


def _schema_of(annotation: Any) -> Schema:
    """Return the schema of a type that a model names."""
    for named, name in _NAMED:
        if annotation == named:
            return ref(name)
    inner = [one for one in get_args(annotation) if one is not NoneType]
    origin = get_origin(annotation)
    if origin in (Union, UnionType):
        return _schema_of(inner[0])
    if origin is Literal:
        return {"enum": inner}
    if origin is Annotated and BeforeValidator(value_types.as_list) in inner:
        least = 1 if annotation == value_types.Categories else 0
        return one_or_list(_schema_of(get_args(inner[0])[0]), least)
    if origin is dict:
        return {"type": "object", "additionalProperties": _schema_of(inner[1])}
    raise TypeError(f"no JSON Schema is known for {annotation}")


def _person_in_show() -> Schema:
    """Return the keys of a person in show.yaml, who has a name or is one of people.yaml."""
    properties = _properties(person.Stint, list(person.Stint.model_fields))
    properties["name"].pop("default")
    return {
        "description": "A person, who may have this part for a time.",
        **keys_schema(properties, []),
        "anyOf": [{"required": ["name"]}, {"required": ["person"]}],
    }


def _crew(people: str) -> Schema:
    """Return the roles of the taxonomy."""
    return {
        "type": "object",
        "properties": {role: ref(people) for role in role_keys()},
        "propertyNames": ref("roleName"),
        "additionalProperties": ref(people),
    }


def _role_name() -> Schema:
    """Return the names of roles; capital and small letters, and blanks, do not matter."""
    spaced = any_case(role_keys()).replace(" ", r"\s+").replace(r"\-", "-")
    return {"pattern": whole(rf"\s*{spaced}\s*")}


def _choice() -> Schema:
    types = get_type_hints(Choice, include_extras=True)
    return {
        "description": "Which episodes: those that agree with each key that is given.",
        **keys_schema(
            {
                key: {**one_or_list(_schema_of(get_args(one)[0])), **_words(Choice, key)}
                for key, one in types.items()
            },
            [],
        ),
    }


def _footer() -> Schema:
    sections = list(get_args(value_types.FooterSection))
    labels = {one: {**ref("text"), "description": f"The label of {one}."} for one in sections}
    return {"anyOf": [ref("flag"), one_or_list({"enum": sections}), keys_schema(labels, [])]}


def _one_audio() -> Schema:
    keys = _properties(episode_files.Audio, list(episode_files.Audio.model_fields))
    file = {**ref("picture"), "description": "A file under audio/, or a URL."}
    own = {"file", "type", "duration"}, {"url", "length", "type", "duration"}
    return {"anyOf": [file, *_file_or_url(keys, *own)]}


def _file_or_url(keys: Schema, of_file: set[str], of_url: set[str]) -> Iterator[Schema]:
    """Yield the keys of what is either a file or a URL."""
    for name, own in (("file", of_file), ("url", of_url)):
        yield keys_schema({key: one for key, one in keys.items() if key in own}, [name])


def _transcript() -> Schema:
    """Return the forms of a transcript; the ending of a URL must show its type, or `type`."""
    endings = list(load_list("transcript-endings"))
    keys = _properties(episode_files.Transcript, list(episode_files.Transcript.model_fields))
    both = {"type", "language", "rel"}
    file, url = _file_or_url(keys, {"file", "speakers", *both}, {"url", *both})
    file["properties"] |= {"file": {**keys["file"], "pattern": whole(_FILE)}}
    named = {"properties": {"file": {"pattern": whole(ending_pattern(endings))}}}
    return {
        "anyOf": [
            {
                "anyOf": [{"type": "string", "pattern": whole(_FILE)}, ref("transcriptUrl")],
                "description": "A file of the show's folder, or a URL.",
            },
            {**file, "if": named, "then": {"not": {"required": ["type"]}}},
            {
                **url,
                "if": {"properties": {"url": ref("transcriptUrl")}},
                "else": {"required": ["type"]},
            },
        ]
    }


def _chapter() -> Schema:
    """Return the keys of a chapter, which has a title unless it is in no list."""
    hidden = {"required": ["toc"], "properties": {"toc": {"not": is_yes()}}}
    return {
        **_whole(episode_files.Chapter, "A chapter."),
        "if": hidden,
        "else": {"required": ["title"]},
    }


def _chapters() -> Schema:
    keys = _properties(episode_files.Chapters, list(episode_files.Chapters.model_fields))
    file, url = _file_or_url(keys, {"file"}, {"url"})
    file["properties"] |= {"file": {**keys["file"], "pattern": whole(_FILE)}}
    return {
        "anyOf": [
            {
                **ref("picture"),
                "description": "A file of chapters in the show's folder, a URL, or notes.",
            },
            file,
            url,
            {"type": "array", "items": ref("chapter")},
        ]
    }


def is_yes() -> Schema:
    """Return the schema of a flag that says yes."""
    said = [word for word, yes in FLAGS.items() if yes]
    return {
        "anyOf": [{"const": True}, {"type": "string", "pattern": whole(rf"\s*{any_case(said)}\s*")}]
    }
