"""JSON Schemas of show.yaml, people.yaml and the front matter, for editors.

`python -m feedtool.show.json_schema` writes them into `schemas/`.
"""

import json
from pathlib import Path
from typing import Any

from pydantic import TypeAdapter

from feedtool.show.explaining import HINTS
from feedtool.show.model import EpisodeMatter, Person, ShowMatter

_DIALECT = "https://json-schema.org/draft/2020-12/schema"
_SOURCES: dict[str, tuple[Any, str]] = {
    "show": (ShowMatter, "show.yaml"),
    "people": (dict[str, Person], "people.yaml"),
    "episode": (EpisodeMatter, "Front matter of an episode"),
}


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
    whole = {"$schema": _DIALECT, "title": title, **schema}
    return json.dumps(whole, ensure_ascii=False, indent=2) + "\n"


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
