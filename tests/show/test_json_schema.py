"""Schemas for editors: they take what the build takes, and explain each key."""

import json
import re
import subprocess
from collections.abc import Iterator
from pathlib import Path
from shutil import which
from typing import Any

import jsonschema
import pytest
from show_forms import CANNOT_SAY, EPISODE, PERSON, SHOW, Forms
from two_readers import BASE, build_faults, editor_faults, schema_of, start
from yaml12 import read_yaml12

from feedtool.show.json_schema import make_schemas
from feedtool.show.model import EpisodeMatter, LiveItem, ShowFile, live_keys
from feedtool.show.person import Person
from feedtool.show.yaml_source import read_yaml

ROOT = Path(__file__).resolve().parents[2]
# The forms that every key is tried with, besides its own.
ANY = ["", "~x", "word", "5", "1.5", "-1", "true", "{}", "[]", "[[]]", "[word]", "{nonsense: 1}"]
# The rules, or the words, of what JSON Schema cannot say: see CANNOT_SAY.
UNSAYABLE = (
    "file-missing", "folder-missing", "unknown-person", "bad-timezone", "guid-not-url",
    "there is no such rule",
)  # fmt: skip
FILES: dict[str, dict[str, Forms]] = {"show": SHOW, "episode": EPISODE}


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    made = tmp_path_factory.mktemp("show")
    start(made)
    return made


def cases(index: int) -> list[Any]:
    return [
        pytest.param(file, key, form, id=f"{file}-{key}-{form}")
        for file, keys in FILES.items()
        for key, forms in keys.items()
        for form in forms[index]
    ]


@pytest.mark.parametrize(("file", "key", "form"), cases(0))
def test_what_the_build_takes_is_right_in_an_editor(
    folder: Path, file: str, key: str, form: str
) -> None:
    assert build_faults(folder, **{file: {key: form}}) == []
    assert editor_faults(file, {key: form}) == []


@pytest.mark.parametrize(("file", "key", "form"), cases(1))
def test_what_the_build_refuses_is_wrong_in_an_editor(
    folder: Path, file: str, key: str, form: str
) -> None:
    assert build_faults(folder, **{file: {key: form}}) != []
    assert editor_faults(file, {key: form}) != []


@pytest.mark.slow
@pytest.mark.parametrize("form", ANY)
@pytest.mark.parametrize(("file", "key"), [(file, key) for file in FILES for key in FILES[file]])
def test_both_say_the_same_of_any_form(folder: Path, file: str, key: str, form: str) -> None:
    built = build_faults(folder, **{file: {key: form}})
    if any(rule in one for one in built for rule in UNSAYABLE):
        return
    assert (built == []) == (editor_faults(file, {key: form}) == [])


@pytest.mark.parametrize("key", PERSON)
def test_people_have_the_same_forms(folder: Path, key: str) -> None:
    for index, forms in enumerate(PERSON[key]):
        for form in forms:
            keys = {"name": "Noor", key: form}
            person = "{" + ", ".join(f"{one}: {value}" for one, value in keys.items()) + "}"
            built = build_faults(folder, people={"noor": person})
            assert bool(built) == bool(index), form
            assert bool(editor_faults("people", {"noor": person})) == bool(index), form


@pytest.mark.parametrize("why", CANNOT_SAY)
def test_what_json_schema_cannot_say_is_a_short_list(folder: Path, why: str) -> None:
    for file, line in CANNOT_SAY[why]:
        key, _, value = line.partition(": ")
        assert build_faults(folder, **{file: {key: value}}) != [], line
        assert editor_faults(file, {key: value}) == [], line


def test_the_forms_of_each_key_are_tried() -> None:
    assert SHOW.keys() == ShowFile.model_fields.keys()
    assert EPISODE.keys() == EpisodeMatter.model_fields.keys()
    assert PERSON.keys() == Person.model_fields.keys()


@pytest.mark.parametrize(
    ("file", "key"),
    [(file, key) for file, keys in BASE.items() for key in keys if file != "people"],
)
def test_a_missing_key_is_wrong_if_the_build_needs_it(file: str, key: str) -> None:
    keys = {one: value for one, value in BASE[file].items() if one != key}
    text = "".join(f"{one}: {value}\n" for one, value in keys.items())
    found = jsonschema.Draft202012Validator(schema_of(file)).iter_errors(read_yaml12(text))
    wanted = [] if key in ("timezone", "number") else [f"'{key}' is a required property"]
    assert [one.message for one in found] == wanted


@pytest.mark.parametrize(
    ("keys", "faults"),
    [
        ("{title: A, draft: true}", 0),
        ("{title: A, draft: ' Yes '}", 0),
        ("{title: A, draft: no}", 2),
        ("{title: A}", 2),
        ("{draft: true}", 1),
    ],
)
def test_a_draft_may_lack_date_and_audio(keys: str, faults: int) -> None:
    data = read_yaml12(keys)
    found = jsonschema.Draft202012Validator(schema_of("episode")).iter_errors(data)
    assert len(list(found)) == faults


def shows_and_episodes() -> Iterator[Any]:
    for path in sorted(ROOT.glob("feeds/*/**/*")):
        if path.name in ("show.yaml", "people.yaml"):
            yield pytest.param(path.stem, path.read_text("utf-8"), id=str(path.relative_to(ROOT)))
        elif path.suffix == ".md" and path.parent.name == "episodes":
            text = path.read_text("utf-8").split("---\n")[1]
            yield pytest.param("episode", text, id=str(path.relative_to(ROOT)))


@pytest.mark.parametrize(("file", "text"), list(shows_and_episodes()))
def test_the_example_shows_are_right_in_an_editor(file: str, text: str) -> None:
    found = jsonschema.Draft202012Validator(schema_of(file)).iter_errors(read_yaml12(text))
    assert [one.message for one in found] == []


def documented() -> Iterator[Any]:
    """Yield each key of each example in docs/show.md, with the file that it belongs to."""
    text = (ROOT / "docs" / "show.md").read_text("utf-8")
    for block in re.findall(r"```yaml\n(.*?)```", text, re.DOTALL):
        parts = [block]
        if len(re.findall(r"(?m)^footer: ", block)) > 1:
            parts = block.splitlines(keepends=True)
        for part in parts:
            for key, value in _split_keys(part).items():
                file = "people" if "# people.yaml" in block else _file_of(key)
                if "# episodes/" in block:
                    file = "episode"
                yield pytest.param(file, key, value, id=f"{file}-{key}-{value[:30].strip()}")


def _split_keys(block: str) -> dict[str, str]:
    """Return the text of each key of a block; what the block says is YAML for both readers."""
    assert read_yaml(block).data
    found = re.findall(r"(?ms)^(\w+):(.*?)(?=^\w+:|\Z)", block)
    return {key: value.rstrip("\n") for key, value in found}


def _file_of(key: str) -> str:
    return "show" if key in schema_of("show")["properties"] else "episode"


@pytest.mark.parametrize(("file", "key", "value"), list(documented()))
def test_what_the_docs_show_is_right_for_both(
    folder: Path, file: str, key: str, value: str
) -> None:
    built = build_faults(folder, **{file: {key: value}})
    assert [one for one in built if "file-missing" not in one] == []
    assert editor_faults(file, {key: value}) == []


def described(part: Any, path: str) -> Iterator[tuple[str, str, Any]]:
    """Yield each key that a schema describes: its place, its name, its schema."""
    if isinstance(part, list):
        for one in part:
            yield from described(one, path)
    elif isinstance(part, dict):
        for key, one in part.get("properties", {}).items():
            yield path, key, one
        for key, one in part.items():
            if key != "examples":
                yield from described(one, f"{path}/{key}")


@pytest.mark.parametrize("name", ["show", "episode", "people"])
def test_each_key_is_explained(name: str) -> None:
    schema = schema_of(name)
    for path, key, one in described(schema, ""):
        if not path.endswith(("/crew", "/crewOfShow", "/if")):
            assert is_explained(one, schema), f"{path}: {key}"


def is_explained(part: Any, schema: Any) -> bool:
    """Tell whether a part of a schema, or what it refers to, has a description."""
    while "description" not in part and "$ref" in part:
        target: Any = schema
        for step in part["$ref"].removeprefix("#/").split("/"):
            target = target[step]
        part = target
    return "description" in part or "description" in str(part.get("anyOf", ""))


@pytest.mark.parametrize(
    ("name", "keys"),
    [
        ("show", ShowFile.model_fields.keys()),
        ("episode", EpisodeMatter.model_fields.keys()),
    ],
)
def test_each_key_has_examples_that_the_build_takes(
    folder: Path, name: str, keys: list[str]
) -> None:
    for key in keys:
        examples = schema_of(name)["properties"][key]["examples"]
        assert examples, key
        for one in examples:
            value = json.dumps(one, ensure_ascii=False)
            built = build_faults(folder, **{name: {key: value}})
            assert [fault for fault in built if "folder-missing" not in fault] == [], (key, value)
            assert editor_faults(name, {key: value}) == [], (key, value)


def test_a_live_item_has_the_keys_of_its_model_and_of_elements() -> None:
    keys = schema_of("show")["$defs"]["liveItem"]["properties"].keys()
    assert live_keys() <= keys
    assert "chat" in keys
    assert not {"slug", "elements", "draft"} & keys
    assert live_keys() == {one for one in LiveItem.model_fields if one in keys}


def test_editors_list_what_may_be_written() -> None:
    definitions = schema_of("show")["$defs"]
    listed = definitions["category"]["anyOf"][0]["enum"]
    assert {"Business", "Business > Management", "True Crime"} <= {*listed}
    assert "sound designer" in definitions["crew"]["properties"]
    assert "musicL" in definitions["podcast:medium"]["anyOf"][0]["anyOf"][0]["enum"]
    assert "enum" not in definitions["language"]


@pytest.mark.parametrize("name", ["show", "episode", "people"])
def test_each_schema_is_small_enough_for_an_editor(name: str) -> None:
    assert len(make_schemas()[f"{name}.schema.json"]) < 230_000


def patterns(part: Any) -> Iterator[str]:
    if isinstance(part, list):
        for one in part:
            yield from patterns(one)
    elif isinstance(part, dict):
        if isinstance(part.get("pattern"), str):
            yield part["pattern"]
        yield from part.get("patternProperties", {})
        for one in part.values():
            yield from patterns(one)


def test_patterns_are_those_of_javascript() -> None:
    """Editors compile them with the flag u, which allows no needless backslash."""
    if which("node") is None:
        pytest.skip("node is not here")
    found = sorted(
        {one for name in ("show", "episode", "people") for one in patterns(schema_of(name))}
    )
    script = "JSON.parse(require('fs').readFileSync(0)).forEach(one => new RegExp(one, 'u'))"
    subprocess.run(["node", "-e", script], input=json.dumps(found).encode(), check=True)
