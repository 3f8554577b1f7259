"""The loader turns files into records: what it fills in, takes over and copies."""

import json
from pathlib import Path

import pytest

from feedtool.vocabulary import (
    BadExample,
    Element,
    Limit,
    Value,
    Vocabulary,
    load_list,
    load_rules,
    load_vocabulary,
)  # fmt: skip
from feedtool.vocabulary.json_files import SCHEMAS
from feedtool.vocabulary.loading import NAMESPACES
from feedtool.vocabulary.rules import RULE_FILES

RSS = {
    "rss": {"in": {"": "1"}, "content": "elements", "doc": "The root."},
    "channel": {"in": {"rss": "1"}, "content": "elements", "doc": "The show."},
    "item": {"in": {"channel": "*"}, "content": "elements", "doc": "An episode."},
    "live": {"in": {"channel": "*"}, "like": "item", "content": "elements", "doc": "On the air."},
    "tide": {
        "in": {"item": "1"}, "values": ["high", "low"], "doc": "The tide.", "good": ["<tide>low</tide>"],
        "bad": [{"xml": "<tide>mid</tide>", "rule": "bad-value"}], "at_most": "info",
        "attributes": {"port": {"use": "required", "suggest": "ports"}}, "same_as": {"item": "water"},
    },
    "water": {"in": {"item": "?", "live": "*"}, "list": "ports", "doc": "The water.",
              "spec": "https://example.com/water"},
}  # fmt: skip
PROFILE = {
    "name": "harbour", "title": "Harbour", "doc": "x", "spec": "https://example.com/",
    "namespaces": {"dc": {"severity": "error", "why": "a"}}, "includes": ["rss"],
    "requires": {"item": {"tide": {"severity": "error", "why": "b"}}},
    "limits": {"item": {"tide@port": [{"values": ["x"], "severity": "info", "why": "c"}],
                        "water": [{"max_chars": 9, "severity": "error", "why": "d"}]}},
    "good": "<rss/>", "bad": {"xml": "<x/>", "rule": "not-a-feed"},
}  # fmt: skip


def write(path: Path, data: object) -> None:
    path.parent.mkdir(exist_ok=True)
    path.write_text(json.dumps(data), "utf-8")


@pytest.fixture
def vocabulary(tmp_path: Path) -> Vocabulary:
    """A small vocabulary of our own."""
    about = {"profile": "rss", "spec": "https://example.com/", "doc": "x", "at_most": "warning"}
    for name in NAMESPACES:
        prefix = "" if name == "rss" else name
        inside = RSS if name == "rss" else {}
        namespace = {"namespace": name, "prefix": prefix, **about, "elements": inside}
        write(tmp_path / f"{name}.json", namespace)
    write(tmp_path / "lists" / "ports.json", {"values": {"Kiel": 1, "Brest": 2}})
    write(tmp_path / "profiles" / "harbour.json", PROFILE)
    return load_vocabulary(tmp_path)


def test_what_an_element_says_becomes_its_record(vocabulary: Vocabulary) -> None:
    tide = vocabulary.elements["tide"]
    assert tide.value == Value("any", values=("high", "low"))
    assert (tide.content, tide.doc, tide.good) == ("text", "The tide.", ("<tide>low</tide>",))
    assert [(one.xml, one.rule) for one in tide.bad] == [("<tide>mid</tide>", "bad-value")]
    port = tide.attributes["port"]
    assert (port.name, port.use, port.value) == (
        "port",
        "required",
        Value(suggest=("Kiel", "Brest")),
    )


def test_a_list_is_the_values_of_its_file(vocabulary: Vocabulary) -> None:
    assert vocabulary.elements["water"].value == Value(values=("Kiel", "Brest"))


def test_what_an_element_leaves_out_its_namespace_says(vocabulary: Vocabulary) -> None:
    elements = vocabulary.elements
    assert (elements["tide"].at_most, elements["water"].at_most) == ("info", "warning")
    assert elements["tide"].spec == "https://example.com/"
    assert elements["water"].spec == "https://example.com/water"
    assert elements["tide"].namespace is vocabulary.namespaces[""]


def test_element_like_another_holds_its_children_unless_it_says_itself(
    vocabulary: Vocabulary,
) -> None:
    tide, water = vocabulary.elements["tide"], vocabulary.elements["water"]
    assert tide.parents == {"item": "1", "live": "1"}
    assert tide.same_as == {"item": "water", "live": "water"}
    assert water.parents == {"item": "?", "live": "*"}
    assert vocabulary.children["live"] == {"tide": tide, "water": water}
    assert vocabulary.children["tide"] == {}
    assert list(vocabulary.children[""]) == ["rss"]


def test_an_element_stands_before_the_one_that_it_names() -> None:
    ranks = list(load_vocabulary().children["channel"])
    assert ranks[:3] == ["title", "podcast:liveItem", "link"]
    assert ranks.count("podcast:liveItem") == 1


def test_each_element_that_another_stands_before_is_there() -> None:
    vocabulary = load_vocabulary()
    for element in vocabulary.elements.values():
        for parent, other in element.before.items():
            assert {element.name, other} <= vocabulary.children[parent].keys()
        for attribute in element.attributes.values():
            assert attribute.default.keys() <= element.parents.keys()


def test_profile_lists_its_demands(vocabulary: Vocabulary) -> None:
    profile = vocabulary.profiles["harbour"]
    assert [(one.prefix, one.severity, one.why) for one in profile.declarations] == [
        ("dc", "error", "a")
    ]
    assert [(one.parent, one.element, one.why) for one in profile.requires] == [
        ("item", "tide", "b")
    ]
    assert [limited(one) for one in profile.limits] == [
        ("item", "tide", "port", None, ("x",), "info"), ("item", "water", "", 9, (), "error"),
    ]  # fmt: skip
    assert profile.includes == ("rss",)
    assert isinstance(profile.bad, BadExample)


def limited(one: Limit) -> tuple[object, ...]:
    return one.parent, one.element, one.attribute, one.max_chars, one.values, one.severity


def test_rules_of_all_files_are_found(tmp_path: Path) -> None:
    rule = {"title": "t", "severity": "info", "why": "w", "fix": "f", "good": "g", "bad": "b"}
    for file in RULE_FILES:
        write(tmp_path / "rules" / f"{file}.json", {"rules": {f"{file}-odd": rule}})
    special = {**rule, "w3c": ["X"], "fixable": "safe", "by_profile": True, "in": "item"}
    write(tmp_path / "rules" / "show.json", {"rules": {"show-odd": special}})
    rules = load_rules(folder=tmp_path)
    assert list(rules) == [f"{file}-odd" for file in RULE_FILES]
    assert [one.where for one in rules.values()] == list(RULE_FILES)
    odd, plain = rules["show-odd"], rules["feed-odd"]
    assert (odd.w3c, odd.fixable, odd.by_profile, odd.parent) == (("X",), "safe", True, "item")
    assert (plain.w3c, plain.fixable, plain.by_profile, plain.parent) == ((), "no", False, "")


def test_each_file_of_rules_has_its_name_in_the_list() -> None:
    assert {path.stem for path in SCHEMAS.joinpath("rules").glob("*.json")} == {*RULE_FILES}


def test_records_are_read_once() -> None:
    assert load_vocabulary() is load_vocabulary()
    assert load_rules() is load_rules()
    assert load_list("mediums") is load_list("mediums")


def test_keys_of_elements_are_their_ids() -> None:
    elements = load_vocabulary().elements
    assert all(isinstance(one, Element) and one.id == key for key, one in elements.items())
