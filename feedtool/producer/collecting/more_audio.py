"""The same audio in other formats: the rest of the list under `audio`, and alternate enclosures."""

from collections.abc import Iterator

from feedtool.media.types import guess_type
from feedtool.producer.collecting.audio import gather_audio
from feedtool.producer.collecting.gathering import Gathering
from feedtool.producer.facts.feed_facts import EpisodeAudio
from feedtool.producer.facts.local_files import Files
from feedtool.show.audio_formats import list_alternates, wants_formats
from feedtool.show.elements import Given
from feedtool.show.episode_files import Audio
from feedtool.show.model import Item


def gather_more_audio(
    gathering: Gathering, episode: Item, first: EpisodeAudio, files: Files
) -> Iterator[EpisodeAudio]:
    """Yield the other audio of an episode, in the order of `find_version`.

    What an author does not say of its duration is that of the first. `files` are the files that
    elements of the episode name.
    """
    for other in episode.audio.others if episode.audio is not None else ():
        found = gather_audio(gathering, episode, _with_duration(other, first))
        # What is wrong with it is reported, and nothing is written.
        yield found or EpisodeAudio()
    if wants_formats(gathering.show):
        for audio, given in list_alternates(episode):
            yield _alternate(audio, given, first.duration_s, files)


def _with_duration(audio: Audio, first: EpisodeAudio) -> Audio:
    if audio.url is None or audio.duration is not None or not first.duration_s:
        return audio
    return audio.model_copy(update={"duration": first.duration_s})


def _alternate(audio: Audio, given: Given, duration_s: int, files: Files) -> EpisodeAudio:
    """Return the audio of an alternate enclosure; the validator checks what the author wrote."""
    file = files.get(("audio", audio.file or ""))
    facts = dict(file.facts) if file is not None else {}
    length = given.attributes.get("length") or facts.get("length", "")
    url = file.url if file is not None else audio.url or ""
    return EpisodeAudio(
        url,
        int(length) if length.isdecimal() and len(length) < 16 else 0,
        audio.type or facts.get("type") or guess_type(url) or "",
        duration_s,
    )
