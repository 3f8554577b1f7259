"""Reads what `schemas/profiles/` says each directory and each standard demands."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

from feedtool.vocabulary.json_files import read_json
from feedtool.vocabulary.records import (
    BadExample,
    CueLimits,
    Declaration,
    Limit,
    Profile,
    Requirement,
)


def read_profiles(folder: Path) -> dict[str, Profile]:
    """Return the profiles in a folder of schemas by their name, in the order of their names."""
    files = sorted(folder.joinpath("profiles").glob("*.json"))
    return {file.stem: _profile(read_json(file)) for file in files}


def _profile(data: dict[str, Any]) -> Profile:
    return Profile(
        name=data["name"],
        title=data["title"],
        spec=data["spec"],
        requires=tuple(_requirements(data)),
        limits=tuple(_limits(data)),
        declarations=tuple(_declarations(data)),
        rules=data.get("rules", {}),
        transcripts={form: CueLimits(**one) for form, one in data.get("transcripts", {}).items()},
        includes=tuple(data.get("includes", ())),
        documents=tuple(data.get("documents", ())),
        doc=data.get("doc", ""),
        good=data["good"],
        bad=BadExample(**data["bad"]),
    )


def _requirements(data: dict[str, Any]) -> Iterator[Requirement]:
    for parent, elements in data.get("requires", {}).items():
        for element, record in elements.items():
            yield Requirement(parent, element, **record)


def _declarations(data: dict[str, Any]) -> Iterator[Declaration]:
    for prefix, record in data.get("namespaces", {}).items():
        yield Declaration(prefix, **record)


def _limits(data: dict[str, Any]) -> Iterator[Limit]:
    for parent, limited in data.get("limits", {}).items():
        for key, records in limited.items():
            element, _, attribute = key.partition("@")
            for record in records:
                values = tuple(record.get("values", ()))
                yield Limit(parent, element, attribute, **{**record, "values": values})
