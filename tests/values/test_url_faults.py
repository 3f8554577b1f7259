"""What is asked of an address first, and how long an answer takes."""

from time import process_time

import pytest

from feedtool.values.registry import find_type


@pytest.mark.parametrize(
    "text",
    [
        "https://" + "a." * 500_000,
        "https://e.example/" + "/https://e.example" * 100_000,
        "https://example.com/" + "%25C3" * 200_000,
        "https://example.com/ " + ", " * 500_000,
        "{{" * 500_000,
        "<a " * 300_000,
        "[a](b(c)" * 100_000,
        "https:" * 200_000,
        "ab: " * 200_000,
        "\u200b" * 500_000,
    ],
    ids=lambda text: text[:24],
)
@pytest.mark.parametrize("kind", ["url", "uri", "https-url", "iri-reference"])
def test_a_value_of_a_megabyte_is_explained_at_once(kind: str, text: str) -> None:
    start = process_time()
    find_type(kind).check(text)
    assert process_time() - start < 0.5


def test_an_odd_address_that_no_server_takes_is_an_error() -> None:
    long = "https://example.com/" + "[" + "a" * 8000
    assert [fault.rule for fault in find_type("url").check(long)] == ["bad-url"]
    longer = "https://example.com:8080/" + "a" * 8000
    assert [fault.says for fault in find_type("url").check(longer)] == [
        "8,025 characters are too many for an address; servers take about 8,000"
    ]


@pytest.mark.parametrize(
    ("text", "rule"),
    [
        # Each has a second fault, which follows from the first or is less.
        ("https:// {{ host }}/a b", "url-placeholder"),
        ("“https://example.com/a b”", "url-not-alone"),
        ("https://https://exa mple.com/", "bad-url"),
        ("https://undefined/my%2520notes", "url-placeholder"),
        ("https://example.com/a b%2520c", "bad-url"),
        ("https://radio.local/undefined/e1", "url-private-host"),
    ],
)
def test_one_cause_is_told(text: str, rule: str) -> None:
    assert [fault.rule for fault in find_type("url").check(text)] == [rule]


@pytest.mark.parametrize(
    ("kind", "text", "told"),
    [
        ("https-url", "http://example.com/my%2520notes", ["url-escaped-twice", "url-not-https"]),
        ("https-url", " http://example.com/e1", ["value-padded"]),
        ("url", " https://example.com/my%2520notes", ["value-padded", "url-escaped-twice"]),
        ("url", " https://radio.local/e1 ", ["value-padded", "url-private-host"]),
        ("http-url", "ftp://example.com/e1.mp3", ["bad-url"]),
        ("url", "tag:example.com,2020:1", ["url-not-http"]),
        ("url", "tag:example.com,2020:1 2", ["bad-url"]),
        ("iri", "tag:example.com,2020:ü", ["iri-not-ascii"]),
        ("http-url", "feed:https://example.com/feed.xml", ["bad-url"]),
        ("secure-uri", "magnet:?xt=urn:btih:c12fe1c06bba", []),
        ("secure-uri", "http://undefined/e1", ["url-placeholder"]),
        ("uri", "tag:example.com,2020:1", []),
        ("uri", "{{ id }}", ["bad-uri"]),
        ("uri", "http://localhost/1", []),
        ("iri", "https://example.com/ü", ["iri-not-ascii"]),
        ("iri", "e1", ["bad-url"]),
        ("iri-reference", "https://example.com/1", []),
        ("iri-reference", "https://example.com/ü", ["iri-not-ascii"]),
        ("iri-reference", "mira", ["iri-relative"]),
        ("iri-reference", "/feed.xml", ["iri-relative"]),
        ("iri-reference", "../a?b#c", ["iri-relative"]),
        ("iri-reference", "//example.com/feed.xml", ["iri-relative"]),
        ("iri-reference", "", ["bad-url"]),
        ("iri-reference", "www.example.com", ["bad-url"]),
        ("iri-reference", "https://a..b/", ["bad-url"]),
        ("iri-reference", "two words", ["bad-url"]),
        ("iri-reference", "undefined", ["url-placeholder"]),
        ("iri-reference", "C:\\feed.xml", ["bad-url"]),
    ],
)
def test_each_type_asks_for_what_it_needs(kind: str, text: str, told: list[str]) -> None:
    assert [fault.rule for fault in find_type(kind).check(text)] == told


@pytest.mark.parametrize(
    ("text", "says"),
    [
        ("1", "this is only a part of an address; expected the whole, e.g. https://example.com/1"),
        ("www.example.com", "the scheme is missing; write https://www.example.com"),
        ("", "expected an absolute address, e.g. https://example.com/1"),
    ],
)
def test_a_name_without_scheme_is_explained_too(text: str, says: str) -> None:
    assert [fault.says for fault in find_type("uri").check(text)] == [says]
