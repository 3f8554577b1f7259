"""Addresses: which are right, which are wrong, and why."""

import pytest

from feedtool.values.registry import find_type


@pytest.mark.parametrize(
    ("kind", "text", "expected"),
    [
        ("url", "https://example.com/a?b=1&c=2", []),
        ("url", "https://example.com", []),
        ("url", "HTTP://EXAMPLE.COM/", []),
        ("url", "mailto:a@example.com", ["url-not-http"]),
        ("url", "example.com", ["bad-url"]),
        ("url", "//example.com/", ["bad-url"]),
        ("url", "http:/example.com", ["bad-url"]),
        ("url", "https:x", ["bad-url"]),
        ("url", "https://example.com/a b", ["bad-url"]),
        ("url", "https://example.com/%zz", ["bad-url"]),
        ("url", "https://example.com:99999/", ["bad-url"]),
        ("url", "https://example.com/ü", ["url-not-ascii"]),
        ("url", " https://example.com/", ["value-padded"]),
        ("url", "javascript:alert(1)", ["bad-url"]),
        ("url", "https://user:pw@example.com/", ["url-with-password"]),
        ("url", "http://localhost/x", ["url-private-host"]),
        ("url", "http://192.168.0.1/x", ["url-private-host"]),
        ("http-url", "ftp://example.com/x", ["bad-url"]),
        ("https-url", "https://example.com/a", []),
        ("https-url", "HTTPS://example.com/a", []),
        ("https-url", "http://example.com/a", ["url-not-https"]),
        ("https-url", "ipfs://bafy", ["bad-url"]),
        ("https-url", " https://example.com/a", ["value-padded"]),
        ("https-url", " mailto:mira@example.com", ["bad-url"]),
        ("secure-uri", "magnet:?xt=urn:btih:c12fe1c06bba254a9dc9f519b335aa7c1367a88a", []),
        ("secure-uri", "ipfs://bafy", []),
        ("secure-uri", "http://example.com/a", ["url-not-https"]),
        ("secure-uri", "a.mp3", ["bad-uri"]),
        ("host", "chat.example.com", []),
        ("host", "chat.example.com:6697", []),
        ("host", "https://chat.example.com/", ["bad-host"]),
        ("host", "localhost", ["bad-host"]),
        ("url", "https://example.com/#a", []),
        ("url", "https://example.com/a?b#c/?d=%20", []),
        ("url", "https://example.com#a", []),
        ("url", "https://example.com./a", []),
        ("url", "https://example.com/#a#b", ["bad-url"]),
        ("url", "https://example.com/a##", ["bad-url"]),
        ("iri", "https://example.com/ü#a#b", ["bad-url"]),
        ("url", "https://a..b/", ["bad-url"]),
        ("url", "https://.example.com/", ["bad-url"]),
        ("http-url", "https://example..com/1.mp3", ["bad-url"]),
        ("https-url", "https://example.com..", ["bad-url"]),
        ("iri", "https://example.com/ü", ["iri-not-ascii"]),
        ("iri", "https://example.com/u", []),
        ("uri", "tag:example.com,2020:1", []),
        ("uri", "1", ["bad-uri"]),
    ],
)
def test_addresses(kind: str, text: str, expected: list[str]) -> None:
    assert [fault.rule for fault in find_type(kind).check(text)] == expected


@pytest.mark.parametrize(
    ("kind", "text", "says"),
    [
        (
            "host",
            "irc://chat.example.com/a",
            "expected only the name of a server, e.g. chat.example.com; write chat.example.com",
        ),
        (
            "https-url",
            "http://example.com/a",
            "Podcasting 2.0 takes only https://; expected https://example.com/a",
        ),
        ("url", "https://example.com/#a#b", "a URL has at most one #; write %23 for the second"),
        ("url", "https://a..b/", "a part of the host is empty; remove the extra dot"),
        ("url", "example.com/a", "the scheme is missing; write https://example.com/a"),
        (
            "url",
            "Ports 706: Mira Sund/The Ferries",
            "these words are no address; expected an absolute URL, e.g. https://example.com/1",
        ),
        ("url", "https://example.com/a b", "a space is not allowed in a URL; write %20"),
    ],
)
def test_message_says_what_to_write(kind: str, text: str, says: str) -> None:
    assert [fault.says for fault in find_type(kind).check(text)] == [says]
