"""Feeds that an option names: at an address, in a file, or on standard input."""

from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING
from urllib.parse import unquote, urljoin, urlsplit

from feedtool.cli.printing import is_terminal, say
from feedtool.files.opening import read_input
from feedtool.findings.report import SourceError

if TYPE_CHECKING:
    from feedtool.producer.history.published import PublishedFeed, PublishedItem
    from feedtool.show.feed_show import FeedItem, FeedShow

# Of a feed in pages; no show has more.
_MOST_PAGES = 200
_MOST_BYTES = 200_000_000
_FURTHER = ("next", "prev-archive")
_FIRST_TIME = "; if the show is not published yet, build this one time without --against"


def read_source(source: str, *, hint: str = "") -> bytes:
    """Return the bytes of a feed, at most one byte more than a feed may have.

    `hint` says what to do if there is nothing. Raises OSError if a file cannot be read, SourceError
    if an address cannot be read.
    """
    from feedtool.importing.feed.parsing import MAX_BYTES  # noqa: PLC0415 - lxml

    if "://" not in source:
        return read_input(source, MAX_BYTES)
    from feedtool.findings.catalogue import make_finding  # noqa: PLC0415 - as above
    from feedtool.remote import RemoteFault, fetch  # noqa: PLC0415 - requests, 109 ms
    from feedtool.remote.client import show_url  # noqa: PLC0415 - as above

    if is_terminal(err=True):
        say(f"reading {show_url(source)}", err=True)
    try:
        return fetch(source, max_bytes=MAX_BYTES).data
    except RemoteFault as why:
        place = show_url(source)
        message = str(why).removeprefix(place).lstrip(": ") + (hint if why.missing else "")
        raise SourceError([make_finding("unreachable", message, place)]) from None


def read_published(source: str) -> "PublishedFeed":
    """Read a feed that is out there, with its further pages.

    Raises OSError if a file cannot be read, SourceError if an address cannot be read, or if what is
    there is no whole feed.
    """
    from feedtool.findings.catalogue import make_finding  # noqa: PLC0415 - as below
    from feedtool.producer.history.published import PublishedFeed  # noqa: PLC0415 - pydantic, lxml

    try:
        pages = [*_read_pages(source)]
    except FileNotFoundError:
        message = f"there is no such file{_FIRST_TIME}"
        raise SourceError([make_finding("unreadable", message, source)]) from None
    first = pages[0]
    items = {item.guid: item for page in reversed(pages) for item in map(_know, page.episodes)}
    items.pop("", None)
    addresses = {source, first.feed_url, first.new_feed_url or ""} - {""}
    return PublishedFeed(_name(source), first.podcast_guid or "", addresses, tuple(items.values()))


def _name(place: str) -> str:
    """Return how messages name a place: an address without its password."""
    if "://" not in place:
        return "standard input" if place == "-" else place
    from feedtool.remote.client import show_url  # noqa: PLC0415 - requests, 109 ms

    return show_url(place)


def _know(item: "FeedItem") -> "PublishedItem":
    from feedtool.producer.history.published import PublishedItem  # noqa: PLC0415 - as above

    audio = (item.audio.url or "").strip()
    return PublishedItem(item.guid or audio, item.title, audio, item.published)


def _read_pages(source: str) -> "Iterator[FeedShow]":
    from feedtool.importing.feed.parsing import check_whole  # noqa: PLC0415 - lxml
    from feedtool.importing.feed.read_show import read_show  # noqa: PLC0415 - as above

    left, seen, taken = [source], {source}, 0
    while left and len(seen) <= _MOST_PAGES and taken <= _MOST_BYTES:
        place = left.pop()
        data = read_source(place, hint=_FIRST_TIME if place == source else "")
        taken += len(data)
        file = _name(place)
        page = read_show(data, file=file)
        check_whole(data, file)
        yield page
        further = {_place_of(source, place, url) for url in _further_pages(page)} - seen - {""}
        left += further
        seen |= further


def _further_pages(page: "FeedShow") -> Iterator[str]:
    links = page.elements.get("links")
    for link in links if isinstance(links, list) else ():
        if isinstance(link, dict) and link.get("rel") in _FURTHER:
            yield str(link.get("href") or "")


def _place_of(source: str, page: str, url: str) -> str:
    """Return where to read a further page: at its address, or beside the file of the first one."""
    try:
        if "://" in source:
            address = urljoin(page, url)
            return address if urlsplit(address).scheme in ("http", "https") else ""
        # A name that leads out of the folder raises ValueError too.
        path = Path(source).with_name(unquote(url.rpartition("/")[2]))
        return str(path) if source != "-" and path.is_file() else ""
    except (OSError, ValueError):
        return ""
