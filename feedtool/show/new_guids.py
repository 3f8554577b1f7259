"""The guid of an episode that nobody has published yet, for the front matter of its new file."""

import uuid

from feedtool.values.podcast_guids import podcast_guid_of


def make_new_guid(feed_url: str, slug: str, origin: str) -> str:
    """Return a guid that no other episode has: a UUID of the show, the file, and where it is from.

    `origin` tells two files of one name apart, as two authors make them on two branches: the moment
    at which the file is made, or show, day and title of a page that is imported.

        >>> make_new_guid("https://example.com/feed.xml", "001-nets", "2024-03-01")
        '4fceefdb-9882-56da-a2e5-bbdf17f7618a'
    """
    show = uuid.UUID(podcast_guid_of(feed_url))
    return str(uuid.uuid5(show, f"{slug} {origin}"))
