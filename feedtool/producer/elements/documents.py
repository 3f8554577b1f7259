"""The feeds of a show as documents: which episodes each has, in which order, on which pages.

Source of paging and archives: https://www.rfc-editor.org/rfc/rfc5005
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from feedtool.producer.addresses.show_addresses import address_of
from feedtool.producer.elements.nodes import Node, node
from feedtool.producer.facts.facts import Facts
from feedtool.show.model import Choice, Episode, Show

MAIN_NAME = "feed"


@dataclass(frozen=True, slots=True)
class Document:
    """A feed to write under public/: its channel, its episodes in order, its links to others."""

    name: str
    show: Show
    facts: Facts
    episodes: Sequence[Episode]
    url: str
    nodes: tuple[Node, ...] = ()


def choose_episodes(show: Show, episodes: Sequence[Episode]) -> dict[str, list[Episode]]:
    """Return, by the name of each feed of a show, the episodes that it has, in the feed's order."""
    feeds = {MAIN_NAME: show, **show.feeds}
    return {
        name: put_in_order(feed, [one for one in episodes if _is_chosen(feed, one, show.language)])
        for name, feed in feeds.items()
    }


def put_in_order(show: Show, episodes: Sequence[Episode]) -> list[Episode]:
    """Return episodes newest first; in a serial show the trailers stand before them."""
    newest_first = sorted(episodes, key=_age, reverse=True)
    if show.type == "serial":
        newest_first.sort(key=lambda episode: episode.type != "trailer")
    return newest_first


def _age(episode: Episode) -> tuple[datetime, int, str]:
    return episode.published, episode.number or 0, episode.slug


def _is_chosen(feed: Show, episode: Episode, language: str) -> bool:
    """Tell whether a feed has an episode; `language` is that of the show."""
    spoken = (episode.language or language).lower()
    wanted = feed.only is None or _agrees(feed.only, episode, spoken)
    return wanted and not (feed.without is not None and _agrees(feed.without, episode, spoken))


def _agrees(choice: Choice, episode: Episode, language: str) -> bool:
    """Tell whether an episode has one of the values of each key that is given."""
    languages = [one.lower() for one in choice.languages]
    return all(
        (
            not choice.seasons or episode.season in choice.seasons,
            not choice.types or episode.type in choice.types,
            not languages
            or any(language == one or language.startswith(f"{one}-") for one in languages),
            not choice.tags or bool(_tags_of(episode) & {tag.lower() for tag in choice.tags}),
        )
    )


def _tags_of(episode: Episode) -> set[str]:
    given = episode.elements.get("tags", [])
    tags = given if isinstance(given, list) else [given]
    return {
        str(tag.get("text", "") if isinstance(tag, Mapping) else tag).lower() for tag in tags if tag
    }


def plan_documents(
    show: Show, chosen: Mapping[str, Sequence[Episode]], facts: Facts
) -> list[Document]:
    """Return all documents of a show's feeds; that of the main feed comes last."""
    documents: list[Document] = []
    for name, episodes in reversed(list(chosen.items())):
        feed, own = (show, facts) if name == MAIN_NAME else (show.feeds[name], facts.feeds[name])
        documents += reversed([*_split(name, feed, own, episodes)])
    return documents


def _split(name: str, show: Show, facts: Facts, episodes: Sequence[Episode]) -> Iterator[Document]:
    """Yield the first document of a feed, then those of the episodes beyond its limit."""
    limit = show.limit
    if limit is None or len(episodes) <= limit:
        yield Document(f"{name}.xml", show, facts, episodes, address_of(show))
    elif show.older == "pages":
        yield from _pages(name, show, facts, episodes, limit)
    elif show.older == "archives":
        yield from _archives(name, show, facts, episodes, limit)
    else:
        yield Document(f"{name}.xml", show, facts, episodes[:limit], address_of(show))


def _pages(
    name: str, show: Show, facts: Facts, episodes: Sequence[Episode], size: int
) -> Iterator[Document]:
    """Yield pages of a paged feed, which change whenever an episode comes. Source: RFC 5005, 3."""
    count = -(-len(episodes) // size)
    names = [f"{name}.xml", *(f"{name}.page-{number}.xml" for number in range(2, count + 1))]
    urls = [address_of(show), *(facts.base_url + one for one in names[1:])]
    for at in range(count):
        links = [_link("first", urls[0]), _link("last", urls[-1])]
        if at > 0:
            links.append(_link("previous", urls[at - 1]))
        if at + 1 < count:
            links.append(_link("next", urls[at + 1]))
        part = episodes[at * size : (at + 1) * size]
        yield Document(names[at], show, facts, part, urls[at], tuple(links))


def _archives(
    name: str, show: Show, facts: Facts, episodes: Sequence[Episode], size: int
) -> Iterator[Document]:
    """Yield the feed and its archives, which never change once they are there.

    Archives count from the oldest episode and are always full; the newest of them may hold
    episodes that still stand in the feed as well. The trailers of a serial show stand in the feed
    beyond its limit. Source: RFC 5005, 4.
    """
    oldest_first = sorted(episodes, key=_age)
    newest = {one.slug for one in oldest_first[-size:]}
    current = [
        one
        for one in episodes
        if one.slug in newest or (show.type == "serial" and one.type == "trailer")
    ]
    count = -(-(len(episodes) - size) // size)
    names = [f"{name}.archive-{number}.xml" for number in range(1, count + 1)]
    urls = [facts.base_url + one for one in names]
    links = (_link("prev-archive", urls[-1]),)
    yield Document(f"{name}.xml", show, facts, current, address_of(show), links)
    for at in reversed(range(count)):
        nodes = [Node("fh:archive"), _link("current", address_of(show))]
        if at > 0:
            nodes.append(_link("prev-archive", urls[at - 1]))
        if at + 1 < count:
            nodes.append(_link("next-archive", urls[at + 1]))
        part = put_in_order(show, oldest_first[at * size : (at + 1) * size])
        yield Document(names[at], show, facts, part, urls[at], tuple(nodes))


def _link(rel: str, url: str) -> Node:
    return node("atom:link", rel=rel, type="application/rss+xml", href=url)
