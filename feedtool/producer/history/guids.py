"""The guid of each episode: as given, as published, or a new one that no episode ever had."""

import uuid
from collections.abc import Sequence

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
        made = make_up_guid(podcast_guid, one.slug)
        name = f"{one.slug} {one.published.isoformat()}"
        while made in used:
            made = make_up_guid(podcast_guid, name)
            name += "+"
        was = lock.episodes.get(one.slug)
        guids[one.slug] = given.get(one.slug) or (was.guid if was else made)
        used.add(guids[one.slug])
    return guids
