"""The audio of an episode that a feed offers beside its enclosure: alternate enclosures."""

from feedtool.producer.elements.feed import Feed
from feedtool.producer.elements.nodes import Node, node
from feedtool.producer.facts.feed_facts import EpisodeAudio
from feedtool.producer.facts.picked_audio import pick_audio
from feedtool.show.audio_formats import list_listed
from feedtool.show.model import Item

_ALTERNATE = "podcast:alternateEnclosure"
_SOURCE = "podcast:source"
_KEY = ("audio",)


def make_alternates(feed: Feed, episode: Item, given: list[Node]) -> list[Node]:
    """Return the nodes that an author gave, and an alternate for each other audio of the list.

    The alternate that is the enclosure of the feed is left out.
    """
    facts = feed.episodes[episode.slug]
    if not facts.more_audio:
        return given
    listed = (facts.audio, *facts.more_audio)[: len(list_listed(episode))]
    enclosure = pick_audio(feed.show, episode, facts)
    if enclosure not in listed:
        given = [one for one in given if not _is_alternate(one, enclosure)]
    return [*given, *(_alternate(one) for one in listed if one != enclosure)]


def _is_alternate(made: Node, audio: EpisodeAudio) -> bool:
    sources = [one.attributes.get("uri") for one in made.children if one.name == _SOURCE]
    return made.name == _ALTERNATE and audio.url in sources


def _alternate(audio: EpisodeAudio) -> Node:
    bitrate = round(audio.length_bytes * 8 / audio.duration_s) if audio.duration_s else 0
    made = node(
        _ALTERNATE,
        key=_KEY,
        type=audio.type,
        length=str(audio.length_bytes),
        bitrate=str(bitrate) if bitrate else "",
    )
    made.children = [node(_SOURCE, key=_KEY, uri=audio.url)]
    return made
