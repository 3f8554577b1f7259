"""JSON Schemas of show.yaml, people.yaml and the front matter, for editors.

They accept what the build accepts, as far as JSON Schema can say it: tests/show_forms.py lists what
it cannot say. `python -m feedtool.show.json_schema` writes them into `schemas/`.
"""

import json
from pathlib import Path
from typing import Any

from feedtool.show.explaining import DRAFT_MAY_LACK
from feedtool.show.model import EpisodeMatter, LiveItem, ShowFile
from feedtool.show.schema_elements import ElementSchemas
from feedtool.show.schema_models import (
    episode_properties,
    feed_definition,
    is_yes,
    live_properties,
    model_definitions,
    required_keys,
    show_properties,
)
from feedtool.show.schema_values import Schema, keys_schema, ref, value_definitions

_DIALECT = "https://json-schema.org/draft/2020-12/schema"


def make_schemas() -> dict[str, str]:
    """Return the text of each schema file by its name."""
    made = {"show": _show(), "people": _people(), "episode": _episode()}
    return {f"{name}.schema.json": f"{_format(schema)}\n" for name, schema in made.items()}


def _show() -> Schema:
    elements = ElementSchemas()
    own = show_properties()
    properties = own | _others(elements.keys_in("channel"), own)
    live = live_properties()
    live |= _others(elements.keys_in("item"), live)
    definitions = {
        "feed": feed_definition(properties),
        "liveItem": {
            "description": "A live stream: an item with a time and a state.",
            **keys_schema(live, required_keys(LiveItem)),
        },
        **elements.definitions,
    }
    return _document("show.yaml", keys_schema(properties, required_keys(ShowFile)), definitions)


def _episode() -> Schema:
    elements = ElementSchemas()
    own = episode_properties()
    properties = own | _others(elements.keys_in("item"), own)
    always = [key for key in required_keys(EpisodeMatter) if key not in DRAFT_MAY_LACK]
    draft = {"required": ["draft"], "properties": {"draft": is_yes()}}
    body = {
        **keys_schema(properties, always),
        "if": draft,
        "else": {"required": sorted(DRAFT_MAY_LACK)},
    }
    return _document("The front matter of an episode", body, elements.definitions)


def _people() -> Schema:
    body = {"type": ["object", "null"], "additionalProperties": ref("person")}
    return _document("people.yaml", body, {})


def _others(elements: Schema, own: Schema) -> Schema:
    """Return the keys of elements that are no key of the model."""
    return {key: one for key, one in elements.items() if key not in own}


def _document(title: str, body: Schema, definitions: dict[str, Schema]) -> Schema:
    """Return a whole schema with the definitions that it needs, directly or through others."""
    known = value_definitions() | model_definitions() | definitions
    needed: dict[str, Schema] = {}
    waiting = list(_names_in(body))
    while waiting:
        name = waiting.pop()
        if name not in needed:
            needed[name] = known[name]
            waiting += _names_in(known[name])
    used = {name: one for name, one in known.items() if name in needed}
    return {"$schema": _DIALECT, "title": title, **body, "$defs": used}


def _names_in(part: Any) -> list[str]:
    """Return the names of the definitions that a part of a schema refers to."""
    if isinstance(part, list):
        return [name for inner in part for name in _names_in(inner)]
    if not isinstance(part, dict):
        return []
    target = str(part.get("$ref", ""))
    own = [target.removeprefix("#/$defs/")] if target.startswith("#/$defs/") else []
    return own + [name for inner in part.values() for name in _names_in(inner)]


def _format(schema: Schema, depth: int = 0) -> str:
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


if __name__ == "__main__":
    folder = Path(__file__).resolve().parents[2] / "schemas"
    for name, text in make_schemas().items():
        (folder / name).write_text(text, encoding="utf-8", newline="\n")
