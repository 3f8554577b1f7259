"""Adopts what another tool's feed has published, so that a show that moves keeps its subscribers.

The guid, by which apps know an item, goes into the lock file of the show, from which a build takes
it; with it go date and enclosure, so that a build stops where these would change.
"""

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Literal

from feedtool.importing.adopting.match import By, Known, match_items
from feedtool.producer.addresses.file_addresses import address_of_audio
from feedtool.producer.addresses.show_addresses import guid_of
from feedtool.producer.elements.titles import format_title
from feedtool.producer.facts.feed_facts import EpisodeAudio
from feedtool.producer.history.guids import is_page, make_up_guid
from feedtool.producer.history.identity import Identity, lock_episode
from feedtool.show.feed_show import FeedItem, FeedShow
from feedtool.show.lock import Lock, LockedEpisode
from feedtool.show.model import Episode, Show


@dataclass(frozen=True, slots=True)
class Unsure:
    """An item that could be one of several episodes, or that has no guid of its own."""

    item: FeedItem
    slugs: tuple[str, ...]
    why: Literal["doubt", "guid shared", "no guid"] = "doubt"


@dataclass(frozen=True, slots=True)
class Kept:
    """A guid in the lock file that differs from the feed's. `slug` is "" for that of the show."""

    slug: str
    guid: str
    other: str


@dataclass(frozen=True, slots=True)
class Adoption:
    """The result of adopting; `lock` is the new content of the lock file.

    `adopted` says by slug how an episode was recognized. `vanishing` are items without an episode,
    `new` the episodes without an item.
    """

    lock: Lock
    items: int
    adopted: Mapping[str, By]
    unsure: tuple[Unsure, ...]
    vanishing: tuple[FeedItem, ...]
    new: tuple[Episode, ...]
    kept: tuple[Kept, ...]


def adopt(show: Show, feed: FeedShow, lock: Lock, *, force: bool = False) -> Adoption:
    """Match the items of a feed, as `read_show` reads it, with the episodes of a show.

    An item without guid is known by the address of its enclosure, as apps do it. An episode that
    the lock file has under another guid keeps it, unless `force`.
    """
    published = _lock_all(show, lock)
    items = [_know_item(item) for item in feed.episodes]
    matches = match_items(items, [_know_episode(one, show, published) for one in show.episodes])
    taker = _Taker(show, lock, published, Counter(item.guid for item in items), force=force)
    taker.take_podcast_guid(feed.podcast_guid)
    for index, (slug, by) in matches.sure.items():
        taker.take(feed.episodes[index], items[index].guid, slug, by)
    known = {slug for slug, _ in matches.sure.values()}
    doubt = [Unsure(feed.episodes[index], slugs) for index, slugs in matches.unsure.items()]
    return Adoption(
        replace(lock, podcast_guid=taker.podcast_guid, episodes=taker.episodes),
        len(items),
        taker.adopted,
        (*doubt, *taker.unsure),
        tuple(
            item
            for index, item in enumerate(feed.episodes)
            if index not in matches.sure and index not in matches.unsure
        ),
        tuple(one for one in show.episodes if one.slug not in known),
        tuple(taker.kept),
    )


class _Taker:
    """Adds what is adopted to a copy of the lock file's content, and collects what is not."""

    def __init__(
        self,
        show: Show,
        lock: Lock,
        published: Mapping[str, LockedEpisode],
        guids: Mapping[str, int],
        *,
        force: bool,
    ) -> None:
        self._slugs = {one.slug for one in show.episodes}
        self._published = published
        self._guids = guids
        self._force = force
        self.podcast_guid = lock.podcast_guid
        self.episodes = dict(lock.episodes)
        self.adopted: dict[str, By] = {}
        self.unsure: list[Unsure] = []
        self.kept: list[Kept] = []

    def take_podcast_guid(self, guid: str | None) -> None:
        if guid is None or guid == self.podcast_guid:
            return
        if self.podcast_guid and not self._force:
            self.kept.append(Kept("", self.podcast_guid, guid))
        else:
            self.podcast_guid = guid

    def take(self, item: FeedItem, guid: str, slug: str, by: By) -> None:
        was = self.episodes.get(slug)
        if not guid:
            self.unsure.append(Unsure(item, (slug,), "no guid"))
        elif self._guids[guid] > 1 and by != "guid":
            self.unsure.append(Unsure(item, (slug,), "guid shared"))
        elif was is not None and was.guid != guid and not self._force:
            self.kept.append(Kept(slug, was.guid, guid))
        else:
            self.adopted[slug] = by
            if was is None or self._force:
                self._drop_former(guid)
                entry = _make_entry(item, guid, self._published[slug])
                self.episodes[slug] = entry

    def _drop_former(self, guid: str) -> None:
        """Remove the entry of a file that is gone: an episode of another name has its guid now."""
        for slug, one in list(self.episodes.items()):
            if one.guid == guid and slug not in self._slugs:
                del self.episodes[slug]


def _lock_all(show: Show, lock: Lock) -> dict[str, LockedEpisode]:
    """Return the episodes as a build would lock them, without what must be measured."""
    podcast_guid = guid_of(show, lock.podcast_guid)
    locked = {}
    for one in show.episodes:
        was = lock.episodes.get(one.slug)
        guid = one.guid or (was.guid if was else make_up_guid(podcast_guid, one.slug))
        given = one.audio
        audio = EpisodeAudio(
            address_of_audio(show, given), given.length or 0, given.type or "", given.duration or 0
        )
        locked[one.slug] = lock_episode(one, Identity(guid), audio)
    return locked


def _know_item(item: FeedItem) -> Known:
    audio_url = item.audio.url or ""
    titles = (item.title, item.title_display or "")
    # Source: https://help.apple.com/itc/podcasts_connect/#/itcb54353390 (guid).
    return Known(item, item.guid or audio_url, audio_url, titles)


def _know_episode(episode: Episode, show: Show, published: Mapping[str, LockedEpisode]) -> Known:
    own = published[episode.slug]
    titles = (episode.title, episode.title_display or format_title(show.title_format, episode))
    return Known(episode, own.guid, str(own.enclosure["url"]), titles)


def _make_entry(item: FeedItem, guid: str, own: LockedEpisode) -> LockedEpisode:
    """Return what the feed published, with the hash of today's words: nothing counts as edited."""
    found = {key: getattr(item.audio, key) for key in ("url", "length", "type", "duration")}
    enclosure = {key: found[key] or one for key, one in own.enclosure.items()}
    published = item.published.isoformat() if item.published else own.published
    permalink: bool | None = None
    if guid.startswith(("http://", "https://")):
        permalink = item.guid_permalink
        if permalink is None:
            permalink = is_page(guid, item.link)
    return LockedEpisode(guid, published, enclosure, own.hash, permalink=permalink)
