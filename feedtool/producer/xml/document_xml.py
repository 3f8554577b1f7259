"""A feed as XML: feedgen writes the core of RSS, our extension the rest, in our order.

Each item is written by itself and kept in the cache: most builds change a few of a thousand.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, fields

from feedtool.producer.elements.documents import Document
from feedtool.producer.elements.feed import Feed
from feedtool.show.cache import Cache
from feedtool.show.digest import digest
from feedtool.show.model import Episode
from feedtool.validator.validate_items import Parts
from feedtool.vocabulary import load_vocabulary

# What our feeds declare in any case.
PREFIXES = frozenset(["atom", "content", "itunes", "podcast"])
# The show counts by the digest of its files, and of the others each item has its own part.
_APART = frozenset(["show", "facts", "episodes", "identities"])


@dataclass(frozen=True, slots=True)
class Fragment:
    """An item as XML, and the prefixes of namespaces that it uses."""

    prefixes: frozenset[str]
    xml: bytes


def write_document(document: Document, *, version: str, cache: Cache) -> Parts:
    """Return a feed as XML; the items come in the order of the document's episodes."""
    from feedtool.producer.xml.channel_xml import write_head  # noqa: PLC0415 - feedgen

    prefixes = set(PREFIXES)
    items: list[bytes] = []
    feed = document.feed
    shared = digest(feed.show.source.digest, *_shared_parts(feed))
    for episode in document.episodes:
        fragment = _remember_item(feed, episode, cache, shared)
        prefixes |= fragment.prefixes
        items.append(b"    %b\n" % fragment.xml)
    head, tail = write_head(document, prefixes, version=version)
    return Parts(head, items, tail)


def _remember_item(feed: Feed, episode: Episode, cache: Cache, shared: str) -> Fragment:
    """Return an item; the cache has it unless something that it is made from has changed."""
    if not feed.show.source.digest or not episode.source.digest:
        return _write_item(feed, episode)
    slug = episode.slug
    facts, identity = feed.episodes[slug], feed.identities[slug]
    kept_elements = repr(feed.show.as_published.get(identity.guid, ""))
    key = digest(shared, episode.source.digest, repr(facts), repr(identity), kept_elements)
    kept = cache.get("item", f"{feed.name}/{slug}", key)
    fragment = _read_fragment(kept) if kept is not None else None
    if fragment is not None:
        return fragment
    made = _write_item(feed, episode)
    names = " ".join(sorted(made.prefixes)).encode()
    cache.put("item", f"{feed.name}/{slug}", key, names + b"\n" + made.xml)
    return made


def _read_fragment(kept: bytes) -> Fragment | None:
    """Return an item of the cache, None if it is damaged."""
    names, _, xml = kept.partition(b"\n")
    prefixes = frozenset(names.decode("utf-8", "replace").split())
    is_item = xml.startswith(b"<item>") and xml.rstrip().endswith(b"</item>")
    return (
        Fragment(prefixes, xml)
        if is_item and prefixes <= load_vocabulary().namespaces.keys()
        else None
    )


def _shared_parts(feed: Feed) -> Iterator[str]:
    """Yield what all items of a feed depend on, beside the sources of the show: all of its facts.

    What is added to these records is among them.
    """
    for one in fields(feed):
        if one.name not in _APART:
            yield repr(getattr(feed, one.name))
    for one in fields(feed.facts):
        value = getattr(feed.facts, one.name)
        if one.name == "neighbours":
            # Of their shows only this is written.
            value = {path: neighbour.attributes() for path, neighbour in value.items()}
        yield repr(sorted(value.items()) if isinstance(value, Mapping) else value)


def _write_item(feed: Feed, episode: Episode) -> Fragment:
    from feedtool.producer.xml.item_xml import write_item  # noqa: PLC0415 - feedgen and lxml, 44 ms

    prefixes, xml = write_item(feed, episode)
    return Fragment(prefixes, xml)
