import json
import shutil
from collections.abc import Callable
from pathlib import Path

import jsonschema
import pytest

from feedtool.show.elements import keys_of
from feedtool.show.model import EpisodeMatter, ShowMatter
from feedtool.vocabulary import VocabularyError, load_vocabulary, loading

ROOT = Path(__file__).resolve().parents[2]


@pytest.fixture
def schemas(tmp_path: Path) -> Path:
    return Path(shutil.copytree(ROOT / "schemas", tmp_path / "schemas"))


def change(schemas: Path, file: str, edit: Callable[[dict], None]) -> None:
    path = schemas / file
    data = json.loads(path.read_text("utf-8"))
    edit(data)
    path.write_text(json.dumps(data), "utf-8")


def element(name: str, **values: object) -> Callable[[dict], None]:
    return lambda data: data["elements"][name].update(values)


@pytest.mark.parametrize(
    ("file", "edit", "message"),
    [
        ("rss.json", element("ttl", colour="red"), "rss.json: elements.ttl.colour: unknown key;"),
        (
            "rss.json",
            element("ttl", **{"in": {"chanel": "?"}}),
            "ttl.in.chanel: there is no element chanel in the vocabulary",
        ),
        (
            "rss.json",
            element("ttl", **{"in": {"channel": "2"}}),
            "rss.json: elements.ttl.in.channel: is '2'; expected one of 1, ?, *, +",
        ),
        ("rss.json", element("ttl", doc=""), "rss.json: elements.ttl.doc: expected a text"),
        (
            "podcast.json",
            element("podcast:locked", list="moods"),
            'podcast.json: elements.podcast:locked.list: there is no list "moods" in schemas/lists',
        ),
        (
            "podcast.json",
            lambda data: data["elements"].update({"itunes:x": {"in": {}, "doc": "x"}}),
            "podcast.json: elements.itunes:x: expected podcast:…",
        ),
        (
            "profiles/apple.json",
            lambda data: data["requires"]["item"].update({"ttl": {}}),
            "profiles/apple.json: requires.item.ttl: the vocabulary has no ttl in item",
        ),
    ],
)
def test_malformed_record_is_named(schemas: Path, file: str, edit, message: str) -> None:
    change(schemas, file, edit)
    with pytest.raises(VocabularyError) as raised:
        load_vocabulary(schemas)
    assert str(raised.value).startswith(message)


def test_duplicate_key_is_refused(schemas: Path) -> None:
    path = schemas / "content.json"
    text = path.read_text("utf-8").replace('"prefix"', '"doc": "again",\n  "prefix"', 1)
    path.write_text(text, "utf-8")
    with pytest.raises(VocabularyError, match=r"content.json: the key doc occurs twice"):
        load_vocabulary(schemas)


def test_broken_json_is_told_with_its_place(schemas: Path) -> None:
    (schemas / "atom.json").write_text('{\n  "namespace" "x"}', "utf-8")
    with pytest.raises(VocabularyError, match=r"^atom.json:2:15: "):
        load_vocabulary(schemas)


def test_sources_are_keys_of_the_model_or_of_an_element() -> None:
    models = {"channel": ShowMatter.model_fields, "item": EpisodeMatter.model_fields}
    for one in load_vocabulary().elements.values():
        for parent, source in one.source.items():
            key = source.split(".")[0]
            if parent in models and key != "notes" and key not in models[parent]:
                assert keys_of(parent)[key] is one


def test_no_rule_is_in_two_files() -> None:
    ids = [key for where in loading.RULE_FILES for key in loading.load_rules(where)]
    assert sorted(ids) == sorted(set(ids))


def test_all_files_of_rules_are_read() -> None:
    files = {path.stem for path in (ROOT / "schemas" / "rules").glob("*.json")}
    assert files == set(loading.RULE_FILES)


@pytest.mark.parametrize("name", loading.RULE_FILES)
def test_records_of_rules_have_the_form_that_their_schema_describes(name: str) -> None:
    schema = json.loads((ROOT / "schemas" / "rules.schema.json").read_text("utf-8"))
    data = json.loads((ROOT / "schemas" / "rules" / f"{name}.json").read_text("utf-8"))
    jsonschema.Draft202012Validator(schema).validate(data)


@pytest.mark.parametrize("name", loading.NAMESPACES)
def test_records_have_the_form_that_their_schema_describes(name: str) -> None:
    schema = json.loads((ROOT / "schemas" / "vocabulary.schema.json").read_text("utf-8"))
    data = json.loads((ROOT / "schemas" / f"{name}.json").read_text("utf-8"))
    jsonschema.Draft202012Validator(schema).validate(data)
