"""A feed as XML: feedgen writes the core of RSS, our extension the rest, in our order.

Each item is written for itself, and kept in the cache: most builds change a few of a thousand.
"""

from collections.abc import Iterator
from dataclasses import dataclass

from feedtool.producer.elements.documents import Document
from feedtool.producer.facts.facts import EpisodeFacts, Facts
from feedtool.show.cache import Cache, digest
from feedtool.show.model import Episode
from feedtool.vocabulary import load_vocabulary

# What feeds of ours declare in any case.
PREFIXES = frozenset(["atom", "content", "itunes", "podcast"])


@dataclass(frozen=True, slots=True)
class Fragment:
    """An item as XML, and the prefixes of namespaces that it uses."""

    prefixes: frozenset[str]
    xml: bytes


def write_document(document: Document, *, version: str, cache: Cache) -> bytes:
    """Return a feed as XML; the items come in the order of the document's episodes."""
    from feedtool.producer.xml.channel_xml import write_head  # noqa: PLC0415 - feedgen

    prefixes = set(PREFIXES)
    items: list[bytes] = []
    shared = digest(document.show.source.digest, *_shared_parts(document.facts))
    for episode in document.episodes:
        fragment = _remember_item(document, episode, cache, shared)
        prefixes |= fragment.prefixes
        items += (b"    ", fragment.xml, b"\n")
    head, tail = write_head(document, prefixes, version=version)
    return b"".join([head, *items, tail])


def _remember_item(document: Document, episode: Episode, cache: Cache, shared: str) -> Fragment:
    """Return an item, out of the cache where nothing that it is made from has changed."""
    own = document.facts.episodes[episode.slug]
    if not document.show.source.digest or not episode.source.digest:
        return _write_item(document, episode)
    stem = document.name.partition(".")[0]
    key = digest(shared, episode.source.digest, *_parts(own))
    kept = cache.get("item", f"{stem}/{episode.slug}", key)
    fragment = _read_fragment(kept) if kept is not None else None
    if fragment is not None:
        return fragment
    made = _write_item(document, episode)
    names = " ".join(sorted(made.prefixes)).encode()
    cache.put("item", f"{stem}/{episode.slug}", key, names + b"\n" + made.xml)
    return made


def _read_fragment(kept: bytes) -> Fragment | None:
    """Return an item that was kept, None if it has another form than an item."""
    names, _, xml = kept.partition(b"\n")
    prefixes = frozenset(names.decode("utf-8", "replace").split())
    is_item = xml.startswith(b"<item>") and xml.rstrip().endswith(b"</item>")
    return (
        Fragment(prefixes, xml)
        if is_item and prefixes <= load_vocabulary().namespaces.keys()
        else None
    )


def _shared_parts(facts: Facts) -> Iterator[str]:
    """Yield what all items of a feed are made from beside the sources of the show."""
    yield facts.base_url
    yield facts.podcast_guid
    yield repr(sorted((facts.pictures | facts.portraits).items()))
    for name, neighbour in sorted(facts.elements.neighbours.items()):
        yield f"{name} {neighbour.attributes()}"


def _parts(own: EpisodeFacts) -> Iterator[str]:
    """Yield what an item is made from beside its sources."""
    for name in EpisodeFacts.__slots__:
        yield repr(getattr(own, name))


def _write_item(document: Document, episode: Episode) -> Fragment:
    from feedtool.producer.xml.item_xml import write_item  # noqa: PLC0415 - feedgen and lxml, 44 ms

    prefixes, xml = write_item(document.show, episode, document.facts)
    return Fragment(prefixes, xml)
