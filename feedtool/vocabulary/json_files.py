"""Reads the JSON files in `schemas/`, and the lists of values among them.

The tests check that our files are well formed and say only what their JSON Schemas allow
(tests/vocabulary/records.py), so that no command has to check them again.
"""

from functools import cache
from importlib import import_module
from pathlib import Path
from typing import Any

SCHEMAS = Path(import_module("feedtool.schemas").__path__[0])


def read_json(path: Path) -> dict[str, Any]:
    """Return the object that a JSON file holds."""
    import json  # noqa: PLC0415 - who needs the types of the records alone reads no file

    data: dict[str, Any] = json.loads(path.read_bytes())
    return data


def read_list(folder: Path, name: str) -> Any:
    """Return the `values` of `lists/<name>.json` in a folder of schemas: a list or a mapping."""
    return read_json(folder / "lists" / f"{name}.json")["values"]


@cache
def load_list(name: str) -> Any:
    """Return the `values` of our list of that name: a list or a mapping, as its users know."""
    return read_list(SCHEMAS, name)
