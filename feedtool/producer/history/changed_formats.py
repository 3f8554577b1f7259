"""Feeds for one audio format whose audio of an episode would get another address."""

from collections.abc import Iterator

from feedtool.producer.addresses.analytics import bare_url
from feedtool.show.audio_formats import has_format
from feedtool.show.episode_files import Audio
from feedtool.show.lock import LockedEpisode
from feedtool.show.model import Show


def find_changed_formats(
    show: Show, was: LockedEpisode, now: LockedEpisode
) -> Iterator[tuple[str, str, str]]:
    """Yield each feed for one format that gets another address: its name, the old, the new one."""
    for name, feed in show.feeds.items():
        if feed.audio is None or name not in was.feeds or not (was.more_audio or now.more_audio):
            continue
        old, new = _address_of_format(feed.audio, was), _address_of_format(feed.audio, now)
        same = bare_url(old, show.prefixes) == bare_url(new, show.prefixes)
        # Other audio of the main feed is reported there.
        if old and new and not same and old != was.enclosure["url"]:
            yield name, old, new


def _address_of_format(wanted: str, episode: LockedEpisode) -> str:
    """Return where the audio of a format is, "" if the episode has no such audio."""
    for one in episode.audio:
        audio = Audio.model_construct(url=str(one["url"]), type=str(one.get("type", "")))
        if has_format(audio, wanted):
            return str(one["url"])
    return ""
