"""What is wrong with a folder of schemas: our own files are checked here, and nowhere else.

The loader trusts the files, so that no command pays for the checks.
"""

import json
from collections import Counter
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import Any

import jsonschema

from feedtool.vocabulary.loading import NAMESPACES

OURS = Path(__file__).resolve().parents[1] / "schemas"
# The JSON Schema of the files in each folder.
FOLDERS = {
    "": "vocabulary.schema.json",
    "rules": "rules.schema.json",
    "profiles": "profile.schema.json",
    "lists": "list.schema.json",
}
Record = dict[str, Any]
Files = dict[str, Record]


def schema_faults(folder: Path) -> list[str]:
    """Return the faults in each file; if there are none, the faults between the files."""
    files: Files = {}
    faults: list[str] = []
    for path in record_files(folder):
        file = path.relative_to(folder).as_posix()
        files[file], found = _read(file, path.read_bytes())
        faults += found
    return faults or [
        *_namespace_faults(files),
        *_element_faults(files),
        *_list_faults(files),
        *_profile_faults(files),
        *_rule_faults(files),
    ]


def record_files(folder: Path) -> list[Path]:
    """Return the files with records, without the JSON Schemas that describe them."""
    found = [path for name in FOLDERS for path in sorted((folder / name).glob("*.json"))]
    return [path for path in found if not path.name.endswith(".schema.json")]


@cache
def _read(file: str, raw: bytes) -> tuple[Record, list[str]]:
    """Return what a file holds, and what is wrong with it alone."""
    twice: list[str] = []

    def collect(pairs: list[tuple[str, Any]]) -> Record:
        twice.extend(key for key, number in Counter(key for key, _ in pairs).items() if number > 1)
        return dict(pairs)

    try:
        data = json.loads(raw, object_pairs_hook=collect)
    except json.JSONDecodeError as why:
        return {}, [f"{file}:{why.lineno}:{why.colno}: {why.msg}"]
    faults = [f"{file}: the key {key} occurs twice in one object" for key in twice]
    inside = file.rpartition("/")[0]
    schema = FOLDERS[inside]
    wanted = f"../{schema}" if inside else schema
    if not isinstance(data, dict) or next(iter(data.items()), None) != ("$schema", wanted):
        faults.append(f'{file}: expected an object that starts with "$schema": "{wanted}"')
    validator = jsonschema.Draft202012Validator(json.loads((OURS / schema).read_text("utf-8")))
    for error in validator.iter_errors(data):
        faults.append(f"{file}: {'.'.join(map(str, error.absolute_path))}: {error.message}")
    return data, faults


def _namespaces(files: Files) -> Iterator[tuple[str, Record]]:
    return ((file, data) for file, data in files.items() if "/" not in file)


def _profiles(files: Files) -> Iterator[tuple[str, Record]]:
    return ((file, data) for file, data in files.items() if file.startswith("profiles/"))


def _elements(files: Files) -> Iterator[tuple[str, str, Record]]:
    """Yield the place, the key and the record of each element."""
    for file, data in _namespaces(files):
        for key, record in data["elements"].items():
            yield f"{file}: elements.{key}", key, record


def _children(files: Files) -> dict[str, dict[str, Record]]:
    """Return the records that each parent takes, by their names."""
    records = [(key, record) for _, key, record in _elements(files)]
    return {
        parent: {
            key.rpartition("/")[2]: one
            for key, one in records
            if parent in one["in"] or record.get("like") in one["in"]
        }
        for parent, record in records
    }


def _namespace_faults(files: Files) -> Iterator[str]:
    names = {file.removesuffix(".json") for file, _ in _namespaces(files)}
    for name in sorted(names ^ {*NAMESPACES}):
        yield f"{name}.json: the file and its name in NAMESPACES belong together"
    prefixes = Counter(data["prefix"] for _, data in _namespaces(files))
    for file, data in _namespaces(files):
        prefix = data["prefix"]
        if prefixes[prefix] > 1:
            yield f"{file}: prefix: another namespace has {prefix} too"
        if f"profiles/{data['profile']}.json" not in files:
            yield f"{file}: profile: there is no profile {data['profile']}"
        for key in data["elements"]:
            if key.rpartition("/")[2].rpartition(":")[0] != prefix:
                expected = f"{prefix}:…" if prefix else "a name without prefix"
                yield f"{file}: elements.{key}: expected {expected}"


def _element_faults(files: Files) -> Iterator[str]:
    known = Counter(["", *(key for _, key, _ in _elements(files))])
    names: Counter[tuple[str, str]] = Counter()
    for where, key, record in _elements(files):
        if known[key] > 1:
            yield f"{where}: this element has another record"
        same = record.get("same_as", {})
        named = [*record["in"], *same, *same.values(), record.get("like", "")]
        for other in named:
            if other not in known:
                yield f"{where}: there is no element {other} in the vocabulary"
        for parent in record["in"]:
            name = key.rpartition("/")[2]
            names[parent, name] += 1
            if names[parent, name] > 1:
                yield f"{where}: {parent} has another {name} already"


def _list_faults(files: Files) -> Iterator[str]:
    for where, _, element in _elements(files):
        attributes = element.get("attributes", {})
        parts = {where: element, **{f"{where}.attributes.{k}": v for k, v in attributes.items()}}
        for place, record in parts.items():
            for key in {"list", "suggest", "variants", "slips"} & {*record}:
                if f"lists/{record[key]}.json" not in files:
                    yield f'{place}.{key}: there is no list "{record[key]}" in schemas/lists'


def _profile_faults(files: Files) -> Iterator[str]:
    children = _children(files)
    prefixes = {data["prefix"] for _, data in _namespaces(files)}
    for file, data in _profiles(files):
        if file != f"profiles/{data['name']}.json":
            yield f"{file}: name: expected the name of the file"
        included = data.get("includes", ())
        yield from (f"{file}: includes: there is no profile {name}"
                    for name in included if f"profiles/{name}.json" not in files)  # fmt: skip
        declared = data.get("namespaces", ())
        yield from (f"{file}: namespaces.{prefix}: no namespace has this prefix"
                    for prefix in declared if prefix not in prefixes)  # fmt: skip
        for where, parent, key in _demands(data):
            name, _, attribute = key.partition("@")
            element = children.get(parent, {}).get(name)
            if element is None or attribute not in ("", *element.get("attributes", ())):
                yield f"{file}: {where}: the vocabulary has no {key} in {parent}"


def _demands(profile: Record) -> Iterator[tuple[str, str, str]]:
    """Yield the place, the parent and the key of each demand."""
    for part in ("requires", "limits"):
        for parent, wanted in profile.get(part, {}).items():
            for key in wanted:
                yield f"{part}.{parent}.{key}", parent, key


def _rule_faults(files: Files) -> Iterator[str]:
    known = Counter(rule for file in files if file.startswith("rules/")
                    for rule in files[file]["rules"])  # fmt: skip
    yield from (f"rules: {rule} has two records" for rule, number in known.items() if number > 1)
    named = [
        (where, bad["rule"]) for where, _, one in _elements(files) for bad in one.get("bad", ())
    ]
    for file, data in _profiles(files):
        named += [(file, rule) for rule in (*data.get("rules", ()), data["bad"]["rule"])]
    yield from (f"{where}: there is no rule {rule}" for where, rule in named if rule not in known)
