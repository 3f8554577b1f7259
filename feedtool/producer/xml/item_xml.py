"""An item as XML: feedgen's core, our nodes, in the vocabulary's order."""

from collections.abc import Mapping
from functools import cache
from typing import Any

from feedgen.entry import FeedEntry
from lxml import etree

from feedtool.producer.addresses.analytics import put_prefixes
from feedtool.producer.elements.feed import Feed
from feedtool.producer.elements.item import make_item
from feedtool.producer.elements.titles import format_title
from feedtool.producer.facts.picked_audio import pick_audio
from feedtool.producer.xml.feedgen_extension import VocabularyEntryExtension, put_in_order
from feedtool.producer.xml.keeping import keep_published
from feedtool.show.as_published import Kept
from feedtool.show.lock import MAIN_FEED
from feedtool.show.model import Episode
from feedtool.values.rss_dates import format_rss_date
from feedtool.values.xml_characters import drop_forbidden
from feedtool.vocabulary import load_vocabulary


def write_item(feed: Feed, episode: Episode) -> tuple[frozenset[str], bytes]:
    """Return the prefixes that an item uses, and its XML without their declarations."""
    show, audio = feed.show, pick_audio(feed.show, episode, feed.episodes[episode.slug])
    entry = FeedEntry()
    entry.register_extension("vocabulary", VocabularyEntryExtension)
    # feedgen refuses an empty title with an exception, the validator with a finding.
    title = drop_forbidden(episode.title_display or format_title(show.title_format, episode))
    entry.title(title or "-")
    if episode.link:
        entry.link(href=episode.link)
    url = put_prefixes(audio.url, show.prefixes, feed.podcast_guid)
    entry.enclosure(url, str(audio.length_bytes), audio.type)
    entry.vocabulary.nodes = make_item(feed, episode)
    entry.vocabulary.extra = episode.extra
    item = entry.rss_entry()
    item.find("title").text = title
    # Written by us: the date keeps its zone and does not depend on the locale.
    etree.SubElement(item, "pubDate").text = format_rss_date(episode.published)
    put_in_order(item, "item")
    kept = kept_of(feed, episode)
    if kept:
        keep_published(item, kept, "item")
    return _serialise(item)


def kept_of(feed: Feed, episode: Episode) -> Mapping[str, Kept]:
    """Return what of an item stays as a former feed published it: in the show's first feed."""
    if feed.name != MAIN_FEED:
        return {}
    return feed.show.as_published.get(feed.identities[episode.slug].guid, {})


def _serialise(item: Any) -> tuple[frozenset[str], bytes]:
    known = _prefixes()
    used = {known[uri]: uri for uri in _uris(item) if uri in known}
    root = etree.Element("rss", nsmap=used)
    root.append(item)
    etree.indent(item, "  ", level=2)
    item.tail = None
    data = etree.tostring(root, encoding="UTF-8", xml_declaration=False)
    return frozenset(used), data[data.index(b"<item") : data.rindex(b"</rss>")]


def _uris(item: Any) -> set[str]:
    uris = set()
    for element in item.iter(etree.Element):
        for name in (element.tag, *element.attrib):
            if name[0] == "{":
                uris.add(name[1:].partition("}")[0])
    return uris


@cache
def _prefixes() -> dict[str, str]:
    namespaces = load_vocabulary().namespaces
    return {one.uri: prefix for prefix, one in namespaces.items() if prefix}
