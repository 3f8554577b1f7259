"""Old addresses of a feed that its host sends to the new one.

Only plain addresses are written: a path or URL with a character that the host's file could read as
syntax is left out and reported, never escaped.
"""

import re
from collections.abc import Iterator
from typing import NamedTuple
from urllib.parse import urlsplit

from feedtool.findings.report import Finding
from feedtool.findings.wording import cut
from feedtool.producer.addresses.show_addresses import address_of
from feedtool.show.key_path import KeyPath
from feedtool.show.model import Show
from feedtool.show.placing import make_finding_at

PLAIN = "letters, digits and - . _ ~ between single slashes"
_PATH = re.compile(r"/(?:(?!\.{1,2}(?:/|\Z))[A-Za-z0-9._~-]+(?:/|\Z))*")
_TARGET = re.compile(
    r"https?://[A-Za-z0-9.-]+(?::[0-9]{1,5})?"
    r"(?:/[A-Za-z0-9._~/%@-]*)?(?:\?[A-Za-z0-9._~/%=&+,;@-]*)?",
    re.IGNORECASE,
)
_PORTS = {"http": 80, "https": 443}


class Redirect(NamedTuple):
    """A path on the host, from its root, and the URL to which it leads for good."""

    path: str
    url: str


def is_plain_path(path: str) -> bool:
    """Return whether a path means the same in the files of all hosts.

    >>> is_plain_path("/show/feed.xml"), is_plain_path("/a b"), is_plain_path("/a//b")
    (True, False, False)
    """
    return _PATH.fullmatch(path) is not None


def find_redirects(show: Show, base_url: str) -> list[Redirect]:
    """Return the redirects of old addresses that are on the host of `base_url`."""
    made = {one.path: one.target for one in _old_addresses(show, base_url) if not one.why_not}
    return [Redirect(path, url) for path, url in made.items()]


def find_lost_redirects(show: Show, base_url: str) -> Iterator[Finding]:
    """Yield a warning for each old address on the host that its file cannot redirect."""
    for old in _old_addresses(show, base_url) if show.hosting else ():
        if old.why_not:
            message = (
                f'no redirect is written for "{cut(old.url)}": {old.why_not}; see to it that it '
                "redirects"
            )
            yield make_finding_at(
                show, old.feed, old.key, "redirect-not-written", "warning", message
            )


class _Old(NamedTuple):
    """An old address of a feed, its path, where it leads, and why it cannot be redirected or ""."""

    feed: Show
    key: KeyPath
    url: str
    path: str
    target: str
    why_not: str


def _old_addresses(show: Show, base_url: str) -> Iterator[_Old]:
    for feed in (show, *show.feeds.values()):
        target = address_of(feed)
        old: list[tuple[KeyPath, str]] = [
            (("moved_from", index), url) for index, url in enumerate(feed.moved_from)
        ]
        if feed.new_feed_url:
            old.append((("new_feed_url",), feed.feed_url))
        for key, url in old:
            here, there = _place(url), _place(target)
            if here[:2] == _place(base_url)[:2] and here != there:
                why_not = _why_not(show, here[2], here[3], target)
                yield _Old(feed, key, url, here[2], target, why_not)


def _why_not(show: Show, path: str, query: str, target: str) -> str:
    if show.hosting == "github-pages":
        return "GitHub Pages has no redirects"
    if query:
        return "it has a query, which redirects of static hosts do not look at"
    if not is_plain_path(path):
        return f"its path holds more than {PLAIN}"
    if not _TARGET.fullmatch(target):
        return f'the new address "{cut(target)}" holds signs that the host would misread'
    return ""


def _place(url: str) -> tuple[str, int, str, str]:
    """Return host, port, path and query; http and https are the same place."""
    parts = urlsplit(url)
    port = parts.port
    standard = port is None or port == _PORTS.get(parts.scheme)
    return parts.hostname or "", 0 if standard else port or 0, parts.path or "/", parts.query
