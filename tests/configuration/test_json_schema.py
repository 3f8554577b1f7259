"""The JSON Schema of the configuration accepts what feedtool accepts, and is complete."""

import json
import tomllib
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import Any

import jsonschema
import pytest
from pydantic import ValidationError
from wrong_configurations import CASES

from feedtool.configuration.accepting import NAME, is_right
from feedtool.configuration.json_schema import make_schema
from feedtool.configuration.model import ConfigurationTable

ROOT = Path(__file__).resolve().parents[2]
SCHEMA = json.loads(make_schema())
CHECKER = jsonschema.Draft202012Validator(SCHEMA, format_checker=jsonschema.FormatChecker())
RIGHT = [
    "", 'profiles = "rss"', 'ignore = "bad-*"', 'ignore = []', '[ignore]\nguid = "7"',
    '[[ignore]]\nfiles = "a.xml"\nuntil = 2027-01-31', '[[ignore]]\nrule = ["*", "bad-date"]\nuntil = "2027-01-31"',
    '[severities]\n"*" = "off"\nbad-date = "info"', '[[overrides]]\nfiles = ["**"]\nignore = [{element = "a"}]\nmax-findings = 1',
    'files = ["a..b/x.xml", "feeds/**"]\nbaseline = "x.jsonl"\nurl = "https://example.com"',
]  # fmt: skip
# What no schema can know, or says in another place.
ONLY_OURS = {"pattern of no rule"}


def plain(data: Any) -> Any:
    """Return data as editors give it to a schema: dates as texts."""
    if isinstance(data, dict):
        return {key: plain(one) for key, one in data.items()}
    if isinstance(data, list):
        return [plain(one) for one in data]
    return data.isoformat() if isinstance(data, date) else data


def is_accepted(data: Any) -> bool:
    try:
        ConfigurationTable.model_validate(data)
    except ValidationError:
        return False
    return True


def documents() -> Iterator[tuple[str, Any]]:
    yield from ((text, tomllib.loads(text)) for text in RIGHT)
    for name, (text, told) in CASES.items():
        if "configuration-syntax" not in told and name not in ONLY_OURS:
            yield name, tomllib.loads(text)


@pytest.mark.parametrize(("name", "data"), list(documents()))
def test_schema_accepts_exactly_what_is_accepted(name: str, data: Any) -> None:
    assert CHECKER.is_valid(plain(data)) is is_accepted(data) is is_right(data) is (name in RIGHT)


def test_schema_is_valid_and_current() -> None:
    jsonschema.Draft202012Validator.check_schema(SCHEMA)
    assert (ROOT / "schemas" / NAME).read_text("utf-8") == make_schema(), "run: make docs"


def keys() -> Iterator[tuple[str, str, Any]]:
    for title, table in {"feedtool.toml": SCHEMA, **SCHEMA["$defs"]}.items():
        if title != "Severities":
            yield from ((title, key, one) for key, one in table.get("properties", {}).items())


@pytest.mark.parametrize(
    ("title", "key", "found"), list(keys()), ids=lambda one: one if isinstance(one, str) else ""
)
def test_each_key_is_described_with_examples_that_are_right(
    title: str, key: str, found: Any
) -> None:
    target = SCHEMA["$defs"]["Severities"] if key == "severities" else found
    assert target["description"].endswith(".")
    assert target["examples"]
    for example in target["examples"]:
        data = {key: example}
        if title == "IgnoreTable":
            data = {"ignore": [{"guid": "x", **data}]}
        elif title == "OverrideTable":
            data = {"overrides": [{"files": "x", **data}]}
        assert CHECKER.is_valid(data)
        assert is_accepted(data)


def test_each_key_is_described_in_the_docs() -> None:
    page = (ROOT / "docs" / "configuration.md").read_text("utf-8")
    for _, key, _ in keys():
        assert f"`{key}`" in page
