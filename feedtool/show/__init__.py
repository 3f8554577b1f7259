"""A show on disk: its model, reading with places, the lock file, starting points."""

from feedtool.podcast_guid import podcast_guid_of
from feedtool.show.cache import Cache
from feedtool.show.files import find_inside
from feedtool.show.lock import Lock, LockedEpisode, format_lock, read_lock
from feedtool.show.model import Audio, Choice, Draft, Episode, Funding, LiveItem, Owner, Show
from feedtool.show.persons import Person
from feedtool.show.reading import load_channel, load_show

__all__ = [
    "Audio",
    "Cache",
    "Choice",
    "Draft",
    "Episode",
    "Funding",
    "LiveItem",
    "Lock",
    "LockedEpisode",
    "Owner",
    "Person",
    "Show",
    "find_inside",
    "format_lock",
    "load_channel",
    "load_show",
    "podcast_guid_of",
    "read_lock",
]
