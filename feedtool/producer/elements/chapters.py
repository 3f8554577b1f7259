"""The chapters of an episode: a link to their file, and the chapters themselves in the feed."""

from collections.abc import Iterator

from feedtool.media.facts import AudioChapter
from feedtool.producer.elements.nodes import Node, node
from feedtool.producer.facts.feed_facts import EpisodeFacts
from feedtool.show.model import Item, Show
from feedtool.values.durations import format_clock
from feedtool.values.registry import find_type
from feedtool.values.xml_characters import drop_forbidden
from feedtool.vocabulary import load_vocabulary

_KEY = ("chapters",)


def make_chapters(show: Show, episode: Item, own: EpisodeFacts) -> Iterator[Node]:
    """Yield podcast:chapters, and psc:chapters if the feed wants the chapters in itself.

    Podlove Simple Chapters know no hidden chapters and none without a title: these are left out.
    Source: https://podlove.org/simple-chapters/
    """
    if own.chapters is None:
        return
    yield node("podcast:chapters", url=own.chapters.url, type=own.chapters.type)
    in_feed = episode.chapters_in_feed
    wanted = show.chapters_in_feed if in_feed is None else in_feed
    listed = [_chapter(one) for one in own.listed_chapters if not one.is_hidden] if wanted else []
    titled = [one for one in listed if one.attributes.get("title", "").strip()]
    if titled:
        yield Node("psc:chapters", attributes={"version": _version()}, children=titled, key=_KEY)


def _version() -> str:
    return load_vocabulary().elements["psc:chapters"].attributes["version"].default["item"]


def _chapter(chapter: AudioChapter) -> Node:
    return node(
        "psc:chapter",
        key=_KEY,
        start=format_clock(chapter.start_ms),
        title=drop_forbidden(chapter.title),
        href=_address(chapter.url),
        image=_address(chapter.image),
    )


def _address(text: str) -> str:
    """Return a whole address, "" for what apps could not open."""
    return "" if any(find_type("iri").check(text)) else text
