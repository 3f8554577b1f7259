"""The guid of each episode: as given, as published, or a new one that no episode ever had."""

import uuid
from collections.abc import Collection, Sequence

from feedtool.show.lock import Lock
from feedtool.show.model import Episode


def make_up_guid(podcast_guid: str, slug: str) -> str:
    """Return a guid for an episode: the same for the same show and file."""
    return str(uuid.uuid5(uuid.UUID(podcast_guid), slug))


def is_page(guid: str, link: str | None) -> bool:
    """Return whether a guid is the address of the episode's page."""
    return guid == link and guid.startswith(("http://", "https://"))


def guids_of(episodes: Sequence[Episode], lock: Lock, podcast_guid: str) -> dict[str, str]:
    """Return the guid of each episode by its slug.

    `lock` has the episodes under the names that they have now. A guid that is made up depends on
    the show and the name of the file; where another episode has it, or had it, also on the date.
    """
    given = {one.slug: one.guid for one in episodes if one.guid}
    used = {*given.values(), *(one.guid for one in lock.episodes.values())}
    guids = {}
    for one in episodes:
        was = lock.episodes.get(one.slug)
        known = given.get(one.slug) or (was.guid if was else "")
        guids[one.slug] = known or _make_up_new(podcast_guid, one, used)
        used.add(guids[one.slug])
    return guids


def _make_up_new(podcast_guid: str, episode: Episode, used: Collection[str]) -> str:
    made = make_up_guid(podcast_guid, episode.slug)
    name = f"{episode.slug} {episode.published.isoformat()}"
    while made in used:
        made = make_up_guid(podcast_guid, name)
        name += "+"
    return made
