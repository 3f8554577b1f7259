"""Which audio of an episode is the enclosure of a feed."""

from feedtool.producer.facts.feed_facts import EpisodeAudio, EpisodeFacts
from feedtool.show.audio_formats import find_version
from feedtool.show.model import Item, Show


def pick_audio(show: Show, episode: Item, facts: EpisodeFacts) -> EpisodeAudio:
    """Return the audio that a feed has of an episode; without its format the first audio."""
    if not facts.more_audio:
        return facts.audio
    return (facts.audio, *facts.more_audio)[find_version(show, episode) or 0]
