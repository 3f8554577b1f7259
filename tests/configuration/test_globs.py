"""Patterns of files and of paths in a feed."""

import pytest

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


def test_many_stars_are_matched_in_time() -> None:
    assert not matches_file("a" * 200, "**/" * 5 + "*a*a*b")
    assert not matches_path("/" + "a" * 200, "*a*a*b")
