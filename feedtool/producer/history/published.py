"""Feeds that are out there: what subscribers know of a show, and what is still the same in it."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import datetime

from feedtool.producer.addresses.analytics import bare_url
from feedtool.producer.addresses.file_addresses import address_of_audio
from feedtool.show.model import Episode, Show

# What an item and an episode may share: the audio alone, or both date and title, is enough.
_AUDIO, _MOMENT, _TITLE = 3, 2, 1
ENOUGH = 3


@dataclass(frozen=True, slots=True)
class PublishedItem:
    """An item of a published feed; without a guid of its own, apps know it by its audio's URL."""

    guid: str
    title: str
    audio: str
    published: datetime | None


@dataclass(frozen=True, slots=True)
class PublishedFeed:
    """A feed that is out there: where it was read, as messages name it, and what it says.

    `addresses` are where it was read and what it says of its own address.
    """

    place: str
    podcast_guid: str
    addresses: Collection[str]
    items: Sequence[PublishedItem]


def bare_audio(show: Show, url: str) -> str:
    """Return the address of audio without the analytics services before it."""
    return bare_url(url, show.prefixes)


def audio_of(show: Show, episode: Episode) -> str:
    """Return the address of an episode's audio, without analytics services."""
    return bare_audio(show, address_of_audio(show, episode.audio))


def score(show: Show, item: PublishedItem, episode: Episode) -> int:
    """Return how much an item and an episode share, 0 if that is nothing."""
    audio = bare_audio(show, item.audio)
    return (
        _AUDIO * (audio == audio_of(show, episode) != "")
        + _MOMENT * (item.published == episode.published)
        + _TITLE * (item.title.strip() == episode.title.strip())
    )


def items_by_guid(feeds: Sequence[PublishedFeed]) -> dict[str, PublishedItem]:
    """Return the items of feeds by their guids."""
    return {item.guid: item for feed in feeds for item in feed.items}
