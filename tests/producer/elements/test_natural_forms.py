"""One line of YAML for each tag of Podcasting 2.0 that has a key of its own, and its exact XML."""

import json
from collections.abc import Callable
from functools import cache
from pathlib import Path
from typing import Any

import jsonschema
import pytest
import yaml
from click.testing import Result
from lxml import etree
from shows import write_episode

from feedtool.importing.feed.elements import find_element, key_of, read_element
from feedtool.producer.elements.given_elements import ElementMaker
from feedtool.producer.xml.feedgen_extension import write_nodes
from feedtool.show.elements import read_elements
from feedtool.show.foreign import parse_fragment
from feedtool.show.yaml_source import read_yaml
from feedtool.vocabulary import load_vocabulary

Run = Callable[..., Result]
SCHEMAS = Path(__file__).resolve().parents[3] / "schemas"
MAKER = ElementMaker("https://example.com/", None)
GUID = "917393e3-1b1e-5cef-ace4-edaa54e1f810"
# The prefix stands for podcast: in what is expected.
CHANNEL = [
    ("medium: music", "<p:medium>music</p:medium>"),
    ("podping: true", '<p:podping usesPodping="true"/>'),
    ("blocked_services: true", "<p:block>yes</p:block>"),
    ("blocked_services: [google, amazon]", '<p:block id="google">yes</p:block><p:block id="amazon">yes</p:block>'),
    ("blocked_services: {id: google, text: no}", '<p:block id="google">no</p:block>'),
    ("txt: Made between two tides", "<p:txt>Made between two tides</p:txt>"),
    ("txt: {purpose: verify, text: a-1}", '<p:txt purpose="verify">a-1</p:txt>'),
    ("locations: Lyon", "<p:location>Lyon</p:location>"),
    ('locations: {text: Lyon, country: FR}', '<p:location country="FR">Lyon</p:location>'),
    ("license: CC-BY-4.0", "<p:license>CC-BY-4.0</p:license>"),
    (f"podroll: [{GUID}]", f'<p:podroll><p:remoteItem feedGuid="{GUID}"/></p:podroll>'),
    (f"podroll: {{feed_guid: {GUID}, title: X}}", f'<p:podroll><p:remoteItem feedGuid="{GUID}" title="X"/></p:podroll>'),
    (f"publisher: {GUID}", f'<p:publisher><p:remoteItem feedGuid="{GUID}" medium="publisher"/></p:publisher>'),
    (f"publisher: {{feed_guid: {GUID}, medium: publisher}}", f'<p:publisher><p:remoteItem feedGuid="{GUID}" medium="publisher"/></p:publisher>'),
    (f"publisher: {{remote_item: {{feed_guid: {GUID}}}}}", f'<p:publisher><p:remoteItem feedGuid="{GUID}" medium="publisher"/></p:publisher>'),
    (f"publisher: {{feed_guid: {GUID}}}", f'<p:publisher><p:remoteItem feedGuid="{GUID}" medium="publisher"/></p:publisher>'),
    (f"publisher: {{feed_guid: {GUID}, medium: podcast}}", f'<p:publisher><p:remoteItem feedGuid="{GUID}" medium="podcast"/></p:publisher>'),
    (f"remote_items: [{GUID}]", f'<p:remoteItem feedGuid="{GUID}"/>'),
    ("update_frequency: {rrule: FREQ=DAILY, text: Daily}", '<p:updateFrequency rrule="FREQ=DAILY">Daily</p:updateFrequency>'),
    ("trailers: {url: https://example.com/t.mp3, pubdate: 2024-03-01T07:00:00Z, text: Soon}", '<p:trailer url="https://example.com/t.mp3" pubdate="Fri, 01 Mar 2024 07:00:00 +0000">Soon</p:trailer>'),
    ("value: {time_splits: {start_time: 1:00, duration: 60, remote_item: 1-2}, recipients: {type: node, address: a, split: 1}, method: keysend, type: lightning}",
     '<p:value method="keysend" type="lightning"><p:valueRecipient type="node" address="a" split="1"/><p:valueTimeSplit startTime="60" duration="60"><p:remoteItem feedGuid="1-2"/></p:valueTimeSplit></p:value>'),
]  # fmt: skip
BOTH = [
    ("images: https://example.com/1.jpg", '<p:image href="https://example.com/1.jpg"/>'),
    ("images: [{href: 'https://example.com/1.jpg', purpose: [artwork, social]}]", '<p:image href="https://example.com/1.jpg" purpose="artwork social"/>'),
    ("social: https://social.example.com/@mira/1", '<p:socialInteract protocol="activitypub" uri="https://social.example.com/@mira/1"/>'),
    ("social: https://bsky.app/profile/mira/post/1", '<p:socialInteract protocol="atproto" uri="https://bsky.app/profile/mira/post/1"/>'),
    ("social: disabled", '<p:socialInteract protocol="disabled"/>'),
    ("chat: {server: chat.example.com, protocol: irc}", '<p:chat server="chat.example.com" protocol="irc"/>'),
]  # fmt: skip
ITEM = [
    ("soundbites: {start_time: 1:13, duration: 60, text: Storm}", '<p:soundbite startTime="73" duration="60">Storm</p:soundbite>'),
    ("funding: https://example.com/give", '<p:funding url="https://example.com/give"/>'),
    ("funding: {url: 'https://example.com/give', text: Give}", '<p:funding url="https://example.com/give">Give</p:funding>'),
    ("content_links: https://example.com/live", '<p:contentLink href="https://example.com/live"/>'),
    ("alternate_enclosures: {type: audio/opus, sources: ['https://example.com/1.opus', 'ipfs://a']}", '<p:alternateEnclosure type="audio/opus"><p:source uri="https://example.com/1.opus"/><p:source uri="ipfs://a"/></p:alternateEnclosure>'),
    ("alternate_enclosures: {integrity: {value: sha256-x, type: sri}, sources: 'https://example.com/1.opus', type: audio/opus}", '<p:alternateEnclosure type="audio/opus"><p:source uri="https://example.com/1.opus"/><p:integrity value="sha256-x" type="sri"/></p:alternateEnclosure>'),
    ("psc: [{start: 0:00, title: Intro}]", '<psc:chapters version="1.2"><psc:chapter start="00:00:00.000" title="Intro"/></psc:chapters>'),
    ("psc: {chapters: [{start: 0:00, title: Intro}]}", '<psc:chapters version="1.2"><psc:chapter start="00:00:00.000" title="Intro"/></psc:chapters>'),
    ("psc: {chapters: {version: 1.1, chapters: [{start: 65.5, title: A}, {start: 1:02:03, title: B}]}}",
     '<psc:chapters version="1.1"><psc:chapter start="00:01:05.500" title="A"/><psc:chapter start="01:02:03.000" title="B"/></psc:chapters>'),
]  # fmt: skip
CASES = [
    *(("channel", *case) for case in CHANNEL),
    *((parent, *case) for case in BOTH for parent in ("channel", "item")),
    *(("item", *case) for case in ITEM),
]


NAMES = {"p": "https://podcastindex.org/namespace/1.0", "psc": "http://podlove.org/simple-chapters"}


def produce(data: dict[str, Any], parent: str) -> Any:
    assert read_elements(data, parent).faults == []
    into = etree.Element("into", nsmap=NAMES)
    write_nodes(into, MAKER.make(data, parent), ())
    return into


@pytest.mark.parametrize(("parent", "line", "xml"), CASES)
def test_a_line_gives_its_element(parent: str, line: str, xml: str) -> None:
    into = produce(read_yaml(line).data, parent)
    declared = " ".join(f'xmlns:{prefix}="{uri}"' for prefix, uri in NAMES.items())
    assert etree.tostring(into) == etree.tostring(
        etree.fromstring(f"<into {declared}>{xml}</into>")
    )


FIELDS = [
    ("item", "chapters: [{start: 0:00, title: Hello, image: artwork/a.png}]", ""),
    ("item", "chapters: 001.json", ""),
    ("item", "alternate_enclosures: {sources: 001.opus, integrity: true}", ""),
    ("channel", "images: [artwork/wide.jpg, {href: artwork/tall.png}]", ""),
    ("channel", "live_items: [{status: live, start: 2024-01-01, title: Q, guests: [bo], notes: x, dc: {subject: y}}]", ""),
]  # fmt: skip


@cache
def editor(name: str) -> jsonschema.Draft202012Validator:
    """What an editor knows of show.yaml or of an episode, but for the keys that are required."""
    schema = json.loads((SCHEMAS / f"{name}.schema.json").read_text("utf-8"))
    return jsonschema.Draft202012Validator({**schema, "required": [], "else": True})


@pytest.mark.parametrize(("parent", "line", "xml"), [*CASES, *FIELDS])
def test_editors_take_the_same(parent: str, line: str, xml: str) -> None:
    validator = editor("show" if parent == "channel" else "episode")
    assert [one.message for one in validator.iter_errors(read_yaml(line).data)] == []


def test_editors_refuse_what_is_no_key_of_a_live_item() -> None:
    line = "live_items: [{status: live, start: 2024-01-01, title: Q, slug: x}]"
    assert not editor("show").is_valid(read_yaml(line).data)


def reverse(value: Any) -> Any:
    if isinstance(value, dict):
        return {key: reverse(one) for key, one in reversed(value.items())}
    return [reverse(one) for one in value] if isinstance(value, list) else value


@pytest.mark.parametrize("name", [
    "podcast:value", "podcast:alternateEnclosure", "podcast:liveItem", "image", "textInput",
    "media:group", "atom:author",
])  # fmt: skip
def test_children_come_in_the_order_of_the_vocabulary(name: str) -> None:
    element = load_vocabulary().elements[name]
    for example in element.good:
        for node in parse_fragment(example):
            parent = next(iter(element.parents))
            if find_element(node, parent) is not element:
                continue
            data: Any = read_element(node, element)
            for key in reversed(key_of(element, parent)):
                data = {key: data}
            made, other = produce(data, parent), produce(reverse(data), parent)
            assert [one.tag for one in made.iter()] == [one.tag for one in other.iter()]
            ranks = list(load_vocabulary().children[element.id])
            inner = [
                ranks.index(one.element.name)
                for one in read_elements(reverse(data), parent).given[0].children
            ]
            assert inner == sorted(inner)


@pytest.mark.slow
@pytest.mark.parametrize(
    ("keys", "tag"),
    [
        ("guests: {name: Ada Birk}", ">Ada Birk</podcast:person>"),
        ("hosts: {name: Ada Birk}", ">Ada Birk</podcast:person>"),
        ("transcript: {url: 'https://example.com/t.vtt', type: text/vtt}", "t.vtt"),
    ],
)
def test_one_of_a_list_may_stand_alone(run: Run, show: Path, keys: str, tag: str) -> None:
    path = write_episode(show, "1-ropes", f"published: 2024-03-09\n{keys}\n")
    assert run("build", show).exit_code == 0
    assert tag in (show / "public" / "feed.xml").read_text("utf-8")
    data = yaml.safe_load(path.read_text("utf-8").split("---\n")[1])
    data["published"] = "2024-03-09"
    data["audio"]["duration"] = "1:00"
    schema = json.loads((SCHEMAS / "episode.schema.json").read_text("utf-8"))
    jsonschema.Draft202012Validator(schema).validate(data)
