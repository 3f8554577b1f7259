"""What pydantic refuses, explained in the words of a source file and at its place."""

import re
from collections.abc import Iterator, Sequence
from typing import Any, NamedTuple, get_args

from pydantic import BaseModel, ValidationError
from pydantic_core.core_schema import ErrorType

from feedtool.findings.place import LineColumn
from feedtool.findings.suggestions import closest, letters_of
from feedtool.findings.wording import cut
from feedtool.show.elements import suggest_key
from feedtool.show.key_hints import (
    CHAPTER_HINTS,
    HINTS,
    KEYS_EXAMPLES,
    find_elsewhere,
    find_meant,
)
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
_PARENTS = {"ShowMatter": "channel", "ShowFile": "channel", "EpisodeMatter": "item"}
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
    owners = _find_owners(faults, model, source)
    for fault in faults:
        path = _path_of(fault)
        kind = fault["type"]
        if kind == "missing" and (path in meant or source.may_have(str(path[0]))):
            continue  # the key is there but misspelt or in damaged YAML, which is reported
        if path[:1] in {(owner,) for owner in owners.values()} and path[0] in source.data:
            continue  # what belongs to the key stands below it, and is reported
        if kind == "missing":
            if draft and path[-1] in DRAFT_MAY_LACK:
                continue
            yield Explained("missing-key", _missing(path, source), _near(source, path[:-1]))
        elif kind == "extra_forbidden":
            # In braces a comma ends a value: {name: Bo Lind, Jr.}
            hint = "; put a value that has a comma in quotes" if _is_rest(fault, path) else ""
            owner = owners.get(str(path[0])) if len(path) == 1 else None
            message, place = _unknown(path, model, owner) + hint, _key_place(source, path)
            near = None if hint or owner or path not in source.keys else _meant(path, model)
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
    hint = CHAPTER_HINTS.get(str(path[-1]), "") if path[0] == "chapters" else ""
    hint = hint or HINTS.get(str(path[-1]), "add it")
    if key == "owner":
        key, hint = "owner.email", HINTS["email"]
    elif source.data is not None and len(path) > 1 and isinstance(path[-2], int):
        key = str(path[-1])
    return f'"{key}" is missing; {hint}'


def _find_owners(
    faults: Sequence[Any], model: type[BaseModel], source: YamlSource
) -> dict[str, str]:
    """Return the keys that stand in the first column below the key that they belong to, and it."""
    unknown = {str(one["loc"][0]) for one in faults if one["type"] == "extra_forbidden"}
    owners: dict[str, str] = {}
    above = ""
    for key, value in source.data.items():
        inner = _model_at((above,), model) if above else model
        if key in unknown and inner is not model and key in inner.model_fields:
            owners[key] = above
        else:
            above = key if value == "" else ""
    return owners


def _unknown(path: KeyPath, model: type[BaseModel], above: str | None) -> str:
    owner = _model_at(path[:-1], model)
    key = str(path[-1])
    near = _meant(path, model)
    name = _NAMES.get(owner.__name__, "this")
    elsewhere = find_elsewhere(key, name)
    if owner is Person and key in _TIMES:
        return f'"{key}" is not a key of a person here; {_TIME_HINT}'
    if above is not None:
        hint = f'it belongs to "{above}": write two blanks before it'
    elif key[0:1] == "-" and key[1:] in owner.model_fields:
        hint = 'write a blank after the "-"'
    elif near and not elsewhere:
        hint = f'did you mean "{near}"?'
    else:
        hint = elsewhere or suggest_key(key, list(owner.model_fields))
    return f'"{cut(key)}" is not a key of {name}; {hint}'


def _meant(path: KeyPath, model: type[BaseModel]) -> str | None:
    key = str(path[-1])
    if find_elsewhere(key, _NAMES.get(_model_at(path[:-1], model).__name__, "")):
        return None
    known = list(_model_at(path[:-1], model).model_fields)
    parent = _PARENTS.get(model.__name__) if len(path) == 1 else None
    return find_meant(key, [*known, *keys_of(parent)] if parent else known, parent)


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
    elif isinstance(value, list):
        shown = "holds a list" if value else "is an empty list"
    else:
        shown = "holds keys of its own"
    # Pydantic's own faults have no such words, but may list the values that are allowed.
    remedy = fault.get("ctx", {}) if custom else {"instead": _find_listed(fault)}
    # A value may stand alone where a list is meant.
    is_written = path in source.values or (path[-1:] == (0,) and path[:-1] in source.values)
    instead = remedy.get("instead") if is_written and isinstance(value, str) else None
    place = _near(source, path)
    if instead and instead not in says and "write " not in says and not remedy.get("doubtful"):
        says = f"{says}; write {cut(instead)}"
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
    words = _WORDS.get(fault["type"], "expected another value").format(**context)
    key = str(_path_of(fault)[-1]) if _path_of(fault) else ""
    if fault["type"] == "model_type":
        words = words.replace("{name: …}", KEYS_EXAMPLES.get(key, "{name: …}"))
    if fault["type"] == "literal_error":
        listed = re.findall("'([^']*)'", str(fault.get("ctx", {}).get("expected", "")))
        near = closest(str(fault["input"]), listed)
        is_other = near is not None and near.lower() != str(fault["input"]).strip().lower()
        words += f'; did you mean "{near}"?' if is_other else ""
    return words


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
