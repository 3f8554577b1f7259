"""The JSON Schema of the configuration, for editors.

`python -m feedtool.configuration.json_schema` writes it into `schemas/`.
"""

import json
from pathlib import Path
from typing import Any

from pydantic import TypeAdapter

from feedtool.configuration.accepting import NAME
from feedtool.configuration.model import ConfigurationTable
from feedtool.vocabulary import load_rules, load_vocabulary

_DIALECT = "https://json-schema.org/draft/2020-12/schema"
# A name with one of these characters is a pattern.
_PATTERN = r"[*?\[]"


def make_schema() -> str:
    """Return the text of the schema."""
    schema = _tidy(TypeAdapter(ConfigurationTable).json_schema())
    definitions = schema.pop("$defs")
    severities = _describe_severities(definitions["OverrideTable"]["properties"]["severities"])
    for table in (schema, definitions["OverrideTable"]):
        table["properties"]["severities"] = {"$ref": "#/$defs/Severities"}
    definitions |= _define_names() | {"Severities": severities}
    definitions["IgnoreTable"]["anyOf"] = [
        {"required": [key]} for key in ("rule", "element", "path", "guid", "files")
    ]
    # Editors that know a schema by its address may write it into the file.
    whole = {"$schema": _DIALECT, "title": "feedtool.toml", **schema, "$defs": definitions}
    return json.dumps(whole, ensure_ascii=False, indent=1) + "\n"


def _define_names() -> dict[str, Any]:
    """Return the definitions of what the vocabulary knows, and of patterns."""
    return {
        "Rule": {
            "description": "The id of a rule, or a pattern: * stands for any characters.",
            "anyOf": [
                {"enum": sorted(load_rules())},
                {"type": "string", "pattern": _PATTERN},
            ],
        },
        "Profile": {
            "description": "What a directory or a standard requires.",
            "enum": sorted(load_vocabulary().profiles),
        },
        "Glob": {
            "description": "A path or a pattern below the folder of the configuration.",
            "type": "string",
            "minLength": 1,
            "pattern": r"^(?!/|[A-Za-z]:|(?:.*/)?\.\.(?:/|$))[^\\]*$",
        },
        "Level": {
            "description": "The severity; off means that the rule is not reported.",
            "enum": ["error", "warning", "info", "off"],
        },
    }


def _describe_severities(found: Any) -> dict[str, Any]:
    """Return the schema of the table in which each rule is a key, so that editors complete it."""
    level = {"$ref": "#/$defs/Level"}
    return {
        "type": "object",
        "description": found["description"],
        "examples": found["examples"],
        "properties": {
            rule.id: {**level, "description": rule.title}
            for rule in sorted(load_rules().values(), key=lambda rule: rule.id)
        },
        "patternProperties": {_PATTERN: level},
        "additionalProperties": False,
    }


def _tidy(part: Any) -> Any:
    """Return a part of the schema without titles, null and empty defaults, which say nothing."""
    if isinstance(part, list):
        return [_tidy(one) for one in part]
    if not isinstance(part, dict):
        return part
    if "$def" in part:
        return {"$ref": f"#/$defs/{part['$def']}"}
    made = {
        key: _tidy(one)
        for key, one in part.items()
        if not (key == "title" and isinstance(one, str))
        and not (key == "default" and one in (None, [], {}))
    }
    forms = [one for one in made.get("anyOf", ()) if one != {"type": "null"}]
    if len(forms) == 1:
        del made["anyOf"]
        return forms[0] | made
    return made | {"anyOf": forms} if forms else made


if __name__ == "__main__":
    path = Path(__file__).resolve().parents[2] / "schemas" / NAME
    path.write_text(make_schema(), encoding="utf-8", newline="\n")
