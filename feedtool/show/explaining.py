"""What pydantic refuses, explained in the words of a source file and at its place."""

import re
from collections.abc import Iterator
from typing import Any, NamedTuple, get_args

from pydantic import BaseModel, ValidationError
from pydantic_core.core_schema import ErrorType

from feedtool.findings.place import LineColumn
from feedtool.findings.suggestions import closest, letters_of
from feedtool.findings.wording import cut
from feedtool.show.elements import suggest_key
from feedtool.show.key_path import KeyPath
from feedtool.show.keys import keys_of
from feedtool.show.person import Person, Stint
from feedtool.show.yaml_source import YamlSource
from feedtool.values.registry import find_type


class Explained(NamedTuple):
    """A fault: rule, message and place, and what belongs in place of the key or the value."""

    rule: str
    message: str
    place: LineColumn
    instead: str | None = None
    doubtful: bool = False


_NAMES = {"ShowMatter": "a show", "ShowFile": "a show", "Choice": "a choice of episodes",
          "EpisodeMatter": "an episode", "Person": "a person",
          "TimedPerson": "a person", "Stint": "a person",
          "Owner": "an owner", "Audio": "audio", "Transcript": "a transcript",
          "Chapters": "chapters", "Chapter": "a chapter", "Funding": "funding",
          "LiveItem": "a live item"}  # fmt: skip
HINTS = {
    "title": "add the name",
    "link": "add the URL of the show's web page",
    "feed_url": "add the URL where feed.xml will be served",
    "description": "add a text about the show",
    "language": "add the language that is spoken, e.g. en or pt-BR",
    "categories": "add Apple's categories, e.g. [Technology]",
    "artwork": "add a square JPEG or PNG of 1400 to 3000 pixels, a file or its URL",
    "owner": "add the owner's e-mail: {email: …}",
    "email": "add the address to which directories write",
    "published": "add the date, e.g. 2022-06-01T06:00:00+02:00",
    "audio": "add a file under audio/, or {url: …, length: …, duration: …}",
    "name": "add the person's name",
    "url": "add the URL",
    "text": "add the text of the link",
    "file": "add the name of the file",
    "status": "add pending, live or ended",
    "start": "add when it begins, e.g. 2022-06-01T20:00",
}
# How other tools, feeds and people name our keys.
_SYNONYMS = {
    **dict.fromkeys(("date", "pubdate", "pub_date", "publish_date"), ("published",)),
    **dict.fromkeys(("description", "subtitle", "excerpt"), ("summary", "description")),
    **dict.fromkeys(("image", "cover", "logo", "thumbnail"), ("artwork",)),
    **dict.fromkeys(("enclosure", "mp3", "file"), ("audio",)),
    **dict.fromkeys(("url", "website", "homepage"), ("link",)),
    **dict.fromkeys(("episode", "episode_number"), ("number",)),
    **dict.fromkeys(("name",), ("title",)),
    **dict.fromkeys(("category",), ("categories",)),
    **dict.fromkeys(("keywords",), ("tags",)),
    **dict.fromkeys(("host", "presenter"), ("hosts",)),
    **dict.fromkeys(("guest", "speakers"), ("guests",)),
    **dict.fromkeys(("rss", "feed"), ("feed_url",)),
    **dict.fromkeys(("lang",), ("language",)),
    **dict.fromkeys(("from", "begin", "after"), ("since",)),
    **dict.fromkeys(("to", "till", "end", "before"), ("until",)),
}
_CHAPTER_HINTS = {"start": "add when it starts, e.g. 1:13", "title": "add what it is about"}
_TIMES = Stint.model_fields.keys() - Person.model_fields.keys()
_TIME_HINT = "people have times in show.yaml, e.g. hosts: [{person: mira, until: 2024-05}]"
_NUMBER = "expected a whole number"
_KEYS = "expected keys with values, e.g. {{name: …}}"
# By pydantic's name of a fault; faults that we raise have our own words.
_WORDS = {
    "string_type": "expected some text",
    "string_too_short": "expected some text",
    "int_parsing": _NUMBER,
    "int_type": _NUMBER,
    "int_parsing_size": "expected a smaller number",
    "greater_than_equal": "expected a number from {ge}",
    "less_than_equal": "expected a number up to {le}",
    "literal_error": "expected {expected}",
    "list_type": "expected a list",
    "too_short": "expected a list with at least one value",
    "dict_type": _KEYS,
    "model_type": _KEYS,
}
_PYDANTICS = frozenset(get_args(ErrorType))
# Keys that a draft may lack, though a published episode needs them.
DRAFT_MAY_LACK = {"published", "audio"}


def explain(
    error: ValidationError, model: type[BaseModel], source: YamlSource, *, draft: bool
) -> Iterator[Explained]:
    """Yield each thing that is wrong."""
    faults = error.errors(include_url=False)
    meant = {
        (*path[:-1], _meant(path, model))
        for fault in faults
        if fault["type"] == "extra_forbidden" and (path := _path_of(fault))
    }
    for fault in faults:
        path = _path_of(fault)
        kind = fault["type"]
        if kind == "missing" and path in meant:
            continue  # the key is there but misspelt, which is reported
        if kind == "missing":
            if draft and path[-1] in DRAFT_MAY_LACK:
                continue
            yield Explained("missing-key", _missing(path, source), _near(source, path[:-1]))
        elif kind == "extra_forbidden":
            # In braces a comma ends a value: {name: Bo Lind, Jr.}
            hint = "; put a value that has a comma in quotes" if _is_rest(fault, path) else ""
            message, place = _unknown(path, model) + hint, _key_place(source, path)
            near = None if hint or path not in source.keys else _meant(path, model)
            sure = near is not None and letters_of(near) == letters_of(str(path[-1]).lower())
            yield Explained("unknown-key", message, place, near, not sure)
        elif fault["loc"][-1] == "[key]":
            says = _explain_value(fault, path[:-1], source)
            yield Explained(says.rule, f"a key of {says.message}", _key_place(source, path))
        else:
            yield _explain_value(fault, path, source)


def _is_rest(fault: Any, path: KeyPath) -> bool:
    return len(path) > 1 and fault["input"] == ""


def _path_of(fault: Any) -> KeyPath:
    """Return the keys that lead to a fault: steps in brackets are pydantic's own."""
    return tuple(step for step in fault["loc"] if str(step)[:1] != "[")


def _missing(path: KeyPath, source: YamlSource) -> str:
    key = ".".join(str(step) for step in path)
    hint = _CHAPTER_HINTS.get(str(path[-1]), "") if path[0] == "chapters" else ""
    hint = hint or HINTS.get(str(path[-1]), "add it")
    if key == "owner":
        key, hint = "owner.email", HINTS["email"]
    elif source.data is not None and len(path) > 1 and isinstance(path[-2], int):
        key = str(path[-1])
    return f'"{key}" is missing; {hint}'


def _unknown(path: KeyPath, model: type[BaseModel]) -> str:
    owner = _model_at(path[:-1], model)
    key = str(path[-1])
    near = _meant(path, model)
    if key == "notes" and owner.__name__ == "EpisodeMatter":
        return '"notes" is not a key of an episode; move the text below the front matter'
    if owner is Person and key in _TIMES:
        return f'"{key}" is not a key of a person here; {_TIME_HINT}'
    hint = f'did you mean "{near}"?' if near else suggest_key(key, list(owner.model_fields))
    return f'"{cut(key)}" is not a key of {_NAMES.get(owner.__name__, "this")}; {hint}'


def _meant(path: KeyPath, model: type[BaseModel]) -> str | None:
    key, known = str(path[-1]), _known(path, model)
    other = next((one for one in _SYNONYMS.get(key.lower(), ()) if one in known), None)
    return other or closest(key, known)


def _known(path: KeyPath, model: type[BaseModel]) -> list[str]:
    """Return the keys that may stand where a path leads: those of the model and of elements."""
    known = list(_model_at(path[:-1], model).model_fields)
    parent = {"ShowMatter": "channel", "ShowFile": "channel", "EpisodeMatter": "item"}.get(
        model.__name__
    )
    return known + list(keys_of(parent)) if parent and len(path) == 1 else known


def _model_at(path: KeyPath, model: type[BaseModel]) -> type[BaseModel]:
    """Return the model that a path of keys leads to."""
    for index, step in enumerate(path):
        if isinstance(step, str) and step in model.model_fields:
            models = list(_inner_models(model.model_fields[step].annotation))
            # Where a list may stand for a mapping, what is in the list comes last.
            listed = isinstance(path[index + 1], int) if index + 1 < len(path) else False
            model = models[-1 if listed else 0] if models else model
    return model


def _inner_models(annotation: Any) -> Iterator[type[BaseModel]]:
    if isinstance(annotation, type) and issubclass(annotation, BaseModel):
        yield annotation
    for inner in getattr(annotation, "__args__", ()):
        yield from _inner_models(inner)


def _explain_value(fault: Any, path: KeyPath, source: YamlSource) -> Explained:
    rule = {"string_too_short": "empty-value"}.get(fault["type"], fault["type"].replace("_", "-"))
    custom = fault["type"] not in _PYDANTICS
    says = fault["msg"] if custom else _in_plain_words(fault)
    rule = rule if custom or rule == "empty-value" else "bad-value"
    name = ".".join(str(step) for step in path if not isinstance(step, int)) or "this"
    value = fault["input"]
    if isinstance(value, str):
        shown = f'is "{cut(value)}"' if value else "is empty"
    else:
        shown = "holds a list" if isinstance(value, list) else "holds keys of its own"
    # Pydantic's own faults have no such words, but may list the values that are allowed.
    remedy = fault.get("ctx", {}) if custom else {"instead": _find_listed(fault)}
    # A value may stand alone where a list is meant.
    is_written = path in source.values or (path[-1:] == (0,) and path[:-1] in source.values)
    instead = remedy.get("instead") if is_written and isinstance(value, str) else None
    place = _near(source, path)
    return Explained(rule, f"{name} {shown}; {says}", place, instead, bool(remedy.get("doubtful")))


def _find_listed(fault: Any) -> str | None:
    """Return the one of the allowed words that a value is in other case, or the number it means."""
    text = str(fault["input"]).strip()
    if fault["type"] == "int_parsing":
        return next((one.fix(text) for one in find_type("integer").check(text)), None)
    listed = re.findall("'([^']*)'", str(fault.get("ctx", {}).get("expected", "")))
    return next((one for one in listed if one.lower() == text.lower()), None)


def _in_plain_words(fault: Any) -> str:
    """Say what was expected; pydantic's `ctx` has the limits and the known words."""
    context = {key: str(one).replace("'", '"') for key, one in fault.get("ctx", {}).items()}
    return _WORDS.get(fault["type"], "expected another value").format(**context)


def _near(source: YamlSource, path: KeyPath) -> LineColumn:
    """Return the place of a value, or of the nearest key around it if the value has none."""
    path = _as_written(source, path)
    while path and path not in source.values:
        path = path[:-1]
    if not path:
        return source.keys.get((), (1, 1))
    return source.values[path]


def _key_place(source: YamlSource, path: KeyPath) -> LineColumn:
    return source.keys.get(_as_written(source, path)) or _near(source, path)


def _as_written(source: YamlSource, path: KeyPath) -> KeyPath:
    """Return a path without the steps into lists for which one value stands."""
    written: KeyPath = ()
    for step in path:
        if step != 0 or (*written, step) in source.values:
            written = (*written, step)
    return written
