"""A feed that is about to be written: all that its documents are made from."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from feedtool.producer.facts.feed_facts import EpisodeFacts, FeedFacts
from feedtool.producer.history.identity import Identity
from feedtool.show.model import Show


@dataclass(frozen=True, slots=True)
class Feed:
    """One of the feeds of a show.

    `name` is that of its first document, without ending. `episodes` and `identities` are those of
    all episodes and live items of the show, by slug; they may be more than the feed has. `newest`
    is the day of the feed's newest episode if people of the show change with time.
    """

    name: str
    show: Show
    podcast_guid: str
    facts: FeedFacts
    episodes: Mapping[str, EpisodeFacts]
    identities: Mapping[str, Identity]
    newest: date | None = None
