"""Our JSON Schemas are right themselves: each is checked against its metaschema, and more."""

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any
from urllib.parse import unquote

import jsonschema
import pytest

FOLDER = Path(__file__).resolve().parents[1] / "schemas"
FILES = sorted(FOLDER.rglob("*.schema.json"))


@pytest.fixture(params=FILES, ids=lambda path: path.name)
def schema(request: pytest.FixtureRequest) -> Any:
    return json.loads(request.param.read_text("utf-8"))


def parts(part: Any) -> Iterator[dict[str, Any]]:
    if isinstance(part, list):
        for one in part:
            yield from parts(one)
    elif isinstance(part, dict):
        yield part
        for one in part.values():
            yield from parts(one)


def test_each_is_right_by_its_metaschema(schema: Any) -> None:
    assert schema["$schema"] == "https://json-schema.org/draft/2020-12/schema"
    jsonschema.Draft202012Validator.check_schema(
        schema, format_checker=jsonschema.Draft202012Validator.FORMAT_CHECKER
    )


def test_no_choice_is_empty(schema: Any) -> None:
    for part in parts(schema):
        for word in ("anyOf", "oneOf", "allOf", "enum"):
            assert part.get(word) != [], part


def test_each_reference_leads_somewhere(schema: Any) -> None:
    for part in parts(schema):
        if isinstance(part.get("$ref"), str):
            file, _, pointer = unquote(part["$ref"]).partition("#")
            target = json.loads((FOLDER / file).read_text("utf-8")) if file else schema
            for step in pointer.split("/")[1:]:
                target = target[step.replace("~1", "/").replace("~0", "~")]


def test_nothing_is_defined_for_nobody(schema: Any) -> None:
    used = {part.get("$ref") for part in parts(schema) if isinstance(part.get("$ref"), str)}
    assert {f"#/$defs/{name}" for name in schema.get("$defs", {})} - used == set()
