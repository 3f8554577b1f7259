"""What is around the items of a feed: the declarations and the channel's own elements."""

from collections.abc import Collection
from typing import Any

from feedgen.feed import FeedGenerator
from lxml import etree

from feedtool.producer.elements.channel import make_channel
from feedtool.producer.elements.documents import Document
from feedtool.producer.elements.live_items import make_live_items
from feedtool.producer.xml.feedgen_extension import VocabularyExtension, put_in_order
from feedtool.producer.xml.keeping import keep_published
from feedtool.show.as_published import CHANNEL
from feedtool.show.lock import MAIN_FEED
from feedtool.values.rss_dates import format_rss_date
from feedtool.values.xml_characters import drop_forbidden

_END = b"</channel>"


def write_head(
    document: Document, prefixes: Collection[str], *, version: str
) -> tuple[bytes, bytes]:
    """Return the XML before and after the items; `prefixes` are those that the items use."""
    feed, show = document.feed, document.feed.show
    generator = FeedGenerator()
    generator.register_extension("vocabulary", VocabularyExtension)
    # feedgen requires these three; if they are empty, the validator reports it.
    generator.title(drop_forbidden(show.title) or "-")
    generator.link(href=show.link or "-")
    # Our own node with CDATA replaces it.
    generator.description("-")
    generator.language(show.language)
    generator.copyright(drop_forbidden(show.copyright or "") or None)
    generator.vocabulary.nodes = [
        *make_channel(feed, document.url),
        *make_live_items(feed),
        *document.nodes,
    ]
    generator.vocabulary.extra = show.extra
    root, _ = generator._create_rss()
    channel = root.find("channel")
    channel.find("link").text = show.link
    _correct(channel, document, version, {one.name for one in generator.vocabulary.nodes})
    put_in_order(channel, "channel")
    kept = show.as_published.get(CHANNEL) if feed.name == MAIN_FEED else None
    if kept:
        keep_published(channel, kept, "channel")
    etree.cleanup_namespaces(root, keep_ns_prefixes=sorted(prefixes))
    etree.indent(root, "  ")
    text = bytes(etree.tostring(root, encoding="UTF-8", xml_declaration=True))
    end = text.rindex(_END)
    return text[:end].rstrip() + b"\n", b"  " + text[end:] + b"\n"


def _correct(channel: Any, document: Document, version: str, given: Collection[str]) -> None:
    """Correct what feedgen writes in any case: fixed docs, its own date and generator."""
    dates = [date for one in document.episodes for date in (one.published, one.updated) if date]
    newest = format_rss_date(max(dates)) if dates else ""
    ours = {"docs": "", "generator": f"feedtool/{version}", "lastBuildDate": newest}
    for name, text in ours.items():
        if name in given:
            continue
        for element in channel.findall(name):
            channel.remove(element)
        if text:
            etree.SubElement(channel, name).text = text
