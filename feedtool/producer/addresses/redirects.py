"""Old addresses of feeds and files that their host sends to the new ones.

Only plain addresses are written: a path or URL with a character that the host's file could read as
syntax is left out and reported, never escaped.
"""

import re
from collections.abc import Iterator, Mapping
from typing import NamedTuple
from urllib.parse import urlsplit

from feedtool.findings.report import Finding, Severity
from feedtool.findings.wording import cut
from feedtool.producer.addresses.show_addresses import address_of
from feedtool.show.key_path import KeyPath
from feedtool.show.model import Show
from feedtool.show.placing import make_finding_at
from feedtool.vocabulary import load_list

PLAIN = "letters, digits and - . _ ~ between single slashes"
_PATH = re.compile(r"/(?:(?!\.{1,2}(?:/|\Z))[A-Za-z0-9._~-]+(?:/|\Z))*")
_TARGET = re.compile(
    r"https?://[A-Za-z0-9.-]+(?::[0-9]{1,5})?"
    r"(?:/[A-Za-z0-9._~/%@-]*)?(?:\?[A-Za-z0-9._~/%=&+,;@-]*)?",
    re.IGNORECASE,
)
_PORTS = {"http": 80, "https": 443}


class Redirect(NamedTuple):
    """A path on the host, from its root, and the URL to which it leads for good.

    If both end in a slash and are folders, each file of the old folder leads to the file of that
    name in the new one.
    """

    path: str
    url: str
    is_folder: bool = False


class Place(NamedTuple):
    """Where a URL leads: host with port (http and https are the same), path and query."""

    host: tuple[str, int]
    path: str
    query: str


def place_of_url(url: str) -> Place:
    """Return the place of an absolute URL."""
    parts = urlsplit(url)
    port = parts.port
    standard = port is None or port == _PORTS.get(parts.scheme)
    host = parts.hostname or "", 0 if standard else port or 0
    return Place(host, parts.path or "/", parts.query)


def has_place(url: str) -> bool:
    """Return whether a text is an absolute URL of the web whose parts can be told apart."""
    try:
        return url.startswith(("http://", "https://")) and place_of_url(url).host[0] != ""
    except ValueError:
        return False


def is_plain_path(path: str) -> bool:
    """Return whether a path means the same in the files of all hosts.

    >>> is_plain_path("/show/feed.xml"), is_plain_path("/a b"), is_plain_path("/a//b")
    (True, False, False)
    """
    return _PATH.fullmatch(path) is not None


def can_redirect(show: Show) -> bool:
    """Return whether the show's host reads redirects from its files."""
    return show.hosting in load_list("hosting-limits")


def is_redirected(show: Show, base_url: str, url: str, target: str) -> bool:
    """Return whether the files of the show's host can send an old address to a new one."""
    here = place_of_url(url)
    if not can_redirect(show) or here.host != place_of_url(base_url).host:
        return False
    return not _why_not(show, here, target)


def find_redirects(show: Show, base_url: str, moved: Mapping[str, str]) -> list[Redirect]:
    """Return the redirects of old addresses that are on the host of `base_url`.

    `moved` has the old addresses of files and folders, and where these are now.
    """
    made = {
        one.path: Redirect(one.path, one.target)
        for one in _old_addresses(show, base_url)
        if not one.why_not
    }
    for one in _fit(show, [one for one in _old_files(show, base_url, moved) if not one.why_not]):
        made.setdefault(one.path, Redirect(one.path, one.target, one.path.endswith("/")))
    return list(made.values())


def find_lost_redirects(show: Show, base_url: str, moved: Mapping[str, str]) -> Iterator[Finding]:
    """Yield a warning for each old address on the host that its file cannot redirect.

    The addresses of files are reported together; a host without redirects is no news for them.
    """
    if show.hosting is None:
        return
    for old in _old_addresses(show, base_url):
        if old.why_not:
            message = (
                f'no redirect is written for "{cut(old.url)}": {old.why_not}; see to it that it '
                "redirects"
            )
            yield make_finding_at(
                show, old.feed, old.key, "redirect-not-written", "warning", message
            )
    files = list(_old_files(show, base_url, moved))
    fitting = {one.url for one in _fit(show, [one for one in files if not one.why_not])}
    lost = [one for one in files if one.url not in fitting]
    if lost:
        several = "" if len(lost) == 1 else f" and {len(lost) - 1:,} more old addresses of files"
        why = lost[0].why_not or f"{show.hosting} takes no more redirects"
        severity: Severity = "warning" if can_redirect(show) else "info"
        message = (
            f'no redirect is written for "{cut(lost[0].url)}"{several}: {why}; see to it that the '
            "old addresses redirect, or take them out of moved in feed.lock"
        )
        yield make_finding_at(show, show, ("hosting",), "redirect-not-written", severity, message)


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
            here, there = place_of_url(url), place_of_url(target)
            if here.host == place_of_url(base_url).host and here != there:
                yield _Old(feed, key, url, here.path, target, _why_not(show, here, target))


def _old_files(show: Show, base_url: str, moved: Mapping[str, str]) -> Iterator[_Old]:
    host = place_of_url(base_url).host if moved else None
    for url, target in moved.items():
        here = place_of_url(url)
        if here.host == host:
            yield _Old(show, (), url, here.path, target, _why_not(show, here, target))


def _fit(show: Show, files: list[_Old]) -> list[_Old]:
    """Return the redirects of files that the host takes: of too many, those that came last."""
    limits = load_list("hosting-limits").get(show.hosting, {"exact": 0, "folders": 0})
    feeds = sum(1 + len(one.moved_from) for one in (show, *show.feeds.values()))
    kept: list[_Old] = []
    for key, is_folder in (("exact", False), ("folders", True)):
        room = max(0, limits[key] - feeds)
        some = [one for one in files if one.path.endswith("/") == is_folder]
        kept += some[len(some) - min(room, len(some)) :]
    return kept


def _why_not(show: Show, here: Place, target: str) -> str:
    if not can_redirect(show):
        return "GitHub Pages has no redirects"
    if here.query:
        return "it has a query, which redirects of static hosts do not look at"
    if not is_plain_path(here.path):
        return f"its path holds more than {PLAIN}"
    if not _TARGET.fullmatch(target):
        return f'the new address "{cut(target)}" holds signs that the host would misread'
    if load_list("hosting-limits")[show.hosting]["https_only"] and target[:5].lower() == "http:":
        return f'{show.hosting} takes no redirect to http: "{cut(target)}"; write it with https'
    return ""
