"""Patterns of files and of paths in a feed."""

import re
from collections.abc import Callable

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from feedtool.configuration.globs import matches_file, matches_path

FILES = [
    ("a.xml", "a.xml", True), ("feeds/a.xml", "a.xml", True), ("feeds/a.xml", "./feeds/a.xml", True),
    ("a.xml.bak", "a.xml", False), ("feeds/a.xml", "feeds", True), ("feeds/a.xml", "feeds/", True),
    ("old/feeds/a.xml", "feeds", True), ("old/feeds/a.xml", "feeds/*.xml", False),
    ("feeds/es/a.xml", "feeds/*.xml", False), ("feeds/es/a.xml", "feeds/**", True),
    ("feeds/es/a.xml", "feeds/**/*.xml", True), ("feeds/a.xml", "feeds/**/*.xml", True),
    ("a.xml", "**/a.xml", True), ("a.xml", "**", True), ("feeds/es/a.xml", "feeds/*/a.xml", True),
    ("a1.xml", "a?.xml", True), ("a/xml", "a?xml", False), ("a1.xml", "a[0-9].xml", True),
    ("ab.xml", "a[!0-9].xml", True), ("a/.xml", "a[!b].xml", False), ("a[1].xml", "a[1].xml", False),
    ("a+b(1).xml", "a+b(1).xml", True), ("a[.xml", "a[.xml", True), ("A.xml", "a.xml", False),
    ("a.xml", ".", True), ("feed\n.xml", "feed*.xml", True), ("a^.xml", "a[^].xml", True),
    ("a[z-a].xml", "a[z-a].xml", True), ("a.xml", "[[a].xml", True), ("a.xml", "**/**/a.xml", True),
]  # fmt: skip
PATHS = [
    ("/rss/channel/title", "/rss/channel/title", True),
    ("/rss/channel/title", "title", True),
    ("/rss/channel/itunes:title", "title", False),
    ("/rss/channel/item[12]/enclosure/@length", "/rss/channel/item/enclosure/@length", True),
    ("/rss/channel/item[12]/enclosure/@length", "item[12]/enclosure/@length", True),
    ("/rss/channel/item[12]/enclosure/@length", "item[2]/enclosure/@length", False),
    ("/rss/channel/item[12]/enclosure/@length", "item[*]/enclosure/@length", True),
    ("/rss/channel/item[12]/enclosure/@length", "enclosure/@*", True),
    ("/rss/channel/item[12]/enclosure/@length", "item/**", True),
    ("/rss/channel/item[12]/enclosure/@length", "item", False),
    ("/rss/channel/item[12]/enclosure/@length", "/rss/*/@length", False),
    ("/rss/channel/item[12]/podcast:person[2]", "podcast:*", True),
    ("/rss/channel/itunes:owner/itunes:email", "/rss/channel/itunes:owner/*", True),
    ("", "title", False),
]


@pytest.mark.parametrize(("path", "pattern", "expected"), FILES)
def test_pattern_of_files(path: str, pattern: str, expected: bool) -> None:
    assert matches_file(path, pattern) is expected


@pytest.mark.parametrize(("path", "pattern", "expected"), PATHS)
def test_pattern_of_paths(path: str, pattern: str, expected: bool) -> None:
    assert matches_path(path, pattern) is expected


EVIL = [
    (matches_file, "a" * 250 + "/" + "a" * 250, "*a" * 20 + "b"),
    (matches_file, "a/" * 2000 + "s", "**/a/" * 30 + "x"),
    (matches_file, "a/" * 1000 + "s", "**/*a*/" * 30 + "x"),
    (matches_file, "a" * 4000, "**a" * 30 + "b"),
    (matches_path, "/" + "a" * 4000, "*a" * 20 + "b"),
    (matches_path, "/a" * 4000, "**a*a" * 9 + "b"),
]


@pytest.mark.parametrize(("matches", "path", "pattern"), EVIL)
def test_many_stars_are_matched_in_time(
    matches: Callable[[str, str], bool], path: str, pattern: str
) -> None:
    assert not matches(path, pattern)


_LETTERS = st.sampled_from(["a", "b", "/", "*", "**", "**/", "?", "[ab]", "[!a]"])


@given(
    st.lists(st.text("ab", min_size=1, max_size=3), min_size=1, max_size=5).map("/".join),
    st.lists(_LETTERS, min_size=1, max_size=8).map("".join),
)
def test_patterns_match_as_if_each_way_was_tried(path: str, pattern: str) -> None:
    assume("***" not in pattern)
    bare = re.sub(r"(?<![^/])(?:\*\*/)+", "**/", pattern.rstrip("/"))
    bare = bare if "/" in bare else f"**/{bare}"
    assume(bare not in ("**/", "**/**"))
    words = {
        "/**/": "/(?:.*/)?", "**/": "(?:.*/)?", "**": ".*", "*": "[^/]*", "?": "[^/]",
        "[!a]": "[^/a]",
    }  # fmt: skip
    parts = re.findall(r"/\*\*/|^\*\*/|\*\*|\*|\[!?[ab]+\]|.", bare)
    slow = "".join(words.get(part, part) for part in parts) + "(?:/.*)?"
    assert matches_file(path, pattern) == bool(re.fullmatch(slow, path))
