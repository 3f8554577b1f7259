"""What apps know a show and its episodes by: the guids, and what the lock file keeps of each."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime

from feedtool.media.facts import AudioChapter
from feedtool.producer.addresses.show_addresses import guid_of
from feedtool.producer.facts.feed_facts import EpisodeAudio, EpisodeFacts
from feedtool.producer.facts.picked_audio import pick_audio
from feedtool.producer.facts.selection import Selection
from feedtool.producer.history.guids import guids_of, make_up_guid
from feedtool.producer.history.matching import follow_names, hash_of
from feedtool.producer.history.published import PublishedFeed
from feedtool.show.lock import MAIN_FEED, Lock, LockedEpisode
from feedtool.show.model import Episode, Item, LiveItem, Show


@dataclass(frozen=True, slots=True)
class Identity:
    """The guid of an item, and whether it is the address of the episode's page.

    `permalink` is None where the link of the episode decides.
    """

    guid: str
    permalink: bool | None = None


@dataclass(frozen=True, slots=True)
class Identities:
    """What apps know a show by.

    `former` is what the lock file says, with each episode under the name that it has now.
    `podcast_guids` has the podcast:guid of each feed by its name, `items` the identity of each
    episode and live item by slug. `published` is what the lock file will say of each episode.
    """

    former: Lock
    podcast_guids: Mapping[str, str]
    items: Mapping[str, Identity]
    published: Mapping[str, LockedEpisode]


def identify(
    show: Show,
    lock: Lock,
    selection: Selection,
    facts: Mapping[str, EpisodeFacts],
    now: datetime,
    against: Sequence[PublishedFeed] = (),
) -> Identities:
    """Find out which published episode each episode is, and give guids to those that are new.

    A new guid is none that an item of the feeds `against` the build has.
    """
    former = follow_names(show, lock, now)
    podcast_guid = guid_of(show, lock.podcast_guid)
    others = {name: guid_of(feed, lock.feeds.get(name, "")) for name, feed in show.feeds.items()}
    guids = guids_of(show, selection.episodes, former, podcast_guid, against)
    items = {one.slug: _identity_of(one, guids[one.slug], former) for one in selection.episodes}
    for live in _list_live_items(show):
        if live.slug not in items:
            guid = live.guid or make_up_guid(podcast_guid, live.slug)
            items[live.slug] = _identity_of(live, guid, former)
    feeds = selection.list_feeds_of()
    published = {
        one.slug: _with_more_audio(
            lock_episode(
                one, items[one.slug], pick_audio(show, one, facts[one.slug]), feeds[one.slug]
            ),
            facts[one.slug],
        )
        for one in selection.episodes
    }
    return Identities(former, {MAIN_FEED: podcast_guid, **others}, items, published)


def _list_live_items(show: Show) -> Iterator[LiveItem]:
    for feed in (show, *show.feeds.values()):
        yield from feed.live_items


def _identity_of(episode: Item, guid: str, former: Lock) -> Identity:
    was = former.episodes.get(episode.slug)
    if episode.guid_permalink is None and was is not None and was.guid == guid:
        return Identity(guid, was.permalink)
    return Identity(guid, episode.guid_permalink)


def lock_episode(
    episode: Episode,
    identity: Identity,
    audio: EpisodeAudio,
    feeds: tuple[str, ...] = (MAIN_FEED,),
) -> LockedEpisode:
    """Return what the lock file keeps of an episode that stands in these feeds."""
    enclosure = _lock_audio(audio)
    # An author who gives chapters, or none, does without those in the audio.
    inner = audio.chapters if episode.chapters is None else ()
    return LockedEpisode(
        identity.guid, episode.published.isoformat(), enclosure, hash_of(episode), feeds=feeds,
        permalink=identity.permalink, chapters=tuple(_lock_chapter(one) for one in inner),
    )  # fmt: skip


def _with_more_audio(episode: LockedEpisode, facts: EpisodeFacts) -> LockedEpisode:
    """Add the same audio in other formats; an episode has it in one format alone most often."""
    if not facts.more_audio:
        return episode
    listed = map(_lock_audio, (facts.audio, *facts.more_audio))
    others = tuple(one for one in listed if one["url"] != episode.enclosure["url"])
    return replace(episode, more_audio=others)


def _lock_audio(audio: EpisodeAudio) -> dict[str, str | int]:
    return {
        "url": audio.url,
        "length": audio.length_bytes,
        "type": audio.type,
        "duration": audio.duration_s,
    }


def _lock_chapter(chapter: AudioChapter) -> dict[str, str | int | bool]:
    """Return what the lock file keeps of a chapter: of its picture the name alone."""
    said: dict[str, str | int | bool] = {"start_ms": chapter.start_ms, "title": chapter.title}
    if chapter.url:
        said["url"] = chapter.url
    if chapter.is_hidden:
        said["is_hidden"] = True
    if chapter.end_ms is not None:
        said["end_ms"] = chapter.end_ms
    if chapter.picture is not None:
        said["picture"] = chapter.picture.name
    return said


def next_lock(
    show: Show, identities: Identities, probes: Mapping[str, Mapping[str, str | int]]
) -> Lock:
    """Return what is published from now on, and what was published once."""
    former = identities.former
    gone = {slug: replace(one, removed=True) for slug, one in former.episodes.items()}
    feeds = {name: guid for name, guid in identities.podcast_guids.items() if name != MAIN_FEED}
    return Lock(
        identities.podcast_guids[MAIN_FEED],
        {**gone, **identities.published},
        feeds=former.feeds | feeds,
        probes={url: dict(answer) for url, answer in probes.items()},
        addresses=tuple(dict.fromkeys((*former.addresses, show.feed_url))),
    )
