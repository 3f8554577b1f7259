"""The guid of each episode: as given, as published, or a new one that no episode ever had."""

import uuid
from collections.abc import Collection, Sequence

from feedtool.producer.history.published import PublishedFeed, items_by_guid, score
from feedtool.show.lock import Lock
from feedtool.show.model import Episode, Show


def make_up_guid(podcast_guid: str, slug: str) -> str:
    """Return a guid for an episode: the same for the same show and file."""
    return str(uuid.uuid5(uuid.UUID(podcast_guid), slug))


def is_page(guid: str, link: str | None) -> bool:
    """Return whether a guid is the address of the episode's page."""
    return guid == link and guid.startswith(("http://", "https://"))


def make_new_guid(podcast_guid: str, episode: Episode, *used: Collection[str]) -> str:
    """Return a guid that is not used, out of show and file, if need be also out of the date."""
    made = make_up_guid(podcast_guid, episode.slug)
    name = f"{episode.slug} {episode.published.isoformat()}"
    while any(made in one for one in used):
        made = make_up_guid(podcast_guid, name)
        name += "+"
    return made


def guids_of(
    show: Show,
    episodes: Sequence[Episode],
    lock: Lock,
    podcast_guid: str,
    against: Sequence[PublishedFeed] = (),
) -> dict[str, str]:
    """Return the guid of each episode by its slug.

    `lock` has the episodes under the names that they have now. A guid that is made up depends on
    the show and the name of the file; where another episode has it, or had it, also on the date.
    The feeds `against` the build say so too.
    """
    given = {one.slug: one.guid for one in episodes if one.guid}
    used = {*given.values(), *(one.guid for one in lock.episodes.values())}
    out = items_by_guid(against)
    guids = {}
    for one in episodes:
        was = lock.episodes.get(one.slug)
        guid = given.get(one.slug) or (was.guid if was else "")
        if not guid:
            guid = make_new_guid(podcast_guid, one, used)
            if guid in out and not score(show, out[guid], one):
                guid = make_new_guid(podcast_guid, one, used, out)
        guids[one.slug] = guid
        used.add(guid)
    return guids
