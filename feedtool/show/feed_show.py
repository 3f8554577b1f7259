"""A show as a feed has it: the keys are those of a show, but a feed may lack what a show needs."""

from datetime import datetime

from pydantic import Field

from feedtool.findings.report import SourceError
from feedtool.show.episode_files import Audio
from feedtool.show.model import Channel, Episode, Item, LiveItems, Show
from feedtool.show.placing import make_finding_at


class FeedItem(Item):
    """An item of a feed. Its date may be missing, and its values are not checked."""

    published: datetime | None = None
    audio: Audio = Audio()


class FeedShow(Channel):
    """A feed with its items, oldest first. Texts may be empty, and no value is checked."""

    episodes: list[FeedItem]
    live_items: LiveItems = Field(default_factory=list)


def make_show(feed: FeedShow) -> Show:
    """Return what was read from a feed as a show.

    Raises SourceError if an item has no date, without which no feed can be built.
    """
    undated = [item for item in feed.episodes if item.published is None]
    if undated:
        message = '"published" is missing; the feed gives the item no date'
        raise SourceError(
            [
                make_finding_at(feed, item, ("published",), "missing-key", "error", message)
                for item in undated
            ]
        )
    episodes = [Episode.model_construct(**dict(item)) for item in feed.episodes]
    return Show.model_construct(**{**dict(feed), "episodes": episodes})
