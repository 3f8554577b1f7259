"""Adopts what another tool's feed has published, so that a show that moves keeps its subscribers.

What apps know an item by, its guid, goes into the lock file of the show, from which a build takes
it; with it go date and enclosure, so that a build stops where these would change.
"""

from collections.abc import Mapping
from dataclasses import dataclass, replace

from feedtool.feed.building import lock_episode
from feedtool.feed.facts import gather
from feedtool.feed.item import is_page
from feedtool.feed.matching import By, Known, match_items
from feedtool.feed.titles import format_title
from feedtool.show import Episode, Lock, LockedEpisode, Show


@dataclass(frozen=True, slots=True)
class Unsure:
    """An item that could be any of several episodes, or has a guid that another item has too."""

    item: Episode
    slugs: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Kept:
    """A guid that the lock file has already; the feed has another. `slug` is "" for the show's."""

    slug: str
    guid: str
    other: str


@dataclass(frozen=True, slots=True)
class Adoption:
    """What came of it; `lock` is what the lock file should be.

    `adopted` tells by slug what an episode was known by. `vanishing` are items without an episode,
    `new` the episodes without an item.
    """

    lock: Lock
    items: int
    adopted: Mapping[str, By]
    unsure: tuple[Unsure, ...]
    vanishing: tuple[Episode, ...]
    new: tuple[Episode, ...]
    kept: tuple[Kept, ...]


def adopt(show: Show, feed: Show, lock: Lock, *, force: bool = False) -> Adoption:
    """Match the items of a feed, as `read_show` reads it, with the episodes of a show.

    An item without guid is known by the address of its enclosure, as apps do it. An episode that
    the lock file has under another guid keeps it, unless `force`.

    Raises SourceError with all that is wrong with files that the show names.
    """
    published = _lock_all(show, lock)
    items = [_know_item(item) for item in feed.episodes]
    matches = match_items(items, [_know_episode(one, show, published) for one in show.episodes])
    guids = [item.guid for item in items]
    episodes = dict(lock.episodes)
    adopted: dict[str, By] = {}
    kept: list[Kept] = []
    unsure = [Unsure(items[index].episode, slugs) for index, slugs in matches.unsure.items()]
    for index, (slug, by) in matches.sure.items():
        item, guid = items[index].episode, items[index].guid
        was = episodes.get(slug)
        if not guid or guids.count(guid) > 1:
            unsure.append(Unsure(item, (slug,)))
        elif was is not None and was.guid != guid and not force:
            kept.append(Kept(slug, was.guid, guid))
        else:
            adopted[slug] = by
            if was is None or force:
                _drop_former(episodes, guid, {one.slug for one in show.episodes})
                episodes[slug] = _make_entry(item, guid, published[slug])
    podcast_guid, kept_guid = _choose_podcast_guid(feed, lock, force=force)
    known = {slug for slug, _ in matches.sure.values()}
    return Adoption(
        replace(lock, podcast_guid=podcast_guid, episodes=episodes),
        len(items),
        adopted,
        tuple(unsure),
        tuple(
            item.episode
            for index, item in enumerate(items)
            if index not in matches.sure and index not in matches.unsure
        ),
        tuple(one for one in show.episodes if one.slug not in known),
        (*kept_guid, *kept),
    )


def _lock_all(show: Show, lock: Lock) -> dict[str, LockedEpisode]:
    facts = gather(show, lock, show.episodes)
    return {one.slug: lock_episode(one, facts) for one in show.episodes}


def _know_item(item: Episode) -> Known:
    audio_url = item.audio.url or ""
    titles = (item.title, item.title_display or "")
    # Source: https://help.apple.com/itc/podcasts_connect/#/itcb54353390 (guid).
    return Known(item, item.guid or audio_url, audio_url, titles)


def _know_episode(episode: Episode, show: Show, published: Mapping[str, LockedEpisode]) -> Known:
    own = published[episode.slug]
    titles = (episode.title, episode.title_display or format_title(show.title_format, episode))
    return Known(episode, own.guid, str(own.enclosure["url"]), titles)


def _drop_former(episodes: dict[str, LockedEpisode], guid: str, slugs: set[str]) -> None:
    """Remove the entry of a file that is gone: its guid has an episode under another name now."""
    for slug in [slug for slug, one in episodes.items() if one.guid == guid and slug not in slugs]:
        del episodes[slug]


def _make_entry(item: Episode, guid: str, own: LockedEpisode) -> LockedEpisode:
    """Return what the feed published; the hash is that of today's words, so nothing is edited."""
    told = {key: getattr(item.audio, key) for key in ("url", "length", "type", "duration")}
    enclosure = {key: told[key] or one for key, one in own.enclosure.items()}
    published = item.published.isoformat() if item.published else own.published
    permalink: bool | None = None
    if guid.startswith(("http://", "https://")):
        permalink = item.guid_permalink
        if permalink is None:
            permalink = is_page(guid, item.link)
    return LockedEpisode(guid, published, enclosure, own.hash, permalink=permalink)


def _choose_podcast_guid(feed: Show, lock: Lock, *, force: bool) -> tuple[str, list[Kept]]:
    guid = feed.podcast_guid
    if guid is None or guid == lock.podcast_guid:
        return lock.podcast_guid, []
    if lock.podcast_guid and not force:
        return lock.podcast_guid, [Kept("", lock.podcast_guid, guid)]
    return guid, []
