"""The feeds of a show as documents: further pages and archives, and the links between them.

Source of paging and archives: https://www.rfc-editor.org/rfc/rfc5005
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from feedtool.producer.addresses.show_addresses import address_of
from feedtool.producer.elements.feed import Feed
from feedtool.producer.elements.nodes import Node, node
from feedtool.producer.facts.selection import age_of, put_in_order
from feedtool.show.model import Episode


@dataclass(frozen=True, slots=True)
class Document:
    """A feed to write under public/: its channel, its episodes in order, its links to others."""

    name: str
    feed: Feed
    episodes: Sequence[Episode]
    url: str
    nodes: tuple[Node, ...] = ()


def plan_documents(
    feeds: Sequence[Feed], chosen: Mapping[str, Sequence[Episode]]
) -> list[Document]:
    """Return all documents of a show's feeds; that of the first feed comes last.

    `chosen` has the episodes of each feed by its name, in order.
    """
    documents: list[Document] = []
    for feed in reversed(feeds):
        documents += reversed([*_split(feed, chosen[feed.name])])
    return documents


def _split(feed: Feed, episodes: Sequence[Episode]) -> Iterator[Document]:
    """Yield the first document of a feed, then those of the episodes beyond its limit."""
    show, name = feed.show, f"{feed.name}.xml"
    limit = show.limit
    if limit is None or len(episodes) <= limit:
        yield Document(name, feed, episodes, address_of(show))
    elif show.older == "pages":
        yield from _pages(feed, episodes, limit)
    elif show.older == "archives":
        yield from _archives(feed, episodes, limit)
    else:
        yield Document(name, feed, episodes[:limit], address_of(show))


def _pages(feed: Feed, episodes: Sequence[Episode], size: int) -> Iterator[Document]:
    """Yield pages of a paged feed, which change whenever an episode comes. Source: RFC 5005, 3."""
    name, show = feed.name, feed.show
    count = -(-len(episodes) // size)
    names = [f"{name}.xml", *(f"{name}.page-{number}.xml" for number in range(2, count + 1))]
    urls = [address_of(show), *(feed.facts.base_url + one for one in names[1:])]
    for at in range(count):
        links = [_link("first", urls[0]), _link("last", urls[-1])]
        if at > 0:
            links.append(_link("previous", urls[at - 1]))
        if at + 1 < count:
            links.append(_link("next", urls[at + 1]))
        part = episodes[at * size : (at + 1) * size]
        yield Document(names[at], feed, part, urls[at], tuple(links))


def _archives(feed: Feed, episodes: Sequence[Episode], size: int) -> Iterator[Document]:
    """Yield the feed and its archives, which never change once they are there.

    Archives count from the oldest episode and are always full; the newest of them may hold
    episodes that still stand in the feed as well. The trailers of a serial show stand in the feed
    beyond its limit. Source: RFC 5005, 4.
    """
    name, show = feed.name, feed.show
    oldest_first = sorted(episodes, key=age_of)
    newest = {one.slug for one in oldest_first[-size:]}
    current = [
        one
        for one in episodes
        if one.slug in newest or (show.type == "serial" and one.type == "trailer")
    ]
    count = -(-(len(episodes) - size) // size)
    names = [f"{name}.archive-{number}.xml" for number in range(1, count + 1)]
    urls = [feed.facts.base_url + one for one in names]
    links = (_link("prev-archive", urls[-1]),)
    yield Document(f"{name}.xml", feed, current, address_of(show), links)
    for at in reversed(range(count)):
        nodes = [Node("fh:archive"), _link("current", address_of(show))]
        if at > 0:
            nodes.append(_link("prev-archive", urls[at - 1]))
        if at + 1 < count:
            nodes.append(_link("next-archive", urls[at + 1]))
        part = put_in_order(show, oldest_first[at * size : (at + 1) * size])
        yield Document(names[at], feed, part, urls[at], tuple(nodes))


def _link(rel: str, url: str) -> Node:
    return node("atom:link", rel=rel, type="application/rss+xml", href=url)
