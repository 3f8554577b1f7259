"""Live items: what an item has, with the time and the state of a stream.

Source: https://github.com/Podcastindex-org/podcast-namespace/blob/main/docs/tags/live-item.md
"""

from feedtool.producer.elements.feed import Feed
from feedtool.producer.elements.item import make_item
from feedtool.producer.elements.nodes import Node, node, present
from feedtool.producer.elements.titles import format_title
from feedtool.producer.facts.picked_audio import pick_audio
from feedtool.show.keys import ranks_of
from feedtool.show.model import LiveItem
from feedtool.values.rss_dates import format_rss_date
from feedtool.values.xml_characters import drop_forbidden


def make_live_items(feed: Feed) -> list[Node]:
    """Return the live items of a channel, their children in the vocabulary's order."""
    return [_live_item(feed, live) for live in feed.show.live_items]


def _live_item(feed: Feed, live: LiveItem) -> Node:
    made = node(
        "podcast:liveItem",
        status=live.status,
        start=live.start.isoformat(),
        end=live.end.isoformat() if live.end is not None else None,
    )
    audio = pick_audio(feed.show, live, feed.episodes[live.slug])
    title = live.title_display or format_title(feed.show.title_format, live)
    children = present(
        [
            node("title", drop_forbidden(title)),
            node("link", live.link),
            node("pubDate", format_rss_date(live.published) if live.published else ""),
        ]
    )
    if audio.url:
        length = str(audio.length_bytes)
        children.append(node("enclosure", url=audio.url, length=length, type=audio.type))
    ranks = ranks_of("item")
    children += _put_notes_into_description(make_item(feed, live))
    made.children = sorted(children, key=lambda one: ranks[one.name])
    made.extra = live.extra
    made.matter = live
    return made


def _put_notes_into_description(nodes: list[Node]) -> list[Node]:
    """Return nodes in which the description has the notes, and there is no second text.

    Apps read the description of a live item. Readers that know only RSS take a content:encoded in
    the channel for the summary of the show, whatever the channel says later.
    """
    notes = next((one for one in nodes if one.name == "content:encoded"), None)
    if notes is None:
        return nodes
    kept = [one for one in nodes if one is not notes and one.name != "description"]
    return [*kept, node("description", notes.text, cdata=True, key=("notes",))]
