"""Computes the podcast:guid of a show from the first address of its feed.

Source: Podcasting 2.0, podcast:guid,
https://github.com/Podcastindex-org/podcast-namespace/blob/main/docs/tags/guid.md
"""

import re
import uuid

_NAMESPACE = uuid.UUID("ead4c236-bf58-58c6-a2c6-a6b28d128cb6")
_SCHEME = re.compile(r"^[A-Za-z][A-Za-z0-9+.-]*://")


def podcast_guid_of(feed_url: str) -> str:
    """Return the podcast:guid that a feed URL gives, a UUID of version 5.

    >>> podcast_guid_of("https://podnews.net/rss")
    '9b024349-ccf0-5f69-a609-6b82873eab3c'
    """
    return str(uuid.uuid5(_NAMESPACE, _SCHEME.sub("", feed_url.strip()).rstrip("/")))


def wrong_guids_of(feed_url: str) -> dict[str, str]:
    """Return the UUIDs that common mistakes give, each with the mistake."""
    url = feed_url.strip()
    bare = _SCHEME.sub("", url)
    schemes = {f"{scheme}://{bare}" for scheme in ("https", "http", "feed")}
    wrong = {str(uuid.uuid5(uuid.NAMESPACE_URL, one)): "the namespace of URLs" for one in schemes}
    wrong[str(uuid.uuid5(uuid.NAMESPACE_URL, bare.rstrip("/")))] = "the namespace of URLs"
    wrong[str(uuid.uuid5(uuid.NAMESPACE_DNS, bare.rstrip("/")))] = "the namespace of host names"
    for one in (*schemes, *(scheme.rstrip("/") for scheme in schemes)):
        wrong[str(uuid.uuid5(_NAMESPACE, one))] = "the scheme left in"
    if bare != bare.rstrip("/"):
        wrong[str(uuid.uuid5(_NAMESPACE, bare))] = "the slash left at the end"
    elif bare:
        wrong[str(uuid.uuid5(_NAMESPACE, f"{bare}/"))] = "a slash at the end"
    return wrong
