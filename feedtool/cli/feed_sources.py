"""Feeds that an option names: at an address, in a file, or on standard input."""

import errno
import re
import time
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, TypeVar
from urllib.parse import unquote, urljoin, urlsplit

import click

from feedtool.cli.printing import is_terminal, say
from feedtool.files.opening import read_input
from feedtool.findings.report import SourceError

if TYPE_CHECKING:
    from feedtool.producer.history.published import PublishedFeed, PublishedItem
    from feedtool.show.feed_show import FeedItem, FeedShow

# Of a feed in pages; no show has more.
_MOST_PAGES = 200
_MOST_BYTES = 200_000_000
# For one page, and for all of them.
_EACH_S = 30.0
_ALL_S = 300.0
_Page = TypeVar("_Page")
# What is no address only for want of a scheme: a host with dots, and a path.
_BARE = re.compile(r"[\w-]{1,63}(?:\.[\w-]{1,63}){0,9}\.[a-zA-Z]{2,24}(?::\d{1,5})?/\S+")
_FURTHER = ("next", "prev-archive")
_FIRST_TIME = "; if the show is not published yet, build this one time without --against"


allow_private_option = click.option(
    "--allow-private", is_flag=True,
    help="Read from private addresses too, e.g. of a server on this computer.",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Document:
    """What was read; of an address also where it is after redirects, and what the server says."""

    data: bytes
    url: str = ""
    charset: str = ""


def read_source(source: str, *, hint: str = "", allow_private: bool = False) -> bytes:
    """Return the bytes of a feed, as `read_document` reads them."""
    return read_document(source, hint=hint, allow_private=allow_private).data


def read_document(source: str, *, hint: str = "", allow_private: bool = False) -> Document:
    """Return a feed or a page, at most one byte more than a feed may have.

    `hint` says what to do if there is nothing. Raises OSError if a file cannot be read, SourceError
    if an address cannot be read.
    """
    from feedtool.importing.feed.parsing import MAX_BYTES  # noqa: PLC0415 - lxml

    if "://" not in source:
        return Document(_read_file(source, MAX_BYTES))
    from feedtool.remote import RemoteFault, fetch, show_url  # noqa: PLC0415 - 20 ms

    place = show_url(source)
    if is_terminal(err=True):
        say(f"reading {place}", err=True)
    try:
        fetched = fetch(source, max_bytes=MAX_BYTES, timeout_s=_EACH_S, allow_private=allow_private)
    except RemoteFault as why:
        # Only one colon goes: the message may go on with "::1", an address.
        message = str(why).removeprefix(place).removeprefix(":").lstrip(" ")
        message += hint if why.missing else ""
        raise _stopped(place, message) from None
    for warning in fetched.warnings:
        say(f"{place}: note: {warning}", err=True)
    return Document(fetched.data, fetched.url, fetched.charset)


def _read_file(source: str, most_bytes: int) -> bytes:
    try:
        return read_input(source, most_bytes)
    except FileNotFoundError:
        if not _BARE.fullmatch(source):
            raise
        says = f"there is no such file; if it is an address, write https://{source}"
        raise FileNotFoundError(errno.ENOENT, says, source) from None


def _stopped(place: str, message: str) -> SourceError:
    from feedtool.findings.catalogue import make_finding  # noqa: PLC0415 - only for faults

    rule = "unreachable" if "://" in place else "unreadable"
    return SourceError([make_finding(rule, message, place)])


def read_published(source: str, *, allow_private: bool = False) -> "PublishedFeed":
    """Read a feed that is out there, with its further pages.

    Raises OSError if a file cannot be read, SourceError if an address cannot be read, or if what is
    there is no whole feed.
    """
    from feedtool.findings.catalogue import make_finding  # noqa: PLC0415 - as below
    from feedtool.importing.feed.read_show import read_show  # noqa: PLC0415 - lxml
    from feedtool.producer.history.published import PublishedFeed  # noqa: PLC0415 - pydantic, lxml

    def read(data: bytes, file: str) -> "FeedShow":
        return read_show(data, file=file)

    try:
        pages = [
            *read_pages(source, read, _further_pages, hint=_FIRST_TIME, allow_private=allow_private)
        ]
    except FileNotFoundError:
        message = f"there is no such file{_FIRST_TIME}"
        raise SourceError([make_finding("unreadable", message, source)]) from None
    first = pages[0]
    items = {item.guid: item for page in reversed(pages) for item in map(_know, page.episodes)}
    items.pop("", None)
    addresses = {source, first.feed_url, first.new_feed_url or ""} - {""}
    return PublishedFeed(
        name_source(source), first.podcast_guid or "", addresses, tuple(items.values())
    )


def name_source(place: str) -> str:
    """Return how messages name a feed that was read: an address without its password."""
    if "://" not in place:
        return "standard input" if place == "-" else place
    from feedtool.remote import show_url  # noqa: PLC0415 - 20 ms

    return show_url(place)


def _know(item: "FeedItem") -> "PublishedItem":
    from feedtool.producer.history.published import PublishedItem  # noqa: PLC0415 - as above

    audio = (item.audio.url or "").strip()
    return PublishedItem(item.guid or audio, item.title, audio, item.published)


def read_pages(
    source: str,
    read: Callable[[bytes, str], _Page],
    list_further: Callable[[_Page], Iterable[str]],
    *,
    hint: str = "",
    allow_private: bool,
) -> Iterator[_Page]:
    """Yield the pages of a feed; raises SourceError if it has more than can be read.

    `read` makes a page of a document and its name, `list_further` returns the addresses of the
    pages that a page names. `hint` says what to do if there is nothing at the first address.
    """
    from feedtool.importing.converting.convert import convert  # noqa: PLC0415 - pydantic, lxml
    from feedtool.importing.feed.parsing import check_whole  # noqa: PLC0415 - as above

    left, seen, taken, number = [source], {source}, 0, 0
    ends = time.monotonic() + _ALL_S
    while left:
        place = left.pop()
        _check_bounds(place, number, taken, is_late=time.monotonic() > ends)
        advice = hint if place == source else ""
        data = read_source(place, hint=advice, allow_private=allow_private)
        taken, number = taken + len(data), number + 1
        file = name_source(place)
        converted = convert(data, file, place if "://" in place else "")
        page = read(converted.data if converted else data, file)
        if converted is None:
            check_whole(data, file)
        yield page
        urls = [*list_further(page), converted.next_page if converted else ""]
        for url in dict.fromkeys(filter(None, urls)):
            further = _place_of(source, place, url)
            if further and further not in seen:
                left.append(further)
                seen.add(further)


def _check_bounds(place: str, read: int, taken: int, *, is_late: bool) -> None:
    """Raise SourceError if a further page would be more than is read of one feed."""
    bound = f"more than {_MOST_PAGES} pages" if read >= _MOST_PAGES else ""
    bound = f"more than {_MOST_BYTES / 1e6:,.4g} MB in all" if taken > _MOST_BYTES else bound
    bound = f"more than {_ALL_S:g} seconds in all" if is_late else bound
    if bound:
        message = (
            f"the feed takes {bound}; {read} of its pages were read, and this one was not, so that "
            "guids may be missing; try again later, or name a file with all items"
        )
        raise _stopped(name_source(place), message)


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
