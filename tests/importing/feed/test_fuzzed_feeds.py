"""Whatever a feed says, only SourceError is raised, and what can be kept is kept."""

from collections.abc import Callable
from contextlib import suppress
from copy import deepcopy
from pathlib import Path
from typing import Any

import pytest
from conftest import SHARED
from hypothesis import given, settings
from hypothesis import strategies as st
from lxml import etree
from old_feeds import feed, item

from feedtool import SourceError
from feedtool.importing.feed.move_in import make_files, move_in, read_incoming
from feedtool.importing.feed.read_show import read_show
from feedtool.producer.build import build

FEED = feed(
    item(
        3, '<podcast:person role="guest" img="https://example.com/bo.png">Bo</podcast:person>'
        '<podcast:transcript url="https://example.com/3.vtt" type="text/vtt"/>'
        '<podcast:chapters url="https://example.com/3.json" type="application/json+chapters"/>'
        '<itunes:season>2</itunes:season><itunes:episode>3</itunes:episode>'
        '<itunes:image href="https://example.com/3.jpg"/><author>bo@example.com (Bo)</author>',
    ),
    item(2, "<content:encoded>&lt;p&gt;Nets&lt;/p&gt;</content:encoded>"),
    item(1, '<podcast:soundbite startTime="1" duration="2">x</podcast:soundbite>'),
    channel='<image><url>https://example.com/c.jpg</url><title>H</title></image>'
    '<podcast:liveItem status="live" start="2024-06-09T10:00:00Z"><title>Live</title>'
    '<guid>l</guid></podcast:liveItem><podcast:funding url="https://example.com/f">Give</podcast:funding>'
    "<podcast:guid>917393e3-1b1e-5cef-ace4-edaa54e1f810</podcast:guid><category>News</category>",
)  # fmt: skip
TEXTS = st.one_of(
    st.sampled_from([
        "", " ", "-1", "1e9", "9" * 20, "NaN", "yes", "Sat, 30 Feb 2024 00:00:00 GMT",
        "2024-01-01", "https://", "https://example.com/é ü?a=1&b=2", "../../etc/passwd", "\u202e",
        "😀" * 50, "a" * 3000, "<b>x</b>", "]]>", "---\ntitle: x\n---", "# x", "- a\n- b", "|",
        "'\"", "&amp;amp;", "\t\n x \n", "null", "~", "00:00:99", "{title}", "!!x", "*x", "&y",
        "%", "@", "1_000", "2024-13-45T25:61:61Z", "javascript:alert(1)", "\u0085", "\u2028",
    ]),
    st.text(st.characters(exclude_categories=["Cs", "Cc"]), max_size=20),
)  # fmt: skip


def drop(node: Any, _: str) -> None:
    if node.getparent() is not None:
        node.getparent().remove(node)


def double(node: Any, _: str) -> None:
    if node.getparent() is not None:
        node.getparent().append(deepcopy(node))


def write(node: Any, text: str) -> None:
    node.text = text


def mark(node: Any, text: str) -> None:
    node.set(next(iter(node.attrib), "x"), text)


def grow(node: Any, text: str) -> None:
    etree.SubElement(node, node.tag).text = text


EDITS = st.lists(
    st.tuples(st.sampled_from([drop, double, write, mark, grow]), st.integers(0, 200), TEXTS),
    min_size=1, max_size=6,
)  # fmt: skip


def change(edits: list[tuple[Callable[[Any, str], None], int, str]]) -> bytes:
    root = etree.fromstring(FEED)
    for edit, place, text in edits:
        nodes = [*root.iter(etree.Element)][2:]
        edit(nodes[place % len(nodes)], text)
    return etree.tostring(root)


@settings(max_examples=150, deadline=None)
@given(EDITS)
def test_a_feed_that_was_read_builds_or_says_why(
    edits: list[tuple[Callable[[Any, str], None], int, str]],
) -> None:
    with suppress(SourceError):
        build(read_show(change(edits)))


@settings(max_examples=40, deadline=None)
@given(EDITS)
def test_a_feed_of_any_values_is_kept(
    edits: list[tuple[Callable[[Any, str], None], int, str]],
) -> None:
    incoming = read_incoming(change(edits))
    move = move_in(incoming)
    assert list(move.differences) == []
    assert "show.yaml" in make_files(move, incoming)


def feeds() -> list[Path]:
    return sorted((SHARED / "data/feeds").glob("*.xml"))


@pytest.mark.slow
@pytest.mark.parametrize("path", feeds() or [None], ids=lambda one: one.name if one else "none")
def test_real_feeds_build_or_say_why(path: Path | None) -> None:
    if path is None:
        pytest.skip("../shared/data/feeds is absent")
    with suppress(SourceError):
        build(read_show(path.read_bytes()))


def test_a_prefix_that_is_not_declared_is_understood_or_told() -> None:
    data = feed(item(1, "<psc:chapters/><flea:x>1</flea:x><flea:x>2</flea:x>"))
    move = move_in(read_incoming(data))
    assert list(move.differences) == [
        "the element flea:x is left out: its prefix is not declared (2 ×)"
    ]
    kept = move.kept["harbour-1"]
    assert [one for one in kept if "chapters" in one] == [
        "{http://podlove.org/simple-chapters}chapters"
    ]


def test_a_namespace_that_parsers_refuse_is_told() -> None:
    data = feed(item(1, '<x:y xmlns:x="no address">1</x:y>'))
    assert list(move_in(read_incoming(data)).differences) == [
        "the element {no address}y is left out: its namespace is no address (1 ×)"
    ]
