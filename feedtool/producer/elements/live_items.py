"""Live items: what an item has, with the time and the state of a stream.

Source: https://github.com/Podcastindex-org/podcast-namespace/blob/main/docs/tags/live-item.md
"""

from typing import TYPE_CHECKING

from feedtool.media.types import guess_type
from feedtool.producer.collecting.audio import gather_audio
from feedtool.producer.elements.item import make_item
from feedtool.producer.elements.nodes import Node, node, present
from feedtool.producer.elements.titles import format_title
from feedtool.producer.facts.facts import EpisodeFacts, Facts
from feedtool.producer.notes.render import drop_forbidden
from feedtool.show.keys import ranks_of
from feedtool.show.model import LiveItem, Show
from feedtool.values.rss_dates import format_rss_date

if TYPE_CHECKING:
    from feedtool.producer.collecting.collect import Gathering


def gather_stream(gathering: "Gathering", live: LiveItem, guid: str) -> EpisodeFacts | None:
    """Return the facts of a live item's audio; what is wrong is told, and the answer None.

    A stream has no length or duration: what the author does not tell stays open.
    """
    audio = live.audio
    if audio is None:
        return EpisodeFacts(guid, "", 0, "", 0)
    if audio.url is None:
        return gather_audio(gathering, live, audio, guid)
    kind = audio.type or guess_type(audio.url)
    if kind is None:
        message = '"audio.type" is missing; add the media type, e.g. audio/mpeg'
        gathering.add("missing-key", message, live, "audio")
        return None
    return EpisodeFacts(guid, audio.url, audio.length or 0, kind, audio.duration or 0)


def find_same_names(gathering: "Gathering", show: Show) -> None:
    """Tell of live items whose guid and files would be those of another."""
    seen: set[str] = set()
    for live in show.live_items:
        if live.slug in seen:
            message = (
                f'title is "{live.title[:60]}", as that of another live item of the day; say what '
                "is different"
            )
            gathering.add("live-item-duplicate", message, live, "title")
        seen.add(live.slug)


def make_live_items(show: Show, facts: Facts) -> list[Node]:
    """Return the live items of a channel, their children in the vocabulary's order."""
    return [_live_item(show, live, facts) for live in show.live_items]


def _live_item(show: Show, live: LiveItem, facts: Facts) -> Node:
    made = node(
        "podcast:liveItem",
        status=live.status,
        start=live.start.isoformat(),
        end=live.end.isoformat() if live.end is not None else None,
    )
    own = facts.episodes[live.slug]
    title = live.title_display or format_title(show.title_format, live)
    children = present(
        [
            node("title", drop_forbidden(title)),
            node("link", live.link),
            node("pubDate", format_rss_date(live.published) if live.published else ""),
        ]
    )
    if own.audio_url:
        children.append(
            node("enclosure", url=own.audio_url, length=str(own.audio_length), type=own.audio_type)
        )
    ranks = ranks_of("item")
    children += make_item(show, live, facts)
    made.children = sorted(children, key=lambda one: ranks[one.name])
    made.extra = live.extra
    made.matter = live
    return made
