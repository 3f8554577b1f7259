"""A show as the build reads it, and as an editor does: YAML 1.2, and our JSON Schemas."""

import json
from collections.abc import Mapping
from functools import cache
from pathlib import Path
from typing import Any

import jsonschema
from yaml12 import read_yaml12

from feedtool.findings.report import SourceError
from feedtool.producer.build import build
from feedtool.show.json_schema import make_schemas
from feedtool.show.placeholder import make_cover, make_silence
from feedtool.show.reading import load_show

BASE: dict[str, dict[str, str]] = {
    "show": {
        "title": "Harbour Notes",
        "link": "https://example.com/",
        "feed_url": "https://example.com/feed.xml",
        "description": "Talks about small ports.",
        "language": "en",
        "timezone": "Europe/London",
        "owner": "{email: ed@example.com}",
        "categories": "[Technology]",
        "artwork": "https://example.com/cover.png",
    },
    "episode": {
        "title": "The night ferry",
        "number": "1",
        "published": "2024-01-15T07:00",
        "audio": "{url: https://example.com/1.mp3, length: 12345678, duration: 52:10}",
    },
    "people": {"mira": "{name: Mira Holt}", "bo": "{name: Bo Lind}", '"7"': "{name: Seven}"},
}


@cache
def schema_of(name: str) -> dict[str, Any]:
    schema: dict[str, Any] = json.loads(make_schemas()[f"{name}.schema.json"])
    return schema


def start(folder: Path) -> None:
    """Write the files that the forms name."""
    files = {
        "audio/001.mp3": make_silence(5),
        "001.mp3": make_silence(5),
        "artwork/cover.png": make_cover(),
        "people/mira.png": make_cover(60),
        "transcripts/1": b"WEBVTT\n\n00:00.000 --> 00:04.000\nHello\n",
        "transcripts/1.vtt": b"WEBVTT\n\n00:00.000 --> 00:04.000\nHello\n",
        "chapters/1.json": b'{"version": "1.2.0", "chapters": [{"startTime": 0, "title": "A"}]}',
    }
    for name, data in files.items():
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(data)
    (folder / "episodes").mkdir()


def build_faults(folder: Path, **changed: Mapping[str, str]) -> list[str]:
    """Return what the build says against a show in which these keys have other values."""
    texts = {name: as_yaml(keys | dict(changed.get(name, {}))) for name, keys in BASE.items()}
    for name in ("show", "people"):
        (folder / f"{name}.yaml").write_text(texts[name], "utf-8")
    (folder / "episodes" / "001.md").write_text(f"---\n{texts['episode']}---\nNotes.\n", "utf-8")
    try:
        build(load_show(folder), write=False)
    except SourceError as error:
        return [str(one) for one in error.findings]
    return []


def editor_faults(name: str, keys: Mapping[str, str]) -> list[str]:
    """Return what an editor says against these keys of a file."""
    schema = schema_of(name)
    text = as_yaml(keys)
    if name != "people":
        schema = {**schema, "required": []}
        schema.pop("else", None)
    found = jsonschema.Draft202012Validator(schema).iter_errors(read_yaml12(text))
    return [one.message[:200] for one in found]


def as_yaml(keys: Mapping[str, str]) -> str:
    return "".join(f"{key}: {value}\n" for key, value in keys.items())
