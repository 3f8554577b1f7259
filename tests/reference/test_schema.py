"""The schema for other tools, through the real command: what it takes, refuses and writes."""

import json
from collections.abc import Callable
from io import BytesIO
from pathlib import Path

import pytest
from click.testing import Result
from lxml import etree
from sample import sample_feed, wrap

from feedtool.reference.datatypes import NUMBERS, PATTERNS, WORDS
from feedtool.validator import validate
from feedtool.validator.values import TYPES
from feedtool.vocabulary import load_vocabulary

Run = Callable[..., Result]
VOCABULARY = load_vocabulary()
FEEDS = Path(__file__).parent.parent / "feeds"
# What a grammar tells: structure, closed lists, and forms of values.
TOLD = {
    "missing-element", "repeated-element", "misplaced-element", "unknown-element",
    "missing-attribute", "unknown-attribute", "unexpected-text", "bad-value", "bad-boolean",
    "bad-integer", "bad-number", "bad-seconds", "bad-uuid", "bad-osm", "bad-ratio", "bad-yes-no",
    "bad-media-type", "bad-uri", "bad-time",
}  # fmt: skip


@pytest.fixture(scope="module")
def schema() -> etree.RelaxNG:
    from feedtool.reference.relaxng import make_relaxng  # noqa: PLC0415 - lxml, once

    return etree.RelaxNG(etree.fromstring(make_relaxng(VOCABULARY)))


def accepts(schema: etree.RelaxNG, feed: bytes) -> bool:
    return schema.validate(etree.parse(BytesIO(feed)))


def test_written_schema_is_one(run: Run, tmp_path: Path) -> None:
    path = tmp_path / "feed.rng"
    assert run("schema", "-o", str(path)).exit_code == 0
    assert accepts(etree.RelaxNG(etree.parse(path)), sample_feed())
    assert run("schema").stdout_bytes == path.read_bytes()


def test_file_is_not_overwritten_unasked(run: Run, tmp_path: Path) -> None:
    path = tmp_path / "feed.rng"
    path.write_text("mine")
    result = run("schema", "--output", str(path))
    assert result.exit_code == 2
    assert f"{path} is there already; --force replaces it" in result.output
    assert path.read_text() == "mine"
    assert run("schema", "--output", str(path), "--force").exit_code == 0
    assert path.read_text().startswith("<?xml")


def test_folder_that_is_none(run: Run, tmp_path: Path) -> None:
    (tmp_path / "file").write_text("no folder")
    result = run("schema", "-o", str(tmp_path / "file" / "feed.rng"))
    assert result.exit_code == 2
    assert "cannot be written" in result.output


def test_json_holds_every_record(run: Run) -> None:
    data = json.loads(run("schema", "--format", "json").stdout)
    elements = [one for space in data["namespaces"] for one in space["elements"]]
    assert [one["id"] for one in elements] == list(VOCABULARY.elements)
    assert [one["name"] for one in data["profiles"]] == list(VOCABULARY.profiles)
    season = next(one for one in elements if one["id"] == "podcast:season")
    assert season["attributes"]["name"]["use"] == "optional"


def test_every_value_type_has_a_pattern() -> None:
    assert {*PATTERNS, *NUMBERS, *WORDS} == {*TYPES, "integer", "number"}


@pytest.mark.parametrize(
    "path", sorted((FEEDS / "valid").glob("*.xml")), ids=lambda path: path.name
)
def test_valid_feed_is_taken(schema: etree.RelaxNG, path: Path) -> None:
    assert accepts(schema, path.read_bytes()), schema.error_log.last_error


GOOD = [(one, xml) for one in VOCABULARY.elements.values() for xml in one.good]


@pytest.mark.parametrize(("element", "xml"), GOOD, ids=[f"{e.id} {x[:60]}" for e, x in GOOD])
def test_good_example_is_taken(schema: etree.RelaxNG, element, xml: str) -> None:
    feed = wrap(next(iter(element.parents)), xml)
    assert accepts(schema, feed), schema.error_log.last_error


BAD = [(one, bad) for one in VOCABULARY.elements.values() for bad in one.bad]


def is_error(element, bad) -> bool:
    """Whether the example is an error by the vocabulary itself, not by a rule or a profile."""
    findings = validate(wrap(next(iter(element.parents)), bad.xml), profiles=()).findings
    return any(one.severity == "error" and one.rule == bad.rule for one in findings)


# A second value is needed: rules in code tell these.
BEYOND = {"podcast:valueTimeSplit missing-element", "podcast:socialInteract missing-attribute"}
ERRORS = [
    (one, bad)
    for one, bad in BAD
    if bad.rule in TOLD and is_error(one, bad) and f"{one.id} {bad.rule}" not in BEYOND
]


@pytest.mark.parametrize(
    ("element", "bad"), ERRORS, ids=[f"{e.id} {b.xml[:60]}" for e, b in ERRORS]
)
def test_bad_example_is_refused(schema: etree.RelaxNG, element, bad) -> None:
    assert not accepts(schema, wrap(next(iter(element.parents)), bad.xml))


HARMLESS = [
    (one, bad)
    for one, bad in BAD
    if bad.rule not in TOLD
    and not any(
        finding.severity == "error"
        for finding in validate(wrap(next(iter(one.parents)), bad.xml)).findings
    )
]


@pytest.mark.parametrize(
    ("element", "bad"), HARMLESS, ids=[f"{e.id} {b.xml[:60]}" for e, b in HARMLESS]
)
def test_what_is_no_error_is_taken(schema: etree.RelaxNG, element, bad) -> None:
    feed = wrap(next(iter(element.parents)), bad.xml)
    assert accepts(schema, feed), schema.error_log.last_error


def test_real_feeds_without_errors_are_taken(schema: etree.RelaxNG, shared_data: Path) -> None:
    """The schema calls nothing wrong that the validator finds all right."""
    taken = 0
    for path in sorted(shared_data.glob("feeds/*.xml")):
        findings = validate(path).findings
        about = {"unknown-element", "misplaced-element", "unknown-attribute", "namespace-misspelt",
                 "namespace-alias", "namespace-swapped"}  # fmt: skip
        if any(one.severity == "error" or one.rule in about for one in findings):
            continue
        assert accepts(schema, path.read_bytes()), (path, schema.error_log.last_error)
        taken += 1
    assert taken
