"""Where a show lives: its address now, the ones that it had, and the guid that stays.

Source: https://podcasters.apple.com/support/837-change-the-rss-feed-url
"""

from feedtool.podcast_guid import podcast_guid_of
from feedtool.show import Show


def address_of(show: Show) -> str:
    """Return where followers are to find the feed: `new_feed_url` of a show that moves away."""
    return show.new_feed_url or show.feed_url


def new_address_of(show: Show) -> str | None:
    """Return what itunes:new-feed-url says, None where the show stays where it always was."""
    return address_of(show) if show.new_feed_url or show.moved_from else None


def guid_of(show: Show, locked: str) -> str:
    """Return the podcast:guid: as given, as `locked`, else what the first address gives."""
    first = show.moved_from[0] if show.moved_from else show.feed_url
    return show.podcast_guid or locked or podcast_guid_of(first)
