"""Places in a tag and between tags: of attributes, of characters of their values, of loose text."""

import pytest
from sample import sample_feed

from feedtool.validator.validate import validate

DOCTYPE = '<!DOCTYPE rss [<!ENTITY e "some/long/folder"><!ENTITY name "Ümit"><!ENTITY no "">]>\n'


def feed_with(attributes: str) -> str:
    """Return a feed whose enclosure has these attributes, on a line of its own."""
    tag = f'\n<enclosure {attributes} length="1234567" type="audio/mpeg"/>'
    return DOCTYPE + sample_feed(item=tag).decode()


def feed_with_link(attributes: str) -> str:
    """Return a feed with a link that has these attributes, on a line of its own."""
    tag = f'\n<atom:link rel="related" href="https://example.com/1" {attributes}/>'
    return DOCTYPE + sample_feed(item=tag).decode()


def places_of(feed: str, rule: str) -> list[tuple[int | None, int | None]]:
    findings = validate(feed.encode(), profiles=["rss"], select=[rule]).findings
    return [(one.line, one.column) for one in findings]


def place_of(feed: str, mark: str) -> tuple[int, int]:
    before = feed[: feed.index(mark)]
    return before.count("\n") + 1, len(before) - (before.rfind("\n") + 1) + 1


@pytest.mark.parametrize(
    "before",
    [
        "Harbour ",
        "Harbour &e; ",
        "&e;&e;",
        "Harbour &amp; quay ",
        "Harbour &#38;&#x26; ",
        "Harbour &#x00000041; ",
        "&e; &amp; &#65; &e; ",
        "é🚢 ",
        "&name; é &name;",
        "&no;a&no; ",
        "",
    ],
    ids=["plain", "declared", "twice", "standard", "numbers", "long-number", "mixed", "letters",
         "declared-letter", "declared-empty", "nothing"],
)  # fmt: skip
def test_character_of_a_value_is_found_after_references(before: str) -> None:
    feed = feed_with_link(f'title="{before}\ufffd"')
    assert places_of(feed, "text-broken-character") == [place_of(feed, "\ufffd")]


@pytest.mark.parametrize(
    "attribute",
    ["title='&e; \ufffd'", 'title = "&e; \ufffd"', 'title=\n  "&e; \ufffd"', 'title="&e;\n  \ufffd"',
     'x:note="&e;" title="&e; \ufffd"'],
    ids=["single-quotes", "blanks", "next-line", "newline-in-value", "another-before"],
)  # fmt: skip
def test_character_of_a_value_is_found_however_the_tag_is_written(attribute: str) -> None:
    feed = feed_with_link(attribute).replace("<rss ", '<rss xmlns:x="https://example.com/x" ')
    assert places_of(feed, "text-broken-character") == [place_of(feed, "\ufffd")]


@pytest.mark.parametrize("chunk_bytes", [1, 37, 65536])
def test_places_do_not_depend_on_the_pieces(chunk_bytes: int) -> None:
    feed = feed_with_link('title="&e; \ufffd"')
    (finding,) = validate(
        feed.encode(), profiles=["rss"], select=["text-broken-character"], chunk_bytes=chunk_bytes
    ).findings
    assert (finding.line, finding.column) == place_of(feed, "\ufffd")


def test_fault_of_a_whole_value_is_found_at_its_start() -> None:
    feed = feed_with('url="https://example.com/&e;/a b.mp3"')
    (finding,) = validate(feed.encode(), profiles=["rss"], select=["bad-url"]).findings
    assert (finding.line, finding.column) == place_of(feed, "https://example.com/&e;/a b")
    assert finding.value == "https://example.com/some/long/folder/a b.mp3"


@pytest.mark.parametrize(
    ("attributes", "rule", "mark"),
    [
        ('colour="red" url="https://example.com/0.mp3"', "unknown-attribute", "colour"),
        ('url="https://example.com/0.mp3" colour="&e;"', "unknown-attribute", "colour"),
        ('url="https://example.com/0.mp3"\n  colour="red"', "unknown-attribute", "colour"),
        ('url="https://example.com/0.mp3" x:y="red"', "prefix-undeclared", "x:y"),
        ('url="http://example.com/0.mp3"', "enclosure-not-secure", "http://example.com/0.mp3"),
    ],
)
def test_attribute_is_found_at_its_name_or_value(attributes: str, rule: str, mark: str) -> None:
    feed = feed_with(attributes)
    assert places_of(feed, rule) == [place_of(feed, mark)]


def test_missing_attribute_is_found_at_the_tag() -> None:
    feed = feed_with("")
    assert places_of(feed, "missing-attribute") == [place_of(feed, "<enclosure")]


def test_namespace_is_found_at_its_address() -> None:
    misspelt = 'xmlns:podcast="https://podcastindex.org/namespace/1.1"'
    feed = sample_feed(channel="\n<ttl>5</ttl>").decode()
    feed = f'<rss version="2.0"\n  {misspelt}>' + feed[feed.index("<channel>") :]
    assert places_of(feed, "namespace-misspelt") == [(2, 18)]


def test_every_loose_text_is_found_at_its_own_place() -> None:
    feed = sample_feed(channel="\nquay\n<ttl>5</ttl>\n  pier<!-- x --> and <cloud/>").decode()
    assert places_of(feed, "unexpected-text")[:2] == [
        place_of(feed, "quay"),
        place_of(feed, "pier"),
    ]
