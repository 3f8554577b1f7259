"""Where a show lives: its address now, the ones that it had, and the guid that stays.

Source: https://podcasters.apple.com/support/837-change-the-rss-feed-url
"""

from urllib.parse import urljoin

from feedtool.show.model import Show
from feedtool.values.podcast_guids import podcast_guid_of


def address_of(show: Show) -> str:
    """Return where followers are to find the feed: `new_feed_url` of a show that moves away."""
    return show.new_feed_url or show.feed_url


def new_address_of(show: Show) -> str | None:
    """Return what itunes:new-feed-url says, None where the show stays where it always was."""
    return address_of(show) if show.new_feed_url or show.moved_from else None


def base_url_of(show: Show) -> str:
    """Return where public/ is served, with a slash at the end."""
    return _as_folder(show.base_url or urljoin(show.feed_url, "."))


def media_url_of(show: Show) -> str:
    """Return where audio/ is served, with a slash at the end."""
    return _as_folder(show.media_url or urljoin(base_url_of(show), "audio/"))


def _as_folder(url: str) -> str:
    return url if url.endswith("/") else url + "/"


def guid_of(show: Show, locked: str) -> str:
    """Return the podcast:guid: as given, as `locked`, else what the first address gives."""
    first = show.moved_from[0] if show.moved_from else show.feed_url
    return show.podcast_guid or locked or podcast_guid_of(first)
