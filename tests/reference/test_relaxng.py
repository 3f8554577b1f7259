"""The schema for other tools, through the real command: what it takes, refuses and writes."""

import copy
import json
import os
import threading
import time
from collections.abc import Callable
from io import BytesIO
from pathlib import Path

import pytest
from click.testing import Result
from lxml import etree
from sample import sample_feed, wrap

from feedtool.reference.relaxng import make_relaxng, name_of
from feedtool.validator.validate import validate
from feedtool.vocabulary import load_vocabulary

pytestmark = pytest.mark.slow

Run = Callable[..., Result]
VOCABULARY = load_vocabulary()
FEEDS = Path(__file__).parent.parent / "feeds"
# Errors that no grammar tells: they ask a calendar, a list, a second value or a language of its own.
BEYOND = {
    "bad-rrule", "bad-srcset", "category-misplaced", "category-unknown", "date-weekday-wrong",
    "guid-not-url", "integrity-malformed", "publisher-medium",
}  # fmt: skip
# What is missing here hangs on what else is there.
CONDITIONS = {"podcast:valueTimeSplit missing-element", "podcast:socialInteract missing-attribute"}
# The validator only warns where it is not the core of RSS.
STRICTER = {"misplaced-element", "unknown-attribute", "unknown-element"}


@pytest.fixture(scope="module")
def schema() -> etree.RelaxNG:
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
    assert f"{path} already exists; --force replaces it" in result.output
    assert path.read_text() == "mine"
    assert run("schema", "--output", str(path), "--force").exit_code == 0
    assert path.read_text().startswith("<?xml")


def test_schema_is_written_to_a_pipe_and_does_not_replace_it(run: Run, tmp_path: Path) -> None:
    pipe = tmp_path / "pipe"
    os.mkfifo(pipe)
    read: list[bytes] = []
    reader = threading.Thread(target=lambda: read.append(pipe.read_bytes()))
    reader.start()
    # Until it has a reader, a pipe is refused.
    while run("schema", "-o", str(pipe), "--force").exit_code == 2:
        time.sleep(0.01)
    reader.join()
    assert read[0].startswith(b"<?xml")
    assert pipe.is_fifo()


def test_folder_that_is_none(run: Run, tmp_path: Path) -> None:
    (tmp_path / "file").write_text("no folder")
    result = run("schema", "-o", str(tmp_path / "file" / "feed.rng"))
    assert result.exit_code == 2
    assert "the schema was not written" in result.output


def test_json_holds_every_record(run: Run) -> None:
    data = json.loads(run("schema", "--format", "json").stdout)
    elements = [one for space in data["namespaces"] for one in space["elements"]]
    assert [one["id"] for one in elements] == list(VOCABULARY.elements)
    assert [one["name"] for one in data["profiles"]] == list(VOCABULARY.profiles)
    season = next(one for one in elements if one["id"] == "podcast:season")
    assert season["attributes"]["name"]["use"] == "optional"


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


@pytest.mark.parametrize(("element", "bad"), BAD, ids=[f"{e.id} {b.xml[:60]}" for e, b in BAD])
def test_bad_example_is_refused_if_it_is_an_error(schema: etree.RelaxNG, element, bad) -> None:
    feed = wrap(next(iter(element.parents)), bad.xml)
    findings = validate(feed, profiles=()).findings
    errors = {one.rule for one in findings if one.severity == "error"}
    if bad.rule in BEYOND:
        assert accepts(schema, feed), "a schema tells this"
    elif errors:
        assert not accepts(schema, feed) or f"{element.id} {bad.rule}" in CONDITIONS
    elif bad.rule not in STRICTER:
        assert accepts(schema, feed), schema.error_log.last_error


OTHER = 'xmlns:x="https://example.com/x"'
TWICE = "<link>https://example.com/</link>" * 2


@pytest.mark.parametrize(
    ("channel", "item", "accepted"),
    [
        ("", f'<x:a {OTHER} b="1">text<x:c/><title xmlns="">t</title></x:a>', True),
        (f"<x:a {OTHER}/>", "", True),
        ("", f'<title {OTHER} x:a="1" xml:lang="en">One</title>', True),
        ("", '<title lang="en">One</title>', False),
        ("", f"<title>One<x:a {OTHER}/></title>", False),
        ("", "<itunes:unheardOf/>", False),
        ("", "<media:unheardOf/>", True),
        ("", '<media:content url="" fileSize="much" odd="1">text</media:content>', True),
        ("", "<itunes:summary>Who rides at night?</itunes:summary>", True),
        ("<pubDate>yesterday</pubDate>", "", False),
        (TWICE, "", False),
        ("<image><url>https://example.com/c.jpg</url></image>", "", False),
        ('<itunes:category text="Technology"><item/></itunes:category>', "", False),
        ("loose text", "", False),
        ("<unheardOf/>", "", False),
    ],
)
def test_structure(schema: etree.RelaxNG, channel: str, item: str, accepted: bool) -> None:
    assert accepts(schema, sample_feed(channel, item)) == accepted


def test_every_element_is_defined_once_with_its_help(run: Run) -> None:
    defines = etree.fromstring(run("schema").stdout_bytes).findall("{*}define")
    names = [one.get("name") for one in defines]
    assert len(set(names)) == len(names)
    assert {name_of(key) for key in VOCABULARY.elements} < set(names)
    text = "".join(defines[names.index("itunes.author")].itertext())
    assert VOCABULARY.elements["itunes:author"].doc in text


def test_thousand_items(schema: etree.RelaxNG) -> None:
    feed = etree.fromstring(sample_feed())
    channel, item = feed[0], feed.find("channel/item")
    for _ in range(1000):
        channel.append(copy.deepcopy(item))
    assert schema.validate(feed)
    channel[-1].find("guid").set("isPermaLink", "perhaps")
    assert not schema.validate(feed)


def test_unknown_format_is_wrong_use(run: Run) -> None:
    assert run("schema", "--format", "xsd").exit_code == 2


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
