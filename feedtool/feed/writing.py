"""A show as XML: feedgen writes the core of RSS, our extension the rest, in our order."""

from typing import Any

from feedgen.feed import FeedGenerator
from lxml import etree

from feedtool.feed.channel import make_channel
from feedtool.feed.extension import PREFIXES, VocabularyEntryExtension, VocabularyExtension
from feedtool.feed.facts import Facts
from feedtool.feed.item import make_item
from feedtool.feed.notes import drop_forbidden
from feedtool.feed.titles import format_title
from feedtool.show import Episode, Show
from feedtool.validator.dates import format_rss_date
from feedtool.vocabulary import load_vocabulary


def write_feed(show: Show, episodes: list[Episode], facts: Facts, *, version: str) -> bytes:
    """Return feed.xml; `episodes` come newest first."""
    generator = FeedGenerator()
    generator.register_extension("vocabulary", VocabularyExtension, VocabularyEntryExtension)
    generator.title(drop_forbidden(show.title))
    generator.link(href=show.link)
    # Our own node with CDATA replaces it; feedgen asks for a description.
    generator.description(drop_forbidden(show.title))
    generator.language(show.language)
    generator.copyright(drop_forbidden(show.copyright or ""))
    generator.vocabulary.nodes = make_channel(show, facts)
    generator.vocabulary.extra = show.extra
    for episode in episodes:
        _add_entry(generator, show, episode, facts)
    root, _ = generator._create_rss()
    channel = root.find("channel")
    given = {one.name for one in generator.vocabulary.nodes}
    _mend(channel, episodes, version, given)
    _put_in_order(channel, "channel")
    etree.cleanup_namespaces(root, keep_ns_prefixes=list(PREFIXES))
    etree.indent(root, "  ")
    return bytes(etree.tostring(root, encoding="UTF-8", xml_declaration=True)) + b"\n"


def _add_entry(generator: Any, show: Show, episode: Episode, facts: Facts) -> None:
    own = facts.episodes[episode.slug]
    # feedgen puts a new entry in front of the others unless told otherwise.
    entry = generator.add_entry(order="append")
    title = episode.title_display or format_title(show.title_format, episode)
    entry.title(drop_forbidden(title))
    if episode.link:
        entry.link(href=episode.link)
    entry.enclosure(own.audio_url, str(own.audio_length), own.audio_type)
    entry.vocabulary.nodes = make_item(show, episode, facts)
    entry.vocabulary.extra = episode.extra


def _mend(channel: Any, episodes: list[Episode], version: str, given: set[str]) -> None:
    """Put right what feedgen cannot be told: a fixed docs, its own dates and generator."""
    newest = format_rss_date(episodes[0].published) if episodes else ""
    ours = {"docs": "", "generator": f"feedtool/{version}", "lastBuildDate": newest}
    for name, text in ours.items():
        if name in given:
            continue
        for element in channel.findall(name):
            channel.remove(element)
        if text:
            etree.SubElement(channel, name).text = text
    for item, episode in zip(channel.findall("item"), episodes, strict=True):
        # Written by us: the date keeps its zone and does not depend on the locale.
        for element in item.findall("pubDate"):
            item.remove(element)
        etree.SubElement(item, "pubDate").text = format_rss_date(episode.published)
        _put_in_order(item, "item")


def _put_in_order(parent: Any, parent_id: str) -> None:
    """Sort children by the vocabulary; items stay last and in their order."""
    namespaces = {one.uri: one.prefix for one in load_vocabulary().namespaces.values()}
    ranks = {name: rank for rank, name in enumerate(load_vocabulary().children[parent_id])}

    def rank(element: Any) -> int:
        name = etree.QName(element)
        prefix = namespaces.get(name.namespace or "", "?" if name.namespace else "")
        full = f"{prefix}:{name.localname}" if prefix else name.localname
        if full == "item":
            return len(ranks) + 1
        return ranks.get(full, len(ranks))

    parent[:] = sorted(parent, key=rank)
