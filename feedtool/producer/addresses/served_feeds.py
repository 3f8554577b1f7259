"""Where feeds are served whose `feed_url` is not that of their file in public/.

A feed is always published under its own name (feed.xml). If `feed_url` ends in another name that a
file can have, the same bytes are published under that name too; else the files of the host serve
the feed at this address. Where neither is possible, the build says what the server must do.
"""

import re
from collections.abc import Iterator, Mapping, Sequence
from typing import NamedTuple
from urllib.parse import urlsplit

from feedtool.findings.report import Finding, Severity
from feedtool.findings.wording import cut
from feedtool.producer.addresses.redirects import is_plain_path, place_of_url
from feedtool.show.lock import MAIN_FEED
from feedtool.show.model import Show
from feedtool.show.placing import make_finding_at

_NAMED = r"[A-Za-z0-9_~-][A-Za-z0-9._~-]*\.(?i:xml|rss|rdf|atom)"
# Capital letters without an ending are names such as CNAME, which mean something to a host.
_BARE = r"[a-z0-9_~-]+"
_FOLDER = r"(?!(?:artwork|audio|transcripts|chapters|pictures|people)(?:/|\Z))"
COPY = re.compile(rf"{_FOLDER}(?:[A-Za-z0-9_~-][A-Za-z0-9._~-]*/){{0,8}}(?:{_NAMED}|{_BARE})")
# Documents of ours, and files by which hosts are told something.
_TAKEN = re.compile(r"(?i:[a-z0-9-]+\.(?:page|archive)-[0-9]+\.xml|_headers|_redirects)")
_NO_REWRITES = (None, "github-pages")


class Serving(NamedTuple):
    """What makes feeds appear at their addresses.

    `copies` has names below public/ and the document whose bytes these files have too, `rewrites`
    paths from the host's root and the path of the document that is served there.
    """

    copies: Mapping[str, str]
    rewrites: Sequence[tuple[str, str]]


def find_serving(show: Show, base_url: str) -> Serving:
    """Return how the feeds of a show get to addresses that are not those of their files."""
    copies = {}
    rewrites = []
    path = urlsplit(base_url).path
    for one in _find_odd(show, base_url):
        if one.copy:
            copies[one.copy] = one.document
        elif show.hosting not in _NO_REWRITES and not one.why_not:
            rewrites.append((one.path, path + one.document))
    return Serving(copies, rewrites)


def find_unserved(show: Show, base_url: str) -> Iterator[Finding]:
    """Yield a finding for each feed that a server does not serve at `feed_url` by itself."""
    for one in _find_odd(show, base_url):
        severity: Severity = "warning"
        file = f"public/{one.document}"
        start = f'feed_url is "{cut(one.feed.feed_url)}"; '
        if one.copy and ("." in one.copy or show.hosting not in _NO_REWRITES):
            continue
        if one.path.endswith(f"/{one.document}") and not one.why_not:
            continue  # the file is put there as it is
        if one.copy:
            message = (
                f"{start}the file public/{one.copy} has no ending, and most servers send such a "
                "file as application/octet-stream; set hosting, or see to it that your server "
                "sends application/rss+xml"
            )
        elif show.hosting is None:
            message = (
                f"{start}no file can have this address ({one.why_no_file}); see to it that your "
                f"server serves {file} there, set hosting, or write feed_url: "
                f"{base_url}{one.document}"
            )
        elif show.hosting == "github-pages" or one.why_not:
            why = one.why_not or "GitHub Pages serves files alone, under their own names"
            severity = "error" if show.hosting == "github-pages" else "warning"
            message = f"{start}{file} cannot be served there: {why}; write feed_url: {base_url}"
            message += one.document
        else:
            continue
        yield make_finding_at(show, one.feed, ("feed_url",), "feed-url-unserved", severity, message)


class _Odd(NamedTuple):
    """A feed with another address than its file, and how it can be served there.

    `copy` is the name of a file below public/ at this address, or "" and the reason why no file can
    be there. `why_not` is the reason why the files of a host cannot hold the address, or "".
    """

    feed: Show
    document: str
    path: str
    copy: str
    why_no_file: str
    why_not: str


def _find_odd(show: Show, base_url: str) -> Iterator[_Odd]:
    feeds = {MAIN_FEED: show, **show.feeds}
    documents = {f"{name}.xml" for name in feeds}
    base = place_of_url(base_url)
    for name, feed in feeds.items():
        place = place_of_url(feed.feed_url)
        if place.host != base.host or place == place_of_url(f"{base_url}{name}.xml"):
            continue
        why_no_file = _why_no_file(place.path, base.path, documents)
        if place.query:
            why_no_file = "it has a query"
        why_not = ""
        if place.query:
            why_not = "it has a query, which static hosts do not look at"
        elif not is_plain_path(place.path):
            why_not = "its path holds signs that the host would misread"
        copy = "" if why_no_file else place.path.removeprefix(base.path)
        yield _Odd(feed, f"{name}.xml", place.path, copy, why_no_file, why_not)


def _why_no_file(path: str, base: str, documents: set[str]) -> str:
    """Return why no file in public/ can be at a path of the host, "" if one can."""
    if not path.startswith(base):
        return "it is outside base_url"
    name = path.removeprefix(base)
    if not name or name.endswith("/"):
        return "it is a folder"
    if COPY.fullmatch(name) is None:
        return "its name is none of a feed"
    if name.lower() in documents or _TAKEN.fullmatch(name):
        return "another file has this name"
    return ""
