"""Schemas for editors: valid themselves."""

import json
from pathlib import Path

import jsonschema
import pytest

from feedtool.show.json_schema import make_schemas

SCHEMAS = Path(__file__).resolve().parents[2] / "schemas"


@pytest.mark.slow
@pytest.mark.parametrize("path", sorted(SCHEMAS.glob("*.schema.json")), ids=lambda path: path.name)
def test_schemas_are_valid(path: Path) -> None:
    schema = json.loads(path.read_text("utf-8"))
    jsonschema.Draft202012Validator.check_schema(schema)


def test_an_element_with_attributes_of_any_name_takes_keys() -> None:
    schema = json.loads(make_schemas()["show.schema.json"])
    (form,) = schema["$defs"]["rawvoice:subscribe"]["anyOf"]
    assert (form["type"], form["additionalProperties"]) == ("object", True)
