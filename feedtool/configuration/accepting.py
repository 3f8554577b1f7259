"""Accepts a configuration that is right, by its JSON Schema, without loading pydantic.

What is refused here is for pydantic to explain: that takes longer than to check a small feed.
"""

import re
from collections.abc import Mapping
from datetime import date, datetime
from functools import cache
from typing import Any

from feedtool.vocabulary.json_files import SCHEMAS, read_json

NAME = "configuration.schema.json"


@cache
def _schema() -> Any:
    return read_json(SCHEMAS / NAME)


def is_right(data: object) -> bool:
    """Return whether the schema accepts a configuration."""
    return _accepts(_schema(), data)


def _accepts(schema: Mapping[str, Any], data: object) -> bool:
    """Return whether a part of the schema accepts a value; it knows the words that we use."""
    if "$ref" in schema:
        return _accepts(_schema()["$defs"][schema["$ref"].rpartition("/")[2]], data)
    if "anyOf" in schema and not any(_accepts(one, data) for one in schema["anyOf"]):
        return False
    if "enum" in schema:
        return isinstance(data, str) and data in schema["enum"]
    kind = schema.get("type")
    if kind == "object" or "required" in schema:
        return isinstance(data, dict) and _accepts_table(schema, data)
    if kind == "array":
        return isinstance(data, list) and _accepts_list(schema, data)
    if kind == "integer":
        return type(data) is int and data >= schema["minimum"]
    if schema.get("format") == "date":
        return _is_day(data)
    return kind is None or (isinstance(data, str) and _accepts_text(schema, data))


def _accepts_table(schema: Mapping[str, Any], data: Mapping[str, object]) -> bool:
    if any(key not in data for key in schema.get("required", ())):
        return False
    known, patterns = schema.get("properties", {}), schema.get("patternProperties", {})
    for key, value in data.items():
        found = [one for pattern, one in patterns.items() if re.search(pattern, key)]
        found += [known[key]] if key in known else []
        if not found and "properties" in schema:
            return False
        if not all(_accepts(one, value) for one in found):
            return False
    return True


def _accepts_list(schema: Mapping[str, Any], data: list[object]) -> bool:
    is_long = len(data) >= schema.get("minItems", 0)
    return is_long and all(_accepts(schema["items"], one) for one in data)


def _accepts_text(schema: Mapping[str, Any], data: str) -> bool:
    is_long = len(data) >= schema.get("minLength", 0)
    return is_long and re.search(schema.get("pattern", ""), data) is not None


def _is_day(data: object) -> bool:
    if isinstance(data, str):
        return re.fullmatch(r"\d{4}-\d\d-\d\d", data) is not None and _is_in_calendar(data)
    return isinstance(data, date) and not isinstance(data, datetime)


def _is_in_calendar(text: str) -> bool:
    try:
        date.fromisoformat(text)
    except ValueError:
        return False
    return True
