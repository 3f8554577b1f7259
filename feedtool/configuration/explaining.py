"""What pydantic refuses in a configuration, explained in plain words and at its place."""

import json
from collections.abc import Iterator

from pydantic import BaseModel, ValidationError
from pydantic_core import ErrorDetails

from feedtool.configuration.model import ConfigurationTable, IgnoreTable, OverrideTable
from feedtool.configuration.toml_places import TomlPath, TomlPlaces
from feedtool.findings.place import LineColumn
from feedtool.findings.suggestions import closest
from feedtool.findings.wording import cut

Explained = tuple[str, str, LineColumn]

# How other tools and people name our keys.
_SYNONYMS = {
    **dict.fromkeys(("per-file-ignores", "override", "per-file"), "overrides"),
    **dict.fromkeys(("rules", "levels", "severity-overrides"), "severities"),
    **dict.fromkeys(("extend-ignore", "disable", "disabled", "ignores"), "ignore"),
    **dict.fromkeys(("extend-select", "enable", "enabled", "only"), "select"),
    **dict.fromkeys(("include", "inputs", "feeds", "file", "paths"), "files"),
    **dict.fromkeys(("elements", "tag"), "element"),
    **dict.fromkeys(("item", "id", "guids"), "guid"),
    **dict.fromkeys(("name", "names", "code"), "rule"),
    **dict.fromkeys(("expires", "expire", "end", "date"), "until"),
    **dict.fromkeys(("comment", "because", "why", "note"), "reason"),
    **dict.fromkeys(("level", "min-severity"), "severity"),
}
_NAMES: dict[type[BaseModel], str] = {
    ConfigurationTable: "the configuration",
    OverrideTable: "an override",
    IgnoreTable: "an ignore",
}
_A_LIST = 'expected a list of texts, e.g. ["…"]'
# By pydantic's name of a fault; faults that we raise have our own words.
_WORDS = {
    "string_type": "expected a text in quotes",
    "string_too_short": "expected some text",
    "int_type": "expected a whole number",
    "greater_than_equal": "expected a whole number from {ge}",
    "list_type": _A_LIST,
    "too_short": "expected a list with at least one value",
    "dict_type": 'expected a table, e.g. {{title-numbered = "off"}}',
    "model_type": "expected a table",
}


def list_faults(data: object, places: TomlPlaces, root: TomlPath) -> Iterator[Explained]:
    """Yield (rule, message, place) for each thing that is wrong.

    `root` leads to the table of the configuration in the document.
    """
    try:
        ConfigurationTable.model_validate(data)
    except ValidationError as error:
        yield from _explain(error, places, root)


def _explain(error: ValidationError, places: TomlPlaces, root: TomlPath) -> Iterator[Explained]:
    for fault in error.errors(include_url=False):
        path = tuple(step for step in fault["loc"] if step != "[key]")
        there = (*root, *path)
        if fault["type"] == "extra_forbidden":
            yield "configuration-key", _unknown(path), places.near_key(there)
        elif fault["type"] == "missing":
            message = f'"{path[-1]}" is missing; say which files the override is for'
            yield "configuration-key", message, places.near(there)
        elif "[key]" in fault["loc"]:
            says = f'"{cut(str(path[-1]))}": {_in_plain_words(fault)}'
            yield "configuration-value", says, places.near_key(there)
        else:
            yield "configuration-value", _wrong(fault, path), places.near(there)


def _unknown(path: TomlPath) -> str:
    key, model = str(path[-1]), _model_at(path[:-1])
    known = [field.alias or name for name, field in model.model_fields.items()]
    near = _SYNONYMS.get(key.lower().replace("_", "-"))
    near = near if near in known else closest(key, known)
    hint = f'did you mean "{near}"?' if near else f"there are {', '.join(known)}"
    return f'"{cut(key)}" is not a key of {_NAMES[model]}; {hint}'


def _model_at(path: TomlPath) -> type[BaseModel]:
    """Return the model of the table that a path leads to."""
    names = [step for step in path if isinstance(step, str)]
    if names and names[-1] == "ignore":
        return IgnoreTable
    return OverrideTable if names else ConfigurationTable


def _wrong(fault: ErrorDetails, path: TomlPath) -> str:
    if fault["type"] == "configuration_value" and isinstance(fault["input"], dict):
        return fault["msg"]
    name = next((step for step in reversed(path) if isinstance(step, str)), "this")
    if fault["type"] == "model_type" and name == "ignore":
        return f"{name} {_show(fault['input'])}; expected the name of a rule, or a table"
    return f"{cut(name)} {_show(fault['input'])}; {_in_plain_words(fault)}"


def _show(value: object) -> str:
    """Return what a value is, as the file says it."""
    if isinstance(value, str):
        return f'is "{cut(value)}"' if value else "is empty"
    if isinstance(value, bool | int | float):
        return f"is {cut(json.dumps(value))}"
    if isinstance(value, list):
        return "is a list" if value else "is an empty list"
    return "is a table" if isinstance(value, dict) else f"is {value}"


def _in_plain_words(fault: ErrorDetails) -> str:
    """Say what was expected; pydantic's `ctx` has the limits and the known words."""
    context = fault.get("ctx", {})
    if fault["type"] == "literal_error":
        known = [one.strip("'") for one in _words_of(str(context["expected"]))]
        near = closest(fault["input"], known) if isinstance(fault["input"], str) else None
        hint = f'; did you mean "{near}"?' if near else ""
        return f"expected {', '.join(known[:-1])} or {known[-1]}{hint}"
    if fault["type"] == "configuration_value":
        return fault["msg"]
    return _WORDS.get(fault["type"], "expected another value").format(**context)


def _words_of(expected: str) -> list[str]:
    return expected.replace(" or ", ", ").split(", ")
