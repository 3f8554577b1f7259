"""JSON Schemas of show.yaml, people.yaml and the front matter, for editors.

`python -m feedtool.show.json_schema` writes them into `schemas/`.
"""

import json
from pathlib import Path
from typing import Any

from pydantic import TypeAdapter

from feedtool.show.explaining import HINTS
from feedtool.show.keys import (
    is_repeated,
    keys_of,
    keys_of_namespace,
    only_list,
    snake_case,
    sole_child,
    sole_of_namespace,
    takes_scalar,
    written_keys,
)
from feedtool.show.model import EpisodeMatter, ShowFile, live_keys
from feedtool.show.person import Person
from feedtool.vocabulary import load_vocabulary
from feedtool.vocabulary.records import Element

_DIALECT = "https://json-schema.org/draft/2020-12/schema"
_SOURCES: dict[str, tuple[Any, str]] = {
    "show": (ShowFile, "show.yaml"),
    "people": (dict[str, Person], "people.yaml"),
    "episode": (EpisodeMatter, "Front matter of an episode"),
}


_LIVE = "LiveItem"
_PARENTS: dict[Any, str] = {ShowFile: "channel", EpisodeMatter: "item"}


def make_schemas() -> dict[str, str]:
    """Return the text of each schema file by its name."""
    return {f"{name}.schema.json": _make(*source) for name, source in _SOURCES.items()}


def _make(model: Any, title: str) -> str:
    schema = TypeAdapter(model).json_schema()
    schema.pop("title", None)
    _tidy(schema)
    for key, hint in HINTS.items():
        if key in schema.get("properties", {}):
            schema["properties"][key].setdefault("description", hint)
    if model in _PARENTS:
        _add_elements(schema, schema, _PARENTS[model])
    if _LIVE in schema.get("$defs", {}):
        live = schema["$defs"][_LIVE]
        keys = live_keys()
        live["properties"] = {key: one for key, one in live["properties"].items() if key in keys}
        _add_elements(schema, live, "item")
    whole = {"$schema": _DIALECT, "title": title, **schema}
    return _format(whole) + "\n"


def _format(schema: dict[str, Any], depth: int = 0) -> str:
    """Write JSON with one line for each key and each definition, which keeps the file small."""
    inner = "  " * (depth + 1)
    lines = [
        f"{inner}{json.dumps(key)}: "
        + (
            _format(one, depth + 1)
            if depth == 0 and key in ("$defs", "properties")
            else json.dumps(one, ensure_ascii=False, separators=(",", ":"))
        )
        for key, one in schema.items()
    ]
    return "{\n" + ",\n".join(lines) + "\n" + "  " * depth + "}"


def _add_elements(schema: Any, part: Any, parent: str) -> None:
    """Add the keys that stand for one element each, those of namespaces below their prefix."""
    definitions = schema.setdefault("$defs", {})
    for key, found in _describe_keys(parent, definitions).items():
        part["properties"].setdefault(key, found)


def _describe_keys(parent: str, definitions: dict[str, Any]) -> dict[str, Any]:
    properties: dict[str, Any] = {}
    for key, found in keys_of(parent).items():
        if not isinstance(found, str):
            properties[key] = _describe(found, parent, definitions)
            continue
        inner = {
            name: _describe(element, parent, definitions)
            for name, element in keys_of_namespace(parent, found).items()
        }
        doc = load_vocabulary().namespaces[found].doc or f"Elements of the namespace {found}."
        properties[key] = {
            "type": "object", "description": doc, "properties": inner,
            "additionalProperties": False,
        }  # fmt: skip
        if sole_of_namespace(parent, found) is not None:
            properties[key] = {"anyOf": [properties[key], *inner.values()]}
    return properties


def _describe(element: Element, parent: str, definitions: dict[str, Any]) -> dict[str, Any]:
    name = element.id.replace("/", ".")
    if name not in definitions:
        definitions[name] = {}  # holds the place while its children refer to it
        definitions[name] = _shape(element, definitions)
    one = {"$ref": f"#/$defs/{name}"}
    if is_repeated(element, parent):
        return {"anyOf": [one, {"type": "array", "items": one}]}
    child = keys_of(element.id)[key] if (key := only_list(element, parent)) else None
    if isinstance(child, Element):
        items = {"$ref": f"#/$defs/{child.id.replace('/', '.')}"}
        return {"anyOf": [one, {"type": "array", "items": items}]}
    return one


def _shape(element: Element, definitions: dict[str, Any]) -> dict[str, Any]:
    """Describe what may stand for an element: a scalar, its keys, or the child within it."""
    doc = element.doc or f"The element {element.name}."
    scalar = {"type": ["string", "number", "boolean"]}
    words = {"anyOf": [scalar, {"type": "array", "items": scalar}]}
    listed = {snake_case(one.name) for one in element.attributes.values() if one.form == "words"}
    keys: dict[str, Any] = {
        key: words if key in listed else scalar for key in written_keys(element)
    } | _describe_keys(element.id, definitions)  # fmt: skip
    forms: list[dict[str, Any]] = []
    if takes_scalar(element):
        forms.append(scalar)
    child = sole_child(element)
    if child is not None:
        forms.append(keys[child])
    more = "*" in element.attributes
    if keys or more:
        forms.append({"type": "object", "properties": keys, "additionalProperties": more})
    return {"description": doc, "anyOf": forms}


def _tidy(part: Any) -> None:
    """Remove pydantic's titles, which say the key again; YAML's scalars may be of any kind."""
    if isinstance(part, list):
        for inner in part:
            _tidy(inner)
    if not isinstance(part, dict):
        return
    if isinstance(part.get("title"), str):
        del part["title"]
    for inner in part.values():
        _tidy(inner)


if __name__ == "__main__":
    folder = Path(__file__).resolve().parents[2] / "schemas"
    for name, text in make_schemas().items():
        (folder / name).write_text(text, encoding="utf-8", newline="\n")
