"""Adopts what another tool's feed has published, so that a show that moves keeps its subscribers.

The guid, by which apps know an item, goes into the lock file of the show, from which a build takes
it; with it go date and enclosure, so that a build stops where these would change. An item that is
no episode of the show goes there too, so that a build stops where it would vanish. The show itself
keeps its podcast:guid, and the lock file remembers the address of the feed.
"""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Literal

from feedtool.importing.adopting.match import By, Known, Matches, match_items
from feedtool.producer.addresses.file_addresses import address_of_audio
from feedtool.producer.addresses.show_addresses import guid_of
from feedtool.producer.elements.titles import format_title
from feedtool.producer.facts.feed_facts import EpisodeAudio
from feedtool.producer.history.guids import is_page, make_up_guid
from feedtool.producer.history.identity import Identity, lock_episode
from feedtool.show.feed_show import FeedItem, FeedShow
from feedtool.show.lock import Lock, LockedEpisode
from feedtool.show.model import Episode, Show
from feedtool.values.podcast_guids import podcast_guid_of
from feedtool.values.url_hosts import find_host_fault, find_unreachable_host

# What an item without a date is kept with, and what stands where an enclosure says nothing.
_LONG_AGO = "1970-01-01T00:00:00+00:00"
_FACTS: dict[str, str | int] = {"url": "", "length": 0, "type": "", "duration": 0}


@dataclass(frozen=True, slots=True)
class Unsure:
    """An item that could be one of several episodes, or that has no guid of its own."""

    item: FeedItem
    slugs: tuple[str, ...]
    why: Literal["doubt", "guid shared", "no guid"] = "doubt"


@dataclass(frozen=True, slots=True)
class Kept:
    """A guid in the lock file that differs from the feed's. `slug` is "" for that of the show.

    With `in_show` it stands in show.yaml, or in the file of the episode.
    """

    slug: str
    guid: str
    other: str
    in_show: bool = False


@dataclass(frozen=True, slots=True)
class Adoption:
    """The result of adopting; `lock` is the new content of the lock file.

    `adopted` says by slug how an episode was recognized. `vanishing` are items without an episode,
    `new` the episodes without an item. `made_from` is the address that the podcast:guid was made
    of, "" where the feed has one.
    """

    lock: Lock
    items: int
    adopted: Mapping[str, By]
    unsure: tuple[Unsure, ...]
    vanishing: tuple[FeedItem, ...]
    new: tuple[Episode, ...]
    kept: tuple[Kept, ...]
    made_from: str = ""


def adopt(
    show: Show, feed: FeedShow, lock: Lock, *, read_from: str = "", force: bool = False
) -> Adoption:
    """Match the items of a feed, as `read_show` reads it, with the episodes of a show.

    An item without guid is known by the address of its enclosure, as apps do it. An episode that
    the lock file has under another guid keeps it, unless `force`. A feed without podcast:guid has
    the one that its own address gives, as directories compute it: that of its self link, which is
    the canonical address, else that of `read_from`, where it was read.
    """
    addresses = list_addresses(feed, read_from)
    made_from = "" if feed.podcast_guid else next(iter(addresses), "")
    published = _lock_all(show, lock)
    items, matches = _match(show, feed.episodes, published)
    taker = _Taker(show, lock, published, Counter(item.guid for item in items), force=force)
    taker.take_podcast_guid(
        feed.podcast_guid or (podcast_guid_of(made_from) if made_from else None)
    )
    for index, (slug, by) in matches.sure.items():
        taker.take(feed.episodes[index], items[index].guid, slug, by)
    for index, item in enumerate(feed.episodes):
        if index not in matches.sure:
            taker.park(item, items[index].guid)
    known = {slug for slug, _ in matches.sure.values()}
    doubt = [Unsure(feed.episodes[index], slugs) for index, slugs in matches.unsure.items()]
    return Adoption(
        replace(
            lock,
            podcast_guid=taker.podcast_guid,
            episodes=taker.episodes,
            addresses=tuple(dict.fromkeys((*addresses, *lock.addresses))),
        ),
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
        made_from,
    )


def match_feed(show: Show, items: Sequence[FeedItem], lock: Lock) -> Matches:
    """Find which item of a feed is which episode of a show, also by what was published of it."""
    return _match(show, items, _lock_all(show, lock))[1]


def _match(
    show: Show, items: Sequence[FeedItem], published: Mapping[str, LockedEpisode]
) -> tuple[list[Known], Matches]:
    known = [_know_item(item) for item in items]
    return known, match_items(known, [_know_episode(one, show, published) for one in show.episodes])


def list_addresses(feed: FeedShow, read_from: str) -> list[str]:
    """Return the addresses under which others know a feed: its self link, then where it was read.

    An address that only some can open, as one of this machine or with a password, is none.
    """
    found = (feed.feed_url, read_from.partition("#")[0])
    return list(
        dict.fromkeys(
            url
            for url in found
            if url.lower().startswith(("http://", "https://"))
            and find_host_fault(url) is None
            and find_unreachable_host(url) is None
        )
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
        self._given = show.podcast_guid
        self._slugs = {one.slug for one in show.episodes}
        self._in_files = {one.slug: one.guid for one in show.episodes if one.guid}
        self._published = published
        self._guids = guids
        self._force = force
        self.podcast_guid = lock.podcast_guid
        self.episodes = dict(lock.episodes)
        self._locked = {one.guid for one in lock.episodes.values()}
        # Entries of files that are gone, by guid.
        self._former: dict[str, list[str]] = {}
        for slug, one in lock.episodes.items():
            if slug not in self._slugs:
                self._former.setdefault(one.guid, []).append(slug)
        self.adopted: dict[str, By] = {}
        self.unsure: list[Unsure] = []
        self.kept: list[Kept] = []

    def take_podcast_guid(self, guid: str | None) -> None:
        was = self._given or self.podcast_guid
        if guid is None or guid == was:
            return
        if was and (self._given or not self._force):
            self.kept.append(Kept("", was, guid, in_show=bool(self._given)))
        else:
            self.podcast_guid = guid

    def take(self, item: FeedItem, guid: str, slug: str, by: By) -> None:
        was = self.episodes.get(slug)
        if not guid:
            self.unsure.append(Unsure(item, (slug,), "no guid"))
        elif self._guids[guid] > 1 and by != "guid":
            self.unsure.append(Unsure(item, (slug,), "guid shared"))
            self.park(item, guid)
        elif was is not None and was.guid != guid and not self._force:
            self.kept.append(Kept(slug, was.guid, guid))
        else:
            self.adopted[slug] = by
            given = self._in_files.get(slug, guid)
            if given != guid:
                self.kept.append(Kept(slug, given, guid, in_show=True))
            if was is None or self._force:
                self._drop_former(guid)
                entry = _make_entry(item, guid, self._published[slug])
                self.episodes[slug] = entry
                self._locked.add(guid)

    def park(self, item: FeedItem, guid: str) -> None:
        """Keep an item that is no episode as published, under the name that its file would have."""
        if not guid or guid in self._locked:
            return
        self._locked.add(guid)
        published = item.published.isoformat() if item.published else _LONG_AGO
        slug = item.slug
        while slug in self._slugs or slug in self.episodes:
            slug = f"{slug} {published[:10]}"
        found = {key: getattr(item.audio, key) for key in _FACTS}
        enclosure = {key: found[key] or none for key, none in _FACTS.items()}
        self._former.setdefault(guid, []).append(slug)
        self.episodes[slug] = LockedEpisode(
            guid, published, enclosure, "", permalink=_permalink_of(item, guid)
        )

    def _drop_former(self, guid: str) -> None:
        """Remove the entry of a file that is gone: an episode of another name has its guid now."""
        for slug in self._former.pop(guid, ()):
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
    return LockedEpisode(guid, published, enclosure, own.hash, permalink=_permalink_of(item, guid))


def _permalink_of(item: FeedItem, guid: str) -> bool | None:
    if not guid.startswith(("http://", "https://")):
        return None
    return is_page(guid, item.link) if item.guid_permalink is None else item.guid_permalink
