"""Our own records in `schemas/` are whole, and each kind of damage to them would be seen."""

import json
import shutil
from collections.abc import Callable
from pathlib import Path

import jsonschema
import pytest
from schema_faults import FOLDERS, OURS, record_files, schema_faults

from feedtool.show.elements import keys_of
from feedtool.show.model import EpisodeMatter, ShowMatter
from feedtool.vocabulary import load_vocabulary

Edit = Callable[[dict], object]


def test_our_records_have_no_fault() -> None:
    assert schema_faults(OURS) == []


@pytest.fixture
def schemas(tmp_path: Path) -> Path:
    return Path(shutil.copytree(OURS, tmp_path / "schemas"))


def change(schemas: Path, file: str, edit: Edit) -> None:
    path = schemas / file
    data = json.loads(path.read_text("utf-8"))
    edit(data)
    path.write_text(json.dumps(data), "utf-8")


def element(name: str, **values: object) -> Edit:
    return lambda data: data["elements"][name].update(values)


def attribute(name: str, **values: object) -> Edit:
    return lambda data: data["elements"]["enclosure"]["attributes"][name].update(values)


def rule(name: str, **values: object) -> Edit:
    return lambda data: data["rules"][name].update(values)


def limit(**values: object) -> Edit:
    return lambda data: data["limits"]["item"]["description"][0].update(values)


def without(name: str, key: str) -> Edit:
    return lambda data: data["elements"][name].pop(key)


@pytest.mark.slow
@pytest.mark.parametrize(
    ("file", "edit", "message"),
    [
        ("rss.json", element("ttl", colour="red"),
         "rss.json: elements.ttl: Additional properties are not allowed ('colour' was unexpected)"),
        ("rss.json", lambda data: data.update(colour="red"),
         "rss.json: : Additional properties are not allowed ('colour' was unexpected)"),
        ("rss.json", attribute("url", colour="red"),
         "rss.json: elements.enclosure.attributes.url: Additional properties are not allowed"),
        ("rss.json", element("ttl", type="numeral"),
         "rss.json: elements.ttl.type: 'numeral' is not one of ['any', "),
        ("rss.json", attribute("url", type="numeral"),
         "rss.json: elements.enclosure.attributes.url.type: 'numeral' is not one of ['any', "),
        ("rss.json", attribute("url", use="often"),
         "rss.json: elements.enclosure.attributes.url.use: 'often' is not one of ['required', "),
        ("rss.json", attribute("url", form="song"),
         "rss.json: elements.enclosure.attributes.url.form: 'song' is not one of ['words', "),
        ("rss.json", element("ttl", content="words"),
         "rss.json: elements.ttl.content: 'words' is not one of ['text', "),
        ("rss.json", element("ttl", at_most="fatal"),
         "rss.json: elements.ttl.at_most: 'fatal' is not one of ['error', "),
        ("rss.json", element("ttl", minimum="1"),
         "rss.json: elements.ttl.minimum: '1' is not of type 'integer'"),
        ("rss.json", element("title", minimum=1),
         "rss.json: elements.title.type: 'title' is not one of ['integer', "),
        ("rss.json", element("ttl", values="60"),
         "rss.json: elements.ttl.values: '60' is not of type 'array'"),
        ("rss.json", element("ttl", values=["60"], list="mediums"),
         "rss.json: elements.ttl: "),
        ("rss.json", element("ttl", bad=[{"xml": "<ttl/>"}]),
         "rss.json: elements.ttl.bad.0: 'rule' is a required property"),
        ("rss.json", element("ttl", bad=["<ttl/>"]),
         "rss.json: elements.ttl.bad.0: '<ttl/>' is not of type 'object'"),
        ("rss.json", element("ttl", bad=[{"xml": "<ttl/>", "rule": "no-such-rule"}]),
         "rss.json: elements.ttl: there is no rule no-such-rule"),
        ("rss.json", element("ttl", **{"in": {"chanel": "?"}}),
         "rss.json: elements.ttl: there is no element chanel in the vocabulary"),
        ("rss.json", element("ttl", like="itm"),
         "rss.json: elements.ttl: there is no element itm in the vocabulary"),
        ("rss.json", element("ttl", same_as={"channel": "tttl"}),
         "rss.json: elements.ttl: there is no element tttl in the vocabulary"),
        ("rss.json", element("ttl", **{"in": {"channel": "2"}}),
         "rss.json: elements.ttl.in.channel: '2' is not one of ['1', '?', '*', '+']"),
        ("rss.json", element("ttl", doc=""), "rss.json: elements.ttl.doc: '' "),
        ("rss.json", without("ttl", "doc"),
         "rss.json: elements.ttl: 'doc' is a required property"),
        ("rss.json", without("ttl", "in"),
         "rss.json: elements.ttl: 'in' is a required property"),
        ("rss.json", lambda data: data.pop("spec"), "rss.json: : 'spec' is a required property"),
        ("rss.json", lambda data: data.pop("$schema"),
         'rss.json: expected an object that starts with "$schema": "vocabulary.schema.json"'),
        ("rss.json", lambda data: data.update(profile="none"),
         "rss.json: profile: there is no profile none"),
        ("rss.json", lambda data: data["elements"].update(
            {"item/ttl": {"in": {"channel": "?"}, "doc": "x"}}),
         "rss.json: elements.item/ttl: channel has another ttl already"),
        ("spotify.json", lambda data: data.update(prefix="psc"),
         "psc.json: prefix: another namespace has psc too"),
        ("podcast.json", element("podcast:locked", list="moods"),
         'podcast.json: elements.podcast:locked.list: there is no list "moods" in schemas/lists'),
        ("podcast.json", lambda data: data["elements"]["podcast:person"]["attributes"]["role"].update(
            suggest="moods"),
         'podcast.json: elements.podcast:person.attributes.role.suggest: there is no list "moods" in schemas/lists'),
        ("podcast.json", lambda data: data["elements"].update({"itunes:x": {"in": {}, "doc": "x"}}),
         "podcast.json: elements.itunes:x: expected podcast:…"),
        ("profiles/apple.json", lambda data: data["requires"]["item"].update(
            ttl={"severity": "error", "why": "x"}),
         "profiles/apple.json: requires.item.ttl: the vocabulary has no ttl in item"),
        ("profiles/apple.json", lambda data: data["requires"]["item"]["enclosure"].update(since=1),
         "profiles/apple.json: requires.item.enclosure: Additional properties are not allowed"),
        ("profiles/apple.json", lambda data: data["limits"]["item"].update(
            {"enclosure@size": [{"max_chars": 9, "severity": "error", "why": "x"}]}),
         "profiles/apple.json: limits.item.enclosure@size: the vocabulary has no enclosure@size in"),
        ("profiles/apple.json", limit(max_chars=9),
         "profiles/apple.json: limits.item.description.0: "),
        ("profiles/apple.json", limit(severity="fatal"),
         "profiles/apple.json: limits.item.description.0.severity: 'fatal' is not one of"),
        ("profiles/apple.json", limit(max_bytes="4000"),
         "profiles/apple.json: limits.item.description.0.max_bytes: '4000' is not of type"),
        ("profiles/apple.json", lambda data: data["rules"].update({"no-such-rule": "error"}),
         "profiles/apple.json: there is no rule no-such-rule"),
        ("profiles/apple.json", lambda data: data.update(name="pear"),
         "profiles/apple.json: name: expected the name of the file"),
        ("profiles/strict.json", lambda data: data["includes"].append("pear"),
         "profiles/strict.json: includes: there is no profile pear"),
        ("profiles/psp1.json", lambda data: data["namespaces"].update(
            {"pear": {"severity": "error", "why": "x"}}),
         "profiles/psp1.json: namespaces.pear: no namespace has this prefix"),
        ("profiles/psp1.json", lambda data: data["namespaces"]["itunes"].pop("why"),
         "profiles/psp1.json: namespaces.itunes: 'why' is a required property"),
        ("rules/feed.json", rule("not-a-feed", colour="red"),
         "rules/feed.json: rules.not-a-feed: Additional properties are not allowed"),
        ("rules/feed.json", rule("not-a-feed", severity="fatal"),
         "rules/feed.json: rules.not-a-feed.severity: 'fatal' is not one of"),
        ("rules/feed.json", rule("not-a-feed", fixable="perhaps"),
         "rules/feed.json: rules.not-a-feed.fixable: 'perhaps' is not one of"),
        ("rules/feed.json", rule("not-a-feed", w3c="UndefinedElement"),
         "rules/feed.json: rules.not-a-feed.w3c: 'UndefinedElement' is not of type 'array'"),
        ("rules/feed.json", rule("not-a-feed", fix=""), "rules/feed.json: rules.not-a-feed.fix: '' "),
        ("rules/feed.json", lambda data: data["rules"].update(Bad_Name=data["rules"]["not-a-feed"]),
         "rules/feed.json: rules: 'Bad_Name' does not match"),
        ("lists/mediums.json", lambda data: data.update(colour="red"),
         "lists/mediums.json: : Additional properties are not allowed"),
        ("lists/mediums.json", lambda data: data.pop("values"),
         "lists/mediums.json: : 'values' is a required property"),
    ],
)  # fmt: skip
def test_malformed_record_is_named(schemas: Path, file: str, edit: Edit, message: str) -> None:
    change(schemas, file, edit)
    faults = schema_faults(schemas)
    assert any(fault.startswith(message) for fault in faults), faults


@pytest.mark.parametrize(
    ("copied", "name", "message"),
    [
        ("dc.json", "dc2.json", "dc2.json: the file and its name in NAMESPACES belong together"),
        ("dc.json", "dc2.json", "dc2.json: elements.dc:title: this element has another record"),
        ("rules/feed.json", "rules/feed2.json", "rules: not-a-feed has two records"),
    ],
)  # fmt: skip
def test_second_record_is_refused(schemas: Path, copied: str, name: str, message: str) -> None:
    shutil.copy(schemas / copied, schemas / name)
    assert message in schema_faults(schemas)


def test_missing_file_is_named(schemas: Path) -> None:
    (schemas / "dc.json").unlink()
    message = "dc.json: the file and its name in NAMESPACES belong together"
    assert message in schema_faults(schemas)


def test_duplicate_key_is_refused(schemas: Path) -> None:
    path = schemas / "content.json"
    text = path.read_text("utf-8").replace('"prefix"', '"doc": "again",\n  "prefix"', 1)
    path.write_text(text, "utf-8")
    assert schema_faults(schemas) == ["content.json: the key doc occurs twice in one object"]


def test_broken_json_is_told_with_its_place(schemas: Path) -> None:
    (schemas / "atom.json").write_text('{\n  "namespace" "x"}', "utf-8")
    assert schema_faults(schemas) == ["atom.json:2:15: Expecting ':' delimiter"]


def test_no_record_stands_outside_of_the_folders_that_are_checked() -> None:
    described = {path.name for path in OURS.glob("*.schema.json")}
    found = {path for path in OURS.rglob("*.json") if path.name not in described}
    assert found == set(record_files(OURS))


def test_sources_are_keys_of_the_model_or_of_an_element() -> None:
    models = {"channel": ShowMatter.model_fields, "item": EpisodeMatter.model_fields}
    for one in load_vocabulary().elements.values():
        for parent, source in one.source.items():
            key = source.split(".")[0]
            if parent in models and key != "notes" and key not in models[parent]:
                assert keys_of(parent)[key] is one


@pytest.mark.parametrize("name", FOLDERS.values())
def test_schema_describes_each_property_and_its_examples_are_right(name: str) -> None:
    schema = json.loads((OURS / name).read_text("utf-8"))
    jsonschema.Draft202012Validator.check_schema(schema)
    for where, part in parts(schema, schema["title"]):
        closed = part.get("additionalProperties") is False
        assert closed == ("properties" in part), where
        for key, about in {**part.get("properties", {}), **part.get("$defs", {})}.items():
            assert "$ref" in about or about.get("description"), f"{where}.{key}"
        rooted = {"$defs": schema.get("$defs", {}), **part}
        for example in part.get("examples", ()):
            jsonschema.Draft202012Validator(rooted).validate(example)


def parts(schema: dict, where: str) -> list[tuple[str, dict]]:
    """The schemas in a schema, without the conditions, which describe nothing."""
    found = [(where, schema)]
    inner = {**schema.get("properties", {}), **schema.get("$defs", {})}
    for key in ("items", "additionalProperties"):
        if isinstance(schema.get(key), dict):
            inner[key] = schema[key]
    for key, part in inner.items():
        found += parts(part, f"{where}.{key}")
    return found
