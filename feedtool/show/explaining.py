"""What pydantic refuses, in the words and at the place of the file."""

from collections.abc import Iterator
from typing import Any

from pydantic import BaseModel, ValidationError

from feedtool.show.elements import keys_of
from feedtool.show.yaml_source import YamlSource
from feedtool.validator.log import cut
from feedtool.validator.values import closest

Explained = tuple[str, str, tuple[int, int]]

_NAMES = {"ShowMatter": "a show", "ShowFile": "a show", "Choice": "a choice of episodes",
          "EpisodeMatter": "an episode", "Person": "a person",
          "Owner": "an owner", "Audio": "audio", "Transcript": "a transcript",
          "Chapters": "chapters", "Funding": "funding"}  # fmt: skip
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
}
# A draft may still lack what it needs to be published.
_DRAFT_MAY_LACK = {"published", "audio"}


def explain(
    error: ValidationError, model: type[BaseModel], source: YamlSource, *, draft: bool
) -> Iterator[Explained]:
    """Yield (rule, message, place) for each thing that is wrong."""
    faults = error.errors(include_url=False)
    meant = {
        (*fault["loc"][:-1], _meant(fault["loc"], model))
        for fault in faults
        if fault["type"] == "extra_forbidden"
    }
    for fault in faults:
        # Steps in brackets are pydantic's own: the key itself, or the form of a value.
        path = tuple(step for step in fault["loc"] if str(step)[:1] != "[")
        kind = fault["type"]
        if kind == "missing" and path in meant:
            continue  # it is there, misspelt, and told so
        if kind == "missing":
            if draft and path[-1] in _DRAFT_MAY_LACK:
                continue
            yield "missing-key", _missing(path, source), _near(source, path[:-1])
        elif kind == "extra_forbidden":
            yield "unknown-key", _unknown(path, model), _key_place(source, path)
        elif fault["loc"][-1] == "[key]":
            says = _explain_value(fault, path[:-1], source)
            yield says[0], f"a key of {says[1]}", _key_place(source, path)
        else:
            yield _explain_value(fault, path, source)


def _missing(path: tuple[str | int, ...], source: YamlSource) -> str:
    key = ".".join(str(step) for step in path)
    hint = HINTS.get(str(path[-1]), "add it")
    if key == "owner":
        key, hint = "owner.email", HINTS["email"]
    elif source.data is not None and len(path) > 1 and isinstance(path[-2], int):
        key = str(path[-1])
    return f'"{key}" is missing; {hint}'


def _unknown(path: tuple[str | int, ...], model: type[BaseModel]) -> str:
    owner = _model_at(path[:-1], model)
    key = str(path[-1])
    near = _meant(path, model)
    hint = f'did you mean "{near}"?' if near else f"there are {', '.join(owner.model_fields)}"
    return f'"{cut(key)}" is not a key of {_NAMES.get(owner.__name__, "this")}; {hint}'


def _meant(path: tuple[str | int, ...], model: type[BaseModel]) -> str | None:
    return closest(str(path[-1]), list(_known(path, model)))


def _known(path: tuple[str | int, ...], model: type[BaseModel]) -> list[str]:
    """Return the keys that may stand where a path leads: those of the model and of elements."""
    known = list(_model_at(path[:-1], model).model_fields)
    parent = {"ShowMatter": "channel", "ShowFile": "channel", "EpisodeMatter": "item"}.get(
        model.__name__
    )
    return known + list(keys_of(parent)) if parent and len(path) == 1 else known


def _model_at(path: tuple[str | int, ...], model: type[BaseModel]) -> type[BaseModel]:
    """Return the model that a path of keys leads to."""
    for step in path:
        if isinstance(step, str) and step in model.model_fields:
            model = _inner_model(model.model_fields[step].annotation) or model
    return model


def _inner_model(annotation: Any) -> type[BaseModel] | None:
    if isinstance(annotation, type) and issubclass(annotation, BaseModel):
        return annotation
    for inner in getattr(annotation, "__args__", ()):
        found = _inner_model(inner)
        if found is not None:
            return found
    return None


def _explain_value(fault: Any, path: tuple[str | int, ...], source: YamlSource) -> Explained:
    rule = {"string_too_short": "empty-value"}.get(fault["type"], fault["type"].replace("_", "-"))
    custom = fault["type"].startswith(("bad_", "date_", "unknown_", "url_", "email_", "empty_"))
    says = fault["msg"] if custom else _in_plain_words(fault)
    rule = rule if custom or rule == "empty-value" else "bad-value"
    name = ".".join(str(step) for step in path if not isinstance(step, int)) or "this"
    value = fault["input"]
    if isinstance(value, str):
        shown = f'is "{cut(value)}"' if value else "is empty"
    else:
        shown = "holds a list" if isinstance(value, list) else "holds keys of its own"
    return rule, f"{name} {shown}; {says}", _near(source, path)


def _in_plain_words(fault: Any) -> str:
    context = fault.get("ctx", {})
    kind = fault["type"]
    if kind in ("int_parsing", "int_parsing_size", "int_type", "int_from_float"):
        return "expected a whole number"
    if kind == "greater_than_equal":
        return f"expected a number from {context['ge']}"
    if kind == "literal_error":
        return f"expected {str(context['expected']).replace(chr(39), chr(34))}"
    if kind in ("list_type", "too_short"):
        return (
            "expected a list with at least one value" if kind == "too_short" else "expected a list"
        )
    if kind in ("model_type", "model_attributes_type", "dict_type"):
        return "expected keys with values, e.g. {name: …}"
    return "expected some text"


def _near(source: YamlSource, path: tuple[str | int, ...]) -> tuple[int, int]:
    """Return the place of a value, else of the nearest key around it."""
    while path and path not in source.values:
        path = path[:-1]
    if not path:
        return source.keys.get((), (1, 1))
    return source.values[path]


def _key_place(source: YamlSource, path: tuple[str | int, ...]) -> tuple[int, int]:
    return source.keys.get(path) or _near(source, path)
